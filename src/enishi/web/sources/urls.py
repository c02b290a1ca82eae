"""Addresses of sources."""

from django.urls import path

from enishi.web.sources import views

urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/<str:key>/", views.source, name="source"),
]
