"""The page of a bond: how it stands, how it came about, what is missing."""

import datetime
from collections import Counter
from typing import Any

import pytest
from django.test import Client

from enishi.apps.parties.models import Office
from enishi.apps.register import jobs
from enishi.apps.register.models import Agreement, LifeEvent, Party, Signatory
from enishi.domain.text import LocalizedText, PartialDate
from enishi.web.remembering import forget
from tests.conftest import ASKED
from tests.web.reading import Element, Page, level

pytestmark = pytest.mark.usefixtures("register")

RICH = "/en/bonds/JP35/VN79-2025/"
RENEWED = "/en/bonds/JP38/VN86-2025/"


def rows(page: Page) -> list[Element]:
    return page.all("li", class_="rail-row")


def section(page: Page, name: str) -> str:
    return page.text_of("section", aria_labelledby=name)


def links(page: Page) -> list[str]:
    return [element.attributes["href"] for element in page.all("a")]


@pytest.mark.parametrize("address", ["VN79-2025/JP35", "JP-35/VN-SG", "vn-sg/jp-35"])
def test_a_bond_has_one_address(client: Client, address: str) -> None:
    answer = client.get(f"/en/bonds/{address}/?on=2025-06-30")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{RICH}?on=2025-06-30"


def test_a_bond_tells_agreements_mergers_and_events_from_the_oldest_to_the_newest(
    client: Client,
) -> None:
    told = rows(Page(client, RICH))
    dates = [e.attributes["datetime"] for row in told for e in row.within if e.tag == "time"]
    assert dates == sorted(dates)
    kinds = Counter(
        name for row in told for name in row.attributes["class"].split() if name[:7] == "moment-"
    )
    assert kinds == {
        "moment-agreement": 5,
        "moment-stretch": 1,
        "moment-event": 1,
        "moment-passage": 1,
    }
    timeline = " ".join(level(row.text) for row in told)
    for part in (
        "2014 month not known one point to confirm",
        "renews A022",
        "Merger: Binh Duong successor unit: Ho Chi Minh City",
        "Together with: Ba Ria - Vung Tau, Ho Chi Minh City",
        "From December 2014 to 8 September 2023: nothing is recorded.",
        "Yamaguchi–Bình Dương tenth-anniversary ceremony",
    ):
        assert part in timeline


@pytest.mark.parametrize("language", ASKED)
def test_the_rails_draw_what_the_rows_tell(client: Client, language: str) -> None:
    page = Page(client, f"/{language}/bonds/JP35/VN79-2025/")
    wide, narrow = page.all("svg", class_="rails")
    for picture in (wide, narrow):
        drawn = Counter(
            name for e in picture.within for name in e.attributes.get("class", "").split()
        )
        assert (drawn["rung"], drawn["fine"], drawn["merger"], drawn["stretch"]) == (5, 1, 1, 1)
    merged = [e for e in wide.within if e.tag == "path" and "rail" in _around(e)]
    assert len(merged) == 2 + 2 + 1  # thin and thick, two lines that flow in, the far rail
    assert wide.attributes["aria-labelledby"] != narrow.attributes["aria-labelledby"]


def _around(element: Element) -> str:
    return " ".join(
        outer.attributes.get("class", "") for outer in element.around if outer.tag == "g"
    )


def test_a_renewal_across_a_merger_is_one_story(client: Client) -> None:
    page = Page(client, RENEWED)
    assert page.text_of("h1").startswith("Ben Tre successor unit: Vinh Long ×with Ehime")
    assert page.text_of("p", class_="bond-originals") == "Bến Tre Vĩnh Long × 愛媛県"
    first, merger, last = [level(row.text) for row in rows(page)]
    assert first.startswith("1 August 2022 Memorandum of understanding (MOU) A048 renewed")
    assert "Together with: Tra Vinh, Vinh Long" in merger
    assert last.startswith("12 January 2026 renews A048 Renewal (new text) A073 term not stated")
    now = section(page, "now")
    assert "Agreements signed 2own: 1, inherited: 1" in now
    assert "Living agreements 1" in now
    assert "Successor unit Vinh Longsince 1 July 2025" in now


def test_the_head_says_in_a_sentence_how_the_bond_stands(client: Client) -> None:
    alive = Page(client, f"{RENEWED}?on=2026-01-22")
    assert (
        alive.text_of("p", class_="pulse") == "Alive Last signature: 12 January 2026, 10 days ago."
    )
    ending = Page(client, "/en/bonds/JP44/VN51-2025/?on=2026-01-01")
    assert (
        ending.text_of("p", class_="pulse")
        == "Ending It ends in 102 days, on 13 April 2026, unless it is renewed."
    )
    dormant = Page(client, "/en/bonds/JP44/VN51-2025/?on=2026-04-14")
    assert dormant.text_of("p", class_="pulse") == (
        "Dormant The last stated term ended on 13 April 2026. No renewal is documented."
    )
    assert "term passed, no renewal documented last day 13 April 2026" in section(dormant, "now")


