"""Addresses of points to prove, below their case."""

from django.urls import path

from safelight.desk import opaque_id  # noqa: F401 - registers the kind of id the addresses name
from safelight.desk.points import views

app_name = "points"
urlpatterns = [
    path("", views.grid, name="grid"),
    path("missing/<opaque_id:key>/", views.task_of_gap, name="task_of_gap"),
    path("<slug:offence>/<slug:point_id>/", views.point, name="point"),
    path("<slug:offence>/<slug:point_id>/task/", views.task_of_point, name="task_of_point"),
]
