"""Each check on a delivery as real files: what it says, and what becomes of the delivery."""

import pytest

from customers.identities import KWH, consumption_holds, injection_holds
from customers.models import Reading, Service, SetAside
from tests.data_import.customers.cases import ANA, BRUNO, FEBRUARY, JANUARY, added, case, of, without
from tests.data_import.customers.conftest import lines
from tests.data_import.customers.deliveries import (
    DOCUMENTS,
    PDF,
    Delivery,
    bill,
    changed,
    charges,
    dte,
    find,
    row,
    sound_delivery,
)

SETTING_ASIDE = [
    case(
        "rut-digit",
        changed("servicios", ANA, rut="11.111.111-2"),
        ["501"],
        "row_refused: servicios.csv, servicios, fila 2, id 501: rut = 11.111.111-2: el dígito verificador no corresponde",
    ),
    case(
        "no-rut",
        changed("servicios", ANA, rut="once"),
        ["501"],
        "row_refused: servicios.csv, servicios, fila 2, id 501: rut = once: no es un RUT",
    ),
    case(
        "customer-rut-digit",
        changed("clientes", {"nombre": "Ana Soto"}, rut="11111111-K"),
        ["501"],
        "row_refused: clientes.csv, clientes, fila 2, id 11111111-K: rut = 11111111-K: el dígito verificador no corresponde",
        "unknown_customer: servicios.csv, servicios, fila 2, id 501: rut = 11111111-1: no hay tal cliente",
    ),
    case(
        "refused-customer",
        changed("clientes", {"nombre": "Ana Soto"}, nombre=""),
        ["501"],
        "row_refused: clientes.csv, clientes, fila 2, id 11.111.111-1: nombre: falta el valor",
        "unknown_customer: servicios.csv, servicios, fila 2, id 501: rut = 11111111-1: su cliente viene con errores",
    ),
    *(
        case(
            f"number-{name}",
            added("boletas", bill(number, "2020-01", 3)),
            [number],
            f"row_refused: boletas.csv, boletas, fila 6, id {number}: numero_cliente = {number}: "
            "lleva otros signos que letras sin tilde, números, punto y guion, o no empieza con letra o número",
        )
        for name, number in {"slash": "50/1", "blank": "50 1", "accent": "5ó1", "dots": "..", "query": "501?a"}.items()
    ),
    case(
        "unknown-service",
        added("boletas", bill("999", "2020-01", 3)),
        ["999"],
        "unknown_service: boletas.csv, boletas, fila 6, id 999: numero_cliente = 999: no hay tal servicio",
    ),
    case(
        "charge-without-bill",
        added("cargos", *charges("501", "2020-03", 3)),
        ["501"],
        "unknown_bill: cargos.csv, cargos, fila 10, id 501: mes = 2020-03: no hay boleta de ese mes",
    ),
    case(
        "dte-without-bill",
        added("dte", dte("501", "2020-03", 9003)),
        ["501"],
        "unknown_bill: dte.csv, dte, fila 4, id 501: mes = 2020-03: no hay boleta de ese mes",
    ),
    case(
        "charges-sum",
        changed("boletas", of(ANA, JANUARY), cargos_netos="1501"),
        ["501"],
        "charges_sum: boletas.csv, boletas, fila 2, id 501: cargos_netos = 1501: los cargos suman 1500",
    ),
    case(
        "charge-amount",
        changed("cargos", of(ANA, JANUARY, orden="2"), precio_unitario="100.06"),
        ["501"],
        "charge_amount: cargos.csv, cargos, fila 3, id 501: monto = 1000: cantidad × precio da 1001",
    ),
    case(
        "iva",
        changed("boletas", of(ANA, JANUARY), iva="191"),
        ["501"],
        "iva: boletas.csv, boletas, fila 2, id 501: iva = 191: el 19 % de los cargos afectos es 190",
    ),
    case(
        "month-twice",
        added("boletas", bill("501", "2020-02", 12)),
        ["501"],
        "repeated_key: boletas.csv, boletas, fila 6, id 501: mes = 501, 2020-02-01: la fila ya viene en la línea 3",
    ),
    case(
        "future-month",
        added("boletas", bill("501", "2120-02", 12)),
        ["501"],
        "future_month: boletas.csv, boletas, fila 6, id 501: mes = 2120-02: el mes aún no llega",
    ),
    case(
        "negative-consumption",
        changed("boletas", of(ANA, JANUARY), consumo_kwh="-10"),
        ["501"],
        "row_refused: boletas.csv, boletas, fila 2, id 501: consumo_kwh = -10: es negativo",
    ),
    case(
        "all-faults-of-a-row",
        changed("boletas", of(ANA, JANUARY), consumo_kwh="mucho", cargos_netos="1500.5", fecha_emision="31-02-2020"),
        ["501"],
        "row_refused: boletas.csv, boletas, fila 2, id 501: cargos_netos = 1500.5: no es un número entero",
        "row_refused: boletas.csv, boletas, fila 2, id 501: consumo_kwh = mucho: no es un número",
        "row_refused: boletas.csv, boletas, fila 2, id 501: fecha_emision = 31-02-2020: "
        "no es una fecha (DD-MM-AAAA o AAAA-MM-DD)",
    ),
    case(
        "unknown-code",
        changed("contratos_eg", BRUNO, frecuencia="cada tanto"),
        ["502"],
        "row_refused: contratos_eg.csv, contratos_eg, fila 2, id 502: frecuencia = cada tanto: "
        "código desconocido; se acepta mensual, trimestral, semestral, anual",
    ),
    case(
        "out-of-range",
        changed("cargos", of(ANA, JANUARY, orden="1"), monto="99999999999"),
        ["501"],
        "row_refused: cargos.csv, cargos, fila 2, id 501: monto = 99999999999: fuera de rango",
    ),
    case(
        "folio-twice",
        changed("dte", of(ANA, FEBRUARY), folio="9001"),
        ["501"],
        "folio_twice: dte.csv, dte, fila 2, id 501: folio = 9001: es también el de otra boleta",
        "folio_twice: dte.csv, dte, fila 3, id 501: folio = 9001: es también el de otra boleta",
    ),
    case(
        "shares-sum",
        changed("repartos_eg", {"servicio": "503"}, fraccion="0.3"),
        ["502"],
        "shares_sum: repartos_eg.csv, repartos_eg, fila 2, id 502: fraccion = 1.05000: las fracciones del contrato no suman 1",
    ),
    case(
        "share-without-contract",
        added("repartos_eg", row(contrato="501", servicio="501", fraccion="1")),
        ["501"],
        "unknown_contract: repartos_eg.csv, repartos_eg, fila 4, id 501: contrato = 501: no hay contrato EG de ese servicio",
    ),
    case(
        "available",
        changed("remanentes", JANUARY, disponible_descuento="130375", descuento_aplicado="128950"),
        ["502"],
        "available: remanentes.csv, remanentes, fila 2, id 502: disponible_descuento = 130375: "
        "inyección × precio + ajustado da 130373.0",
    ),
    case(
        "accumulated",
        changed("remanentes", JANUARY, descuento_aplicado="128946"),
        ["502"],
        "accumulated: remanentes.csv, remanentes, fila 2, id 502: remanente_acumulado = 1425: "
        "disponible − aplicado − liquidado da 1427",
    ),
    case(
        "remainder-chain",
        changed("remanentes", FEBRUARY, remanente_anterior="1426"),
        ["502"],
        "remainder_chain: remanentes.csv, remanentes, fila 3, id 502: remanente_anterior = 1426: "
        "el acumulado de 01-2020 es 1425",
    ),
    case(
        "adjusted",
        changed("ipc", FEBRUARY, variacion="0.006"),
        ["502"],
        "adjusted: remanentes.csv, remanentes, fila 3, id 502: remanente_ajustado = 1431: anterior × (1 + IPC) da 1433.6",
    ),
    case(
        "reading",
        changed("lecturas", FEBRUARY, inyeccion_kwh="153.22"),
        ["502"],
        "reading: lecturas.csv, lecturas, fila 3, id 502: inyeccion_kwh = 153.220: la diferencia de lecturas es 153.200",
    ),
    case(
        "meter-without-event",
        changed("lecturas", FEBRUARY, consumo_anterior="13176.0", consumo_actual="5.0"),
        ["502"],
        "meter_event: lecturas.csv, lecturas, fila 3, id 502: consumo_actual = 5.000: es menor que la anterior, 13176.000: "
        "diga en evento si cambió el medidor o dio la vuelta",
    ),
    case(
        "document-path",
        changed("dte", of(ANA, FEBRUARY), documento="../../etc/passwd"),
        ["501"],
        "document_path: dte.csv, dte, fila 3, id 501: documento = ../../etc/passwd: la ruta sale de la carpeta documentos",
    ),
    case(
        "document-path-of-windows",
        changed("dte", of(ANA, FEBRUARY), documento="C:\\boletas\\1.pdf"),
        ["501"],
        "document_path: dte.csv, dte, fila 3, id 501: documento = C:\\boletas\\1.pdf: la ruta sale de la carpeta documentos",
    ),
    case(
        "document-missing",
        changed("inyecciones", FEBRUARY, anexo="otro.pdf"),
        ["502"],
        "document_missing: inyecciones.csv, inyecciones, fila 3, id 502: anexo = otro.pdf: no está en la carpeta documentos",
    ),
    case(
        "document-no-pdf",
        sound_delivery(),
        ["502"],
        "document_content: documentos_eg.csv, documentos_eg, fila 2, id 502: documento = contrato.pdf: "
        "no es un PDF: por su contenido es una imagen PNG",
        documents=DOCUMENTS | {"contrato.pdf": b"\x89PNG\r\n\x1a\n"},
    ),
    case(
        "document-cut",
        sound_delivery(),
        ["502"],
        "document_content: documentos_eg.csv, documentos_eg, fila 2, id 502: documento = contrato.pdf: "
        "el PDF está cortado: pida una copia nueva",
        documents=DOCUMENTS | {"contrato.pdf": PDF[:-20]},
    ),
    case(
        "document-empty",
        sound_delivery(),
        ["502"],
        "document_content: documentos_eg.csv, documentos_eg, fila 2, id 502: documento = contrato.pdf: "
        "no es un PDF: está vacío",
        documents=DOCUMENTS | {"contrato.pdf": b""},
    ),
    case(
        "document-too-large",
        sound_delivery(),
        ["502"],
        "document_size: documentos_eg.csv, documentos_eg, fila 2, id 502: documento = contrato.pdf: ocupa más de 1 MB",
        documents=DOCUMENTS | {"contrato.pdf": PDF + b"\n" * (1 << 20)},
    ),
]


