"""Diego registers, adds a service by one of its bills and reads it; Eva, who has panels, reads hers; then all of it on paper."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DATABASE, own_settings, server
from tests.browser.test_accounts import PASSWORD, heading, mailbox, opens, presses, registers, signs_in, writes
from tests.browser.visitor import Visitor

__all__ = ["mailbox"]
PROOF = """
    SELECT s.customer_id, d.folio::text, d.total_clp::text FROM customers_dte d JOIN customers_bill b ON b.id = d.bill_id
    JOIN customers_service s ON s.number = b.service_id WHERE s.number = '11261' ORDER BY b.month DESC LIMIT 1"""
CHARGES = [
    ("Despacho postal", "$104", "SI"),
    ("Pago de cuenta fuera de plazo", "$104", "SI"),
    ("Servicio público", "$141", "NO"),
    ("Costo envío postal", "$300", "NO"),
    ("Administración del servicio", "$1.537", "SI"),
    ("Uso del sistema de transmisión 286 kWh × 17,125 $/kWh", "$4.898", "SI"),
    ("(R.M.E.)", "$7.181", "SI"),
    ("Electricidad consumida 286 kWh", "$32.780", "SI"),
]
#: Each page of the EG customer's, and what must be read on its paper.
PAPER = {
    "131311/general": ["TRANSF.MON.15 KVA.7620 V.", "31-10-2019"],
    "131311/usuario": ["RUT cliente", "22.222.222-2"],
    "131311/tecnica": ["Capacidad empalme [kVA]", "AT"],
    "131311/consumo": ["Mostrando 1 a 10 de 36", "Consumo"],
    "131311/consumo/2020-07": ["Conoce tu boleta", "Cargos netos"],
    "131311/inyecciones": ["266,900 kWh", "Ver anexo"],
    "131312/remanente": ["1.911,70", "130.373", "Anual"],
    "131313/medidor": ["2.313,50", "13.176,00"],
    "131311/documentos": ["Copia contrato", "N/A"],
}


def proof() -> dict[str, str]:
    with server(DATABASE) as connection:
        rut, folio, amount = connection.execute(PROOF).fetchone()
    return {
        "Número de cliente": "11261",
        "RUT del titular": rut,
        "Folio de la boleta": folio,
        "Monto total de esa boleta ($)": amount,
    }


def demo_account(role: str) -> dict:
    document = json.loads(Path(own_settings()["DEMO_ACCOUNTS_FILE"]).read_text(encoding="utf-8"))
    return next(each for each in document["accounts"] if each["role"] == role)


def enters(visitor: Visitor, role: str) -> None:
    account = demo_account(role)
    visitor.page.goto("/clientes/")
    writes(visitor, {"Rut": account["rut"], "Contraseña": account["password"]})
    presses(visitor, "Ingresar")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Ver información")


def titled(visitor: Visitor, text: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(text)
    assert visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    visitor.finds_no_barrier()


def row(page: Page, *cells: str) -> Locator:
    """The row that begins with these cells."""
    found = page.get_by_role("row")
    for cell in cells:
        found = found.filter(has_text=cell)
    return found


def rows(page: Page) -> list[list[str]]:
    return [
        [re.sub(r"\s+", " ", cell.inner_text()).strip() for cell in each.locator("th, td").all()]
        for each in page.locator("tbody tr").all()
    ]


def side(visitor: Visitor, label: str) -> None:
    visitor.page.locator(".side").get_by_role("link", name=label, exact=True).click()


def test_from_registering_to_ones_own_bill_and_transformer(visitor: Visitor, mailbox: Path):
    page = visitor.page
    page.goto("/glosario/")
    registers(visitor, mailbox)
    page.get_by_role("link", name="Ingresar").click()
    signs_in(visitor, PASSWORD)
    heading(visitor, "Escritorio")
    page.get_by_role("link", name="IR a Buscar información – Perfil cliente").click()
    side(visitor, "Agregar cuenta")
    titled(visitor, "Agregar cuenta")
    writes(visitor, proof() | {"Folio de la boleta": "1"})
    visitor.will_lose_requests()
    presses(visitor, "Agregar cuenta")
    expect(page.get_by_role("alert")).to_contain_text("Los datos no coinciden")
    visitor.finds_no_barrier()
    writes(visitor, proof())
    presses(visitor, "Agregar cuenta")
    titled(visitor, "Información general")
    reads_the_golden_bill(visitor)
    finds_the_transformer(visitor)


def reads_the_golden_bill(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("link", name="Ver consumo últimos 36 meses").click()
    titled(visitor, "Consumo y cargos históricos")
    assert rows(page)[-1][:4] == ["01", "2020", "286 kWh", "$47.045"]
    page.get_by_role("link", name="Detalle de enero de 2020").click()
    titled(visitor, "Detalle de cargos, enero de 2020")
    assert [tuple(each[:3]) for each in rows(page)] == CHARGES
    expect(page.get_by_text("Los 8 cargos suman $47.045.")).to_be_visible()
    address = page.get_by_role("link", name="Ver DTE").get_attribute("href")
    answer = page.request.get(address)
    assert (answer.status, answer.body()[:5], answer.headers["cache-control"]) == (200, b"%PDF-", "private, no-store")


def finds_the_transformer(visitor: Visitor) -> None:
    side(visitor, "Información general")
    visitor.page.get_by_role("link", name="Mi transformador", exact=True).last.click()
    expect(visitor.panel.get_by_role("heading", name="Mis servicios")).to_be_attached()
    visitor.panel.get_by_role("link", name="Servicio 11261", exact=True).click()
    titled(visitor, "Información general")


def test_generation_as_the_old_portal_printed_it(visitor: Visitor):
    page = visitor.page
    enters(visitor, "eg")
    page.get_by_role("combobox", name="Número de cliente").select_option("131311")
    presses(visitor, "Enviar")
    side(visitor, "Historial consumo inyecciones")
    titled(visitor, "Historial consumo inyecciones")
    assert rows(page)[-1][:4] == ["01", "2020", "55 kWh", "266,900 kWh"]
    assert rows(page)[0] == ["10", "2020", "0 kWh", "S/I", "-", "-"]
    annex = page.get_by_role("link", name="Ver anexo de enero de 2020").get_attribute("href")
    assert page.request.get(annex).body()[:5] == b"%PDF-"
    page.goto("/clientes/131312/remanente/")
    titled(visitor, "Información remanente")
    assert rows(page)[-1] == [*("01", "2020", "1.911,70", "67", "1.417", "1.425", "130.373", "1.425", "–", "0")]
    assert page.get_by_text("No cuadra").count() == 0
    page.goto("/clientes/131313/medidor/")
    titled(visitor, "Medidor consumo e inyectada")
    assert rows(page)[-1] == ["01", "2020", "94,50", "2.313,50", "2.408,00", "619,00", "12.557,00", "13.176,00"]
    page.goto("/clientes/131311/documentos/")
    titled(visitor, "Copia de documentos")
    expect(page.locator("tbody th")).to_have_text(
        ["Copia contrato", "Copia protocolo conexión", "Copia ubicación", "Estudio de conexión"]
    )
    assert [each[1].split()[0] for each in rows(page)] == ["Ver", "Ver", "Ver", "N/A"]


def test_every_page_is_kept_on_paper(desk_visitor: Visitor, tmp_path: Path):
    enters(desk_visitor, "eg")
    for address, wanted in PAPER.items():
        text = paper(desk_visitor.page, f"/clientes/{address}.pdf", tmp_path)
        assert [each for each in wanted if each not in text] == [], address


def paper(page: Page, address: str, folder: Path) -> str:
    answer = page.request.get(address, timeout=30_000)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf"), address
    file = folder / "page.pdf"
    file.write_bytes(answer.body())
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", done.stdout)


@pytest.mark.parametrize(
    "path", ["/clientes/11261/general/", "/clientes/11261/consumo.pdf", "/clientes/11261/dte/2020-01/"]
)
def test_a_neighbours_service_is_not_there(desk_visitor: Visitor, path: str):
    enters(desk_visitor, "eg")
    assert desk_visitor.page.request.get(path).status == 404


def test_the_menu_of_a_stranger_asks_for_no_services(visitor: Visitor):
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.page.goto("/transformadores/328250/")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("328250")
    opens(visitor, "Sucursal virtual")
    heading(visitor, "Login oficina virtual")
    assert [url for url in asked if "fragmentos" in url] == []
