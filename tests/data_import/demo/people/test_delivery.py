"""The delivery of the demo people: the same every time, with documents that can be read."""

from pathlib import Path

import pypdf
from stdnum.cl import rut

from data_import.demo.people import cast
from data_import.demo.people.bills import months
from data_import.demo.people.delivery import write_people
from tests.data_import.demo.people.conftest import PLACES


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_the_same_every_time(people_folder, tmp_path):
    write_people(tmp_path, PLACES)
    assert contents(tmp_path) == contents(people_folder)


def test_everyone_is_invented():
    people = [*cast.customers(), *cast.STAFF.values(), cast.REGISTERED]
    assert all(rut.is_valid(person.rut) for person in people)
    assert len({person.rut for person in people}) == len(people) == 56
    assert all(person.email.endswith("@example.com") for person in people)


def test_the_golden_services_stand_where_the_old_portal_said():
    found = {service.number: service for service in cast.services(PLACES)[:4]}
    assert [
        (number, service.capacity_kva, service.place.name, service.billed_on) for number, service in found.items()
    ] == [
        ("11261", 15, "TRANSF.TRIF.15 KVA.13200 V.", "31-08-2020"),
        ("131311", 15, "TRANSF.MON.15 KVA.7620 V.", "31-10-2019"),
        ("131312", 15, "TRANSF.MON.15 KVA.7620 V.", "31-10-2020"),
        ("131313", 15, "TRANSF.MON.15 KVA.7620 V.", "31-10-2020"),
    ]


def test_bills_are_of_36_months():
    assert [f"{month:%m-%Y}" for month in (months()[0], months()[-1])] == ["11-2017", "10-2020"]
    assert len(months()) == 36


def test_some_transformers_feed_several_services():
    places = [cast.Place(str(number), "", "") for number in range(1, 700)]
    fed = [service.place.id for service in cast.services(places)[4:]]
    assert len(fed) == 60
    assert len(set(fed)) == 40


def test_a_bill_s_document_says_what_the_bill_says(people_folder):
    page = pypdf.PdfReader(people_folder / "documentos" / "boleta-700001.pdf").pages[0].extract_text()
    assert "Documento de demostración" in page
    assert all(word in page for word in ("11261", "01-2020", "$47.045", "$8.855", "$55.900"))


def test_every_document_is_a_pdf(people_folder):
    files = list((people_folder / "documentos").iterdir())
    assert len(files) == 29
    assert all(len(pypdf.PdfReader(file).pages) == 1 for file in files)
