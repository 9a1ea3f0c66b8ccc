"""Say in one line made from the record who did what to whom, where."""

import re
from collections.abc import Iterator, Mapping, Sequence

from timeline.model.actors import ActorRole, Role
from timeline.model.places import Place
from timeline.model.types import CUMULATIVE, IncidentType, Status

# Preposition before the target, by type; "" where a target is not said with one.
TOWARDS = {
    "ASSAULT": "on", "REQUEST": "to", "ACCUSE": "against", "THREATEN": "against", "AID": "to",
    "SUPPORT": "for", "CONCEDE": "to",
    "RETREAT": "before", "MOBILIZE": "facing", "COERCE": "against", "REJECT": "to",
    "PROTEST": "against", "SANCTION": "against",
    "DISPLACE": "of", "AGREE": "with", "CONSULT": "with", "COOPERATE": "with",
}  # fmt: skip
PREFIX = {
    Status.PLANNED: "Planned: ",
    Status.POSSIBLE: "Possible: ",
    Status.DENIED: "Denied: ",
    Status.FAILED: "Failed: ",
    Status.THREATENED: "Threatened: ",
    Status.DEMANDED: "Demanded: ",
}
# The same by mode, where the mode needs another one.
TOWARDS_BY_MODE = {
    "clash": "involving", "release": "of", "abduction": "of", "assassination": "of",
    "execution": "of", "beating": "of", "torture": "of",
}  # fmt: skip
# Who goes to see whom is not said of the parties to a visit.
ONE_WAY = frozenset({"visit"})
# What an incident without a mode is called.
PLAIN = {"ASSAULT": "attack", "DISPLACE": "displacement"}
# Words between names and before numbers, those of `killed_text` among them.
LINKING = "between involving by and or other others on against about at least up to people killed"
WORD = re.compile(r"\w+")
# Names beyond this many are counted, not listed.
NAMED = 2


def summary(
    *,
    type: str,
    mode: str | None,
    status: Status,
    actors: Sequence[ActorRole],
    places: Sequence[Place],
    killed: str,
    types: Mapping[str, IncidentType],
    is_author_disputed: bool = False,
) -> str:
    """Return the summary of an incident, made from its record.

    `killed` is how many, in words, "" for none. Where voices differ on who did it, those named are
    listed with "or".
    """
    kind = types[type]
    words = kind.modes.get(mode or "", PLAIN.get(type, kind.label.lower()))
    words += _parties(actors, kind, mode)
    if mode != CUMULATIVE:
        joint = "or" if is_author_disputed else "and"
        words += _agents_and_targets(actors, type=type, mode=mode, joint=joint)
    if places:
        words += f", {' and '.join(place.name for place in places[:NAMED])}"
    prefix = "" if status is kind.default_status else PREFIX.get(status, "")
    line = prefix + words if prefix else capitalised(words)
    return f"{line}: {killed} killed" if killed else line


def _names_of(actors: Sequence[ActorRole], role: Role) -> list[str]:
    return [actor.name for actor in actors if actor.role is role]


def _parties(actors: Sequence[ActorRole], kind: IncidentType, mode: str | None) -> str:
    """Return who took part, as " between … and …"; "" for nobody.

    An air strike has no two sides that did it, though a dataset may not say whose it was.
    """
    parties = _names_of(actors, Role.PARTY)
    if not parties:
        return ""
    if len(parties) > 1 and _is_mutual(kind, mode):
        return f" between {listed(parties)}"
    return f" involving {listed(parties)}"


def _is_mutual(kind: IncidentType, mode: str | None) -> bool:
    """Return whether parties do it with each other, as in a clash or at a meeting."""
    if mode in ONE_WAY:
        return False
    if kind.symmetric or mode == CUMULATIVE:
        return True
    return mode in kind.symmetric_modes


def _agents_and_targets(
    actors: Sequence[ActorRole], *, type: str, mode: str | None, joint: str
) -> str:
    """Return by whom and on whom, as " by … on …"; "" for nobody."""
    words = ""
    initiators = _names_of(actors, Role.INITIATOR)
    if initiators:
        words += f" by {listed(initiators, joint)}"
    targets = _names_of(actors, Role.TARGET)
    if targets:
        towards = TOWARDS_BY_MODE.get(mode or "", TOWARDS.get(type, "against"))
        words += f" {towards} {listed(targets)}"
    return words


def headline_words(types: Mapping[str, IncidentType]) -> frozenset[str]:
    """Return the words, without capitals, that a headline or a type has of its own.

    All its other words are numbers, or stand in the names of actors and places.
    """
    text = " ".join(_texts(types))
    words = WORD.findall(text.casefold())
    return frozenset(words)


def _texts(types: Mapping[str, IncidentType]) -> Iterator[str]:
    """Yield what headlines are made from, but for names and numbers."""
    yield LINKING
    yield CUMULATIVE
    for parts in (TOWARDS, TOWARDS_BY_MODE, PREFIX, PLAIN):
        yield from parts.values()
    for type_id, kind in types.items():
        yield type_id
        yield kind.label
        yield from kind.modes
        yield from kind.modes.values()


def listed(names: Sequence[str], joint: str = "and") -> str:
    """List names as in a sentence, the many counted.

    >>> listed(["Turkey", "Russia", "Iran"])
    'Turkey, Russia and 1 other'
    >>> listed(["Turkey", "Russia"], "or")
    'Turkey or Russia'
    """
    once = list(dict.fromkeys(names))
    rest = len(once) - NAMED
    last = f" {joint} "
    if rest <= 0:
        return last.join(once)
    shown = ", ".join(once[:NAMED])
    return last.join((shown, _others(rest)))


def _others(number: int) -> str:
    return "1 other" if number == 1 else f"{number} others"


def capitalised(line: str) -> str:
    """Return a line that begins with a capital letter."""
    return line[:1].upper() + line[1:]
