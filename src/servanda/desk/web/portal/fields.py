"""Questions of the form as the portal draws them: each with its own problem, each answer with its examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from servanda.desk.web.facts import PREFIX
from servanda.desk.web.pages.choices import Choices, Option
from servanda.desk.web.portal.standing import Standing


@dataclass(frozen=True, slots=True)
class Pick:
    """One answer to choose; `examples` is the policy's own list behind it, such as the nine major features (A37)."""

    id: str
    value: str
    name: str
    says: str
    chosen: bool
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers and what is wrong with what was chosen."""

    id: str
    name: str
    legend: str
    hint: str
    problem: str
    picks: tuple[Pick, ...]


def id_of(field: str) -> str:
    """The id that a field has on the page."""
    return field.replace(".", "-").replace("_", "-")


def drawn(standing: Standing, asked: Iterable[Choices], wrong: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions of a form; `wrong` are the problems by field."""
    return tuple(
        Question(
            id=id_of(each.name),
            name=each.name,
            legend=each.legend,
            hint=each.hint,
            problem=wrong.get(each.name, ""),
            picks=tuple(_picks(standing, each)),
        )
        for each in asked
    )


def _picks(standing: Standing, asked: Choices) -> Iterator[Pick]:
    for option in asked.options:
        yield Pick(
            id=f"{id_of(asked.name)}-{id_of(option.value)}",
            value=option.value,
            name=option.name,
            says=option.says,
            chosen=option.chosen,
            examples=_examples(standing, asked.name, option),
        )


def _examples(standing: Standing, name: str, option: Option) -> tuple[str, ...]:
    if not name.startswith(PREFIX):
        return ()
    value = standing.policy.document.classify.facts[name.removeprefix(PREFIX)].values[option.value]
    return tuple(standing.scribe.say(each) for each in value.examples)
