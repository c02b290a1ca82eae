"""Addresses of the search."""

from django.urls import path

from enishi.web.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
]
