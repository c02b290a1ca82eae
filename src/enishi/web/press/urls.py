"""Addresses of the press and of the desk of reviewers."""

from django.urls import path

from enishi.web.press import desk, views

urlpatterns = [
    path("press/", views.press, name="press"),
    path("press/<int:report>/", views.report, name="press_report"),
    path("press/bring/", desk.bring, name="press_bring"),
    path("press/feeds/", desk.feeds, name="press_feeds"),
    path("press/review/", desk.waiting, name="press_review"),
    path("press/review/<int:report>/", desk.report, name="press_desk"),
    path("press/review/<int:report>/about/", desk.about, name="press_about"),
    path("press/review/<int:report>/<int:finding>/", desk.decide, name="press_decide"),
]
