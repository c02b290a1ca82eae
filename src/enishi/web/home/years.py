"""What the script of the home page plays the years with."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.template.loader import render_to_string

from enishi.apps.ledger.queries import Version
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.domain.drawings import Layout, Merger, ThreadHistory, UnitHistory, replay
from enishi.domain.places import LineageSpan, Relation
from enishi.domain.register import Holding
from enishi.web.drawings.grounds import layout
from enishi.web.drawings.threads import threads
from enishi.web.drawings.units import first_level, in_force
from enishi.web.home.phrases import year_in_words
from enishi.web.home.picture import first_year
from enishi.web.home.tied import Scene, in_a_sentence, ties
from enishi.web.places.naming import shown_name
from enishi.web.remembering import remembered

Pair = tuple[str, str]
_DAY = datetime.timedelta(days=1)


@remembered(most=16)
def years(version: Version, view: str, today: datetime.date, domain: str, language: str) -> str:
    """Return the replay of a view as JSON.

    `map` is the document of `domain.drawings.replay`; `steps` are the ends of its years and today:
    `on`, the `label` of the slider and the `sentence` of that day (markup of ours); `names` are
    those of the units that are tied on some day.
    """
    laid, units = layout(version, view, today), first_level(version)
    holdings = [
        held
        for held in threads(version)
        if held.since <= today and (not domain or domain in held.paper.domains)
        if held.pair in laid.courses or held.pair[::-1] in laid.courses
    ]
    first = first_year(version, today)
    told = replay(
        laid,
        _threads(holdings, places.lineage_of({unit for held in holdings for unit in held.pair})),
        _units(units, holdings, laid),
        _mergers(units, laid, today),
        first=first,
        today=today,
    )
    days = [*(datetime.date(year, 12, 31) for year in range(first, today.year)), today]
    steps = [_step(version, Scene(day, domain, replayed=day != today), language) for day in days]
    tied = {unit for held in holdings for unit in held.pair}
    return json.dumps(
        {
            "map": json.loads(told),
            "steps": steps,
            "names": {unit: shown_name(units[unit], language).text for unit in sorted(tied)},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _step(version: Version, scene: Scene, language: str) -> dict[str, str]:
    told = ties(version, scene, language)
    return {
        "on": scene.on.isoformat() if scene.replayed else "",
        "label": year_in_words(scene.on.year, told.agreements, language),
        "sentence": render_to_string("home/sentence.html", in_a_sentence(told)).strip(),
    }


def _threads(
    holdings: Iterable[Holding], lineage: Mapping[str, Sequence[LineageSpan]]
) -> Iterable[ThreadHistory]:
    by_pair: dict[Pair, list[Holding]] = defaultdict(list)
    for held in holdings:
        by_pair[held.pair].append(held)
    for pair, group in sorted(by_pair.items()):
        since = min(held.since for held in group)
        until = (
            None if any(h.until is None for h in group) else max(h.until for h in group if h.until)
        )
        yield ThreadHistory(
            *pair,
            documented=[(since, until)],
            steps=_grown(group),
            heir=_heir(pair, until + _DAY, by_pair, lineage) if until else None,
        )


def _heir(
    pair: Pair,
    on: datetime.date,
    by_pair: Mapping[Pair, Sequence[Holding]],
    lineage: Mapping[str, Sequence[LineageSpan]],
) -> Pair | None:
    """Return the bond that holds the same papers on a day."""
    papers = {held.paper.id for held in by_pair[pair]}
    ends = [
        {
            span.heir
            for span in lineage[unit]
            if (span.since is None or span.since <= on) and (span.until is None or on <= span.until)
        }
        for unit in pair
    ]
    found = [
        (one, other)
        for one in sorted(ends[0])
        for other in sorted(ends[1])
        if any(h.stands(on) and h.paper.id in papers for h in by_pair.get((one, other), ()))
    ]
    return found[0] if found else None


def _grown(holdings: Iterable[Holding]) -> list[tuple[datetime.date, int]]:
    """Return the days on which a number of agreements grew."""
    begun: dict[str, datetime.date] = {}
    for held in holdings:
        begun[held.paper.id] = min(held.since, begun.get(held.paper.id, held.since))
    return [(on, number) for number, on in enumerate(sorted(begun.values()), start=1)]


def _units(
    units: Mapping[str, Unit], holdings: Iterable[Holding], laid: Layout
) -> Iterable[UnitHistory]:
    held: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        for key in holding.pair:
            held[key].append(holding)
    for unit in units.values():
        if unit.id in laid.anchors:
            yield UnitHistory(unit.id, unit.valid_from, unit.valid_to, _grown(held[unit.id]))


def _mergers(units: Mapping[str, Unit], laid: Layout, today: datetime.date) -> Iterable[Merger]:
    steps = places.successions_of(laid.anchors).exclude(relation=Relation.TRANSFER)
    for step in steps.filter(on__lte=today):
        if not in_force(units[step.source_id], step.on):
            yield Merger(step.source_id, step.target_id, step.on)
