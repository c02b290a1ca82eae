"""The addresses for people, below the language."""

from django.urls import include, path

NOUNS = (
    "home",
    "overview",
    "search",
    "places",
    "register",
    "indicators",
    "forum",
    "press",
    "sources",
    "access",
    "account",
    "cards",
    "feeds",
    "style",
)

urlpatterns = [path("", include(f"enishi.web.{noun}.urls")) for noun in NOUNS]
