"""What programs that gather pages ask for."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from enishi.web.gate import requires
from enishi.web.heads import sitemap as sections
from enishi.web.heads.nodes import absolute
from enishi.web.lasting import lasting

_HEADING = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WORDS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DAY = 86400
_HOUR = 3600


@requires("pages.read")
@lasting(_DAY)
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # the same for all
    """Say what is not to be gathered, and where the map of the site is."""
    closed = [reverse("admin:index"), *(f"/{code}/account/" for code, _ in settings.LANGUAGES)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    text = "\n".join([*lines, "", f"Sitemap: {absolute(reverse('sitemap'))}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@requires("pages.read")
@lasting(_HOUR)
def sitemap_index(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # the same for all
    """Answer with the list of the maps."""
    rows = "".join(
        f"<sitemap><loc>{absolute(reverse('sitemap_section', args=(name,)))}</loc></sitemap>\n"
        for name in sections.names()
    )
    return _xml(f'<sitemapindex xmlns="{_WORDS}">\n{rows}</sitemapindex>\n')


@requires("pages.read")
@lasting(_HOUR)
def sitemap(request: HttpRequest, section: str) -> HttpResponse:  # noqa: ARG001  # the same for all
    """Answer with the pages of one sort, in each language."""
    pages = sections.pages(section)
    if pages is None:
        raise Http404(section)
    rows = "".join(map(sections.rows, pages))
    links = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return _xml(f'<urlset xmlns="{_WORDS}" {links}>\n{rows}</urlset>\n')


def _xml(text: str) -> HttpResponse:
    return HttpResponse(_HEADING + text, content_type="application/xml; charset=utf-8")
