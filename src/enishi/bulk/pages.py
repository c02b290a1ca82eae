"""The article of a page of HTML, without what stands around it."""

import logging


def article_of(page: str) -> tuple[str, list[str]]:
    """Return headline, day if the page states it, and article; and codes for what was done."""
    import trafilatura  # noqa: PLC0415 - half a second to load, for pages of HTML alone

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if not page.strip():
        return "", []
    found = trafilatura.bare_extraction(
        page,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None:
        return trafilatura.html2txt(page), ["whole_page"]
    told = found if isinstance(found, dict) else found.as_dict()
    headline, day, text = (told.get(key) or "" for key in ("title", "date", "text"))
    if not text:
        return trafilatura.html2txt(page), ["whole_page"]
    if headline in text[: 2 * len(headline)]:
        headline = ""
    return "\n\n".join(filter(None, (headline, day, text))), []
