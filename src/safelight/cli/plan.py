"""``safelight plan``: the plan for a file of answers, in words or as JSON."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from safelight.knowledge.catalogue import catalogue
from safelight.knowledge.platform_facts import platform_facts
from safelight.knowledge.questions import footprint_questions
from safelight.planning.answers_file import load_answers
from safelight.planning.checking import faults_of
from safelight.planning.planner import plan_of
from safelight.planning.refused import AnswersRefused
from safelight.planning.situation import Situation
from safelight.planning.telling import told
from safelight.records.visible import visible

_WRONG_USE = 2


def plan(
    answers: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="What is known and decided, as YAML or JSON.")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="The whole plan as JSON.")] = False,
    as_at: Annotated[
        str, typer.Option(help="Plan as at this moment, for example 2026-11-27T12:00:00Z; now where left out.")
    ] = "",
) -> None:
    """Print the plan by phase: what, who, when, why here, what holds it, and where every alert would land.

    Nothing is kept and nobody is told. Ends with 0 for a plan, 2 where the answers cannot be used (it says why).
    """
    console = Console(stderr=True)
    try:
        moment = _moment(as_at)
        situation = _situation(answers, moment)
    except AnswersRefused as refused:
        console.print(visible(str(refused)), markup=False, soft_wrap=True)
        raise typer.Exit(_WRONG_USE) from refused
    made = plan_of(situation, catalogue(), platform_facts(), as_at=moment)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(made), indent=2))
    else:
        typer.echo(told(made, situation.footprint, catalogue(), footprint_questions()), nl=False)


def _situation(path: Path, moment: datetime) -> Situation:
    situation = load_answers(path, begun=moment)
    if faults := faults_of(situation, catalogue(), footprint_questions()):
        raise AnswersRefused(faults)
    return situation


def _moment(written: str) -> datetime:
    if not written:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as fault:
        raise AnswersRefused((f"“{written}” is no moment; write it like 2026-11-27T12:00:00Z.",)) from fault
    if moment.tzinfo is None:
        raise AnswersRefused((f"“{written}” has no zone; write it like 2026-11-27T12:00:00Z.",))
    return moment
