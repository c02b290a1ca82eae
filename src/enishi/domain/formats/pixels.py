"""A drawing turned into pixels, in our own letters, for programs that show no SVG."""

from functools import lru_cache

import typst

from enishi.domain.formats.glyphs import fonts

# The page has the size of the drawing.
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.drawing), format: "svg")"""
_PER_INCH = 96  # pixels, as SVG counts them
_KEPT = 128


@lru_cache(_KEPT)
def png_of(svg: str) -> bytes:
    """Return a drawing as PNG, a pixel for each of its units; the last ones are remembered.

    Raises:
        ValueError: the drawing is no SVG.
    """
    try:
        made: bytes = typst.compile(
            _PAGE,
            font_paths=fonts(),
            ignore_system_fonts=True,
            format="png",
            ppi=_PER_INCH,
            sys_inputs={"drawing": svg},
        )
    except typst.TypstError as error:
        raise ValueError(f"no drawing: {error}") from error
    return made
