"""Addresses about keeping a case and disposing of it."""

from django.urls import path

from safelight.desk.disposal import views

app_name = "disposal"
urlpatterns = [
    path("", views.retention, name="retention"),
    path("review/", views.review, name="review"),
    path("hold/", views.hold, name="hold"),
    path("hold/<int:pk>/lift/", views.lift, name="lift"),
    path("propose/", views.propose, name="propose"),
    path("withdraw/", views.withdraw, name="withdraw"),
    path("decide/", views.decide, name="decide"),
    path("certificate/", views.certificate, name="certificate"),
    path("certificate/pdf/", views.certificate_pdf, name="certificate_pdf"),
]
