"""Addresses of events of record."""

from django.urls import path

from enishi.web.forum import views

urlpatterns = [
    path("events/", views.events, name="events"),
    path("events/<str:key>/", views.event, name="event"),
]
