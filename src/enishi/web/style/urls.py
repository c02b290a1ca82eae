"""The address of the page of components."""

from django.urls import path

from enishi.web.style import views

urlpatterns = [path("style/", views.style, name="style")]
