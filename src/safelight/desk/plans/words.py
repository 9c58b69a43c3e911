"""The words for phases, states, owners and notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safelight.knowledge.measures import Channel, Notice, Phase, Role
from safelight.planning.plan import GateKind, State

PHASES: dict[Phase, Promise] = {
    Phase.GATE: _("First: safe contact and safe evidence"),
    Phase.QUIET_LOOK: _("Look quietly, change nothing"),
    Phase.SAFE_WORLD: _("Build a safe world beside the old one"),
    Phase.CUT: _("Cut access, all at once"),
    Phase.CONTACT_AND_CONTENT: _("Contact and what is online"),
    Phase.ACTION: _("Police and partners act"),
    Phase.REVIEW: _("Look again"),
}
STATES: dict[State, Promise] = {
    State.READY: _("Can be done now"),
    State.HELD: _("Waits"),
    State.REFUSED: _("Not now: it would warn them"),
    State.DONE: _("Done and checked"),
    State.DECLINED: _("Declined"),
}
STATE_TAGS = {
    State.READY: "govuk-tag--green",
    State.HELD: "govuk-tag--yellow",
    State.REFUSED: "govuk-tag--red",
    State.DONE: "govuk-tag--grey",
    State.DECLINED: "govuk-tag--grey",
}
ROLES: dict[Role, Promise] = {
    Role.VICTIM: _("The person we help"),
    Role.ADVISOR: _("Advisor"),
    Role.INVESTIGATOR: _("Digital media investigator"),
    Role.OFFICER: _("Officer"),
    Role.PLATFORM: _("Platform"),
    Role.SCHOOL: _("School"),
}
NOTICES: dict[Notice, Promise] = {
    Notice.NOTHING: _("They learn nothing"),
    Notice.ONLY_BY_LOOKING: _("They see it only if they look"),
    Notice.AN_ALERT: _("An alert may go out"),
    Notice.TOLD_DIRECTLY: _("They are told, or lose something"),
}
CHANNELS: dict[Channel, Promise] = {
    Channel.ACCOUNT: _("In the account"),
    Channel.ALERT_ADDRESS: _("Its address for alerts"),
    Channel.RECOVERY: _("Its way back in"),
    Channel.SECOND_FACTOR: _("Where its codes go"),
    Channel.FAMILY_GROUP: _("The family group"),
    Channel.CONTRACT_HOLDER: _("Whoever holds the contract"),
    Channel.MEMBERS: _("The others who share it"),
    Channel.OTHER_SIDE: _("The other person directly"),
}
GATES: dict[GateKind, Promise] = {
    GateKind.START: _("Safe to begin"),
    GateKind.KEPT: _("Evidence kept"),
    GateKind.ORDER: _("In the right order"),
    GateKind.ALERT: _("No early warning"),
    GateKind.WINDOW: _("In the window"),
    GateKind.DECISION: _("Their decision"),
}
