"""*Detalle de cargos* and *Conoce tu boleta*: each charge, what it pays and how it compares with one's last twelve months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from customers.models import Bill, Charge
from customers.pages.charge_words import meaning_of
from layers import formats

#: Nearer than this share to the average is "como siempre".
USUAL = 0.05


@dataclass(frozen=True)
class ChargeRow:
    """`computed` as `286 kWh × 17,125 $/kWh`; empty where the bill does not say."""

    name: str
    computed: str
    amount: str
    taxable: str
    pays: str
    how: str
    compared: str


def charge_rows(charges: Sequence[Charge], earlier: Mapping[str, Sequence[int]]) -> list[ChargeRow]:
    """`earlier`: the amounts of the twelve months before, by the charge's name."""
    return [charge_row(charge, earlier.get(charge.name, ())) for charge in charges]


def charge_row(charge: Charge, earlier: Sequence[int]) -> ChargeRow:
    meaning = meaning_of(charge.name)
    return ChargeRow(
        name=charge.name,
        computed=computed(charge),
        amount=formats.pesos(charge.amount_clp),
        taxable="SI" if charge.is_taxable else "NO",
        pays=meaning.pays,
        how=meaning.computed,
        compared=compared(charge.amount_clp, earlier),
    )


def computed(charge: Charge) -> str:
    """The quantity alone where there is no price."""
    if charge.quantity is None:
        return ""
    unit = charge.quantity_unit or "kWh"
    quantity = f"{formats.number(charge.quantity, 3)} {unit}"
    if charge.unit_price_clp is None:
        return quantity
    return f"{quantity} × {formats.number(charge.unit_price_clp, 4)} $/{unit}"


def compared(amount: int, earlier: Sequence[int]) -> str:
    if not earlier:
        return "No lo pagó en los doce meses anteriores."
    average = sum(earlier) / len(earlier)
    of_past = f"su promedio de {formats.count(len(earlier), 'mes', 'meses')}: {formats.pesos(average)}"
    difference = amount - average
    if abs(difference) <= USUAL * abs(average):
        return f"Parecido a {of_past}."
    word = "Más" if difference > 0 else "Menos"
    return f"{word} que {of_past}."


@dataclass(frozen=True)
class Total:
    label: str
    amount: str


def totals(bill: Bill) -> list[Total]:
    """The sum of the charges; then IVA and the document's own total, where they are known."""
    found = [Total("Cargos netos", formats.pesos(bill.net_charges_clp))]
    if bill.iva_clp is not None:
        found.append(Total("IVA", formats.pesos(bill.iva_clp)))
    if hasattr(bill, "dte"):
        found.append(Total(f"Total {bill.dte.get_document_type_display().lower()}", formats.pesos(bill.dte.total_clp)))
    return found


def sum_note(bill: Bill, charges: Sequence[Charge]) -> str:
    """Whether the lines add up to the bill."""
    if not charges:
        return "Este mes no tiene cargos detallados."
    total = sum(charge.amount_clp for charge in charges)
    lines = formats.count(len(charges), "cargo suma", "cargos suman")
    if bill.net_charges_clp is None or total == bill.net_charges_clp:
        return f"{'El' if len(charges) == 1 else 'Los'} {lines} {formats.pesos(total)}."
    return (
        f"{'El' if len(charges) == 1 else 'Los'} {lines} {formats.pesos(total)} y la boleta dice "
        f"{formats.pesos(bill.net_charges_clp)}: avísenos y lo revisamos."
    )
