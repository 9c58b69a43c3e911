"""What officers know about a case, as signals need it."""

from datetime import date, datetime

import msgspec

from safelight.knowledge.jurisdiction import Jurisdiction


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Whose device or account the exhibits came from: the person being protected."""

    name: str = ""
    accounts: tuple[str, ...] = ()
    age: int | None = None


class AccountOfConcern(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose contact worries the victim or the officer, and the accounts thought to be theirs."""

    name: str = ""
    accounts: tuple[str, ...] = ()


class Boundary(msgspec.Struct, frozen=True, kw_only=True):
    """The moment an account was told to stop, or was blocked. An empty account means everybody of concern."""

    at: datetime
    account: str = ""


class Order(msgspec.Struct, frozen=True, kw_only=True, rename={"starts": "from", "ends": "to"}):
    """A court order or bail condition in force from and to these days (``None``: still in force)."""

    kind: str
    starts: date | None = None
    ends: date | None = None
    conditions: tuple[str, ...] = ()


class ProtectedIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose name or place must not come out, and the ways it may be written."""

    name: str
    aliases: tuple[str, ...] = ()


class Child(msgspec.Struct, frozen=True, kw_only=True):
    """A child who may be affected."""

    name: str = ""
    age: int | None = None
    accounts: tuple[str, ...] = ()


class CaseContext(msgspec.Struct, frozen=True, kw_only=True):
    """Everything officers told the software. Every part may be missing; missing is not false."""

    timezone: str | None = None
    jurisdiction: Jurisdiction = Jurisdiction.ENGLAND_AND_WALES
    """Whose criminal law applies."""
    owner: Owner = Owner()
    concern: tuple[AccountOfConcern, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    orders: tuple[Order, ...] = ()
    protected: tuple[ProtectedIdentity, ...] = ()
    children: tuple[Child, ...] = ()

    @property
    def concern_accounts(self) -> frozenset[str]:
        """Every account and name of concern, as written."""
        return frozenset(
            account for person in self.concern for account in (person.name, *person.accounts) if account
        )
