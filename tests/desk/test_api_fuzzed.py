"""The API asked everything that its description allows, and more: no fault, and nothing that is not described."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

pytestmark = pytest.mark.django_db  # not asked for, but closed after each request where another test opened it

CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]


@pytest.fixture(autouse=True)
def unthrottled(monkeypatch: pytest.MonkeyPatch) -> None:
    from servanda.desk.api.endpoints import api

    monkeypatch.setattr(api.throttle[0], "num_requests", 1_000_000)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


@schema.parametrize()
@settings(max_examples=8, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_question_breaks_the_api(case: Case) -> None:
    case.headers = {**(case.headers or {}), "Host": "localhost", "Accept-Encoding": "identity"}
    case.call_and_validate(checks=CHECKS)
