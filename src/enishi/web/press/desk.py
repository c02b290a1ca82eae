"""The desk of reviewers: bringing in, reading beside the text, deciding."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from enishi.apps.accounts.models import User
from enishi.apps.fetching import NotFetched
from enishi.apps.press import actions, bridge, queries
from enishi.apps.press.jobs import Brought, Outcome
from enishi.apps.press.models import Finding, Report
from enishi.domain.press.files import Document, NotAReport
from enishi.domain.press.proposals import BadField, Kind
from enishi.domain.press.quoting import Segment, segments
from enishi.web.gate import requires
from enishi.web.heads import head
from enishi.web.pages import answer, language, one_page
from enishi.web.press import phrases
from enishi.web.press.forms import AboutForm, BringForm, CorrectForm, FeedForm, RejectForm
from enishi.web.press.naming import names_for
from enishi.web.press.telling import fact_in_words, rows_of

_OUTCOMES = {
    Outcome.NEW: lambda: _("The report was brought in."),
    Outcome.VERSION: lambda: _("The report was brought in as a later version of a known one."),
    Outcome.KNOWN: lambda: _("The report is known already. Nothing was changed."),
    Outcome.KNOWN_ELSEWHERE: lambda: _(
        "The report is known already. Where else it can be read was added."
    ),
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A finding as the desk shows it."""

    finding: Finding
    number: int
    fact: str
    rows: list[tuple[str, str]]
    standing: queries.Standing
    correct: CorrectForm
    reject: RejectForm
    opened: str = ""


@requires("press.bring")
@never_cache
def bring(request: HttpRequest) -> HttpResponse:
    """Bring in a report, pasted or uploaded."""
    asked = request.method == "POST"
    form = BringForm(request.POST, request.FILES) if asked else BringForm()
    if asked and form.is_valid():
        try:
            brought = _brought(form.cleaned_data, request.user.get_username())
        except NotAReport as error:
            form.add_error(None, phrases.trouble(error.code, error.detail))
        else:
            messages.success(request, _OUTCOMES[brought.outcome]())
            return redirect("press_desk", brought.report.pk)
    context = {"head": head.of_list(), "form": form}
    return answer(request, "press/bring.html", context, wrong=bool(form.errors))


def _brought(typed: dict[str, Any], by: str) -> Brought:
    address, publisher = typed["address"], typed["publisher"]
    if file := typed["file"]:
        return actions.bring_file(
            content=file.read(),
            name=file.name or "",
            way=Report.Way.UPLOAD,
            by=by,
            address=address,
            publisher=publisher,
        )
    document = Document(text=typed["text"], address=address, publisher=publisher)
    return actions.bring_report(document=document, way=Report.Way.PASTE, by=by)


@requires("press.bring")
@never_cache
def feeds(request: HttpRequest) -> HttpResponse:
    """List the feeds that are read, follow another one, or have one read again."""
    form = FeedForm(
        request.POST if request.method == "POST" and "again" not in request.POST else None
    )
    if request.method == "POST":
        if "again" in request.POST:
            asked = request.POST["again"]
            outlet = queries.feeds().filter(pk=asked).first() if asked.isdecimal() else None
            if outlet is None:
                raise Http404(asked)
            actions.read_again(outlet=outlet)
            messages.success(request, _("The feed will be read again."))
            return redirect("press_feeds")
        if form.is_valid() and _followed(form, request.user.get_username()):
            messages.success(request, _("The feed will be read."))
            return redirect("press_feeds")
    outlets = [
        (row, phrases.trouble(row.trouble) if row.trouble else "") for row in queries.feeds()
    ]
    context = {"head": head.of_list(), "form": form, "outlets": outlets}
    return answer(request, "press/feeds.html", context, wrong=bool(form.errors))


def _followed(form: FeedForm, by: str) -> bool:
    typed = form.cleaned_data
    try:
        actions.follow_feed(name=typed["name"], feed=typed["feed"], by=by)
    except NotFetched as error:
        form.add_error("feed", phrases.trouble(error.code, error.detail))
    except actions.KnownFeed:
        form.add_error("feed", phrases.trouble("feed.known"))
    return not form.errors


@requires("press.review")
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    """List the reports that await review, oldest first."""
    page = one_page(request, queries.waiting())
    return answer(request, "press/review.html", {"head": head.of_list(), "page": page})


@requires("press.review")
@never_cache
def report(request: HttpRequest, report: int) -> HttpResponse:
    """Show a report beside what is proposed of it."""
    return _desk(request, _the_report(report))


def _the_report(key: int) -> Report:
    try:
        return queries.desk(key)
    except Report.DoesNotExist as error:
        raise Http404(key) from error


