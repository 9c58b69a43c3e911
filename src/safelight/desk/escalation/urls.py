"""The address of escalation over time, below its case."""

from django.urls import path

from safelight.desk.escalation import views

app_name = "escalation"
urlpatterns = [path("", views.over_time, name="over_time")]
