"""Why a sheet cannot be kept: everything that is wrong with it, beside the field that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.engine.text import Text

Problems = Mapping[str, tuple[Text, ...]]
"""Field → what is wrong with it."""


class SheetRefusedError(ValueError):
    """What was entered cannot be kept; nothing of it was. `problems` says why, field by field."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("; ".join(f"{field}: {text.en}" for field, texts in problems.items() for text in texts))
        self.problems = problems


def refuse_all(*found: tuple[str, Text | None]) -> None:
    """Raise SheetRefusedError with every problem that there is; fields may come twice."""
    problems: dict[str, tuple[Text, ...]] = {}
    for field, text in found:
        if text is not None:
            problems[field] = (*problems.get(field, ()), text)
    if problems:
        raise SheetRefusedError(problems)
