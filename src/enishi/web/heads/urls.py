"""Addresses for those who gather pages: they speak all languages, and stand above them."""

from django.urls import path

from enishi.web.heads import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<str:section>.xml", views.sitemap, name="sitemap_section"),
]
