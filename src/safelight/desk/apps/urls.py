"""Addresses of the check of apps, below a case."""

from django.urls import path

from safelight.desk.apps import views

app_name = "apps"
urlpatterns = [
    path("", views.start, name="start"),
    path("<str:exhibit>/", views.members, name="members"),
    path("<str:exhibit>/<int:number>/", views.result, name="result"),
    path("<str:exhibit>/<int:number>/answers/", views.answers, name="answers"),
]
