"""The one way a file of answers is turned down: with every fault in a sentence."""


class AnswersRefused(ValueError):
    """A file of answers that cannot be used as it stands; ``problems`` has a sentence for each fault."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__(
            "The file of answers was not used. "
            + " ".join(problems)
            + " Nothing was planned or changed; put it right and try again."
        )
