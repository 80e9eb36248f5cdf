"""The HTTP API: the engine's answers, one shape for errors, a document that describes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from servanda.desk.shelf import Shelved
from servanda.engine.instants import parse_instant
from servanda.engine.requests.answer import answer_json
from servanda.engine.requests.explain import explain
from servanda.engine.requests.reading import read_case

from .addresses import POLICIES, QUESTIONS, WHEN

SNAPSHOT = Path(__file__).parent / "openapi.json"
KIWI = "/api/v1/policies/kiwi-stage-plus"
OFFICE = f"{KIWI}/calendars/office"
CASE: dict[str, Any] = {
    "client": {"plan": "BASIC", "addons": []},
    "request": {"opened": "2026-02-06T16:30-05:00", "facts": {"impact": "extended", "urgency": "critical"}},
    "events": [{"at": "2026-02-09T09:20-05:00", "event": "response"}],
}
AT = "2026-02-09T12:00-05:00"


def post(client: Client, path: str, body: Any, **query: str) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json", query_params=query)


def test_a_posted_case_gets_the_engine_s_answer(client: Client, kiwi: Shelved) -> None:
    response = post(client, f"{KIWI}/explain", CASE, at=AT, lang="fr")
    case, _findings = read_case(json.dumps(CASE), kiwi.policy)

    assert case is not None
    assert response.status_code == 200
    assert response.json() == answer_json(explain(kiwi.policy, case, parse_instant(AT)), "fr")
    assert response.json()["targets"][0]["due"] == "2026-02-09T09:30:00-05:00"
    assert response.json()["targets"][0]["state"] == "met"


@pytest.mark.parametrize("policy", POLICIES)
def test_the_calculator_s_address_gets_the_same_as_its_page(client: Client, policy: str) -> None:
    link = client.get(f"/en/policies/{policy}/calculator/?{QUESTIONS[policy]}&{WHEN}").context["page"].api
    response = client.get(link.removeprefix("http://testserver"))

    assert response.status_code == 200
    assert response.json()["policy"]["id"] == policy


def test_policies_are_listed_and_described(client: Client) -> None:
    listed = client.get("/api/v1/policies").json()
    described = client.get(KIWI).json()

    assert [policy["id"] for policy in listed] == list(POLICIES)
    assert [fact["id"] for fact in described["facts"]] == ["impact", "urgency"]
    assert [value["id"] for value in described["facts"][0]["values"]] == ["extended", "important", "moderate", "minor"]
    assert described["facts"][0]["default"] == "minor"
    assert described["calendars"][0]["zone"] == "America/Toronto"


def test_findings_have_their_public_shape(client: Client) -> None:
    found = client.get(f"{KIWI}/lint").json()

    assert found
    for finding in found:
        keys = {"code", "severity", "file", "line", "column", "clause", "message", "example", "fix", "help", "accepted"}
        assert keys <= set(finding)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (
            "deadline?from=2026-02-06T16:30-05:00&work=3600",
            {"due": "2026-02-09T09:30:00-05:00", "breach_after": "2026-02-09T09:30:00-05:00"},
        ),
        ("elapsed?from=2026-02-06T16:30-05:00&to=2026-02-09T10:00-05:00", {"seconds": 5400}),
        ("days?from=2026-02-06T16:30-05:00&days=2", {"due": "2026-02-10T16:30:00-05:00"}),
        (
            "open?at=2026-02-06T16:30-05:00",
            {"open": True, "next_open": "2026-02-09T09:00:00-05:00", "next_close": "2026-02-06T17:00:00-05:00"},
        ),
        (
            "list?from=2026-06-23&to=2026-06-25",
            {
                "windows": [{"from": "2026-06-23T09:00:00-04:00", "to": "2026-06-23T17:00:00-04:00"}],
                "closed": [
                    {
                        "from": "2026-06-24T09:00:00-04:00",
                        "to": "2026-06-24T17:00:00-04:00",
                        "why": "holiday",
                        "table": "quebec",
                    }
                ],
            },
        ),
    ],
)
def test_a_calendar_answers_as_the_command_line_does(client: Client, path: str, answer: dict[str, Any]) -> None:
    found = client.get(f"{OFFICE}/{path}").json()
    for closed in found.get("closed", []):
        assert set(closed.pop("name")) == {"en", "fr"}

    assert found == answer


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/v1/policies/nobody", 404, "Known: aidi, better-impact"),
        (f"{KIWI}/calendars/nights/open", 404, "Known: office"),
        (f"{KIWI}/explain?plan=BASICS", 422, "Did you mean 'BASIC'?"),
        (f"{KIWI}/explain?colour=red", 422, "There is no parameter 'colour'"),
        (f"{KIWI}/explain?plan=BASIC&lang=de", 422, "Input should be 'en' or 'fr'"),
        (f"{OFFICE}/elapsed?from=2026-02-06T16:30&to=2026-02-09T10:00-05:00", 422, "is not an instant"),
        (f"{OFFICE}/elapsed?from=2026-02-09T16:30Z&to=2026-02-06T10:00Z", 422, "before"),
        (f"{OFFICE}/deadline?from=2026-02-06T16:30Z", 422, "Field required"),
        (f"{OFFICE}/deadline?from=2026-02-06T16:30Z&work=1e9", 422, "integer"),
        (f"{OFFICE}/open?at=2089-02-06T16:30Z", 422, "quebec"),
        (f"{OFFICE}/list?from=2020-01-01&to=2040-01-01", 422, "At most 1100 dates"),
    ],
)
def test_every_error_has_one_shape_and_says_what_would_be_right(
    client: Client, path: str, status: int, words: str
) -> None:
    response = client.get(path)

    assert response.status_code == status
    assert all(error["message"]["en"] and error["message"]["fr"] for error in response.json()["errors"])
    assert words in " ".join(error["message"]["en"] for error in response.json()["errors"])


def test_everything_wrong_with_a_case_is_listed_with_its_place(client: Client) -> None:
    case = {"client": {"plan": "GOLD"}, "request": {"opened": "soon", "fact": {}}, "event": []}
    errors = post(client, f"{KIWI}/explain", case).json()["errors"]

    assert len(errors) >= 4
    assert all(":" in error["path"] for error in errors)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe\x00", b"{" * 5000, b"plan: BASIC"])
def test_noise_is_answered_with_an_error_never_with_a_fault(client: Client, body: bytes) -> None:
    response = client.post(f"{KIWI}/explain", body, content_type="application/json")

    assert response.status_code == 422
    assert response.json()["errors"]


def test_a_case_too_large_to_read_is_refused(client: Client) -> None:
    response = client.post(f"{KIWI}/explain", b"x" * 3_000_000, content_type="application/json")

    assert response.status_code == 413
    assert response.json()["errors"]


def test_too_many_questions_are_slowed_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from servanda.desk.api.endpoints import api

    throttle = api.throttle[0]
    monkeypatch.setattr(throttle, "num_requests", 2)
    places = [{"x-forwarded-for": f"198.51.100.{number}"} for number in range(3)]
    statuses = [client.get("/api/v1/policies", headers=place).status_code for place in places]

    assert statuses == [200, 200, 429], "wherever somebody says that they come from"


def test_accents_are_kept_as_they_are(client: Client) -> None:
    assert "Priorité" in client.get(KIWI).content.decode()


def test_the_description_is_the_one_that_programs_rely_on(client: Client) -> None:
    """A change here is a change of the public API: write it into the changelog, then renew `openapi.json`."""
    described = client.get("/api/v1/openapi.json").json()

    assert described["openapi"].startswith("3.1")
    assert described == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_answers_keep_to_their_described_shape(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    schema = {"$ref": "#/components/schemas/AnswerOut", "components": described["components"]}
    for policy in POLICIES:
        answer = client.get(
            f"/api/v1/policies/{policy}/explain?{QUESTIONS[policy]}&opened=2026-06-23T16:30-04:00"
        ).json()
        Draft202012Validator(schema).validate(answer)
