"""What a steward keeps goes through an action: written down, and followed by what derives from it."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from enishi.apps.ledger.models import Entry, Source
from enishi.apps.parties.models import Office
from enishi.apps.places.models import Unit
from enishi.apps.register.models import Agreement, BondSpan

pytestmark = pytest.mark.usefixtures("register")


class Form(HTMLParser):
    """Collects what a form holds, as a browser would send it."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, str] = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        name = attributes.get("name", "")
        match tag, attributes.get("type"):
            case "input", "checkbox":
                if "checked" in attributes:
                    self.data[name] = "on"
            case "input", "submit":
                pass
            case "input", _:
                self.data[name] = attributes.get("value", "")
            case "select", _:
                self._select = name
            case "option", _:
                if self._select and "selected" in attributes:
                    self.data[self._select] = attributes.get("value", "")
            case "textarea", _:
                self._area, self.data[name] = name, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.data[self._area] += data.removeprefix("\n")


def keep(client: Client, path: str, **changed: str) -> int:
    """Open a form of the desk, change some of it, save it; return the answer's status."""
    address = f"/steward/{path}"
    form = Form()
    form.feed(client.get(address).content.decode())
    return client.post(address, form.data | changed).status_code


def entry() -> Entry:
    (written,) = Entry.objects.exclude(verb="appoint_steward")
    return written


@pytest.mark.parametrize(
    "path",
    [
        "",
        "ledger/source/",
        "places/unit/?q=quang",
        "places/unit/VN79-2025/change/",
        "register/agreement/?q=Yamaguchi",
        "register/agreement/A074/change/",
        "register/agreement/add/",
        "register/party/",
        "indicators/observation/F001/change/",
        "forum/event/E01/change/",
        "parties/office/",
        "parties/office/add/",
        "autocomplete/?app_label=places&model_name=unit&field_name=parent&term=quang",
    ],
)
def test_the_desk_opens(steward_client: Client, path: str) -> None:
    assert steward_client.get(f"/steward/{path}").status_code == 200


def test_a_correction_is_written_down_with_before_and_after(steward_client: Client) -> None:
    path = "register/agreement/A046/change/"
    assert keep(steward_client, path, term_months="36", summary_vi="Bản ghi nhớ") == 302
    written = entry()
    assert (written.verb, written.actor) == ("correct_agreement", "anna@example.org")
    assert (written.subject_type, written.subject_id) == ("register.agreement", "A046")
    assert written.changes["term_months"] == [None, 36]
    summary_before, summary_after = written.changes["summary"]
    assert summary_after["texts"] == {**summary_before["texts"], "vi": "Bản ghi nhớ"}
    assert sorted(written.changes) == ["summary", "term_months"]


def test_an_office_in_charge_is_recorded(steward_client: Client) -> None:
    path = "parties/office/add/"
    source = Source.objects.order_by("id")[0]
    given = {
        "key": "office",
        "unit": "JP35",
        "name_en": "International division",
        "name_original": "en",
    }
    assert keep(steward_client, path, **given, source=source.id) == 302
    written = entry()
    assert (written.verb, written.subject_id) == ("record_office", "office")
    office = Office.objects.get(key="office")
    assert (office.unit_id, office.name.in_language("en")[0]) == ("JP35", "International division")


def test_what_derives_from_an_agreement_follows_its_correction(steward_client: Client) -> None:
    keep(steward_client, "register/agreement/A046/change/", term_months="36")
    row = Agreement.objects.get(id="A046")
    assert str(row.term_ends) == "2022-11-25"


def test_saving_without_a_change_changes_nothing(steward_client: Client) -> None:
    assert keep(steward_client, "register/agreement/A074/change/") == 302
    assert entry().changes == {}


def test_a_new_agreement_makes_its_bond(steward_client: Client) -> None:
    assert not BondSpan.objects.filter(one="JP02", other="VN01-2025").exists()
    parties = {
        "parties-TOTAL_FORMS": "2",
        "parties-0-position": "1",
        "parties-0-unit": "VN01-2025",
        "parties-0-authority": "executive",
        "parties-1-position": "2",
        "parties-1-unit": "JP02",
        "parties-1-authority": "executive",
    }
    status = keep(
        steward_client,
        "register/agreement/add/",
        id="A999",
        kind="memorandum",
        signed_on="2026-05",
        confidence="high",
        **parties,
        **{"domains-TOTAL_FORMS": "1", "domains-0-domain": "trade"},
        **{"evidence-TOTAL_FORMS": "1", "evidence-0-source": "s-4e7cf69ac5"},
    )
    assert status == 302
    assert entry().verb == "record_agreement"
    spans = BondSpan.objects.filter(one="JP02", other="VN01-2025")
    assert sorted((s.kind, str(s.since)) for s in spans) == [
        ("documented", "2026-05-31"),
        ("living", "2026-05-31"),
    ]
    assert steward_client.get("/en/agreements/A999/").status_code == 200


def test_a_unit_cannot_end_without_an_heir(steward_client: Client) -> None:
    path = "places/unit/VN79-2025/change/"
    assert keep(steward_client, path, valid_to="2026-01-01") == 200
    assert Unit.objects.get(id="VN79-2025").valid_to is None
    assert not Entry.objects.exclude(verb="appoint_steward").exists()


def test_a_unit_ends_together_with_its_succession_and_its_bonds_pass(
    steward_client: Client,
) -> None:
    status = keep(
        steward_client,
        "places/unit/VN75-2026/change/",
        valid_to="2026-10-31",
        **{
            "successions-TOTAL_FORMS": "1",
            "successions-0-target": "VN79-2025",
            "successions-0-on": "2026-11-01",
            "successions-0-relation": "merge",
            "successions-0-extent": "whole",
            "successions-0-act": "An act of a test",
        },
    )
    assert status == 302
    written = entry()
    assert written.changes["valid_to"] == [None, "2026-10-31"]
    assert written.changes["rows"][0]["row"] == "places.succession"


def test_a_figure_names_places_that_exist(steward_client: Client) -> None:
    path = "indicators/observation/F001/change/"
    assert keep(steward_client, path, subject="JP10+JP99") == 200
    assert keep(steward_client, path, value="57") == 302
    assert entry().changes == {"value": ["56.0000", "57"]}


@pytest.mark.parametrize(
    ("path", "changed", "verb"),
    [
        ("ledger/source/s-4e7cf69ac5/change/", {"publisher": "A newspaper"}, "record_source"),
        ("forum/event/E01/change/", {"name_vi": "Diễn đàn"}, "record_event"),
        ("places/unit/VN79-2025/change/", {"note": "checked"}, "record_unit"),
    ],
)
def test_every_record_is_kept_by_a_verb(
    steward_client: Client, path: str, changed: dict[str, str], verb: str
) -> None:
    assert keep(steward_client, path, **changed) == 302
    assert entry().verb == verb


@pytest.mark.parametrize("path", ["places/unit/VN79-2025", "register/agreement/A073"])
def test_nothing_is_deleted_at_the_desk(steward_client: Client, path: str) -> None:
    steward_client.post(f"/steward/{path}/delete/", {"post": "yes"})
    assert Unit.objects.filter(id="VN79-2025").exists()
    assert Agreement.objects.filter(id="A073").exists()
