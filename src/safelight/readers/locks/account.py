"""The account of a locked member: it was opened, or why it was not."""

from collections.abc import Sequence

from safelight.readers.member import Member
from safelight.records.tally import TallyBook


def write_account(member: Member, inner_path: str, obstacles: Sequence[str], locked: str, book: TallyBook) -> None:
    """``obstacles`` are sentences that opening leaves in the member's notes; ``locked`` is said without them."""
    if member.beside(inner_path) is not None:
        book.skip(0, member.size, f"It was opened; what is inside stands in {inner_path}.")
        return
    book.fail(0, member.size, next((note for note in member.notes if note in obstacles), locked))
