"""``safelight demonstration``: the desk with the worked example in it, and people to sign in as."""

import os
import secrets
import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from safelight.cli.desk import ADDRESS, Folder, Port, helpers_beside, prepare, serve_pages, when_answering

if TYPE_CHECKING:
    from safelight.desk.people.models import Person
    from safelight.example import Example

PEOPLE = (
    ("asha", "Asha Brown", "officer"),
    ("dev", "Dev Marsh", "dmi"),
    ("ines", "Ines Okoro", "idva"),
    ("sam", "Sam Whitlock", "supervisor"),
    ("olu", "Olu Fenn", "overseer"),
    ("kit", "Kit Larkin", "officer"),
)
ON_THE_CASE = ("dev", "ines", "sam")


def demonstration(
    folder: Folder = Path("var/demonstration"), port: Port = 8000, *, open_page: bool = True
) -> None:
    """Open the worked example on a page of this machine. Everything in it is invented."""
    os.environ["SAFELIGHT_DEMONSTRATION"] = "on"
    typer.echo("Preparing the database")
    prepare(folder)
    password = _password(folder)
    reference = load(password)
    address = f"http://{ADDRESS}:{port}/cases/{reference}/"

    def open_for_business() -> None:
        _say(address, password)
        if open_page:
            webbrowser.open(address)

    with helpers_beside(folder):
        when_answering(port, open_for_business)
        serve_pages(port)


def load(password: str) -> str:
    """Make the people and the case, unless they are there; the reference of the case."""
    from safelight.desk.cases.models import Case
    from safelight.desk.exhibits.worker import run_worker
    from safelight.example import write_example

    there = Case.objects.order_by("pk").first()
    if there:
        return there.reference
    typer.echo("Making people to sign in as")
    people = _people(password)
    typer.echo("Writing the worked example: five months, four sources, all invented")
    with tempfile.TemporaryDirectory() as place:
        reference = _open_case(people, write_example(Path(place)))
    typer.echo("Reading and examining it")
    run_worker(until_idle=True)
    _plan(people)
    return reference


def _people(password: str) -> dict[str, "Person"]:
    from safelight.desk.people.actions import make_person

    return {username: make_person(username, password, name, role) for username, name, role in PEOPLE}


def _open_case(people: dict[str, "Person"], example: "Example") -> str:
    from safelight.desk.cases.actions import add_member, change_context, open_case
    from safelight.desk.demonstration_account import tell
    from safelight.desk.exhibits.actions import hand_in

    owner = people["asha"]
    case = open_case(owner, title=example.title, harm="stalking", safe_contact=example.safe_contact)
    for username in ON_THE_CASE:
        add_member(case, owner, people[username])
    change_context(case, owner, example.context)
    for file in example.files:
        with file.open("rb") as stream:
            hand_in(case, owner, file.name, stream)
    tell(case, people["ines"])
    return case.reference


def _plan(people: dict[str, "Person"]) -> None:
    from safelight.desk.cases.models import Case
    from safelight.desk.plans.example import write_plan
    from safelight.example.people import read_data

    write_plan(Case.objects.get(), people["ines"], people["dev"], read_data("footprint.yaml"))


def _password(folder: Path) -> str:
    """One password for the demonstration's people, new in each folder, so that none is known to everybody."""
    kept = folder / "demonstration.password"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text("-".join(secrets.token_hex(2) for _ in range(4)), encoding="ascii")
    return kept.read_text(encoding="ascii")


def _say(address: str, password: str) -> None:
    typer.echo(f"\nSafelight is open at {address}")
    typer.echo(f"Sign in with the password {password} as one of:")
    for username, name, role in PEOPLE:
        on_it = "on the case" if username == "asha" or username in ON_THE_CASE else "not on the case"
        where = "sees every log and no content" if role == "overseer" else on_it
        typer.echo(f"  {username:<6} {name}, {role}, {where}")
    typer.echo("Stop it with Ctrl+C. The data stays in the folder.\n")
