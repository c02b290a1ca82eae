"""What a repair changed and why a request was not placed: told to people, and as documents.

Loads the solver of repairs, which takes half a second: only who repairs or explains imports this.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from enishi.apps.forum.management import phrases
from enishi.apps.forum.management.meeting_files import read_from
from enishi.domain.scheduling import Limits, Plan, Problem, Wish, score
from enishi.domain.scheduling.changes import Change
from enishi.domain.scheduling.explain import Explanation, Gift, Way
from enishi.domain.scheduling.plan import Meeting
from enishi.domain.scheduling.readers.documents import assignments
from enishi.domain.scheduling.repair import NoRepair, Repair, repair


def repaired(
    change_file: str, problem: Problem, before: Plan, change: Change, limits: Limits
) -> Repair:
    """Return a plan mended after what a file says has changed.

    Raises:
        CommandError: the file speaks of what is not there, or no plan was found.
    """
    try:
        return read_from(change_file, lambda: repair(problem, before, change, limits))
    except NoRepair as error:
        raise CommandError(
            _(
                "No plan that breaks no rule was found. The published plan stands as it is. Allow"
                " more time with --seconds, or plan anew with “enishi meetings solve”."
            ),
            returncode=1,
        ) from error


def repair_document(before: Plan, change: Change, found: Repair) -> dict[str, Any]:
    """Return a repair as programs read it; it is a plan too."""
    old, new = before.placed, found.plan.placed
    return {
        "instance": found.problem.name,
        "objective": asdict(score(found.problem, found.plan, before)),
        "least_moved": found.least_moved,
        "proved": found.proved,
        "seconds": round(found.seconds, 3),
        "moved": [
            {"request": key, "from": old[key].slot, "to": new[key].slot}
            for key in _ordered(found.problem, found.moved)
        ],
        "reseated": [
            {"request": key, "slot": new[key].slot, "from": _seat(old[key]), "to": _seat(new[key])}
            for key in _ordered(found.problem, found.reseated)
        ],
        "dropped": _ordered(found.problem, found.dropped),
        "withdrawn": _withdrawn(before, found),
        "added": _ordered(found.problem, found.added),
        "not_placed": _not_placed(change, found),
        "assignments": assignments(found.problem, found.plan),
    }


def repair_lines(before: Plan, change: Change, found: Repair) -> Iterator[str]:
    """Yield what a repair changed, a sentence for each meeting, and what is proved of it."""
    if found.plan == before:
        yield _("Nothing has to change.")
    yield from _changed_lines(before, found)
    for key in _not_placed(change, found):
        yield _("Not placed: %(request)s.") % {"request": phrases.request(found.problem, key)}
    told = {"number": len(found.moved) + len(found.dropped), "least": found.least_moved}
    yield (
        _(
            "Moved or dropped: %(number)s. Proved: no plan loses less, and none that loses as little"
            " moves or drops fewer."
        )
        if found.proved
        else _("Moved or dropped: %(number)s. Proved so far: at least %(least)s.")
    ) % told
    yield _("Seconds: %(seconds)s.") % {"seconds": number_format(round(found.seconds, 2), 2)}


def explanation_document(problem: Problem, found: Explanation) -> dict[str, Any]:
    """Return an explanation as programs read it."""
    return {
        "instance": problem.name,
        "request": found.request,
        "placed": found.placed,
        "impossible": found.impossible,
        "way": _way_document(problem, found.way),
        "seconds": round(found.seconds, 3),
        "obstacles": [asdict(each) | {"slots": sorted(each.slots)} for each in found.obstacles],
        "gifts": [
            asdict(gift)
            | {"languages": sorted(gift.languages), "way": _way_document(problem, gift.way)}
            for gift in found.gifts
        ],
    }


def explanation_lines(problem: Problem, plan: Plan, found: Explanation) -> Iterator[str]:
    """Yield who or what is in the way of a request, what it would take, what would make room."""
    name = phrases.request(problem, found.request)
    if found.placed:
        meeting = plan.placed[found.request]
        yield _("%(request)s is placed: slot %(slot)s, table %(table)s.") % {
            "request": name,
            "slot": meeting.slot,
            "table": meeting.table,
        }
        return
    yield _("%(request)s is not placed.") % {"request": name}
    if found.obstacles:
        yield _("In the way, while all other meetings keep their slots:")
        yield from (f"  {phrases.obstacle(problem, each)}" for each in found.obstacles)
    else:
        yield _("Nothing is in the way: a slot is free for it.")
    if problem.request[found.request].wish is Wish.NEVER:
        return
    yield from _way_lines(problem, found)
    for gift in found.gifts:
        yield _gift_line(problem, found, gift)


def _ordered(problem: Problem, keys: frozenset[str]) -> list[str]:
    return [request.id for request in problem.requests if request.id in keys]


def _seat(meeting: Meeting) -> dict[str, str | None]:
    return {"table": meeting.table, "interpreter": meeting.interpreter or None}


def _withdrawn(before: Plan, found: Repair) -> list[str]:
    gone = before.placed.keys() - found.plan.placed.keys() - found.dropped
    return _ordered(found.problem, frozenset(gone))


def _not_placed(change: Change, found: Repair) -> list[str]:
    """Return the requests of a change that the repair leaves out, though they did not stand before."""
    asked = {request.id for request in change.requests if request.wish is not Wish.NEVER}
    left = asked - change.withdrawn - found.plan.placed.keys() - found.dropped
    return _ordered(found.problem, frozenset(left))


def _changed_lines(before: Plan, found: Repair) -> Iterator[str]:
    problem, old, new = found.problem, before.placed, found.plan.placed
    for key in _ordered(problem, found.moved):
        yield _("Moved: %(request)s, from slot %(before)s to slot %(after)s.") % {
            "request": phrases.request(problem, key),
            "before": old[key].slot,
            "after": new[key].slot,
        }
    for key in _ordered(problem, found.reseated):
        told = {"request": phrases.request(problem, key), "slot": new[key].slot}
        if old[key].table != new[key].table:
            told |= {"before": old[key].table, "after": new[key].table}
            yield _("Table changed: %(request)s, slot %(slot)s, %(before)s → %(after)s.") % told
        if old[key].interpreter != new[key].interpreter:
            told |= {"before": old[key].interpreter or "–", "after": new[key].interpreter or "–"}
            yield (
                _("Interpreter changed: %(request)s, slot %(slot)s, %(before)s → %(after)s.") % told
            )
    for said, keys, placed in (
        (_("Dropped: %(request)s, from slot %(slot)s."), [*_ordered(problem, found.dropped)], old),
        (_("Withdrawn: %(request)s, from slot %(slot)s."), _withdrawn(before, found), old),
        (_("Added: %(request)s, in slot %(slot)s."), [*_ordered(problem, found.added)], new),
    ):
        for key in keys:
            yield said % {"request": phrases.request(problem, key), "slot": placed[key].slot}


def _way_document(problem: Problem, way: Way | None) -> dict[str, Any] | None:
    if way is None:
        return None
    both = {"moved": way.moved, "dropped": way.dropped}
    return asdict(way) | {name: _ordered(problem, keys) for name, keys in both.items()}


def _way_lines(problem: Problem, found: Explanation) -> Iterator[str]:
    way = found.way
    if way is None:
        yield (
            _("Proved: it cannot be placed without giving up a must, if at all.")
            if found.impossible
            else _("No way to place it was found in the time. Allow more with --seconds.")
        )
        return
    if not _cost(way)[2]:
        yield _("It can be placed, and every other meeting keeps its slot.")
        return
    yield _("It can be placed all the same:")
    if way.moved:
        yield "  " + _("Moved to other slots: %(requests)s.") % {
            "requests": _some(problem, way.moved)
        }
    if way.dropped:
        yield "  " + _("Given up: %(requests)s; weight lost %(weight)s, musts lost %(musts)s.") % {
            "requests": _some(problem, way.dropped),
            "weight": way.weight,
            "musts": way.musts,
        }
    yield "  " + (
        _("Proved: no way costs less.") if way.proved else _("A way that costs less may exist.")
    )


def _gift_line(problem: Problem, found: Explanation, gift: Gift) -> str:
    """Say what one thing more would buy."""
    said = [_GIFT_OF[gift.what](gift), _gift_way(problem, found, gift)]
    if gift.musts or gift.weight:
        room = _("It makes room for more: musts %(musts)s, weight %(weight)s.")
        said.append(room % {"musts": gift.musts, "weight": gift.weight})
    elif gift.weight is None:
        said.append(_("There was no time to find out what else it would buy."))
    return phrases.in_a_row(said)


def _interpreter_more(gift: Gift) -> str:
    return _("One more interpreter (%(languages)s):") % {
        "languages": phrases.listed(sorted(gift.languages))
    }


def _table_more(gift: Gift) -> str:
    if not gift.zone:
        return _("One more table:")
    return _("One more table in the zone “%(zone)s”:") % {"zone": gift.zone}


def _slot_more(gift: Gift) -> str:  # noqa: ARG001  # as the others are called
    return _("One more slot at the end:")


_GIFT_OF = {"interpreter": _interpreter_more, "table": _table_more, "slot": _slot_more}


def _gift_way(problem: Problem, found: Explanation, gift: Gift) -> str:
    """Say whether a request could be placed then, where that is better than now."""
    way = gift.way
    if way is None:
        return _("No way to place the request was found.")
    if found.way is not None and _cost(way) >= _cost(found.way):
        return _("The request is no easier to place.")
    if not _cost(way)[2]:
        return _("The request is placed, and every other meeting keeps its slot.")
    if not way.dropped:
        return _("The request is placed, with these moved to other slots: %(moved)s.") % {
            "moved": _some(problem, way.moved)
        }
    return _("The request is placed, with meetings moved: %(moved)s; given up: %(dropped)s.") % {
        "moved": len(way.moved),
        "dropped": _some(problem, way.dropped),
    }


def _cost(way: Way) -> tuple[int, int, int]:
    return way.musts, way.weight, len(way.moved) + len(way.dropped)


def _some(problem: Problem, keys: frozenset[str]) -> str:
    return phrases.some([phrases.request(problem, key) for key in _ordered(problem, keys)])
