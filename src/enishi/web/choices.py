"""Choices of a form, written at once: a template for each option took half of the form's time."""

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class Select(forms.Select):
    """A list of options without groups."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,  # noqa: ARG002  # the framework gives it
    ) -> SafeString:
        """Write the element with its options."""
        context = self.get_context(name, value, attrs)["widget"]
        options = (
            (option["value"], flatatt(option["attrs"]), option["label"])
            for _, group, _ in context["optgroups"]
            for option in group
        )
        return format_html(
            '<select name="{}"{}>\n{}</select>',
            context["name"],
            flatatt(context["attrs"]),
            format_html_join("", '  <option value="{}"{}>{}</option>\n', options),
        )


class ChoiceField(forms.ChoiceField):
    """One of several options."""

    widget = Select
