"""Feeds: read politely, never from a private network, each report once."""

import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from enishi.apps import fetching
from enishi.apps.fetching import Fetched, NotFetched, fetch, is_public
from enishi.apps.press import actions, jobs
from enishi.apps.press.models import Outlet, Report
from tests import press_reports as texts

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>An outlet</title>
<item><title>One</title><link>/one</link><pubDate>Thu, 13 Mar 2031 08:00:00 GMT</pubDate></item>
<item><title>Two</title><link>https://outlet.example/secret/two</link></item>
<item><title>Three</title><link>https://outlet.example/gone</link></item>
<item><title>Four</title><link>http://[broken/</link></item>
<item><title>Five, without a link</title></item>
</channel></rss>"""
PAGE = f"<!doctype html><html><head><title>Da Nang and Gunma</title></head><body><article>{''.join(f'<p>{line}</p>' for line in texts.TEXT.splitlines() if line and '<b>' not in line)}</article></body></html>"


class Site:
    """What the hosts of a test answer, and what they were asked."""

    def __init__(self, **pages: tuple[int, str]) -> None:
        self.asked: list[str] = []
        self.pages = {
            "robots.txt": (200, "User-agent: *\nDisallow: /secret/\n"),
            "feed": (200, FEED),
            "one": (200, PAGE),
        } | pages

    def __call__(self, address: str, **_asked: Any) -> Fetched:
        self.asked.append(address)
        name = address.removeprefix("https://outlet.example/")
        status, content = self.pages.get(name, (404, ""))
        return Fetched(address, status, {"etag": '"1"'}, content.encode())


@pytest.fixture
def outlet(db: None) -> Outlet:
    return Outlet.objects.create(name="An outlet", feed="https://outlet.example/feed")


def test_a_feed_brings_its_reports_in_once(outlet: Outlet) -> None:
    site = Site()
    read = jobs.read_feed(outlet.pk, get=site)
    assert read == jobs.FeedRead(brought=1, known=0, refused=3)
    report = Report.objects.get()
    assert (report.way, report.outlet, report.published_on) == ("feed", outlet, "2031-03-13")
    assert [address.url for address in report.addresses.all()] == ["https://outlet.example/one"]
    assert "https://outlet.example/secret/two" not in site.asked
    again = jobs.read_feed(outlet.pk, get=site)
    assert again == jobs.FeedRead(brought=0, known=1, refused=3)
    assert site.asked.count("https://outlet.example/one") == 1


@pytest.mark.parametrize(
    ("pages", "trouble"),
    [
        ({"robots.txt": (200, "User-agent: *\nDisallow: /")}, "fetch.robots"),
        ({"robots.txt": (503, "")}, "fetch.robots"),
        ({"feed": (404, "")}, "fetch.refused"),
        ({"feed": (200, "no feed at all")}, "fetch.no_feed"),
    ],
)
def test_what_went_wrong_is_kept_beside_the_feed(
    outlet: Outlet, pages: dict[str, tuple[int, str]], trouble: str
) -> None:
    assert jobs.read_feed(outlet.pk, get=Site(**pages)).trouble == trouble
    outlet.refresh_from_db()
    assert outlet.trouble == trouble
    assert outlet.read_at is not None


def test_time_runs_out_between_two_reports(outlet: Outlet) -> None:
    times = iter([0.0, 1e9, 1e9, 1e9])
    read = jobs.read_feed(outlet.pk, get=Site(), clock=lambda: next(times))
    assert read == jobs.FeedRead()


@pytest.mark.django_db
def test_a_feed_is_followed_once_and_read_by_the_worker(
    django_capture_on_commit_callbacks: Any,
) -> None:
    from django_tasks_db.models import DBTaskResult

    with django_capture_on_commit_callbacks(execute=True):
        outlet = actions.follow_feed(name="An outlet", feed="https://outlet.example/f", by="a test")
    (waiting,) = DBTaskResult.objects.all()
    assert waiting.args_kwargs["args"] == [outlet.pk]
    with pytest.raises(actions.KnownFeed):
        actions.follow_feed(name="The same", feed="https://outlet.example/f", by="a test")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("ftp://example.org/", "fetch.wrong_scheme"),
        ("file:///etc/passwd", "fetch.wrong_scheme"),
        ("https://user@example.org/", "fetch.wrong_address"),
        ("https:///nowhere", "fetch.wrong_address"),
        ("https://example.org:22/", "fetch.wrong_port"),
        ("http://127.0.0.1/", "fetch.private_network"),
        ("http://[::1]/", "fetch.private_network"),
        ("http://169.254.169.254/latest/meta-data/", "fetch.private_network"),
        ("http://0x7f000001/", "fetch.private_network"),
        ("http://localhost/", "fetch.private_network"),
    ],
)
def test_only_public_hosts_of_the_web_are_asked(address: str, code: str) -> None:
    with pytest.raises(NotFetched) as refused:
        fetch(address, most=1000, seconds=5)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  # refused, not bound
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_are_public(address: str, *, public: bool) -> None:
    assert is_public(address) is public


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "http://private.example/")
            self.end_headers()
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.headers["Host"].encode() + b" " + b"x" * 5000)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=served.serve_forever)
    thread.start()
    # The one port of the test is let through; which ports may be asked is tested above.
    monkeypatch.setitem(fetching._PORTS, "http", served.server_port)
    yield served.server_port
    served.shutdown()
    thread.join()
    served.server_close()


def _resolve(host: str, _port: int) -> list[str]:
    return ["10.0.0.1"] if host == "private.example" else ["127.0.0.1"]


def _only_ours(address: str) -> bool:
    return address == "127.0.0.1"


def test_the_connection_goes_to_the_address_that_was_checked(server: int) -> None:
    answer = fetch("http://public.example/", most=6000, resolve=_resolve, allowed=_only_ours)
    assert (answer.status, answer.content[:14]) == (200, b"public.example")


@pytest.mark.parametrize(
    ("path", "most", "code"),
    [
        ("/inside", 6000, "fetch.private_network"),
        ("/round", 6000, "fetch.too_many_redirects"),
        ("/", 1000, "fetch.too_large"),
    ],
)
def test_redirections_and_sizes_are_limited(server: int, path: str, most: int, code: str) -> None:
    address = f"http://public.example{path}"
    with pytest.raises(NotFetched) as refused:
        fetch(address, most=most, resolve=_resolve, allowed=_only_ours)
    assert refused.value.code == code
