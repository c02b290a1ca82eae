"""What the command of the meeting engine says, in the operator's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from enishi.domain.scheduling import BadProblem, Reason, Violation

# What is wrong with a file, and what to do, by the code of a BadProblem.
WRONG = {
    "id.empty": gettext_noop("the id is empty. Write one."),
    "id.twice": gettext_noop("the id “%(id)s” is used twice. Change one of the two."),
    "id.unknown": gettext_noop("nothing has the id “%(id)s”. Correct it, or add what it names."),
    "languages.one_only": gettext_noop(
        "an interpreter needs two languages at least. Add one, or remove the interpreter."
    ),
    "list.length": gettext_noop(
        "the list has %(found)s items where %(wanted)s belong. Add or remove some."
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
        "the table “%(id)s” has not the zone or the equipment asked for. Choose another table, or"
        " ask for less."
    ),
    "targets.crossed": gettext_noop(
        "at most %(most)s meetings cannot hold the %(least)s that are owed. Correct one of the two."
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
    "party.available": gettext_noop("Meets while away"),
    "party.seats": gettext_noop("More meetings at once than seats"),
    "party.most": gettext_noop("More meetings than wanted at most"),
    "table.known": gettext_noop("The house has no such table"),
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
    "party.available": gettext_noop("Nobody meets while away."),
    "party.seats": gettext_noop("A party holds no more meetings at once than it has seats."),
    "party.most": gettext_noop("A party holds no more meetings than it wants at most."),
    "table.known": gettext_noop("A meeting is at a table of the house."),
    "table.free": gettext_noop("A table holds one meeting at once."),
    "table.available": gettext_noop("A table is used when it is there."),
    "table.zone": gettext_noop(
        "A meeting sits in the zone it asks for; a closed zone is for those."
    ),
    "table.equipment": gettext_noop("A table has what the meeting needs."),
    "table.fixed": gettext_noop("A meeting with a table of its own sits there."),
    "interpreter.given": gettext_noop("Who shares no language is given an interpreter."),
    "interpreter.spared": gettext_noop("Nobody interprets where there is no need."),
    "interpreter.known": gettext_noop("An interpreter is one of the team."),
    "interpreter.speaks": gettext_noop("An interpreter speaks with both parties."),
    "interpreter.available": gettext_noop("An interpreter works when present."),
    "interpreter.one_place": gettext_noop("An interpreter is in one meeting at once."),
    "interpreter.longest_run": gettext_noop("An interpreter has a pause after the longest run."),
    "party.fairness": gettext_noop("No two parties' breaks differ by more than is allowed."),
}

# The parts of a score, by name.
PARTS = {
    "must_missing": gettext_noop("musts not placed"),
    "weight": gettext_noop("weight placed"),
    "breaks": gettext_noop("breaks"),
    "least_missing": gettext_noop("meetings owed and not placed"),
    "unfairness": gettext_noop("most breaks of a party less the fewest"),
    "table_moves": gettext_noop("table moves"),
    "walks": gettext_noop("walks to another zone"),
    "handovers": gettext_noop("interpreters changing hands"),
    "changes": gettext_noop("changes against the published plan"),
}

STATUS = {
    "optimal": gettext_noop(
        "Proved: no plan has fewer musts missing, more weight or fewer breaks."
    ),
    "feasible": gettext_noop("The best plan found; a better one is not ruled out."),
    "infeasible": gettext_noop(
        "Proved: no plan places every must. This one misses the fewest that were found."
    ),
    "unknown": gettext_noop(
        "The best plan found misses a must; whether it has to is not known. Allow more time with"
        " --seconds."
    ),
}


def bad_problem(file: str, error: BadProblem) -> str:
    """Say what is wrong with a file, where, and how to mend it."""
    return _("%(file)s: %(path)s: %(what)s") % {
        "file": file,
        "path": error.path,
        "what": _(WRONG[error.code]) % error.detail,
    }


def violation(found: Violation) -> str:
    """Say which rule a plan breaks, and where."""
    where = _("%(rule)s: %(who)s") if found.slot is None else _("%(rule)s: %(who)s, slot %(slot)s")
    return where % {
        "rule": _(BROKEN[found.rule]),
        "who": ", ".join(found.culprits),
        "slot": found.slot,
    }


def reason(found: Reason) -> str:
    """Say why not every must can be held: the rules in the way, and whom they concern."""
    rules = " ".join(_(RULES[rule]) for rule in found.rules)
    return _("In the way: %(rules)s This concerns: %(who)s.") % {
        "rules": rules,
        "who": ", ".join(found.culprits),
    }
