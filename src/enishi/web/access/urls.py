"""The address of “who can do what”."""

from django.urls import path

from enishi.web.access import views

urlpatterns = [path("access/", views.access, name="access")]
