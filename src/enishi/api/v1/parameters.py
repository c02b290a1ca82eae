"""What a request may ask for: the parameters that several addresses share."""

import datetime
import re
from typing import Annotated, Any

from ninja import Field, Path, Schema
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from enishi.api.answers import MOST_ROWS, PAGE_SIZE
from enishi.apps.forum.models import Event
from enishi.domain.register import DOMAINS

_FORM = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: Any) -> Any:
    # Left to itself pydantic takes "0" for the first day of 1970.
    if isinstance(value, str):
        try:
            if _FORM.fullmatch(value):
                return datetime.date.fromisoformat(value)
        except ValueError:
            pass
        raise ValueError(f"“{value}” is not a day. Write it as 2025-11-25.")
    return value


def _domain(value: str) -> str:
    if value not in DOMAINS:
        raise ValueError(f"“{value}” is no domain. Use one of: {', '.join(DOMAINS)}.")
    return value


Day = Annotated[
    datetime.date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "example": "2025-11-25"}),
]
Domain = Annotated[
    str, AfterValidator(_domain), WithJsonSchema({"type": "string", "enum": list(DOMAINS)})
]
# The framework files enumerations by their bare name, and there is a kind of place already.
KindOfEvent = Annotated[
    Event.Kind, WithJsonSchema({"type": "string", "enum": list(Event.Kind.values)})
]
_CODE = "An ISO 3166-2 code, a JIS code or a unit id."
PlaceCode = Annotated[str, Path(description=_CODE, example="VN-SG")]
PartnerCode = Annotated[str, Path(description=_CODE, example="JP-27")]


class Paging(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, description="The page, from 1.", json_schema_extra={"example": 1})
    page_size: int = Field(
        PAGE_SIZE,
        ge=1,
        le=MOST_ROWS,
        description=f"Rows on a page, {MOST_ROWS} at most.",
        json_schema_extra={"example": 20},
    )


class OnDay(Schema):
    """The day an answer speaks of."""

    on: Day | None = Field(
        None,
        description="The day the answer speaks of; today where none is given.",
        json_schema_extra={"example": "2025-11-25"},
    )


class OfPlace(Schema):
    """The place or the two places a list is about."""

    place: str | None = Field(
        None,
        min_length=1,
        max_length=40,
        description=f"Of this place and all units it is heir to. {_CODE}",
        json_schema_extra={"example": "VN-SG"},
    )


class OfPair(OfPlace):
    """The place or the two places a list is about."""

    partner: str | None = Field(
        None,
        alias="with",
        min_length=1,
        max_length=40,
        description=f"With this place, likewise. {_CODE}",
        json_schema_extra={"example": "JP-27"},
    )
