import io

import pytest
from PIL import Image

from layers.exports.icons import ICON_PIXELS, icon_png
from layers.exports.kml_head import has_icon
from layers.styles import SYMBOLS, Symbol

DRAWN = [symbol for symbols in SYMBOLS.values() for symbol in symbols if has_icon(symbol)]


@pytest.mark.parametrize("symbol", DRAWN, ids=[symbol.kind for symbol in DRAWN])
def test_a_picture_has_the_symbols_colour_and_is_clear_around_it(symbol: Symbol):
    picture = Image.open(io.BytesIO(icon_png(symbol)))
    colors = {color[:3] for _, color in picture.getcolors(ICON_PIXELS**2) if color[3] == 255}

    assert (picture.size, picture.mode) == ((ICON_PIXELS, ICON_PIXELS), "RGBA")
    assert bytes.fromhex(symbol.color[1:]) in {bytes(color) for color in colors}
    assert [picture.getpixel(corner)[3] for corner in ((0, 0), (0, ICON_PIXELS - 1))] == [0, 0]


def test_open_and_closed_look_different():
    closed, opened = (symbol for symbol in DRAWN if symbol.kind in {"fusible_cerrado", "fusible_abierto"})

    assert icon_png(closed) != icon_png(opened)
