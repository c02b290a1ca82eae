"""Scores count what the rules say, and the same as the scorer of the development set."""

import copy
import importlib.util
import json
import os
import random
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from enishi.domain.press.scoring import KINDS, Score, judge, score

ROOT = Path(__file__).resolve().parents[3]
# The development set, where it stands beside the checkout or is named.
SET = Path(os.environ.get("ENISHI_BENCH_PRESS") or ROOT.parent / "shared/press")


def counted(gold: dict[str, Any], found: dict[str, Any], kind: str, **how: bool) -> tuple[int, ...]:
    one = judge({"language": "en", **gold}, found, **how)[kind].score
    return one.right, one.wrong, one.missed


def test_localities_are_a_set_in_which_some_are_free() -> None:
    gold = {
        "localities": [
            {"code": "VN-13"},
            {"code": "VN-13"},
            {"code": "JP-13", "dateline_only": True},
            {"code": "VN-31/Quy Nhon"},
            {"code": {"name": "Ōtsu", "prefecture": "JP-25"}},
        ]
    }
    found = {"localities": [{"code": "VN-13"}, {"code": "JP-13"}, {"code": "VN-44"}]}
    assert counted(gold, found, "localities") == (1, 1, 1)
    assert counted(gold, found, "localities", strict=True) == (2, 1, 2)
    assert counted(gold, {}, "localities") == (0, 0, 2)
    told = {"localities": [{"code": {"name": "otsu", "prefecture": "JP-25"}}]}
    assert counted(gold, told, "localities") == (1, 0, 1)


def test_a_place_is_free_only_if_every_mention_is() -> None:
    gold = {"localities": [{"code": "JP-13", "dateline_only": True}, {"code": "JP-13"}]}
    assert counted(gold, {}, "localities") == (0, 0, 1)


@pytest.mark.parametrize(
    ("said", "told", "right"),
    [
        ("2023-09-08", "2023-09", True),
        ("2023-09", "2023-09-08", True),
        ("XXXX-09-08", "2023-09-08", True),
        ("2023-09-08", "2023-10", False),
        ("2023", None, False),
    ],
)
def test_days_go_together(said: str, told: str | None, right: bool) -> None:  # noqa: FBT001 - a column of a table
    gold = {"agreements": [{"vn_code": "VN-57", "jp_code": "JP-35", "signed_on": said}]}
    found = {"agreements": [{"vn_code": "VN-57/Di An", "jp_code": "JP-35", "signed_on": told}]}
    assert counted(gold, found, "agreements") == ((1, 0, 0) if right else (0, 1, 1))


def test_the_pair_most_alike_is_matched_first() -> None:
    gold = [
        {"kind": "visit", "place_code": "VN-13", "start_date": "2023-09"},
        {"kind": "forum", "place_code": "VN-13", "start_date": "2023-09-08"},
    ]
    found = [{"kind": "forum", "place_code": "VN-13", "start_date": "2023-09-08"}]
    judged = judge({"language": "en", "events": gold}, {"events": found})["events"]
    assert judged.missed == (gold[0],)
    assert judged.score == Score(1, 0, 1, judged.score.parts)
    assert judged.score.parts == {"kind": 1, "start": 1, "end": 1, "delegates": 1}


def test_names_of_people_go_together_in_any_order_and_in_part() -> None:
    def right(gold: str, found: str) -> bool:
        return (
            counted({"people": [{"name": gold}]}, {"people": [{"name": found}]}, "people")[0] == 1
        )

    assert right("Võ Văn Minh", "MINH Vo Van")
    assert right("Kuroiwa Yuji", "Yūji-Kuroiwa")
    assert right("Nguyen Xuan Phuc", "Xuan Phuc")
    assert right("Suga", "Suga Yoshihide")
    assert not right("Suga Yoshihide", "Suga")


def test_a_commitment_needs_who_where_and_a_word_of_the_field() -> None:
    gold = {
        "commitments": [{"from": "Chiba", "domain": "trade and fish", "place_codes": ["JP-12"]}]
    }

    def found(by: str, domain: str, codes: list[str]) -> tuple[int, ...]:
        told = {"from": by, "domain": domain, "place_codes": codes}
        return counted(gold, {"commitments": [told]}, "commitments")

    assert found("Chiba Prefecture", "fishing", ["JP-12"]) == (0, 1, 1)
    assert found("Chiba Prefecture", "fish", ["JP-12"]) == (1, 0, 0)
    assert found("Chiba", "more and better", ["JP-12"]) == (0, 1, 1)
    assert found("Chiba", "trade", []) == (0, 1, 1)
    assert found("", "trade", ["JP-12"]) == (0, 1, 1)


def test_numbers_of_a_score() -> None:
    assert (Score(3, 1, 3).precision, Score(3, 1, 3).recall) == (0.75, 0.5)
    assert Score(3, 1, 3).f1 == pytest.approx(0.6)
    assert Score(0, 0, 0).f1 == 1.0
    assert Score(0, 0, 2).f1 == 0.0
    assert Score(1, 0, 0) + Score(0, 2, 1) == Score(1, 2, 1)


def _scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer_of_the_set", folder / "scorer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _spoiled(document: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """Return a document with facts lost, doubled, moved and written otherwise."""
    other = copy.deepcopy(document)
    for kind in KINDS[:-1]:
        records = [record for record in other[kind] if draw.random() < 0.85]
        for record in records:
            for key, value in list(record.items()):
                if draw.random() < 0.15:
                    record[key] = _changed(value, draw)
        records += [copy.deepcopy(record) for record in records if draw.random() < 0.1]
        draw.shuffle(records)
        other[kind] = records
    other["published_on"] = draw.choice([other["published_on"], None, "2019", "XXXX-11-25"])
    return other


def _changed(value: Any, draw: random.Random) -> Any:
    if isinstance(value, str):
        return draw.choice([value.upper(), value[:7], value + "/X", "XXXX" + value[4:], None])
    if isinstance(value, int | float):
        return draw.choice([value * (1 + 1e-8), value + 1])
    if isinstance(value, list):
        return value[1:] if draw.random() < 0.5 else [*value, "VN-13/Ha Long"]
    return None


@pytest.mark.skipif(
    not (SET / "scorer.py").exists(), reason="no development set beside the checkout"
)
@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("strict", [False, True])
def test_the_numbers_are_those_of_the_scorer_of_the_set(
    seed: int,
    strict: bool,  # noqa: FBT001 - a column of a table
) -> None:
    scorer = _scorer(SET)
    draw = random.Random(seed)  # noqa: S311 - for a test
    right = said = 0
    for file in sorted((SET / "gold").glob("*.json")):
        gold = json.loads(file.read_bytes())
        found = _spoiled(gold, draw)
        ours = {kind: one.score for kind, one in judge(gold, found, strict=strict).items()}
        theirs = {
            kind: Score(right, missed=missed, wrong=wrong, parts=Counter(parts))
            for kind, (right, wrong, missed, parts) in scorer.score_doc(gold, found, strict).items()
        }
        assert ours == theirs
        right += sum(one.right for one in ours.values())
        said += sum(one.said for one in ours.values())
    assert 0.3 * said < right < 0.95 * said


def test_texts_are_added_by_language_and_in_all() -> None:
    one = {"language": "fr", "published_on": "2019"}
    other = {"language": "ja", "published_on": "2020"}
    added = score([(one, one), (other, {})])
    told = {language: added["published_on", language].recall for language in ("fr", "ja", "all")}
    assert told == {"fr": 1.0, "ja": 0.0, "all": 0.5}
