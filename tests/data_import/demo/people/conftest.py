from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from data_import.demo.people.cast import Place
from data_import.demo.people.delivery import write_people

PLACES = [
    Place("T1", "TRANSF.MON.10 KVA.7620 V.", "14201"),
    Place("T2", "TRANSF.MON.15 KVA.7620 V.", "14201"),
    Place("T3", "TRANSF.TRIF.15 KVA.13200 V.", "14204"),
]


@pytest.fixture(scope="session")
def people_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("personas")
    write_people(folder, PLACES)
    return folder


@pytest.fixture
def own_files(tmp_path) -> Iterator[Path]:
    """Documents and sign-ins of the test alone."""
    here = {"CUSTOMER_FILES_ROOT": tmp_path / "customer_files", "DEMO_ACCOUNTS_FILE": tmp_path / "demo_accounts.json"}
    with override_settings(**here):
        yield settings.DEMO_ACCOUNTS_FILE
