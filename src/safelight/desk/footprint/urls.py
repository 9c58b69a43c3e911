"""Addresses of the footprint, below its case."""

from django.urls import path

from safelight.desk.footprint import views

app_name = "footprint"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("things/add/<slug:kind_id>/", views.add_thing, name="add_thing"),
    path("things/<slug:thing_id>/", views.thing, name="thing"),
    path("things/<slug:thing_id>/remove/", views.remove, name="remove"),
    path("<slug:domain_id>/", views.domain, name="domain"),
]
