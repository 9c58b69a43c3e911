"""Addresses about risk, below the case."""

from django.urls import path

from safelight.desk.risk import decisions, views

app_name = "risk"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("questions/<slug:section>/", views.section, name="section"),
    path("assessments/<int:number>/", views.assessment, name="assessment"),
    path("grade/", decisions.grade, name="grade"),
    path("event/", decisions.event, name="event"),
    path("instrument/", decisions.score, name="score"),
    path("conference/", decisions.conference, name="conference"),
]
