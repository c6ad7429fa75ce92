"""A bench works in a database of its own, made beside the project's, filled with a comb network and kept for the next run."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.bench.support.comb_network import write_comb_network

ROOT = Path(__file__).resolve().parents[3]
FILES = ROOT / "var" / "bench"


def project_url() -> str:
    """The project's DATABASE_URL, from the environment or var/env."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    lines = (ROOT / "var" / "env").read_text(encoding="utf-8").splitlines()
    return next(line.split("=", 1)[1].strip("'\"") for line in lines if line.startswith("DATABASE_URL="))


def libpq_url(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(scheme="postgresql"))


def bench_url(name: str) -> str:
    return urlunsplit(urlsplit(project_url())._replace(path=f"/{name}"))


def use_database(name: str) -> str:
    """Make database `name` if it is missing, and make it the one that Django and child processes use; returns its address."""
    with psycopg.connect(libpq_url(project_url()), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = bench_url(name)
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    os.environ["DATABASE_URL"] = url
    manage("migrate", "--verbosity", "0")
    return url


def manage(*arguments: str) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True, **quiet)


def comb_file(spans: int) -> Path:
    """The canonical GeoPackage of that size, made once."""
    FILES.mkdir(parents=True, exist_ok=True)
    path = FILES / f"comb_{spans}.gpkg"
    if not path.exists():
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        write_comb_network(unfinished, spans)
        unfinished.rename(path)
    return path


def use_network(spans: int) -> str:
    """A database whose current publication is the comb network of that size; returns its address."""
    url = use_database(f"portal_bench_{spans}")
    with psycopg.connect(libpq_url(url)) as connection:
        empty = not connection.execute("SELECT 1 FROM layers_publication WHERE is_current").fetchone()
    if empty:
        print(f"importing {spans:,} spans once …", flush=True)
        manage("import_network", str(comb_file(spans)), "--mapping", "canonical", "--cutoff", "2020-11-30")
    return url
