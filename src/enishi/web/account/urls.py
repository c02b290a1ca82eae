"""Addresses of signing in and out."""

from django.urls import path

from enishi.web.account import views

urlpatterns = [
    path("account/sign-in/", views.sign_in, name="sign_in"),
    path("account/sign-out/", views.sign_out, name="sign_out"),
]
