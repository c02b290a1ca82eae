"""Addresses of the overview."""

from django.urls import path

from enishi.web.overview import views

urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("overview/<str:table>.<str:ending>", views.overview_file, name="overview_file"),
]
