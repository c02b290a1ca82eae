"""The measures Enishi keeps, and how their figures may be compared."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure; `unit` is count, usd or text; a cumulative total never falls."""

    id: str
    unit: str = "count"
    cumulative: bool = False


MEASURES = {
    measure.id: measure
    for measure in (
        Measure("documents_total", cumulative=True),
        Measure("documents_signed_recent"),
        Measure("pairs_total", cumulative=True),
        Measure("partner_localities"),
        Measure("vn_residents"),
        Measure("vn_residents_total"),
        Measure("prefectures_vn_largest_group"),
        Measure("vn_workers"),
        Measure("workers_sent"),
        Measure("trainees"),
        Measure("jp_companies"),
        Measure("vn_companies"),
        Measure("jp_investment_projects"),
        Measure("jp_investment_usd", unit="usd"),
        Measure("jp_oda_usd", unit="usd"),
        Measure("exports_to_japan_usd", unit="usd"),
        Measure("jp_tourists"),
        Measure("delegation_size"),
        Measure("delegation_visit", unit="text"),
        Measure("direct_flight", unit="text"),
        Measure("strengths", unit="text"),
        Measure("needs", unit="text"),
        Measure("delegates"),
        Measure("delegates_vn"),
        Measure("delegates_jp"),
        Measure("visitors"),
        Measure("stands"),
        Measure("stands_vn"),
        Measure("stands_jp"),
        Measure("stands_culture"),
        Measure("companies"),
        Measure("vn_localities"),
        Measure("jp_localities"),
        Measure("documents_signed"),
        Measure("side_event", unit="text"),
    )
}
