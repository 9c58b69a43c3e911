"""The numbers Android writes for boxes of messages and kinds of call, in backups and in its own databases."""

from collections.abc import Mapping

from safelight.records.record import Direction, State

_TOWARDS, _FROM = Direction.TOWARDS_OWNER, Direction.FROM_OWNER
BOXES: Mapping[str, tuple[Direction, State, str]] = {
    "1": (_TOWARDS, State.SENT, ""),
    "2": (_FROM, State.SENT, ""),
    "3": (_FROM, State.DRAFT, "draft"),
    "4": (_FROM, State.DRAFT, "outbox: not sent when the backup was made"),
    "5": (_FROM, State.FAILED, "failed"),
    "6": (_FROM, State.DRAFT, "queued: not sent when the backup was made"),
}
CALLS: Mapping[str, tuple[Direction, State, str]] = {
    "1": (_TOWARDS, State.SENT, "answered"),
    "2": (_FROM, State.SENT, "made"),
    "3": (_TOWARDS, State.MISSED, "missed"),
    "4": (_TOWARDS, State.SENT, "voicemail"),
    "5": (_TOWARDS, State.MISSED, "rejected"),
    "6": (_TOWARDS, State.MISSED, "blocked by the phone"),
    "7": (_TOWARDS, State.SENT, "answered on another device"),
}
NO_NUMBER = frozenset({"-1", "-2", "-3"})
"""What Android writes for a caller that is unknown, withheld, or a payphone."""

OF_THE_TRANSPORT = frozenset(
    "protocol toa sc_toa locked callback_set retr_st ct_cls sub_cs ct_l st d_tm retr_txt_cs deletable d_rpt "
    "reserved seen hidden v rr m_size exp tr_id sim_imsi creator sim_slot app_id resp_st m_cls pri rpt_a retr_txt "
    "resp_txt safe_message spam_report text_only ct_t read_status msg_id error_code".split()
)
"""Delivery settings of a backup that say nothing of what happened between people; they stay in the exhibit."""
