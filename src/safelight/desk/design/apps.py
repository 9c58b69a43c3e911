"""The look of the desk: components, form fields, charts and languages."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Brings the template tags of the design system; it has no models."""

    name = "safelight.desk.design"
    label = "design"
