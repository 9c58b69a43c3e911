"""Addresses of the place of a case, below their case."""

from django.urls import path

from safelight.desk.board import views

app_name = "place"
urlpatterns = [
    path("", views.history, name="history"),
    path("move/", views.move, name="move"),
    path("end-move/", views.end_move, name="end_move"),
    path("take-up/", views.take_up, name="take_up"),
    path("put-back/", views.put_back, name="put_back"),
]
