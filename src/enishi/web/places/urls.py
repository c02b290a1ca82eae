"""Addresses of places."""

from django.urls import path

from enishi.web.places import views

urlpatterns = [
    path("places/", views.places, name="places"),
    path("places.<str:ending>", views.places_file, name="places_file"),
    path("places/<str:code>/", views.place, name="place"),
    path("places/<str:code>/figures/", views.place_figures, name="place_figures"),
]
