"""Typed readers of environment variables: a wrong value stops the boot and says which values are accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

Read = TypeVar("Read")
Other = TypeVar("Other")
_YES_NO = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class EnvironmentRefusedError(ValueError):
    """One or more variables hold something that Servanda cannot use; the message lists all of them."""


class Environment:
    """Reads variables by type and collects every problem, so that one start shows all of them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        """The variable as it is written, without the spaces around it."""
        return self._variables.get(name, default).strip()

    def flag(self, name: str, *, default: bool) -> bool:
        """A yes or a no."""
        written = self.text(name)
        if not written:
            return default
        if written.casefold() not in _YES_NO:
            self.refuse(name, written, "yes or no (also true, on, 1, false, off, 0)")
        return _YES_NO.get(written.casefold(), default)

    def choice(self, name: str, accepted: tuple[str, ...], default: str) -> str:
        """One of `accepted`."""
        written = self.text(name) or default
        if written in accepted:
            return written
        self.refuse(name, written, " or ".join(accepted))
        return default

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        """A whole number between `least` and `most`, both accepted."""
        written = self.text(name)
        if not written:
            return default
        if written.isascii() and written.isdigit() and least <= int(written) <= most:
            return int(written)
        self.refuse(name, written, f"a whole number from {least} to {most}")
        return default

    def names(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """Words separated by commas."""
        written = self.text(name)
        return [word.strip() for word in written.split(",") if word.strip()] if written else list(default)

    def folder(self, name: str, default: Path) -> Path:
        """A folder that exists or can be made; a path that is a file is refused."""
        written = self.text(name)
        path = Path(written).expanduser().absolute() if written else default
        if path.exists() and not path.is_dir():
            self.refuse(name, written, "the path of a folder")
        return path

    def address(self, name: str, read: Callable[[str], Read], *, otherwise: Other) -> Read | Other:
        """What `read` makes of the variable; its ValueError says what is accepted. The value, which may hold a password, is not shown."""
        try:
            return read(self.text(name))
        except ValueError as refused:
            self.problems.append(f"{name} is not accepted; write {refused}.")
            return otherwise

    def check(self) -> None:
        """Raise EnvironmentRefusedError with every problem found so far, if there is one."""
        if self.problems:
            raise EnvironmentRefusedError("Servanda cannot start with these settings:\n  " + "\n  ".join(self.problems))

    def refuse(self, name: str, written: str, accepted: str) -> None:
        """Note that a variable holds something else than what is accepted."""
        self.problems.append(f"{name}={written!r} is not accepted; write {accepted}.")
