"""What the words of a report are called in the register."""

from enishi.domain.indicators import MEASURES
from enishi.domain.register import AgreementKind

_KINDS_OF_AGREEMENT = {
    "mou": AgreementKind.MEMORANDUM,
    "friendship_mou": AgreementKind.MEMORANDUM,
    "assembly_mou": AgreementKind.MEMORANDUM,
    "friendship_agreement": AgreementKind.FRIENDSHIP,
    "cooperation_documents": AgreementKind.COOPERATION_AGREEMENT,
    "labour_agreement": AgreementKind.COOPERATION_AGREEMENT,
    "port_agreement": AgreementKind.COOPERATION_AGREEMENT,
    "partnership": AgreementKind.COOPERATION_AGREEMENT,
    "agreement": AgreementKind.COOPERATION_AGREEMENT,
}
_KINDS_OF_EVENT = {
    "meeting": "conference",
    "press_conference": "conference",
    "signing": "ceremony",
    "anniversary": "ceremony",
    "visit": "mission",
    "delegation": "mission",
    "fair": "exhibition",
    "workshop": "seminar",
    "exchange": "mission",
    "gathering": "conference",
}
_MEASURES = {
    "local_agreements": "documents_total",
    "local_agreements_last_5_years": "documents_signed_recent",
    "local_partnership_pairs": "pairs_total",
    "event_delegates": "delegates",
    "vietnamese_localities_attending": "vn_localities",
    "japanese_localities_attending": "jp_localities",
    "exhibition_stands": "stands",
    "japanese_projects": "jp_investment_projects",
    "japanese_investment_usd": "jp_investment_usd",
    "vietnamese_residents": "vn_residents",
    "vietnamese_residents_in_japan": "vn_residents_total",
    "vietnamese_workers": "vn_workers",
    "japanese_enterprises": "jp_companies",
    "enterprises_investing_in_vietnam": "jp_companies",
    "vietnamese_enterprises": "vn_companies",
    "japanese_tourists": "jp_tourists",
    "partner_cities_abroad": "partner_localities",
}
EVENT_KINDS = (
    "forum",
    "conference",
    "congress",
    "festival",
    "exhibition",
    "seminar",
    "mission",
    "ceremony",
)


def kind_of_agreement(said: str) -> AgreementKind | None:
    """Return the register's kind of what a report calls an agreement; None where it has none."""
    if said in {str(kind) for kind in AgreementKind}:
        return AgreementKind(said)
    return _KINDS_OF_AGREEMENT.get(said)


def kind_of_event(said: str) -> str | None:
    """Return the record's kind of event; None where it has none."""
    return said if said in EVENT_KINDS else _KINDS_OF_EVENT.get(said)


def measure_of(said: str) -> str | None:
    """Return the measure that a report's number is a value of; None where there is none."""
    return said if said in MEASURES else _MEASURES.get(said)
