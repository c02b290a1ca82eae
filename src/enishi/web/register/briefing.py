"""The briefing of a bond: what its page tells, on two pages of paper."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.apps.forum.models import Event
from enishi.apps.indicators import queries as indicators
from enishi.apps.indicators.models import Observation
from enishi.apps.ledger.queries import Version
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.apps.places.queries import Passage
from enishi.apps.register.models import LifeEvent
from enishi.domain.formats.briefing import (
    Briefing,
    Entry,
    Fact,
    Figure,
    Mark,
    Note,
    Pulse,
    Reading,
    Side,
    Source,
)
from enishi.domain.formats.briefing import briefing as set_pages
from enishi.domain.register import Authority
from enishi.domain.text import PartialDate, format_date
from enishi.web.forum.phrases import KINDS as EVENT_KINDS
from enishi.web.indicators.phrases import MEASURES, value_in_words
from enishi.web.languages import language_name
from enishi.web.places.naming import shown_name
from enishi.web.places.phrases import RELATIONS
from enishi.web.press.telling import Line
from enishi.web.register import phrases
from enishi.web.register.bond import Bond, Place, the_bond
from enishi.web.register.open_points import open_points
from enishi.web.register.paper import Paper, original
from enishi.web.register.rails import coming
from enishi.web.register.sentences import joined, life_sentence, stretch_words
from enishi.web.register.telling import Told
from enishi.web.register.timeline import Moment, MomentKind
from enishi.web.remembering import remembered

_PULSES = {"alive": Pulse.ALIVE, "ending": Pulse.ENDING}


def offers(one: Unit, other: Unit, asked: datetime.date | None) -> list[tuple[str, str, str]]:
    """Return the languages the briefing of a bond is offered in, each with its name and address."""
    found = []
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            found.append((code, name, _address("briefing", (one, other), asked)))
    return found


def file_name(one: Unit, other: Unit, on: datetime.date, language: str) -> str:
    """Return the header that names the file, in letters of ASCII and in the reader's own."""
    plain = f"enishi-{one.id}-{other.id}-{on}-{language}.pdf"
    names = " × ".join(shown_name(unit, language).text for unit in (one, other))
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(f'Enishi {names} {on}.pdf')}"


@remembered(most=64)
def pages_of(
    version: Version,  # noqa: ARG001  # by which it is remembered
    pair: tuple[str, str],
    on: datetime.date,
    language: str,
    *,
    replayed: bool,
) -> bytes:
    """Return the two pages on a bond as a PDF, in the language that is active."""
    units = places.by_id(pair)
    one, other = (units[key] for key in pair)
    asked = on if replayed else None
    bond = the_bond(one, other, on, language, asked)
    figures = [
        figure
        for unit in bond.pair
        for figure in indicators.figures_of(unit)
        if asked is None or (figure.as_of and figure.as_of.first <= on)
    ]
    return set_pages(_Writer(bond, language, asked).briefing(figures))


def _address(name: str, pair: tuple[Unit, Unit], asked: datetime.date | None) -> str:
    first, second = sorted(pair, key=lambda unit: (unit.country, unit.id))
    return reverse(name, args=(first.id, second.id)) + (f"?on={asked}" if asked else "")


