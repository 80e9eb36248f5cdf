"""How support is reached, what may be asked for, how a request goes through, and who may ask."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.clocks import ProcedureStep
from servanda.engine.policy.offer import Channel, RequestKind, SessionLimit
from servanda.publishing.blocks import Block, Heading, Line, Section
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import IDENTITY


def requests(scribe: Scribe) -> Section:
    """Channels, kinds of request, the steps of the procedure, access and sessions."""
    document = scribe.document
    blocks: list[Block] = []
    if document.channels:
        blocks.append(Heading(scribe.both("Ways to reach support", "Joindre le soutien")))
        blocks += [_channel(scribe, key, channel) for key, channel in document.channels.items()]
    blocks.append(Heading(scribe.both("What you may ask for", "Ce que vous pouvez demander")))
    blocks += [_kind(scribe, key, kind) for key, kind in document.kinds.items()]
    if document.steps:
        blocks.append(Heading(scribe.both("How a request goes through", "Le parcours d’une demande")))
        blocks += [_step(scribe, number, step) for number, step in enumerate(document.steps, 1)]
    blocks += _access(scribe)
    return Section("requests", scribe.both("Requests", "Demandes"), tuple(blocks))


def _channel(scribe: Scribe, key: str, channel: Channel) -> Line:
    channels = scribe.document.channels
    said = " ".join(part for part in (scribe.say(channel.text), channel.address) if part)
    points = tuple(_channel_points(scribe, channel))
    return scribe.line(channel, name=scribe.name_of(channels, key), text=said, points=points)


def _channel_points(scribe: Scribe, channel: Channel) -> Iterator[str]:
    some = channel.plans or channel.addons
    if some and set(channel.plans) != set(scribe.document.plans):
        plans = scribe.plans((*channel.plans, *channel.addons))
        yield scribe.both(f"For {plans}.", f"Pour {plans}.")
    if channel.calendar:
        hours = scribe.calendar(channel.calendar)
        yield scribe.both(f"Hours: {hours}.", f"Heures : {hours}.")
    if channel.within:
        others = scribe.either(scribe.name_of(scribe.document.channels, each) for each in channel.within)
        yield scribe.both(f"Only during a session on {others}.", f"Seulement pendant une séance par {others}.")
    if not channel.opens_requests:
        yield scribe.both(
            "It informs; requests are not opened there.", "Pour information seulement ; on n’y ouvre pas de demande."
        )


def _kind(scribe: Scribe, key: str, kind: RequestKind) -> Line:
    points = [scribe.say(IDENTITY[kind.identity])] if kind.identity != "none" else []
    if not kind.promises and "target" not in kind.text.en:
        points.append(scribe.both("No target applies to it.", "Aucun délai ne s’y applique."))
    if kind.article_first and "article" not in kind.text.en:
        points.append(
            scribe.both(
                "The answer may point to an article or a video.",
                "La réponse peut renvoyer à un article ou à une vidéo.",
            )
        )
    return scribe.line(kind, name=scribe.name_of(scribe.document.kinds, key), points=points)


def _step(scribe: Scribe, number: int, step: ProcedureStep) -> Line:
    called = scribe.say(step.name)
    return scribe.line(step, name=f"{number}. {called}" if called else "")


def _access(scribe: Scribe) -> Iterator[Block]:
    access, limit = scribe.document.access, scribe.document.session_limit
    if access or limit:
        yield Heading(scribe.both("Access and sessions", "Accès et séances"))
    if access:
        parts = (access, access.identity, access.data_by_country, access.administrators_only)
        yield from (scribe.line(part) for part in parts if part and (part.text or part.name))
    if limit:
        yield _session(scribe, limit)


def _session(scribe: Scribe, limit: SessionLimit) -> Line:
    plural = "" if limit.minutes == 1 else "s"
    where = scribe.both("On every channel.", "Par tous les canaux.")
    if limit.channels:
        channels = scribe.named(scribe.document.channels, limit.channels)
        where = scribe.both(f"On {channels}.", f"Par {channels}.")
    said = scribe.both(
        f"A session may last {limit.minutes} minute{plural}.", f"Une séance peut durer {limit.minutes} minute{plural}."
    )
    return scribe.line(limit, text=scribe.say(limit.text) or said, points=(said, where) if limit.text else (where,))
