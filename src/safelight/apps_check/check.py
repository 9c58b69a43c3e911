"""Holds a list of apps against indicators. What comes out is graded, in words, and accuses nobody."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from safelight.apps_check.app import AppList, InstalledApp
from safelight.apps_check.indicators import Indicator, Indicators, host_of

NEAR_DAYS = 3
"""An app installed so many days before or after an incident is shown beside it."""
_STORES = frozenset(
    {
        "com.android.vending", "com.sec.android.app.samsungapps", "com.samsung.android.app.omcagent",
        "com.huawei.appmarket", "com.xiaomi.mipicks", "com.amazon.venezia", "com.heytap.market",
        "com.google.android.feedback",
    }
)  # fmt: skip
_POSES_AS = ("com.android.", "com.google.", "com.samsung.", "android.")


class Grade(StrEnum):
    """How far a hit goes, strongest first."""

    CERTIFICATE = "certificate"
    PACKAGE = "package"
    NETWORK = "network"
    NAME = "name"
    DUAL_USE = "dual_use"
    TRAIT = "trait"


class Incident(msgspec.Struct, frozen=True):
    """Something that happened on a day, in words."""

    on: date
    what: str


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One thing worth a look. ``asks`` are questions to the person whose phone it is, before anything is done."""

    grade: Grade
    app: InstalledApp | None
    """``None`` where a server was seen and not an app."""
    products: tuple[str, ...]
    sentence: str
    asks: tuple[str, ...]
    near: tuple[Incident, ...] = ()


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What a check came to."""

    source: str
    apps: int
    hits: tuple[Hit, ...]
    list_title: str
    """The indicators and their day; empty where none are loaded."""
    limits: tuple[str, ...]


_DID_YOU = (
    "Did you put it there yourself?",
    "Did you know that it is there?",
    "Were you made to, or did somebody do it for you or borrow the phone?",
)
_LEAVE_IT = "Leave it where it is until the evidence is safe and the plan says so: removing it may be noticed."


def check(
    listed: AppList,
    indicators: Indicators | None,
    *,
    hosts: Sequence[str] = (),
    incidents: Sequence[Incident] = (),
) -> Checked:
    """Everything in the list worth a look, strongest first. ``hosts`` are servers seen in a log, if there is one."""
    hits = [
        msgspec.structs.replace(hit, near=tuple(_near(app, incidents)))
        for app in listed.apps
        if (hit := _hit(app, indicators))
    ]
    if indicators is not None:
        hits += _of_hosts(hosts, indicators)
    order = list(Grade)
    return Checked(
        source=listed.source,
        apps=len(listed.apps),
        hits=tuple(sorted(hits, key=lambda hit: order.index(hit.grade))),
        list_title=f"{indicators.title}, as at {indicators.as_at:%-d %B %Y}" if indicators else "",
        limits=tuple(_limits(listed, indicators)),
    )


def _hit(app: InstalledApp, indicators: Indicators | None) -> Hit | None:
    if indicators is not None:
        by_certificate = [one for sha1 in app.certificates for one in indicators.by_certificate.get(sha1, ())]
        by_id = indicators.by_id.get(app.id.lower(), []) if app.id else []
        by_name = indicators.by_name.get(app.name.strip().lower(), []) if app.name else []
        for products, grade in (
            (by_certificate, Grade.CERTIFICATE),
            (by_id, Grade.PACKAGE),
            (by_name, Grade.NAME),
        ):
            if products:
                return _of_products(app, products, grade)
    return _trait(app)


def _of_products(app: InstalledApp, products: Sequence[Indicator], grade: Grade) -> Hit:
    names = tuple(dict.fromkeys(one.name for one in products))
    if all(one.is_dual_use for one in products):
        sentence = (
            f"{app.shown_as} appears to be {_or(names)}, which many people use openly. Whether it is welcome here "
            "only the person can say: ask."
        )
        return Hit(grade=Grade.DUAL_USE, app=app, products=names, sentence=sentence, asks=_DID_YOU)
    return Hit(
        grade=grade,
        app=app,
        products=names,
        sentence=f"{_how(app, grade)} {_or(names)} in the list.{_poses(app)} {_LEAVE_IT}",
        asks=_DID_YOU,
    )


def _how(app: InstalledApp, grade: Grade) -> str:
    if grade is Grade.CERTIFICATE:
        return f"{app.shown_as} is signed with the same certificate as"
    if grade is Grade.PACKAGE:
        return f"{app.shown_as} has the package name of"
    return f"An app is called {app.shown_as}. Names are easily shared; it is also that of"


def _poses(app: InstalledApp) -> str:
    return " Its name looks like a part of the phone." if app.id.lower().startswith(_POSES_AS) else ""


def _trait(app: InstalledApp) -> Hit | None:
    """Put there by hand, and no part of the phone: common with harmless apps too, so a question and no more."""
    if app.is_system is not False or app.installer is None or app.installer in _STORES:
        return None
    how = "not put there by any app the list names" if not app.installer else f"put there by {app.installer}"
    sentence = f"{app.shown_as} was {how}, and not by a store we know. Many harmless apps are: ask what it is."
    return Hit(grade=Grade.TRAIT, app=app, products=(), sentence=sentence, asks=_DID_YOU)


def _of_hosts(hosts: Sequence[str], indicators: Indicators) -> Iterator[Hit]:
    for host in dict.fromkeys(host_of(one) for one in hosts if one.strip()):
        products = [one for known in _and_above(host) for one in indicators.by_host.get(known, ())]
        if products:
            names = tuple(dict.fromkeys(one.name for one in products))
            sentence = (
                f"{host} was seen, which the list gives for {_or(names)}. A visit to a website is not an app on the "
                "phone, and the log may be of another device."
            )
            yield Hit(grade=Grade.NETWORK, app=None, products=names, sentence=sentence, asks=_DID_YOU)


def _and_above(host: str) -> Iterator[str]:
    """``a.b.example`` stands for ``b.example`` too; an address of numbers only for itself."""
    yield host
    parts = host.split(".")
    if not parts[-1].isdigit():
        yield from (".".join(parts[start:]) for start in range(1, len(parts) - 1))


def _near(app: InstalledApp, incidents: Iterable[Incident]) -> Iterator[Incident]:
    if app.installed_at is not None:
        day = app.installed_at.date()
        yield from sorted(
            (one for one in incidents if abs(one.on - day) <= timedelta(days=NEAR_DAYS)), key=lambda one: one.on
        )


def _limits(listed: AppList, indicators: Indicators | None) -> Iterator[str]:
    if indicators is None:
        yield "No list of indicators is loaded, so no app was held against one. Ask the administrator to load one."
    yield "That nothing was found does not mean that nothing is there: many such apps are in no list."
    yield "Shared accounts, family groups and location sharing are more common than such apps: ask about them first."
    yield from listed.unread
    yield from listed.cannot_know


def _or(names: Sequence[str]) -> str:
    return " or ".join(names)
