"""A case file → a `Case`: strict, every problem at once, each with line, column and the nearest known name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from servanda.engine.calendars.closures import FIRST_YEAR, LAST_YEAR
from servanda.engine.diagnostics import Finding, Place, Severity, nearest
from servanda.engine.instants import parse_instant
from servanda.engine.policy.clocks import EVENTS, METRICS
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.case import CYCLES, BoughtAddon, Case, Client, Event, Request
from servanda.engine.source import Items, Node, Scalar, Table, read_tree
from servanda.engine.text import Text

_CASE = ("client", "request", "events", "id")
_CLIENT = ("plan", "addons", "since", "until", "id", "name")
_REQUEST = ("opened", "channel", "kind", "facts", "priority", "reason", "session", "requester", "id")
_EVENT: Mapping[str, tuple[str, ...]] = {
    "waiting": ("for", "reason"),
    "reclassified": ("facts", "priority", "reason", "by"),
    "duty-missed": ("duty",),
    "duty-met": ("duty",),
    "plan-changed": ("plan", "addons"),
    "excluded": ("category", "reason"),
    "date-agreed": ("due", "reason"),
    "due-date-overridden": ("due", "metric", "reason"),
}
_ALWAYS = ("at", "event", "by", "note", "channel", "reason")
_NOTHING = ("", "null", "~")
SINGLE = tuple(metric for metric in METRICS if metric not in CYCLES)
"""The clocks that run once, so that one due date can be set for them."""
_PARTIES = ("client", "vendor", "third party")
MOST_EVENTS = 10_000
_EARLIEST, _LATEST = parse_instant(f"{FIRST_YEAR}-01-01T00:00Z"), parse_instant(f"{LAST_YEAR + 1}-01-01T00:00Z")


@dataclass(slots=True)
class _Problems:
    findings: list[Finding] = field(default_factory=list)

    def add(self, place: Place, en: str, fr: str, *, fix: Text = Text(), code: str = "SV-S01") -> None:
        self.findings.append(Finding(code, Severity.ERROR, place, Text(en, fr), fix=fix))

    def unknown(self, place: Place, name: str, known: Collection[str], what: tuple[str, str]) -> None:
        near = nearest(name, known)
        listed = ", ".join(known) or "–"
        fix = (
            Text(f"Did you mean '{near}'?", f"Vouliez-vous dire « {near} » ?")
            if near
            else Text(f"Known: {listed}.", f"Connus : {listed}.")
        )
        self.add(place, f"There is no {what[0]} '{name}'.", f"Il n’y a pas de {what[1]} « {name} ».", fix=fix)


def read_case(text: str, policy: Policy, file: str = "") -> tuple[Case | None, list[Finding]]:
    """Read a case in YAML or JSON for a policy; None where something is wrong, and everything that is."""
    node, findings = read_tree(text, file)
    if not isinstance(node, Table):
        if node is not None:
            findings.append(
                Finding("SV-S01", Severity.ERROR, node.place, Text("A case is a table.", "Un cas est une table."))
            )
        return None, findings
    case, more = read_case_tree(node, policy)
    findings += more
    return (None if findings else case), findings


def read_case_tree(node: Table, policy: Policy) -> tuple[Case | None, list[Finding]]:
    """Type the tree of a case."""
    reader = _CaseReader(policy)
    case = reader.case(node)
    return case, reader.problems.findings


class _CaseReader:
    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.document = policy.document
        self.problems = _Problems()

    def case(self, node: Table) -> Case | None:
        self._keys(node, _CASE)
        client = self._client(node)
        request = self._request(node)
        events = self._events(node, request)
        if client is None or request is None or self.problems.findings:
            return None
        return Case(client, request, tuple(sorted(events, key=lambda event: event.at)))

    # The parts

    def _client(self, node: Table) -> Client | None:
        table = self._table(node, "client", required=len(self.document.plans) > 1)
        if table is None:
            return Client(next(iter(self.document.plans)))
        self._keys(table, _CLIENT)
        plan = self._name(table, "plan", self.document.plans, ("plan", "forfait"))
        if plan is None and "plan" not in table.pairs:
            if len(self.document.plans) > 1:
                plans = ", ".join(self.document.plans)
                self.problems.add(
                    table.place,
                    f"The client's plan is missing. Write plan: one of {plans}.",
                    f"Le forfait du client manque. Écrivez plan : l’un de {plans}.",
                )
                return None
            plan = next(iter(self.document.plans))
        addons = self._addons(table)
        since, until = self._instant(table, "since"), self._instant(table, "until")
        return Client(plan, addons or (), since, until) if plan else None

    def _request(self, node: Table) -> Request | None:
        table = self._table(node, "request", required=True)
        if table is None:
            return None
        self._keys(table, _REQUEST)
        opened = self._instant(table, "opened", required=True)
        kinds = self.document.kinds
        kind = self._name(table, "kind", kinds, ("request kind", "type de demande")) or next(iter(kinds))
        requester = self._name(table, "requester", ("administrator", "user"), ("requester", "demandeur"))
        facts = self._facts(table)
        priority = self._name(table, "priority", self.document.classify.levels, ("priority", "priorité"))
        if opened is None:
            return None
        return Request(
            opened=opened,
            kind=kind,
            channel=self._word(table, "channel"),
            facts=facts,
            priority=priority,
            reason=self._word(table, "reason"),
            administrator=None if requester is None else requester == "administrator",
            session=self._word(table, "session") in ("yes", "true"),
        )

    def _events(self, node: Table, request: Request | None) -> list[Event]:
        listed = node.pairs.get("events")
        if listed is None or (isinstance(listed, Scalar) and listed.value in _NOTHING and listed.plain):
            return []
        if not isinstance(listed, Items):
            self.problems.add(listed.place, "events is a list.", "events est une liste.")
            return []
        if len(listed.items) > MOST_EVENTS:
            self.problems.add(
                listed.place,
                f"{len(listed.items)} events; at most {MOST_EVENTS} are read.",
                f"{len(listed.items)} événements ; on en lit au plus {MOST_EVENTS}.",
            )
            return []
        found = (self._event(item, request) for item in listed.items)
        return [event for event in found if event is not None]

    def _event(self, node: Node, request: Request | None) -> Event | None:
        if not isinstance(node, Table):
            self.problems.add(
                node.place, "An event is a table: {at: …, event: …}.", "Un événement est une table : {at: …, event: …}."
            )
            return None
        name = self._name(node, "event", EVENTS, ("event", "événement"), required=True)
        at = self._instant(node, "at", required=True)
        self._keys(node, (*_ALWAYS, *_EVENT.get(name or "", ())))
        if name is None or at is None:
            return None
        if request is not None and at < request.opened:
            self.problems.add(
                node.place,
                f"The event '{name}' is before the request was opened.",
                f"L’événement « {name} » précède l’ouverture de la demande.",
            )
        return Event(
            at=at,
            name=name,
            party=self._party(node) if name == "waiting" else None,
            facts=self._facts(node),
            priority=self._name(node, "priority", self.document.classify.levels, ("priority", "priorité")),
            reason=self._word(node, "reason"),
            by=self._word(node, "by"),
            duty=self._duty(node) if name in ("duty-missed", "duty-met") else None,
            plan=self._name(node, "plan", self.document.plans, ("plan", "forfait")),
            addons=self._addons(node),
            category=self._word(node, "category"),
            due=self._instant(node, "due", required=name in ("date-agreed", "due-date-overridden")),
            metric=self._name(node, "metric", SINGLE, ("clock", "délai")),
        )

    def _party(self, node: Table) -> str | None:
        return self._name(node, "for", _PARTIES, ("party", "partie"), required=True)

    def _duty(self, node: Table) -> str | None:
        """A duty of the policy; a policy without any takes whatever is named, and does nothing with it."""
        duties = self.document.duties
        if not duties:
            return self._word(node, "duty")
        if "duty" not in node.pairs and len(duties) == 1:
            return next(iter(duties))
        return self._name(node, "duty", duties, ("duty", "obligation"), required=True)

    def _facts(self, node: Table) -> dict[str, str]:
        table = self._table(node, "facts")
        if table is None:
            return {}
        known = self.document.classify.facts
        found: dict[str, str] = {}
        for name, value in table.pairs.items():
            if name not in known:
                self.problems.unknown(table.key_places[name], name, known, ("fact", "fait"))
            elif not isinstance(value, Scalar):
                self.problems.add(value.place, f"{name} is one word.", f"{name} est un seul mot.")
            else:
                answer = _answer(value.value, known[name].values)
                if answer is None:
                    self.problems.unknown(
                        value.place, value.value, known[name].values, (f"answer to {name}", f"réponse à {name}")
                    )
                else:
                    found[name] = answer
        return found

    def _addons(self, node: Table) -> tuple[BoughtAddon, ...] | None:
        listed = node.pairs.get("addons")
        if listed is None:
            return None
        items = listed.items if isinstance(listed, Items) else [listed]
        found = []
        for item in items:
            table = item if isinstance(item, Table) else Table({"id": item}, item.place, {"id": item.place})
            self._keys(table, ("id", "from"))
            name = self._name(table, "id", self.document.addons, ("add-on", "option"), required=True)
            since = self._instant(table, "from")
            if name:
                found.append(BoughtAddon(name, since))
        return tuple(found)

    # Single values

    def _keys(self, table: Table, known: Collection[str]) -> None:
        for key in table.pairs:
            if key not in known:
                near = nearest(key, known)
                fix = (
                    Text(f"Did you mean '{near}'?", f"Vouliez-vous dire « {near} » ?")
                    if near
                    else Text(f"Known here: {', '.join(known)}.", f"Connues ici : {', '.join(known)}.")
                )
                self.problems.add(table.key_places[key], f"Unknown key '{key}'.", f"Clé inconnue « {key} ».", fix=fix)

    def _table(self, node: Table, key: str, *, required: bool = False) -> Table | None:
        found = node.pairs.get(key)
        if isinstance(found, Table):
            return found
        if isinstance(found, Scalar) and found.plain and found.value in _NOTHING:
            found = None
        if found is not None:
            self.problems.add(found.place, f"{key} is a table.", f"{key} est une table.")
        elif required:
            self.problems.add(node.place, f"'{key}' is missing.", f"« {key} » manque.")
        return None

    def _word(self, node: Table, key: str) -> str | None:
        found = node.pairs.get(key)
        if found is None or (isinstance(found, Scalar) and found.plain and found.value in _NOTHING):
            return None
        if isinstance(found, Scalar):
            return found.value
        self.problems.add(found.place, f"{key} is one word.", f"{key} est un seul mot.")
        return None

    def _name(
        self, node: Table, key: str, known: Collection[str], what: tuple[str, str], *, required: bool = False
    ) -> str | None:
        word = self._word(node, key)
        if word is None:
            if required:
                self.problems.add(node.place, f"'{key}' is missing.", f"« {key} » manque.")
            return None
        if word in known:
            return word
        self.problems.unknown(node.pairs[key].place, word, known, what)
        return None

    def _instant(self, node: Table, key: str, *, required: bool = False) -> int | None:
        word = self._word(node, key)
        if word is None:
            if required:
                self.problems.add(node.place, f"'{key}' is missing.", f"« {key} » manque.")
            return None
        try:
            whole_day = len(word) == len("2026-01-31") and key in ("since", "until", "from")
            at = parse_instant(f"{word}T00:00" if whole_day else word, self.policy.zone)
        except (ValueError, OverflowError):
            self.problems.add(
                node.pairs[key].place,
                f"'{word}' is not a date and time such as 2026-02-06T16:30-05:00.",
                f"« {word} » n’est pas une date et une heure telles que 2026-02-06T16:30-05:00.",
            )
            return None
        if not _EARLIEST <= at < _LATEST:
            self.problems.add(
                node.pairs[key].place,
                f"'{word}' is outside the years {FIRST_YEAR} to {LAST_YEAR}.",
                f"« {word} » est hors des années {FIRST_YEAR} à {LAST_YEAR}.",
            )
            return None
        return at


def _answer(given: str, values: Collection[str]) -> str | None:
    """The value meant: itself, or yes and no in the words of JSON."""
    if given in values:
        return given
    boolean = {"true": "yes", "false": "no"}.get(given)
    return boolean if boolean in values else None
