"""What an officer said of a member, in the sentences that stand beside what was read."""

from collections.abc import Iterator

from safelight.readers.choices import DateOrder, MemberChoice
from safelight.readers.registry import READERS_BY_NAME

_ORDERS = {
    DateOrder.DAY_FIRST: "An officer said that the day comes before the month in dates that leave it open.",
    DateOrder.MONTH_FIRST: "An officer said that the month comes before the day in dates that leave it open.",
}
_KEY = "An officer gave a key to open it with. The key is not shown."


def said_of(choice: MemberChoice) -> Iterator[str]:
    """A sentence for each thing an officer chose; none for what is as recognised."""
    if choice.reader in READERS_BY_NAME:
        title = READERS_BY_NAME[choice.reader].MANIFEST.title
        yield f"An officer said what kind of file this is: “{title}”."
    elif choice.reader:
        yield "An officer chose a kind of file that this version does not know, so it was read as recognised."
    if choice.mapping:
        name = f": the description saved as “{choice.mapping.profile}”" if choice.mapping.profile else ""
        yield f"An officer said which column of the table is what{name}."
    if choice.zone:
        yield f"An officer said which zone its local times are in: {choice.zone}."
    if choice.date_order:
        yield _ORDERS[choice.date_order]
    if choice.key:
        yield _KEY
