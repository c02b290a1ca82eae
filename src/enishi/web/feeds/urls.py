"""Addresses of feeds, each below what it follows."""

from django.urls import path

from enishi.web.feeds import views

urlpatterns = [
    path("changes.atom", views.changes, name="changes"),
    path("dates.ics", views.dates, name="dates"),
    path("places/<str:code>/changes.atom", views.place_changes, name="place_changes"),
    path("places/<str:code>/dates.ics", views.place_dates, name="place_dates"),
    path("bonds/<str:one>/<str:other>/changes.atom", views.bond_changes, name="bond_changes"),
    path("bonds/<str:one>/<str:other>/dates.ics", views.bond_dates, name="bond_dates"),
]
