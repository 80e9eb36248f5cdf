"""What a mail repeats of earlier ones: found, and put aside, never thrown away.

Mail programs mark it in three ways: a sentence before it ("On … wrote:", "Le … a écrit :"), a block of headers (From,
Sent, To; De, Envoyé, À), or a `>` before each line. What was forwarded is new to the reader and stays.
"""

from __future__ import annotations

import re

import quotequail

_SPACES = "[ \u00a0\u202f\t]"
_INTRO = re.compile(
    rf"^{_SPACES}*(?:"
    rf"(?:On|El|Am)\b.{{4,300}}(?:wrote|escribió|schrieb){_SPACES}*:"
    rf"|Le\b.{{4,300}}a{_SPACES}+écrit{_SPACES}*:"
    rf"|.{{2,120}}(?:wrote on|a écrit le)\b.{{4,120}}:"
    rf"|\d{{4}}[-/]\d\d?[-/]\d\d?.{{0,80}}<[^<>\s]+@[^<>\s]+>{_SPACES}*:"
    rf"){_SPACES}*$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:On|Le|El|Am|\d{4}[-/])\b", re.IGNORECASE)
_ORIGINAL = re.compile(
    rf"^{_SPACES}*-{{3,}}{_SPACES}*(?:Original (?:Message|Appointment|E-?mail)|Message d['’]origine|Message original|"
    rf"Courriel original|Mail original|E-?mail d['’]origine|Message initial|Reply message|Réponse){_SPACES}*-{{3,}}{_SPACES}*$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"(?i)forwarded message|message transféré|message réexpédié|courriel transféré")
_HEADER = re.compile(
    rf"^{_SPACES}*[*_]*(From|De|Sent|Envoyé(?: le)?|Date|To|À|A|Cc|Subject|Objet|Sujet|Importance){_SPACES}*:[*_]*{_SPACES}*\S",
    re.IGNORECASE,
)
_FIRST_HEADER = re.compile(rf"^{_SPACES}*[*_]*(From|De){_SPACES}*:", re.IGNORECASE)
_RULE = re.compile(r"^\s*[_\-\u2500]{10,}\s*$")
_FORWARDS = re.compile(r"(?i)^\s*(?:fwd?|tr|transf)\s*:")


def split_quoted(text: str, subject: str = "") -> tuple[str, str]:
    """What somebody says, and what they repeat. Where nothing would be left to say, all of it is said."""
    lines = text.split("\n")
    begin = _beginning(lines, forwards=bool(_FORWARDS.match(subject)))
    if begin is None:
        said, quoted = _trailing(lines)
        return (said, quoted) if quoted else _fallback(text)
    above = "\n".join(lines[:begin]).strip()
    below = _below(lines[begin:])
    if below is None:
        return text.strip(), ""
    said = "\n\n".join(part for part in (above, below) if part)
    return (said, "\n".join(lines[begin:]).strip()) if said else (text.strip(), "")


def _beginning(lines: list[str], *, forwards: bool) -> int | None:
    """The line where the repeated part begins, if its beginning is marked."""
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if _FORWARDED.search(line) and line.lstrip().startswith(("-", "Begin", "Début")):
            return None
        if _ORIGINAL.match(line) or _introduces(lines, number):
            return number
        if not forwards and _headers_at(lines, number):
            return number - 1 if number and _RULE.match(lines[number - 1]) else number
    return None


def _introduces(lines: list[str], number: int) -> bool:
    """Whether a sentence such as "On … wrote:" begins here; mail programs break it over up to four lines."""
    line = lines[number]
    if _INTRO.match(line):
        return True
    if not _OPENING.match(line.strip()):
        return False
    joined = line.strip()
    for following in lines[number + 1 : number + 4]:
        if not following.strip() or following.lstrip().startswith(">"):
            return False
        joined = f"{joined} {following.strip()}"
        if _INTRO.match(joined):
            return True
    return False


def _headers_at(lines: list[str], number: int) -> bool:
    if not _FIRST_HEADER.match(lines[number]):
        return False
    found = {match[1].casefold() for line in lines[number : number + 8] if (match := _HEADER.match(line))}
    return len(found) >= 3


def _below(rest: list[str]) -> str | None:
    """What is said under a repeated part; None where answers stand between its lines, which then must stay together."""
    marked = [line.lstrip().startswith(">") for line in rest]
    if True not in marked:
        return ""
    first, last = marked.index(True), len(marked) - 1 - marked[::-1].index(True)
    between = [line for line, quoted in zip(rest[first:last], marked[first:last], strict=True) if not quoted]
    if _says_something(between):
        return None
    return "\n".join(rest[last + 1 :]).strip()


def _says_something(lines: list[str]) -> bool:
    """Whether lines between quoted ones are answers, not the wrapped ends of long quoted lines."""
    words = " ".join(line.strip() for line in lines)
    return len(words) > 40 or (any(not line.strip() for line in lines) and len(words) > 2)


def _trailing(lines: list[str]) -> tuple[str, str]:
    """A block of `>` lines at the end, without any sentence before it."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    begin = end
    while begin and (lines[begin - 1].lstrip().startswith(">") or not lines[begin - 1].strip()):
        begin -= 1
    block = [line for line in lines[begin:end] if line.strip()]
    said = "\n".join(lines[:begin]).strip()
    return (said, "\n".join(block)) if len(block) >= 2 and said else ("\n".join(lines).strip(), "")


def _fallback(text: str) -> tuple[str, str]:
    """Other languages and programs."""
    if any(_FORWARDED.search(line) for line in text.split("\n")[:40]):
        return text.strip(), ""
    parts = quotequail.quote(text, limit=100_000, quote_intro_line=True)
    said = "\n".join(part for shown, part in parts if shown).strip()
    quoted = "\n".join(part for shown, part in parts if not shown).strip()
    return (said, quoted) if said else (text.strip(), "")
