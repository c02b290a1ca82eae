"""Deciding: into the register by its own actions, once, whole, with the report as source."""

from typing import Any

import pytest

from enishi.apps.accounts.models import User
from enishi.apps.forum.models import Event
from enishi.apps.indicators.models import Observation, ObservationPlace
from enishi.apps.ledger.models import Entry, Source
from enishi.apps.press import actions, bridge, queries
from enishi.apps.press.actions import AlreadyDecided
from enishi.apps.press.models import Finding, Report
from enishi.apps.register.models import Agreement, BondSpan, Evidence
from enishi.domain.press.files import Document
from enishi.domain.press.proposals import BadField, Kind, cells_of
from tests import press_reports as texts

pytestmark = pytest.mark.django_db


def brought(text: str, publisher: str = "Vietnam News Agency") -> Report:
    document = Document(text=text, publisher=publisher, address="https://example.org/report")
    return actions.bring_report(
        document=document, way=Report.Way.PASTE, by="a test", reader=texts.read
    ).report


def finding(report: Report, kind: str) -> Finding:
    return report.findings.get(kind=kind)


def cells(found: Finding, **changes: str) -> dict[str, str]:
    return cells_of(Kind(found.kind), found.proposed) | changes


def test_an_agreement_goes_into_the_register_with_all_that_follows(
    register: None, officer: User
) -> None:
    report = brought(texts.TEXT)
    before = Entry.objects.count()
    done = actions.accept_finding(finding_id=finding(report, "agreement").pk, by=officer)
    agreement = Agreement.objects.get(id=done.subject_id)
    assert (agreement.kind, str(agreement.signed_on)) == ("friendship", "2031-03-12")
    units = list(agreement.parties.order_by("position").values_list("unit", flat=True))
    assert units[1] == "JP10"
    assert [row.domain for row in agreement.domains.all()] == ["education"]
    (source,) = agreement.sources.all()
    assert (source.publisher, source.url) == ("Vietnam News Agency", "https://example.org/report")
    assert (str(source.published_on), source.language) == ("2031-03-13", "en")
    assert BondSpan.objects.filter(since="2031-03-12").exists()
    (entry,) = Entry.objects.order_by("-id")[: Entry.objects.count() - before]
    assert (entry.verb, entry.actor) == ("record_agreement", "officer@example.org")
    assert "press.finding" in {row["row"] for row in entry.changes["rows"]}
    assert {place.unit_id for place in done.places.all()} == set(units)


def test_an_event_and_a_figure_go_into_the_record(register: None, officer: User) -> None:
    report = brought(texts.TEXT)
    event = actions.accept_finding(finding_id=finding(report, "event").pk, by=officer)
    row = Event.objects.get(id=event.subject_id)
    (delegates,) = row.figures.all()
    assert (row.kind, delegates.measure, delegates.wording) == ("ceremony", "delegates", "about")
    assert delegates.value == 250
    assert row.source_id == delegates.source_id
    figure = actions.accept_finding(finding_id=finding(report, "figure").pk, by=officer)
    observation = Observation.objects.get(id=figure.subject_id)
    assert (observation.subject, observation.measure) == ("JP10", "vn_residents")
    assert observation.value == 17500
    assert ObservationPlace.objects.filter(observation=observation, unit="JP10").exists()


def test_what_the_register_holds_is_recognised_through_a_merger(
    register: None, officer: User
) -> None:
    report = brought(texts.OLD)
    found = finding(report, "agreement")
    standing = queries.standing_of(found, report)
    assert "A022" in [beside.key for beside in standing.equals]
    number = Agreement.objects.count()
    done = actions.accept_finding(finding_id=found.pk, by=officer)
    assert (done.subject_id, done.equalled, Agreement.objects.count()) == ("A022", True, number)
    report.refresh_from_db()
    assert report.state == "reviewed"
    assert Evidence.objects.filter(agreement="A022", source=report.source).exists()


def test_a_contradiction_is_told_with_both_values(register: None) -> None:
    report = brought(texts.OLD.replace("December 2014", "December 2015"))
    standing = queries.standing_of(finding(report, "agreement"), report)
    (against,) = [beside for beside in standing.contradicts if beside.key == "A022"]
    assert against.compared == [("signed_on", "2015-12", str(against.row.signed_on))]


