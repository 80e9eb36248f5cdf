"""`python -m servanda.desk serve` sets up what is missing and serves; `messages` extracts and compiles translations."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from servanda.desk.environment import EnvironmentRefusedError
from servanda.desk.listening import LOOPBACK, address, listen


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def desk() -> None:
    """The desk: pages and API of Servanda."""


SETTINGS = """
\b
Settings are environment variables:
  SERVANDA_VAR             folder of everything that the desk keeps (./var)
  SERVANDA_POLICIES        folder of the policies (those that are shipped)
  SERVANDA_HOSTS           names under which people reach it, with commas (localhost)
  SERVANDA_HTTPS           yes behind a proxy that speaks HTTPS (no)
  SERVANDA_HSTS_SECONDS    how long browsers then insist on HTTPS (31536000, a year)
  SERVANDA_PROXIES         addresses of proxies whose X-Forwarded-For counts, with commas (none)
  SERVANDA_SECRET_KEY      key that signs what browsers keep (made on the first start)
  SERVANDA_API_PER_MINUTE  questions that one address may ask the API a minute (120)
  SERVANDA_DATABASE        postgresql://user:password@host:5432/name (SQLite in SERVANDA_VAR)
  SERVANDA_WORKER          inside or elsewhere: whether serving also fetches and sends mail (inside)
  SERVANDA_ADDRESS         where people reach it, for links in mail (where serve listens)
  SERVANDA_SMTP            smtp://user:password@host:587 for mail that leaves (files in SERVANDA_VAR/mail)
  SERVANDA_MAIL_FROM       address of mail that no vendor sends (servanda@ the host of SERVANDA_ADDRESS)
  SERVANDA_IMAP            imaps://user:password@host:993/INBOX#vendor to fetch mail from, several with spaces
  SERVANDA_IMAP_SECONDS    how often mailboxes are looked into (10)
  SERVANDA_SMTP_LISTEN     host:port where a mail server may hand in mail
  SERVANDA_SMTP_LISTEN_CERTIFICATE, SERVANDA_SMTP_LISTEN_KEY
                           PEM files with which it offers STARTTLS
  SERVANDA_SMTP_LISTEN_TLS_REQUIRED
                           yes takes mail through TLS alone (no)
  SERVANDA_DEMO            yes for an invented desk with one-click sign-in (no)
  SERVANDA_OIDC_ISSUER     address of an OpenID Connect provider that signs people in (none)
  SERVANDA_OIDC_CLIENT_ID  what the provider calls this desk
  SERVANDA_OIDC_CLIENT_SECRET  what proves to it that it is this desk
  SERVANDA_OIDC_NAME       what the button to it says (its host)
  SERVANDA_STATIC          hashed or plain names of static files (hashed)
  SERVANDA_GALLERY         yes to show every component at /en/_ui/ (no)
  SERVANDA_DEBUG           yes for those who work on Servanda, never in public (no)
