"""Reads of the press that have a name."""

from enishi.apps.press.queries.reports import (
    alike,
    confirmed,
    desk,
    feeds,
    reviewed,
    told,
    told_of,
    waiting,
)
from enishi.apps.press.queries.standing import Beside, Standing, standing_of

__all__ = [
    "Beside",
    "Standing",
    "alike",
    "confirmed",
    "desk",
    "feeds",
    "reviewed",
    "standing_of",
    "told",
    "told_of",
    "waiting",
]
