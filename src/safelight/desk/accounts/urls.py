"""Addresses of the accounts of a case, below it."""

from django.urls import path

from safelight.desk.accounts import views

app_name = "accounts_of_case"
urlpatterns = [
    path("", views.contact_graph, name="graph"),
    path("warning-signs/", views.warning_signs, name="warning_signs"),
]
