"""The colours of a meeting plan that is a file of its own: it carries them, for day and night.

Programs that show such a file need not know custom properties: every rule is written out.
"""

# Role → light and dark, as in tokens.css; a test holds one against the other.
COLOURS = {
    "paper": ("#FBF8F1", "#171612"),
    "paper-2": ("#F4EFE3", "#211F1A"),
    "ink": ("#1F1D1A", "#EFEAE0"),
    "ink-2": ("#57524A", "#BDB6A8"),
    "ink-3": ("#6C665B", "#A0998B"),
    "rule": ("#E4DDCF", "#353129"),
    "rule-2": ("#CBC1AD", "#4B463B"),
    "jp": ("#27476E", "#9DBBE3"),
    "jp-tint": ("#E1E6EB", "#1E2733"),
    "jp-line": ("#93A5BC", "#4D6584"),
    "vn": ("#2F6B4F", "#86C4A4"),
    "vn-tint": ("#E4ECE0", "#1F2B24"),
    "fault": ("#6E2145", "#E79CC0"),
    "fault-tint": ("#F3E2E9", "#331D29"),
    "bond": ("#C2371C", "#F2795A"),
    "due": ("#7A5200", "#E2B565"),
}
# The ground and the letters of the zones, and their ground where cells are small and hold no text:
# the first is the one most sit in, so it is quiet. More zones than these begin again.
ZONES = (
    ("jp-tint", "jp", "jp-line"),
    ("vn-tint", "vn", "vn"),
    ("fault-tint", "fault", "fault"),
    ("rule", "ink", "ink-3"),
)
_FONTS = "'Be Vietnam Pro','Hiragino Sans','Noto Sans JP','Noto Sans CJK JP','Yu Gothic',sans-serif"
_FILLS = {
    "paper": ".ground",
    "paper-2": ".gap",
    "ink": "text",
    "ink-2": ".head,.sum,.flag",
    "ink-3": ".note",
    "rule": ".room,.away-small",
    "bond": ".must",
    "due": ".late",
}
_STROKES = {"rule": ".row", "rule-2": ".hatch", "due": ".idle", "ink": ".edge"}


def style() -> str:
    """Return the style sheet: sizes, the light colours, and the dark ones for dark screens."""
    return (
        f"text{{font:400 13px {_FONTS}}}.title{{font-weight:600;font-size:20px}}"
        ".name,.in{font-weight:500}.end{text-anchor:end}"
        ".row,.hatch,.idle,.edge{fill:none}.idle,.edge{stroke-width:1.5}.hatch{stroke-width:1.4}"
        ".small .idle{stroke-width:1}.small .name{font-weight:400;font-size:6px}"
        f"{_rules(0)}@media screen and (prefers-color-scheme:dark){{{_rules(1)}}}"
    )


def _rules(scheme: int) -> str:
    colour = {role: both[scheme] for role, both in COLOURS.items()}
    zones = "".join(
        f".zone-{n}{{fill:{colour[ground]}}}.in-{n}{{fill:{colour[letters]}}}"
        f".small .zone-{n}{{fill:{colour[small]}}}"
        for n, (ground, letters, small) in enumerate(ZONES)
    )
    fills = "".join(f"{where}{{fill:{colour[role]}}}" for role, where in _FILLS.items())
    strokes = "".join(f"{where}{{stroke:{colour[role]}}}" for role, where in _STROKES.items())
    return fills + zones + strokes
