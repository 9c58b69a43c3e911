"""Addresses of the design system."""

from django.urls import path

from safelight.desk.design import views

app_name = "design"
urlpatterns = [path("", views.gallery, name="gallery"), path("refused/", views.refused, name="refused")]