def test_a_bond_that_a_party_ended_says_so(client: Client) -> None:
    row = Agreement.objects.get(id="A090")
    source = row.evidence.all()[0].source
    on = PartialDate.parse("2025-01-31")
    LifeEvent(agreement=row, kind="terminated", on=on, source=source).save()
    jobs.derive_lives()
    page = Page(client, "/en/bonds/JP44/VN51-2025/")
    assert page.text_of("p", class_="pulse") == (
        "Ended A party has ended the last agreement. It lived until 30 January 2025."
    )
    assert "31 January 2025 Termination A090" in [level(r.text)[:35].strip() for r in rows(page)][1]


def test_what_lives_says_until_when(client: Client) -> None:
    now = section(Page(client, "/en/bonds/JP40/VN01-2025/"), "now")
    assert "A070 until 2028cooperation agreement A060 term not stated" in now


def test_fields_are_counted_and_lead_to_their_agreements(client: Client) -> None:
    page = Page(client, RICH)
    told = [e for e in page.one("ul", class_="fields").within if e.tag == "li"]
    by_hand = Counter(
        domain.domain
        for row in Agreement.objects.filter(id__in=("A015", "A022", "A069", "A074", "A091"))
        for domain in row.domains.all()
    )
    assert [int(level(e.text).split()[-1]) for e in told] == sorted(by_hand.values(), reverse=True)
    address = next(e for e in told[0].within if e.tag == "a").attributes["href"]
    listed = Page(client, address.replace("&amp;", "&"))
    assert len(listed.all("th", scope="row")) == max(by_hand.values())


def test_the_day_before_the_merger_knows_nothing_of_it(client: Client) -> None:
    page = Page(client, f"{RICH}?on=2025-06-30")
    assert page.text_of("h1") == "Ho Chi Minh City ×with Yamaguchi"
    assert page.all("li", class_="moment-passage") == []
    assert "Ho Chi Minh City Hồ Chí Minh begins on 1 July 2025." in page.main
    assert "The bond on this day: Binh Duong Bình Dương ×with Yamaguchi 山口県" in page.main
    assert "/en/bonds/JP35/VN74-2024/" in links(page)
    assert "Agreements signed 4own: 0, inherited: 4" in section(page, "now")
    assert "30 June 2025" in page.all("svg", class_="rails")[0].text
    after = Page(client, f"{RICH}?on=2025-07-01")
    assert after.text_of("h1").startswith("Binh Duong successor unit: Ho Chi Minh City")
    assert len(after.all("li", class_="moment-passage")) == 1
    assert "The bond on this day:" not in after.main


def test_on_a_day_before_the_first_signature_nothing_is_told(client: Client) -> None:
    page = Page(client, f"{RICH}?on=2013-12-31")
    assert page.text_of("p", class_="pulse").startswith("Nothing signed No dated text")
    assert page.all("svg", class_="rails") == []
    assert "Nothing is documented between the two." in section(page, "timeline")


def test_places_whose_municipalities_alone_have_signed_show_them(client: Client) -> None:
    page = Page(client, "/en/bonds/JP24/VN48-2025/")
    assert page.text_of("p", class_="pulse") == (
        "Nothing signed The two places have signed nothing together; municipalities within them"
        " have."
    )
    told = section(page, "municipal")
    assert "Da Nang Đà Nẵng ×with Matsusaka City 松阪市 living" in told
    assert "Aug 2013 cooperation agreement A013 term not stated" in told
    assert "Hoi An (city)" in told
    assert "/en/bonds/JP24204/VN48-2025/" in links(page)
    assert "Agreements signed 0" in section(page, "now")
    before = Page(client, "/en/bonds/JP24/VN49-2024/?on=2020-01-01")
    assert "A013" in section(before, "municipal")


def test_municipal_agreements_stand_beside_those_of_the_places(client: Client) -> None:
    page = Page(client, "/en/bonds/JP27/VN79-2025/")
    assert "A003" in section(page, "timeline")
    told = section(page, "municipal")
    for key in ("A009", "A088", "A020"):
        assert key in told
        assert key not in section(page, "timeline")


def test_a_pair_without_a_document_says_what_would_stand_there(client: Client) -> None:
    page = Page(client, "/en/bonds/JP02/VN01-2025/")
    assert "Nothing is documented between the two." in page.main
    assert page.text_of("p", class_="pulse") == (
        "Nothing signed No dated text signed by the two places has been found."
    )
    assert "Nothing was found. That does not prove that there is nothing." in page.main


