"""Proposals of our incident types for the words of a type column."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from timeline.lexicon.crosswalks import crosswalk
from timeline.lexicon.incident_types import incident_types
from timeline.model.types import PartOfSpeech

_MARK = re.compile(r"[^\w]+")
_PART = re.compile(r"[/,;:()]|\band\b|\bor\b")
# GTD's words for its attack types, as its codebook has them; its crosswalk goes by their numbers.
_GTD = {
    "assassination": "1",
    "armed assault": "2",
    "bombing explosion": "3",
    "hijacking": "4",
    "hostage taking barricade incident": "5",
    "hostage taking kidnapping": "6",
    "facility infrastructure attack": "7",
    "unarmed assault": "8",
}
# Words after a kind that add nothing to it: "bombing incident".
_EMPTY_WORDS = frozenset({"incident", "incidents", "event", "events"})


def proposed_types(words: str) -> tuple[str, ...]:
    """Return the types, or types with a mode, that words of a type column can mean.

    The likeliest comes first. They are those that our own types, other collections and the lexicon
    use these words for; () when none does. Nothing is an attack because nothing else fits.

    >>> [proposed_types(words)[0] for words in ("Protest", "Kidnapping", "Air strike", "Ceasefire")]
    ['PROTEST', 'ASSAULT/abduction', 'ASSAULT/aerial', 'AGREE/ceasefire']
    >>> proposed_types("Strategic developments"), proposed_types("Other")
    ((), ())
    """
    whole = _proposed(words)
    if whole:
        return whole
    parts = [part for part in _PART.split(words.casefold()) if part.strip()]
    by_part = [_proposed(part) for part in parts]
    understood = [types for types in by_part if types]
    # "bombing/explosion": the parts must agree, and a part that says nothing leaves the whole open
    if len(parts) < 2 or len(understood) < len(parts):
        return ()
    kinds = {_kind(types[0]) for types in understood}
    if len(kinds) > 1:
        return ()
    return understood[0] if len(set(understood)) == 1 else tuple(kinds)


def certain_type(words: str) -> str | None:
    """Return the one type to put for words; None where they can mean things of two types.

    A word for a mode ("ceasefire", AGREE or RETREAT) means that of the first type that has it,
    unless it can also be an attack ("strike").

    >>> certain_type("Ceasefire"), certain_type("strike"), certain_type("Strategic developments")
    ('AGREE/ceasefire', None, None)
    """
    types = proposed_types(words)
    kinds = dict.fromkeys(_kind(name) for name in types)
    if len(kinds) < 2:
        return types[0] if types else None
    is_mode = types[0].endswith(f"/{_plain(words)}")
    can_be_attack_too = "ASSAULT" in list(kinds)[1:]
    return types[0] if is_mode and not can_be_attack_too else None


def _kind(name: str) -> str:
    return name.partition("/")[0]


def _proposed(words: str) -> tuple[str, ...]:
    for spelling in _spellings(_plain(words)):
        types = _types_by_words().get(spelling)
        if types:
            return types
    return ()


def _plain(words: str) -> str:
    return " ".join(_MARK.sub(" ", words.casefold().replace("_", " ")).split())


def _spellings(words: str) -> Iterator[str]:
    """Yield what words may be listed as: as they stand, in the singular, without empty words."""
    yield words
    *before, last = words.split() or [""]
    if last in _EMPTY_WORDS and before:
        yield from _spellings(" ".join(before))
        return
    for singular in _singulars(last):
        yield " ".join((*before, singular))


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


@cache
def _types_by_words() -> dict[str, tuple[str, ...]]:
    """Return the types by words: those of collections, of our modes and types, of the lexicon.

    Words of collections mean what these define, which they do for just such columns.
    """
    types = _listed(chain(_own_names(), _collections()))
    of_lexicon = _listed(chain(_labels(), _triggers()))
    for words, names in of_lexicon.items():
        types.setdefault(words, names)
    return {words: names for words, names in types.items() if "" not in names}


def _listed(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the names by words; of one type, the first name with or without a mode is kept."""
    listed: dict[str, dict[str, str]] = defaultdict(dict)
    for words, name in pairs:
        by_kind = listed[words]
        by_kind.setdefault(_kind(name), name)
    return {words: tuple(names.values()) for words, names in listed.items()}


def _own_names() -> Iterator[tuple[str, str]]:
    for kind in incident_types().values():
        yield _plain(kind.id), kind.id
        for mode in kind.modes:
            yield _plain(f"{kind.id}/{mode}"), f"{kind.id}/{mode}"


def _collections() -> Iterator[tuple[str, str]]:
    """Yield the words of ACLED and GTD; a kind that is no incident of ours has the name ""."""
    for code, crossing in crosswalk("acled").items():
        name = _name(crossing.type, crossing.mode)
        yield _plain(code), name
        event_type, _, sub_type = code.partition("/")
        if event_type == "Explosions":
            _, _, sub_type = sub_type.partition("/")
        if sub_type:
            yield _plain(sub_type), name
    for words, number in _GTD.items():
        crossing = crosswalk("gtd").find(number)
        yield words, _name(crossing.type, crossing.mode)


def _name(kind: str | None, mode: str | None) -> str:
    return "/".join(part for part in (kind, mode) if part)


def _labels() -> Iterator[tuple[str, str]]:
    for kind in incident_types().values():
        yield _plain(kind.label), kind.id
    for kind in incident_types().values():
        for mode, label in kind.modes.items():
            for words in {mode, label}:
                yield _plain(words), f"{kind.id}/{mode}"


def _triggers() -> Iterator[tuple[str, str]]:
    """Yield the nouns and verbs of the lexicon, those of a mode before those of a type alone."""
    groups = [group for kind in incident_types().values() for group in kind.triggers]
    groups.sort(key=lambda group: group.weak)
    for group in groups:
        name = _name(group.type, group.mode)
        is_verb = group.pos is PartOfSpeech.VERB
        for lemma in group.lemmas:
            for words in _forms(lemma, is_verb=is_verb):
                yield _plain(words), name


def _forms(lemma: str, *, is_verb: bool) -> Iterable[str]:
    """Return a lemma, and of a verb its form in -ing, which columns use as a noun."""
    if not is_verb:
        return (lemma,)
    stem = lemma.removesuffix("e")
    return (lemma, f"{stem}ing", f"{lemma}{lemma[-1]}ing")