class _Writer(Paper):
    """Writes one briefing."""

    def __init__(self, bond: Bond, language: str, asked: datetime.date | None) -> None:
        super().__init__(language, settings.SITE_ADDRESS + _address("bond", bond.pair, asked))
        self._bond, self._asked = bond, asked

    def briefing(self, figures: Sequence[Observation]) -> Briefing:
        """Write all of it."""
        bond = self._bond
        title = " – ".join(self.name(side.unit).text for side in bond.sides)
        as_of = pgettext("a document", "as of %(date)s") % {"date": self.day(bond.on)}
        timeline = tuple(self._entry(moment) for moment in bond.moments)
        if not bond.agreements:
            within = [self._within(told) for group in bond.municipal for told in group.agreements]
            timeline = tuple(sorted((*timeline, *within), key=lambda entry: entry.on))
        return Briefing(
            language=self.language,
            on=bond.on,
            title=title,
            kind=_("Briefing note"),
            as_of=as_of,
            sides=(self._side(bond.sides[0]), self._side(bond.sides[1])),
            pulse=_PULSES.get(bond.pulse, Pulse.DORMANT),
            state=str(phrases.PULSES[bond.pulse]),
            state_text=joined(life_sentence(bond, self.language), *self._successions()),
            today=format_date(bond.on, self.language, "short") if self._asked else _("Today"),
            timeline=self.listing(_("Timeline"), timeline, _("No dated event is on record.")),
            facts=self.listing(_("What ties them"), tuple(self._facts()), ""),
            offices_title=pgettext("of a bond", "In charge"),
            figures=self.listing(
                _("Figures"), tuple(self._figures(figures)), _("No figure is known for this day.")
            ),
            ties=self.listing(
                _("To be documented"),
                tuple(
                    Note(
                        f"{self.pair((tie.unit_a, tie.unit_b))}{self.colon}"
                        f"{self.authored(tie.reason)}",
                        self.source(tie.source) if tie.source else None,
                    )
                    for tie in bond.ties
                ),
                _("No tie without a dated text is known."),
            ),
            questions=self.listing(
                _("Open points"), tuple(open_points(self, self._bond)), _("None is known.")
            ),
            cite_title=_("How to cite"),
            cite=_("Enishi, “%(title)s”, %(as_of)s.") % {"title": title, "as_of": as_of},
            address=self.address,
            notes_title=_("Notes"),
            pages=("1 / 2", "2 / 2"),
        )

    def _side(self, side: Place) -> Side:
        name = self.name(side.unit)
        former = self.name(side.former) if side.former else None
        return Side(
            name.text,
            side.unit.country,
            original(name),
            former.text if former else "",
            original(former) if former else None,
            tuple(self._offices(side)),
        )

    def _offices(self, side: Place) -> Iterable[str]:
        named = [self.authored(office.name) for office in side.offices[:1]]
        yield from named or [_("Office in charge: not recorded.")]
        if side.signed is None:
            return
        row, party = side.signed.agreement.row, side.signed.party
        organ = str(phrases.AUTHORITIES[party.authority]) if party.authority else ""
        date = format_date(row.signed_on, self.language, "short")
        yield f"{_('Signed last by:')} {organ}{self.aside(f'{row.id}{self.comma}{date}')}"
        persons = [
            self.comma.join(filter(None, (person.name, self.authored(person.title))))
            for person in side.signed.persons[:3]
        ]
        yield from persons or [_("Signatories: not recorded.")]

    def _successions(self) -> Iterable[str]:
        for side in self._bond.sides:
            if side.former and side.unit.valid_from:
                yield _("%(now)s is the successor unit of %(former)s since %(date)s.") % {
                    "now": self.name(side.unit).text,
                    "former": self.name(side.former).text,
                    "date": self.day(side.unit.valid_from),
                }

    def _entry(self, moment: Moment) -> Entry:
        if moment.kind is MomentKind.STRETCH:
            until = moment.until.first if moment.until else self._bond.on
            on = PartialDate(moment.on.last, until)
            return Entry(Mark.GAP, on, "", stretch_words(moment, self.language))
        on, date = moment.on, self.day(moment.on)
        match moment.what:
            case Told() as told:
                return self._act(told, on, date)
            case Passage() as passage:
                return self._passage(passage, on, date)
            case LifeEvent() as event:
                heading = capfirst(str(phrases.LIFE_EVENTS[event.kind]))
                heading += self.aside(event.agreement_id)
                text, source = self.authored(event.note), self.source(event.source)
                return Entry(Mark.MEETING, on, date, heading, text, sources=(source,))
            case Line() as line:
                spoken = language_name(line.report.language, self.language)
                said = f"{_('In the press')}{self.colon}{line.publisher} ({spoken})"
                return Entry(Mark.MEETING, on, date, capfirst(line.fact), said)
            case Event() as event:
                numbers = [
                    f"{MEASURES[figure.measure]}{self.colon}{value_in_words(figure, self.language)}"
                    for figure in event.figures.all()
                    if figure.value is not None
                ]
                return Entry(
                    Mark.MEETING,
                    on,
                    date,
                    self.authored(event.name),
                    " · ".join(numbers),
                    str(EVENT_KINDS[event.kind]),
                    sources=(self.source(event.source),),
                )
        raise TypeError(moment.kind)

    def _act(self, told: Told, on: PartialDate, date: str) -> Entry:
        row = told.row
        notes = [str(phrases.PRECISIONS[on.precision])]
        if told.uncertain:
            notes.append(_("one point to confirm"))
        if row.renews_id:
            notes.append(_("renews %(key)s") % {"key": row.renews_id})
        if told.state:
            year = told.ends_on.last.year if told.ends_on else ""
            notes.append(str(phrases.STATES[told.state]) % {"year": year})
        text = [self.authored(row.summary)]
        if any(side.party.authority != Authority.EXECUTIVE for side in told.sides):
            text.insert(0, self._parties(told))
        return Entry(
            Mark.ACT,
            on,
            date,
            f"{capfirst(str(phrases.KINDS[row.kind]))} {row.id}",
            "\n".join(filter(None, text)),
            " · ".join(filter(None, notes)),
            sources=tuple(self.source(evidence.source) for evidence in row.evidence.all()),
        )

    def _within(self, told: Told) -> Entry:
        """Tell what municipalities signed: a fact beside the rails, not a rung between them."""
        row = told.row
        return Entry(
            Mark.MEETING,
            row.signed_on,
            self.day(row.signed_on),
            f"{capfirst(str(phrases.KINDS[row.kind]))} {row.id}",
            self._parties(told),
            _("between municipalities"),
            sources=tuple(self.source(evidence.source) for evidence in row.evidence.all()),
        )

    def _parties(self, told: Told) -> str:
        sides = []
        for side in told.sides:
            if side.party.organisation:
                sides.append(self.authored(side.party.organisation.name))
            elif side.party.unit:
                name = self.name(side.party.unit).text
                organ = side.party.authority
                marked = organ and organ != Authority.EXECUTIVE
                sides.append(name + self.aside(phrases.AUTHORITIES[organ]) if marked else name)
        return " × ".join(sides)

    def _passage(self, passage: Passage, on: PartialDate, date: str) -> Entry:
        step = passage.steps[0]
        arrived = self.comma.join(self.name(each.source).text for each in passage.steps)
        beside = self.comma.join(self.name(each.source).text for each in passage.beside)
        heading = _("%(what)s: %(former)s, now %(now)s") % {
            "what": capfirst(str(RELATIONS[step.relation])),
            "former": arrived,
            "now": self.name(passage.target).text,
        }
        side = [place.unit.country for place in self._bond.sides].index(passage.target.country)
        return Entry(
            Mark.HEIR,
            on,
            date,
            heading,
            f"{_('Together with:')} {beside}" if beside else "",
            sources=(Source(step.act),),
            side=side,
            joined=coming(passage),
        )

    def _facts(self) -> Iterable[Fact]:
        bond, rules = self._bond, settings.SITE_ADDRESS + reverse("rules")
        if bond.agreements:
            signed = self.number(len(bond.agreements))
            if bond.inherited:
                parts = _("own: %(own)s, inherited: %(inherited)s") % {
                    "own": self.number(bond.own),
                    "inherited": self.number(bond.inherited),
                }
                signed += self.aside(parts)
            yield Fact(
                str(phrases.RULES["agreements_signed"]),
                signed,
                _("Counting rules: %(address)s") % {"address": rules.partition("://")[2]},
            )
            living = [self._until(told) for told in bond.living]
            number = self.number(len(living))
            yield Fact(str(phrases.RULES["agreements_living"]), "\n".join([number, *living]))
            fields = [
                f"{phrases.DOMAINS[name]}{self.aside(self.number(count))}"
                for name, count in bond.fields
            ]
            yield Fact(_("Fields of cooperation"), self.comma.join(fields))
            counts = bond.sister_link.counts
            yield Fact(
                _("Sister link by CLAIR’s rule"),
                _("It counts as a sister link.")
                if counts
                else _("It does not count as a sister link."),
                "" if counts else _("All three conditions must be documented of one text."),
            )
        if bond.municipal:
            pairs = [
                self.pair(group.pair) + self.aside(self.number(len(group.agreements)))
                for group in bond.municipal
                if group.pair
            ]
            yield Fact(
                _("Between their municipalities"),
                "\n".join(pairs),
                _("They are bonds of their own, and not counted here."),
            )

    def _until(self, told: Told) -> str:
        if told.ends_on:
            until = _("until %(date)s") % {"date": self.day(told.ends_on)}
        elif told.row.tacit_renewal:
            until = _("automatic renewal")
        else:
            until = _("term not stated")
        return f"{told.row.id}{self.colon}{until}"

    def _figures(self, rows: Sequence[Observation]) -> Iterable[Figure]:
        told = [(group.measure, group.figures) for group in self._bond.figures]
        differing = {row.row.id for _, figures in told for row in figures if row.differs}
        both = [row.row for _, figures in told for row in figures if row.row.value is not None]
        own = [
            row for row in rows if row.value is not None and row.scope == Observation.Scope.PLACE
        ]
        differing |= {
            figure.id
            for conflict in indicators.conflicts_among(own)
            for figure in (conflict.one, conflict.other)
        }
        units = places.by_id({row.subject for row in own})
        yield from self._readings(both, self.pair(self._bond.pair), differing)
        own.sort(key=lambda row: (row.measure, row.subject))
        for subject, group in groupby(own, key=lambda row: row.subject):
            yield from self._readings(group, self.name(units[subject]).text, differing)

    def _readings(
        self, rows: Iterable[Observation], of: str, differing: set[str]
    ) -> Iterable[Figure]:
        for measure, group in groupby(rows, key=lambda row: row.measure):
            found = list(group)
            readings = tuple(
                Reading(value_in_words(row, self.language), self._dated(row)) for row in found
            )
            differ = any(row.id in differing for row in found)
            yield Figure(
                f"{capfirst(str(MEASURES[measure]))}{self.colon}{of}",
                readings,
                _("sources differ") if differ else "",
            )

    def _dated(self, row: Observation) -> Source:
        source = self.source(row.source)
        if row.as_of is None:
            date = _("date not known")
        else:
            date = _("as of %(date)s") % {"date": self.day(row.as_of)}
        return Source(f"{date} · {source.text}", source.url)
