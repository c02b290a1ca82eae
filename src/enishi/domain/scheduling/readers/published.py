"""Reads the published instances of the business-to-business meeting scheduling problem (.dzn).

The problem and its format: Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy, Villaret, "Constraint
Solving Approaches to the Business-to-Business Meeting Scheduling Problem", JAIR 74, 2022. Every
meeting must be held; slots and ids count from 1; the gap at midday is no break between half-days.
"""

import re

from enishi.domain.scheduling.problem import BadProblem, Party, Problem, Request, Table, Wish

_COMMENT = re.compile(r"%[^\n]*")
_ASSIGNMENT = re.compile(r"\b([A-Za-z]\w*)\s*=\s*(.*?)\s*;", re.DOTALL)
_SET = re.compile(r"\{([^}]*)\}")
_NUMBER = re.compile(r"-?\d+")
_MORNING, _AFTERNOON, _ANY = 1, 2, 3


def read_published(text: str, *, name: str = "", fairness: int = 2) -> Problem:
    """Return the problem that a .dzn text states.

    Args:
        text: the text.
        name: what it is called.
        fairness: by how many breaks two participants may differ (2 in the paper unless said).

    Raises:
        BadProblem: it states none.
    """
    said = dict(_ASSIGNMENT.findall(_COMMENT.sub("", text)))
    participants, meetings, tables, slots, morning = (
        _number(said, key)
        for key in ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
    )
    asked = _numbers(said, "requested", 3 * meetings)
    forbidden = _sets(said, "forbidden", participants)
    fixed = _numbers(said, "fixed", meetings) if "fixed" in said else [0] * meetings
    before = _sets(said, "precedences", meetings) if "precedences" in said else [[]] * meetings
    requests = []
    for number in range(meetings):
        one, other, session = asked[3 * number : 3 * number + 3]
        path = f"requested[{number}]"
        if session not in (_MORNING, _AFTERNOON, _ANY):
            raise BadProblem(path, "session.unknown", session=session)
        if not 0 <= fixed[number] <= slots:
            raise BadProblem(f"fixed[{number}]", "slot.unknown", slot=fixed[number], slots=slots)
        allowed = {
            _MORNING: set(range(min(morning, slots))),
            _AFTERNOON: set(range(morning, slots)),
            _ANY: set(range(slots)),
        }[session]
        if fixed[number]:
            allowed &= {fixed[number] - 1}
        requests.append(
            Request(
                id=str(number + 1),
                parties=(str(one), str(other)),
                wish=Wish.MUST,
                slots=frozenset(allowed) if len(allowed) < slots else None,
                after=frozenset(map(str, before[number])),
                interpreted=False,
            )
        )
    return Problem(
        name=name,
        slots=slots,
        tables=tuple(Table(str(number)) for number in range(tables)),
        parties=tuple(
            Party(str(number + 1), unavailable=frozenset(slot - 1 for slot in forbidden[number]))
            for number in range(participants)
        ),
        requests=tuple(requests),
        fairness=fairness,
    )


def _said(said: dict[str, str], key: str) -> str:
    if key not in said:
        raise BadProblem(key, "value.missing")
    return said[key]


def _number(said: dict[str, str], key: str) -> int:
    written = _said(said, key)
    if not _NUMBER.fullmatch(written) or int(written) < 0:
        raise BadProblem(key, "value.not_a_number", value=written)
    return int(written)


def _numbers(said: dict[str, str], key: str, wanted: int) -> list[int]:
    found = [int(number) for number in _NUMBER.findall(_said(said, key))]
    if len(found) != wanted:
        raise BadProblem(key, "list.length", found=len(found), wanted=wanted)
    return found


def _sets(said: dict[str, str], key: str, wanted: int) -> list[list[int]]:
    """Read sets of numbers from 1; 0 stands for nothing."""
    sets = [
        [value for number in _NUMBER.findall(each) if (value := int(number))]
        for each in _SET.findall(_said(said, key))
    ]
    if len(sets) != wanted:
        raise BadProblem(key, "list.length", found=len(sets), wanted=wanted)
    return sets
