"""How a line of text is read: names, words, slips, and what is never taken for granted."""

import datetime

import pytest

from enishi.apps.forum.actions import record_event
from enishi.apps.forum.models import Event
from enishi.apps.register.actions import correct_agreement
from enishi.apps.register.models import Agreement
from enishi.apps.search.queries import Results, search
from enishi.apps.words.models import Word
from enishi.domain.text import LocalizedText
from enishi.web.search.labels import labels

TODAY = datetime.date(2026, 11, 21)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def found(text: str, on: datetime.date = TODAY) -> Results:
    return search(text, on, labels())


def test_no_name_is_taken_where_several_are_as_near() -> None:
    results = found("quang")
    assert results.around == ()
    assert {"VN22-2026", "VN44-2024", "VN49-2024"} <= {i.unit.id for i in results.places}


def test_two_places_are_told_in_the_order_in_which_they_were_typed() -> None:
    assert [unit.id for unit in found("bin duong yamaguchi").around] == ["VN74-2024", "JP35"]
    assert [unit.id for unit in found("yamaguchi bin duong").around] == ["JP35", "VN74-2024"]


def test_a_partner_still_being_typed_is_one_that_has_a_bond() -> None:
    results = found("quang ninh hok")
    assert [unit.id for unit in results.around] == ["VN22-2026", "JP01"]
    assert [item.unit.id for item in results.places[:2]] == ["VN22-2026", "JP01"]


def test_a_word_taken_for_another_is_said() -> None:
    assert found("coperation with aichi").instead == {"coperation": ("cooperation",)}
    assert found("cooperation with aichi").instead == {}


def test_where_no_record_has_all_words_it_is_said() -> None:
    results = found("ngoại giao y tế")
    assert (results.most_words, results.agreements.count()) == (True, 8)
    assert not found("y tế").most_words


def test_words_that_stand_whole_come_before_words_that_begin_so() -> None:
    whole = Agreement.objects.get(id="A001")
    whole.summary = LocalizedText({"en": "A lotu of flowers."}, "en")
    correct_agreement(agreement=whole, by="a test")
    assert list(found("lotu").agreements.values_list("id", flat=True)) == ["A001", "A087"]


def test_a_corrected_text_is_found_by_its_new_words_at_once() -> None:
    row = Agreement.objects.get(id="A001")
    row.summary = LocalizedText({"en": "On bamboo bicycles."}, "en")
    correct_agreement(agreement=row, by="a test")
    assert [a.id for a in found("bamboo bicycles").agreements] == ["A001"]
    assert not Word.objects.filter(subject="A001", word="giao").exists()
    assert Word.objects.filter(subject="A002", word="giao").exists()


def test_a_new_event_is_found_by_its_words_at_once() -> None:
    event = Event.objects.get(id="E01")
    event.name = LocalizedText({"ja": "竹の自転車会議"}, "ja")
    record_event(event=event, by="a test")
    assert [e.id for e in found("自転車").events] == ["E01"]
    assert found("diễn đàn hợp tác địa phương").events.filter(id="E01").count() == 0


@pytest.mark.parametrize("text", ["", " ", "×", "%", "'", "\x00", "a" * 200, "qzx " * 40, "の"])
def test_nothing_that_can_be_typed_breaks_the_search(text: str) -> None:
    results = found(text)
    assert list(results.agreements[:1]) == []
