"""Addresses about contacting the victim safely, below the case."""

from django.urls import path

from safelight.desk.contact import views

app_name = "contact"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("change/", views.change, name="change"),
]
