"""The indexes that the search box needs (layers.search.assets says the conditions)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models import F, Func, Index, Q
from django.db.models.functions import Collate, Lower


def code_index(column: str, name: str) -> Index:
    """For the beginning of an identifier or plate, in small or capital letters."""
    return Index(Collate(Lower(column), "C"), name=name, condition=Q(**{f"{column}__isnull": False}))


def name_index(name: str) -> GinIndex:
    """For any part of a name, without accents."""
    return GinIndex(OpClass(Func(F("name"), function="layers_folded"), "gin_trgm_ops"), name=name)
