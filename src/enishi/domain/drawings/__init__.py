"""Pictures drawn on the server: dataclasses and translated words in, SVG text out."""

from enishi.domain.drawings.axis import Tick, TimeAxis
from enishi.domain.drawings.bond_map import MapHead, MapPlace, MapThread, MapWords, bond_map
from enishi.domain.drawings.card import Card, CardPart, card
from enishi.domain.drawings.cord import Strand, dot_radius, order_at_gate, thread_width
from enishi.domain.drawings.facing import Facing, FacingLine, facing
from enishi.domain.drawings.family import Family, FamilyDay, Member, Step, family
from enishi.domain.drawings.growth import Curve, Growth, Ring, Turn, growth_chart, growth_track
from enishi.domain.drawings.layout import Layout, Site, lay_out
from enishi.domain.drawings.lettering import line_count, shortened, text_width, wrap
from enishi.domain.drawings.matrix import Band, Cell, Line, Matrix, cell_radius, matrix
from enishi.domain.drawings.meeting_parts import (
    MeetingGroup,
    MeetingPlan,
    MeetingRow,
    MeetingWords,
    Met,
)
from enishi.domain.drawings.meetings import meeting_plan
from enishi.domain.drawings.outline import OutlineGrounds, OutlineMap, OutlineUnit, outline
from enishi.domain.drawings.outlines import Atlas, read_atlas
from enishi.domain.drawings.rails import Entry, Hung, Mark, Rails, RailsPicture, rails
from enishi.domain.drawings.replay import Merger, ThreadHistory, UnitHistory, replay
from enishi.domain.drawings.shores import MIDDLE, TALL, WIDE, View

__all__ = [
    "MIDDLE",
    "TALL",
    "WIDE",
    "Atlas",
    "Band",
    "Card",
    "CardPart",
    "Cell",
    "Curve",
    "Entry",
    "Facing",
    "FacingLine",
    "Family",
    "FamilyDay",
    "Growth",
    "Hung",
    "Layout",
    "Line",
    "MapHead",
    "MapPlace",
    "MapThread",
    "MapWords",
    "Mark",
    "Matrix",
    "MeetingGroup",
    "MeetingPlan",
    "MeetingRow",
    "MeetingWords",
    "Member",
    "Merger",
    "Met",
    "OutlineGrounds",
    "OutlineMap",
    "OutlineUnit",
    "Rails",
    "RailsPicture",
    "Ring",
    "Site",
    "Step",
    "Strand",
    "ThreadHistory",
    "Tick",
    "TimeAxis",
    "Turn",
    "UnitHistory",
    "View",
    "bond_map",
    "card",
    "cell_radius",
    "dot_radius",
    "facing",
    "family",
    "growth_chart",
    "growth_track",
    "lay_out",
    "line_count",
    "matrix",
    "meeting_plan",
    "order_at_gate",
    "outline",
    "rails",
    "read_atlas",
    "replay",
    "shortened",
    "text_width",
    "thread_width",
    "wrap",
]
