"""Addresses of how an exhibit is read, below the exhibits of a case. A member is known by its number."""

from django.urls import path

from safelight.desk import opaque_id  # noqa: F401 - registers the kind of id the addresses name
from safelight.desk.reading import views
from safelight.desk.tables.views import describe

urlpatterns = [
    path("of-record/<opaque_id:record_id>/reading/", views.of_record, name="reading-of-record"),
    path("<str:exhibit>/reading/", views.change, name="reading"),
    path("<str:exhibit>/reading/<int:number>/", views.change, name="reading-of-member"),
    path("<str:exhibit>/reading/<int:number>/table/", describe, name="describe"),
]
