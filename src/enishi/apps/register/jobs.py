"""The reference files of the register, and what is derived from them."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Prefetch

from enishi.apps.ledger.jobs import Field, Sheet, replace_rows, update_rows
from enishi.apps.ledger.models import Source
from enishi.apps.parties.models import Organisation
from enishi.apps.places.models import Lineage, Unit
from enishi.apps.register import bridge
from enishi.apps.register.models import (
    Agreement,
    AgreementDomain,
    AgreementText,
    BondSpan,
    Coverage,
    Evidence,
    LifeEvent,
    Party,
    Tie,
)
from enishi.domain.formats.sheets import (
    one_of,
    partial_date,
    several,
    text,
    whole_number,
    yes_or_no,
)
from enishi.domain.places import Extent, LineageSpan
from enishi.domain.register import (
    DOMAINS,
    AgreementKind,
    Authority,
    Confidence,
    EventKind,
    bond_spans,
    life_of,
)


def _signed_days(agreement: Agreement) -> None:
    agreement.signed_first = agreement.signed_on.first
    agreement.signed_last = agreement.signed_on.last


def sheets() -> list[Sheet]:
    """Return the files of the register, in the order in which they build on each other."""
    return [
        Sheet(
            "register/agreements.csv",
            Agreement,
            ("id",),
            (
                Field("id", text(16), required=True),
                Field("kind", one_of(list(AgreementKind)), required=True),
                Field("signed_on", partial_date, required=True),
                Field("documents", whole_number, required=True),
                Field(
                    "domains",
                    several(one_of(DOMAINS)),
                    empty=(),
                    rows_of=(AgreementDomain, "agreement_id", "domain"),
                ),
                Field("summary_en", text(2000), to="summary", empty="", language="en"),
                Field("renews", text(16), to="renews_id", refers_to=Agreement),
                Field("amends", text(16), to="amends_id", refers_to=Agreement),
                Field("term_months", whole_number),
                Field("ends_on", partial_date),
                Field("tacit_renewal", yes_or_no, empty=False),
                Field("signed_by_heads", yes_or_no),
                Field("open_scope", yes_or_no),
                Field("assembly_approved", yes_or_no),
                Field("confidence", one_of(list(Confidence)), required=True),
                Field("doubt", text(2000), empty="", language="en"),
                Field(
                    "sources",
                    several(text(24)),
                    required=True,
                    refers_to=Source,
                    rows_of=(Evidence, "agreement_id", "source_id"),
                ),
            ),
            complete=_signed_days,
        ),
        Sheet(
            "register/parties.csv",
            Party,
            ("agreement", "position"),
            (
                Field("agreement", text(16), to="agreement_id", required=True, refers_to=Agreement),
                Field("position", whole_number, required=True),
                Field("unit", text(40), to="unit_id", refers_to=Unit),
                Field("organisation", text(80), to="organisation_id", refers_to=Organisation),
                Field("authority", one_of(list(Authority)), empty=""),
            ),
        ),
        Sheet(
            "register/texts.csv",
            AgreementText,
            ("agreement", "language", "url"),
            (
                Field("agreement", text(16), to="agreement_id", required=True, refers_to=Agreement),
                Field("language", text(8), required=True),
                Field("title", text(300), required=True),
                Field("url", text(1000), required=True),
                Field("authentic", yes_or_no),
            ),
        ),
        Sheet(
            "register/life_events.csv",
            LifeEvent,
            ("agreement", "kind", "on"),
            (
                Field("agreement", text(16), to="agreement_id", required=True, refers_to=Agreement),
                Field("kind", one_of(list(EventKind)), required=True),
                Field("on", partial_date, required=True),
                Field("until", partial_date),
                Field("note_en", text(2000), to="note", empty="", language="en"),
                Field("source", text(24), to="source_id", required=True, refers_to=Source),
            ),
        ),
        Sheet(
            "register/ties.csv",
            Tie,
            ("id",),
            (
                Field("id", text(16), required=True),
                Field("unit_a", text(40), to="unit_a_id", required=True, refers_to=Unit),
                Field("unit_b", text(40), to="unit_b_id", required=True, refers_to=Unit),
                Field("reason_en", text(2000), to="reason", required=True, language="en"),
                Field("source", text(24), to="source_id", refers_to=Source),
            ),
        ),
        Sheet(
            "register/coverage.csv",
            Coverage,
            ("unit",),
            (
                Field("unit", text(40), to="unit_id", required=True, refers_to=Unit),
                Field("status", one_of(("has", "only_ties", "none_found")), required=True),
                Field("detail", text(2000), empty=""),
                Field("queries", text(2000), empty=""),
            ),
        ),
    ]


def _told() -> Iterator[Agreement]:
    return (
        Agreement.objects.order_by("id")
        .prefetch_related(
            Prefetch("parties", Party.objects.order_by("position").select_related("unit")),
            "life_events",
        )
        .iterator(chunk_size=2000)
    )


def derive_lives() -> None:
    """Work out anew until when every agreement lives, and when each bond stands."""
    renewals = defaultdict(list)
    for renewed, signed_on in Agreement.objects.filter(renews__isnull=False).values_list(
        "renews", "signed_on"
    ):
        renewals[renewed].append(signed_on)
    changed, lives = [], []
    for row in _told():
        agreement = bridge.agreement_of(row)
        life = life_of(agreement, renewals[row.id])
        lives.append((agreement, life))
        term_ends = life.ends_on.last if life.ends_on else None
        derived = term_ends, life.closed_on, str(life.closed_as or "")
        if derived != (row.term_ends, row.closed_on, row.closed_as):
            changed.append((*derived, row.id))
    update_rows(Agreement, ("term_ends", "closed_on", "closed_as"), changed)
    lineage: dict[str, list[LineageSpan]] = defaultdict(list)
    for unit, heir, since, until, extent in Lineage.objects.order_by("unit", "heir").values_list(
        "unit", "heir", "since", "until", "extent"
    ):
        lineage[unit].append(LineageSpan(unit, heir, since, until, Extent(extent)))
    replace_rows(
        BondSpan,
        ("kind", "one_id", "other_id", "since", "until"),
        (
            (str(span.kind), span.one, span.other, span.since, span.until)
            for span in bond_spans(lives, lineage)
        ),
    )
