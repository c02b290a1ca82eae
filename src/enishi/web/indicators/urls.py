"""Addresses of figures."""

from django.urls import path

from enishi.web.indicators import views

urlpatterns = [path("figures/", views.figures, name="figures")]
