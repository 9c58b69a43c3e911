"""The list of indicators an agency loads, in the published schema of AssoEchap's ``ioc.yaml``.

Safelight ships none. The schema: ``name``, ``type``, ``names``, ``packages``, ``certificates`` (SHA-1),
``websites``, ``c2`` with ``domains`` and ``ips``, ``distribution``, ``certificate_organizations``,
``certificate_cname_re``, and ``ios_bundles`` in the list of watchware. Fields added since are left alone.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property

import msgspec
import yaml

from safelight.knowledge.pack import LOADER

_NO_HEX = re.compile(r"[^0-9a-f]")
DUAL_USE = frozenset({"watchware", "dual-use", "dualuse", "dual_use"})


class IndicatorsRefused(Exception):
    """The list cannot be used. The message is a sentence."""


class Servers(msgspec.Struct, frozen=True):
    """Where an app reports to."""

    domains: tuple[str, ...] = ()
    ips: tuple[str, ...] = ()


class Indicator(msgspec.Struct, frozen=True):
    """One product of the list, with everything it can be known by."""

    name: str
    type: str = "stalkerware"
    names: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    ios_bundles: tuple[str, ...] = ()
    c2: Servers = Servers()

    @property
    def is_dual_use(self) -> bool:
        """Whether people also use it openly: asked about, never an alarm by itself."""
        return self.type.lower() in DUAL_USE


class Row(StrEnum):
    """What a row of the list can be held against in a list of apps."""

    CERTIFICATE = "certificate"
    PACKAGE = "package"
    NAME = "name"
    NETWORK = "network"


class Indicators(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A loaded list: its products, and the day it is as at."""

    title: str
    as_at: date
    products: tuple[Indicator, ...]

    @cached_property
    def by_id(self) -> dict[str, list[Indicator]]:
        """Products by package name or bundle id, in lower case."""
        return _by((one.lower(), each) for each in self.products for one in (*each.packages, *each.ios_bundles))

    @cached_property
    def by_certificate(self) -> dict[str, list[Indicator]]:
        """Products by the SHA-1 of their certificate."""
        return _by((_hex(one), each) for each in self.products for one in each.certificates)

    @cached_property
    def by_name(self) -> dict[str, list[Indicator]]:
        """Products by the names people see, in lower case."""
        return _by((one.lower(), each) for each in self.products for one in (each.name, *each.names))

    @cached_property
    def by_host(self) -> dict[str, list[Indicator]]:
        """Products by the servers they report to and their websites."""
        hosts = (
            (each, (*each.c2.domains, *each.c2.ips, *each.websites, *each.distribution)) for each in self.products
        )
        return _by((host_of(one), each) for each, every in hosts for one in every)

    def rows(self) -> Iterator[tuple[Row, str, Indicator]]:
        """Every row of the list, so that a test can hold that each raises a hit."""
        for each in self.products:
            yield from ((Row.PACKAGE, one, each) for one in (*each.packages, *each.ios_bundles))
            yield from ((Row.CERTIFICATE, one, each) for one in each.certificates)
            yield from ((Row.NAME, one, each) for one in (each.name, *each.names))
            for one in (*each.c2.domains, *each.c2.ips, *each.websites, *each.distribution):
                yield Row.NETWORK, one, each


def load_indicators(data: bytes, *, title: str, as_at: date) -> Indicators:
    """A list in the published schema. Raises ``IndicatorsRefused`` with a sentence."""
    try:
        written = yaml.load(data, Loader=LOADER)  # noqa: S506 - LOADER is a safe loader
        products = msgspec.convert(written, tuple[Indicator, ...])
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as fault:
        message = "This list is not readable YAML. Download it again, or ask who gave it to you."
        raise IndicatorsRefused(message) from fault
    except msgspec.ValidationError as fault:
        message = f"This list is not in the published schema of ioc.yaml: {fault}. Nothing was loaded."
        raise IndicatorsRefused(message) from fault
    blind = [each.name for each in products if not each.name.strip()]
    if not products or blind:
        message = "This list is empty, or a product in it has no name. Nothing was loaded."
        raise IndicatorsRefused(message)
    return Indicators(title=title, as_at=as_at, products=products)


def host_of(address: str) -> str:
    """The host of a website or server as a list writes it, in lower case."""
    rest = address.strip().lower().partition("://")[2] or address.strip().lower()
    return rest.split("/")[0].removeprefix("www.")


def _by(pairs: Iterator[tuple[str, Indicator]]) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for key, product in pairs:
        found.setdefault(key, []).append(product)
    return found


def _hex(value: str) -> str:
    return _NO_HEX.sub("", value.lower())
