"""Casualty figures of the triggers of one sentence."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.casualties import (
    Counted,
    bare_figures,
    can_count,
    casualty_of_adjective,
    count,
    is_number_told,
    is_of_war,
    kind_of_toll,
    numeral,
    pattern_figures,
    resultatives,
    toll_figures,
)
from timeline.mentions.rules.context import Sentence, is_people
from timeline.mentions.rules.dependencies import (
    objects_of,
    patients,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.either_fate import bounded_where_either
from timeline.mentions.rules.tree import conjuncts
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.mentions import Count, Slot
from timeline.model.types import SPOKEN, CasualtyKind, PartOfSpeech

# Words beside a deed that say that somebody died of it.
FATAL = word_list("casualties_of.fatal")
# A figure with its kind, before it has a span in the document.
Figure = tuple[CasualtyKind, Counted]
# A trigger, what it does to people, and the nouns for those people.
Harmed = tuple[Trigger, CasualtyKind, list[Token]]


def casualty_counts(sentence: Sentence, group: Sequence[Trigger]) -> list[Count]:
    """Return the casualty figures reported with an incident, each once."""
    if group[0].group.type in SPOKEN:
        return []  # figures near a demand belong to something else
    harmed = list(_harmed(sentence, group))
    figures = _figures_of(sentence, group, harmed)
    own = [
        figure for figure in figures if not is_of_war(figure[1], sentence.tokens.doc)
    ]
    counts = with_parts(sentence, own, _parts_of_harmed(sentence, harmed), group)
    fitting = _fitting(counts, group)
    start = sentence.tokens.start_char + sentence.offset
    return bounded_where_either(fitting, sentence.tokens.text, start)


def _figures_of(
    sentence: Sentence, group: Sequence[Trigger], harmed: Iterable[Harmed]
) -> list[Figure]:
    """Return the figures of triggers, of results like "dead", of tolls and of bare numbers."""
    tokens, words = list(sentence.tokens), sentence.words
    figures: list[Figure] = []
    for _, kind, heads in harmed:
        figures += _counted_as(kind, heads, sentence)
    kinds = [kind for kind in map(_kind_of, group) if kind is not None]
    if kinds and not figures:
        figures += _counts_beside(sentence, group, kinds[0])
    figures += _captured_counts(sentence, group)
    for token in _tokens_of(sentence, group):
        figures += resultatives(token, words)
    figures += toll_figures(tokens, words, sentence.discourse.last_kind)
    figures += bare_figures(tokens, words)
    return figures


def _parts_of_harmed(sentence: Sentence, harmed: Iterable[Harmed]) -> list[Count]:
    """Return the figures that are part of the targets' or, by place, of a verb's own."""
    parts: list[Count] = []
    for trigger, kind, heads in harmed:
        parts += _parts_of(sentence, heads, kind)
        parts += _parts_by_place(sentence, trigger.token, kind)
    return parts


def _harmed(sentence: Sentence, group: Sequence[Trigger]) -> Iterator[Harmed]:
    """Yield the triggers that say what was done to people, with those to whom it was done."""
    for trigger in group:
        kind = _kind_of(trigger)
        if kind is not None:
            yield trigger, kind, _counted_heads(sentence, trigger, kind)


def _counted_heads(
    sentence: Sentence, trigger: Trigger, kind: CasualtyKind
) -> list[Token]:
    """Return the targets of a trigger that suffer it, and what is coordinated with them."""
    fillers = (
        filler for filler in sentence.fillers(trigger) if filler.slot is Slot.TARGET
    )
    triggers = [named.token for named in sentence.triggers]
    heads = [
        filler.head
        for filler in fillers
        if filler.head not in triggers
        and not _has_other_fate(sentence, filler.head, kind)
    ]
    return heads + _numbered_members(sentence, heads, kind)


def _has_other_fate(sentence: Sentence, head: Token, kind: CasualtyKind) -> bool:
    """Return whether a noun is a place where people are, or has a participle of other harm."""
    if _is_site(sentence, head):
        return True
    return _has_other_harm(sentence, head, kind)


def _is_site(sentence: Sentence, head: Token) -> bool:
    """Return whether a noun is a place where people are: "an abduction on a main road"."""
    lemma = lemma_of(head)
    words = sentence.words
    if lemma in words["places.site"]:
        return True
    return lemma in words["places.settlement"]


def _counted_as(
    kind: CasualtyKind, heads: Iterable[Token], sentence: Sentence
) -> list[Figure]:
    """Return the figures of the nouns that count people."""
    numbers = (count(head, sentence.words) for head in heads)
    return [(kind, number) for number in numbers if number is not None]


def _tokens_of(sentence: Sentence, group: Sequence[Trigger]) -> Iterator[Token]:
    """Yield the words that can belong to a group: all where no other incident is named.

    Else its triggers and what governs them.
    """
    is_alone = len(sentence.triggers) == len(group)
    heads = [trigger.token for trigger in group]
    for token in sentence.tokens:
        if is_alone or any(token == head or token.is_ancestor(head) for head in heads):
            yield token


def _fitting(counts: Sequence[Count], group: Sequence[Trigger]) -> list[Count]:
    """Return the figures of kinds that incidents of such types and modes can have."""
    modes = {(trigger.group.type, trigger.group.mode) for trigger in group}
    kinds = {figure.kind for figure in counts}
    possible = {kind for kind in kinds if any(can_count(*mode, kind) for mode in modes)}
    fitting = [figure for figure in counts if figure.kind in possible]
    return [figure for figure in fitting if not _is_one_who_left(figure)]


def _is_one_who_left(figure: Count) -> bool:
    """Return whether a figure counts one person who fled: who that is, is given as the target."""
    if figure.kind is not CasualtyKind.DISPLACED:
        return False
    return figure.best == 1


def with_parts(
    sentence: Sentence,
    counts: Sequence[Figure],
    parts: Sequence[Count] = (),
    group: Sequence[Trigger] = (),
) -> list[Count]:
    """Return the figures, each once, with the parts of them that the sentence tells.

    `group`: the triggers of the happening; none for a sentence that only counts.
    """
    spans = {part.span.end for part in parts}
    whole = [
        figure
        for figure in unique_counts(sentence, counts)
        if figure.span.end not in spans
    ]
    figures = with_patterns(
        sentence, [*whole, *parts], _words_of_others(sentence, group)
    )
    ends = {figure.span.end for figure in figures}
    others = [*_included(sentence, figures), *_parts_of_tolls(sentence)]
    return [*figures, *(part for part in others if part.span.end not in ends)]


def _included(sentence: Sentence, figures: Sequence[Count]) -> Iterator[Count]:
    """Yield the parts behind "including", of the kind of the figure that stands last before it."""
    for token in sentence.tokens:
        if token.lower_ != "including" or _is_behind_place(sentence, token):
            continue
        start = token.idx + sentence.offset
        before = [figure for figure in figures if figure.span.end <= start]
        if not before or _value(before[-1]) is None:
            continue
        for first in objects_of(token)[:1]:
            yield from _listed_counts(sentence, first, before[-1].kind)


def _is_behind_place(sentence: Sentence, token: Token) -> bool:
    """Return whether a noun for places stands right before a word: "in cities including Lyon"."""
    if token.i == 0:
        return False
    before = token.nbor(-1)
    return _is_site(sentence, before)


def _parts_of_tolls(sentence: Sentence) -> Iterator[Count]:
    """Yield the parts of a total that another sentence tells: "the toll included three guards"."""
    words = sentence.words
    for verb in sentence.tokens:
        if verb.pos_ != "VERB" or lemma_of(verb) not in INCLUDING:
            continue
        kinds = [
            _kind_of_total(subject, sentence)
            for subject in surface_subject(verb, words)
        ]
        kind = next(filter(None, kinds), None)
        parts = patients(verb, words)
        if kind is not None and parts:
            yield from _listed_counts(sentence, parts[0], kind)


# Verbs between a total and its parts.
INCLUDING = frozenset({"include", "comprise"})


def _kind_of_total(noun: Token, sentence: Sentence) -> CasualtyKind | None:
    """Return what the subject of "included" counts: "the toll", "the dead", "the wounded"."""
    if lemma_of(noun) in sentence.words["casualties.toll"]:
        return kind_of_toll(noun, sentence.discourse.last_kind)
    return casualty_of_adjective(noun, sentence.words)


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


def _is_before_other_kind(
    sentence: Sentence, member: Token, kind: CasualtyKind
) -> bool:
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
    return frozenset(
        trigger.token.i for trigger in harming if group and trigger not in group
    )


def with_patterns(
    sentence: Sentence, counts: list[Count], others: Collection[int] = ()
) -> list[Count]:
    """Return the figures and those that only the patterns of the lexicon read.

    `others`: words of other incidents, with which a pattern may not count.
    """
    added = _pattern_counts(sentence, counts, others)
    stated = {figure.kind for figure in added}
    vague = [
        figure for figure in counts if _value(figure) is None and figure.kind in stated
    ]
    return [figure for figure in counts if figure not in vague] + added


def _pattern_counts(
    sentence: Sentence, counts: Sequence[Count], others: Collection[int]
) -> list[Count]:
    """Return the figures that patterns read and that are not counted yet."""
    numbers = {(figure.kind, _value(figure)) for figure in counts}
    added: list[Count] = []
    for kind, counted, is_part in pattern_figures(
        sentence.tokens, sentence.words, others
    ):
        for figure in unique_counts(sentence, [(kind, counted)]):
            value = _value(figure)
            if value is not None and (kind, value) not in numbers:
                numbers.add((kind, value))
                added.append(replace(figure, part_of_total=is_part))
    return added


def _parts_of(
    sentence: Sentence, heads: Sequence[Token], kind: CasualtyKind
) -> list[Count]:
    """Return the figures after "including", marked as parts; what follows ", and" is none."""
    parts: list[Count] = []
    for head in heads:
        for preposition in prepositions(head, {"including"}):
            for first in objects_of(preposition):
                parts += _listed_counts(sentence, first, kind)
    return parts


def _parts_by_place(sentence: Sentence, verb: Token, kind: CasualtyKind) -> list[Count]:
    """Return the bare numbers of "were killed, including 13 in Faya", as parts."""
    return [
        figure for figure in _parts_of(sentence, [verb], kind) if figure.group is None
    ]


def _listed_counts(sentence: Sentence, first: Token, kind: CasualtyKind) -> list[Count]:
    listed: list[Count] = []
    for member in conjuncts(first):
        counted = count(member, sentence.words)
        if counted is None or counted.number.best is None:
            continue
        is_part = not _is_after_comma_and(member)
        if is_part and counted.number.best == 1 and not numeral(member, sentence.words):
            continue  # "including a French woman": who it was, and no toll
        figures = unique_counts(sentence, [(kind, counted)])
        listed += [replace(figure, part_of_total=is_part) for figure in figures]
    return listed


def _has_other_harm(sentence: Sentence, head: Token, kind: CasualtyKind) -> bool:
    """Return whether a participle of its own says that something else was done to them.

    "30 others wounded".
    """
    own = [
        child
        for child in head.children
        if child.dep_ in {"acl", "amod"} and child.i > head.i
    ]
    kinds = {casualty_of_adjective(adjective, sentence.words) for adjective in own} - {
        None
    }
    return bool(kinds) and kind not in kinds


def _captured_counts(sentence: Sentence, group: Sequence[Trigger]) -> list[Figure]:
    """Return the people whom a verb of capture has for its object ("captured four others").

    Towns are not counted.
    """
    heads = [
        filler.head
        for trigger in group
        if _is_capture(trigger)
        for filler in sentence.fillers(trigger)
        if filler.slot is Slot.TARGET and _can_be_captured(filler.head)
    ]
    captured = _counted_as(CasualtyKind.CAPTURED, heads, sentence)
    return [
        (kind, counted) for kind, counted in captured if (counted.number.best or 0) > 1
    ]


def _is_capture(trigger: Trigger) -> bool:
    """Return whether a verb takes a place or people, without saying which."""
    words = trigger.group
    if words.pos is not PartOfSpeech.VERB:
        return False
    return words.mode == "capture" and words.casualty is None


def _can_be_captured(head: Token) -> bool:
    return is_people(head) or lemma_of(head) == "other"


def _counts_beside(
    sentence: Sentence, group: Sequence[Trigger], kind: CasualtyKind
) -> list[Figure]:
    """Return the target of a noun that shares its incident with a noun of killing.

    As in "killing in a strike of a general".
    """
    heads = [
        filler.head
        for trigger in group
        if trigger.group.pos is PartOfSpeech.NOUN
        for filler in sentence.fillers(trigger)
        if filler.rule == "of" and is_people(filler.head)
    ]
    return _counted_as(kind, heads, sentence)


def unique_counts(sentence: Sentence, counts: Sequence[Figure]) -> list[Count]:
    """Return the figures that count somebody, each once for its kind and place in the text."""
    unique: dict[tuple[CasualtyKind, int], Count] = {}
    for kind, counted in counts:
        if counted.number.best != 0 and is_number_told(
            kind, counted, sentence.tokens.doc
        ):
            figure = _count_of(sentence, kind, counted)
            unique.setdefault((kind, figure.span.end), figure)
    return list(unique.values())


def _count_of(sentence: Sentence, kind: CasualtyKind, counted: Counted) -> Count:
    """Return a figure as a record, with its place in the document."""
    value = counted.number
    return Count(
        kind=kind,
        group=counted.group,
        low=value.low,
        best=value.best,
        high=value.high,
        span=sentence.span(counted.first, counted.last),
    )


def _kind_of(trigger: Trigger) -> CasualtyKind | None:
    """Return what a trigger does to people: a "fatal shooting" kills, "fatally shot" says so."""
    is_fatal = any(child.lower_ in FATAL for child in trigger.token.children)
    return CasualtyKind.KILLED if is_fatal else trigger.group.casualty


def _value(figure: Count) -> int | None:
    return figure.best if figure.best is not None else figure.low


def _is_after_comma_and(member: Token) -> bool:
    """Return whether a list goes on with this after its last part: ", and 2 soldiers"."""
    start = member.left_edge.i
    before = [word.text for word in member.doc[max(0, start - 2) : start]]
    return before == [",", "and"]
