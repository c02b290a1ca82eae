"""A plan as a picture: problem and plan in, what is drawn and said out."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from enishi.domain.drawings import MeetingGroup, MeetingPlan, MeetingRow, MeetingWords, Met
from enishi.domain.scheduling import Meeting, Plan, Problem, Wish, score, stand_ins


def picture_of(problem: Problem, plan: Plan, chosen: Sequence[str] = ()) -> MeetingPlan:
    """Return what a picture of a plan shows.

    Args:
        problem: the problem.
        plan: a plan that breaks no rule.
        chosen: ids of the parties to show, in their order; none: all who meet, by first meeting,
            and the interpreters.
    """
    rows = _Rows(problem, plan)
    found = score(problem, plan)
    shown = list(chosen) or rows.parties_in_order()
    used = Counter(meeting.slot for meeting in plan.meetings)
    return MeetingPlan(
        title=_("Meeting plan %(name)s") % {"name": problem.name},
        description=_(
            "%(placed)s of %(asked)s requests placed; musts not placed %(missing)s, weight"
            " %(weight)s, breaks %(breaks)s."
        )
        % {
            "placed": len(plan.placed),
            "asked": len(problem.requests),
            "missing": found.must_missing,
            "weight": found.weight,
            "breaks": found.breaks,
        },
        slots=[str(slot) for slot in range(problem.slots)],
        half_days=problem.half_days,
        zones=rows.zones,
        groups=(
            MeetingGroup(
                _("Parties"),
                [rows.party(key) for key in shown],
                _("%(shown)s of %(all)s") % {"shown": len(shown), "all": len(problem.parties)},
            ),
            MeetingGroup(
                _("Interpreters"),
                [] if chosen else [rows.interpreter(each.id) for each in problem.interpreters],
            ),
        ),
        tables=[
            (used[slot], sum(slot not in table.unavailable for table in problem.tables))
            for slot in range(problem.slots)
        ],
        words=MeetingWords(
            must=_("must be held"),
            interpreted=_("with an interpreter"),
            wait=_("waits between meetings"),
            away=_("away"),
            meetings=_("meetings"),
            waits=_("breaks"),
            tables=_("Tables in use"),
        ),
    )


class _Rows:
    """The rows of a picture: who meets, and who interprets."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self._stand_ins = stand_ins(problem, plan)
        self.zones = list(dict.fromkeys(table.zone for table in problem.tables))
        self._of_party: dict[str, list[Meeting]] = defaultdict(list)
        self._of_interpreter: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in sorted(plan.meetings, key=lambda m: (m.slot, m.request)):
            for key in problem.request[meeting.request].parties:
                self._of_party[key].append(meeting)
            self._of_interpreter[meeting.interpreter].append(meeting)

    def parties_in_order(self) -> list[str]:
        """Return who meets, by first and last meeting; of those alike who meets more."""

        def order(key: str) -> tuple[int, int, int]:
            meetings = self._of_party[key]
            return meetings[0].slot, meetings[-1].slot, -len(meetings)

        return sorted(self._of_party, key=order)

    def party(self, key: str) -> MeetingRow:
        """Return the row of a party; what it holds at once stands in lanes."""
        party, meetings = self.problem.party[key], self._of_party[key]
        at: Counter[int] = Counter()
        met = []
        for meeting in meetings:
            one, other = self.problem.request[meeting.request].parties
            met.append(self._met(meeting, other if one == key else one, at[meeting.slot]))
            at[meeting.slot] += 1
        lanes = max(at.values(), default=1)
        return MeetingRow(key, met, party.unavailable, self._waits(set(at)), lanes)

    def interpreter(self, key: str) -> MeetingRow:
        """Return the row of an interpreter, with the tables."""
        met = [self._met(meeting, meeting.table) for meeting in self._of_interpreter[key]]
        return MeetingRow(key, met, self.problem.interpreter[key].unavailable)

    def _met(self, meeting: Meeting, text: str, lane: int = 0) -> Met:
        request = self.problem.request[meeting.request]
        deputies = self._stand_ins.get(request.id, {})
        names = [f"{key} ({deputies[key]})" if key in deputies else key for key in request.parties]
        held = {"slot": meeting.slot, "parties": " × ".join(names)}
        held |= {"table": meeting.table, "interpreter": meeting.interpreter}
        label = _("slot %(slot)s, table %(table)s: %(parties)s")
        if meeting.interpreter:
            label = _("slot %(slot)s, table %(table)s: %(parties)s, with %(interpreter)s")
        return Met(
            slot=meeting.slot,
            zone=self.zones.index(self.problem.table[meeting.table].zone),
            text=text,
            label=label % held,
            lane=lane,
            must=request.wish is Wish.MUST,
            interpreted=bool(meeting.interpreter),
        )

    def _waits(self, slots: set[int]) -> list[tuple[int, int]]:
        return [
            (before + 1, after - 1)
            for half_day in self.problem.half_days
            for before, after in pairwise(sorted(slots.intersection(half_day)))
            if after - before > 1
        ]
