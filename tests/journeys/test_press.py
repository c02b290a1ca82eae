"""A report from the clipboard to the page of the bond, by keyboard and without JavaScript."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

# What the engine reads is proved elsewhere: these two reports come with what they say.
SEED = """
import django
django.setup()
from enishi.apps.press.actions import bring_report
from enishi.apps.press.models import Report
from enishi.domain.press.files import Document
from tests import press_reports as texts
text = {text}
document = Document(text, publisher="Vietnam News Agency", address="https://example.org/{address}")
brought = bring_report(document=document, way=Report.Way.FOLDER, by="a test", reader=texts.read)
print(brought.report.pk)
"""


def seeded(environment: dict[str, str], text: str) -> str:
    program = SEED.format(text=text, address=text.rpartition(".")[2])
    settings = environment | {"DJANGO_SETTINGS_MODULE": "enishi.project.settings"}
    told = subprocess.run(
        [sys.executable, "-c", program], env=settings, check=True, capture_output=True, text=True
    )
    return told.stdout.strip()


def sign_in(page: Page) -> None:
    page.goto("/en/account/sign-in/")
    page.get_by_label("E-mail address").fill("steward@example.org")
    page.get_by_label("Password").fill("a-steward-of-the-journeys")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def test_a_pasted_report_comes_to_the_desk(page: Page) -> None:
    sign_in(page)
    page.goto("/en/press/")
    page.get_by_role("link", name="Bring in a report").click()
    page.get_by_label("Text of the report").fill(
        "A quiet day\n\nNothing was signed <today> & here."
    )
    page.get_by_label("Publisher").fill("An outlet")
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A quiet day")
    expect(page.locator(".desk-words")).to_contain_text("Nothing was signed <today> & here.")


def test_a_reviewer_confirms_facts_into_the_register(
    page: Page, served: tuple[str, dict[str, str]], request: pytest.FixtureRequest
) -> None:
    keyboard = request.node.callspec.params["page"]
    report = seeded(served[1], "texts.TEXT" if keyboard else "texts.TOCHIGI")
    prefecture = "Gunma" if keyboard else "Tochigi"
    sign_in(page)
    page.goto(f"/en/press/review/{report}/")
    agreement = page.locator("#finding-1")
    expect(agreement).to_contain_text(prefecture)
    if keyboard:
        expect(agreement).to_be_focused()
        page.keyboard.press("j")
        expect(page.locator("#finding-2")).to_be_focused()
        expect(page.locator("mark.here").first).to_contain_text("at a ceremony")
        page.keyboard.press("k")
        page.keyboard.press("a")
    else:
        agreement.get_by_role("button", name="Accept", exact=False).first.click()
    expect(page.locator("#finding-1")).to_contain_text("accepted")
    key = page.locator("#finding-1 a.key").inner_text()
    if keyboard:
        expect(page.locator("#finding-2")).to_be_focused()
        page.keyboard.press("c")
        expect(page.locator("#finding-2 input[name=name_en]")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("r")
        expect(page.locator("#finding-2 select[name=reason]")).to_be_focused()
    else:
        page.locator("#finding-2 summary", has_text="Reject").click()
    page.locator("#finding-2 select[name=reason]").select_option("twice")
    page.locator("#finding-2").get_by_role("button", name="Reject", exact=True).click()
    expect(page.locator("#finding-2")).to_contain_text("rejected")
    page.goto(f"/en/agreements/{key}/?on=2031-04-01")
    expect(page.get_by_role("main")).to_contain_text("Vietnam News Agency")
    prefecture_id = "JP10" if keyboard else "JP09"
    page.goto(f"/en/places/{prefecture_id}/?on=2031-04-01")
    page.get_by_role("main").get_by_role("link", name=re.compile("Da Nang|Đà Nẵng")).first.click()
    page.goto(page.url.partition("?")[0] + "?on=2031-04-01")
    timeline = page.locator("section[aria-labelledby=timeline]")
    expect(timeline).to_contain_text(key)
    expect(timeline).to_contain_text("Vietnam News Agency")
