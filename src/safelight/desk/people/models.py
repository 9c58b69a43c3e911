"""A person who works with Safelight."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody's work is. A role alone opens no case: that takes being a member of it."""

    OFFICER = "officer", _("Officer")
    DMI = "dmi", _("Digital media investigator")
    IDVA = "idva", _("Independent domestic violence advisor")
    SUPERVISOR = "supervisor", _("Supervisor")
    OVERSEER = "overseer", _("Overseer")


class PersonManager(BaseUserManager["Person"]):
    """People are made by ``actions.make_person``; this only finds them."""


class Person(AbstractBaseUser):
    """Somebody who signs in. There is no administrator who sees everything."""

    username = models.CharField(_("username"), max_length=60, unique=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    is_active = models.BooleanField(_("may sign in"), default=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="a_person_has_a_role_we_know"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """The first letters of the person's names, for exhibit references: Asha Brown is ``AB``."""
        return "".join(word[0] for word in self.name.split() if word[0].isalpha()).upper() or "X"

    @property
    def opaque(self) -> str:
        """How the ledger knows this person."""
        return f"person:{self.pk}"
