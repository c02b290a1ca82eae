"""The addresses of the first page."""

from django.urls import path

from enishi.web.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("map.json", views.map_years, name="map_years"),
]
