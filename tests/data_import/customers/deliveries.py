"""A small sound delivery of customers' data, to be damaged by tests in one place at a time.

Service 501 is Ana's; 502 is Bruno's, with generation; 503 is Bruno's too and has one bill. Months: January and February 2020.
"""

import csv
from collections.abc import Callable
from pathlib import Path

from data_import.customers.template import EXAMPLE_PDF

Rows = list[dict[str, str]]
Delivery = dict[str, Rows]
PDF = EXAMPLE_PDF
OTHER_PDF = EXAMPLE_PDF.replace(b"842", b"841")


def bill(service: str, month: str, kwh: int) -> dict[str, str]:
    """Its two charges are 500 and 100 $/kWh, both taxable but the first."""
    net = 500 + 100 * kwh
    return row(
        numero_cliente=service,
        mes=month,
        consumo_kwh=kwh,
        cargos_netos=net,
        iva=19 * kwh,
        fecha_emision="2020-03-05",
    )


def charges(service: str, month: str, kwh: int) -> Rows:
    head = {"numero_cliente": service, "mes": month}
    return [
        head | row(orden=1, cargo="Cargo fijo", cantidad="", unidad="", precio_unitario="", monto=500, afecto="NO"),
        head
        | row(
            orden=2, cargo="Energía", cantidad=kwh, unidad="kWh", precio_unitario="100.0", monto=100 * kwh, afecto="SI"
        ),
    ]


def dte(service: str, month: str, folio: int, document: str = "") -> dict[str, str]:
    return row(numero_cliente=service, mes=month, tipo=39, folio=folio, monto_total=1690, documento=document)


def remainder(month: str, energy: str, *amounts: int) -> dict[str, str]:
    names = (
        "remanente_anterior",
        "remanente_ajustado",
        "disponible_descuento",
        "descuento_aplicado",
        "remanente_acumulado",
    )
    return row(numero_cliente="502", mes=month, inyeccion_kwh=energy, precio_inyeccion="67.452") | row(
        **dict(zip(names, amounts, strict=True)), fecha_liquidacion="", monto_liquidacion=0
    )


def reading(month: str, injection: tuple[str, str, str], consumption: tuple[str, str, str]) -> dict[str, str]:
    names = ("kwh", "anterior", "actual")
    return row(
        numero_cliente="502",
        mes=month,
        **{f"inyeccion_{name}": value for name, value in zip(names, injection, strict=True)},
        **{f"consumo_{name}": value for name, value in zip(names, consumption, strict=True)},
        evento="",
    )


def row(**values: object) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def sound_delivery() -> Delivery:
    return {
        "clientes": [
            row(rut="11.111.111-1", nombre="Ana Soto", correo="ana@example.com"),
            row(rut="22222222-2", nombre="Bruno Ñúñez", correo=""),
        ],
        "servicios": [
            row(
                numero_cliente=number,
                rut=rut,
                direccion="Camino Trapi km 3",
                comuna="14201",
                capacidad_empalme_kva="7.5",
                transformador="T1",
                fecha_facturacion="31-01-2020",
                activo="SI",
            )
            for number, rut in (("501", "11111111-1"), ("502", "22222222-2"), ("503", "22222222-2"))
        ],
        "boletas": [
            bill("501", "2020-01", 10),
            bill("501", "2020-02", 12),
            bill("502", "2020-01", 5),
            bill("503", "2020-01", 7),
        ],
        "cargos": [
            *charges("501", "2020-01", 10),
            *charges("501", "2020-02", 12),
            *charges("502", "2020-01", 5),
            *charges("503", "2020-01", 7),
        ],
        "dte": [dte("501", "2020-01", 9001, "b/boleta 9001.pdf"), dte("501", "2020-02", 9002)],
        "contratos_eg": [
            row(
                numero_cliente="502",
                modalidad="Individual",
                forma_liquidacion="Documento nominativo",
                frecuencia="Anual",
                tecnologia="fotovoltaica",
                capacidad_instalada_kw="5.5",
                capacidad_inyectar_kw="5",
                vigente_desde="2018-06-01",
            )
        ],
        "repartos_eg": [
            row(contrato="502", servicio="502", fraccion="0.75"),
            row(contrato="502", servicio="503", fraccion="0.25"),
        ],
        "inyecciones": [
            row(numero_cliente="502", mes="2020-01", inyeccion_kwh="266.9", anexo="anexo.pdf"),
            row(numero_cliente="502", mes="2020-02", inyeccion_kwh="198.6", anexo=""),
        ],
        "remanentes": [
            remainder("2020-01", "1911.70", 1417, 1425, 130373, 128948, 1425),
            remainder("2020-02", "1337.30", 1425, 1431, 91634, 90204, 1430),
        ],
        "lecturas": [
            reading("2020-01", ("94.5", "2313.5", "2408.0"), ("619.0", "12557.0", "13176.0")),
            reading("2020-02", ("153.2", "2408.0", "2561.2"), ("468.0", "13176.0", "13644.0")),
        ],
        "documentos_eg": [row(numero_cliente="502", tipo="contrato", documento="contrato.pdf")],
        "ipc": [row(mes="2020-01", variacion="0.006"), row(mes="2020-02", variacion="0.004")],
    }


DOCUMENTS = {"b/boleta 9001.pdf": PDF, "anexo.pdf": PDF, "contrato.pdf": OTHER_PDF}


def find(delivery: Delivery, table: str, **key: str) -> dict[str, str]:
    return next(each for each in delivery[table] if key.items() <= each.items())


def changed(table: str, key: dict[str, str], **values: str) -> Delivery:
    """The sound delivery, other in one row."""
    delivery = sound_delivery()
    find(delivery, table, **key).update(values)
    return delivery


def only(*tables: str) -> Delivery:
    return {table: rows for table, rows in sound_delivery().items() if table in tables}


def write_delivery(
    folder: Path,
    delivery: Delivery,
    documents: dict[str, bytes] | None = None,
    *,
    separator: str = ",",
    encode: Callable[[str], bytes] = str.encode,
) -> Path:
    """Write it as files, replacing what is there."""
    for name, content in (DOCUMENTS if documents is None else documents).items():
        path = folder / "documentos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.csv"):
        path.unlink()
    for table, rows in delivery.items():
        write_table(folder / f"{table}.csv", rows, separator, encode)
    return folder


def write_table(path: Path, rows: Rows, separator: str, encode: Callable[[str], bytes]) -> None:
    with path.with_suffix(".tmp").open("w+", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), delimiter=separator, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
        file.seek(0)
        path.write_bytes(encode(file.read()))
    path.with_suffix(".tmp").unlink()
