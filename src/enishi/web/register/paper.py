"""What is the same on every sheet of paper: names, dates, numbered sources, lists that may be cut."""

import datetime
from collections.abc import Iterable

from django.utils.translation import ngettext, pgettext

from enishi.apps.ledger import models as ledger
from enishi.apps.places.models import Unit
from enishi.domain.formats.briefing import Listing, Quoted, Source
from enishi.domain.text import LocalizedText, PartialDate, format_date
from enishi.web import languages
from enishi.web.numbers import number_in
from enishi.web.places.naming import ShownName, shown_name


class Paper:
    """Writes in one language; sources are numbered as they are first named."""

    def __init__(self, language: str, address: str) -> None:
        self.language, self.address = language, address
        self._numbers: dict[str, int] = {}

    @property
    def colon(self) -> str:
        """What stands between a label and its value."""
        return pgettext("between a label and its value", ": ")

    @property
    def comma(self) -> str:
        """What stands between the items of a list."""
        return languages.comma()

    def aside(self, words: object) -> str:
        """Put words in brackets, behind others."""
        return f"（{words}）" if self.language == "ja" else f" ({words})"

    def day(self, date: PartialDate | datetime.date) -> str:
        """Write a date."""
        return format_date(date, self.language)

    def number(self, value: int) -> str:
        """Write a number."""
        return number_in(value, self.language)

    def name(self, unit: Unit) -> ShownName:
        """Name a place."""
        return shown_name(unit, self.language)

    def pair(self, units: Iterable[Unit]) -> str:
        """Name the places of a pair."""
        return " × ".join(self.name(unit).text for unit in units)

    def authored(self, text: LocalizedText) -> str:
        """Tell an authored text, and in which language if not the reader’s."""
        shown, tag = text.in_language(self.language)
        if not shown or tag == self.language:
            return shown
        return shown + self.aside(languages.IN_LANGUAGE.get(tag, tag))

    def source(self, source: ledger.Source) -> Source:
        """Tell a source by its number, title, publisher and date."""
        number = self._numbers.setdefault(source.id, len(self._numbers) + 1)
        said = [source.title, source.publisher]
        if source.published_on:
            said.append(format_date(source.published_on, self.language, "short"))
        return Source(f"[{number}] {', '.join(filter(None, said))}", source.url)

    def listing[Row](self, title: str, rows: tuple[Row, ...], empty: str) -> Listing[Row]:
        """Make a list that can say how many of its rows were left out."""
        shown = self.address.partition("://")[2]
        more = tuple(
            ngettext(
                "%(n)s more on the page: %(address)s", "%(n)s more on the page: %(address)s", n
            )
            % {"n": self.number(n), "address": shown}
            for n in range(1, len(rows) + 1)
        )
        return Listing(title, rows, more, empty)


def original(name: ShownName) -> Quoted | None:
    """Return the original of a name, where it is another."""
    return Quoted(name.original, name.original_language) if name.original else None
