"""Who holds which page: what a walk through the trees found out, and where it found damage."""


class Holdings:
    """Each page is held by one holder, the first that led to it; a page reached twice is a sign of damage."""

    def __init__(self) -> None:
        self.holder: dict[int, str] = {}
        self.damaged: set[int] = set()

    def take(self, page: int, holder: str) -> bool:
        """Whether the page was free to take. One that was not ends the walk there, so no loop goes on."""
        if page in self.holder:
            self.damaged.add(page)
            return False
        self.holder[page] = holder
        return True
