"""The first screen."""

from django.urls import path

from safelight.desk.work import views

app_name = "work"
urlpatterns = [path("", views.mine, name="mine")]
