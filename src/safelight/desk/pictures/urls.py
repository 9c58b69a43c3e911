"""Addresses of pictures. A picture is known by a record read off it; no address holds a name."""

from django.urls import path

from safelight.desk import opaque_id  # noqa: F401 - registers the kind of id the addresses name
from safelight.desk.pictures import views

app_name = "pictures"
urlpatterns = [
    path("<opaque_id:record_id>/", views.covered, name="covered"),
    path("<opaque_id:record_id>/shown/", views.shown, name="shown"),
    path("<opaque_id:record_id>/picture/", views.picture, name="picture"),
]
