"""The catalogues of translations: drawn from code and templates, checked, and compiled.

Extraction is Django's own reading of templates and Babel's of Python, so no gettext programs are
needed on the machine.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
TRANSLATED = ("fr", "ja", "vi")  # English is the language of the sources

# As Django's own catalogues declare them: another rule for the same language would be mixed up.
_PLURALS = {
    "fr": "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;",
    "ja": "nplurals=1; plural=0;",
    "vi": "nplurals=1; plural=0;",
}
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def path_of(language: str) -> Path:
    """Return where the catalogue of a language is."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _sources() -> Iterator[tuple[str, str]]:
    """Yield every file that may hold text, as Python source, with its name."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted(
        [*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")]
    ):
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # What is left of the markup is indented at random, which no Python reader accepts.
        lines = "\n".join(line.lstrip() for line in source.split("\n"))
        yield path.relative_to(PACKAGE).as_posix(), lines


def drawn() -> Catalog:
    """Return the catalogue of all texts in code and templates, without translations."""
    catalog = Catalog(charset="utf-8")
    for name, source in _sources():
        for _line, message, comments, context in extract(
            "python", io.BytesIO(source.encode()), _KEYWORDS, ("Translators:",)
        ):
            if message and (not isinstance(message, tuple) or message[0]):
                catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalog


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it is on disk."""
    path = path_of(language)
    content = path.read_bytes() if path.exists() else b""
    return read_po(io.BytesIO(content or _header(language)), locale=language)


def _header(language: str) -> bytes:
    """Return the head of a catalogue: what its readers need, and no day, so that it never changes."""
    fields = {
        "Project-Id-Version": "Enishi",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _PLURALS[language],
    }
    told = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{told}\n'.encode()


def update(language: str) -> None:
    """Bring a catalogue up to date: new texts come in empty, old ones go."""
    fresh, held = drawn(), read(language)
    result = Catalog(locale=language, charset="utf-8")
    result.mime_headers = [("Plural-Forms", _PLURALS[language])]
    for message in fresh:
        if not message.id:
            continue
        old = held.get(message.id, context=message.context)
        result.add(
            message.id,
            old.string if old else None,
            sorted(set(message.locations)),
            auto_comments=message.auto_comments,
            context=message.context,
        )
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(_header(language))
        write_po(file, result, width=99, sort_output=True, omit_header=True, include_lineno=False)


def compile_all() -> None:
    """Write the compiled catalogues that Django reads, where the text is newer."""
    for language in TRANSLATED:
        path = path_of(language)
        target = path.with_suffix(".mo")
        if not path.exists():
            continue
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        with target.open("wb") as file:
            write_mo(file, read(language))


def problems() -> list[str]:
    """Return what is wrong with the catalogues: one line each, nothing if all is well."""
    found = []
    fresh = {(message.context, message.id): message for message in drawn() if message.id}
    for language in TRANSLATED:
        held = {(m.context, m.id): m for m in read(language) if m.id}
        for key, message in fresh.items():
            if key not in held:
                found.append(f"{language}: not in the catalogue: {_first(message)!r}")
            else:
                found += [f"{language}: {what}" for what in _wrong(held[key])]
        found += [
            f"{language}: no longer in the sources: {_first(m)!r}"
            for key, m in held.items()
            if key not in fresh
        ]
    return found


def _first(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else str(message.id)


def _wrong(message: Message) -> Iterator[str]:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    if message.fuzzy:
        yield f"marked as uncertain: {_first(message)!r}"
    if not all(texts):
        yield f"not translated: {_first(message)!r}"
        return
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = {match.group() for text in ids for match in _PLACEHOLDER.finditer(str(text))}
    for text in texts:
        found = {match.group() for match in _PLACEHOLDER.finditer(str(text))}
        # A singular may spell its number out ("plus qu'un jour").
        if found != wanted and not (len(ids) > 1 and found < wanted):
            yield f"placeholders differ: {_first(message)!r} → {text!r}"
