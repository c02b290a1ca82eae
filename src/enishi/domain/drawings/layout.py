"""The map of bonds laid out once for all years: grounds, marks, ranks and the cord."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from enishi.domain.drawings.cord import Course, Pair, Strand, lay_cord, rank
from enishi.domain.drawings.labels import Placed, land_cells
from enishi.domain.drawings.markup import Point
from enishi.domain.drawings.outlines import Atlas, Ground
from enishi.domain.drawings.shores import STANDS, Shore, View


@dataclass(frozen=True, slots=True)
class Site:
    """A unit of any day as the map needs it: `place` is (degrees east, north) if it has no outline.

    `within` is the unit whose mark stands in for one that has neither.
    """

    unit: str
    country: str
    place: Point | None = None
    within: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A view with everything in its place, for any day."""

    view: View
    countries: Mapping[str, str]  # unit → country
    land: Mapping[str, str]  # unit → path data in tenths of a pixel
    coasts: Mapping[str, tuple[tuple[Point, ...], ...]]  # unit → its rings in pixels
    ground: frozenset[tuple[int, int]]  # cells that are land, for the labels
    anchors: Mapping[str, Point]
    courses: Mapping[Pair, Course]  # near unit first
    # Names as they were set, by all that was drawn: most days draw what another has drawn before.
    names_set: dict[object, list[Placed]] = field(default_factory=dict, compare=False, repr=False)

    def course(self, one: str, other: str) -> tuple[Pair, Course]:
        """Return the way between two units, whichever is named first.

        Raises:
            KeyError: the pair was not among the strands.
        """
        pair = (one, other) if self.countries[one] == self.view.near else (other, one)
        return pair, self.courses[pair]


def lay_out(
    view: View, atlases: Mapping[str, Atlas], sites: Iterable[Site], strands: Sequence[Strand]
) -> Layout:
    """Lay out a map for all days.

    Args:
        view: WIDE or TALL.
        atlases: the outlines of each of the two countries.
        sites: all units that are drawn on some day, those of the slots included.
        strands: all threads of all days; their two units in any order, as their slots'.

    Raises:
        ValueError: a unit has neither outline nor point, nor a unit around it that has.
    """
    sites = list(sites)
    countries = {site.unit: site.country for site in sites}
    drawn = {country: _Paper(view, country, atlases[country]) for country in view.shores}
    land: dict[str, str] = {}
    coasts: dict[str, tuple[tuple[Point, ...], ...]] = {}
    anchors: dict[str, Point] = {}
    ranks: dict[str, float] = {}
    for site in sorted(sites, key=lambda site: (bool(site.within), site.unit)):
        paper = drawn[site.country]
        if site.unit in paper.ground.atlas.outlines:
            land[site.unit], coasts[site.unit] = paper.outline(site.unit)
        at = paper.anchor(site) or anchors.get(site.within)
        if at is None:
            raise ValueError(f"{site.unit} has no place on the map")
        anchors[site.unit] = at
        # An inset moves a mark, not the unit's rank along its country.
        true = paper.true_place(site)
        ranks[site.unit] = rank(true or at, paper.shore.axis)
    turned = [_near_first(strand, countries, view) for strand in strands]
    courses = lay_cord(view, turned, anchors, ranks)
    ground = land_cells(ring for rings in coasts.values() for ring in rings)
    return Layout(view, countries, land, coasts, frozenset(ground), anchors, courses)


def _near_first(strand: Strand, countries: Mapping[str, str], view: View) -> Strand:
    def turned(pair: Pair) -> Pair:
        return pair if countries[pair[0]] == view.near else (pair[1], pair[0])

    one, other = turned(strand.key)
    return Strand(one, other, strand.count, turned(strand.slot), strand.era)


class _Paper:
    """One country of a view on paper, its inset included."""

    def __init__(self, view: View, country: str, atlas: Atlas) -> None:
        self.shore: Shore = view.shores[country]
        self.ground = Ground(
            atlas, self.shore.projection, tolerance=view.tolerance, window=self.shore.window
        )
        inset = self.shore.inset
        self.inset = inset and Ground(
            atlas, inset.projection, tolerance=view.tolerance, least=0.6, window=inset.window
        )

    def _ground_of(self, unit: str) -> Ground:
        inset = self.shore.inset
        return self.inset if self.inset and inset and inset.unit == unit else self.ground

    def outline(self, unit: str) -> tuple[str, tuple[tuple[Point, ...], ...]]:
        ground = self._ground_of(unit)
        return ground.path(unit), tuple(tuple(ring) for ring in ground.rings(unit))

    def anchor(self, site: Site) -> Point | None:
        inset = self.shore.inset
        if site.unit in STANDS:
            return self.shore.projection(STANDS[site.unit])
        if site.unit in self.ground.atlas.outlines:
            return self._ground_of(site.unit).middle(site.unit)
        if site.place is None:
            return None
        if inset and site.within == inset.unit:
            return inset.projection(site.place)
        return self.shore.projection(site.place)

    def true_place(self, site: Site) -> Point | None:
        inset = self.shore.inset
        if inset and inset.unit in (site.unit, site.within):
            west, south, east, north = inset.window
            return self.shore.projection(((west + east) / 2, (south + north) / 2))
        return None
