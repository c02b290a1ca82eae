"""The colours keep the contrast the house promises, and the page of components shows what pages use."""

from pathlib import Path

import pytest
from django.test import Client

from enishi.web.style.contrast import contrast, swatches
from tests.web.reading import Page, level

WEB = Path(__file__).resolve().parents[2] / "src" / "enishi" / "web"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_is_seen_on_paper(scheme: str) -> None:
    pale = [(s.role, s.contrast) for s in swatches(scheme) if s.contrast < s.least]
    assert pale == []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == 21
    assert contrast("777777", "FFFFFF") == 4.48


def test_every_partial_of_the_frame_that_shows_something_is_on_the_page(
    client: Client, register: None
) -> None:
    page = Page(client, "/en/style/")
    for part in ("chips", "acts", "list-foot", "downloads", "life", "day", "empty", "message"):
        assert page.all(class_=part) != [], part
    words = [level(e.text) for e in page.all(class_="state")]
    assert {"in force", "renewed", "suspended", "terminated"} <= set(words)


def test_an_empty_record_has_the_page_too(client: Client, empty_register: None) -> None:
    assert "Components" in Page(client, "/en/style/").main
