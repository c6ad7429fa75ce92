"""*Guardar*: real PDFs, read with pdftotext and pypdf."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from layers.models import Publication, Transformer
from layers.pages.grid import PAGE_SIZES
from layers.paper.workshop import place as place_in_workshop
from tests.factories.network import place
from tests.layers.paper.reading import lines_of, links_of, tags_of, text_of
from tests.layers.views.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limits(settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    settings.PDF_SECONDS = 120


def saved(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return response.content


def add_transformers(publication: Publication, how_many: int) -> None:
    Transformer.objects.bulk_create(
        Transformer(publication=publication, id=f"{number:06}", feeder_id="1", from_node="N1", geom=place(1))
        for number in range(1, how_many + 1)
    )


def rows_of(pdf: bytes) -> list[str]:
    return re.findall(r"^ *(\d{6})\b", text_of(pdf), re.MULTILINE)


def below_of(tags: list) -> dict[str, set[str]]:
    """What stands directly below each kind of list and table."""
    found: dict[str, set[str]] = {"/L": set(), "/LI": set(), "/Table": set(), "/TR": set()}
    for tag in tags:
        if tag["/S"] in found:
            found[tag["/S"]] |= {child.get_object()["/S"] for child in tag["/K"]}
    return found


def test_a_transformers_document_says_what_its_page_says(client: Client, network: Publication):
    pdf = saved(client, "/transformadores/T1.pdf")
    words = " ".join(text_of(pdf, "raw").split())
    facts = read(client, "/transformadores/T1/").facts()
    assert [fact for fact in facts.items() if fact[0] not in words or fact[1] not in words] == []
    # Its demands, with the unknown months as such.
    assert re.findall(r"\b[34]/2020 \S+ \S+", words) == ["4/2020 S/I S/I", "3/2020 6,9 29"]


def test_its_parts_stand_one_below_the_other(client: Client, network: Publication):
    # Parts that run into each other would share a line.
    parts = [
        "Transformador T1 TRANSF.MON.10 KVA.7620 V.",
        "Alimentador Subestación",
        "12 últimas demandas [kWh]",
        "VNR SA1",
    ]
    assert [line for line in lines_of(saved(client, "/transformadores/T1.pdf")) if line in [*parts, "Unido a"]] == [
        *parts,
        "Unido a",
    ]


def test_nothing_that_one_presses_is_on_paper(client: Client, network: Publication):
    words = " ".join(text_of(saved(client, "/transformadores/T1.pdf")).split())
    for gone in ("Guardar", "Imprimir", "Ver en mapa", "Ir al contenido", "Menú", "Glosario", "800 600 303"):
        assert gone not in words


def test_each_sheet_says_whose_data_they_are_of_which_date_and_its_number(client: Client, network: Publication):
    add_transformers(network, 100)
    sheets = text_of(saved(client, "/transformadores.pdf?mostrar=100")).split("\f")[:-1]
    feet = [" ".join(sheet.rstrip().splitlines()[-1].split()) for sheet in sheets]
    foot = "Cooprel · Información al 30-11-2020, publicación 1 Página"
    assert len(feet) > 1
    assert feet == [f"{foot} {number} de {len(feet)}" for number in range(1, len(feet) + 1)]


def test_the_document_is_tagged_and_says_so(client: Client, network: Publication):
    pdf = PdfReader(BytesIO(saved(client, "/transformadores/T1.pdf")))
    root = pdf.root_object
    assert root["/MarkInfo"] == {"/Marked": True}
    assert root["/Lang"] == "es-CL"
    assert root["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert pdf.metadata.title == "Transformador T1 – Cooprel"
    about = root["/Metadata"].get_data().decode()
    assert re.findall(r"pdfuaid:part[^\d]*(\d)", about) == ["1"]


def test_its_structure_is_that_of_the_page(client: Client, network: Publication):
    tags = tags_of(saved(client, "/transformadores/T1.pdf"))
    kinds = [tag["/S"] for tag in tags]
    # The facts of itself, its feeder and its substation; demands; its value.
    assert (kinds.count("/H1"), kinds.count("/Table"), kinds.count("/Figure")) == (1, 5, 2)
    # What the standard lets stand directly below lists and tables.
    assert below_of(tags) == {
        "/L": {"/LI"},
        "/LI": {"/LBody"},
        "/Table": {"/THead", "/TBody", "/TFoot"},
        "/TR": {"/TH", "/TD"},
    }
    assert [tag["/Alt"] for tag in tags if tag["/S"] == "/Figure"] == [
        "Mapa de Transformador T1 y sus alrededores",
        "Demandas de Transformador T1. Demanda mensual mínima y máxima de 3 de 12 meses. La mayor: 30 kWh en 2/2020.",
    ]


def test_chart_and_map_are_drawn_not_photographed(client: Client, network: Publication):
    pages = PdfReader(BytesIO(saved(client, "/transformadores/T1.pdf"))).pages
    assert [image for page in pages for image in page.images] == []


def test_links_lead_back_to_the_portal(client: Client, network: Publication):
    links = links_of(saved(client, "/transformadores/T1.pdf"))
    assert {"http://testserver/alimentadores/1/", "http://testserver/vnr/SA1/"} <= links
    assert [link for link in links if not link.startswith("http://testserver/")] == []


@pytest.mark.parametrize(
    ("address", "heading", "name"),
    [
        ("/alimentadores/1.pdf", "Alimentador 1 LA UNION", "alimentador-1"),
        ("/subestaciones/1.pdf", "Subestación 1 La Unión", "subestacion-1"),
        ("/vanos/V1.pdf", "Vano V1", "vano-v1"),
        ("/vnr/12.pdf", "Código VNR 12 Conductor", "vnr-12"),
        ("/transformadores.pdf", "Transformadores", "transformadores"),
        ("/vnr.pdf", "Filtro búsqueda VNR", "vnr"),
        (
            "/alimentadores/1/transformadores.pdf",
            "Transformadores del alimentador LA UNION",
            "alimentadores-1-transformadores",
        ),
    ],
)
def test_every_page_has_its_document(client: Client, network: Publication, address: str, heading: str, name: str):
    response = client.get(address)
    assert response["Content-Disposition"] == f'inline; filename="{name}-2020-11-30.pdf"'
    assert heading in lines_of(response.content)


@pytest.mark.parametrize(
    "address", ["/transformadores/T1/", "/transformadores/?orden=-id&mostrar=25", "/vnr/", "/vanos/"]
)
def test_every_page_offers_its_document(client: Client, network: Publication, address: str):
    path, mark, query = address.partition("?")
    offered = [
        a.get("href") for a in read(client, address).root.iter("a") if "".join(a.itertext()).strip() == "Guardar"
    ]
    assert offered == [f"{path.rstrip('/')}.pdf{mark}{query}"]


def test_a_grids_document_holds_its_current_page(client: Client, network: Publication):
    Transformer.objects.all().delete()
    add_transformers(network, 30)
    assert rows_of(saved(client, "/transformadores.pdf?pagina=3&orden=-id")) == [f"{n:06}" for n in range(10, 0, -1)]


def test_no_grids_document_has_more_than_500_rows(client: Client, network: Publication):
    Transformer.objects.all().delete()
    add_transformers(network, 600)
    assert max(PAGE_SIZES) <= 500
    assert len(rows_of(saved(client, f"/transformadores.pdf?mostrar={max(PAGE_SIZES)}"))) == max(PAGE_SIZES)
    assert len(rows_of(saved(client, "/transformadores.pdf?mostrar=1000000"))) == min(PAGE_SIZES)


def test_what_is_not_there_is_said_in_words(client: Client, network: Publication):
    page = read(client, "/transformadores/999.pdf")
    sentence = "No encontramos el transformador 999. Revise el número o búsquelo en el mapa."
    assert (page.status, sentence in page.text) == (404, True)
    # A form is no document, and neither is what no page answers.
    assert [client.get(path).status_code for path in ("/consulta.pdf", "/nada.pdf", "/.pdf", "/api.pdf")] == [404] * 4


def test_markup_in_a_name_is_text(client: Client, network: Publication):
    Transformer.objects.filter(id="T1").update(name='<img src="file:///etc/passwd">\\1 <script>')
    assert 'Transformador T1 <img src="file:///etc/passwd">\\1 <script>' in lines_of(
        saved(client, "/transformadores/T1.pdf")
    )


def test_a_slow_document_is_given_up_with_a_sentence(client: Client, network: Publication, settings):
    settings.PDF_SECONDS = 0.01
    response = client.get("/transformadores/T1.pdf")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "El documento tarda demasiado en prepararse." in response.content.decode()


def test_a_third_document_at_once_is_put_off_with_a_sentence(client: Client, network: Publication, settings):
    settings.PDF_WAIT_SECONDS = 0
    with place_in_workshop(), place_in_workshop():
        response = client.get("/transformadores/T1.pdf")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "Hay varios documentos en preparación." in response.content.decode()


def test_a_document_already_kept_is_not_written_again(client: Client, network: Publication):
    tag = client.get("/vnr/12.pdf")["ETag"]
    again = client.get("/vnr/12.pdf", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    Publication.objects.update(revision=1)
    assert client.get("/vnr/12.pdf", headers={"If-None-Match": tag}).status_code == 200


def test_a_document_of_an_earlier_publication_bears_its_date(client: Client, network: Publication):
    Publication.objects.update(cutoff_on=date(2020, 8, 31))
    response = client.get("/vnr/12.pdf?publication=1")
    assert response["Content-Disposition"] == 'inline; filename="vnr-12-2020-08-31.pdf"'
    assert "Cooprel · Información al 31-08-2020, publicación 1 Página 1 de 1" in lines_of(response.content)
