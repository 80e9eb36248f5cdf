"""The section that says how a request gets its priority."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated

from servanda.engine.policy.fields import Conditions, Item, Sentence, Words
from servanda.engine.policy.shape import Part, Short
from servanda.engine.source import Node, Scalar, Table
from servanda.engine.text import Text


class Wording(Part):
    """Another wording of the same thing, for some plans or add-ons."""

    plans: Words = ()
    addons: Words = ()
    text: Sentence


class Level(Item):
    """A priority; levels stand in the order of urgency, the most urgent first."""

    wordings: tuple[Wording, ...] = ()


class Value(Item):
    """One possible answer to a question, with the policy's own sentence."""

    label: str = ""
    """The number or letter that the source gives it."""
    alias: Words = ()
    """Other names that the source gives the same value."""
    examples: tuple[Sentence, ...] = ()
    wordings: tuple[Wording, ...] = ()


def _yes_no(node: Node) -> Node:
    if not isinstance(node, Scalar) or node.value != "yes or no":
        return node
    answers = {}
    for value, en, fr in (("yes", "Yes", "Oui"), ("no", "No", "Non")):
        words: dict[str, Node] = {"en": Scalar(en, node.place), "fr": Scalar(fr, node.place)}
        answers[value] = Table({"name": Table(words, node.place)}, node.place)
    return Table(dict(answers), node.place)


class Fact(Item):
    """A question that classification asks. Its values stand in order, the gravest first."""

    ask: Sentence = Text()
    values: Annotated[dict[str, Value], Short(_yes_no, {"const": "yes or no"})]
    default: str | None = None
    """The value taken where none is given; without it the last, which is the mildest."""
    when: Conditions = field(default_factory=dict)
    """Asked only where these facts hold."""
    notice: dict[str, Sentence] = field(default_factory=dict)
    """Value → what client and agent are told."""

    @property
    def mildest(self) -> str:
        """The value of a case that does not give this fact."""
        return self.default or next(reversed(self.values))


class Matrix(Item):
    """Two facts decide: a row, a column, a cell."""

    rows: str
    columns: str
    row_labels: dict[str, str] = field(default_factory=dict)
    """How the source labels a row where it differs from the value's own name."""
    cells: dict[str, dict[str, str]]


class ClassifyRule(Item):
    """If all conditions hold: a priority, or a set from which the agent chooses with a reason."""

    when: Conditions = field(default_factory=dict)
    any_of: tuple[Conditions, ...] = ()
    """Alternatively: one of these sets of conditions."""
    priority: str | None = None
    agent_chooses: Words = ()
    criteria: tuple[Sentence, ...] = ()
    """By what the agent chooses."""

    def problems(self) -> tuple[Text, ...]:
        if bool(self.priority) != bool(self.agent_chooses):
            return ()
        return (
            Text(
                "A rule gives either 'priority' or 'agent_chooses'.",
                "Une règle donne soit « priority », soit « agent_chooses ».",
            ),
        )


class Classification(Item):
    """Exactly one of `matrix`, `rules` and `stated` decides."""

    levels: dict[str, Level]
    facts: dict[str, Fact] = field(default_factory=dict)
    plans: Words = ()
    """Plans whose requests are classified; empty: all."""
    matrix: Matrix | None = None
    rules: tuple[ClassifyRule, ...] = ()
    otherwise: ClassifyRule | None = None
    hit_policy: str = "first match"
    stated: str | None = None
    """The fact whose value is the priority."""
    impossible: tuple[Conditions, ...] = ()
    """Combinations of facts that contradict themselves."""

    def problems(self) -> tuple[Text, ...]:
        ways = [name for name in ("matrix", "rules", "stated") if getattr(self, name)]
        if len(ways) == 1:
            return ()
        got = ", ".join(ways) or "–"
        return (
            Text(
                f"Exactly one of matrix, rules and stated decides (got {got}).",
                f"Un seul de matrix, rules et stated décide (reçu : {got}).",
            ),
        )
