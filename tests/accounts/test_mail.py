"""Mail: where it lies without a server, what a failing server does, what texts say; what must be set on an open network."""

import email
import stat
from email.header import decode_header, make_header
from email.policy import default
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.checks import run_checks
from django.template.loader import get_template

from accounts.emails import FILES, send

TEXTS = sorted(
    path.stem for path in (project.BASE_DIR / "templates/accounts/mail").glob("*.txt") if path.stem != "signature"
)


@pytest.fixture
def box(settings, tmp_path) -> Path:
    settings.EMAIL_BACKEND = FILES
    settings.MAIL_ROOT = tmp_path / "mail"
    return settings.MAIL_ROOT


def test_without_a_server_mails_are_files_that_only_the_portals_user_reads(box, ana):
    send(ana, "password_changed", {})
    assert stat.S_IMODE(box.stat().st_mode) == 0o700
    (file,) = box.iterdir()
    letter = email.message_from_bytes(file.read_bytes().split(b"-" * 79)[0], policy=default)
    assert (letter["To"], str(make_header(decode_header(letter["Subject"])))) == (
        "ana@example.com",
        "Su contraseña cambió",
    )
    assert letter.get_content().startswith("Ana:\n\nLa contraseña de su cuenta")


def test_a_folder_that_others_could_read_is_closed(box, ana):
    box.mkdir(mode=0o755)
    send(ana, "password_changed", {})
    assert stat.S_IMODE(box.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", TEXTS)
def test_each_text_begins_with_a_subject_and_ends_with_the_cooperative(name, ana, mailoutbox):
    send(ana, name, {"link": "https://mapa.example.cl/x", "name": "Ana & Cía", "site": "https://mapa.example.cl"})
    (letter,) = mailoutbox
    assert 0 < len(letter.subject) < 60
    assert letter.body.endswith(f"{project.COOPERATIVE_NAME}\n{project.COOPERATIVE_PHONE}\n")
    assert ("{" in letter.body, "&amp;" in letter.body) == (False, False)
    source = Path(get_template(f"accounts/mail/{name}.txt").origin.name).read_text(encoding="utf-8")
    assert ("{{ link }}" in source) == ("https://mapa.example.cl/x" in letter.body)


def test_a_name_cannot_add_a_recipient(ana, mailoutbox):
    send(ana, "confirm_email", {"name": "Ana\nBcc: todos@example.com", "link": "x"})
    assert (mailoutbox[0].recipients(), mailoutbox[0].subject) == (["ana@example.com"], "Confirme su email")


def test_without_an_address_there_is_no_mail(ana, mailoutbox):
    ana.email = ""
    send(ana, "password_changed", {})
    assert mailoutbox == []


def test_a_mail_that_cannot_be_sent_stands_in_the_log_and_stops_nothing(box, ana, caplog):
    box.parent.joinpath("mail").write_text("a file where the folder should be")
    send(ana, "password_changed", {})
    assert [record.message for record in caplog.records] == ["A mail could not be sent"]


def test_on_https_the_portal_must_know_its_own_address_and_should_have_a_mail_server(settings, box):
    settings.HTTPS = True
    settings.SITE_URL = ""
    assert {"accounts.E001", "accounts.W001"} <= {message.id for message in run_checks()}
    settings.SITE_URL = "http://mapa.example.cl"
    assert "accounts.E001" in {message.id for message in run_checks()}
    settings.SITE_URL, settings.EMAIL_BACKEND = "https://mapa.example.cl", "django.core.mail.backends.smtp.EmailBackend"
    assert {"accounts.E001", "accounts.W001"} & {message.id for message in run_checks()} == set()


def test_on_a_loopback_server_nothing_of_it_is_asked(settings, box):
    settings.HTTPS, settings.SITE_URL = False, ""
    assert {"accounts.E001", "accounts.W001"} & {message.id for message in run_checks()} == set()
