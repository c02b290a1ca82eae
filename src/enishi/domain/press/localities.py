"""Mentions of places: which names stand for a unit, and for which."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enishi.domain.press.article import Article, Block, BlockKind
from enishi.domain.press.folding import carelessly_written, levelled
from enishi.domain.press.gazetteer import Found, Gazetteer, Name, Place, gazetteer, plain
from enishi.domain.press.layout import READ
from enishi.domain.press.names import ends_a_person
from enishi.domain.press.report import Basis, Locality, Reading, Span
from enishi.domain.press.scripts import meant_in_japanese
from enishi.domain.press.slips import slips_in
from enishi.domain.press.surroundings import (
    Neighbour,
    after,
    before,
    goes_on_as_body,
    held,
    kind_told,
    kinds_of,
    within_body,
    word_before,
)
from enishi.domain.press.surroundings import words_after as names_after

_SURE, _LIKELY, _UNSURE = 0.98, 0.9, 0.5
_LONG = 8  # letters of a town that nobody is called like, where its prefecture is named
_WELL_KNOWN = 9  # letters from which the name of one municipality only is no common word


@dataclass(slots=True)
class Mention:
    """A name in its surroundings.

    Args:
        found: where it stands.
        block: in which it stands.
        city: whether the words beside it say that a city, town or village is meant.
        sure: how much the words beside it say that a place is meant.
        meant: whether a place is meant at all, as far as its surroundings tell.
        titled: whether it stands in a headline all of whose words have capitals.
        person: whether it is part of somebody's name.
    """

    found: Found
    block: Block
    city: bool
    sure: bool
    meant: bool
    titled: bool = False
    person: bool = False


def localities_in(article: Article) -> tuple[Locality, ...]:
    """Return every mention of a unit, in order."""
    return placed(article)[0]


def placed(article: Article) -> tuple[tuple[Locality, ...], tuple[Locality, ...]]:
    """Return every mention of a unit, in order, and what is only offered.

    Offered, with no code, are names that surely mean a place but may be that of several units,
    none of them likelier, and names that are one letter away from that of a unit.
    """
    names = gazetteer()
    mentions = _without_people(article, _mentions(article, names))
    known = _codes_surely_meant(mentions)
    localities, offers = [], []
    for mention in mentions:
        start, end = mention.found.start, mention.found.end
        if place := _chosen(article, mention, known):
            localities.append(_locality(article, mention, place, names))
        elif mention.meant and mention.sure:
            offers.append(_offered(article, start, end, mention.found.name.places))
    taken = [(mention.found.start, mention.found.end) for mention in mentions]
    offers += [_offered(article, *slip) for slip in slips_in(article, names, taken)]
    return _dated(article, localities), tuple(sorted(offers, key=lambda offer: offer.basis.spans))


def _mentions(article: Article, names: Gazetteer) -> Iterator[Mention]:
    read = [block for block in article.blocks if block.kind in READ]
    starts = [block.start for block in read]
    end = read[-1].end if read else 0
    for found in names.found(article.text, article.folded, end):
        number = bisect_right(starts, found.start) - 1
        if number < 0 or found.end > read[number].end or not found.name.places:
            continue
        block = read[number]
        if article.text[found.start] > "\u2e80":
            meant, city, sure = meant_in_japanese(article.text, found, block)
            yield Mention(found, block, city, sure, meant)
        elif _written_as_name(article.text, found):
            yield _judged(article, found, block)


def _without_people(article: Article, mentions: Iterator[Mention]) -> list[Mention]:
    """Return the mentions, those no longer meant that repeat the first part of a person's name."""
    every = list(mentions)
    people = {article.folded[each.found.start : each.found.end] for each in every if each.person}
    whole = {
        article.folded[each.found.start : each.found.end]
        for each in every
        # Vietnamese reports call somebody again by one word, which is no place's name
        if article.language != "vi" and each.person and ends_a_person(article, each.found.start)
    }
    surely = {
        article.folded[each.found.start : each.found.end]
        for each in every
        if each.sure and each.meant
    }
    for each in every:
        name = article.folded[each.found.start : each.found.end]
        if name in people - surely and (each.found.name.places[0].country == "JP" or name in whole):
            each.meant = False
    return every


def _written_as_name(text: str, found: Found) -> bool:
    """Whether a stretch has the accents of a name, or some of them."""
    stretch = text[found.start : found.end]
    if stretch.isupper() and len(stretch) < 5 and found.name.places[0].country == "JP":
        return False  # USA is no town of Oita
    written = levelled(stretch)
    if written in found.name.forms:
        return True
    return any(carelessly_written(written, form) for form in found.name.forms)


