"""The reference files of the register, and what is derived from them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from enishi.apps.ledger.models import Source
from enishi.apps.parties.models import Organisation
from enishi.apps.places.models import Lineage, Unit
from enishi.apps.register.models import (
    Agreement,
    AgreementDomain,
    AgreementText,
    BondSpan,
    Coverage,
    Evidence,
    LifeEvent,
    Party,
    Tally,
    Tie,
)
from enishi.apps.rows import replace_rows, update_rows
from enishi.apps.sheets import Field, Sheet, Told, localized
from enishi.apps.words.jobs import keep_words, words_of
from enishi.domain import register as domain
from enishi.domain.formats.sheets import (
    Unreadable,
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
    RULES,
    AgreementKind,
    Authority,
    Confidence,
    EventKind,
    bond_spans,
    life_of,
    tallies,
)


def complete_days(agreement: Agreement) -> None:
    """Fill in the first and the last day on which an agreement may have been signed."""
    if agreement.renews_id == agreement.id:
        raise Unreadable("agreement.renews_itself", column="renews", agreement=agreement.id)
    agreement.signed_first = agreement.signed_on.first
    agreement.signed_last = agreement.signed_on.last


def _one_of_two(party: Party) -> None:
    if bool(party.unit_id) == bool(party.organisation_id):
        raise Unreadable("party.unit_or_organisation", column="unit")


_ROWS_OF_AN_AGREEMENT = Told(
    Agreement, "agreement", added="correct_agreement", changed="correct_agreement"
)


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
                *localized("summary", text(2000)),
                Field("renews", text(16), to="renews_id", refers_to=Agreement),
                Field("amends", text(16), to="amends_id", refers_to=Agreement),
                Field("term_months", whole_number),
                Field("ends_on", partial_date),
                Field("tacit_renewal", yes_or_no, empty=False),
                Field("signed_by_heads", yes_or_no),
                Field("open_scope", yes_or_no),
                Field("assembly_approved", yes_or_no),
                Field("confidence", one_of(list(Confidence)), required=True),
                *localized("doubt", text(2000)),
                Field(
                    "sources",
                    several(text(24)),
                    required=True,
                    refers_to=Source,
                    rows_of=(Evidence, "agreement_id", "source_id"),
                ),
            ),
            complete=complete_days,
            told=Told(Agreement, "id", added="record_agreement", changed="correct_agreement"),
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
            complete=_one_of_two,
            told=_ROWS_OF_AN_AGREEMENT,
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
            told=_ROWS_OF_AN_AGREEMENT,
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
                *localized("note", text(2000)),
                Field("source", text(24), to="source_id", required=True, refers_to=Source),
            ),
            told=_ROWS_OF_AN_AGREEMENT,
        ),
        Sheet(
            "register/ties.csv",
            Tie,
            ("id",),
            (
                Field("id", text(16), required=True),
                Field("unit_a", text(40), to="unit_a_id", required=True, refers_to=Unit),
                Field("unit_b", text(40), to="unit_b_id", required=True, refers_to=Unit),
                *localized("reason", text(2000), required=True),
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
                *localized("detail", text(2000)),
                Field("queries", text(2000), empty=""),
            ),
        ),
    ]


_DERIVED = "term_ends", "closed_on", "closed_as", "lives_until"


def _told() -> Iterator[tuple[domain.Agreement, tuple[Any, ...]]]:
    """Yield every agreement with the derived columns it has; rows as models would take longer."""
    parties: dict[str, list[domain.Party]] = defaultdict(list)
    signers = Party.objects.order_by("agreement", "position")
    for agreement, unit, country, organisation, organ in signers.values_list(
        "agreement", "unit", "unit__country", "organisation", "authority"
    ).iterator():
        authority = Authority(organ) if organ else None
        party = domain.Party(unit or "", country or "", organisation or "", authority)
        parties[agreement].append(party)
    events: dict[str, list[domain.LifeEvent]] = defaultdict(list)
    for agreement, kind, on, until in LifeEvent.objects.order_by(
        "agreement", "on", "id"
    ).values_list("agreement", "kind", "on", "until"):
        events[agreement].append(domain.LifeEvent(EventKind(kind), on, until))
    facts = "id", "kind", "signed_on", "documents", "renews", "term_months", "ends_on"
    conditions = "tacit_renewal", "signed_by_heads", "open_scope", "assembly_approved"
    rows = Agreement.objects.order_by("id").values_list(*facts, *conditions, *_DERIVED)
    for key, kind, signed_on, documents, renews, months, ends_on, *others in rows.iterator():
        yield (
            domain.Agreement(
                id=key,
                kind=AgreementKind(kind),
                signed_on=signed_on,
                parties=tuple(parties[key]),
                documents=documents,
                renews=renews or "",
                term_months=months,
                ends_on=ends_on,
                **dict(zip(conditions, others, strict=False)),
                events=tuple(events[key]),
            ),
            tuple(others[len(conditions) :]),
        )


def derive_lives() -> None:
    """Work out anew until when agreements live, when bonds stand, and the numbers of each day."""
    renewals = defaultdict(list)
    for renewed, signed_on in Agreement.objects.filter(renews__isnull=False).values_list(
        "renews", "signed_on"
    ):
        renewals[renewed].append(signed_on)
    changed, lives = [], []
    for agreement, held in _told():
        life = life_of(agreement, renewals[agreement.id])
        lives.append((agreement, life))
        term_ends = life.ends_on.last if life.ends_on else None
        derived = term_ends, life.closed_on, str(life.closed_as or ""), life.until
        if derived != held:
            changed.append((*derived, agreement.id))
    update_rows(Agreement, _DERIVED, changed)
    lineage: dict[str, list[LineageSpan]] = defaultdict(list)
    for unit, heir, since, until, extent in Lineage.objects.order_by("unit", "heir").values_list(
        "unit", "heir", "since", "until", "extent"
    ):
        lineage[unit].append(LineageSpan(unit, heir, since, until, Extent(extent)))
    spans = bond_spans(lives, lineage)
    replace_rows(
        BondSpan,
        ("kind", "one_id", "other_id", "since", "until"),
        ((str(span.kind), span.one, span.other, span.since, span.until) for span in spans),
    )
    rules = [rule.id for rule in RULES]
    replace_rows(
        Tally,
        ("on", *rules),
        ((day, *(numbers[rule] for rule in rules)) for day, numbers in tallies(lives, spans)),
    )


def derive_words(ids: Iterable[str] | None = None) -> None:
    """Work out anew by which words agreements are found: all, or those of some ids."""
    chosen = Agreement.objects.all() if ids is None else Agreement.objects.filter(id__in=list(ids))
    texts: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, set[object]] = defaultdict(set)
    for key, kind, signed_on, summary in chosen.order_by().values_list(
        "id", "kind", "signed_on", "summary"
    ):
        texts[key].update(summary.texts.values())
        codes[key].update((kind, signed_on.first.year))
    of_these = Q() if ids is None else Q(agreement__in=chosen)
    fields = AgreementDomain.objects.filter(of_these)
    for key, code in fields.values_list("agreement", "domain"):
        codes[key].add(code)
    for key, title in AgreementText.objects.filter(of_these).values_list("agreement", "title"):
        texts[key].add(title)
    parties = Party.objects.filter(of_these, organisation__isnull=False)
    for key, name in parties.values_list("agreement", "organisation__name"):
        texts[key].update(name.texts.values())
    words = {key: words_of(texts[key], codes[key]) for key in codes}
    keep_words(Agreement, words, anew=ids is None)
