"""The thread of a bond beside its name."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from enishi.apps.places.models import Unit
from enishi.domain.drawings import thread_width

register = template.Library()


@register.simple_tag
def strand(one: Unit, other: Unit, agreements: int, living: bool) -> SafeString:  # noqa: FBT001  # a template gives it by position
    """Draw a bond between its two countries: thicker with more agreements, broken if none lives."""
    ends = format_html_join(
        "",
        '<circle class="end-{}" cx="{}" cy="7" r="4"/>',
        ((one.country.lower(), 5), (other.country.lower(), 51)),
    )
    return format_html(
        '<svg class="strand" viewBox="0 0 56 14" width="56" height="14" aria-hidden="true">'
        '<path class="{}" d="M5 7H51" stroke-width="{}"/>{}</svg>',
        "line" if living else "line still",
        f"{thread_width(agreements) + 0.6:.2f}",
        ends,
    )
