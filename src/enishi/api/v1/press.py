"""What the press reports: read what is confirmed, bring in what is to be reviewed."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Query, Router, Schema
from pydantic import HttpUrl

from enishi.api import answers
from enishi.api.gate import requires
from enishi.api.problems import invalid
from enishi.api.v1.parameters import Paging
from enishi.api.v1.shapes import BroughtReport, Page, PressReport
from enishi.apps.press import actions, bridge, queries
from enishi.apps.press.jobs import Outcome
from enishi.apps.press.models import Report
from enishi.domain.press.files import MOST_CHARACTERS, Document, NotAReport

router = Router(tags=["press"])
_SAID = {
    "document.empty": "There is no text in it.",
    "document.too_long": f"The text has more than {MOST_CHARACTERS} characters.",
    "document.not_text": "It is no text.",
}


class NewReport(Schema):
    """A report as it was received."""

    text: str = Field(description="Headline, captions and all.")
    address: HttpUrl | None = Field(None, description="Where it can be read.")
    publisher: str = Field("", max_length=200, description="Who published it.")
    title: str = Field("", max_length=300, description="Without it, the first line.")


@router.get(
    "",
    response=Page[PressReport],
    operation_id="list_press",
    summary="Reports with the facts that reviewers confirmed, newest first",
)
@requires("press.read")
def list_press(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """List reports: each fact with a short quotation, never the whole text."""
    return answers.page_of(
        request,
        queries.told(),
        lambda rows: [bridge.report_document(row) for row in rows],
        **paging.dict(),
    )


@router.post(
    "/reports",
    response=BroughtReport,
    operation_id="bring_report",
    summary="Bring in a report to be reviewed",
)
@requires("press.bring")
def bring_report(request: HttpRequest, new: NewReport) -> HttpResponse:
    """Keep a report, once; facts are proposed, and reviewers confirm them."""
    address = str(new.address) if new.address else ""
    if len(address) > 1000:
        raise invalid("address", "The address is longer than 1000 characters.")
    document = Document(text=new.text, title=new.title, address=address, publisher=new.publisher)
    try:
        brought = actions.bring_report(
            document=document, way=Report.Way.API, by=request.user.get_username()
        )
    except NotAReport as error:
        raise invalid("text", _SAID[error.code]) from error
    desk = reverse("press_desk", args=[brought.report.pk])
    answer = answers.document(
        {
            "id": brought.report.pk,
            "outcome": str(brought.outcome),
            "findings": brought.report.findings.count(),
            "desk": request.build_absolute_uri(desk),
        }
    )
    known = brought.outcome in (Outcome.KNOWN, Outcome.KNOWN_ELSEWHERE)
    answer.status_code = 200 if known else 201
    return answer
