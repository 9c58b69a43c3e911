"""Addresses of logs."""

from django.urls import path

from safelight.desk.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("<str:reference>/", views.case_log, name="case"),
]
