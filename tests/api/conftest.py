"""Asking the API, and counting what an answer costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Ask = Callable[..., Any]


@pytest.fixture
def ask(client: Client, register: None) -> Ask:
    """Return the document at an address of the first version."""

    def answer(address: str, **parameters: Any) -> Any:
        response = client.get(f"/api/v1/{address}", parameters)
        assert response.status_code == 200, response.content.decode()
        assert response.headers["Content-Type"] == "application/json"
        return response.json()

    return answer
