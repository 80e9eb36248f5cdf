"""SV-L01: a language is offered, and the policy does not exist in it.

Harm: the client reads a translation that the vendor never agreed to; in a dispute only the other text counts. Sentences of
this file that lack an offered language are found as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.texts import sentences
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

_NAMES = {"en": Text("English", "anglais"), "fr": Text("French", "français")}


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    languages = policy.document.languages
    for language in languages.offered:
        if language not in languages.published:
            yield _unpublished(policy, lint, language)
        lacking = [(path, text) for path, text in sentences(policy) if language in text.missing()]
        if lacking:
            yield _untranslated(lint, language, lacking)


def _name(language: str) -> Text:
    return _NAMES.get(language, Text(language, language))


def _unpublished(policy: Policy, lint: Lint, language: str) -> Finding:
    source = _name(policy.document.languages.source)
    return lint.find(
        RULE,
        "languages",
        fill(
            "The policy is offered in {offered} ({code}), and its author publishes it only in {source}.",
            "La politique est offerte en {offered} ({code}) et son auteur ne la publie qu’en {source}.",
            offered=_name(language),
            code=language,
            source=source,
        ),
        wording=language,
        example=_example(policy, language, source),
        fix=Text(
            "Have the translation approved and published, or offer only what is published.",
            "Faites approuver et publier la traduction, ou n’offrez que ce qui est publié.",
        ),
    )


def _example(policy: Policy, language: str, source: Text) -> Text:
    rule = next(iter(policy.targets), None)
    promise = policy.in_words(rule.promise) if rule else Text("a promise", "une promesse")
    return fill(
        "A client holds the vendor to '{promise}' in {offered}; the vendor answers that only its text in {source} binds it.",
        "Un client invoque « {promise} » en {offered} ; le fournisseur répond que seul son texte en {source} l’engage.",
        promise=promise,
        offered=_name(language),
        source=source,
    )


def _untranslated(lint: Lint, language: str, lacking: list[tuple[str, Text]]) -> Finding:
    path, text = lacking[0]
    said = text.en or text.fr
    return lint.find(
        RULE,
        path,
        fill(
            "Sentences missing in {offered}: {count}, the first at {path}.",
            "Phrases manquantes en {offered} : {count}, la première à {path}.",
            count=len(lacking),
            offered=_name(language),
            path=path,
        ),
        wording=said,
        example=fill(
            "Who reads the policy in {offered} finds there: '{said}'",
            "Qui lit la politique en {offered} y trouve : « {said} »",
            offered=_name(language),
            said=said,
        ),
        fix=Text("Translate it: {en: …, fr: …}.", "Traduisez : {en: …, fr: …}."),
    )


RULE = Rule(
    "SV-L01",
    Severity.ERROR,
    Text("An offered language is missing", "Une langue offerte manque"),
    _check,
)
