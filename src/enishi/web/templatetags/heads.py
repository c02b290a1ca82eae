"""The head of a page: texts said once and used again, statements for machines."""

import datetime
import html
import json
import re
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from enishi.apps.places.models import Unit
from enishi.domain.text import LocalizedText, format_date
from enishi.web.heads import nodes
from enishi.web.heads.head import Head
from enishi.web.pages import language
from enishi.web.places.naming import shown_name
from enishi.web.register.telling import Told

register = template.Library()

# A statement stands within a script element, which only an angle bracket could end.
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
_SPACES = re.compile(r"[ \n\t]+")  # not those that do not break
_LOCALES = {"en": "en_GB", "fr": "fr_FR", "ja": "ja_JP", "vi": "vi_VN"}


class _Said(template.Node):
    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> SafeString:
        text = SafeString(_SPACES.sub(" ", self.nodelist.render(context)).strip())
        context[self.name] = text
        return text


@register.tag
def said_as(parser: Parser, token: Token) -> _Said:
    """Say what stands between, and keep it under a name for the rest of the page."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endsaid_as",))
    parser.delete_first_token()
    return _Said(nodelist, name)


@register.simple_tag(takes_context=True)
def statements(context: template.Context) -> SafeString:
    """Tell machines what the page is about, in JSON-LD."""
    head, canonical = context.get("head") or Head(), context["canonical"]
    title, description = (
        html.unescape(context[name]) for name in ("page_title", "page_description")
    )
    home = reverse("home")
    at_home = context["request"].path == home
    page: nodes.Node = {
        "@type": head.kind,
        "@id": canonical,
        "url": canonical,
        "name": title,
        "description": description,
        "inLanguage": language(),
        "isPartOf": {"@id": nodes.site_node("")["@id"]},
    }
    graph = [page]
    if head.main:
        page["mainEntity"] = {"@id": head.main["@id"]}
        graph.append(head.main)
    if at_home:
        graph += [nodes.site_node(description), nodes.dataset_node(description)]
    else:
        steps = [(_("Home"), home), *head.trail]
        trail = [(name, nodes.absolute(address)) for name, address in steps]
        graph.append(nodes.trail_node([*trail, (title, canonical)], canonical))
        page["breadcrumb"] = {"@id": graph[-1]["@id"]}
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    safe = text.translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308  # escaped above


@register.filter
def absolute(address: str) -> str:
    """Put the site before an address."""
    return nodes.absolute(address)


@register.filter
def locale(code: str) -> str:
    """Return a language as social networks name it."""
    return _LOCALES[code]


@register.filter
def plain_parties(told: Told) -> str:
    """Name the sides of an agreement, as text."""
    return nodes.parties_in_words(told)


@register.filter
def in_words(text: LocalizedText) -> str:
    """Tell an authored text in the reader's language or the nearest there is, as text."""
    return text.in_language(language())[0]


@register.filter
def dated_name(unit: Unit, on: datetime.date | None = None) -> str:
    """Name a place, with its last day where it has ended: another may bear the name today."""
    name = shown_name(unit, language()).text
    if unit.valid_to is None or unit.valid_to >= (on or timezone.localdate()):
        return name
    until = _("until %(date)s") % {"date": format_date(unit.valid_to, language())}
    return f"{name} ({until})"


@register.simple_tag
def the_card(head: Any) -> str:
    """Return the address of a page's social card."""
    return nodes.absolute(head.card if isinstance(head, Head) and head.card else reverse("card"))
