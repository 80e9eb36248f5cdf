"""Names in the order in which people look for them: Élodie, emma, Eric, Zoé, whatever database and language."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Func, TextField
from django.db.models.sql.compiler import SQLCompiler

_TIE = "\x01"
"""Between a folded name and the name itself, which decides among those that fold to the same; before every letter."""


def fold(text: str) -> str:
    """Text without case and accents: ``Résolution`` is ``resolution``."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def name_key(name: object) -> str:
    """What to sort by where names are sorted here; `ByName` is the same in a database."""
    return f"{fold(str(name))}{_TIE}{name}"


class ByName(Func):
    """The order of a column of names: ``order_by(ByName("user__name"))``."""

    function = "servanda_name_key"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **given: Any) -> tuple[str, Any]:
        """The same with what PostgreSQL has, in the order of code points as everywhere else."""
        sql, params = super().as_sql(compiler, connection, template="%(expressions)s", **given)
        return _POSTGRESQL.format(name=sql), (*params, *params)


_POSTGRESQL = r"""(
    lower(replace(replace(replace(replace(replace(
        regexp_replace(normalize({name}, NFKD), '[\u0300-\u036f]', '', 'g'),
        'Œ', 'oe'), 'œ', 'oe'), 'Æ', 'ae'), 'æ', 'ae'), 'ß', 'ss')) || chr(1) || {name}
) COLLATE "C" """


def _teach(sender: object, connection: BaseDatabaseWrapper, **_given: object) -> None:
    """SQLite calls back; a name that is missing sorts as NULL does."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            ByName.function, 1, lambda name: None if name is None else name_key(name), deterministic=True
        )


connection_created.connect(_teach, dispatch_uid="names")
