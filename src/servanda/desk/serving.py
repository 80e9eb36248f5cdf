"""Prepare a fresh machine and serve."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import get_resolver
from django.utils.translation import override

from servanda.desk.agreements.versions import keep_shelf
from servanda.desk.clock import now, today
from servanda.desk.demo.building import build_demo
from servanda.desk.organisations.models import Vendor
from servanda.desk.shelf import policies_folder, shelf
from servanda.desk.web.pages.calculator import calculator_page
from servanda.desk.web.pages.index import index_page
from servanda.desk.web.pages.policy import policy_page
from servanda.desk.worker.working import worker

_TRIES = 20
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def prepare() -> None:
    """Bring the database and the static files up to date; nothing is asked and nothing is lost."""
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    keep_shelf(shelf(today()), policies_folder(), at=now())
    if settings.DEMO and not Vendor.objects.exists():
        click.echo("Five vendors move in with half a year of requests …")
        build_demo(now=now())
    if settings.STATIC_KIND == "hashed":
        call_command("collectstatic", verbosity=0, interactive=False)
    warm()


def warm() -> None:
    """Read and lint the policies and draw each page once in each language, so that the first reader waits for nothing."""
    get_resolver().url_patterns  # noqa: B018  (reading it imports every view)
    found = shelf(today())
    for code, _name in settings.LANGUAGES:
        with override(code):
            render_to_string("web/index.html", {"page": index_page(found, now())})
            for shelved in found.policies.values():
                render_to_string("web/policy.html", {"page": policy_page(shelved, now())})
                page = calculator_page(shelved, QueryDict(), now=now(), origin="")
                render_to_string("web/calculator.html", {"page": page})


def run(host: str, port: int) -> None:
    """Serve on `port`, or on the next free one, and print the address before anything else."""
    sock = listen(host, port)
    chosen = sock.getsockname()[1]
    if chosen != port:
        click.echo(f"Port {port} is taken; Servanda uses {chosen} instead.")
    if host not in _LOOPBACK and not os.environ.get("SERVANDA_HOSTS"):
        click.echo("People from elsewhere are refused until SERVANDA_HOSTS names the hosts under which they come.")
    click.echo(f"Servanda is at http://{_shown(host)}:{chosen}/ (Ctrl+C stops it)")
    config = uvicorn.Config(
        "servanda.desk.asgi:application",
        log_level="warning",
        lifespan="off",
        server_header=False,
        # Open pages listen without end; stopping does not wait for them.
        timeout_graceful_shutdown=3,
    )
    with working():
        uvicorn.Server(config).run(sockets=[sock])


@contextmanager
def working() -> Iterator[None]:
    """Mail is fetched and sent while pages are served, unless a worker of its own does that."""
    if settings.WORKER == "elsewhere":
        yield
        return
    inside = worker()
    inside.start()
    try:
        yield
    finally:
        inside.stop()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on `port` or one of the next ports. Raises ClickException where none is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + _TRIES, 65536)):
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, candidate))
            sock.listen(128)
        except PermissionError:
            sock.close()
            raise click.ClickException(f"Port {candidate} may not be used by you; try --port 8000.") from None
        except socket.gaierror:
            sock.close()
            raise click.ClickException(f"{host} is not an address of this machine; try --host 127.0.0.1.") from None
        except OSError:
            sock.close()
            continue
        return sock
    raise click.ClickException(f"None of the ports {port} to {port + _TRIES - 1} is free; name another with --port.")


def _shown(host: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104  (only compared: it is what the operator asked for)
        return "localhost"
    return f"[{host}]" if ":" in host else host
