"""What a file of text is called: by its headline, not by the day and place before it."""

import pytest

from enishi.domain.press.files import Document, checked


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Two cities meet\n\nThey met.", "Two cities meet"),
        (" date 2025-11-25 Quang Ninh\n\nUn accord est signé\n", "Un accord est signé"),
        (
            " date 2026-02-26 Deux villes lient leurs assemblées\n",
            "Deux villes lient leurs assemblées",
        ),
        (" date 2023-09 Hanoi", "Hanoi"),
    ],
)
def test_a_report_is_called_by_its_headline(text: str, title: str) -> None:
    assert checked(Document(text)).title == title
