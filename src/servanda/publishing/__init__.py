"""A policy as a document: the same content as HTML, Markdown and PDF, in English and in French."""
