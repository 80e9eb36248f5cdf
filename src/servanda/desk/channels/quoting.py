"""What a mail repeats of earlier ones: found, and put aside, never thrown away.

Mail programs mark it in three ways: a sentence before it ("On … wrote:", "Le … a écrit :"), a block of headers (From,
Sent, To; De, Envoyé, À), or a `>` before each line. What was forwarded is new to the reader and stays, and so do people's
own sentences that only look alike: a sentence counts if it names an address, or if `>` lines follow; headers, if they name
a subject.
"""

from __future__ import annotations

import re

import quotequail

_SPACES = "[ \u00a0\u202f\t]"
_INTRO = re.compile(
    rf"^{_SPACES}{{0,40}}(?:"
    rf"(?:On|El|Am)\b.{{4,300}}(?:wrote|escribió|schrieb){_SPACES}*:"
    rf"|Le\b.{{4,300}}a{_SPACES}+écrit{_SPACES}*:"
    rf"|.{{2,120}}(?:wrote on|a écrit le)\b.{{4,120}}:"
    rf"|\d{{4}}[-/]\d\d?[-/]\d\d?.{{0,80}}<[^<>\s]+@[^<>\s]+>{_SPACES}*:"
    rf"){_SPACES}*$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:On|Le|El|Am|\d{4}[-/])\b", re.IGNORECASE)
_TITLE = (
    "(?:Original (?:Message|Appointment|E-?mail)|Message d['’]origine|Message original|Courriel original|Mail original|"
    "E-?mail d['’]origine|Message initial|Reply message|Réponse)"
)
_ORIGINAL = re.compile(
    rf"^{_SPACES}*(?:[-\u2010]{{3,}}{_SPACES}*{_TITLE}{_SPACES}*[-\u2010]{{3,}}|>>> .{{2,120}}@.{{4,120}}\d >>>){_SPACES}*$",
    re.IGNORECASE,
)
_BARE_TITLE = re.compile(rf"^{_SPACES}*{_TITLE}{_SPACES}*$", re.IGNORECASE)
_FORWARDED = re.compile(
    r"(?i)^\s*(?:-|begin|début).*(?:forwarded message|message transféré|message réexpédié|courriel transféré)"
)
_HEADER = re.compile(
    rf"^{_SPACES}*[*_]*(From|De|Sent|Envoyé(?: le)?|Date|To|À|A|Cc|Subject|Objet|Sujet|Importance){_SPACES}*:[*_]*{_SPACES}*\S",
    re.IGNORECASE,
)
_FIRST_HEADER = re.compile(rf"^{_SPACES}*[*_]*(From|De){_SPACES}*:", re.IGNORECASE)
_SUBJECTS = frozenset({"subject", "objet", "sujet"})
_RULE = re.compile(r"^\s*[_\-\u2500]{10,}\s*$")
_FORWARDS = re.compile(r"(?i)^\s*(?:fwd?|tr|transf)\s*:")


def split_quoted(text: str, subject: str = "") -> tuple[str, str]:
    """What somebody says, and what they repeat. Where nothing would be left to say, all of it is said."""
    lines = text.split("\n")
    begin = _beginning(lines, subject)
    if begin is None:
        if forwards(text, subject):
            return text.strip(), ""
        said, quoted = _trailing(lines)
        return (said, quoted) if quoted else _fallback(text)
    above = "\n".join(lines[:begin]).strip()
    below = _below(lines[begin:])
    if below is None:
        return text.strip(), ""
    said = "\n\n".join(part for part in (above, below) if part)
    return (said, "\n".join(lines[begin:]).strip()) if said else (text.strip(), "")


def repeats(text: str, subject: str = "") -> bool:
    """Whether the beginning of a repeated mail is marked in a text, or `>` stands before some of its lines."""
    lines = text.split("\n")
    return _beginning(lines, subject) is not None or any(line.startswith(">") for line in lines)


def forwards(text: str, subject: str = "") -> bool:
    """Whether somebody passes another's mail on, all of which is new to the reader."""
    return bool(_FORWARDS.match(subject)) or any(_FORWARDED.match(line) for line in text.split("\n"))


def _beginning(lines: list[str], subject: str) -> int | None:
    """The line where the repeated part begins, if its beginning is marked."""
    passed_on = bool(_FORWARDS.match(subject))
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if _FORWARDED.match(line):
            return None
        if _ORIGINAL.match(line) or _introduces(lines, number):
            return number
        if not passed_on and _headers_at(lines, number):
            return _above_headers(lines, number)
    return None


def _above_headers(lines: list[str], number: int) -> int:
    """Where a block of headers begins: at the rule or the title that some programs draw above it."""
    above = number - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    if above < 0 or not (_RULE.match(lines[above]) or _BARE_TITLE.match(lines[above])):
        return number
    return above


def _introduces(lines: list[str], number: int) -> bool:
    """Whether a sentence such as "On … wrote:" begins here; mail programs break it over up to four lines."""
    line = lines[number]
    if _INTRO.match(line):
        return _means_it(line, lines, number + 1)
    if not _OPENING.match(line.strip()):
        return False
    joined = line.strip()
    for after, following in enumerate(lines[number + 1 : number + 4], number + 2):
        if not following.strip() or following.lstrip().startswith(">"):
            return False
        joined = f"{joined} {following.strip()}"
        if _INTRO.match(joined):
            return _means_it(joined, lines, after)
    return False


def _means_it(intro: str, lines: list[str], after: int) -> bool:
    """Whether a program wrote a sentence, and no person: it names an address and a date, or `>` follows it."""
    if "@" in intro and re.search(r"\d", intro):
        return True
    following = next((line for line in lines[after : after + 4] if line.strip()), "")
    return following.lstrip().startswith(">")


def _headers_at(lines: list[str], number: int) -> bool:
    if not _FIRST_HEADER.match(lines[number]):
        return False
    found = {match[1].casefold() for line in lines[number : number + 8] if (match := _HEADER.match(line))}
    return len(found) >= 3 and not found.isdisjoint(_SUBJECTS)


def _below(rest: list[str]) -> str | None:
    """What is said under a repeated part; None where answers stand between its lines, which then must stay together."""
    marked = [line.lstrip().startswith(">") and not _ORIGINAL.match(line) for line in rest]
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
    parts = quotequail.quote(text, limit=100_000, quote_intro_line=True)
    said = "\n".join(part for shown, part in parts if shown).strip()
    quoted = "\n".join(part for shown, part in parts if not shown).strip()
    told = "\n".join(quoted.split("\n")[:4])
    return (said, quoted) if said and ("@" in told or ">" in told) else (text.strip(), "")
