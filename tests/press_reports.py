"""Reports for the tests of the press, and a reader that finds in them what they say.

The reader knows its texts by their words, so that these tests do not depend on the engine.
"""

from enishi.domain.press.report import (
    Agreement,
    Basis,
    Bound,
    Commitment,
    Event,
    Figure,
    Locality,
    Person,
    Quantity,
    Reading,
    Report,
    Span,
)

TEXT = """Da Nang and Gunma sign friendship agreement

Da Nang (VNA) - The city of Da Nang and Gunma Prefecture of Japan signed a friendship agreement on \
12 March 2031 at a ceremony in Da Nang, attended by some 250 delegates.

Gunma is home to at least 17,500 Vietnamese residents, Governor Yamamoto Ichita said. He asked Da \
Nang <b>to send</b> more trainees & nurses.
"""
TOCHIGI = TEXT.replace("Gunma", "Tochigi")
NEWER = TEXT.replace("some 250 delegates", "some 270 delegates")
ELSEWHERE = f"Example News | Home | Asia\n\n{TEXT}\nRead more: Ten places to see in spring\n"
# What the register holds already: Bình Dương and Yamaguchi, A022.
OLD = "Binh Duong and Yamaguchi signed a memorandum of friendship in December 2014, officials said."


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _basis(text: str, *words: str, confidence: float = 0.9) -> Basis:
    return Basis(tuple(_span(text, word) for word in words), "a test", confidence)


def read(text: str) -> Report:
    """Read one of the texts above; nothing is found in any other."""
    if "signed a memorandum of friendship" in text:
        return Report(
            language="en",
            published_on="2023-09-08",
            published_basis=None,
            agreements=(
                Agreement(
                    vn_code="VN-57",
                    jp_code="JP-35",
                    signed_on=_signed(text),
                    kind="friendship_mou",
                    domains=(),
                    basis=_basis(text, "signed a memorandum of friendship"),
                ),
            ),
        )
    if "signed a friendship agreement" not in text:
        return Report("en", None, None)
    name, code, unit = (
        ("Tochigi", "JP-09", "JP09") if "Tochigi" in text else ("Gunma", "JP-10", "JP10")
    )
    delegates = 270.0 if "some 270 delegates" in text else 250.0
    return Report(
        language="en",
        published_on="2031-03-13",
        published_basis=None,
        agreements=(
            Agreement(
                vn_code="VN-DN",
                jp_code=code,
                signed_on="2031-03-12",
                kind="friendship_agreement",
                domains=("education",),
                basis=_basis(text, "signed a friendship agreement", "12 March 2031"),
            ),
        ),
        events=(
            Event(
                name_en=f"Signing ceremony of Da Nang and {name}",
                kind="signing",
                place_code="VN-DN",
                start_date="2031-03-12",
                end_date="2031-03-12",
                delegates=Quantity(delegates, Bound.ABOUT),
                organisers=("Da Nang",),
                basis=_basis(text, "at a ceremony in Da Nang", f"some {delegates:.0f} delegates"),
            ),
        ),
        figures=(
            Figure(
                subject_code=code,
                measure="vietnamese_residents",
                value=17500.0,
                bound=Bound.AT_LEAST,
                as_of="2031-03-13",
                basis=_basis(text, "at least 17,500 Vietnamese residents"),
            ),
        ),
        commitments=(
            Commitment(
                by="Yamamoto Ichita",
                to="Da Nang",
                domain="trainees and nurses",
                place_codes=("VN-DN", code),
                basis=_basis(text, "<b>to send</b> more trainees & nurses", confidence=0.6),
            ),
        ),
        people=(
            Person("Yamamoto Ichita", "governor", code, _basis(text, "Governor Yamamoto Ichita")),
        ),
        localities=(
            Locality(
                name,
                code,
                unit,
                _basis(text, f"{name} Prefecture"),
                alternatives=(Reading("10206", "JP10206", 0.2),),
            ),
            Locality(name, code, unit, _basis(text, f"{name} is home")),
        ),
    )


def _signed(text: str) -> str:
    return "2014-12" if "December 2014" in text else "2015-12"
