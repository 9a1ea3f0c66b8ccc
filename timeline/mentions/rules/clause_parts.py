"""Parts of a clause that a quotation keeps or leaves out together."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.tree import SUBJECT, is_verb
from timeline.mentions.rules.triggers import Trigger

VERB_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
"""Dependents of a verb without which it says something else."""
HEDGES = word_list("clause_parts.hedges")
"""Adverbs that are kept because the clause would be false without them."""
ASIDES = word_list("clause_parts.asides")
"""Dependents of a noun that add to it and can be left out."""
STEPS_UP = frozenset({"xcomp", "conj", "advcl", "pcomp", "acl"})
"""Links by which a verb without a subject of its own goes on with the clause of another."""
PLACING = word_list("clause_parts.placing")
JOINING = frozenset({"punct", "cc", "conj"})
CONTENTS = frozenset({"xcomp", "ccomp"})
CLAUSES = STEPS_UP | CONTENTS
ADVERBIALS = frozenset({"advcl", "npadvmod", "advmod"})
"""Dependents of a verb that are left out first."""
AFTER_COMMAS = frozenset({"acl", "prep", "amod", "npadvmod"})
"""Dependents after a head that can be left out where a comma sets them apart."""
COMPLEMENTS = word_list("clause_parts.complements")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a clause that are kept or left out together.

    Their indices, and their rank (0: always needed).
    """

    tokens: frozenset[int]
    rank: int


def subjects(verb: Token) -> list[Token]:
    """Return the subjects that stand before a verb."""
    return [child for child in verb.lefts if child.dep_ in SUBJECT]


def parts_of(verb: Token, trigger: Trigger, fields: Collection[Token]) -> list[Part]:
    """Return the parts of a clause.

    Its subject and verb, then its dependents, those that hold fields first.
    """
    way = way_down(verb, trigger.token)
    marked = {word.i for word in fields}
    parts: list[Part] = []
    for subject in subjects(verb):
        parts += _phrase(subject, way, marked, 0)
    second = _coordinate(verb, way)
    while second is not None:
        verb = second
        second = _coordinate(verb, way)
    parts += _predicate(verb, way, marked, 0)
    return parts


def _coordinate(verb: Token, way: Collection[int]) -> Token | None:
    """Return the coordinated verb that leads to the trigger and shares the subject of this one."""
    for word in verb.rights:
        if word.i in way and word.dep_ == "conj" and is_verb(word):
            return word
    return None


def _predicate(
    verb: Token, way: Collection[int], marked: Collection[int], rank: int
) -> Iterator[Part]:
    """Yield the parts of a verb and its dependents.

    `rank` is that of the verb, 0 where it cannot be left out.
    """
    yield Part(frozenset(_verb_group(verb)), rank)
    for child in verb.rights:
        if child.i in way:
            yield from _needed(child, way, marked)
        elif _is_content(child):
            yield from _content(child, way, marked, rank)
        elif child.dep_ in COMPLEMENTS:
            yield from _phrase(child, way, marked, rank)
        elif child.dep_ not in JOINING | VERB_GROUP:
            tokens = frozenset(_core(child, way))
            yield Part(tokens, rank + _rank_of_dependent(child, tokens, marked))


def _is_content(child: Token) -> bool:
    """Return whether a clause is what the verb above it says: "demanded that they leave"."""
    return child.dep_ in CONTENTS and is_verb(child)


def _needed(
    child: Token, way: Collection[int], marked: Collection[int]
) -> Iterator[Part]:
    """Yield the parts of the dependent that holds the trigger."""
    if is_verb(child) and child.dep_ in CLAUSES:
        yield from _content(child, way, marked, 0)
    else:
        yield from _phrase(child, way, marked, 0)


def _content(
    verb: Token, way: Collection[int], marked: Collection[int], rank: int
) -> Iterator[Part]:
    """Yield the parts of a clause that is the content of another verb.

    "demanded that the forces withdraw".
    """
    tokens = {word.i for word in verb.lefts if word.dep_ in {"mark", "aux"}}
    for subject in subjects(verb):
        tokens |= _base(subject, way)
    yield Part(frozenset(tokens), rank)
    yield from _predicate(verb, way, marked, rank)


