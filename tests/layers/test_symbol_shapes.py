import re

import pytest

from layers.styles import SYMBOLS
from layers.symbol_shapes import drawing_of

POINTS = [symbol for symbols in SYMBOLS.values() for symbol in symbols if symbol.shape != "line"]


@pytest.mark.parametrize("symbol", POINTS, ids=lambda symbol: symbol.kind)
def test_every_symbol_of_a_point_can_be_drawn(symbol):
    drawing = drawing_of(symbol, 10)
    path = re.fullmatch(r"(M-?[\d.]+ -?[\d.]+([LMa][-\d. ]+)*Z?)+", drawing.outline)
    assert path, drawing.outline
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", drawing.outline)]
    assert max(map(abs, numbers)) <= 10


def test_what_is_open_is_hollow_and_what_is_closed_is_filled():
    symbols = {symbol.kind: drawing_of(symbol, 10) for symbol in POINTS}
    hollow, filled = symbols["desconectador_abierto"], symbols["desconectador_cerrado"]
    assert (hollow.fill, filled.fill) == ("#ffffff", "#8a1c3b")


def test_a_letter_needs_room():
    recloser = next(symbol for symbol in POINTS if symbol.kind == "reconectador_cerrado")
    assert [drawing_of(recloser, size).letter for size in (6, 10)] == ["", "R"]
