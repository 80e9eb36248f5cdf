"""A form that asks for one text in each language in which clients will read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.desk.tickets.actions.writing import Incoming
from servanda.desk.tickets.markdown import html_of
from servanda.desk.tickets.models import Ticket
from servanda.desk.web.ticket.side import Acting, SideForm

WORDS = "words_"
"""Before the language, the name of a field."""
_NAMES = {"en": _("Text (English)"), "fr": _("Text (French)")}


class TonguesForm(SideForm):
    """One text for each language of the requests that it concerns."""

    needed = True
    """Whether the texts may not be left out."""

    def concerned(self, acting: Acting) -> Iterable[Ticket]:
        """The requests whose clients read it."""
        return (acting.ticket,)

    def arrange(self, acting: Acting) -> None:
        """Ask for the languages that are needed, and no others."""
        for tongue in sorted({ticket.language for ticket in self.concerned(acting)} or {acting.ticket.language}):
            area = forms.Textarea(attrs={"rows": 6, "lang": tongue})
            self.fields[WORDS + tongue] = forms.CharField(
                label=_NAMES[tongue], max_length=20_000, widget=area, required=self.needed
            )

    def wanted(self) -> dict[str, Any]:
        """Everything else that was asked, and the words by language; those that were left out are not among them."""
        asked = self.cleaned_data.items()
        texts = {name[len(WORDS) :]: text for name, text in asked if name.startswith(WORDS) and text.strip()}
        words = {tongue: Incoming(text=text, html=html_of(text)) for tongue, text in texts.items()}
        return {name: value for name, value in asked if not name.startswith(WORDS)} | {"words": words}
