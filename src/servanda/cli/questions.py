"""Questions to a calendar as `servanda hours` takes them, one by one or a line each: mappings in, mappings out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from servanda.engine.calendars.business_days import Rule, bounds_of
from servanda.engine.calendars.closures import Closed
from servanda.engine.calendars.errors import CalendarError, TableEndsError
from servanda.engine.calendars.fields import parse_date
from servanda.engine.calendars.model import Calendar
from servanda.engine.calendars.notation import NotationError
from servanda.engine.calendars.timeline import Timeline, compile_timeline
from servanda.engine.diagnostics import nearest
from servanda.engine.instants import SECOND, NaiveInstantError, parse_instant, write_instant
from servanda.engine.text import Language, Text

Question = Mapping[str, Any]
Answer = dict[str, Any]

RULES: tuple[Rule, ...] = ("same-time", "end-of-day", "full-days")


_encode = json.JSONEncoder(ensure_ascii=False).encode


class QuestionError(ValueError):
    """A question that cannot be read; `message` lists everything that is wrong with it."""

    def __init__(self, problems: list[Text]) -> None:
        self.message = Text(" ".join(text.en for text in problems), " ".join(text.fr for text in problems))
        super().__init__(self.message.en)


class Hours:
    """Answers questions about one calendar; the others of the file may lend their business days."""

    def __init__(self, calendars: Mapping[str, Calendar], id: str) -> None:
        self._calendars = calendars
        self._timelines: dict[str, Timeline] = {}
        self.timeline = self._timeline(id)
        self._answers: dict[str, Callable[[_Fields], Answer]] = {
            "deadline": self._deadline,
            "elapsed": self._elapsed,
            "days": self._days,
            "open": self._open,
            "list": self._list,
        }

    def answer(self, question: Question) -> Answer:
        """The answer to one question. Raises QuestionError or CalendarError."""
        fields = _Fields(question)
        operation = fields.word("op", tuple(self._answers))
        if operation is None:
            raise QuestionError(fields.problems)
        return self._answers[operation](fields)

    def answer_line(self, line: bytes, language: Language) -> str:
        """The answer to one line of JSON, as JSON; what cannot be answered is ``{"error": …}``."""
        try:
            answer = self.answer(_parsed(line))
        except (QuestionError, CalendarError) as error:
            answer = {"error": error.message.of(language)}
        return _encode(answer)

    def _timeline(self, id: str) -> Timeline:
        if id not in self._timelines:
            self._timelines[id] = compile_timeline(self._calendars[id])
        return self._timelines[id]

    def _deadline(self, fields: _Fields) -> Answer:
        start, work = fields.instant("from"), fields.number("work")
        fields.close()
        timeline = self.timeline
        due, last = timeline.due(start, work * SECOND), timeline.breach_after(start, work * SECOND)
        return {"due": self._written(due), "breach_after": self._written(last)}

    def _elapsed(self, fields: _Fields) -> Answer:
        start, end = fields.instant("from"), fields.instant("to")
        fields.close()
        return {"seconds": self.timeline.elapsed(start, end) // SECOND}

    def _days(self, fields: _Fields) -> Answer:
        start, count = fields.instant("from"), fields.number("days")
        rule = fields.word("rule", RULES) if "rule" in fields else "same-time"
        days = fields.word("days_of", tuple(self._calendars)) if "days_of" in fields else None
        fields.close()
        due = self.timeline.add_business_days(
            start, count, days=self._timeline(days) if days else None, rule=cast(Rule, rule)
        )
        return {"due": self._written(due)}

    def _open(self, fields: _Fields) -> Answer:
        at = fields.instant("at")
        fields.close()
        answer: Answer = {"open": self.timeline.is_open(at)}
        for key, ask in (("next_open", self.timeline.opening_after), ("next_close", self.timeline.next_close)):
            try:
                answer[key] = self._written(ask(at))
            except TableEndsError as error:
                answer[key] = None
                answer["known_until"] = error.covers_to.isoformat()
        return answer

    def _list(self, fields: _Fields) -> Answer:
        first, last = fields.day("from"), fields.day("to")
        fields.close()
        start, end = bounds_of(self.timeline, first)[0], bounds_of(self.timeline, last)[0]
        windows = self.timeline.windows(start, end)
        return {
            "windows": [{"from": self._written(low), "to": self._written(high)} for low, high in windows],
            "closed": [self._reason(closed) for closed in self.timeline.closed(start, end)],
        }

    def _reason(self, closed: Closed) -> Answer:
        edges = {"from": self._written(closed.start), "to": self._written(closed.end)}
        name = {"en": closed.name.en, "fr": closed.name.fr}
        return {**edges, "why": closed.why, "name": name, "table": closed.table or None}

    def _written(self, at: int | None) -> str | None:
        return None if at is None else write_instant(at, self.timeline.zone)


class _Fields:
    """The fields of one question; what is wrong with them is collected until `close`."""

    def __init__(self, question: Question) -> None:
        self.problems: list[Text] = []
        self._question = question
        self._known = ["op"]

    def __contains__(self, key: str) -> bool:
        self._known.append(key)
        return key in self._question

    def close(self) -> None:
        """Raise QuestionError with everything that is wrong, unknown fields included."""
        for key in self._question:
            if key not in self._known:
                close = nearest(key, self._known)
                hint = Text(f"did you mean {close}?", f"vouliez-vous dire {close}\u202f?") if close else self._choice()
                self._wrong(f"Unknown field {key}; {hint.en}", f"Champ inconnu {key}\u202f; {hint.fr}")
        if self.problems:
            raise QuestionError(self.problems)

    def instant(self, key: str) -> int:
        """Microseconds of an RFC 3339 instant."""
        text = self._text(key, "2026-02-06T16:30-05:00")
        try:
            return parse_instant(text) if text is not None else 0
        except NaiveInstantError:
            self._wrong(
                f"{key}: {text} has no offset from UTC; write {text}Z or, for example, {text}-05:00.",
                f"{key}\u202f: {text} n’a pas de décalage par rapport à UTC\u202f; écrivez {text}Z ou {text}-05:00.",
            )
        except (ValueError, OverflowError):
            self._wrong(
                f"{key}: {text} is not a date and time; write 2026-02-06T16:30-05:00.",
                f"{key}\u202f: {text} n’est pas une date avec heure\u202f; écrivez 2026-02-06T16:30-05:00.",
            )
        return 0

    def day(self, key: str) -> date:
        """A date."""
        text = self._text(key, "2026-02-06")
        try:
            return parse_date(text) if text is not None else date.min
        except NotationError as error:
            self._wrong(f"{key}: {error.message.en}", f"{key}\u202f: {error.message.fr}")
        return date.min

    def number(self, key: str) -> int:
        """A whole number."""
        value = self._value(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if value is not None:
            shown = json.dumps(value, ensure_ascii=False)
            self._wrong(f"{key}: {shown} is not a whole number.", f"{key}\u202f: {shown} n’est pas un nombre entier.")
        return 0

    def word(self, key: str, choices: tuple[str, ...]) -> str | None:
        """One of a few words."""
        value = self._value(key)
        if value in choices:
            return str(value)
        if value is not None:
            close = nearest(str(value), choices)
            hint = Text(f" did you mean {close}?", f" vouliez-vous dire {close}\u202f?") if close else Text()
            listed = ", ".join(choices)
            self._wrong(
                f"{key}: {value} is not one of {listed};{hint.en}".rstrip(";"),
                f"{key}\u202f: {value} ne figure pas parmi {listed}\u202f;{hint.fr}".rstrip(";\u202f"),
            )
        return None

    def _text(self, key: str, example: str) -> str | None:
        value = self._value(key)
        if value is None or isinstance(value, str):
            return value
        self._wrong(f'{key} is a text such as "{example}".', f"{key} est un texte tel que «\u202f{example}\u202f».")
        return None

    def _value(self, key: str) -> Any:
        self._known.append(key)
        value = self._question.get(key)
        if value is None:
            self._wrong(f"{key} is missing.", f"{key} manque.")
        return value

    def _choice(self) -> Text:
        listed = ", ".join(self._known)
        return Text(f"known: {listed}.", f"on connaît\u202f: {listed}.")

    def _wrong(self, en: str, fr: str) -> None:
        self.problems.append(Text(en, fr))


def _parsed(line: bytes) -> Question:
    try:
        question = json.loads(line)
    except (ValueError, RecursionError) as error:
        said = error.msg if isinstance(error, json.JSONDecodeError) else "not UTF-8, or too deep"
        raise QuestionError(
            [Text(f"This line is not JSON: {said}.", f"Cette ligne n’est pas du JSON\u202f: {said}.")]
        ) from None
    if not isinstance(question, dict):
        example = '{"op": "elapsed", "from": "…", "to": "…"}'
        raise QuestionError(
            [Text(f"A question is an object such as {example}.", f"Une question est un objet tel que {example}.")]
        )
    return question
