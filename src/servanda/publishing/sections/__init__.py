"""The sections of a published policy: each module turns some parts of the document into blocks."""
