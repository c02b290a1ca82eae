"""What all tests share: the real register, loaded once into the test database."""

import os
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import translation
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

from enishi.apps.ledger.jobs import progress_nowhere
from enishi.project import reference
from enishi.web.remembering import forget

# How long an example takes is no matter of a test: machines are shared.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

LANGUAGES = ("en", "fr", "ja", "vi")
# What a page says does not depend on the database: on the second one, two languages are asked.
SECOND = os.environ.get("ENISHI_DATABASE", "").startswith("postgres")
ASKED = ("en", "ja") if SECOND else LANGUAGES


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Load the reference facts; each test undoes what it changes."""
    with django_db_blocker.unblock():
        reference.load_reference(reference.DATA, progress_nowhere)


@pytest.fixture
def register(db: None) -> None:
    """The real register."""


@pytest.fixture
def empty_register(db: None) -> None:
    """A register without a record."""
    # What refers goes before what is referred to: SQLite looks for the former at every row.
    tables = [
        f'"{model._meta.db_table}"'
        for config in apps.get_app_configs()
        for model in reversed([*config.get_models()])
        if model.__module__.startswith("enishi.apps")
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # rows deleted one by one are checked one by one
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
            return
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # a table of ours


@pytest.fixture(autouse=True)
def plain_passwords(settings: Any) -> None:
    """Hash passwords fast: their strength is not under test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Begin each test with nothing kept of another's records."""
    forget()


@pytest.fixture(autouse=True)
def no_language_left() -> None:
    """Begin each test in the language of the settings: a page asked for leaves its own behind."""
    translation.deactivate()
