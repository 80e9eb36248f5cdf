"""A real Dovecot on a free port, as whoever runs the tests; without one these tests are skipped with the way to get it."""

from __future__ import annotations

import getpass
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.desk.mail_hosts import MailHost

NO_DOVECOT = "No Dovecot on this machine: get it with `sudo apt-get install dovecot-imapd`."
CONFIGURATION = """
base_dir = {run}
state_dir = {run}
log_path = {run}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
listen = 127.0.0.1
auth_failure_delay = 0
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 0
first_valid_gid = 0
mail_uid = {login}
mail_gid = {login_group}
mail_location = maildir:{mail}
mailbox_list_index = no
default_process_limit = 4
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={login} gid={login_group} home={mail}
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def dovecot() -> str | None:
    """The path of Dovecot, or None."""
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and dovecot() is None:
            item.add_marker(pytest.mark.skip(reason=NO_DOVECOT))


@pytest.fixture(scope="session")
def folders() -> Iterator[tuple[Path, Path]]:
    """Where the server runs, and where its mail stands: folders that its other user may enter."""
    made = tuple(Path(tempfile.mkdtemp(prefix="servanda-imap-")) for _each in range(2))
    for each in made:
        each.chmod(0o755)
    yield made[0], made[1]
    for each in made:
        shutil.rmtree(each, ignore_errors=True)


@pytest.fixture(scope="session")
def maildir_and_port(folders: tuple[Path, Path]) -> Iterator[tuple[Path, int]]:
    """The folder of a mailbox, and the port of the server that shows it."""
    run, mail = folders
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    names = _names()
    path = run / "test.conf"
    path.write_text(CONFIGURATION.format(run=run, mail=mail, port=port, **names))
    shutil.chown(mail, names["login"])
    command = [str(dovecot()), "-F", "-c", str(path)]
    # It must not inherit our pipes: it starts others that outlive it.
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _await(port, server, run / "log")
            yield mail, port
        finally:
            server.terminate()
            server.wait(10)


def _names() -> dict[str, str]:
    """Who runs the server, and who signs in and owns the mail: for the latter Dovecot does not take root."""
    user, group = getpass.getuser(), grp.getgrgid(os.getgid()).gr_name
    if os.getuid():
        return {"user": user, "group": group, "login": user, "login_group": group}
    login = pwd.getpwnam("dovenull")
    return {"user": user, "group": group, "login": "dovenull", "login_group": grp.getgrgid(login.pw_gid).gr_name}


def _await(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _try in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                if connection.recv(10).startswith(b"* OK"):
                    return
        except OSError:
            pass
        try:
            server.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(f"Dovecot did not start:\n{log.read_text() if log.exists() else ''}")


@pytest.fixture
def mailbox(maildir_and_port: tuple[Path, int]) -> Iterator[MailHost]:
    """An empty mailbox."""
    folder, port = maildir_and_port
    _emptied(folder)
    yield MailHost(
        secure=False, host="127.0.0.1", port=port, user="support@kiwi.example", password="secret", folder="INBOX"
    )
    _emptied(folder)


def _emptied(folder: Path) -> None:
    for inside in folder.iterdir():
        shutil.rmtree(inside) if inside.is_dir() else inside.unlink()


@pytest.fixture
def inbox(maildir_and_port: tuple[Path, int], mailbox: MailHost) -> Path:
    """The folder into which a mail server would put new mail."""
    for name in ("new", "cur", "tmp"):
        (maildir_and_port[0] / name).mkdir()
        shutil.chown(maildir_and_port[0] / name, _names()["login"])
    return maildir_and_port[0] / "new"
