"""A real server on a fresh database, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """A server on the real register, started as `make run` starts it: its address and settings."""
    folder = tmp_path_factory.mktemp("site")
    environment = os.environ | {
        "ENISHI_DATABASE": f"sqlite:///{folder}/enishi.db",
        "ENISHI_VAR": str(folder),
        "ENISHI_STEWARD_PASSWORD": "a-steward-of-the-journeys",
    }
    enishi = [sys.executable, "-m", "enishi"]
    for command in (["prepare"], ["steward", "steward@example.org"]):
        subprocess.run([*enishi, *command], env=environment, check=True, capture_output=True)
    port = _free_port()
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*enishi, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, server, folder / "server.log")
            yield address, environment
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def site(served: tuple[str, dict[str, str]]) -> str:
    """The address of the server."""
    return served[0]


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(150):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/en/", timeout=2).close()  # noqa: S310  # our own
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not answer:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser of this machine."""
    names = (os.environ.get("ENISHI_CHROMIUM", ""), *_BROWSERS)
    program = next((found for name in names if name and (found := shutil.which(name))), None)
    assert program, "no Chromium on this machine: scripts/machine.sh says what to do"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=[True, False], ids=["javascript", "no javascript"])
def page(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a fresh visitor, who must see no error and load nothing from elsewhere."""
    context = browser.new_context(base_url=site, java_script_enabled=request.param)
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    page.on("request", lambda r: trouble.append(r.url) if not r.url.startswith(site) else None)
    yield page
    context.close()
    assert trouble == []
