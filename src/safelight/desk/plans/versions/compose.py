"""A version of the plan for one reader, made by the table of rules and by nothing else."""

from django.utils import translation
from django.utils.translation import gettext as _

from safelight.desk.plans.versions import own_steps, own_version, parts, waiting
from safelight.desk.plans.versions.document import Document
from safelight.desk.plans.versions.parts import Part
from safelight.desk.plans.versions.redacting import redacted, redactor_for
from safelight.desk.plans.versions.rules import Rules, VersionRule
from safelight.desk.plans.versions.source import Source

PARTS: dict[str, Part] = {
    "purpose": parts.purpose,
    "purpose_agreed": parts.purpose_agreed,
    "contact": parts.contact,
    "danger": parts.danger,
    "window": parts.window,
    "for_officers_first": parts.for_officers_first,
    "phases": parts.phases,
    "held": waiting.held,
    "held_for_officers": waiting.held_for_officers,
    "decided": parts.decided,
    "decided_without_words": parts.decided_without_words,
    "security": parts.security,
    "unknown": parts.unknown,
    "signatures": parts.signatures,
    "danger_in_short": parts.danger_in_short,
    "actions": parts.actions,
    "held_in_short": waiting.held_in_short,
    "decided_in_short": parts.decided_in_short,
    "own_words": own_version.own_words,
    "today": own_steps.today,
    "this_week": own_steps.this_week,
    "to_decide": own_steps.to_decide,
    "later": own_steps.later,
    "remember": own_version.remember,
    "more": own_steps.more,
}
READER_NAMES = {"idva": "advisor's version", "officer": "officer's version", "marac": "for the meeting (MARAC)"}


def whole(source: Source, rule: VersionRule, *, language: str) -> Document:
    """The parts that the table names, before anything is taken out."""
    with translation.override(language):
        blocks = tuple(block for name in rule.parts for block in PARTS[name](source, rule))
        title = _("Phone and account settings: my list") if rule.is_neutral else _titled(source, rule)
    footer = "" if rule.is_neutral else f"{_titled(source, rule)}, {source.today:%-d %B %Y}"
    return Document(title=title, language=language, blocks=blocks, footer=footer)


def compose(source: Source, rule: VersionRule, rules: Rules, *, language: str) -> Document:
    """The version, with what its reader may not have taken out."""
    redactor = redactor_for(rule, rules, source.known(), language)
    return redacted(whole(source, rule, language=language), redactor, rule, rules)


def file_name(source: Source, rule: VersionRule, form: str) -> str:
    """What the file is called: nothing of what it is, where it must be safe to be found."""
    if rule.is_neutral:
        return "settings." + ("pdf" if form == "card" else form)
    return f"{source.case.reference}-plan-{source.opened.version.number}-{rule.reader}.{form}".replace("/", "-")


def _titled(source: Source, rule: VersionRule) -> str:
    return f"Plan {source.opened.version.number}, {source.case.reference}: {READER_NAMES[rule.reader]}"
