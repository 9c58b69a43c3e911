"""Addresses of exhibits, below their case."""

from django.urls import include, path

from safelight.desk.exhibits import receipts, views

app_name = "exhibits"
urlpatterns = [
    path("", views.every, name="list"),
    path("add/", views.add, name="add"),
    path("", include("safelight.desk.reading.urls")),
    path("<str:exhibit>/", views.exhibit_page, name="exhibit"),
    path("<str:exhibit>/progress/", views.progress, name="progress"),
    path("<str:exhibit>/state/", views.state, name="state"),
    path("<str:exhibit>/receipt/", receipts.shown, name="receipt"),
    path("<str:exhibit>/receipt/file/", receipts.file, name="receipt_file"),
]
