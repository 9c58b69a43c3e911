"""Addresses of the page for the person whose diary it is. No case stands in them."""

from django.urls import path

from safelight.desk.diary import shared_views

app_name = "notes"
urlpatterns = [
    path("", shared_views.write, name="write"),
    path("kept/", shared_views.kept, name="kept"),
    path("finish/", shared_views.finish, name="finish"),
    path("away/", shared_views.away, name="away"),
]
