"""Prepare a fresh machine and serve."""

from __future__ import annotations

import socket
from pathlib import Path

import click
import uvicorn
from django.conf import settings
from django.core.management import call_command

_TRIES = 20


def prepare() -> None:
    """Bring the database and the static files up to date; nothing is asked and nothing is lost."""
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    if settings.STATIC_KIND == "hashed":
        call_command("collectstatic", verbosity=0, interactive=False)


def run(host: str, port: int) -> None:
    """Serve on `port`, or on the next free one, and print the address before anything else."""
    sock = listen(host, port)
    chosen = sock.getsockname()[1]
    if chosen != port:
        click.echo(f"Port {port} is taken; Servanda uses {chosen} instead.")
    click.echo(f"Servanda is at http://{_shown(host)}:{chosen}/ (Ctrl+C stops it)")
    config = uvicorn.Config("servanda.desk.asgi:application", log_level="warning", lifespan="off", server_header=False)
    uvicorn.Server(config).run(sockets=[sock])


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
