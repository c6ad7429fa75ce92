"""The customer's consumption page at eight clients: the portal, its frame alone, its questions to Postgres, a bare application.

    script/bench customers [--services 2000] [--runs 3] [--seconds 4]

One account has a hundred of the services, each with 36 months of bills; its pages are asked for in turn, with its session. The
target is that 95 % of them come within 100 ms. Beside it, in the same run: a page of the portal that holds no data, for the same
session; what the page asks Postgres, by pgbench; and what the web server itself costs.
"""

import argparse
import json
import shutil
from contextlib import ExitStack

import psycopg

from tests.bench.support.billing import number, write_billing
from tests.bench.support.database import FILES, libpq_url, manage, use_database
from tests.bench.support.load import Sample, alternate, run_pgbench, run_wrk
from tests.bench.support.programs import Server, gunicorn
from tests.bench.support.table import Result, print_results

LINKED, MONTHS = 100, 36
WITHIN_MS = 100
OURS = "the customer's consumption page"
SIGN_IN = """
import json, pathlib
from django.conf import settings
from django.test import Client
from accounts.models import User
from customers.models import ServiceLink
user = User.objects.filter(rut="11111111-1").first() or User.objects.create_user("11111111-1", first_name="Ana")
for service in json.loads({services!r}):
    ServiceLink.objects.get_or_create(user=user, service_id=service, revoked_at=None, defaults={{"proof": "boleta"}})
client = Client()
client.force_login(user)
cookie = client.cookies[settings.SESSION_COOKIE_NAME]
pathlib.Path({file!r}).write_text(f"{{cookie.key}}={{cookie.value}}")
"""
QUESTIONS = """\\set n random(0, {last})
SELECT * FROM customers_service s JOIN customers_customer c ON c.rut = s.customer_id
    JOIN customers_servicelink l ON l.service_id = s.number AND l.revoked_at IS NULL
    LEFT JOIN customers_egcontract e ON e.service_id = s.number WHERE s.number = ({first} + :n)::text;
SELECT * FROM customers_bill b LEFT JOIN customers_dte d ON d.bill_id = b.id
    WHERE b.service_id = ({first} + :n)::text ORDER BY b.month DESC LIMIT 36;
"""


def main() -> None:
    arguments = parse()
    url = use_billing(arguments.services)
    samples = measure(url, arguments)
    results = [Result(name, [each.p95_ms or each.p50_ms for each in found], "ms") for name, found in samples.items()]
    ours = next(result for result in results if result.name == OURS)
    ours.target, ours.met = f"≤ {WITHIN_MS} ms", ours.figure <= WITHIN_MS
    print_results("95 % of answers within, 8 clients (pgbench: on average)", results)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--services", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    return parser.parse_args()


def use_billing(services: int) -> str:
    """A database with so many services and their bills, filled once."""
    url = use_database(f"portal_bench_customers_{services}")
    with psycopg.connect(libpq_url(url)) as connection:
        empty = not connection.execute("SELECT 1 FROM customers_service").fetchone()
    if empty:
        print(f"importing {services:,} services once …", flush=True)
        folder = FILES / "billing"
        write_billing(folder, services, MONTHS)
        manage("import_customers", str(folder))
        shutil.rmtree(folder)
    return url


def session_of_linked() -> str:
    """The Cookie header of an account that has LINKED services."""
    FILES.mkdir(parents=True, exist_ok=True)
    file = FILES / "cookie.txt"
    services = json.dumps([number(at) for at in range(LINKED)])
    manage("shell", "-c", SIGN_IN.format(services=services, file=str(file)))
    cookie = file.read_text(encoding="utf-8")
    file.unlink()
    return cookie


def measure(url: str, arguments: argparse.Namespace) -> dict[str, list[Sample]]:
    cookie = session_of_linked()
    pages = [f"/clientes/{number(at)}/consumo/" for at in range(LINKED)]
    questions = QUESTIONS.format(first=number(0), last=LINKED - 1)
    with ExitStack() as stack:
        ours = stack.enter_context(gunicorn(url))
        bare = stack.enter_context(gunicorn(url, "tests.bench.support.bare_wsgi"))

        def load(server: Server, paths: list[str]) -> Sample:
            return run_wrk(server, url, paths, arguments.seconds, cookie=cookie)

        jobs = {
            "bare WSGI application": lambda: load(bare, pages),
            "pgbench, the page's two questions": lambda: run_pgbench(url, questions, arguments.seconds),
            "a page of the portal without data": lambda: load(ours, ["/glosario/"]),
            OURS: lambda: load(ours, pages),
        }
        return alternate(jobs, arguments.runs)


if __name__ == "__main__":
    main()
