"""The one source of every version: the plan as it stands now, what people said, and who must not be named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from safelight.desk.cases.models import Case
from safelight.desk.plans.models import Signature
from safelight.desk.plans.notes import Note
from safelight.desk.plans.opened import OpenedPlan
from safelight.desk.plans.shown import ShownPlacing, shown_placings
from safelight.knowledge.questions import footprint_questions
from safelight.planning.footprint import Footprint, Thing
from safelight.planning.plan import Reach
from safelight.planning.reach import ReachMap


@dataclass(frozen=True)
class Source:
    """Everything a version may be made of."""

    case: Case
    opened: OpenedPlan
    first: Footprint
    """The answers of the first plan, for what was before."""
    latest: Footprint
    """The answers of now."""
    signatures: tuple[tuple[Signature, str], ...]
    staff: tuple[str, ...]
    contact: tuple[tuple[str, str], ...]
    """How to reach them safely, without the code word: that stands on no paper."""
    today: date

    @property
    def placings(self) -> list[ShownPlacing]:
        """Every placing, in order."""
        return list(shown_placings(self.opened.drafted, self.opened.standing))

    def note(self, pk: int | None) -> Note | None:
        """What was said in an entry."""
        return self.opened.words.get(pk) if pk is not None else None

    def known(self) -> Mapping[str, Iterable[str]]:
        """The words of each kind that may have to stay out of a version."""
        context = self.case.context
        account_like = [one.name for one in self.things if _is_account(one.name)]
        return {
            "concern": [word for one in context.concern for word in (one.name, *one.accounts)],
            "bystanders": [word for one in context.children for word in (one.name, *one.accounts)],
            "staff": self.staff,
            "victim": [context.owner.name],
            "accounts": [*context.owner.accounts, *account_like],
            "safe_things": [name for name in account_like if self.is_safe_name(name)],
            "places": [word for one in context.protected for word in (one.name, *one.aliases)]
            + ([self.opened.window.safe_place] if self.opened.window else []),
            "reference": [self.case.reference],
            "private_words": [one.words for one in self.opened.words.values() if one.is_private],
        }

    @property
    def things(self) -> tuple[Thing, ...]:
        """Every thing there is or was."""
        return (*self.first.things, *self.latest.things, *self.opened.drafted.situation.footprint.things)

    def is_safe_name(self, name: str) -> bool:
        """Whether it is what something only the victim can reach is called."""
        return any(one.name == name and self.is_safe(one.id) for one in self.latest.things)

    def is_safe(self, thing: str) -> bool:
        """Whether only the victim can reach a thing, as far as was said."""
        return ReachMap(self.latest, footprint_questions()).of(thing).reach is Reach.SAFE

    def name(self, thing: str, *, hides_safe: bool) -> str:
        """What to call a thing: its kind where its name must stay with the victim."""
        found = self.opened.drafted.situation.footprint.thing(thing) or self.latest.thing(thing)
        if found is None:
            return ""
        kind = footprint_questions().kind(found.kind)
        return kind.title.lower() if kind and hides_safe and self.is_safe(thing) else found.called


def _is_account(name: str) -> bool:
    """Whether it is written like an address or a number, and so may be looked for everywhere."""
    return "@" in name or sum(letter.isdigit() for letter in name) >= 6
