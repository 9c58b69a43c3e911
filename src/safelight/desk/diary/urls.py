"""Addresses of the diary, below the case."""

from django.urls import path

from safelight.desk.diary import views

app_name = "diary"
urlpatterns = [
    path("", views.diary, name="diary"),
    path("write/", views.entry, name="write"),
    path("share/", views.share, name="share"),
    path("<int:number>/", views.entry, name="entry"),
]
