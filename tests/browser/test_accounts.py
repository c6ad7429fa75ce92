"""Diego registers, confirms by the link of his mail, signs in, changes his data, forgets his password, and leaves."""

import base64
import hmac
import os
import re
import shutil
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import manage, own_settings
from tests.browser.visitor import Visitor

RUT, PASSWORD, NEW_PASSWORD = "12.345.678-5", "corderos en la loma 7", "otros corderos 8"
PERSON = {
    "RUT": RUT,
    "Nombres": "Diego",
    "Apellido paterno": "Vera",
    "Apellido materno": "Lagos",
    "Fecha de nacimiento": "1980-08-31",
    "Nacionalidad": "Chilena",
    "Email": "diego@example.com",
    "Fono": "+56 9 1234 5678",
    "Calle": "Los Aromos",
    "Ingresar contraseña": PASSWORD,
    "Confirmar contraseña": PASSWORD,
}
FORGET_DIEGO = """
from accounts.models import FormSent, User
User.objects.filter(rut="12345678-5").delete()
FormSent.objects.all().delete()
"""
#: Staff, who run the portal.
MAKE_MARTA = f"""
from accounts.models import User
User.objects.create_superuser("99999999-9", {PASSWORD!r}, first_name="Marta", email="marta@example.org")
"""
FORGET_MARTA = """
from accounts.models import User
User.objects.filter(rut="99999999-9").delete()
"""
#: As mail_files writes them, one file a mail or several.
LINK = re.compile(r"https?://[^/\s]+(/cuenta/(?:correo|recuperar)/\w+/[\w-]+/)")


@pytest.fixture
def mailbox(portal: str) -> Iterator[Path]:
    """Where the portal leaves its mails."""
    folder = Path(own_settings()["MAIL_ROOT"])
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
    manage(["shell", "-c", FORGET_DIEGO], environment())


@pytest.fixture
def marta(portal: str) -> Iterator[None]:
    manage(["shell", "-c", MAKE_MARTA], environment())
    yield
    manage(["shell", "-c", FORGET_MARTA], environment())