def _judged(article: Article, found: Found, block: Block) -> Mention:
    text, start, end = article.text, found.start, found.end
    near = before(text, start, block.start)
    next_to = [
        each
        for each in after(text, end, block.end)
        # "the Saitama town of Ogawa" tells what Ogawa is
        if each.kind != "place_type" or not article.folded.startswith(" of ", each.end)
    ]
    kinds = {each.kind: each for each in reversed(near)}
    follows = {each.kind: each for each in next_to}
    kind = kind_told(near, next_to)
    # "of Kumamoto", "tỉnh Kumamoto", "Governor of Chiba": the name can only be that of a place.
    sure = kind != "" or held(near) or "place_type" in follows or _owned(article, start)
    if (
        _in_other_name(near)
        or goes_on_as_body(text, end, block.end)
        or (not sure and within_body(text, start, block.start, near))
    ):
        return Mention(found, block, city=False, sure=False, meant=False)
    titled = block.kind is BlockKind.HEADLINE and _titled(text, block)
    free = sure or _free(article, found, block, kinds, follows)
    return Mention(
        found,
        block,
        kind == "city",
        sure,
        meant=free or titled,
        titled=titled and not sure,
        person=not free and not titled,
    )


def _owned(article: Article, start: int) -> bool:
    """Whether the name of a prefecture owns the name, as in Wakayama's Kainan."""
    lead = article.folded[max(0, start - 16) : start]
    words = lead.removesuffix("'s ").split()
    if len(lead) < 3 or not lead.endswith("'s ") or not words:
        return False
    owner = gazetteer().names.get(words[-1])
    return owner is not None and _first_level(owner) is not None


def _in_other_name(near: Sequence[Neighbour]) -> bool:
    """Whether a name is part of that of a post, a body or a sight."""
    for each in near:
        if each.kind == "place_in_name":
            return True
        if each.kind == "place_in":
            # A bank *in* Hanoi is in Hanoi; a consulate in Osaka is named after it.
            if not any(other.kind == "place_in_name" and other.meaning == "post" for other in near):
                break
        elif each.kind not in {
            "place_of", "place_word", "place_country", "place_adjective", "place_type",
        }:  # fmt: skip
            break
    return False


def _free(
    article: Article,
    found: Found,
    block: Block,
    kinds: dict[str, Neighbour],
    follows: dict[str, Neighbour],
) -> bool:
    """Whether a name stands free: not joined to other capitals that make it somebody's name."""
    text = article.text
    if "before_person" in kinds and kinds["before_person"].end >= found.start - 1:
        return False
    previous, at = word_before(text, found.start, block.start)
    if previous and previous[0].isupper() and not previous.endswith(("'s", "’s")):
        told = kinds_of(levelled(previous.rstrip(".")))
        opening = at == block.start or _opens(article, at)
        if "name_part" in told and not (opening and len(told) > 1):
            return False
        if not (told.keys() - {"name_part"} or opening or text[found.start - 1] == "-"):
            return False
    return not _begins_a_person(text, found, block, follows)


def _begins_a_person(text: str, found: Found, block: Block, follows: dict[str, Neighbour]) -> bool:
    """Whether one more capitalised word follows, as in Chiba Hidemori; two would be a person's."""
    names = names_after(text, found.end, block.end)
    if not names or follows.keys() & {"place_after", "place_type", "place_office"}:
        return False
    if found.name.places[0].country == "VN":
        first = kinds_of(levelled(text[found.start : found.end]).split()[0])
        return "name_part" in first and len(names) < 2 and not names[0].isupper()
    return len(names) == 1


def _opens(article: Article, place: int) -> bool:
    sentence = article.sentence_at(place)
    return sentence is not None and sentence.start == place


def _titled(text: str, block: Block) -> bool:
    """Whether a headline writes all its words with capitals."""
    words = [word for word in text[block.start : block.end].split() if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) * 10 >= len(words) * 8


def _codes_surely_meant(mentions: Sequence[Mention]) -> frozenset[str]:
    codes = set()
    for mention in mentions:
        if mention.meant and not mention.titled:
            place = _first_level(mention.found.name)
            if place and not mention.city:
                codes.add(place.code)
            elif (mention.city or mention.sure) and len(mention.found.name.places) == 1:
                only = mention.found.name.places[0]
                codes |= {only.below, only.code} if mention.city else {only.below}
    return frozenset(codes)


def _first_level(name: Name) -> Place | None:
    return next((place for place in name.places if not place.below), None)


