"""Ways to say what is wrong with a delivery, for tests of checks."""

import pytest

from tests.data_import.customers.deliveries import Delivery, sound_delivery

JANUARY, FEBRUARY = {"mes": "2020-01"}, {"mes": "2020-02"}
ANA, BRUNO = {"numero_cliente": "501"}, {"numero_cliente": "502"}


def added(table: str, *rows: dict[str, str]) -> Delivery:
    delivery = sound_delivery()
    delivery[table] += rows
    return delivery


def without(table: str, **key: str) -> Delivery:
    delivery = sound_delivery()
    delivery[table] = [each for each in delivery[table] if not key.items() <= each.items()]
    return delivery


def of(service: dict[str, str], month: dict[str, str], **more: str) -> dict[str, str]:
    return service | month | more


def case(name: str, delivery: Delivery, aside: list[str], *said: str, documents: dict[str, bytes] | None = None):
    return pytest.param(delivery, documents, aside, list(said), id=name)
