"""Mail: where it lies without a server, what a failing server does, what texts say; what must be set on an open network."""

import email
import socketserver
import stat
from email.header import decode_header, make_header
from email.policy import default
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings as project
from django.core.checks import run_checks
from django.core.mail import EmailMessage, get_connection
from django.template.loader import get_template

from accounts.emails import FILES, deliver, send

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
    assert [record.getMessage() for record in caplog.records] == ["A mail could not be sent: FileExistsError"]


class Refusing(socketserver.StreamRequestHandler):
    """A mail server that takes nobody's mail and says whose, as they do."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            is_recipient = line.upper().startswith(b"RCPT TO")
            self.wfile.write(b"550 " + line.strip() + b" unknown\r\n" if is_recipient else b"250 fine\r\n")


def test_an_address_that_the_server_refuses_is_not_in_the_log(ana, caplog):
    with socketserver.TCPServer(("127.0.0.1", 0), Refusing) as server:
        Thread(target=server.handle_request, daemon=True).start()
        smtp = get_connection(
            "django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=server.server_address[1]
        )
        deliver(EmailMessage("Hola", "Ana:", to=[ana.email], connection=smtp))
    assert "A mail could not be sent: SMTPRecipientsRefused" in caplog.text
    assert [word for word in ("ana@", "example.com", "Traceback") if word in caplog.text] == []


def test_what_no_server_is_to_blame_for_is_in_the_log_too(caplog):
    deliver(EmailMessage("Hola", "Ana:", to=["ana@example.com\nBcc: todos@example.com"]))
    assert "A mail could not be sent: BadHeaderError" in caplog.text
    assert "example.com" not in caplog.text


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
