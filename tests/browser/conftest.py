"""A portal with the demo network, served as in production, and visitors who open it in a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from psycopg import sql

pytest.register_assert_rewrite("tests.browser.visitor")
from tests.browser.visitor import Visitor  # noqa: E402

DATABASE = "test_portal_browser"
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 740}}
START_WITHIN_S = 60
# What takes longer is broken, however busy the machine.
expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def portal() -> Iterator[str]:
    """The address of a portal with the demo loaded: that of PORTAL_URL, or one of our own on a free port."""
    if given := os.environ.get("PORTAL_URL"):
        yield given.rstrip("/")
        return
    environment = {**os.environ, **own_settings()}
    make_database()
    try:
        manage(["migrate", "-v0"], environment)
        manage(["load_demo"], environment)
        yield from served(environment)
    finally:
        drop_database()


def own_settings() -> dict[str, str]:
    user, password, host, port = (settings.DATABASES["default"][key] for key in ("USER", "PASSWORD", "HOST", "PORT"))
    address = f"postgres://{user}:{password}@{host}:{port}/{DATABASE}"
    folder = Path(tempfile.gettempdir())
    return {
        "DATABASE_URL": address,
        "SECRET_KEY": settings.SECRET_KEY,
        "DEBUG": "False",
        "KEEP_CONNECTIONS": "true",
        "DELIVERIES_ROOT": str(folder / f"{DATABASE}_deliveries"),
        "MAIL_ROOT": str(folder / f"{DATABASE}_mail"),
        "CUSTOMER_FILES_ROOT": str(folder / f"{DATABASE}_customers"),
        "DEMO_ACCOUNTS_FILE": str(folder / f"{DATABASE}_accounts.json"),
    }


def make_database() -> None:
    drop_database()
    run_sql("CREATE DATABASE {}")
    with server(DATABASE) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")


def drop_database() -> None:
    run_sql("DROP DATABASE IF EXISTS {} WITH (FORCE)")


def run_sql(statement: str) -> None:
    with server("postgres") as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(DATABASE)))


def server(database: str) -> psycopg.Connection:
    own = settings.DATABASES["default"]
    return psycopg.connect(
        dbname=database, user=own["USER"], password=own["PASSWORD"], host=own["HOST"], port=own["PORT"], autocommit=True
    )


def manage(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", *command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def served(environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "geoportal.wsgi",
        "--bind",
        address,
        "--threads",
        "4",
        "--no-control-socket",
    ]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://{address}/readyz", process)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(address: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + START_WITHIN_S
    while time.monotonic() < until:
        assert process.poll() is None, "gunicorn ended before it was ready"
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer within {START_WITHIN_S} s")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "There is no Chromium: run script/test, or set CHROMIUM to a browser's path."
    # The tests may run as root in a container, where Chromium has no sandbox.
    return {"executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture(params=SIZES)
def visitor(request: pytest.FixtureRequest, browser: Browser, portal: str) -> Iterator[Visitor]:
    """Someone at a desk, then someone with a phone."""
    yield from visit(browser, portal, is_phone=request.param == "phone")


@pytest.fixture
def desk_visitor(browser: Browser, portal: str) -> Iterator[Visitor]:
    yield from visit(browser, portal, is_phone=False)


@pytest.fixture
def phone_visitor(browser: Browser, portal: str) -> Iterator[Visitor]:
    yield from visit(browser, portal, is_phone=True)


def visit(browser: Browser, portal: str, *, is_phone: bool) -> Iterator[Visitor]:
    """Whatever a visitor does must end without an error in the console or a breach of the security policy."""
    context = browser.new_context(
        viewport=SIZES["phone" if is_phone else "desktop"],
        has_touch=is_phone,
        is_mobile=is_phone,
        locale="es-CL",
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
        base_url=portal,
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    problems = collect_problems(page)
    someone = Visitor(page, is_phone=is_phone)
    yield someone
    context.close()
    assert [problem for problem in problems if not someone.expects(problem)] == []


def collect_problems(page: Page) -> list[str]:
    problems: list[str] = []

    def said(message: ConsoleMessage) -> None:
        # Chromium reports breaches of the content security policy here too.
        if message.type in ("error", "warning"):
            problems.append(message.text)

    page.on("console", said)
    page.on("pageerror", lambda error: problems.append(str(error)))
    return problems
