"""The real register laid out as the pictures need it, once for all tests."""

import pytest

from enishi.domain.drawings import MIDDLE, TALL, WIDE, Atlas, Layout, read_atlas
from tests.domain.drawings.real_register import DATA, Register, laid


@pytest.fixture(scope="session")
def facts() -> Register:
    return Register.read()


@pytest.fixture(scope="session")
def atlases() -> dict[str, Atlas]:
    return {
        country: read_atlas((DATA / "maps" / f"{country.lower()}.topo.json").read_text("utf-8"))
        for country in ("VN", "JP")
    }


@pytest.fixture(scope="session")
def wide(facts: Register, atlases: dict[str, Atlas]) -> Layout:
    return laid(WIDE, facts, atlases)


@pytest.fixture(scope="session")
def middle(facts: Register, atlases: dict[str, Atlas]) -> Layout:
    return laid(MIDDLE, facts, atlases)


@pytest.fixture(scope="session")
def tall(facts: Register, atlases: dict[str, Atlas]) -> Layout:
    return laid(TALL, facts, atlases)


@pytest.fixture(params=["wide", "middle", "tall"])
def layout(request: pytest.FixtureRequest) -> Layout:
    found: Layout = request.getfixturevalue(request.param)
    return found
