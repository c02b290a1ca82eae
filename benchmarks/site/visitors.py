"""What visitors ask for, for locust; run by `benchmarks.site.run`.

The file VISITS says what is asked for, and whether each asks for a day of its own, so that no page
has been made before. A visitor reads for half a second to a second and a half between two pages.
"""

import datetime
import json
import os
from itertools import count
from pathlib import Path
from random import Random

from locust import HttpUser, between, task

DRAWN = json.loads(Path(os.environ["VISITS"]).read_text("utf-8"))
LANGUAGES = "en", "fr", "ja", "vi"
_number = count()
_random = Random(57)


class Visitor(HttpUser):
    """Somebody who looks around the public site."""

    wait_time = between(0.5, 1.5)

    def ask(self, name: str, path: str, **query: str) -> None:
        """Ask for a page in one of the four languages."""
        if DRAWN["fresh"]:
            day = datetime.date(2025, 11, 25) - datetime.timedelta(days=next(_number) % 9000)
            query["on"] = day.isoformat()
        address = f"/{_random.choice(LANGUAGES)}{path}"
        self.client.get(address, params=query, name=name)

    @task(2)
    def home(self) -> None:
        """Open the first page."""
        self.ask("home", "/")

    @task(3)
    def place(self) -> None:
        """Open a place."""
        self.ask("place", f"/places/{_random.choice(DRAWN['units'])}/")

    @task(2)
    def list(self) -> None:
        """Open a list of agreements."""
        self.ask("list", "/agreements/", domain=_random.choice(DRAWN["domains"]))

    @task(3)
    def search(self) -> None:
        """Search for a name."""
        self.ask("search", "/search/", q=_random.choice(DRAWN["names"]))