@pytest.mark.parametrize(("delivery", "documents", "aside", "said"), SETTING_ASIDE)
def test_what_is_wrong_sets_its_service_aside_and_takes_the_others(load, settings, delivery, documents, aside, said):
    settings.CUSTOMER_DOCUMENT_MAX_MB = 1
    report = load(delivery, documents)
    assert lines(report) == said
    assert (report.is_refused, report.set_aside) == (False, aside)
    assert list(Service.objects.values_list("number", flat=True).order_by("number")) == [
        number for number in ("501", "502", "503") if number not in aside
    ]
    assert list(SetAside.objects.values_list("service_number", flat=True)) == aside


def swapped(delivery: Delivery) -> Delivery:
    for each in delivery["lecturas"]:
        each["consumo_anterior"], each["consumo_actual"] = each["consumo_actual"], each["consumo_anterior"]
    return delivery


def changed_meter() -> Delivery:
    return changed("lecturas", FEBRUARY, consumo_actual="5.0", evento="cambio")


WARNING = [
    case(
        "unknown-transformer",
        changed("servicios", ANA, transformador="T9"),
        [],
        "unknown_transformer: servicios.csv, servicios, fila 2, id 501: transformador = T9: no está en la red vigente",
    ),
    case(
        "swapped-readings",
        swapped(sound_delivery()),
        [],
        "readings_swapped: lecturas.csv, lecturas, fila 2, id 502: consumo_anterior: "
        "anterior y actual venían con los encabezados cambiados en 2 filas: se pusieron en orden",
    ),
    case(
        "reading-chain",
        changed("lecturas", FEBRUARY, inyeccion_anterior="2408.5", inyeccion_actual="2561.7"),
        [],
        "reading_chain: lecturas.csv, lecturas, fila 3, id 502: inyeccion_anterior = 2408.500: la actual de 01-2020 es 2408.000",
    ),
    case("changed-meter-with-its-event", changed_meter(), []),
    case(
        "month-without-index",
        without("ipc", mes="2020-02"),
        [],
        "index_missing: remanentes.csv, remanentes, fila 3: mes = 2020-02: "
        "no hay IPC de ese mes: el remanente ajustado no se pudo revisar",
    ),
]


