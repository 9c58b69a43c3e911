"""Addresses of cases."""

from django.urls import path

from safelight.desk.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.list_of_cases, name="list"),
    path("open/", views.open_a_case, name="open"),
    path("<str:reference>/", views.case_page, name="case"),
    path("<str:reference>/context/", views.context, name="context"),
    path("<str:reference>/members/", views.members, name="members"),
    path("<str:reference>/members/<int:pk>/remove/", views.take_off, name="take_off"),
]
