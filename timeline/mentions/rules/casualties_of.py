"""Casualty figures of the triggers of one sentence."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from timeline.mentions.rules.casualties import (
    Counted,
    bare_figures,
    can_count,
    casualty_of_adjective,
    count,
    is_number_told,
    is_of_war,
    numeral,
    pattern_figures,
    resultatives,
    toll_figures,
)
from timeline.mentions.rules.context import Sentence, is_people
from timeline.mentions.rules.dependencies import conjuncts, objects_of, prepositions
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.mentions import Count, Slot
from timeline.model.types import SPOKEN, CasualtyKind, PartOfSpeech


def casualty_counts(sentence: Sentence, group: Sequence[Trigger]) -> list[Count]:
    """Return the casualty figures told with a happening, each once."""
    counts: list[tuple[CasualtyKind, Counted]] = []
    parts: list[Count] = []
    if group[0].group.type in SPOKEN:
        return []  # figures beside a demand belong to something else
    for trigger in group:
        if trigger.group.casualty is not None:
            heads = [
                item.head
                for item in sentence.fillers(trigger)
                if item.slot is Slot.TARGET
                and not _is_site(sentence, item.head)
                and not any(item.head == trigger_here.token for trigger_here in sentence.triggers)
                and not _has_other_harm(sentence, item.head, trigger.group.casualty)
            ]
            heads += _numbered_members(sentence, heads, trigger.group.casualty)
            counted = [
                number for head in heads if (number := count(head, sentence.words)) is not None
            ]
            counts += [(trigger.group.casualty, number) for number in counted]
            parts += _parts_of(sentence, heads, trigger.group.casualty)
            parts += _parts_by_place(sentence, trigger.token, trigger.group.casualty)
    kinds = [kind for kind in map(_kind_of, group) if kind is not None]
    if kinds and not counts:
        counts += _counts_beside(sentence, group, kinds[0])
    counts += _captured_counts(sentence, group)
    alone = len(sentence.triggers) == len(group)
    for token in sentence.tokens:
        if alone or any(token == item.token or token.is_ancestor(item.token) for item in group):
            counts += resultatives(token, sentence.words)
    counts += toll_figures(list(sentence.tokens), sentence.words, sentence.discourse.last_kind)
    counts += bare_figures(list(sentence.tokens), sentence.words)
    own = [figure for figure in counts if not is_of_war(figure[1], sentence.tokens.doc)]
    figures = with_parts(sentence, own, parts, group)
    types = {(trigger.group.type, trigger.group.mode) for trigger in group}
    fitting = [
        figure
        for figure in figures
        if any(can_count(type, mode, figure.kind) for type, mode in types)
        and not _is_one_who_left(figure)
    ]
    return _bounded_where_either(fitting, sentence.tokens.text)


def _is_site(sentence: Sentence, head: Token) -> bool:
    """Return whether a noun is a place where people are: "an abduction on a main road"."""
    lemma = lemma_of(head)
    words = sentence.words
    if lemma in words["places.site"]:
        return True
    return lemma in words["places.settlement"]


def _is_one_who_left(figure: Count) -> bool:
    """Return whether a figure counts one person who fled: who that is, is told as the target."""
    if figure.kind is not CasualtyKind.DISPLACED:
        return False
    return figure.best == 1


def with_parts(
    sentence: Sentence,
    counts: Sequence[tuple[CasualtyKind, Counted]],
    parts: Sequence[Count] = (),
    group: Sequence[Trigger] = (),
) -> list[Count]:
    """Return the figures, each once, with the parts of them that the sentence tells.

    `group`: the triggers of the happening; none for a sentence that only counts.
    """
    spans = {part.span.end for part in parts}
    whole = [figure for figure in unique_counts(sentence, counts) if figure.span.end not in spans]
    figures = with_patterns(sentence, [*whole, *parts], _words_of_others(sentence, group))
    ends = {figure.span.end for figure in figures}
    included = [part for part in _included(sentence, figures) if part.span.end not in ends]
    return [*figures, *included]


def _included(sentence: Sentence, figures: Sequence[Count]) -> Iterator[Count]:
    """Yield the parts behind "including", of the kind of the figure that stands last before it."""
    for token in sentence.tokens:
        if token.lower_ != "including":
            continue
        start = token.idx + sentence.offset
        before = [figure for figure in figures if figure.span.end <= start]
        if not before or _value(before[-1]) is None:
            continue
        for first in objects_of(token)[:1]:
            yield from _listed_counts(sentence, first, before[-1].kind)


def _numbered_members(
    sentence: Sentence, heads: Sequence[Token], kind: CasualtyKind
) -> list[Token]:
    """Return what is coordinated with heads, has its own number and suffers the same."""
    members = [member for head in heads for member in conjuncts(head)[1:]]
    return [
        member
        for member in members
        if numeral(member, sentence.words)
        and not _has_other_harm(sentence, member, kind)
        and not _is_before_other_kind(sentence, member, kind)
    ]


def _is_before_other_kind(sentence: Sentence, member: Token, kind: CasualtyKind) -> bool:
    """Return whether the next words say that something else was done: "30 others wounded"."""
    following = member.doc[member.i + 1 : min(member.i + 4, sentence.tokens.end)]
    kinds = {casualty_of_adjective(word, sentence.words) for word in following}
    return bool(kinds - {None, kind})


def _words_of_others(sentence: Sentence, group: Sequence[Trigger]) -> frozenset[int]:
    """Return the words of the sentence's other happenings that harm people."""
    harming = (
        trigger
        for trigger in sentence.triggers
        if _kind_of(trigger) is not None and trigger.lemma != "death"
    )
    return frozenset(trigger.token.i for trigger in harming if group and trigger not in group)


