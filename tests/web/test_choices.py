"""Options written at once read as the framework writes them."""

import re

import pytest
from django import forms

from enishi.web.choices import ChoiceField

CHOICES = [("", "all"), ("a", "<one> & two"), ('"b"', "three")]


@pytest.mark.parametrize("value", ["", "a", '"b"', "unknown", None])
def test_a_list_of_options_is_written_as_the_framework_writes_it(value: str | None) -> None:
    def written(field: forms.ChoiceField) -> str:
        html = field.widget.render("kind", value, {"id": "id_kind", "disabled": True})
        return re.sub(r"\s*\n\s*", "", html)

    assert written(ChoiceField(choices=CHOICES)) == written(forms.ChoiceField(choices=CHOICES))
