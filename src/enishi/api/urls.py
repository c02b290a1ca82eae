"""The addresses for programs."""

from django.urls import URLPattern, URLResolver, path

from enishi.api.catalog import catalog
from enishi.api.gate import guarded
from enishi.api.v1 import contract

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", contract.routes()),
    path("catalog.jsonld", guarded("api.read", catalog, ()), name="catalog"),
]
