"""Addresses of bundles, below their case."""

from django.urls import path

from safelight.desk.bundles import views

app_name = "bundles"
urlpatterns = [
    path("", views.every, name="list"),
    path("choose/", views.choose, name="choose"),
    path("<int:number>/", views.bundle, name="bundle"),
    path("<int:number>/withhold/", views.withhold, name="withhold"),
    path("<int:number>/make/", views.make, name="make"),
    path("<int:number>/progress/", views.progress, name="progress"),
    path("<int:number>/take/", views.take, name="take"),
    path("<int:number>/takings/<int:taking>/receipt/", views.receipt, name="receipt"),
]
