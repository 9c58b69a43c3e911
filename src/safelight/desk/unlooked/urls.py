"""The address of what has not been looked at, below its case."""

from django.urls import path

from safelight.desk.unlooked import views

app_name = "unlooked"
urlpatterns = [path("", views.unlooked, name="list")]
