"""Writes about one's own account."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.desk.accounts.models import User


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody says of themselves. `zone` empty: that of whom they work with."""

    name: str
    language: str
    zone: str = ""
    shortcuts: bool = True


def create_user(*, email: str, profile: Profile, password: str = "", at: int) -> User:
    """Somebody who can sign in from now on; without a password they do so by mail, passkey or provider."""
    user = User(email=email.casefold(), created_at=at, **_columns(profile))
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save(force_insert=True)
    return user


def change_profile(*, profile: Profile, by: User) -> None:
    """Change one's own name, language, zone and whether single keys act."""
    columns = _columns(profile)
    for name, value in columns.items():
        setattr(by, name, value)
    by.save(update_fields=list(columns))


def _columns(profile: Profile) -> dict[str, str | bool]:
    return {
        "name": profile.name,
        "language": profile.language,
        "zone": profile.zone,
        "shortcuts": profile.shortcuts,
    }
