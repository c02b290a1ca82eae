"""Heads of columns by which a list can be sorted."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def column(context: Any, by: str, label: str) -> SafeString:
    """Tell the head of a column; where the list can be sorted, as a link that sorts by it.

    The page gives `order` and `sort_query`; a second click turns the order round.
    """
    if not context.get("sortable"):
        return format_html('<th role="columnheader" scope="col">{}</th>', label)
    order = str(context["order"])
    if order.removeprefix("-") != by:
        turned, way = (f"-{by}" if by == "signed" else by), ""
    elif order == by:
        turned, way = f"-{by}", "ascending"
    else:
        turned, way = by, "descending"
    return format_html(
        '<th role="columnheader" scope="col"{}><a class="sort" href="?{}sort={}" title="{}">{}</a></th>',
        format_html(' aria-sort="{}"', way) if way else "",
        context["sort_query"],
        turned,
        _("Sort by this column"),
        label,
    )
