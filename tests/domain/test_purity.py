"""The ground floor is pure: it is imported and exercised where importing Django fails."""

import subprocess
import sys

FORBIDDEN = ("django", "psycopg", "sqlite3", "ninja", "enishi.apps", "enishi.web", "enishi.api")

_BLOCK = f"""
import importlib.abc
import pkgutil
import sys

class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if any(name == floor or name.startswith(floor + ".") for floor in {FORBIDDEN!r}):
            raise ImportError(f"the ground floor imports {{name}}")

sys.meta_path.insert(0, Blocker())
"""

_EXERCISE = """
import datetime
import enishi.domain

modules = [
    found.name for found in pkgutil.walk_packages(enishi.domain.__path__, "enishi.domain.")
]
for name in modules:
    importlib.import_module(name)

from enishi.domain import access, indicators, places, register, text
from enishi.domain.formats import sheets

day = datetime.date(2025, 7, 1)
one = places.Unit("A", "VN", places.Level.FIRST, places.Kind.PROVINCE)
timeline = places.Timeline([one], [])
signed = text.PartialDate.day(day)
agreement = register.Agreement("A1", register.AgreementKind.MEMORANDUM, signed, ())
figure = indicators.Figure("F1", "A", "vn_residents", None, indicators.Wording.EXACT, None)
rows = sheets.read_sheet("a.csv", b"id\\nx\\n", [sheets.Column("id", sheets.text(5))], ["id"])
answers = [
    text.fold("Đà Nẵng"),
    [heir.unit.id for heir in timeline.heirs("A", day)],
    register.count([(agreement, register.life_of(agreement, []))], {}, day)["agreements_signed"],
    indicators.conflicts([figure]),
    [str(scope) for scope in access.scope_of("pages.read", frozenset({"visitor"}))],
    [row.values for row in rows],
]
assert answers == ["danang", ["A"], 1, [], ["yes"], [{"id": "x"}]], answers
print("\\n".join(modules))
"""


def _run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # our own interpreter and our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )


def test_the_ground_floor_works_where_django_cannot_be_imported() -> None:
    done = _run(_BLOCK + _EXERCISE)
    assert (done.returncode, done.stderr) == (0, "")
    packages = {name.split(".")[2] for name in done.stdout.split()}
    assert packages >= {"access", "formats", "indicators", "places", "register", "text"}


def test_the_blocker_would_notice_an_import_of_django() -> None:
    done = _run(_BLOCK + "import django.db")
    assert done.stderr.splitlines()[-1] == "ImportError: the ground floor imports django"