def _chosen(article: Article, mention: Mention, known: frozenset[str]) -> Place | None:
    """Return the place that a mention means, if it means one."""
    if not mention.meant:
        return None
    places = mention.found.name.places
    if places[0].country == "VN":
        return _vietnamese(article, mention, known)
    prefecture = _first_level(mention.found.name)
    if prefecture and not mention.city:
        if mention.titled and not (known & {prefecture.code}):
            return None
        return prefecture
    cities = [place for place in places if place.below]
    if mention.city and prefecture:
        own = [place for place in cities if place.below == prefecture.code]
        return own[0] if own else prefecture
    return _municipality(mention, cities, known)


def _municipality(mention: Mention, cities: Sequence[Place], known: frozenset[str]) -> Place | None:
    text_known = [place for place in cities if place.below in known]
    famous = [place for place in cities if place.famous]
    if len(text_known) == 1 and (mention.city or mention.sure or text_known[0].code in known):
        return text_known[0]
    letters = mention.found.end - mention.found.start
    if len(cities) == 1 == len(text_known) and letters >= _LONG and not mention.titled:
        return text_known[0]
    if famous and not mention.titled:
        return famous[0]
    if len(cities) > 1:
        return None
    only = cities[0]
    if mention.city or only.code in known:
        return only
    return only if letters >= _WELL_KNOWN and mention.sure else None


def _vietnamese(article: Article, mention: Mention, known: frozenset[str]) -> Place | None:
    places = mention.found.name.places
    day = article.published_on
    if mention.titled and not any(place.code in known for place in places):
        return None
    first = [place for place in places if not place.below]
    town = [place for place in places if place.below]
    if first and town:
        return (
            town[0] if day and day < "2025" and not _is_called_province(known, first) else first[0]
        )
    if town:
        return town[0] if mention.city or not town[0].shy else None
    standing = [
        place
        for place in first
        if (unit := place.on(day)) and (not day or not unit.last or unit.last >= "2000")
    ]
    if day:
        standing = [
            p for p in standing if any(_in_force(u.first, u.last, day) for u in p.units)
        ] or (standing)
    if not standing:
        return None
    place = standing[-1]
    if place.code == "VN-SG" and _only_a_person(article, mention):
        return None
    unit = place.on(day)
    if mention.city and unit and unit.kind == "province":
        name = article.text[mention.found.start : mention.found.end]
        return replace(place, code=f"{place.code}/{plain(name)}", below=place.code, units=())
    return place


def _is_called_province(known: frozenset[str], first: Sequence[Place]) -> bool:
    return any(place.code in known for place in first)


def _only_a_person(article: Article, mention: Mention) -> bool:
    words = article.folded[mention.found.start : mention.found.end]
    return words in {"ho chi minh", "ho-chi-minh", "hochiminh"} and not (
        mention.sure or mention.city
    )


def _in_force(first: str, last: str, day: str) -> bool:
    return (not first or first[: len(day)] <= day) and (not last or last >= day)


def _locality(article: Article, mention: Mention, place: Place, names: Gazetteer) -> Locality:
    start, end = mention.found.start, mention.found.end
    unit = place.on(article.published_on)
    code = place.code
    if place.country == "VN" and place.below:
        below = names.heir(place.below, article.published_on)
        code = f"{below}/{place.code.split('/')[1]}"
    others = tuple(
        Reading(other.code, standing.unit_id if (standing := other.on(None)) else "", _UNSURE)
        for other in mention.found.name.places
        if other.code != place.code and not place.code.startswith(other.code)
    )
    return Locality(
        article.text[start:end],
        code,
        unit.unit_id if unit else "",
        Basis(
            (Span(start, end),),
            "place.named" if mention.sure else "place.free",
            _SURE if mention.sure else _LIKELY,
        ),
        alternatives=others[:5],
    )


def _offered(article: Article, start: int, end: int, places: Sequence[Place]) -> Locality:
    return Locality(
        article.text[start:end],
        "",
        "",
        Basis((Span(start, end),), "place.unsure", _UNSURE),
        alternatives=tuple(
            Reading(place.code, unit.unit_id if (unit := place.on(None)) else "", _UNSURE)
            for place in places
        ),
    )


def _dated(article: Article, localities: list[Locality]) -> tuple[Locality, ...]:
    """Return the localities, those named only in the dateline told as such."""
    if article.dateline is None:
        return tuple(localities)
    start, end = article.dateline
    outside = {place.code for place in localities if not start <= place.basis.spans[0].start < end}
    return tuple(
        replace(place, dateline_only=place.code not in outside)
        if start <= place.basis.spans[0].start < end
        else place
        for place in localities
    )
