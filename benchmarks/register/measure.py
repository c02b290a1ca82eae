"""Times the register's queries within one process; prints one JSON document.

Run by `benchmarks.register.run`, with ENISHI_DATABASE naming a loaded database.
"""

import datetime
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.project.settings")
django.setup()

from enishi.apps.places import queries as places  # noqa: E402  # after Django's start
from enishi.apps.places.models import Lineage, Name  # noqa: E402  # likewise
from enishi.apps.register import bridge, queries  # noqa: E402  # likewise
from enishi.domain.register import DOMAINS  # noqa: E402  # likewise

ON = datetime.date(2025, 11, 25)
PAGE = 50
ROUNDS = 200
SEED = 57


def milliseconds(work: Callable[..., object], *given: object) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work(*given)
    return (time.perf_counter() - start) * 1000


def summary(times: Sequence[float]) -> dict[str, float]:
    """Return the first, the median and the 95th percentile of some times; the first is cold."""
    warm = sorted(times[1:])
    return {
        "cold": round(times[0], 2),
        "median": round(statistics.median(warm), 2),
        "p95": round(warm[int(len(warm) * 0.95)], 2),
        "queries": len(warm),
    }


def names(random: Random) -> list[str]:
    """Draw names as they stand in the register, half of them with a slip."""
    texts = list(Name.objects.order_by("id").values_list("text", flat=True)[::97])
    drawn = random.choices(texts, k=ROUNDS)
    for position in range(0, ROUNDS, 2):
        letters = list(drawn[position])
        del letters[random.randrange(len(letters))]
        drawn[position] = "".join(letters) or drawn[position]
    return drawn


def heirs(random: Random) -> list[str]:
    """Draw units that live, half of them heirs to five units or more."""
    living = Lineage.objects.filter(places.span_q(ON)).order_by("id")
    ids = list(living.values_list("heir", flat=True))
    held: dict[str, int] = {}
    for key in ids:
        held[key] = held.get(key, 0) + 1
    many = sorted(key for key, number in held.items() if number > 4)
    return random.choices(many, k=ROUNDS // 2) + random.choices(sorted(held), k=ROUNDS // 2)


def page(choice: queries.Choice) -> list[dict[str, object]]:
    """Return the first page of a choice, as programs read it."""
    papers = queries.papers(queries.chosen(choice)[:PAGE], ON)
    return [bridge.agreement_document(paper, ON) for paper in papers]


def filtered_page(domain: str, kind: str) -> object:
    """Return a filtered page and how many there are in all."""
    choice = queries.Choice(domain=domain, kind=kind, living_on=ON)
    return page(choice), queries.chosen(choice).count()


def main() -> None:
    """Time everything, and say so."""
    random = Random(SEED)
    days = [ON - datetime.timedelta(days=random.randrange(9000)) for _ in range(ROUNDS)]
    kinds = ("memorandum", "renewal", "friendship", "")
    filters = [(random.choice(DOMAINS), random.choice(kinds)) for _ in range(ROUNDS)]
    wanted = names(random)
    units = [places.place(key) for key in heirs(random)]
    document = {
        "find": summary([milliseconds(places.find, name, ON) for name in wanted]),
        "agreements_of_place": summary(
            [milliseconds(page, queries.Choice(place=unit)) for unit in units]
        ),
        "filtered_list": summary([milliseconds(filtered_page, *chosen) for chosen in filters]),
        "counts": summary([milliseconds(queries.counts, day) for day in days]),
        "names": wanted,
    }
    print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