def test_a_tie_without_a_text_is_told_as_such(client: Client) -> None:
    missing = section(Page(client, "/en/bonds/JP35/VN91-2025/"), "missing")
    assert "To be documented Kien Giang Kiên Giang ×with Yamaguchi 山口県" in missing


def test_a_bond_of_a_unit_that_has_ended_leads_to_the_bond_of_today(client: Client) -> None:
    page = Page(client, "/en/bonds/JP35/VN74-2024/")
    assert (
        "Binh Duong Bình Dương is no longer in force: its last day was 30 June 2025." in page.main
    )
    assert RICH in links(page)
    assert page.text_of("p", class_="pulse").startswith("Passed on One of the two places has ended")


def test_a_renewal_by_the_successor_is_no_lapse(client: Client) -> None:
    page = Page(client, "/en/bonds/JP38/VN83-2024/")
    assert "No renewal is documented." not in page.main
    assert RENEWED in links(page)


def test_who_answers_is_said_not_to_be_recorded_and_who_signed_is_told(client: Client) -> None:
    charge = section(Page(client, RICH), "charge")
    assert charge.count("Office in charge: not recorded. Tell us") == 2
    assert charge.count("Signed last by: elected assembly A074, 26 Feb 2026") == 2
    assert charge.count("Signatories: not recorded.") == 2
    before = section(Page(client, f"{RICH}?on=2025-07-01"), "charge")
    assert "Signed last by: executive Binh Duong · A069, 18 Dec 2024" in before


def test_an_office_in_charge_is_told_with_its_source_while_it_is_in_charge(client: Client) -> None:
    source = Agreement.objects.get(id="A074").evidence.all()[0].source
    Office(
        key="office",
        unit_id="JP35",
        name=LocalizedText({"en": "International division"}, "en"),
        url="https://example.org/division",
        since=datetime.date(2020, 4, 1),
        source=source,
    ).save()
    page = Page(client, RICH)
    charge = section(page, "charge")
    assert charge.count("Office in charge: not recorded.") == 1
    assert f"International division {source.title}" in charge
    assert "https://example.org/division" in links(page)
    earlier = section(Page(client, f"{RICH}?on=2020-03-31"), "charge")
    assert earlier.count("Office in charge: not recorded.") == 2


def test_signatories_that_a_source_names_are_told(client: Client) -> None:
    party = Party.objects.get(agreement="A074", unit="JP35")
    source = Agreement.objects.get(id="A074").evidence.all()[0].source
    title = LocalizedText({"en": "President of the prefectural assembly"}, "en")
    Signatory(party=party, name="Yanai Shungaku", title=title, source=source).save()
    charge = section(Page(client, RICH), "charge")
    assert "Yanai Shungaku, President of the prefectural assembly Việt Nam News report" in charge
    assert charge.count("Signatories: not recorded.") == 1


def test_a_reader_is_told_whom_to_write_to(client: Client, settings: Any) -> None:
    assert [href for href in links(Page(client, RICH)) if href.startswith("mailto:")] == []
    settings.CONTACT = "register@example.org"
    forget()
    assert "mailto:register@example.org" in links(Page(client, RICH))


def test_a_bond_answers_the_rule_of_sister_links_by_its_conditions(client: Client) -> None:
    sister = section(Page(client, RICH), "sister")
    assert "It does not count as a sister link." in sister
    assert "approved by the assembly not documented" in sister


def test_the_two_countries_stand_in_the_reader_s_order(client: Client) -> None:
    assert Page(client, "/ja/bonds/JP35/VN79-2025/").text_of("h1").startswith("山口県")
    assert Page(client, "/vi/bonds/JP35/VN79-2025/").text_of("h1").startswith("Bình Dương")


def test_figures_of_the_two_together_carry_their_source(client: Client) -> None:
    page = Page(client, "/en/bonds/JP21/VN40-2025/")
    told = section(page, "figures")
    assert "trainees 15" in told
    assert [e for e in page.all(class_="number") if "data-source" in e.attributes] != []


def test_the_years_beside_the_rails_end_with_the_day_told(client: Client) -> None:
    page = Page(client, f"{RICH}?on=2024-12-31")
    wide = page.all("svg", class_="rails")[0]
    years = [e.text for e in wide.within if e.tag == "text" and e.has_class("note")]
    assert years == [str(year) for year in range(2014, 2025, 2)]
    assert [e.text for e in wide.within if e.has_class("now")] == ["31 Dec 2024"]
