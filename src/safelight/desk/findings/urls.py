"""Addresses of findings, below their case."""

from django.urls import path

from safelight.desk.findings import views

app_name = "findings"
urlpatterns = [
    path("", views.every, name="list"),
    path("<str:finding_id>/", views.one, name="one"),
]
