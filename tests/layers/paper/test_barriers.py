"""No document has a barrier for those who read by ear; and the rules find each that a document may have."""

from pathlib import Path

import pytest
from django.test import Client
from weasyprint import HTML

from layers.models import Publication
from tests.layers.paper.barriers import barriers

#: One of each kind of page that is kept as a document.
ADDRESSES = (
    "/subestaciones/1.pdf",
    "/alimentadores/1.pdf",
    "/transformadores/T1.pdf",
    "/postes/P1.pdf",
    "/vanos/V1.pdf",
    "/equipos/E1.pdf",
    "/vnr/12.pdf",
    "/transformadores.pdf",
    "/vnr.pdf",
    "/alimentadores/1/transformadores.pdf",
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_document_has_no_barrier(client: Client, network: Publication, settings, tmp_path: Path, address):
    settings.FILES_ROOT, settings.PDF_SECONDS = tmp_path / "files", 120
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert barriers(response.content) == []


def written(body: str, variant: str | None = "pdf/ua-1") -> list[str]:
    html = f'<html lang="es-CL"><head><title>Prueba</title></head><body>{body}</body></html>'
    return barriers(HTML(string=html).write_pdf(pdf_variant=variant))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param("<h1>Uno</h1><p>Texto</p>", [], id="sound"),
        pytest.param("<h2>Dos</h2>", ["7.4: the first heading is not of level 1"], id="no-first-heading"),
        pytest.param("<h1>Uno</h1><h3>Tres</h3>", ["7.4: a heading of level 3 follows one of level 1"], id="a-step-left-out"),
        pytest.param(
            "<h1>Uno</h1><h1>Dos</h1>", ["7.4: there is more than one heading of level 1: [1, 1]"], id="two-first-headings"
        ),
        pytest.param(
            '<h1>Uno</h1><svg width="9" height="9"><rect width="9" height="9"/></svg>',
            ["7.3: a figure has no words"],
            id="a-picture-without-words",
        ),
        pytest.param(
            "<h1>Uno</h1><table><tbody><tr><td>1</td></tr></tbody></table>",
            ["7.5: a table has no heading"],
            id="a-table-without-heading",
        ),
        pytest.param(
            "<h1>Uno</h1><table><tbody><tr><th>A</th><td>1</td></tr></tbody></table>",
            ["7.5: a table's heading does not say of what: {None}"],
            id="a-heading-of-nothing",
        ),
    ],
)  # fmt: skip
def test_a_rule_finds_what_it_is_for(body, found):
    assert written(body) == found


def test_a_document_without_tags_breaks_the_rules_of_the_whole():
    assert written("<h1>Uno</h1>", variant=None) == [
        "5: the metadata do not say PDF/UA-1",
        "7.1: it is not marked as tagged",
        "7.1: it has no structure",
        "7.1: the metadata have no title",
        "7.1: the window does not show the title",
    ]
