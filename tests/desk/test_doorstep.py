"""Language, theme, headers, and what machines ask for first."""

from __future__ import annotations

import pytest
from django.test import Client

from .world import World


@pytest.mark.parametrize(
    ("accepted", "place"),
    [("fr-CA,fr;q=0.9,en;q=0.5", "/fr/"), ("en-GB", "/en/"), ("de", "/en/"), ("", "/en/")],
)
def test_the_root_leads_to_the_language_of_the_browser(client: Client, accepted: str, place: str) -> None:
    response = client.get("/", headers={"accept-language": accepted})

    assert response.status_code == 302
    assert response.headers["Location"] == place
    assert "Accept-Language" in response.headers["Vary"]


def test_the_other_language_is_one_click_away_on_the_same_page(client: Client) -> None:
    page = client.get("/en/policies/aidi/calculator/?plan=standard").content.decode()

    assert 'href="/fr/policies/aidi/calculator/?plan=standard" lang="fr" hreflang="fr"' in page


def test_a_chosen_theme_is_kept_without_script(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": "/fr/"})

    assert response.headers["Location"] == "/fr/"
    assert 'data-theme="dark"' in client.get("/fr/").content.decode()
    client.post("/theme/", {"theme": "auto", "next": "/fr/"})
    assert "data-theme" not in client.get("/fr/").content.decode()


@pytest.mark.parametrize("place", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_choosing_a_theme_leads_nobody_away(client: Client, place: str) -> None:
    assert client.post("/theme/", {"theme": "dark", "next": place}).headers["Location"] == "/"


def test_an_unknown_theme_is_the_device_s(client: Client) -> None:
    assert client.post("/theme/", {"theme": "neon", "next": "/en/"}).cookies["theme"].value == "auto"


@pytest.mark.parametrize("path", ["/en/", "/fr/policies/aidi/", "/api/v1/policies", "/en/nowhere/"])
def test_every_answer_carries_the_security_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "words"),
    [("/en/nowhere/", "There is no such page"), ("/fr/policies/nobody/", "Cette page n’existe pas")],
)
def test_a_wrong_address_says_where_to_go(client: Client, path: str, words: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert words in response.content.decode()
    assert 'class="button"' in response.content.decode()


def test_a_fault_of_ours_says_so(rf, english) -> None:
    from servanda.desk.web.views.doorstep import failed

    response = failed(rf.get("/en/"))

    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()


def test_what_no_text_holds_is_refused_with_a_sentence_wherever_it_stands(client: Client) -> None:
    sent = {"email": "a\0@kiwi.example"}
    for asked in (client.get("/en/", {"q": "a\0"}), client.post("/en/account/sign-in/", sent)):
        assert asked.status_code == 400
        assert "Nothing of it was kept" in asked.content.decode()


def test_an_interface_reads_what_it_is_sent_by_itself(client: Client) -> None:
    assert client.post("/api/v1/policies/aidi/explain", {"plan": "in a form"}).status_code == 422


def test_machines_find_what_they_ask_for(client: Client) -> None:
    assert client.get("/health/").content == b"ok\n"
    assert b"Disallow: /api/" in client.get("/robots.txt").content
    assert client.get("/favicon.ico").headers["Location"].endswith("favicon.svg")


@pytest.mark.parametrize("path", ["/en/", "/en/policies/aidi/", "/en/policies/aidi/calculator/"])
def test_pages_are_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/fr/account/sessions/others/end/", "/fr/account/sessions/"),
        ("/en/desk/kiwi/staff/invite/", "/en/desk/kiwi/staff/"),
        ("/en/desk/kiwi/staff/absences/7/remove/", "/en/desk/kiwi/staff/"),
    ],
)
def test_where_only_forms_are_taken_a_browser_is_led_to_the_page_above(client: Client, path: str, above: str) -> None:
    assert client.get(path).status_code == 405
    assert client.get(path, headers={"accept": "text/html,*/*"}).headers["Location"] == above


def test_a_static_file_comes_whole_and_with_its_type(client: Client) -> None:
    response = client.get("/static/web/css/app.css")

    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/css")
    assert b"@layer reset, tokens, base, layout, components, utilities;" in response.content


def test_what_is_made_for_somebody_is_kept_by_nobody_between(world: World, client: Client) -> None:
    client.force_login(world.agent.user)

    for path in ("/en/desk/kiwi/", "/en/account/", "/en/desk/kiwi/clients/"):
        assert client.get(path).headers["Cache-Control"] == "private, no-cache", path
    assert "Cache-Control" not in Client().get("/en/policies/qiscus/").headers