"""


@desk.command(epilog=SETTINGS)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="How many make pages at once (two for each core, at most 8).",
)
def serve(host: str, port: int, processes: int | None) -> None:
    """Prepare the database and the static files, then serve until Ctrl+C.

    Nothing has to be set up by hand; what differs between installations is said by environment variables.
    """
    sock = listen(host, port)
    here = address(sock, host)
    os.environ.setdefault("SERVANDA_STATIC", "hashed")
    os.environ["SERVANDA_ADDRESS"] = os.environ.get("SERVANDA_ADDRESS") or here
    _boot()
    from django.conf import settings

    from servanda.desk.serving import prepare, run

    prepare()
    chosen = sock.getsockname()[1]
    if chosen != port:
        click.echo(f"Port {port} is taken; Servanda uses {chosen} instead.")
    if host not in LOOPBACK and not os.environ.get("SERVANDA_HOSTS"):
        click.echo("People from elsewhere are refused until SERVANDA_HOSTS names the hosts under which they come.")
    if settings.HTTPS and not settings.PROXIES:
        click.echo("Everybody counts as one address until SERVANDA_PROXIES names the proxy that speaks HTTPS.")
    click.echo(f"Servanda is at {here}/ (Ctrl+C stops it)")
    run(sock, processes=processes or min(2 * (os.cpu_count() or 1), 8))


@desk.command("worker", epilog=SETTINGS)
def work_on() -> None:
    """Fetch, understand and deliver mail until Ctrl+C; for installations that serve with SERVANDA_WORKER=elsewhere.

    Any number of workers may run beside each other.
    """
    _boot()
    from servanda.desk.worker.working import work

    work()


@desk.command()
@click.argument("email")
@click.argument("vendor")
@click.option("--policy", help="Id of the policy that a new vendor keeps.")
@click.option("--address", help="Where clients of a new vendor write to, such as support@example.com.")
def administrator(email: str, vendor: str, policy: str | None, address: str | None) -> None:
    """Make somebody an administrator of a vendor and print a link that signs them in once, for 15 minutes.

    A vendor that is not there yet is founded where its policy and its address are named. VENDOR is the word that stands
    in its pages' addresses.
    """
    _boot()
    from servanda.desk.founding import FoundingRefusedError, administrator_link

    try:
        click.echo(administrator_link(email, vendor, policy or "", address or ""))
    except FoundingRefusedError as refused:
        raise click.ClickException(str(refused)) from None


@desk.command("second-step")
@click.argument("email")
def second_step(email: str) -> None:
    """Take the second step off the account of somebody who lost app, passkeys and recovery codes.

    They are signed out everywhere and told by mail. A password, a link or the provider is enough until they add a new one.
    """
    _boot()
    from servanda.desk.founding import FoundingRefusedError, second_step_off

    try:
        click.echo(second_step_off(email))
    except FoundingRefusedError as refused:
        raise click.ClickException(str(refused)) from None


@desk.command()
@click.option("--check", is_flag=True, help="Change nothing; fail where a file is not fresh.")
def messages(*, check: bool) -> None:
    """Extract the sentences of templates and code, update the catalogues and compile them."""
    _boot()
    from servanda.desk.messages import refresh

    stale = refresh(Path(__file__).parent, write=not check)
    for line in stale:
        click.echo(line, err=check)
    sys.exit(1 if check and stale else 0)


@desk.command()
def reindex() -> None:
    """Read every ticket and message again for the search; what is found meanwhile may be incomplete."""
    _boot()
    from servanda.desk.tickets.search import index_again

    click.echo(f"{index_again()} passages can be found.")


@desk.command()
@click.option("--vendor", metavar="SLUG", help="Only the tickets of this vendor.")
@click.option("--open", "open_only", is_flag=True, help="Only tickets on which something is still to be done.")
@click.option("--processes", type=click.IntRange(1, 64), help="How many compare at once (as many as there are cores).")
def rebuild(vendor: str | None, *, open_only: bool, processes: int | None) -> None:
    """Compute again, from the history of every ticket, what lists and boards show; say what differed, and write it.

    Nothing differs unless a row was changed by hand or by an older version. The desk may go on meanwhile.
    """
    _boot()
    from servanda.desk.tickets.rebuilding import UnknownVendorError, rebuild_vendor

    try:
        found = rebuild_vendor(vendor, open_only=open_only, processes=processes or os.cpu_count() or 1)
    except UnknownVendorError as unknown:
        raise click.ClickException(str(unknown)) from None
    for difference in found.differed:
        click.echo(f"Ticket {difference.ticket_id}: {', '.join(difference.columns)}")
    click.echo(f"{found.tickets} tickets read, {len(found.differed)} differed and were written again.")


def _boot() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.desk.settings")
    import django

    try:
        django.setup()
    except EnvironmentRefusedError as refused:
        raise click.ClickException(str(refused)) from None
    except OSError as error:
        raise click.ClickException(f"{error}. Name a folder that can be written with SERVANDA_VAR.") from None


if __name__ == "__main__":
    desk(prog_name="python -m servanda.desk")
