"""Which publication people see, which are kept, and the commands that list and switch them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from data_import.publishing import next_number
from layers.models import PUBLISHED_MODELS, Publication, Span
from layers.publications import make_current, retire, retire_old_publications
from tests.factories.network import empty_publication, publish_network

pytestmark = pytest.mark.django_db


def publications() -> list[tuple[int, bool]]:
    return list(Publication.objects.order_by("number").values_list("number", "is_current"))


def numbers_of_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT DISTINCT substring(relname FROM '_p(\d+)') FROM pg_class WHERE relname ~ '^layers_.*_p\d+'"
        )
        return {number for (number,) in cursor.fetchall()}


def publish(*numbers: int) -> None:
    for number in numbers:
        empty_publication(number)


def test_the_way_back_to_an_earlier_publication():
    publish_network(1)
    publish(2)
    assert make_current(1).number == 1
    assert publications() == [(1, True), (2, False)]
    assert Span.objects.filter(publication=Publication.objects.current()).count() == 5


def test_making_the_current_one_current_changes_nothing():
    publish(1, 2)
    make_current(2)
    assert publications() == [(1, False), (2, True)]


def test_an_unknown_number_leaves_the_current_one():
    publish(1)
    with pytest.raises(Publication.DoesNotExist):
        make_current(7)
    assert publications() == [(1, True)]


def test_only_the_newest_are_kept(settings):
    settings.PUBLICATIONS_KEPT = 2
    publish(1, 2, 3, 4)
    assert retire_old_publications() == [2, 1]
    assert publications() == [(3, False), (4, True)]
    assert numbers_of_tables() == {"3", "4"}


def test_the_current_one_is_kept_however_old(settings):
    settings.PUBLICATIONS_KEPT = 1
    publish(1, 2, 3)
    make_current(1)
    assert retire_old_publications() == [2]
    assert publications() == [(1, True), (3, False)]


def test_the_newest_stays_even_when_none_is_to_be_kept(settings):
    """Its number would be given again otherwise."""
    settings.PUBLICATIONS_KEPT = 0
    publish(1, 2)
    make_current(1)
    assert retire_old_publications() == []
    assert publications() == [(1, True), (2, False)]


def test_nothing_is_retired_while_there_is_room(settings):
    settings.PUBLICATIONS_KEPT = 12
    publish(1, 2)
    assert retire_old_publications() == []


def test_retiring_takes_every_table_of_a_publication():
    publish_network(1)
    publish(2)
    retire(1)
    assert [model.objects.filter(publication=1).exists() for model in PUBLISHED_MODELS] == [False] * len(
        PUBLISHED_MODELS
    )
    assert numbers_of_tables() == {"2"}


def test_numbers_are_never_given_twice(settings):
    settings.PUBLICATIONS_KEPT = 1
    assert next_number() == 1
    publish(1, 2, 3)
    retire_old_publications()
    assert next_number() == 4
    make_current(3)
    assert next_number() == 4


# Commands


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_publications_are_listed_newest_first():
    publish(1, 2)
    make_current(1)
    Publication.objects.filter(number=1).update(is_demo=True, counts={"vanos": 6456}, mapping="Canónico")
    assert run("publications").splitlines() == [
        "   2  30-11-2020          0 vanos  canonical",
        "   1  30-11-2020       6456 vanos  Canónico                 demostración vigente",
    ]


def test_publications_are_counted():
    publish(1, 2)
    assert run("publications", "--count") == "2\n"


def test_no_publications_at_all():
    assert run("publications") == ""


def test_publish_makes_a_number_current():
    publish(1, 2)
    assert run("publish", "1") == "Publicación 1, al 30-11-2020 es la vigente.\n"
    assert publications() == [(1, True), (2, False)]


@pytest.mark.parametrize("number", ["7", "0", "-1", "99999999999999999999"])
def test_publish_of_an_unknown_number(number):
    publish(1)
    with pytest.raises(CommandError) as caught:
        call_command("publish", "--", number)
    assert (str(caught.value), caught.value.returncode) == (
        f"No hay publicación {number}: vea las que hay con «manage.py publications».",
        1,
    )
    assert publications() == [(1, True)]
