"""Addresses of findings, below their case."""

from django.urls import path

from safelight.desk import opaque_id  # noqa: F401 - registers the kind of id the addresses name
from safelight.desk.findings import views

app_name = "findings"
urlpatterns = [
    path("", views.every, name="list"),
    path("<opaque_id:finding_id>/", views.one, name="one"),
    path("<opaque_id:finding_id>/first/", views.see_first, name="see_first"),
]
