"""The one way a context file is turned down: with every fault in a sentence of its own."""


class ContextRefused(ValueError):
    """A context file that cannot be used as it stands. Nothing of it was taken over.

    ``problems`` holds one sentence for each fault, so that all can be put right at once.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__(
            "The context file was not used. "
            + " ".join(problems)
            + " Nothing else was changed; put it right and try again."
        )
