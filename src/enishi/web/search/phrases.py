"""The ways to search, each with what may be typed."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WAYS: Sequence[tuple[str | Promise, Sequence[str]]] = (
    (
        _(
            "By a place: any name it has had, with or without accents, in any script, even with a"
            " slip; or its official code."
        ),
        ("quang nin", "Hà Tây", "クアンニン", "TP.HCM", "VN-57"),
    ),
    (
        _("By two places: their bond and its agreements."),
        ("hue kyoto", "クアンニン 北海道", "Vĩnh Long × Ehime"),
    ),
    (
        _(
            "By the number of an agreement, or by words in any of the four languages: a place, a"
            " field, a kind, a year."
        ),
        ("A073", "aichi 2016", "姉妹都市", "du lịch"),
    ),
    (
        _("By words of an event: its name, its place, its year."),
        ("forum 2025", "kanagawa festival"),
    ),
)
