"""A page as PDF, made from its HTML by WeasyPrint, which needs the Pango library of the system."""

from __future__ import annotations

import logging

from servanda.engine.text import Text
from servanda.publishing.blocks import Page
from servanda.publishing.html import write_html


class PdfUnavailableError(Exception):
    """PDF cannot be made on this machine; `text` says what is missing and how to get it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.text = Text(
            f"PDF needs the Pango library, which cannot be loaded here ({reason}). On Debian: "
            "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
            "HTML and Markdown need nothing: name a file that ends in .html or .md.",
            f"Le PDF exige la bibliothèque Pango, qui ne se charge pas ici ({reason}). Sous Debian : "
            "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
            "HTML et Markdown n’exigent rien : nommez un fichier en .html ou en .md.",
        )


def write_pdf(page: Page) -> bytes:
    """The whole document. Raises PdfUnavailableError where Pango is missing."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise PdfUnavailableError(str(error).splitlines()[0][:120]) from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # else it names each rule that is for screens alone
    made: bytes = HTML(string=write_html(page)).write_pdf(pdf_identifier=page.title.encode())
    return made
