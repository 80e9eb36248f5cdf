"""What every test of the desk may use."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from servanda.desk.clock import today
from servanda.desk.shelf import Shelved, shelf
from servanda.desk.web import live

from .furnished import Furnished, furnish
from .world import World, build_world


@pytest.fixture(scope="session", autouse=True)
def cache_of_this_process() -> Iterator[None]:
    """Attempts are counted in memory here, so that pages that need no database are tested without one."""
    here = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    with override_settings(CACHES={"default": here, "near": here | {"LOCATION": "near"}}):
        yield


@pytest.fixture(autouse=True)
def fresh_throttle(cache_of_this_process: None) -> None:
    """No test is slowed down by the questions of another, or reads what another counted."""
    for name in ("default", "near"):
        caches[name].clear()


@pytest.fixture(autouse=True)
def no_language() -> None:
    """Pages leave their language behind in this thread; no test begins with that of another."""
    translation.deactivate()


@pytest.fixture
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread that tells open pages closes a connection that is too old; here it has that of the test."""
    monkeypatch.setattr(live, "close_old_connections", lambda: None)


@pytest.fixture
def kiwi() -> Shelved:
    """The policy that most examples speak of."""
    return shelf(today()).policies["kiwi-stage-plus"]


@pytest.fixture
def english() -> Iterator[None]:
    """Words in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def french() -> Iterator[None]:
    """Words in French."""
    with translation.override("fr"):
        yield


@pytest.fixture
def world(db: None) -> World:
    """Two vendors, their staff and their clients."""
    return build_world()


@pytest.fixture(scope="module")
def there(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Furnished]:
    """The furnished world, built once for a module and undone behind it; its tests are marked `django_db` and undo theirs."""
    logging.disable(logging.ERROR)
    with django_db_blocker.unblock(), override_settings(VAR=tmp_path_factory.mktemp("var")), transaction.atomic():
        yield furnish()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
