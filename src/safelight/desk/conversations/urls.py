"""Addresses of conversations, search and bytes. No address holds a name or a word of anybody's."""

from django.urls import path

from safelight.desk import opaque_id  # noqa: F401 - registers the kind of id the addresses name
from safelight.desk.conversations import views
from safelight.desk.conversations.searching import search

app_name = "conversations"
urlpatterns = [
    path("", views.every, name="list"),
    path("<opaque_id:wanted>/", views.read, name="read"),
    path("records/<opaque_id:record_id>/", views.record, name="record"),
    path("records/<opaque_id:record_id>/bytes/", views.exact_bytes, name="bytes"),
    path(
        "records/<opaque_id:record_id>/also/<opaque_id:other>/bytes/",
        views.exact_bytes_elsewhere,
        name="bytes-elsewhere",
    ),
    path("rhythm/", views.rhythm, name="rhythm"),
    path("search/", search, name="search"),
]
