"""The layout keeps its word: what each file may be called, hold and know."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "enishi"
# From top to bottom, as in ARCHITECTURE.md: an app may use those below it.
ORDER = (
    "search",
    "press",
    "followup",
    "forum",
    "partners",
    "register",
    "indicators",
    "parties",
    "places",
    "accounts",
    "words",
    "ledger",
)
FILES_OF_AN_APP = {
    "__init__",
    "models",
    "access",
    "queries",
    "bridge",
    "jobs",
    "tasks",
    "actions",
    "admin",
}
# Reads may fill a folder, split by noun.
FOLDERS_OF_AN_APP = {"management", "migrations", "queries", "templates", "__pycache__"}
LIMIT = 400


def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [path for path in (ROOT / name for name in names) if path.is_file()]


def modules() -> list[Path]:
    return [p for p in sorted(SOURCE.rglob("*.py")) if "migrations" not in p.parts]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_app_has_only_the_files_of_an_app() -> None:
    strangers = [
        f"{app.name}/{entry.name}"
        for app in sorted((SOURCE / "apps").iterdir())
        if app.is_dir() and app.name != "__pycache__"
        for entry in app.iterdir()
        if (entry.stem if entry.is_file() else entry.name)
        not in (FILES_OF_AN_APP if entry.is_file() else FOLDERS_OF_AN_APP)
    ]
    assert strangers == []


def test_relations_between_models_go_down_the_line_of_apps() -> None:
    upward = []
    for model in apps.get_models():
        own = model._meta.app_label
        if own not in ORDER:
            continue
        for field in model._meta.get_fields(include_hidden=True):
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            target = field.remote_field.model
            label = target._meta.app_label
            if label in ORDER and ORDER.index(label) < ORDER.index(own):
                upward.append(f"{model._meta.label}.{field.name} → {label}")
    assert upward == []


def test_the_first_floor_knows_no_request_template_or_address() -> None:
    banned = ("django.http", "django.shortcuts", "django.template", "django.urls", "ninja")
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        if "apps" in path.relative_to(SOURCE).parts[:1]
        for name in imports(path)
        if name.startswith(banned)
    ]
    assert found == []


def test_the_second_floor_opens_no_transaction_and_writes_no_model() -> None:
    banned = re.compile(
        r"\b(atomic|bulk_create|bulk_update|get_or_create|update_or_create)\b|\.save\(|\.delete\(|objects\.create\("
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules()
        if path.relative_to(SOURCE).parts[0] in ("web", "api")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if banned.search(line)
    ]
    assert found == []


def test_no_import_stands_inside_a_function_without_a_reason() -> None:
    found = []
    for path in modules():
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.FunctionDef):
                found += [
                    f"{path.relative_to(ROOT)}:{inner.lineno}"
                    for inner in ast.walk(node)
                    if isinstance(inner, ast.Import | ast.ImportFrom)
                    and "PLC0415" not in lines[inner.lineno - 1]
                ]
    assert found == []


def test_no_module_outgrows_one_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): size
        for path in modules()
        if (size := len(path.read_text(encoding="utf-8").splitlines())) > LIMIT
    }
    assert long == {}


def test_no_drawer_without_a_name() -> None:
    drawer = re.compile(r"(^|/)(utils?|common|helpers?|misc|core)(\.py|/)")
    names = [str(path.relative_to(ROOT)) for path in tracked()]
    assert [name for name in names if drawer.search(name)] == []


def test_every_exception_to_a_rule_says_why() -> None:
    bare = re.compile(r"#\s*(noqa(:[ A-Z0-9,]+)?|type:\s*ignore(\[[\w\-,]+\])?)\s*$")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix == ".py" and "migrations" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(r"\b(TO" r"DO|FIX" r"ME|XX" r"X:)", id="unfinished work"),
        pytest.param(r"(?<![\w.])/(home|work|farm|root)/", id="a path of one machine"),
        pytest.param(r"(pypi\.org|pythonhosted|registry\.npmjs)", id="the host of a registry"),
        pytest.param(r"(cdn\.|unpkg|jsdelivr|googleapis)", id="something loaded from elsewhere"),
    ],
)
def test_no_file_holds(words: str) -> None:
    pattern = re.compile(words)
    text = {".py", ".md", ".toml", ".html", ".css", ".js", ".sh", ".txt", ".po", ""}
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix in text and path != Path(__file__) and "data" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []
