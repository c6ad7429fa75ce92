"""The portal's own statements as text with {names}, for pgbench."""

import os
import re


def own_tile_statement(form: str) -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    import django

    django.setup()
    from layers.catalogue import find_layer
    from layers.tiles import ANY, TILE_FORMATS, tile_statement

    return with_names(tile_statement(find_layer("vanos"), TILE_FORMATS[form], ANY))


def with_names(statement: str) -> str:
    """%(name)s becomes {name}."""
    return re.sub(r"%\((\w+)\)s", r"{\1}", statement.replace("{", "{{").replace("}", "}}"))
