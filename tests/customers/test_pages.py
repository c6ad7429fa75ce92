"""The customer's pages as they are read: whole tables, charts beside them, counts of queries."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from customers.models import Bill, Remainder, Service
from tests.customers.conftest import browser_of
from tests.factories.customers import (
    JANUARY,
    add_charge,
    add_generation,
    link,
    make_bill,
    make_service,
    months,
)
from tests.layers.views.reading import parse, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(network, ana: User) -> Service:
    service = make_service("90001")
    link(ana, service)
    return service


@pytest.fixture
def eg(network, ana: User) -> Service:
    service = make_service("90003")
    link(ana, service)
    add_generation(service)
    return service


@pytest.fixture
def browser(ana: User) -> Client:
    return browser_of(ana)


def test_general_information(browser, service):
    page = read(browser, "/clientes/90001/general/")
    assert page.facts() == {
        "RUT cliente": "11.111.111-1",
        "Nombre": "Ana Soto",
        "Correo": "titular90001@example.com",
        "Dirección": "Camino 90001",
        "Comuna": "Río Bueno",
        "Región": "Región de Los Ríos",
        "Fecha de facturación": "31-08-2020",
        "Capacidad empalme [kVA]": "15",
        "Transformador": "TRANSF.MON.10 KVA.7620 V.",
        "Capacidad transformador [kVA]": "10",
        "Tensión transformador [V]": "AT",
    }
    assert "/#sel=transformadores/T1" in page.links()
    assert [label for label, _ in page.trail()] == ["Inicio", "Clientes", "Servicio 90001", "Información general"]


def test_a_transformer_that_the_network_lacks_goes_by_its_number(browser, service):
    Service.objects.update(transformer_id="T99")
    facts = read(browser, "/clientes/90001/tecnica/").facts()
    assert facts == {
        "Capacidad empalme [kVA]": "15",
        "Transformador": "T99",
        "Capacidad transformador [kVA]": "S/I",
        "Tensión transformador [V]": "S/I",
    }


def test_the_menu_grows_by_itself_for_a_service_with_generation(browser, service, eg):
    def menu(number: str) -> list[str]:
        (side,) = read(browser, f"/clientes/{number}/general/").all("side")
        return [words(each) for each in side.iter("a")]

    plain = [
        *("Información general", "Información usuario", "Información técnica", "Consumo y cargos históricos"),
        "Manual",
    ]
    of_eg = [
        *("Historial consumo inyecciones", "Información remanente", "Medidor consumo e inyectada"),
        "Copia de documentos",
    ]
    assert (menu("90001"), menu("90003")) == (plain, [*plain[:-1], *of_eg, "Manual"])


def test_consumption_newest_first_with_a_dash_where_there_is_no_dte(browser, service):
    make_bill(service, date(2020, 1, 1), consumption=286, amount=47045, folio=1)
    make_bill(service, date(2020, 3, 1), consumption=0, amount=0)
    page = read(browser, "/clientes/90001/consumo/")
    assert page.table() == [
        ["Mes", "Año", "Consumo", "Cargos", "Ver cargos", "Ver DTE"],
        ["03", "2020", "0 kWh", "$0", "Detalle de marzo de 2020", "-"],
        ["02", "2020", "S/I", "S/I", "-", "-"],
        ["01", "2020", "286 kWh", "$47.045", "Detalle de enero de 2020", "Ver DTE de enero de 2020"],
    ]
    assert [chart.get("aria-label") for chart in page.all("chart")] == [
        "Consumo. Consumo de 2 de 3 meses. Mayor valor: 286 kWh en 1/2020.",
        "Cargos. Cargos de 2 de 3 meses. Mayor valor: $47.045 en 1/2020.",
    ]
    # The unknown month has no bar: not a zero.
    assert [sum(each.tag.endswith("rect") for each in chart.iter()) for chart in page.all("chart")] == [2, 2]


def test_the_window_is_the_36_months_up_to_the_last_one_billed(browser, service):
    for month in months(date(2017, 1, 1), 46):
        make_bill(service, month)
    page = read(browser, "/clientes/90001/consumo/")
    assert words(page.all("grid-foot")[0].find("p")) == "Mostrando 1 a 10 de 36"
    last = read(browser, "/clientes/90001/consumo/?pagina=4").table()
    assert [row[:2] for row in last[1:]][-1] == ["11", "2017"]
    assert len(read(browser, "/clientes/90001/consumo/?mostrar=50").table()) == 37


@pytest.mark.parametrize(
    ("asked", "found"), [("enero", ["01"]), ("02/2020", ["02"]), ("$800", ["02", "01"]), ("zzz", [])]
)
def test_a_month_is_searched_as_it_is_written(browser, service, asked, found):
    for month in months(JANUARY, 2):
        make_bill(service, month)
    page = parse(browser.get("/clientes/90001/consumo/", {"q": asked}).content.decode())
    assert ([row[0] for row in page.table()[1:]] if found else []) == found


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_pages_ask_so_many_questions_however_many_months(browser, eg, how_many, django_assert_num_queries):
    for month in months(JANUARY, how_many):
        make_bill(eg, month)
    # Session, person, service, publication; then what the page is about.
    for page, queries in {"consumo": 5, "inyecciones": 6, "remanente": 6, "medidor": 5, "documentos": 5}.items():
        with django_assert_num_queries(queries):
            assert browser.get(f"/clientes/90003/{page}/").status_code == 200


def test_each_charge_is_explained_and_compared_with_ones_own_year(browser, service):
    for month in months(date(2019, 12, 1), 2):
        bill = make_bill(service, month, consumption=40, amount=800 if month.year == 2020 else 600, folio=month.year)
    add_charge(bill, 2, "Servicio público", 141, is_taxable=False)
    add_charge(bill, 3, "Cargo nunca visto", 59)
    Bill.objects.filter(pk=bill.pk).update(net_charges_clp=1000)
    page = read(browser, "/clientes/90001/consumo/2020-01/")
    assert page.table() == [
        ["Cargo", "Monto", "Afecto", "Conoce tu boleta"],
        [
            "Electricidad consumida 40 kWh × 20 $/kWh",
            "$800",
            "SI",
            "Paga la energía que usó en el mes. Energía consumida por el precio de su tarifa. "
            "Más que su promedio de 1 mes: $600.",
        ],
        [
            "Servicio público",
            "$141",
            "NO",
            "Financia a los organismos que coordinan y vigilan el sistema eléctrico. "
            "Depende de la energía consumida. No lo pagó en los doce meses anteriores.",
        ],
        [
            "Cargo nunca visto",
            "$59",
            "SI",
            "Cargo de su boleta. Si quiere saber qué paga, llámenos o escríbanos. No lo pagó en los doce meses anteriores.",
        ],
    ]
    assert "Los 3 cargos suman $1.000." in page.text


def test_charges_that_do_not_sum_to_the_bill_are_said(browser, service):
    bill = make_bill(service, JANUARY)
    Bill.objects.filter(pk=bill.pk).update(net_charges_clp=900)
    assert "El 1 cargo suma $800 y la boleta dice $900: avísenos y lo revisamos." in (
        read(browser, "/clientes/90001/consumo/2020-01/").text
    )


def test_injections_with_their_annex(browser, eg):
    page = read(browser, "/clientes/90003/inyecciones/")
    assert page.table() == [
        ["Mes", "Año", "Consumo", "Inyección", "Ver anexo inyección", "Ver DTE"],
        ["02", "2020", "S/I", "S/I", "-", "-"],
        ["01", "2020", "S/I", "266,900 kWh", "Ver anexo de enero de 2020", "-"],
    ]


def test_the_remainder_says_how_its_figures_follow(browser, eg):
    page = read(browser, "/clientes/90003/remanente/")
    assert page.table()[1:] == [
        ["02", "2020", "10,00", "67", "1.000", "1.010", "1.685", "1.000", "–", "0"],
        ["01", "2020", "100,00", "67", "0", "0", "6.745", "1.000", "–", "0"],
    ]
    assert {name: page.facts()[name] for name in ("Forma de liquidación", "Frecuencia")} == {
        "Forma de liquidación": "Documento nominativo",
        "Frecuencia": "Anual",
    }
    (lines,) = page.all("adds-up")
    assert [words(each.find("strong")) for each in lines] == [
        "Cuadra en el mes con datos.",
        "Cuadra en el mes con datos.",
        "Cuadra en los 2 meses con datos.",
        "Cuadra en los 2 meses con datos.",
    ]


def test_the_month_that_does_not_add_up_is_named(browser, eg):
    Remainder.objects.filter(month=JANUARY).update(available_clp=6747)
    page = read(browser, "/clientes/90003/remanente/")
    assert [words(each.find("strong")) for each in page.all("does-not-add-up")] == [
        "No cuadra en 01/2020: avísenos y lo revisamos.",
        "No cuadra en 01/2020: avísenos y lo revisamos.",
    ]


def test_readings_with_the_register_that_each_heading_means(browser, eg):
    page = read(browser, "/clientes/90003/medidor/")
    assert page.table() == [
        [
            *("Mes", "Año", "Inyección [kWh]", "Lectura anterior de inyección", "Lectura actual de inyección"),
            *("Consumo [kWh]", "Lectura anterior de consumo", "Lectura actual de consumo"),
        ],
        ["02", "2020", "S/I", "S/I", "S/I", "468,00", "13.176,00", "13.644,00"],
        ["01", "2020", "94,50", "2.313,50", "2.408,00", "619,00", "12.557,00", "13.176,00"],
    ]


def test_documents_and_their_absence(browser, eg):
    assert read(browser, "/clientes/90003/documentos/").table() == [
        ["Tipo", "Enlace"],
        ["Copia contrato", "Ver copia contrato"],
        ["Copia protocolo conexión", "Ver copia protocolo conexión"],
        ["Copia ubicación", "Ver copia ubicación"],
        ["Estudio de conexión", "N/A"],
    ]


@pytest.mark.parametrize(
    "path",
    [
        "documentos/estudio/",
        "documentos/..%2f..%2fsettings.py/",
        "documentos/contrato%00.pdf/",
        f"documentos/{'x' * 5000}/",
        "dte/2020-13/",
        "dte/0000-00/",
        "anexo/2020-02/",
        "dte/2099-01/",
    ],
)
def test_a_document_that_is_not_there_is_404_whatever_it_is_called(browser, eg, path):
    assert browser.get(f"/clientes/90003/{path}").status_code == 404


def test_a_document_is_streamed_under_its_name_and_type(browser, eg):
    response = browser.get("/clientes/90003/documentos/contrato/")
    headers = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control")
    assert [response[name] for name in headers] == [
        *("application/pdf", 'inline; filename="contrato.pdf"', "nosniff", "private, no-store")
    ]
    assert b"".join(response.streaming_content) == b"%PDF-1.7 un documento de prueba"


def test_a_month_of_generation_in_words(browser, eg):
    make_bill(eg, JANUARY)
    assert (
        "En enero de 2020 usted inyectó 100 kWh a 67,452 $/kWh: $6.745. Con su remanente ajustado de $0 tuvo $6.745 para "
        "descontar. Se descontaron $5.745 de su boleta. Pasan al mes siguiente $1.000."
    ) in read(browser, "/clientes/90003/consumo/2020-01/").text


def test_the_transformer_says_whose_services_it_feeds_to_them_alone(browser, client, service, network):
    page = read(browser, "/transformadores/T1/")
    assert [each.get("data-fragment") for each in page.root.iter("div") if each.get("data-fragment")] == [
        "/clientes/fragmentos/transformador/T1/"
    ]
    part = browser.get("/clientes/fragmentos/transformador/T1/").content.decode()
    assert ("/clientes/90001/general/" in part, "Camino 90001" in part) == (True, True)
    public = client.get("/transformadores/T1/")
    assert ("fragmentos" in public.content.decode(), public.get("Vary")) == (False, None)


def test_the_chooser_leads_to_ones_own_services_alone(browser, service):
    make_service("90002")
    page = read(browser, "/clientes/")
    assert [words(each) for each in page.root.iter("option")] == ["90001, Camino 90001"]
    assert browser.get("/clientes/?numero=90001")["Location"] == "/clientes/90001/general/"
    assert browser.get("/clientes/?numero=90002").status_code == 200
