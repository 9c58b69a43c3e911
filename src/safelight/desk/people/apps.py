"""Connects the records of signing in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people of the desk."""

    name = "safelight.desk.people"

    def ready(self) -> None:
        """Listen for sign-ins."""
        from safelight.desk.people import records  # noqa: F401
