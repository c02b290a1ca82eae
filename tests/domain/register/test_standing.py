"""How a bond stands: alive, ending, dormant, ended, or nothing at all."""

import datetime

import pytest

from enishi.domain.register import Closure, Life, Pulse, Standing, standing_on
from enishi.domain.text import PartialDate

ON = datetime.date(2026, 11, 21)
OPEN = Life(None, None, None)


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def term(last: str) -> Life:
    return Life(day(last), None, None)


def closed(on: str, how: Closure, last: str = "") -> Life:
    return Life(day(last) if last else None, datetime.date.fromisoformat(on), how)


@pytest.mark.parametrize(
    ("papers", "pulse", "until"),
    [
        pytest.param([], Pulse.NONE, None, id="nothing signed"),
        pytest.param([("2026-11", OPEN)], Pulse.NONE, None, id="not surely signed yet"),
        pytest.param([("2014", OPEN)], Pulse.ALIVE, None, id="no term stated"),
        pytest.param(
            [("2014", OPEN), ("2020", term("2026-12-31"))], Pulse.ALIVE, None, id="one has no end"
        ),
        pytest.param([("2020", term("2028"))], Pulse.ALIVE, "2028-12-31", id="a far end"),
        pytest.param(
            [("2020", term("2026-12-01")), ("2021", term("2027-11-21"))],
            Pulse.ENDING,
            "2027-11-21",
            id="all end within a year",
        ),
        pytest.param([("2020", term("2026-11-21"))], Pulse.ENDING, "2026-11-21", id="last day"),
        pytest.param([("2020", term("2026-11-20"))], Pulse.DORMANT, "2026-11-20", id="day after"),
        pytest.param(
            [("2019", closed("2024-05-01", Closure.TERMINATED))],
            Pulse.ENDED,
            "2024-04-30",
            id="terminated",
        ),
        pytest.param(
            [("2019", closed("2024-05-01", Closure.TERMINATED, "2022-12-31"))],
            Pulse.DORMANT,
            "2022-12-31",
            id="terminated when its term had passed",
        ),
        pytest.param(
            [("2019", closed("2020-05-01", Closure.TERMINATED)), ("2020", term("2025"))],
            Pulse.DORMANT,
            "2025-12-31",
            id="the last one ran out",
        ),
        pytest.param(
            [("2014", closed("2020-05-01", Closure.RENEWED)), ("2020-05-01", term("2024"))],
            Pulse.DORMANT,
            "2024-12-31",
            id="renewed once",
        ),
    ],
)
def test_how_a_bond_stands(papers: list[tuple[str, Life]], pulse: Pulse, until: str | None) -> None:
    found = standing_on([(day(signed), life) for signed, life in papers], ON)
    last = datetime.date.fromisoformat(until) if until else None
    assert (found.pulse, found.until) == (pulse, last)


def test_a_bond_tells_its_first_and_its_last_signature() -> None:
    dates = ["2014-12", "2014", "2026-02-26", "2024-12-18", "2027-01-01"]
    found = standing_on([(day(date), OPEN) for date in dates], ON)
    assert found == Standing(Pulse.ALIVE, day("2014"), day("2026-02-26"))
