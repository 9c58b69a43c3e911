"""Addresses of reports."""

from django.urls import path

from safelight.desk.reports import views

app_name = "reports"
urlpatterns = [
    path("take-down/", views.take_down, name="take_down"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/open-case/", views.make_case, name="make_case"),
    path("<int:pk>/close/", views.close, name="close"),
]
