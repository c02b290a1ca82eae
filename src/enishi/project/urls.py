"""The root of all addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from enishi.project.desk import desk
from enishi.web import errors
from enishi.web.home.views import front_door

urlpatterns = [
    path("", front_door, name="front_door"),
    path("", include("enishi.api.urls")),
    path("", include("enishi.web.heads.urls")),
    path("steward/", desk.urls),
    *i18n_patterns(path("", include("enishi.web.urls")), prefix_default_language=True),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
