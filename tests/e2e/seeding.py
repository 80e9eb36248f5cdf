"""Fill the desk of the journeys with the small world of the other tests, and print a session for everybody in it.

Run as a process of its own, with the environment of the desk: ``python -m tests.e2e.seeding``.
"""

from __future__ import annotations

import json
import os
from dataclasses import fields
from importlib import import_module

import django


def main() -> None:
    """Print name → session key as JSON: bob, alice, agent, …"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.desk.settings")
    django.setup()

    from tests.desk.world import build_world

    from servanda.desk.agreements.models import PolicyVersion

    PolicyVersion.objects.all().delete()  # the world brings the same ones
    world = build_world()
    everybody = {each.name: getattr(world, each.name) for each in fields(world)}
    print(json.dumps({name: _session(one.user) for name, one in everybody.items() if hasattr(one, "user")}))


def _session(user: object) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)  # type: ignore[attr-defined]
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()  # type: ignore[attr-defined]
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main()
