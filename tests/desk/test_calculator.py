"""The calculator: the whole case is its address, and its answer is the engine's."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client

from servanda.desk.questions import Question, QuestionRefusedError, ask, pinned, question_of_query
from servanda.desk.shelf import Shelved
from servanda.desk.web.pages.answer import answer_view
from servanda.engine.instants import parse_instant
from servanda.publishing.scribe import Scribe

from .addresses import HISTORY, LANGUAGES, POLICIES, QUESTIONS, WHEN

NOW = parse_instant("2026-02-06T16:30-05:00")
P1 = "plan=BASIC&kind=incident&fact.impact=extended&fact.urgency=critical"


def asked(kiwi: Shelved, query: str) -> Question:
    return question_of_query(kiwi.policy, QueryDict(query), NOW)


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.content.decode()[:2000]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\u00a0", " "))


def test_the_because_names_the_policy_and_says_nothing_of_time_not_yet_spent(client: Client) -> None:
    said = text_of(client, f"/en/policies/kiwi-stage-plus/calculator/?{P1}&opened=2026-02-06T16:30-05:00")

    assert "STAGE+ support policy, version 1, in force since" in said
    assert "spent so far" not in said


def test_a_p1_on_friday_afternoon_is_due_on_monday(client: Client) -> None:
    """K24: one business hour from 16:30 on Friday is 09:30 on Monday, eight are 16:30."""
    said = text_of(client, f"/en/policies/kiwi-stage-plus/calculator/?{P1}&opened=2026-02-06T16:30-05:00")

    assert "Priority 1" in said
    assert "Mon 9 Feb 2026 09:30 Toronto" in said
    assert "Mon 9 Feb 2026 16:30 Toronto" in said


def test_due_times_stand_on_both_clocks_the_reader_s_first(client: Client) -> None:
    said = text_of(
        client, f"/fr/policies/kiwi-stage-plus/calculator/?{P1}&opened=2026-02-06T16:30-05:00&zone=Europe/Paris"
    )

    assert said.index("lun. 9 févr. 2026 15:30 Paris, UTC+1") < said.index("lun. 9 févr. 2026 09:30 Toronto, UTC−5")


def test_the_moment_is_now_where_none_is_given(kiwi: Shelved) -> None:
    assert asked(kiwi, P1).case.request.opened == NOW


@pytest.mark.parametrize(
    ("opened", "instant"),
    [
        ("2026-02-06T16:30", "2026-02-06T22:30+01:00"),
        ("2026-02-06T22:30%2B01:00", "2026-02-06T22:30+01:00"),
        ("2026-02-06T22:30 01:00", "2026-02-06T22:30+01:00"),
        ("2026-02-06T21:30Z", "2026-02-06T22:30+01:00"),
    ],
)
def test_a_local_moment_is_read_on_the_reader_s_clock(kiwi: Shelved, opened: str, instant: str) -> None:
    zone = "America/Toronto" if opened == "2026-02-06T16:30" else "Europe/Paris"

    assert asked(kiwi, f"{P1}&opened={opened}&zone={zone}").case.request.opened == parse_instant(instant)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("history", ["", HISTORY])
def test_the_share_link_asks_the_same_question_for_ever(client: Client, policy: str, history: str) -> None:
    """Following it shows the same answer and the same link, whatever the clock says then."""
    first = client.get(f"/en/policies/{policy}/calculator/?{QUESTIONS[policy]}&{WHEN}{history}")
    link = first.context["page"].share
    parts = urlsplit(link)
    second = client.get(f"{parts.path}?{parts.query}")

    assert first.context["page"].answer == second.context["page"].answer
    assert second.context["page"].share == link
    assert "opened=2026-06-23T22%3A30%3A00%2B02%3A00" in parts.query
    assert "at=" in parts.query


def test_a_pinned_question_is_pinned_already(kiwi: Shelved) -> None:
    question = asked(kiwi, f"{P1}&{WHEN}{HISTORY}")
    again = asked(kiwi, pinned(kiwi.policy, question))

    assert again.case == question.case
    assert again.as_of == question.as_of


def test_everything_wrong_is_listed_at_once_in_the_language_of_the_page(client: Client) -> None:
    response = client.get(
        "/fr/policies/kiwi-stage-plus/calculator/?plan=BASIC&opened=demain&zone=Mars/Base&fact.colour=red&event=response"
    )
    problems = response.context["page"].problems

    assert response.status_code == 422
    assert len(problems) == 4
    assert any("«\u202fdemain\u202f» n’est pas une date et une heure" in problem for problem in problems)
    assert any("«\u202fMars/Base\u202f» n’est pas un fuseau horaire" in problem for problem in problems)
    assert any("«\u202ffact.colour\u202f»" in problem for problem in problems)


def test_a_wrong_name_comes_with_the_nearest_known_one(kiwi: Shelved) -> None:
    with pytest.raises(QuestionRefusedError) as refused:
        asked(kiwi, "plan=BASICS&fact.impact=extendid")

    said = " ".join(problem.message.en for problem in refused.value.problems)
    assert "Did you mean 'BASIC'?" in said
    assert "Did you mean 'extended'?" in said


def test_a_date_before_the_policy_is_refused_by_name(client: Client) -> None:
    response = client.get(f"/en/policies/kiwi-stage-plus/calculator/?{P1}&opened=2023-12-07T12:00-05:00")

    assert response.status_code == 422
    assert "in force since 2023-12-08" in response.content.decode()


def test_a_year_beyond_the_holiday_tables_is_an_error_never_a_guess(client: Client) -> None:
    response = client.get(f"/en/policies/kiwi-stage-plus/calculator/?{P1}&opened=2089-12-07T12:00-05:00")

    assert response.status_code == 422
    assert "quebec" in response.content.decode()


def test_a_priority_that_the_policy_leaves_to_the_agent_is_asked_for(client: Client) -> None:
    """A38: one client, major feature badly degraded: level II or III, with a reason."""
    open_choice = f"/en/policies/aidi/calculator/?{QUESTIONS['aidi']}&{WHEN}"
    page = client.get(open_choice).context["page"]

    assert [option.value for option in page.answer.choice.options] == ["II", "III"]
    assert page.answer.promises == ()
    chosen = client.get(f"{open_choice}&priority=II&reason=payments+are+blocked").context["page"]
    assert [promise.metric for promise in chosen.answer.promises][:2] == ["First response", "Resolution"]


def test_what_a_plan_does_not_include_is_said_with_what_is_open_instead(client: Client) -> None:
    """C3: the free edition has online help only."""
    page = client.get("/en/policies/cirrus-shield/calculator/?plan=free&channel=email").context["page"]

    assert page.answer.refusal
    assert page.answer.promises == ()


def test_a_pause_and_a_holiday_are_drawn_and_told(kiwi: Shelved, english) -> None:
    """24 June is a holiday in Québec; the wait of the next day is hatched where the policy pauses."""
    question = asked(kiwi, f"{P1}&opened=2026-06-23T16:30-04:00")
    view = answer_view(Scribe(kiwi.policy, "en"), ask(kiwi.policy, question.case, question.as_of), question.zone)
    resolution = view.promises[1]

    assert resolution.ribbon is not None
    kinds = {stretch.kind.value for stretch in resolution.ribbon.stretches}
    assert {"open", "holiday", "ahead"} <= kinds
    assert "Closed for: " in resolution.ribbon.twin
    assert "due Thu\u00a025\u00a0Jun\u00a02026\u00a016:30" in resolution.ribbon.twin


def test_what_is_left_is_drawn_behind_a_pause_that_still_lasts(client: Client) -> None:
    """Q30, Q31: the resolution clock stands still from the proposal on."""
    query = (
        "plan=premium&addon=24x7&fact.priority=critical&opened=2026-03-17T20:00%2B07:00"
        "&event=solution-proposed&event_at=2026-03-17T22:00%2B07:00&at=2026-03-18T00:30%2B07:00"
    )
    resolution = client.get(f"/en/policies/qiscus/calculator/?{query}").context["page"].answer.promises[1]
    kinds = [stretch.kind.value for stretch in resolution.ribbon.stretches]

    assert resolution.state == "paused"
    assert kinds == ["open", "spent", "ahead", "paused"]


def test_an_option_s_own_wording_is_asked_with(client: Client) -> None:
    """Q33: critical is worded differently in the annexes of the options."""
    plain = client.get("/en/policies/qiscus/calculator/?plan=premium").context["page"]
    option = client.get("/en/policies/qiscus/calculator/?plan=premium&addon=24x7").context["page"]
    says = [
        {choice.value: choice.says for each in page.choices if each.name == "fact.priority" for choice in each.options}
        for page in (plain, option)
    ]

    assert says[0]["critical"] != says[1]["critical"]
    assert says[0]["low"] == says[1]["low"]


def test_the_form_asks_with_the_policy_s_own_sentences(client: Client) -> None:
    """K17, K18: four answers each, in each language."""
    english = text_of(client, "/en/policies/kiwi-stage-plus/calculator/")
    french = text_of(client, "/fr/policies/kiwi-stage-plus/calculator/")

    assert "All users of the application are affected, or a critical service is affected." in english
    assert "Tous les utilisateurs de l’application sont touchés" in french


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_chosen_stays_chosen(client: Client, language: str) -> None:
    page = client.get(f"/{language}/policies/kiwi-stage-plus/calculator/?{P1}&{WHEN}{HISTORY}").context["page"]
    chosen = {each.name: [option.value for option in each.options if option.chosen] for each in page.choices}

    assert chosen["plan"] == ["BASIC"]
    assert chosen["fact.impact"] == ["extended"]
    assert [zone.value for zone in page.zones if zone.chosen] == ["Europe/Paris"]
    assert page.opened == "2026-06-23T22:30"
    assert [next(option.value for option in row.options if option.chosen) for row in page.events[:2]] == [
        "response",
        "waiting:client",
    ]


def test_every_reason_carries_links_to_the_sentences_of_the_policy(client: Client) -> None:
    page = client.get(f"/en/policies/kiwi-stage-plus/calculator/?{P1}&{WHEN}").content.decode()

    assert 'href="/en/policies/kiwi-stage-plus/#K24"' in page
    assert 'id="K24"' in client.get("/en/policies/kiwi-stage-plus/").content.decode()
