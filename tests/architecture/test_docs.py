"""The documents are true: what they name exists, and what exists is named."""

import re
from pathlib import Path

from django.core.management import get_commands

from enishi.bulk.command import VERBS
from enishi.project import reference

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "enishi"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    code = [*SOURCE.rglob("*.py"), *(ROOT / "scripts").iterdir(), *(ROOT / "tests").glob("*.py")]
    code += [*(ROOT / "benchmarks").rglob("*.py"), *(ROOT / "tests/journeys").rglob("*.py")]
    used = {
        name.removesuffix("_FILE")
        for path in code
        for name in re.findall(r"\bENISHI_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8"))
    }
    documented = set(re.findall(r"`(ENISHI_[A-Z_]+)`", text("docs/reference/settings.md")))
    assert documented == used


def test_every_command_of_ours_is_documented() -> None:
    ours = {name for name, app in get_commands().items() if str(app).startswith("enishi.")}
    documented = set(
        re.findall(r"^\| `enishi (\w+)", text("docs/reference/commands.md"), re.MULTILINE)
    )
    without_django = {verb.split()[0] for verb in VERBS}
    assert documented - {"migrate", "check", "db_worker"} == ours | without_django


def test_every_column_of_the_reference_files_is_documented() -> None:
    page = text("docs/reference/data.md")
    missing = [
        f"{sheet.file}: {field.column}"
        for sheet in reference.sheets()
        for field in sheet.fields
        if f"`{field.column}`" not in _section(page, sheet.file)
    ]
    assert missing == []


def _section(page: str, file: str) -> str:
    _, _, rest = page.partition(f"## `{file}`")
    return rest.split("\n## ")[0]


def test_every_path_that_a_document_names_exists() -> None:
    broken = []
    for page in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/glossary.md"):
        links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text(page))
        broken += [
            f"{page}: {link}" for link in links if not (ROOT / page).parent.joinpath(link).exists()
        ]
        for target in re.findall(
            r"`((?:domain|apps|web|api|project|data)/[\w/.]+?)/?`", text(page)
        ):
            place = SOURCE / target
            if not place.exists() and not place.with_suffix(".py").exists():
                name = place.name.partition(".")[0]
                module = place.parent / name
                if not (module.is_dir() or module.with_suffix(".py").exists()):
                    broken.append(f"{page}: {target}")
    assert broken == []


def test_every_decision_is_numbered_in_order() -> None:
    names = sorted(path.name for path in (ROOT / "docs/decisions").glob("*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_the_change_log_names_the_version() -> None:
    version = re.search(r'^version = "([\d.]+)"', text("pyproject.toml"), re.MULTILINE)
    assert version is not None
    assert f"## {version.group(1)}" in text("CHANGELOG.md")
