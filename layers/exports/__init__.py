"""Downloads. Each module of this folder that names a FORMATS tuple adds its formats: a new one is one file."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from layers.exports.base import Download, Format

__all__ = ["Download", "Format", "find_format", "formats"]


@cache
def formats() -> tuple[Format, ...]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found = [format_ for module in modules for format_ in getattr(module, "FORMATS", ())]
    return tuple(sorted(found, key=lambda format_: format_.rank))


def find_format(suffix: str, scope: str) -> Format | None:
    """The format whose addresses end in `suffix`, where it is offered for that."""
    return next((format_ for format_ in formats() if format_.suffix == suffix and scope in format_.scopes), None)