@pytest.mark.parametrize(("delivery", "documents", "aside", "said"), WARNING)
def test_what_is_only_odd_is_said_and_taken(load, delivery, documents, aside, said):
    report = load(delivery, documents)
    assert lines(report) == said
    assert (report.is_refused, report.set_aside) == (False, [])
    assert Service.objects.count() == 3


def test_a_reading_that_the_import_takes_adds_up_on_the_page_too(load, monkeypatch):
    """Both by one tolerance."""
    off = changed("lecturas", FEBRUARY, inyeccion_kwh="153.21", consumo_kwh="467.99")
    assert lines(load(off)) == []
    rows = list(Reading.objects.all())
    assert [injection_holds(rows).failed, consumption_holds(rows).failed] == [[], []]
    monkeypatch.setattr("data_import.customers.services.KWH", KWH / 2)
    assert [line.partition(":")[0] for line in lines(load(off))] == ["reading", "reading"]


def test_swapped_readings_are_put_right(load):
    load(swapped(sound_delivery()))
    rows = Reading.objects.order_by("month").values_list(
        "consumption_before_kwh", "consumption_now_kwh", "consumption_kwh"
    )
    assert [tuple(map(float, each)) for each in rows] == [(12557, 13176, 619), (13176, 13644, 468)]


def test_more_services_aside_than_the_share_refuse_the_delivery(load):
    delivery = changed("boletas", ANA | JANUARY, iva="1")
    find(delivery, "boletas", **BRUNO).update(iva="1")
    report = load(delivery)
    assert lines(report)[-1] == (
        "too_many_set_aside: servicios.csv, servicios: "
        "se apartarían 2 de 3 servicios, más de la parte permitida (SET_ASIDE_SHARE)"
    )
    assert (report.is_refused, Service.objects.count(), SetAside.objects.count()) == (True, 0, 0)


