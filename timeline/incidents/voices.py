"""Find the party whose voices alone tell of an incident."""

from collections.abc import Iterable, Sequence

from timeline.lexicon.actors import ActorEntry, actor_lexicon, generic
from timeline.lexicon.countries import countries
from timeline.model.actors import ActorKind, ActorRole
from timeline.model.types import SPOKEN

STATE_KINDS = frozenset({ActorKind.STATE, ActorKind.SECURITY_FORCES})
# Classes of common nouns that speak for a state: "the army said", "the ministry said".
STATE_CLASSES = frozenset({"forces", "government"})


def attribution_side(
    type_id: str, actors: Sequence[ActorRole], voices: Sequence[str]
) -> str | None:
    """Return the name of the party that alone is cited for what happened; None when others are.

    Args:
        type_id: Type of the incident. A speech act has its own speaker and no side.
        actors: Its actors.
        voices: Names of those cited.
    """
    if type_id in SPOKEN or not voices:
        return None
    parties = parties_among(actors)
    sides = {side_of_voice(voice, parties) for voice in voices}
    if len(sides) > 1:
        return None
    [side] = sides
    return side_name(side, actors) if side in parties else None


def parties_among(actors: Iterable[ActorRole]) -> frozenset[str]:
    """Return the sides that actors are on: alpha-3 codes of states, ids of armed groups."""
    parties = set()
    for actor in actors:
        if actor.kind in STATE_KINDS and actor.country is not None:
            parties.add(actor.country)
        elif actor.kind is ActorKind.ARMED_GROUP:
            parties.add(actor.id)
    return frozenset(parties)


def side_of_voice(voice: str, parties: frozenset[str]) -> str | None:
    """Return the side for which a voice speaks; None for anybody who is no party."""
    entry = actor_lexicon().find(voice)
    if entry is not None:
        return side_of_entry(entry, parties)
    return _only_state(parties) if is_of_a_state(voice) else None


def _only_state(parties: Iterable[str]) -> str | None:
    """Return the state among parties; None where there is none, or more than one."""
    states = [party for party in parties if _is_state(party)]
    return states[0] if len(states) == 1 else None


def _is_state(party: str) -> bool:
    return countries().by_id(party) is not None


def side_of_entry(entry: ActorEntry, parties: frozenset[str]) -> str | None:
    """Return the side of a known actor: its state, or the group that it is or belongs to."""
    groups = parties.intersection((entry.id, *entry.parents))
    if groups:
        return min(groups)
    if entry.kind in STATE_KINDS or entry.office is not None:
        return entry.country
    return None


def is_of_a_state(voice: str) -> bool:
    """Return whether a nameless voice speaks for a government or its forces ("the army")."""
    noun = generic(voice)
    return noun is not None and noun.actor_class in STATE_CLASSES


def side_name(side: str, actors: Sequence[ActorRole]) -> str:
    """Return the name of a side: that of its country, or of the group as the incident names it."""
    country = countries().by_id(side)
    if country is not None:
        return country.name
    return next(actor.name for actor in actors if actor.id == side)
