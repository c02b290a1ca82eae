"""Reads what changed since a plan was published, from our own JSON form.

`{"now": 5, "parties": [{"id": "Huế", "slots": [5, 6]}], "tables": [{"id": "hall"}],
"interpreters": [{"id": "ja-vi1", "slots": [7]}], "requests": [{…}], "withdrawn": ["m4"]}`; who is
named without slots is away from now on. A request is stated as in a problem.
"""

from enishi.domain.scheduling.changes import Change
from enishi.domain.scheduling.problem import BadProblem, Problem
from enishi.domain.scheduling.readers.documents import Part, name_of, request_of


def read_change(document: object, problem: Problem) -> Change:
    """Return the change of a problem that a JSON document states.

    Raises:
        BadProblem: it states none; the path leads to what is wrong.
    """
    whole = Part("", document, "now parties tables interpreters requests withdrawn")
    plain = [table.id for table in problem.tables] == list(map(str, range(len(problem.tables))))
    return Change(
        now=whole.number("now", 0),
        parties=_away(whole, "parties"),
        tables=_away(whole, "tables"),
        interpreters=_away(whole, "interpreters"),
        requests=tuple(request_of(*item, plain=plain) for item in whole.items("requests")),
        withdrawn=whole.words("withdrawn"),
    )


def _away(whole: Part, name: str) -> dict[str, frozenset[int] | None]:
    away: dict[str, frozenset[int] | None] = {}
    for path, item in whole.items(name):
        part = Part(path, item, "id slots")
        key = name_of(part.path("id"), part.get("id"))
        if key in away:
            raise BadProblem(part.path("id"), "id.twice", id=key)
        away[key] = None if part.get("slots") is None else part.numbers("slots")
    return away