def with_patterns(
    sentence: Sentence, counts: list[Count], others: Collection[int] = ()
) -> list[Count]:
    """Return the figures and those that only the patterns of the lexicon read.

    `others`: words of other happenings, with which a pattern may not count.
    """
    numbers = {(figure.kind, _value(figure)) for figure in counts}
    added: list[Count] = []
    for kind, counted, is_part in pattern_figures(sentence.tokens, sentence.words, others):
        for figure in unique_counts(sentence, [(kind, counted)]):
            key = (kind, _value(figure))
            if key[1] is not None and key not in numbers:
                numbers.add(key)
                added.append(replace(figure, part_of_total=is_part))
    stated = {figure.kind for figure in added}
    vague = [figure for figure in counts if _value(figure) is None and figure.kind in stated]
    return [figure for figure in counts if figure not in vague] + added


def _parts_of(sentence: Sentence, heads: Sequence[Token], kind: CasualtyKind) -> list[Count]:
    """Return the figures after "including", marked as parts; what follows ", and" is none."""
    parts: list[Count] = []
    for head in heads:
        for preposition in prepositions(head, {"including"}):
            for first in objects_of(preposition):
                parts += _listed_counts(sentence, first, kind)
    return parts


def _parts_by_place(sentence: Sentence, verb: Token, kind: CasualtyKind) -> list[Count]:
    """Return the bare numbers of "were killed, including 13 in Faya", as parts."""
    return [figure for figure in _parts_of(sentence, [verb], kind) if figure.group is None]


def _listed_counts(sentence: Sentence, first: Token, kind: CasualtyKind) -> list[Count]:
    listed: list[Count] = []
    for member in conjuncts(first):
        counted = count(member, sentence.words)
        if counted is None or counted.number.best is None:
            continue
        is_part = not _is_after_comma_and(member)
        figures = unique_counts(sentence, [(kind, counted)])
        listed += [replace(figure, part_of_total=is_part) for figure in figures]
    return listed


