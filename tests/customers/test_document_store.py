"""Documents lie where nobody else reads, under names that say nothing."""

import stat
from io import BytesIO
from pathlib import Path

import pytest

from customers import document_store
from customers.models import StoredFile

PDF = b"%PDF-1.7 una boleta"


@pytest.fixture(autouse=True)
def root(settings, tmp_path) -> Path:
    settings.CUSTOMER_FILES_ROOT = tmp_path / "customer_files"
    return settings.CUSTOMER_FILES_ROOT


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.django_db
def test_a_document_is_kept_for_this_user_alone_and_read_back(root):
    file = document_store.store(BytesIO(PDF), "boleta-123.pdf", "application/pdf")
    path = root / str(file.pk)[:2] / str(file.pk)
    assert (mode(root), mode(path.parent), mode(path)) == (0o700, 0o700, 0o600)
    assert document_store.open_document(StoredFile.objects.get()).read() == PDF
    assert (file.byte_count, file.name, file.content_type) == (len(PDF), "boleta-123.pdf", "application/pdf")


@pytest.mark.django_db
def test_files_that_no_row_names_are_swept_away(root):
    kept = document_store.store(BytesIO(PDF), "boleta.pdf", "application/pdf")
    lost = document_store.store(BytesIO(PDF), "boleta.pdf", "application/pdf")
    StoredFile.objects.filter(pk=lost.pk).delete()
    assert document_store.sweep() == 1
    assert [path.name for path in root.glob("*/*")] == [str(kept.pk)]
