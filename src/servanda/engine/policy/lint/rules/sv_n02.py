"""SV-N02: one thing under two names, or one name with two wordings.

Harm: the client looks for "Extended" in a matrix that says "Scope"; or a failure is critical by one annex and only high
by the other, which is chosen by whoever quotes first.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.classify import Level, Value
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    yield from _labels(policy, lint)
    section = policy.document.classify
    parts: dict[str, tuple[str, Level | Value]] = {
        f"classify/levels/{name}": (name, level) for name, level in section.levels.items()
    }
    for fact, asked in section.facts.items():
        parts |= {f"classify/facts/{fact}/values/{name}": (name, value) for name, value in asked.values.items()}
    for path, (name, part) in parts.items():
        if part.wordings:
            yield _two_wordings(lint, path, name, part)


def _labels(policy: Policy, lint: Lint) -> Iterator[Finding]:
    matrix = policy.document.classify.matrix
    if matrix is None:
        return
    values = policy.document.classify.facts[matrix.rows].values
    for row, label in matrix.row_labels.items():
        name = values[row].name if row in values else Text(row, row)
        if label in (name.en, name.fr):
            continue
        yield lint.find(
            RULE,
            "classify/matrix/row_labels",
            fill(
                "The matrix calls '{label}' what the list calls '{name}'.",
                "La matrice appelle « {label} » ce que la liste appelle « {name} ».",
                label=label,
                name=name,
            ),
            wording=label,
            example=fill(
                "A client whose impact is '{name}' finds no such row: is its request {cells}?",
                "Un client dont l’impact est « {name} » ne trouve pas cette ligne : sa demande est-elle {cells} ?",
                name=name,
                cells=_cells(matrix.cells.get(row, {})),
            ),
            fix=Text(
                "Use one name in both tables of the published text; until then 'alias' keeps both.",
                "Employez un seul nom dans les deux tableaux publiés ; d’ici là, « alias » garde les deux.",
            ),
        )


def _cells(cells: dict[str, str]) -> Text:
    levels = list(dict.fromkeys(cells.values()))
    english, french = names(levels).en.replace(" and ", " or "), names(levels).fr.replace(" et ", " ou ")
    return Text(english, french)


def _two_wordings(lint: Lint, path: str, name: str, part: Level | Value) -> Finding:
    other = part.wordings[0]
    whose = names((*other.plans, *other.addons))
    return lint.find(
        RULE,
        path,
        fill(
            "'{name}' is worded in {count} ways.",
            "« {name} » est formulé de {count} façons.",
            name=part.name or name,
            count=len(part.wordings) + 1,
        ),
        wording=part.text.en,
        example=fill(
            "One case, two sentences. In general: '{first}' For {whose}: '{second}'",
            "Un cas, deux phrases. En général : « {first} » Pour {whose} : « {second} »",
            first=part.text,
            whose=whose,
            second=other.text,
        ),
        fix=Text(
            "Publish one wording, or define what differs and why.",
            "Publiez une seule formulation, ou définissez ce qui diffère et pourquoi.",
        ),
    )


RULE = Rule(
    "SV-N02",
    Severity.WARNING,
    Text("Wording differs for one thing", "Une même chose est formulée de deux façons"),
    _check,
)
