"""What every page needs to know."""

from typing import Any

from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Give templates what the frame of a page shows."""
    return {}
