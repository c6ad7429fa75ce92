"""The cast: Ana has an account, Berta another one, Carla works at the cooperative, Marta runs the portal."""

from typing import Any

from django.test import Client

from accounts.models import User

PASSWORD = "corderos en la loma 7"
ANA, BERTA, CARLA, MARTA = "11111111-1", "22222222-2", "33333333-3", "44444444-4"
#: What somebody writes in *Registrarse*.
FORM = {
    "rut": "12.345.678-5",
    "first_name": "Diego",
    "paternal_surname": "Vera",
    "maternal_surname": "Lagos",
    "birth_date": "1980-08-31",
    "nationality": "Chilena",
    "gender": "masculino",
    "email": "diego@example.com",
    "phone": "+56 9 1234 5678",
    "street": "Los Aromos",
    "street_number": "12",
    "apartment": "",
    "comuna_code": "14204",
    "password": PASSWORD,
    "password_again": PASSWORD,
}


def somebody(rut: str, name: str, **fields: Any) -> User:
    person = {"first_name": name, "paternal_surname": "Soto", "email": f"{name.lower()}@example.com"}
    return User.objects.create_user(rut, PASSWORD, **person | fields)


def browser_of(user: User, **options: Any) -> Client:
    """Signed in by the form, as a person does; so the session says whose it is and since when."""
    client = Client(**options)
    client.post("/cuenta/ingreso/", {"rut": user.rut, "password": PASSWORD})
    return client


def sent_form(client: Client, address: str, **fields: str) -> tuple[int, str | None]:
    """Status and where it leads."""
    answer = client.post(address, fields)
    return answer.status_code, answer.headers.get("Location")