def test_a_share_to_a_service_that_is_set_aside_and_unknown_falls_with_it(load, settings):
    settings.SET_ASIDE_SHARE = 1
    report = load(changed("boletas", {"numero_cliente": "503"}, iva="1"))
    assert lines(report)[1:] == [
        "share_left_out: repartos_eg.csv, repartos_eg, fila 3, id 502: servicio = 503: el servicio quedó apartado"
    ]
    assert report.set_aside == ["502", "503"]


def test_a_folio_that_a_service_set_aside_still_holds_is_not_given_away(load, settings):
    settings.SET_ASIDE_SHARE = 1
    load(sound_delivery())
    delivery = changed("dte", of(ANA, FEBRUARY), folio="9003")
    delivery["dte"].append(dte("503", "2020-01", 9002))
    find(delivery, "boletas", **of(ANA, JANUARY)).update(iva="1")
    report = load(delivery)
    assert lines(report)[1:] == [
        "folio_left_out: dte.csv, dte, fila 4, id 503: folio = 9002: lo conserva el servicio 501, que quedó apartado"
    ]
    assert report.set_aside == ["501", "503"]


def test_a_link_that_leads_out_of_the_folder_is_no_document(load, tmp_path):
    secret = tmp_path / "secreto.pdf"
    secret.write_bytes(PDF)
    (tmp_path / "entrega" / "documentos").mkdir(parents=True)
    (tmp_path / "entrega" / "documentos" / "enlace.pdf").symlink_to(secret)
    report = load(changed("dte", of(ANA, FEBRUARY), documento="enlace.pdf"))
    assert lines(report) == [
        "document_path: dte.csv, dte, fila 3, id 501: documento = enlace.pdf: la ruta sale de la carpeta documentos"
    ]
