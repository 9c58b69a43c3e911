"""The report a case came from, below the case."""

from django.urls import path

from safelight.desk.reports import case_views

app_name = "report"
urlpatterns = [path("", case_views.of_case, name="of_case"), path("settle/", case_views.settle, name="settle")]
