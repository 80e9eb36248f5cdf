"""SV-N04: a duty stands on the wrong party.

Harm: under the heading of what clients must do, the text binds the vendor; when a deadline is missed for want of the
client's people, the sentence excuses nobody and convicts its author.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.clocks import Duty
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

_PARTY = {"client": Text("the client", "le client"), "vendor": Text("the vendor", "le fournisseur")}
_FOLLOWS = {
    "excuse": Text("the breach is excused", "le manquement est excusé"),
    "pause": Text("the clock stops", "le décompte s’arrête"),
    "nothing": Text("nothing changes", "rien ne change"),
}


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, duty in policy.document.duties.items():
        if duty.source_party and duty.source_party != duty.of:
            yield _finding(lint, f"duties/{name}", name, duty)


def _finding(lint: Lint, path: str, name: str, duty: Duty) -> Finding:
    return lint.find(
        RULE,
        path,
        fill(
            "'{name}': the source binds {source}, the sense binds {meant}.",
            "« {name} » : le texte oblige {source}, le sens oblige {meant}.",
            name=duty.name or name,
            source=_PARTY[duty.source_party],
            meant=_PARTY[duty.of],
        ),
        wording=duty.source or name,
        example=fill(
            "A target is missed because {meant} did not do it. As read here {follows}; as written {source} broke its duty too.",
            "Un délai est manqué parce que {meant} ne l’a pas fait. Selon cette lecture, {follows} ; à la lettre, {source} a "
            "manqué à son devoir.",
            meant=_PARTY[duty.of],
            source=_PARTY[duty.source_party],
            follows=_FOLLOWS[duty.if_missing],
        ),
        fix=Text(
            "Reword the published sentence, then take 'source_party' out.",
            "Reformulez la phrase publiée, puis retirez « source_party ».",
        ),
    )


RULE = Rule(
    "SV-N04",
    Severity.WARNING,
    Text("A duty stands on the wrong party", "Un devoir incombe à la mauvaise partie"),
    _check,
)
