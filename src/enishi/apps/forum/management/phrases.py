"""What the command of the meeting engine says, in the operator's language."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from enishi.domain.scheduling import BadProblem, Problem, Reason, Violation
from enishi.domain.scheduling.mending.obstacles import Obstacle

_NAMED = 8  # of a long list
_NO_WIDTH = "\u200b"  # where a browser may break a line; some terminals draw it

# What is wrong with a file, and what to do, by the code of a BadProblem.
WRONG = {
    "id.empty": gettext_noop("the id is empty. Write one."),
    "id.twice": gettext_noop("the id “%(id)s” is used twice. Change one of the two."),
    "id.unknown": gettext_noop("nothing has the id “%(id)s”. Correct it, or add what it names."),
    "languages.one_only": gettext_noop(
        "an interpreter needs two languages at least. Add one, or remove the interpreter."
    ),
    "list.length": gettext_noop(
        "the length of the list is %(found)s instead of %(wanted)s. Add or remove items."
    ),
    "number.too_small": gettext_noop("%(value)s is too small. Write %(least)s or more."),
    "party.with_itself": gettext_noop("“%(id)s” is to meet itself. Name two different parties."),
    "request.circle": gettext_noop(
        "this request and “%(id)s” are each to come after the other. Remove one of the two orders."
    ),
    "request.must_and_never": gettext_noop(
        "the request is both a must and refused. Remove one of the two."
    ),
    "session.unknown": gettext_noop(
        "there is no session %(session)s. Write 1 (morning), 2 (afternoon) or 3 (any)."
    ),
    "slot.unknown": gettext_noop(
        "there is no slot %(slot)s: the programme has %(slots)s. Correct one of the two numbers."
    ),
    "table.does_not_serve": gettext_noop(
        "the table “%(id)s” is not in the zone asked for or lacks the equipment. Choose another"
        " table, or ask for less."
    ),
    "targets.crossed": gettext_noop(
        "the most meetings wanted, %(most)s, are fewer than the least owed, %(least)s. Correct one of"
        " the two."
    ),
    "value.missing": gettext_noop("the value is missing. Add it."),
    "value.not_a_list": gettext_noop("this is not a list. Write it in [ ]."),
    "value.not_a_number": gettext_noop("this is not a whole number. Write digits without quotes."),
    "value.not_a_text": gettext_noop("this is not a text. Write it in quotes."),
    "value.not_an_object": gettext_noop("this is not an object. Write it in { }."),
    "value.not_yes_or_no": gettext_noop("this is neither true nor false. Write one of the two."),
    "value.unknown": gettext_noop("the name is not known here. Write one of: %(known)s."),
    "zone.unknown": gettext_noop(
        "no table stands in the zone “%(zone)s”. Correct the name, or give a table that zone."
    ),
}

# What a plan does wrong, by the rule it breaks.
BROKEN = {
    "request.known": gettext_noop("Nobody asked for this meeting"),
    "request.once": gettext_noop("Placed more than once"),
    "request.never": gettext_noop("Placed although it was refused"),
    "slot.known": gettext_noop("The programme has no such slot"),
    "request.slots": gettext_noop("Not in one of the slots it may take"),
    "request.after": gettext_noop("Not later than the meeting it is to follow"),
    "request.in_person": gettext_noop("Asked for in person, and one of the two is away"),
    "party.available": gettext_noop("Meets while away"),
    "party.substituted": gettext_noop("More meetings than substitutes while away"),
    "party.seats": gettext_noop("More meetings at once than seats"),
    "party.most": gettext_noop("More meetings than wanted at most"),
    "table.known": gettext_noop("The venue has no such table"),
    "table.free": gettext_noop("Several meetings at one table"),
    "table.available": gettext_noop("The table is not there at that time"),
    "table.zone": gettext_noop("The table is not in a zone for this meeting"),
    "table.equipment": gettext_noop("The table lacks equipment the meeting needs"),
    "table.fixed": gettext_noop("Not at the table it has of its own"),
    "interpreter.given": gettext_noop("No interpreter, though one is needed"),
    "interpreter.spared": gettext_noop("An interpreter, though none is needed"),
    "interpreter.known": gettext_noop("The team has no such interpreter"),
    "interpreter.speaks": gettext_noop("The interpreter does not speak with both parties"),
    "interpreter.available": gettext_noop("The interpreter is away"),
    "interpreter.one_place": gettext_noop("The interpreter is in several meetings at once"),
    "interpreter.longest_run": gettext_noop("The interpreter works too long without a pause"),
    "party.fairness": gettext_noop("Their breaks differ by more than is allowed"),
}

# The rules themselves, where they are why something cannot be.
RULES = {
    "request.known": gettext_noop("A meeting is one that was asked for."),
    "request.once": gettext_noop("A request is placed once."),
    "request.never": gettext_noop("A meeting that was refused is not placed."),
    "slot.known": gettext_noop("A meeting is in a slot of the programme."),
    "request.slots": gettext_noop("A meeting is in one of the slots it may take."),
    "request.after": gettext_noop("A meeting comes later than those it is to follow."),
    "request.in_person": gettext_noop("A meeting in person is held while both parties are there."),
    "party.available": gettext_noop("Nobody meets while away, unless a substitute is there."),
    "party.substituted": gettext_noop("Who is away has a substitute for each meeting."),
    "party.seats": gettext_noop("A party holds no more meetings at once than it has seats."),
    "party.most": gettext_noop("A party holds no more meetings than it wants at most."),
    "table.known": gettext_noop("A meeting is at a table of the venue."),
    "table.free": gettext_noop("A table holds one meeting at a time."),
    "table.available": gettext_noop("A table is used only while it is there."),
    "table.zone": gettext_noop(
        "A meeting sits in the zone it asks for; a closed zone is only for meetings that do."
    ),
    "table.equipment": gettext_noop("A table has what the meeting needs."),
    "table.fixed": gettext_noop("A meeting with a table of its own sits there."),
    "interpreter.given": gettext_noop("Parties that share no language are given an interpreter."),
    "interpreter.spared": gettext_noop("A meeting that needs no interpreter is given none."),
    "interpreter.known": gettext_noop("An interpreter is one of the team."),
    "interpreter.speaks": gettext_noop("An interpreter speaks with both parties."),
    "interpreter.available": gettext_noop("An interpreter works only when present."),
    "interpreter.one_place": gettext_noop("An interpreter is in one meeting at a time."),
    "interpreter.longest_run": gettext_noop("An interpreter has a pause after the longest run."),
    "party.fairness": gettext_noop("No two parties' breaks differ by more than is allowed."),
}

# What stands in the way of a request, by the rule of an Obstacle.
OBSTACLES = {
    "request.never": gettext_noop("The meeting was refused."),
    "request.slots": gettext_noop("The request asks for other slots."),
    "request.after": gettext_noop("“%(first)s” is to come later than “%(last)s”."),
    "request.in_person": gettext_noop(
        "The meeting is asked for in person, and a party is away: %(who)s."
    ),
    "party.available": gettext_noop("%(who)s is away."),
    "party.substituted": gettext_noop(
        "%(who)s is away, and the substitutes are already in: %(meetings)s."
    ),
    "party.seats": gettext_noop("%(who)s has no seat left, being in: %(meetings)s."),
    "party.most": gettext_noop(
        "%(who)s already holds the most meetings it wants, %(limit)s: %(meetings)s."
    ),
    "party.fairness": gettext_noop(
        "The breaks of two parties would differ by more than %(limit)s. This concerns: %(who)s."
    ),
    "table.zone": gettext_noop("No table stands in a zone for this meeting."),
    "table.equipment": gettext_noop("No table has the equipment the meeting needs."),
    "table.available": gettext_noop("No table for this meeting is there. Looked at: %(who)s."),
    "table.free": gettext_noop("Every table for this meeting is taken or not there: %(who)s."),
    "interpreter.speaks": gettext_noop("No interpreter speaks with both: %(who)s."),
    "interpreter.available": gettext_noop(
        "Every interpreter who speaks with both is away: %(who)s."
    ),
    "interpreter.one_place": gettext_noop(
        "Every interpreter who speaks with both is in another meeting or away: %(who)s."
    ),
    "interpreter.longest_run": gettext_noop(
        "An interpreter who is free would work too long without a pause. Looked at: %(who)s."
    ),
}

# The parts of a score, by name.
PARTS = {
    "must_missing": gettext_noop("musts not placed"),
    "weight": gettext_noop("weight placed"),
    "breaks": gettext_noop("breaks"),
    "least_missing": gettext_noop("meetings owed and not placed"),
    "unfairness": gettext_noop("most breaks of a party minus the fewest"),
    "stand_ins": gettext_noop("meetings held by a substitute"),
    "table_moves": gettext_noop("table moves"),
    "walks": gettext_noop("walks to another zone"),
    "handovers": gettext_noop("interpreters passing to another party"),
    "changes": gettext_noop("changes against the published plan"),
}

STATUS = {
    "optimal": gettext_noop("Proved: no plan is better, by musts, then by weight, then by breaks."),
    "feasible": gettext_noop("The best plan found; a better one is not ruled out."),
    "infeasible": gettext_noop(
        "Proved: no plan places every must. This one misses the fewest that were found."
    ),
    "unknown": gettext_noop(
        "The best plan found misses a must; whether that can be avoided is not known. Allow more"
        " time with --seconds."
    ),
}


def bad_problem(file: str, error: BadProblem) -> str:
    """Say what is wrong with a file, where, and how to mend it."""
    detail = dict(error.detail)
    if "known" in detail:
        detail["known"] = listed(str(detail["known"]).split())
    return _("%(file)s: %(path)s: %(what)s") % {
        "file": file,
        "path": error.path,
        "what": _(WRONG[error.code]) % detail,
    }


def violation(found: Violation) -> str:
    """Say which rule a plan breaks, and where."""
    where = _("%(rule)s: %(who)s") if found.slot is None else _("%(rule)s: %(who)s, slot %(slot)s")
    return where % {
        "rule": _(BROKEN[found.rule]),
        "who": listed(found.culprits),
        "slot": found.slot,
    }


def reason(found: Reason) -> str:
    """Say why not every must can be held: the rules in the way, and whom they concern."""
    rules = in_a_row(_(RULES[rule]) for rule in found.rules)
    return _("In the way: %(rules)s This concerns: %(who)s.") % {
        "rules": rules,
        "who": listed(found.culprits),
    }


def obstacle(problem: Problem, found: Obstacle) -> str:
    """Say what is in the way of a request, and in which slots."""
    what = _(OBSTACLES[found.rule]) % {
        "who": some(found.culprits),
        "first": found.culprits[0],
        "last": found.culprits[-1],
        "meetings": some([request(problem, key) for key in dict.fromkeys(found.meetings)]),
        "limit": found.limit,
    }
    return _("%(when)s: %(what)s") % {"when": _when(problem, found.slots), "what": what}


def request(problem: Problem, key: str) -> str:
    """Return how a request is called: its id and who meets."""
    one, other = problem.request[key].parties
    return _("%(id)s (%(one)s × %(other)s)") % {"id": key, "one": one, "other": other}


def some(names: Collection[str]) -> str:
    """Return the first few of some names, and how many more there are."""
    told = listed([*names][:_NAMED])
    if len(names) <= _NAMED:
        return told
    return _("%(names)s and %(number)s more") % {"names": told, "number": len(names) - _NAMED}


def listed(names: Iterable[str]) -> str:
    """Return names as one list."""
    return pgettext("between items of a list", ", ").join(names)


def in_a_row(sentences: Iterable[str]) -> str:
    """Return sentences one after the other."""
    between = pgettext("between two sentences", " ").replace(_NO_WIDTH, "")
    return between.join(sentences)


def _when(problem: Problem, slots: Collection[int]) -> str:
    if len(slots) == problem.slots:
        return _("Every slot")
    said = _("Slot %(slots)s") if len(slots) == 1 else _("Slots %(slots)s")
    return said % {"slots": _runs(slots)}


def _runs(slots: Collection[int]) -> str:
    """Return numbers with those in a row as their first and last: 0–2, 5."""
    told = _("%(first)s–%(last)s")
    runs: list[list[int]] = []
    for slot in sorted(slots):
        if runs and runs[-1][-1] == slot - 1:
            runs[-1][1:] = [slot]
        else:
            runs.append([slot])
    return listed(
        told % {"first": run[0], "last": run[-1]} if len(run) > 1 else str(run[0]) for run in runs
    )