def _has_other_harm(sentence: Sentence, head: Token, kind: CasualtyKind) -> bool:
    """Return whether a participle of its own says that something else was done to them.

    "30 others wounded".
    """
    own = [child for child in head.children if child.dep_ in {"acl", "amod"} and child.i > head.i]
    kinds = {casualty_of_adjective(adjective, sentence.words) for adjective in own} - {None}
    return bool(kinds) and kind not in kinds


def _captured_counts(
    sentence: Sentence, group: Sequence[Trigger]
) -> list[tuple[CasualtyKind, Counted]]:
    """Count the people that a verb of capture has for its object ("captured four others").

    Towns are not counted.
    """
    heads = [
        filler.head
        for trigger in group
        if trigger.group.mode == "capture"
        and trigger.group.casualty is None
        and trigger.group.pos is PartOfSpeech.VERB
        for filler in sentence.fillers(trigger)
        if filler.slot is Slot.TARGET
        and (is_people(filler.head) or lemma_of(filler.head) == "other")
    ]
    counted = [number for head in heads if (number := count(head, sentence.words)) is not None]
    return [(CasualtyKind.CAPTURED, number) for number in counted if (number.number.best or 0) > 1]


def _counts_beside(
    sentence: Sentence, group: Sequence[Trigger], kind: CasualtyKind
) -> list[tuple[CasualtyKind, Counted]]:
    """Count the target of a noun that shares its happening with a noun of killing.

    As in "killing in a strike of a general".
    """
    heads = [
        filler.head
        for trigger in group
        if trigger.group.pos is PartOfSpeech.NOUN
        for filler in sentence.fillers(trigger)
        if filler.rule == "of" and is_people(filler.head)
    ]
    return [(kind, number) for head in heads if (number := count(head, sentence.words)) is not None]


def unique_counts(
    sentence: Sentence, counts: Sequence[tuple[CasualtyKind, Counted]]
) -> list[Count]:
    """Return the figures that count somebody, each once for its kind and place in the text."""
    unique: dict[tuple[CasualtyKind, int], Count] = {}
    for kind, number in counts:
        if number.number.best == 0 or not is_number_told(kind, number, sentence.tokens.doc):
            continue
        span = sentence.span(number.first, number.last)
        value = number.number
        unique.setdefault(
            (kind, span.end),
            Count(
                kind=kind,
                group=number.group,
                low=value.low,
                best=value.best,
                high=value.high,
                span=span,
            ),
        )
    return list(unique.values())


def _kind_of(trigger: Trigger) -> CasualtyKind | None:
    """Return what a trigger does to people: a "fatal shooting" kills."""
    is_fatal = any(child.lower_ == "fatal" for child in trigger.token.lefts)
    return trigger.group.casualty or (CasualtyKind.KILLED if is_fatal else None)


# One number for two fates: of 20 people killed or wounded, up to 20 were killed.
EITHER = re.compile(
    r"\b(?:killed|killing|dead|died)\b (?:and/)?or (?:were )?(?:wounded|wounding|injured|injuring|hurt)\b",
    re.IGNORECASE,
)
EITHER_KINDS = frozenset({CasualtyKind.KILLED, CasualtyKind.INJURED})


def _bounded_where_either(counts: Sequence[Count], text: str) -> list[Count]:
    """Return the figures.

    One that counts the killed or wounded together is only the most of each.
    """
    if EITHER.search(text) is None:
        return list(counts)
    kinds: dict[int, set[CasualtyKind]] = {}
    for figure in counts:
        kinds.setdefault(figure.span.end, set()).add(figure.kind)
    return [
        replace(figure, low=None, best=None, high=figure.best)
        if kinds[figure.span.end] >= EITHER_KINDS and figure.kind in EITHER_KINDS
        else figure
        for figure in counts
    ]


def _value(figure: Count) -> int | None:
    return figure.best if figure.best is not None else figure.low


def _is_after_comma_and(member: Token) -> bool:
    """Return whether a list goes on with this after its last part: ", and 2 soldiers"."""
    start = member.left_edge.i
    before = [word.text for word in member.doc[max(0, start - 2) : start]]
    return before == [",", "and"]
