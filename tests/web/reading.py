"""Reading an HTML page as a test sees it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client

VOID = frozenset(
    {"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect", "use", "source"}
)


# Between these a reader sees a space, whatever the markup has.
BLOCKS = frozenset(
    {"dd", "div", "dl", "dt", "h1", "h2", "h3", "li", "ol", "p", "section", "td", "th", "tr", "ul"}
)


@dataclass(eq=False)
class Element:
    """An element with its attributes, the text within it, and the elements around it."""

    tag: str
    attributes: dict[str, str]
    # Left out when an assertion is told: they hold each other, and the whole page.
    around: tuple["Element", ...] = field(default=(), repr=False)
    text: str = ""
    within: list["Element"] = field(default_factory=list, repr=False)

    def has_class(self, name: str) -> bool:
        return name in self.attributes.get("class", "").split()


class Reader(HTMLParser):
    """Collects the elements of a page; an element that is not closed fails."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        if tag in BLOCKS:
            self.handle_data(" ")
        for outer in self._open:
            outer.within.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()
        if tag in BLOCKS:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


class Page:
    """A page that was fetched."""

    def __init__(self, client: Client, address: str, status: int = 200) -> None:
        self.response = client.get(address)
        assert self.response.status_code == status, (address, self.response.status_code)
        self.html = self.response.content.decode()
        reader = Reader()
        reader.feed(self.html)
        self.elements = reader.elements

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Return the elements of a tag whose attributes are as given; `class_` may be one of many."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        css = wanted.pop("class", "")
        return [
            element
            for element in self.elements
            if (not tag or element.tag == tag)
            and (not css or element.has_class(css))
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """Return the only such element."""
        (element,) = self.all(tag, **attributes)
        return element

    def text_of(self, tag: str = "", **attributes: str) -> str:
        """Return the text of the only such element, spaces levelled."""
        return level(self.one(tag, **attributes).text)

    @property
    def title(self) -> str:
        """The title of the page; pictures have titles of their own."""
        return next(e.text for e in self.all("title") if e.around[-1].tag == "head")

    @property
    def main(self) -> str:
        return self.text_of("main")


def level(text: str) -> str:
    """Return a text with one space where there are several."""
    return " ".join(text.split())
