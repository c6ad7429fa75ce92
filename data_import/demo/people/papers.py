"""The demo's documents as real PDF files, each saying that it is none of the cooperative's."""

from html import escape

from data_import.demo.people.bills import BillRow
from data_import.demo.people.generation import InjectionRow
from layers.paper.order import Order
from layers.paper.writer import write

ADDRESS = "http://demo.invalid/"
STYLE = (
    "@page { size: A5; margin: 15mm } body { font: 10pt 'Liberation Sans', 'DejaVu Sans', sans-serif } "
    "table { width: 100%; border-collapse: collapse } th, td { text-align: left; padding: 1mm; border-bottom: 0.2mm solid #999 } "
    "td:last-child { text-align: right }"
)
NOTICE = "Documento de demostración, sin validez: personas y datos son inventados."
KINDS = {
    "contrato": "Contrato de conexión de equipamiento de generación",
    "protocolo": "Protocolo de conexión",
    "ubicacion": "Ubicación del equipamiento de generación",
}


def bill_paper(bill: BillRow) -> bytes:
    rows = [
        ("Número de cliente", bill.service.number),
        ("Titular", bill.service.holder.name),
        ("Mes", f"{bill.month:%m-%Y}"),
    ]
    rows += [(charge.name, money(charge.amount)) for charge in bill.charges]
    rows += [("Cargos netos", money(bill.net)), ("IVA", money(bill.iva)), ("Total", money(bill.total))]
    return paper(f"Boleta electrónica N° {bill.folio}", rows)


def annex_paper(row: InjectionRow) -> bytes:
    year, month = row.month.split("-")
    energy = row.injection_kwh.replace(".", ",")
    rows = [("Número de cliente", row.service), ("Mes", f"{month}-{year}"), ("Inyección [kWh]", energy)]
    return paper("Anexo de inyección", rows)


def eg_paper(kind: str, service: str, holder: str) -> bytes:
    return paper(
        KINDS[kind],
        [("Número de cliente", service), ("Titular", holder), ("Forma de liquidación", "Documento nominativo")],
    )


def paper(title: str, rows: list[tuple[str, str]]) -> bytes:
    lines = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows)
    html = (
        f'<!doctype html><html lang="es-CL"><head><title>{escape(title)}</title><style>{STYLE}</style></head>'
        f"<body><h1>{escape(title)}</h1><p>{NOTICE}</p><table>{lines}</table></body></html>"
    )
    return write(Order(html, ADDRESS, ADDRESS, ()))


def money(amount: int) -> str:
    return f"${amount:,}".replace(",", ".")
