"""Addresses of tasks, below their case."""

from django.urls import path

from safelight.desk.tasks import views

app_name = "tasks"
urlpatterns = [
    path("", views.every, name="list"),
    path("add/", views.add, name="add"),
    path("<int:number>/", views.one, name="one"),
    path("<int:number>/change/", views.change, name="change"),
    path("<int:number>/close/", views.close, name="close"),
]