def _phrase(
    head: Token, way: Collection[int], marked: Collection[int], rank: int
) -> Iterator[Part]:
    """Yield a phrase without what follows its head, then each phrase that follows."""
    base = _base(head, way)
    yield Part(frozenset(base), rank)
    rest = _core(head, way) - base
    for child in head.rights:
        more = rest & _with_conjunction(child)
        if more:
            is_field = not more.isdisjoint(marked)
            yield Part(frozenset(more), rank + (1 if is_field else 2))


def _with_conjunction(child: Token) -> set[int]:
    """Return all of a phrase, and the "and" by which it is coordinated."""
    tokens = {word.i for word in child.subtree}
    tokens.update(word.i for word in _joining(child))
    return tokens


def _joining(child: Token) -> list[Token]:
    """Return the conjunction before a coordinated word: "and" goes with what follows it."""
    if child.dep_ != "conj":
        return []
    last: list[Token] = []
    for word in child.head.rights:
        if word.dep_ == "cc" and word.i < child.i:
            last = [word]
    return last


def _base(head: Token, way: Collection[int]) -> set[int]:
    """Return a phrase up to its head.

    What follows it as far as it would say something else without it.
    """
    core = _core(head, way)
    if head.dep_ in {"prep", "agent", "dative"}:
        return core
    last = max([head.i, *core.intersection(way)])
    base = {index for index in core if index <= last}
    for word in head.rights:
        if word.i in core and word.lower_ == "of":
            base |= _core(word, way)
    return base


def _rank_of_dependent(
    child: Token, tokens: frozenset[int], marked: Collection[int]
) -> int:
    """Return how soon a dependent of a verb is left out: a field of the event last."""
    if child.dep_ == "prep":
        if not tokens.isdisjoint(marked):
            return 2
        if child.lower_ in PLACING:
            return 3
    return 5 if child.dep_ in ADVERBIALS else 4


def way_down(verb: Token, token: Token) -> set[int]:
    """Return the indices from a trigger up to the verb of its clause."""
    way = {token.i}
    for word in token.ancestors:
        if word == verb:
            return way
        way.add(word.i)
    return {token.i}


def _verb_group(verb: Token) -> set[int]:
    """Return a verb with the auxiliaries, negations and hedges that make it true."""
    tokens = {verb.i}
    for child in verb.children:
        if child.dep_ in VERB_GROUP or child.lower_ in HEDGES:
            tokens.update(word.i for word in child.subtree)
    return tokens


def _core(head: Token, way: Collection[int]) -> set[int]:
    """Return a phrase without what only adds to it.

    Relative clauses, appositions, asides between commas.
    """
    tokens = {head.i}
    for child in head.children:
        is_part = child.i in way or not _is_aside(child, head)
        if is_part:
            tokens |= _core(child, way)
    tokens -= _trailing(tokens, head)
    return tokens


def _is_aside(child: Token, head: Token) -> bool:
    """Return whether a dependent can be left out of a phrase without changing what it says."""
    if child.dep_ == "appos":
        return _is_after_comma(child)
    if child.dep_ in ASIDES and not _is_loose_part_of_verb(child, head):
        return True
    if child.i <= head.i:
        return False
    if child.dep_ not in AFTER_COMMAS:
        return False
    return _is_after_comma(child)


def _is_loose_part_of_verb(child: Token, head: Token) -> bool:
    """Return whether the parser knows only that a word belongs to a verb."""
    return child.dep_ == "dep" and is_verb(head)


def _is_after_comma(child: Token) -> bool:
    """Return whether a comma stands before the phrase of a word."""
    first = child.left_edge
    if first.i == 0:
        return False
    return first.nbor(-1).text == ","


def _trailing(tokens: Collection[int], head: Token) -> set[int]:
    """Return the punctuation and conjunctions at the end of a phrase.

    Which join it to what was left out.
    """
    dropped: set[int] = set()
    for index in sorted(tokens, reverse=True):
        if index == head.i or not _is_joint(head.doc[index]):
            break
        dropped.add(index)
    return dropped


def _is_joint(token: Token) -> bool:
    """Return whether a word is a mark, no hyphen, or a conjunction."""
    if token.dep_ == "cc":
        return True
    return token.is_punct and token.text != "-"
