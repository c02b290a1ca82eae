"""Reports and findings: awaiting review, at the desk, confirmed."""

from collections.abc import Collection, Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from enishi.apps.press.models import Address, Band, Finding, FindingPlace, Outlet, Report

DECIDED_FOR = (Finding.State.ACCEPTED, Finding.State.CORRECTED)
# What stands on the pages of places and bonds; people and names of places are no news.
TELLING = ("agreement", "event", "figure", "commitment")


def waiting() -> QuerySet[Report]:
    """Return the reports that await review, oldest first, with how many findings are undecided."""
    undecided = Count("findings", filter=Q(findings__state=Finding.State.PROPOSED))
    rows = Report.objects.filter(state=Report.State.WAITING).defer("text")
    return rows.annotate(all_findings=Count("findings"), undecided=undecided).order_by(
        "brought_at", "id"
    )


def desk(key: int) -> Report:
    """Return a report with all that its desk shows.

    Raises:
        Report.DoesNotExist: there is none of this number.
    """
    rows = Report.objects.select_related("source", "version_of").prefetch_related(
        "addresses", Prefetch("findings", Finding.objects.order_by("position"))
    )
    return rows.get(pk=key)


def confirmed() -> QuerySet[Finding]:
    """Return the findings that a reviewer has confirmed, with their reports."""
    addresses = Prefetch("report__addresses", Address.objects.order_by("id"))
    rows = Finding.objects.filter(state__in=DECIDED_FOR, kind__in=TELLING)
    return rows.select_related("report").prefetch_related(addresses).order_by("report", "position")


def told() -> QuerySet[Report]:
    """Return the reports of which something is confirmed, newest first, with those findings."""
    shown = Finding.objects.filter(state__in=DECIDED_FOR, kind__in=TELLING).order_by("position")
    rows = Report.objects.filter(pk__in=shown.values("report").order_by())
    return rows.prefetch_related(
        "addresses", Prefetch("findings", shown, to_attr="shown")
    ).order_by("-published_on", "-id")


def told_of(units: Collection[str], partners: Collection[str] | None = None) -> QuerySet[Finding]:
    """Return what was confirmed of some units; with partners, of both together."""
    rows = confirmed()
    for held in (units, partners):
        if held is not None:
            about = FindingPlace.objects.filter(unit__in=held)
            rows = rows.filter(pk__in=about.values("finding"))
    # A timeline tells the fact; the text is read where its words are quoted.
    return rows.defer("report__text").order_by("report__published_on", "report", "position")


def reviewed() -> QuerySet[Report]:
    """Return the reports whose review is over, with their findings."""
    rows = Report.objects.filter(state=Report.State.REVIEWED)
    return rows.prefetch_related(Prefetch("findings", Finding.objects.order_by("position")))


def alike(keys: Iterable[str]) -> list[Report]:
    """Return the reports that share a key with a text, those that share most first."""
    shared = Count("bands", filter=Q(bands__key__in=list(keys)))
    holders = Band.objects.filter(key__in=list(keys)).values("report")
    rows = Report.objects.filter(pk__in=holders).annotate(shared=shared)
    return list(rows.order_by("-shared", "id")[:10])


def feeds() -> QuerySet[Outlet]:
    """Return the outlets whose feeds are read."""
    return Outlet.objects.exclude(feed="").order_by("name", "id")
