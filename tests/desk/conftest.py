"""What every test of the desk may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.utils import translation

from servanda.desk.clock import today
from servanda.desk.shelf import Shelved, shelf

from .world import World, build_world


@pytest.fixture(scope="session", autouse=True)
def cache_of_this_process() -> Iterator[None]:
    """Attempts are counted in memory here, so that pages that need no database are tested without one."""
    with override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}):
        yield


@pytest.fixture(autouse=True)
def fresh_throttle(cache_of_this_process: None) -> None:
    """No test is slowed down by the questions of another."""
    cache.clear()


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
