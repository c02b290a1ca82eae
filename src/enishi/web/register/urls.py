"""Addresses of agreements, bonds and counting rules."""

from django.urls import path

from enishi.web.register import views

urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements.<str:ending>", views.agreements_file, name="agreements_file"),
    path("agreements/<str:key>/", views.agreement, name="agreement"),
    path("agreements/<str:key>/cite.<str:ending>", views.citation, name="citation"),
    path("bonds/", views.bonds, name="bonds"),
    path("bonds/<str:one>/<str:other>/", views.bond, name="bond"),
    path("bonds/<str:one>/<str:other>/briefing.pdf", views.briefing, name="briefing"),
    path("rules/", views.rules, name="rules"),
]
