"""The supervisor's board."""

from django.urls import path

from safelight.desk.board import board_views

app_name = "board"
urlpatterns = [path("", board_views.board, name="board")]
