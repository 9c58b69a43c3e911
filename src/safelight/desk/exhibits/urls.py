"""Addresses of exhibits, below their case."""

from django.urls import path

from safelight.desk.exhibits import views

app_name = "exhibits"
urlpatterns = [
    path("add/", views.add, name="add"),
    path("<slug:exhibit>/", views.exhibit_page, name="exhibit"),
    path("<slug:exhibit>/progress/", views.progress, name="progress"),
]