def last_link(mailbox: Path) -> str:
    """Of the newest mail; the address without its host."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        mails = sorted(mailbox.glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        if mails and (found := LINK.findall(mails[-1].read_text(encoding="utf-8"))):
            return found[-1]
        time.sleep(0.1)
    raise AssertionError(f"There is no link in {mailbox}")


def opens(visitor: Visitor, label: str) -> None:
    """An entry of the account, above the menu or in it."""
    if visitor.is_phone:
        visitor.page.locator("summary", has_text="Menú").click()
    entry = visitor.page.get_by_role("link", name=label, exact=True)
    entry.locator("visible=true").first.click()


def heading(visitor: Visitor, text: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(text)
    assert visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    visitor.finds_no_barrier()


def writes(visitor: Visitor, words: dict[str, str]) -> None:
    for label, text in words.items():
        visitor.page.get_by_label(label, exact=True).fill(text)


def presses(visitor: Visitor, label: str) -> None:
    visitor.page.get_by_role("main").get_by_role("button", name=label, exact=True).click()


def signs_in(visitor: Visitor, password: str) -> None:
    heading(visitor, "Login oficina virtual")
    writes(visitor, {"Rut": RUT, "Contraseña": password})
    presses(visitor, "Ingresar")


def signs_out(visitor: Visitor) -> None:
    if visitor.is_phone:
        visitor.page.locator("summary", has_text="Menú").click()
    visitor.page.get_by_role("button", name="Cerrar sesión").locator("visible=true").click()
    expect(visitor.page.get_by_role("link", name="Mis datos")).to_have_count(0)


def registers(visitor: Visitor, mailbox: Path) -> None:
    page = visitor.page
    opens(visitor, "Registrarse")
    heading(visitor, "Registrarse")
    writes(visitor, PERSON)
    page.get_by_label("Género").select_option("Masculino")
    page.get_by_label("Comuna").select_option("Río Bueno")
    presses(visitor, "Crear cuenta")
    heading(visitor, "Revise su correo")
    page.goto(last_link(mailbox))
    heading(visitor, "Email confirmado")


def test_from_registering_to_signing_out(visitor: Visitor, mailbox: Path):
    page = visitor.page
    page.goto("/glosario/")
    registers(visitor, mailbox)
    page.get_by_role("link", name="Ingresar").click()
    signs_in(visitor, PASSWORD)
    heading(visitor, "Escritorio")
    expect(page.get_by_role("heading", name="Portal de información pública")).to_be_visible()
    page.get_by_role("link", name="IR a Buscar información – Perfil público").click()
    opens(visitor, "Mis datos")
    heading(visitor, "Mis datos")
    writes(visitor, {"Calle": "Los Ulmos"})
    presses(visitor, "Guardar cambios")
    expect(page.get_by_label("Calle", exact=True)).to_have_value("Los Ulmos")
    expect(page.get_by_role("table").get_by_text("Esta sesión")).to_be_visible()
    signs_out(visitor)
    page.goto("/cuenta/datos/")
    heading(visitor, "Login oficina virtual")


def test_a_lost_password_is_replaced_by_a_link(visitor: Visitor, mailbox: Path):
    page = visitor.page
    page.goto("/glosario/")
    registers(visitor, mailbox)
    opens(visitor, "Sucursal virtual")
    page.get_by_role("link", name="¿Olvidó su contraseña?").click()
    heading(visitor, "Recuperar contraseña")
    manage(["shell", "-c", "from accounts.models import User; User.objects.update(mailed_at=None)"], environment())
    writes(visitor, {"RUT o email": "diego@example.com"})
    presses(visitor, "Enviar enlace")
    heading(visitor, "Revise su correo")
    page.goto(last_link(mailbox))
    heading(visitor, "Nueva contraseña")
    writes(visitor, {"Ingresar contraseña": NEW_PASSWORD, "Confirmar contraseña": NEW_PASSWORD})
    presses(visitor, "Guardar contraseña")
    heading(visitor, "Contraseña cambiada")
    opens(visitor, "Sucursal virtual")
    signs_in(visitor, PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("El RUT o la contraseña no corresponden.")
    heading(visitor, "Login oficina virtual")
    signs_in(visitor, NEW_PASSWORD)
    heading(visitor, "Escritorio")


def test_a_form_with_mistakes_says_which(visitor: Visitor):
    page = visitor.page
    page.goto("/cuenta/registro/")
    page.locator("form.person-form").evaluate("form => { form.noValidate = true; }")
    writes(visitor, {"RUT": "12345678-9", "Ingresar contraseña": "12345678", "Confirmar contraseña": "1234"})
    presses(visitor, "Crear cuenta")
    expect(page.get_by_label("RUT", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("El dígito verificador no corresponde a ese RUT.")).to_be_visible()
    expect(page.get_by_text("Las dos contraseñas no son iguales.")).to_be_visible()
    heading(visitor, "Registrarse")


def test_a_phone_is_added_asked_for_and_replaced_by_a_recovery_code(visitor: Visitor, mailbox: Path):
    page = visitor.page
    page.goto("/glosario/")
    registers(visitor, mailbox)
    page.get_by_role("link", name="Ingresar").click()
    signs_in(visitor, PASSWORD)
    page.goto("/cuenta/segundo-factor/")
    heading(visitor, "Segundo factor")
    expect(page.get_by_role("img", name="Código QR con la clave de su cuenta")).to_be_visible()
    key = page.locator(".secret").inner_text()
    writes(visitor, {"Código": code_of(key)})
    presses(visitor, "Activar")
    heading(visitor, "Códigos de recuperación")
    recovery = page.locator(".codes code").all_inner_texts()
    assert len(recovery) == 10
    signs_out(visitor)
    opens(visitor, "Sucursal virtual")
    signs_in(visitor, PASSWORD)
    heading(visitor, "Código de verificación")
    writes(visitor, {"Código": recovery[3]})
    presses(visitor, "Verificar")
    heading(visitor, "Escritorio")
    page.goto("/cuenta/segundo-factor/")
    heading(visitor, "Segundo factor")
    expect(page.get_by_text("9 códigos de recuperación")).to_be_visible()


def test_the_admin_keeps_to_the_portals_policy(desk_visitor: Visitor, marta: None):
    """Its own scripts and styles, from here; a breach of the policy would stand in the console."""
    page = desk_visitor.page
    page.goto("/administracion/")
    writes(desk_visitor, {"Rut": "99.999.999-9", "Contraseña": PASSWORD})
    presses(desk_visitor, "Ingresar")
    expect(page.get_by_role("link", name="Administración del portal")).to_be_visible()
    page.get_by_role("link", name="Publicaciones", exact=True).last.click()
    page.get_by_role("link", name="1", exact=True).click()
    expect(page.get_by_role("link", name=re.compile(r"^Transformadores: "))).to_be_visible()
    page.goto("/administracion/accounts/user/")
    page.get_by_role("searchbox").fill("99999999-9")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="99999999-9").click()
    expect(page.get_by_label("Nombres")).to_have_value("Marta")
    page.get_by_role("button", name="Cerrar sesión").click()
    expect(page).not_to_have_url(re.compile("/accounts/user/"))


def code_of(key: str) -> str:
    """What a phone's app shows now: RFC 6238, six digits, thirty seconds, SHA-1."""
    secret = base64.b32decode(key.replace(" ", "") + "=" * (-len(key.replace(" ", "")) % 8))
    digest = hmac.digest(secret, struct.pack(">Q", int(time.time() // 30)), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def environment() -> dict[str, str]:
    return {**os.environ, **own_settings()}
