"""Typed readers of `ENISHI_*` variables; each refuses a value it cannot mean."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    """Return a variable, or the content of the file that NAME_FILE names (for secrets)."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE: {error}") from error
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Return a variable that is yes or no."""
    value = text(name, "yes" if default else "no").casefold()
    if value in ("1", "yes", "true", "on"):
        return True
    if value in ("0", "no", "false", "off"):
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")


def words(name: str, default: str) -> list[str]:
    """Return a variable that is a list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(name: str, default: str) -> dict[str, object]:
    """Return Django's settings for a database address.

    `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgres://user:password@host:port/name`.
    """
    value = text(name, default)
    address = urlsplit(value)
    match address.scheme:
        case "sqlite":
            path = unquote(address.path).removeprefix("/")
            if not path:
                raise ImproperlyConfigured(f"{name} names no file: write sqlite:///var/enishi.db")
            file = Path(path).resolve()
            # SQLite makes the file, but not the folder it lies in.
            file.parent.mkdir(parents=True, exist_ok=True)
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": file,
                # Opening the file anew for each request costs more than most requests.
                "CONN_MAX_AGE": 60,
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": (
                        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                        "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
                    ),
                },
            }
        case "postgres" | "postgresql":
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(address.path).removeprefix("/"),
                "USER": unquote(address.username or ""),
                "PASSWORD": unquote(address.password or ""),
                "HOST": address.hostname or "",
                "PORT": str(address.port or ""),
                "CONN_MAX_AGE": 60,
                "CONN_HEALTH_CHECKS": True,
                "OPTIONS": dict(parse_qsl(address.query)),
            }
    raise ImproperlyConfigured(
        f"{name} must begin with sqlite:/// or postgres://, not {value.split(':')[0]!r}"
    )
