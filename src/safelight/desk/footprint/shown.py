"""The footprint as pages show it: how far each part of life has been asked about, and each thing in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from safelight.desk.footprint.forms import domain_questions
from safelight.desk.footprint.kept import KeptFootprint, Said, links_of
from safelight.desk.footprint.words import ANSWERS, LINK_SHORT, WHO, WHOSE, said
from safelight.knowledge.answer import Answer
from safelight.knowledge.platform_facts import platform_facts
from safelight.knowledge.questions import Domain, FootprintQuestions, Kind
from safelight.planning.footprint import Footprint, Thing


@dataclass(frozen=True)
class ShownThing:
    """One thing in words."""

    thing: Thing
    kind: str
    platform: str
    set_up_by: str
    could_get_in: str
    seems_in: str
    links: list[str]
    said: str


@dataclass(frozen=True)
class ShownDomain:
    """A part of life, with how many of its questions were answered."""

    domain: Domain
    asked: int
    answered: int
    not_sure: int
    things: list[ShownThing]
    kinds: list[Kind]

    @property
    def state(self) -> str:
        """In a few words."""
        if not self.answered and not self.not_sure:
            return _("Not asked yet")
        if self.answered + self.not_sure < self.asked:
            return _("%(done)d of %(all)d asked") % {"done": self.answered + self.not_sure, "all": self.asked}
        if self.not_sure:
            return _("Asked, %(n)d not sure") % {"n": self.not_sure}
        return _("Asked")

    @property
    def is_asked(self) -> bool:
        """Whether every question of it has an answer that is sure."""
        return self.answered == self.asked


def domains_of(pack: FootprintQuestions, kept: KeptFootprint) -> list[ShownDomain]:
    """Every part of life, in the order of the pack."""
    return [shown_domain(pack, domain, kept) for domain in pack.domains]


def shown_domain(pack: FootprintQuestions, domain: Domain, kept: KeptFootprint) -> ShownDomain:
    """One part of life with the things in it."""
    answers = [kept.footprint.answer(one.id) for one in domain_questions(pack, domain)]
    kinds = [kind for kind in pack.kinds if kind.domain == domain.id]
    names = {kind.id for kind in kinds}
    return ShownDomain(
        domain=domain,
        asked=len(answers),
        answered=sum(one in {Answer.YES, Answer.NO} for one in answers),
        not_sure=answers.count(Answer.NOT_SURE),
        things=[shown_thing(pack, one, kept) for one in kept.footprint.things if one.kind in names],
        kinds=kinds,
    )


def shown_thing(pack: FootprintQuestions, thing: Thing, kept: KeptFootprint) -> ShownThing:
    """One thing in words."""
    kind = pack.kind(thing.kind)
    return ShownThing(
        thing=thing,
        kind=kind.title if kind else thing.kind,
        platform=platform_facts().name_of(thing.platform) if thing.platform else "",
        set_up_by=said(WHO, thing.set_up_by),
        could_get_in=said(ANSWERS, thing.could_get_in),
        seems_in=said(ANSWERS, thing.seems_in),
        links=list(links_in_words(kept.footprint, thing)),
        said=said_in_words(kept.said.get(thing.id)),
    )


def links_in_words(footprint: Footprint, thing: Thing) -> Iterator[str]:
    """What a thing leads to."""
    for name, targets in links_of(thing).items():
        called = [found.called for each in targets if (found := footprint.thing(each))]
        if called:
            yield f"{LINK_SHORT[name]} {', '.join(called)}"


def said_in_words(given: Said | None) -> str:
    """Who said it, who wrote it down, and when."""
    if given is None:
        return ""
    return _("%(whose)s. Written down by %(by)s, %(at)s.") % {
        "whose": said(WHOSE, given.whose),
        "by": given.by,
        "at": f"{given.at:%-d %B %Y}",
    }
