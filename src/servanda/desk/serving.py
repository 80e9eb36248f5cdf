"""Prepare a fresh machine and serve."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.http import QueryDict
from django.template.loader import get_template, render_to_string
from django.urls import get_resolver
from django.utils.translation import override

from servanda.desk.agreements.versions import keep_shelf
from servanda.desk.clock import now, today
from servanda.desk.demo.building import build_demo
from servanda.desk.listening import PoliteSocket
from servanda.desk.organisations.models import Vendor
from servanda.desk.shelf import policies_folder, shelf
from servanda.desk.supervising import Job, supervise
from servanda.desk.web.pages.calculator import calculator_page
from servanda.desk.web.pages.index import index_page
from servanda.desk.web.pages.policy import policy_page
from servanda.desk.worker.working import work, worker

_FIRST_PAGES = ("web/queue/queue.html", "web/queue/search.html", "web/ticket/ticket.html", "web/board/board.html")
"""What somebody opens first at the desk."""


def prepare() -> None:
    """Bring the database and the static files up to date; nothing is asked and nothing is lost."""
    Path(settings.VAR).mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    keep_shelf(shelf(today()), policies_folder(), at=now())
    if settings.DEMO:
        _refuse_real_vendors()
    if settings.DEMO and not Vendor.objects.exists():
        click.echo("Five vendors move in with half a year of requests …")
        build_demo(now=now())
    if settings.STATIC_KIND == "hashed":
        call_command("collectstatic", verbosity=0, interactive=False)
    warm()


def _refuse_real_vendors() -> None:
    """The demonstration lets everybody in as anybody: never where one vendor is not invented."""
    real = Vendor.objects.exclude(address__endswith=".example").first()
    if real is not None:
        raise click.ClickException(
            f"SERVANDA_DEMO lets everybody in as anybody, and {real} ({real.address}) is not invented. "
            "Leave it out, or name another folder with SERVANDA_VAR."
        )


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


def run(sock: socket.socket, *, processes: int) -> None:
    """Serve on a socket until Ctrl+C or a signal to end; with several processes, mail has one of its own."""
    _get_ready()
    if processes == 1:
        with working():
            _serve(sock)
        return
    connections.close_all()  # a connection is never shared
    jobs = [Job("pages", partial(_serve, sock))] * processes
    if settings.WORKER == "inside":
        jobs.append(Job("mail", work))
    supervise(jobs)


def _get_ready() -> None:
    """Read what every process needs, once, and keep the collector of garbage from walking through it again and again."""
    import_module("servanda.desk.asgi")
    for name in _FIRST_PAGES:
        get_template(name)
    gc.collect()
    gc.freeze()
    # A page makes some ten thousand objects and leaves few cycles; looking for them ten times a page is a tenth of its work.
    gc.set_threshold(50_000, 20, 20)


def _serve(sock: socket.socket) -> None:
    # A thread that makes a page lets the one that reads and writes go first after a millisecond.
    sys.setswitchinterval(0.001)
    application = import_module("servanda.desk.asgi").application
    uvicorn.Server(how(application)).run(sockets=[PoliteSocket(sock, application.busy)])


def how(application: Callable[..., Any]) -> uvicorn.Config:
    """How a process serves."""
    return uvicorn.Config(
        application,
        log_level="warning",
        lifespan="off",
        server_header=False,
        # Anybody can write where they come from; only what a proxy of ours says of it counts.
        proxy_headers=bool(settings.PROXIES),
        forwarded_allow_ips=settings.PROXIES,
        # Open pages listen without end; stopping does not wait for them.
        timeout_graceful_shutdown=2,
    )


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
