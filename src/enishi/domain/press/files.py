"""From a file to the text of a report: plain text, a page of the web, or a PDF."""

import html
import io
import re
from dataclasses import dataclass, replace

MOST_BYTES = 10_000_000
MOST_CHARACTERS = 400_000
_HEADLINE = 4  # words of the shortest one
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_CANONICAL = re.compile(r"https?://\S{1,990}")
_HEADER = re.compile(r"\s*date \d{4}(?:-\d{2}){0,2}\s*")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class NotAReport(ValueError):
    """A file holds no report that can be read; `code` says why, `detail` the values of its words."""

    def __init__(self, code: str, **detail: object) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a report, with what its file says of it; what it does not say is empty."""

    text: str
    title: str = ""
    address: str = ""
    publisher: str = ""
    published_on: str = ""
    language: str = ""


def document_of(content: bytes, name: str = "") -> Document:
    """Read a file.

    Args:
        content: the file.
        name: what it is called; its ending counts only where the content does not tell.

    Raises:
        NotAReport: it is too large, empty, of a kind not read here, or holds no text.
    """
    if len(content) > MOST_BYTES:
        raise NotAReport("document.too_large", limit=MOST_BYTES // 1_000_000)
    if not content.strip():
        raise NotAReport("document.empty")
    if content.lstrip()[:5] == b"%PDF-":
        return checked(_from_pdf(content))
    if _PAGE.search(content[:4096]) or name.casefold().endswith((".html", ".htm")):
        return checked(_from_page(content))
    return checked(Document(_decoded(content)))


def checked(document: Document) -> Document:
    """Return a document whose text can be kept.

    Raises:
        NotAReport: there is no text, too much of it, or what is no text at all.
    """
    # Databases keep no sign of number zero, and no half of a pair of surrogates.
    text = document.text.encode("utf-8", "replace").decode("utf-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff \n\t")
    if "\x00" in text:
        raise NotAReport("document.not_text")
    if not any(character.isalnum() for character in text):
        raise NotAReport("document.empty")
    if len(text) > MOST_CHARACTERS:
        raise NotAReport("document.too_long", limit=MOST_CHARACTERS)
    title = document.title or _headline(text)
    return replace(document, text=text, title=" ".join(title.split())[:300])


def _headline(text: str) -> str:
    """Return the first line that may be a headline; the day, and the place alone, before it are not."""
    lines = [line for line in text.splitlines() if line.strip()]
    if found := _HEADER.match(lines[0]):
        rest = lines[0][found.end() :]
        return lines[1] if len(rest.split()) < _HEADLINE and len(lines) > 1 else rest
    return lines[0]


def _decoded(content: bytes) -> str:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        code = "document.not_text" if b"\x00" in content else "document.not_utf8"
        raise NotAReport(code) from error


def _from_page(content: bytes) -> Document:
    from trafilatura import bare_extraction  # noqa: PLC0415  # takes a second to load

    found = bare_extraction(
        content,
        with_metadata=True,
        include_comments=False,
        deduplicate=True,
        # Only what the page itself says of its day: days in the text are for the engine to read.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = str(getattr(found, "text", "") or "") if found is not None else ""
    if not body:
        raise NotAReport("document.no_text_in_page")
    title = html.unescape(str(getattr(found, "title", "") or ""))
    address, day = str(getattr(found, "url", "") or ""), str(getattr(found, "date", "") or "")
    headed = body if not title or body.startswith(title) else f"{title}\n\n{body}"
    return Document(
        text=headed,
        title=title,
        address=address if _CANONICAL.fullmatch(address) else "",
        publisher=str(getattr(found, "sitename", "") or "")[:200],
        published_on=day if _DAY.fullmatch(day) else "",
    )


def _from_pdf(content: bytes) -> Document:
    from pypdf import PdfReader  # noqa: PLC0415  # takes a while to load
    from pypdf.errors import PyPdfError  # noqa: PLC0415  # likewise

    pages: list[str] = []
    title = ""
    try:
        reader = PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        if not locked:
            pages = [page.extract_text() for page in reader.pages[:200]]
            title = str(reader.metadata.title or "") if reader.metadata else ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAReport("document.broken_pdf") from error
    if locked:
        raise NotAReport("document.locked")
    if not any(page.strip() for page in pages):
        raise NotAReport("document.no_text_in_pdf")
    return Document("\n\n".join(pages), title=title)
