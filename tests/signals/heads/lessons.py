"""Small labelled conversations, made up, for the tests of the heads: a menacing kind and an ordinary kind."""

from datetime import UTC, datetime, timedelta

from safelight.signals.labelled import Judged, Labelled, Participant, Said

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MENACE = ("you will be sorry", "i know where you park", "answer me or else", "nobody leaves me")
ORDINARY = ("see you at the match", "did you get the bread", "the boiler is mended", "happy birthday to you")
ANSWERS = ("please stop writing to me", "ok thanks", "no", "who is this")


def conversation(number: int, *, harmful: bool) -> Labelled:
    """One of either kind; in the harmful kind the other side's words carry a label."""
    words = MENACE if harmful else ORDINARY
    messages = []
    for turn in range(12):
        by_owner = turn % 3 == 2
        text = (
            ANSWERS[(number + turn) % 4]
            if by_owner
            else f"{words[(number + turn) % 4]} {words[(number * 3 + turn) % 4]}"
        )
        labels = ("threat.veiled",) if harmful and not by_owner else ()
        at = START + timedelta(days=number, minutes=7 * turn)
        messages.append(Said(n=turn + 1, at=at, sender="p1" if by_owner else "p2", text=text, labels=labels))
    return Labelled(
        id=f"made-{number:03d}",
        platform="sms",
        owner="p1",
        participants=(Participant("p1", "Ann", "+447700900001"), Participant("p2", "Bo", "+447700900002")),
        messages=tuple(messages),
        case=Judged(
            harms=("threats",) if harmful else ("none",),
            priority="high" if harmful else "none",
            first_alert_n=2 if harmful else None,
        ),
        owner_age=30,
        part="made",
    )


def corpus(of_each: int = 20) -> list[Labelled]:
    """Both kinds in turn."""
    return [conversation(number, harmful=bool(number % 2)) for number in range(2 * of_each)]
