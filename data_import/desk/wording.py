"""The import speaks to whoever types its command; at the desk there are fields instead of options."""

import re

WORDS = (
    (r"--srid (\d+)", r"EPSG \1"),
    (r"con --srid", "en «Sistema de coordenadas»"),
    (r"--srid", "«Sistema de coordenadas»"),
    (r"no se indicó --cutoff", "no se indicó una fecha de corte"),
    (r"--cutoff", "«Fecha de corte»"),
    (r" Use uno de .* o la ruta de un archivo TOML\.", ""),
)


def at_the_desk_said(sentence: str) -> str:
    for option, words in WORDS:
        sentence = re.sub(option, words, sentence)
    return sentence