def _desk(
    request: HttpRequest,
    row: Report,
    *,
    about: AboutForm | None = None,
    failed: tuple[int, str, CorrectForm | RejectForm] | None = None,
) -> HttpResponse:
    findings, reader = list(row.findings.all()), language()
    names = names_for(findings, reader)
    proposed = [_proposed(finding, row, names, reader, failed) for finding in findings]
    marked = {each.number: bridge.spans_of(each.finding) for each in proposed}
    context = {
        "head": head.of_list(),
        "report": row,
        "proposed": proposed,
        "segments": _numbered(segments(row.text, marked)),
        "undecided": sum(each.finding.state == Finding.State.PROPOSED for each in proposed),
        "about": about or AboutForm.of(row),
        "about_open": about is not None,
    }
    return answer(request, "press/desk.html", context, wrong=bool(failed or about))


def _proposed(
    finding: Finding,
    row: Report,
    names: dict[str, str],
    reader: str,
    failed: tuple[int, str, CorrectForm | RejectForm] | None,
) -> Proposed:
    kind = Kind(finding.kind)
    undecided = finding.state == Finding.State.PROPOSED
    correct, reject, opened = CorrectForm(finding), RejectForm(auto_id=f"r{finding.pk}-%s"), ""
    if failed and failed[0] == finding.pk:
        _pk, opened, form = failed
        if isinstance(form, CorrectForm):
            correct = form
        else:
            reject = form
    return Proposed(
        finding=finding,
        number=finding.position,
        fact=fact_in_words(kind, finding.content, names, reader),
        rows=rows_of(kind, finding.content, names),
        standing=queries.standing_of(finding, row) if undecided else queries.Standing([], []),
        correct=correct,
        reject=reject,
        opened=opened,
    )


def _numbered(pieces: list[Segment]) -> list[tuple[Segment, bool]]:
    """Return pieces of a text, and whether one is the first of a finding: there its number stands."""
    seen: set[int] = set()
    told = []
    for piece in pieces:
        told.append((piece, bool(set(piece.keys) - seen)))
        seen.update(piece.keys)
    return told


@requires("press.review")
@require_POST
def about(request: HttpRequest, report: int) -> HttpResponse:
    """Correct what is known of a report itself, or end its review."""
    row = _the_report(report)
    by = request.user.get_username()
    if "close" in request.POST:
        try:
            actions.close_report(report=row, by=by)
        except actions.AlreadyDecided:
            messages.error(request, _("Something is left to be decided."))
            return redirect("press_desk", report)
        return redirect("press_review")
    form = AboutForm(request.POST)
    if not form.is_valid():
        return _desk(request, row, about=form)
    actions.describe_report(report=row, by=by, **form.cleaned_data)
    messages.success(request, _("What is known of the report was kept."))
    return redirect("press_desk", report)


@requires("press.review")
@require_POST
def decide(request: HttpRequest, report: int, finding: int) -> HttpResponse:
    """Accept, correct or reject a finding, and go on to the next."""
    row = _the_report(report)
    found = next((each for each in row.findings.all() if each.pk == finding), None)
    if found is None:
        raise Http404(finding)
    assert isinstance(request.user, User)
    try:
        failed = _decided(request, found, request.user)
    except actions.AlreadyDecided:
        messages.error(request, _("Somebody has decided this before. Nothing was changed."))
        failed = None
    if failed:
        return _desk(request, row, failed=(found.pk, *failed))
    return redirect(reverse("press_desk", args=[report]) + _next(row, found))


def _decided(
    request: HttpRequest, finding: Finding, by: User
) -> tuple[str, CorrectForm | RejectForm] | None:
    """Do what was asked; return the form that could not be kept, and which it was."""
    verb = request.POST.get("verb")
    if verb == "reject":
        form = RejectForm(request.POST, auto_id=f"r{finding.pk}-%s")
        if not form.is_valid():
            return "reject", form
        reason = Finding.Reason(form.cleaned_data["reason"])
        actions.reject_finding(
            finding_id=finding.pk, reason=reason, note=form.cleaned_data["note"], by=by
        )
        messages.success(request, _("Rejected."))
        return None
    typed = CorrectForm(finding, request.POST if verb == "correct" else None)
    if verb == "correct" and not typed.is_valid():
        return "correct", typed
    try:
        actions.accept_finding(
            finding_id=finding.pk,
            cells=typed.cells() if verb == "correct" else None,
            same_as=request.POST.get("same_as"),
            by=by,
        )
    except BadField as error:
        typed = CorrectForm(finding, request.POST if verb == "correct" else typed.initial)
        typed.is_valid()
        typed.fail(error)
        return "correct", typed
    messages.success(request, _("Corrected and accepted.") if verb == "correct" else _("Accepted."))
    return None


def _next(row: Report, finding: Finding) -> str:
    """Return the part of the desk where the next undecided finding stands."""
    left = [
        each.position
        for each in row.findings.all()
        if each.state == Finding.State.PROPOSED and each.pk != finding.pk
    ]
    after = [place for place in left if place > finding.position] or left
    return f"#finding-{after[0]}" if after else "#about"
