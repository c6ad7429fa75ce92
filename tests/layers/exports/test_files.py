"""Finished files: made once, whole or not at all, gone with their publication."""

from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from layers.exports import files
from layers.exports.base import NETWORK
from layers.exports.files import finished, make_files, network_formats, path_of
from layers.models import Publication
from layers.publications import retire
from layers.tasks import make_missing_files, make_network_files
from tests.factories.network import empty_publication

NAMES = ["red-excel.zip", "red.geojson.zip", "red.gpkg", "red.kmz", "red.shp.zip", "red.zip"]


def names_under(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_the_worker_makes_every_file_of_the_network(network, files_root):
    make_network_files(publication=1)

    assert names_under(files_root) == NAMES
    for format_ in network_formats():
        path = finished(network, format_)
        assert path.read_bytes()[:2] in {b"PK", b"SQ"}


def test_a_publication_that_is_gone_by_then_makes_nothing(db, files_root):
    make_network_files(publication=7)

    assert not files_root.exists()


def test_what_is_there_is_not_made_again(network):
    make_files(network)
    before = {format_.suffix: path_of(network, format_).stat().st_mtime_ns for format_ in network_formats()}
    path_of(network, network_formats()[0]).unlink()

    make_missing_files(timestamp=0)

    after = {format_.suffix: path_of(network, format_).stat().st_mtime_ns for format_ in network_formats()}
    assert [suffix for suffix in before if after[suffix] != before[suffix]] == [network_formats()[0].suffix]


def test_a_file_that_breaks_off_is_never_seen(network, files_root):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE layers_pole RENAME TO layers_pole_away")

    with pytest.raises(Exception, match="layers_pole"):
        make_files(network)
    assert [name for name in names_under(files_root) if not name.startswith(".")] == []


def test_another_revision_takes_the_place_of_the_one_before(network, files_root):
    make_files(network)
    Publication.objects.update(revision=1)
    later = Publication.objects.get()
    assert [finished(later, format_) for format_ in network_formats()] == [None] * len(NAMES)

    make_files(later)
    assert names_under(files_root) == NAMES


def test_they_go_with_their_publication(db, files_root, django_capture_on_commit_callbacks):
    make_files(empty_publication(2, is_current=False))
    assert names_under(files_root) == NAMES

    with django_capture_on_commit_callbacks(execute=True):
        retire(2)

    assert list(files_root.iterdir()) == []


def test_every_format_of_the_network_is_kept(network):
    assert [format_.suffix for format_ in network_formats()] == [
        *(".kmz", "-excel.zip", ".zip", ".gpkg", ".geojson.zip", ".shp.zip"),
    ]
    assert all(NETWORK in format_.scopes for format_ in files.network_formats())


def test_an_import_orders_them(db, tmp_path):
    from data_import.services import import_network
    from tests.data_import.deliveries import sound_network, write_delivery

    import_network(write_delivery(tmp_path / "entrega", sound_network()), "canonical")

    job = ProcrastinateJob.objects.get(task_name="layers.make_network_files")
    assert job.args == {"publication": 1}
