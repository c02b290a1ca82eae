"""The rules of a plan, in the order in which one would explain them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. No plan may break a hard one; of a soft one the less is broken, the better."""

    id: str
    hard: bool
    says: str


RULES = (
    Rule("request.known", True, "A meeting is one that was asked for."),
    Rule("request.once", True, "A request is placed once."),
    Rule("request.never", True, "A meeting that was refused is not placed."),
    Rule("slot.known", True, "A meeting is in a slot of the programme."),
    Rule("request.slots", True, "A meeting is in one of the slots it may take."),
    Rule("request.after", True, "A meeting comes later than those it is to follow."),
    Rule("request.in_person", True, "A meeting in person is held while both parties are there."),
    Rule("party.available", True, "Nobody meets while away, unless a substitute is there."),
    Rule("party.substituted", True, "Who is away has a substitute for each meeting."),
    Rule("party.seats", True, "A party holds no more meetings at once than it has seats."),
    Rule("party.most", True, "A party holds no more meetings than it wants at most."),
    Rule("table.known", True, "A meeting is at a table of the venue."),
    Rule("table.free", True, "A table holds one meeting at a time."),
    Rule("table.available", True, "A table is used only while it is there."),
    Rule(
        "table.zone",
        True,
        "A meeting sits in the zone it asks for; a closed zone is only for meetings that do.",
    ),
    Rule("table.equipment", True, "A table has what the meeting needs."),
    Rule("table.fixed", True, "A meeting with a table of its own sits there."),
    Rule("interpreter.given", True, "Parties that share no language are given an interpreter."),
    Rule("interpreter.spared", True, "A meeting that needs no interpreter is given none."),
    Rule("interpreter.known", True, "An interpreter is one of the team."),
    Rule("interpreter.speaks", True, "An interpreter speaks with both parties."),
    Rule("interpreter.available", True, "An interpreter works only when present."),
    Rule("interpreter.one_place", True, "An interpreter is in one meeting at a time."),
    Rule("interpreter.longest_run", True, "An interpreter has a pause after the longest run."),
    Rule("party.fairness", True, "No two parties' breaks differ by more than is allowed."),
    Rule("must_missing", False, "Requests that must be placed, and are not."),
    Rule("weight", False, "The weight of what is placed."),
    Rule("breaks", False, "Idle stretches between two meetings of a party in one half-day."),
    Rule("least_missing", False, "Meetings that parties are short of the least they are owed."),
    Rule("unfairness", False, "The most breaks of a party less the fewest of another."),
    Rule("stand_ins", False, "Meetings that a substitute holds."),
    Rule("table_moves", False, "Changes of table between neighbouring slots."),
    Rule("walks", False, "Changes of zone between neighbouring slots."),
    Rule("handovers", False, "Interpreters who go from one party to another between two slots."),
    Rule("changes", False, "Meetings that stand otherwise in the plan that was published."),
)
HARD = tuple(rule for rule in RULES if rule.hard)