def test_a_finding_is_decided_once(register: None, officer: User, steward: User) -> None:
    report = brought(texts.TEXT)
    found = finding(report, "agreement")
    actions.accept_finding(finding_id=found.pk, by=officer)
    number = Agreement.objects.count()
    with pytest.raises(AlreadyDecided):
        actions.accept_finding(finding_id=found.pk, by=steward)
    with pytest.raises(AlreadyDecided):
        actions.reject_finding(finding_id=found.pk, reason=Finding.Reason.OTHER, by=steward)
    assert Agreement.objects.count() == number


@pytest.mark.parametrize(
    ("kind", "changes", "code", "field"),
    [
        ("agreement", {"signed_on": ""}, "date.needed", "signed_on"),
        ("agreement", {"signed_on": "XXXX-03-12"}, "date.without_year", "signed_on"),
        ("agreement", {"signed_on": "2031-02-30"}, "field.not_a_date", "signed_on"),
        ("agreement", {"signed_on": "soon"}, "field.not_a_date", "signed_on"),
        ("agreement", {"vn_code": "VN-99"}, "place.unknown", "vn_code"),
        ("agreement", {"vn_code": "VN-57"}, "place.not_in_force", "vn_code"),
        ("agreement", {"vn_code": "JP-35"}, "place.same_country", "jp_code"),
        ("agreement", {"kind": "treaty"}, "kind.unknown", "kind"),
        ("agreement", {"domains": "magic"}, "domain.unknown", "domains"),
        ("event", {"end_date": "2031-03-01"}, "date.ends_before_start", "end_date"),
        ("event", {"name_en": ""}, "field.empty", "name_en"),
        ("figure", {"measure": "happiness"}, "measure.unknown", "measure"),
        ("figure", {"value": "many"}, "field.not_a_number", "value"),
    ],
)
def test_a_wrong_field_changes_nothing(
    register: None, officer: User, kind: str, changes: dict[str, str], code: str, field: str
) -> None:
    found = finding(brought(texts.TEXT), kind)
    before = _everything()
    with pytest.raises(BadField) as refused:
        actions.accept_finding(finding_id=found.pk, cells=cells(found, **changes), by=officer)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert _everything() == before


def _everything() -> list[Any]:
    models = (Agreement, Event, Observation, Source, Entry, Evidence)
    states = list(Finding.objects.order_by("id").values_list("state", flat=True))
    return [*(model._default_manager.count() for model in models), states]


def test_a_report_without_origin_is_no_source(register: None, officer: User) -> None:
    report = actions.bring_report(
        document=Document(texts.TEXT), way=Report.Way.PASTE, by="a test", reader=texts.read
    ).report
    with pytest.raises(BadField) as refused:
        actions.accept_finding(finding_id=finding(report, "agreement").pk, by=officer)
    assert refused.value.code == "report.no_origin"
    actions.describe_report(
        report=report,
        title="Gunma",
        address="",
        publisher="VNA",
        published_on="2031",
        by="a test",
    )
    actions.accept_finding(finding_id=finding(report, "agreement").pk, by=officer)


def test_a_correction_is_kept_beside_what_was_proposed(register: None, officer: User) -> None:
    found = finding(brought(texts.TEXT), "agreement")
    done = actions.accept_finding(
        finding_id=found.pk,
        cells=cells(found, signed_on="2031-03-11", kind="memorandum"),
        by=officer,
    )
    assert (done.state, done.proposed["signed_on"], done.content["signed_on"]) == (
        "corrected",
        "2031-03-12",
        "2031-03-11",
    )
    assert str(Agreement.objects.get(id=done.subject_id).signed_on) == "2031-03-11"


def test_a_correction_that_changes_nothing_is_an_acceptance(register: None, officer: User) -> None:
    found = finding(brought(texts.TEXT), "person")
    done = actions.accept_finding(finding_id=found.pk, cells=cells(found), by=officer)
    assert (done.state, done.corrected, done.subject_id) == ("accepted", None, "")


def test_a_report_is_reviewed_when_all_is_decided(register: None, officer: User) -> None:
    report = brought(texts.TEXT)
    for row in report.findings.order_by("position"):
        if row.kind == "locality":
            actions.reject_finding(finding_id=row.pk, reason=Finding.Reason.TWICE, by=officer)
        else:
            actions.accept_finding(finding_id=row.pk, by=officer)
    report.refresh_from_db()
    assert report.state == "reviewed"
    gold = bridge.gold_of(report)
    assert [len(gold[kind]) for kind in ("agreements", "events", "figures", "localities")] == [
        1,
        1,
        1,
        0,
    ]
    assert gold["commitments"][0]["from"] == "Yamamoto Ichita"
