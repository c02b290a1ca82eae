"""A register of any small size, each of its facts of every sort, for counting queries."""

import datetime

from enishi.apps.forum import jobs as forum
from enishi.apps.forum.models import Event, EventFigure, EventPlace
from enishi.apps.indicators import jobs as indicators
from enishi.apps.indicators.models import Observation
from enishi.apps.ledger.models import Source
from enishi.apps.places import jobs as places
from enishi.apps.places.models import Code, Name, Region, Succession, Unit
from enishi.apps.press.models import Address, Finding, FindingPlace, Report
from enishi.apps.register import jobs as register
from enishi.apps.register.models import (
    Agreement,
    AgreementDomain,
    AgreementText,
    Coverage,
    Evidence,
    LifeEvent,
    Party,
    Signatory,
    Tie,
)
from enishi.domain.places import index_forms
from enishi.domain.places.units import Kind
from enishi.domain.text import LocalizedText, PartialDate

MERGED = datetime.date(2025, 7, 1)


def english(text: str) -> LocalizedText:
    return LocalizedText({"en": text}, "en")


def unit(key: str, kind: Kind, name: str, **columns: object) -> Unit:
    row = Unit(id=key, country=key[:2], level="first", kind=kind, line=key, **columns)
    row.save()
    for language, text in (("en", name), ("vi", f"{name} vi"), ("ja", f"{name} ja")):
        folded, core = index_forms(text, kind)
        Name(unit=row, language=language, form="short", text=text, folded=folded, core=core).save()
    Code(unit=row, scheme="iso3166-2", value=f"{key[:2]}-{key[2:]}", status="published").save()
    return row


def grow(size: int) -> None:
    """Make `size` former provinces that merged into one, as many prefectures, and what ties them.

    The heir is VNX; the agreements A1… are with JP1, B1… with JP1, JP2 and so on.
    """
    source = Source(id="s-1", title="A report", url="https://example.org/report", language="vi")
    source.save()
    Region(key="south", country="VN", position=1, name_en="South").save()
    heir = unit("VNX", Kind.PROVINCE, "Xuan", valid_from=MERGED, region_id="south")
    last = MERGED - datetime.timedelta(days=1)
    for number in range(1, size + 1):
        province = unit(f"VN{number}", Kind.PROVINCE, f"Province {number}", valid_to=last)
        prefecture = unit(f"JP{number}", Kind.PREFECTURE_KEN, f"Prefecture {number}")
        Succession(
            source=province, target=heir, on=MERGED, relation="merge", extent="whole", act="An act"
        ).save()
        former = Unit.objects.get(id="JP1")
        sign(f"A{number}", province, former, f"201{number}-05", source)
        sign(f"B{number}", heir, prefecture, f"2026-0{number}-01", source)
        figure = {"measure": "jp_companies", "value": number, "source": source}
        day = PartialDate.parse("2024")
        Observation(id=f"F{number}", subject=province.id, scope="place", as_of=day, **figure).save()
        Observation(
            id=f"G{number}", subject=f"{province.id}~JP1", scope="bond", as_of=day, **figure
        ).save()
        Observation(id=f"W{number}", subject="VN-JP", scope="whole", as_of=day, **figure).save()
        event = Event(
            id=f"E{number}", kind="forum", name=english("A forum"), starts_on=day, source=source
        )
        event.save()
        EventFigure(event=event, measure="delegates", value=number, source=source).save()
        for place in (province, former):
            EventPlace(event=event, unit=place, role="partner").save()
        Tie(
            id=f"T{number}", unit_a=province, unit_b=former, reason=english("Said"), source=source
        ).save()
        report_on(number, agreement_id=f"A{number}", units=(province, former))
        Coverage(unit=province, status="has", detail=english("Some"), queries="Words").save()
    places.derive_lineage()
    places.derive_index()
    indicators.derive_places()
    register.derive_lives()
    register.derive_words()
    forum.derive_words()


def report_on(number: int, agreement_id: str, units: tuple[Unit, ...]) -> None:
    """Make a press report of which a reviewer has confirmed that two units signed."""
    report = Report(
        id=number,
        digest=f"{number:064}",
        title="A report",
        publisher="An outlet",
        published_on=f"2026-0{number}-02",
        language="vi",
        text="The two signed an agreement.",
        way="paste",
        state="reviewed",
        brought_by="a test",
    )
    report.save()
    Address(report=report, url=f"https://example.org/{number}").save()
    finding = Finding(
        report=report,
        position=1,
        kind="agreement",
        proposed={
            "vn_code": f"VN-{number}",
            "jp_code": "JP-1",
            "signed_on": "2025",
            "kind": "mou",
            "domains": [],
        },
        digest=f"{number:064}",
        spans=[[8, 14]],
        confidence=0.9,
        state="accepted",
        decided_at=datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC),
        subject_type="register.agreement",
        subject_id=agreement_id,
    )
    finding.save()
    for unit in units:
        FindingPlace(finding=finding, unit=unit).save()


def sign(key: str, one: Unit, other: Unit, signed_on: str, source: Source) -> None:
    day = PartialDate.parse(signed_on)
    number = int(key[1:])
    agreement = Agreement(
        id=key,
        kind="memorandum",
        signed_on=day,
        signed_first=day.first,
        signed_last=day.last,
        summary=english("Something"),
        term_months=120,
        confidence="high",
        renews_id=f"{key[0]}{number - 1}" if number > 1 else None,
    )
    agreement.save()
    for position, place in enumerate((one, other), 1):
        party = Party(agreement=agreement, position=position, unit=place, authority="executive")
        party.save()
        Signatory(party=party, name="A person", source=source).save()
    AgreementDomain(agreement=agreement, domain="trade").save()
    Evidence(agreement=agreement, source=source).save()
    AgreementText(
        agreement=agreement, language="vi", title="Text", url="https://example.org"
    ).save()
    LifeEvent(
        agreement=agreement, kind="amended", on=PartialDate.parse("2026-10"), source=source
    ).save()
