"""What the network is made of: VNR codes and conductors."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Length
from django.urls import reverse

from layers.labels import vnr_page
from layers.models import ConductorType, Publication, VnrCode
from layers.search.result import CODES, CONDUCTORS, Rank, Ranked, Result
from layers.search.text import SHORTEST_WORD, fold

MOST = 8
SIMILAR_ENOUGH = 0.4


def vnr_codes(query: str, publication: Publication) -> Iterator[Ranked]:
    """Codes that begin with the text, the shortest first; then those whose description has its words."""
    begins = Q(code__istartswith=query)
    rows = VnrCode.objects.filter(begins | has_words("description", query), publication=publication)
    for row in rows.annotate(begins=ExpressionWrapper(begins, BooleanField())).order_by(
        "-begins", Length("code"), "code"
    )[:MOST]:
        result = Result(CODES, row.code, f"Código VNR {row.code}", row.description or "", vnr_page(row.code))
        yield rank_of(row.code, query), result


def conductors(query: str, publication: Publication, *, is_similar: bool = False) -> Iterator[Ranked]:
    """By code or name; each leads to its spans."""
    everything = ConductorType.objects.filter(publication=publication)
    rows = (
        alike(everything, query)
        if is_similar
        else everything.filter(Q(id__istartswith=query) | has_words("name", query))
    )
    for row in rows[:MOST]:
        address = f"{reverse('spans')}?{urlencode({'conductor': row.id})}"
        result = Result(CONDUCTORS, row.id, f"Conductor {row.name or row.id}", f"Código {row.id}", address)
        yield Rank.SIMILAR if is_similar else rank_of(row.id, query), result


def alike(rows: QuerySet, query: str) -> QuerySet:
    likeness = TrigramWordSimilarity(query, "name")
    return rows.annotate(likeness=likeness).filter(likeness__gt=SIMILAR_ENOUGH).order_by("-likeness", "id")


def has_words(column: str, query: str) -> Q:
    if len(query) < SHORTEST_WORD:
        return Q(**{f"{column}__in": []})
    found = Q()
    for word in fold(query).split():
        found &= Q(**{f"{column}__unaccent__icontains": word})
    return found


def rank_of(code: str, query: str) -> Rank:
    if code.lower() == query.lower():
        return Rank.EXACT
    return Rank.BEGINS if code.lower().startswith(query.lower()) else Rank.WORDS
