"""Casualty figures of the triggers of one sentence."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.casualties import (
    Figure,
    bare_figures,
    can_count,
    casualty_of_adjective,
    kind_of_toll,
    pattern_figures,
    resultatives,
    toll_figures,
)
from timeline.mentions.rules.context import Sentence, is_people
from timeline.mentions.rules.counting import Counted, count, is_number_told, numeral
from timeline.mentions.rules.dependencies import (
    objects_of,
    patients,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.either_fate import bounded_where_either
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.running_totals import is_of_war
from timeline.mentions.rules.tree import conjuncts
from timeline.mentions.rules.triggers import Trigger
from timeline.model.mentions import Count, Slot
from timeline.model.types import SPOKEN, CasualtyKind, PartOfSpeech

# Words beside a deed that say that somebody died of it.
FATAL = word_list("casualties_of.fatal")
# A trigger, what it does to people, and the nouns for those people.
Harmed = tuple[Trigger, CasualtyKind, list[Token]]


def casualty_counts(sentence: Sentence, group: Sequence[Trigger]) -> list[Count]:
    """Return the casualty figures reported with an incident, each once."""
    if group[0].group.type in SPOKEN:
        return []  # figures near a demand belong to something else
    harmed = list(_harmed(sentence, group))
    figures = _figures_of(sentence, group, harmed)
    figures = _without_wars(sentence, figures)
    parts = _parts_of_harmed(sentence, harmed)
    counts = with_parts(sentence, figures, parts, group)
    fitting = _fitting(counts, group)
    tokens = sentence.tokens
    start = tokens.start_char + sentence.offset
    return bounded_where_either(fitting, tokens.text, start)


def _without_wars(sentence: Sentence, figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures that are not told as those of a whole war."""
    doc = sentence.tokens.doc
    return [(kind, counted) for kind, counted in figures if not is_of_war(counted, doc)]


def _figures_of(
    sentence: Sentence, group: Sequence[Trigger], harmed: Iterable[Harmed]
) -> list[Figure]:
    """Return the figures of triggers, of results like "dead", of tolls and of bare numbers."""
    figures = _figures_of_targets(sentence, group, harmed)
    figures += _captured_counts(sentence, group)
    for token in _tokens_of(sentence, group):
        figures += resultatives(token, sentence.words)
    figures += _figures_of_words(sentence)
    return figures


def _figures_of_words(sentence: Sentence) -> Iterator[Figure]:
    """Yield the figures of tolls and of numbers right before "dead"."""
    tokens, words = list(sentence.tokens), sentence.words
    yield from toll_figures(tokens, words, sentence.discourse.last_kind)
    yield from bare_figures(tokens, words)


def _figures_of_targets(
    sentence: Sentence, group: Sequence[Trigger], harmed: Iterable[Harmed]
) -> list[Figure]:
    """Return the figures of those whom triggers harm, or else of what stands beside one."""
    figures: list[Figure] = []
    for _, kind, heads in harmed:
        figures += _counted_as(kind, heads, sentence)
    if figures:
        return figures
    kind_told = next(filter(None, map(_kind_of, group)), None)
    if kind_told is None:
        return []
    return _counts_beside(sentence, group, kind_told)


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
    triggers = [named.token for named in sentence.triggers]
    heads: list[Token] = []
    for head in _targets(sentence, trigger):
        if head not in triggers and not _has_other_fate(sentence, head, kind):
            heads.append(head)
    return heads + _numbered_members(sentence, heads, kind)


def _targets(sentence: Sentence, trigger: Trigger) -> Iterator[Token]:
    """Yield the heads of the targets of a trigger."""
    for filler in sentence.fillers(trigger):
        if filler.slot is Slot.TARGET:
            yield filler.head


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
    if len(sentence.triggers) == len(group):
        yield from sentence.tokens
        return
    own = _indices_up_from(group)
    for token in sentence.tokens:
        if token.i in own:
            yield token


def _indices_up_from(group: Sequence[Trigger]) -> set[int]:
    """Return where the triggers and the words that govern them stand."""
    own: set[int] = set()
    for trigger in group:
        own.add(trigger.token.i)
        own.update(ancestor.i for ancestor in trigger.token.ancestors)
    return own


def _fitting(counts: Sequence[Count], group: Sequence[Trigger]) -> list[Count]:
    """Return the figures of kinds that incidents of such types and modes can have."""
    kinds = {figure.kind for figure in counts}
    possible = {kind for kind in kinds if _is_possible(kind, group)}
    return [
        figure
        for figure in counts
        if figure.kind in possible and not _is_one_who_left(figure)
    ]


def _is_possible(kind: CasualtyKind, group: Sequence[Trigger]) -> bool:
    """Return whether one of the triggers can have casualties of a kind."""
    deeds = (trigger.group for trigger in group)
    return any(can_count(deed.type, deed.mode, kind) for deed in deeds)


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
    whole = _elsewhere(unique_counts(sentence, counts), parts)
    others = _words_of_others(sentence, group)
    figures = with_patterns(sentence, [*whole, *parts], others)
    further = [*_included(sentence, figures), *_parts_of_tolls(sentence)]
    return [*figures, *_elsewhere(further, figures)]


def _elsewhere(counts: Iterable[Count], others: Iterable[Count]) -> list[Count]:
    """Return the figures that end where none of others does."""
    ends = {figure.span.end for figure in others}
    return [figure for figure in counts if figure.span.end not in ends]


def _included(sentence: Sentence, figures: Sequence[Count]) -> Iterator[Count]:
    """Yield the parts behind "including", of the kind of the figure that stands last before it."""
    for token in sentence.tokens:
        if token.lower_ != "including" or _is_behind_place(sentence, token):
            continue
        total = _last_before(sentence, token, figures)
        if total is None or _value(total) is None:
            continue
        for first in objects_of(token)[:1]:
            yield from _listed_counts(sentence, first, total.kind)


def _last_before(
    sentence: Sentence, token: Token, figures: Sequence[Count]
) -> Count | None:
    """Return the last of the figures that end before a word."""
    start = token.idx + sentence.offset
    before = [figure for figure in figures if figure.span.end <= start]
    return before[-1] if before else None


def _is_behind_place(sentence: Sentence, token: Token) -> bool:
    """Return whether a noun for places stands right before a word: "in cities including Lyon"."""
    return token.i > 0 and _is_site(sentence, token.nbor(-1))


def _parts_of_tolls(sentence: Sentence) -> Iterator[Count]:
    """Yield the parts of a total that another sentence tells: "the toll included three guards"."""
    for verb in sentence.tokens:
        if verb.pos_ != "VERB" or lemma_of(verb) not in INCLUDING:
            continue
        totals = surface_subject(verb, sentence.words)
        kind = _kind_of_totals(totals, sentence)
        if kind is None:
            continue
        for first in patients(verb, sentence.words)[:1]:
            yield from _listed_counts(sentence, first, kind)


def _kind_of_totals(nouns: Iterable[Token], sentence: Sentence) -> CasualtyKind | None:
    """Return what the first of some nouns that counts casualties counts."""
    for noun in nouns:
        kind = _kind_of_total(noun, sentence)
        if kind is not None:
            return kind
    return None


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
    members = (member for head in heads for member in conjuncts(head)[1:])
    return [member for member in members if _is_harmed_too(sentence, member, kind)]


def _is_harmed_too(sentence: Sentence, member: Token, kind: CasualtyKind) -> bool:
    """Return whether an item of a list has its own number, and nothing else was done to it."""
    if not numeral(member, sentence.words):
        return False
    if _has_other_harm(sentence, member, kind):
        return False
    return not _is_before_other_kind(sentence, member, kind)


def _is_before_other_kind(
    sentence: Sentence, member: Token, kind: CasualtyKind
) -> bool:
    """Return whether the next words say that something else was done: "30 others wounded"."""
    following = member.doc[member.i + 1 : min(member.i + 4, sentence.tokens.end)]
    for word in following:
        kind_after = casualty_of_adjective(word, sentence.words)
        if kind_after not in {None, kind}:
            return True
    return False


def _words_of_others(sentence: Sentence, group: Sequence[Trigger]) -> frozenset[int]:
    """Return the words of the sentence's other happenings that harm people."""
    if not group:
        return frozenset()
    others = (trigger for trigger in sentence.triggers if trigger not in group)
    return frozenset(trigger.token.i for trigger in others if _is_harm(trigger))


def _is_harm(trigger: Trigger) -> bool:
    """Return whether a trigger says that people were harmed; "death" may be that of others."""
    return trigger.lemma != "death" and _kind_of(trigger) is not None


def with_patterns(
    sentence: Sentence, counts: list[Count], others: Collection[int] = ()
) -> list[Count]:
    """Return the figures and those that only the patterns of the lexicon read.

    `others`: words of other incidents, with which a pattern may not count.
    """
    added = _pattern_counts(sentence, counts, others)
    stated = {figure.kind for figure in added}
    exact = [
        figure
        for figure in counts
        if figure.kind not in stated or _value(figure) is not None
    ]
    return exact + added


def _pattern_counts(
    sentence: Sentence, counts: Sequence[Count], others: Collection[int]
) -> list[Count]:
    """Return the figures that patterns read and that are not counted yet."""
    counted = {(figure.kind, _value(figure)) for figure in counts}
    added: list[Count] = []
    for figure in _told_in_patterns(sentence, others):
        value = _value(figure)
        if value is not None and (figure.kind, value) not in counted:
            counted.add((figure.kind, value))
            added.append(figure)
    return added


def _told_in_patterns(sentence: Sentence, others: Collection[int]) -> Iterator[Count]:
    """Yield the figures that patterns read, the parts of others marked as such."""
    figures = pattern_figures(sentence.tokens, sentence.words, others)
    for kind, counted, is_part in figures:
        for figure in unique_counts(sentence, [(kind, counted)]):
            yield replace(figure, part_of_total=is_part)


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
    parts = _parts_of(sentence, [verb], kind)
    return [figure for figure in parts if figure.group is None]


def _listed_counts(
    sentence: Sentence, first: Token, kind: CasualtyKind
) -> Iterator[Count]:
    """Yield the figures of the items of a list."""
    for member in conjuncts(first):
        counted = count(member, sentence.words)
        if counted is None or counted.number.best is None:
            continue
        is_part = not _is_after_comma_and(member)
        if is_part and _is_only_who(member, counted, sentence):
            continue
        for figure in unique_counts(sentence, [(kind, counted)]):
            yield replace(figure, part_of_total=is_part)


def _is_only_who(member: Token, counted: Counted, sentence: Sentence) -> bool:
    """Return whether words say who somebody was, and give no toll: "including a French woman"."""
    return counted.number.best == 1 and not numeral(member, sentence.words)


def _has_other_harm(sentence: Sentence, head: Token, kind: CasualtyKind) -> bool:
    """Return whether a participle of its own says that something else was done to them.

    "30 others wounded".
    """
    kinds = {
        casualty_of_adjective(child, sentence.words)
        for child in head.rights
        if child.dep_ in {"acl", "amod"}
    }
    return kind not in kinds and bool(kinds - {None})


def _captured_counts(sentence: Sentence, group: Sequence[Trigger]) -> list[Figure]:
    """Return the people whom a verb of capture has for its object ("captured four others").

    Towns are not counted.
    """
    heads: list[Token] = []
    for trigger in filter(_is_capture, group):
        heads += filter(_can_be_captured, _targets(sentence, trigger))
    captured = _counted_as(CasualtyKind.CAPTURED, heads, sentence)
    return list(filter(_are_several, captured))


def _are_several(figure: Figure) -> bool:
    """Return whether a figure counts two or more."""
    _, counted = figure
    best = counted.number.best
    return best is not None and best > 1


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
    heads: list[Token] = []
    for trigger in group:
        if trigger.group.pos is PartOfSpeech.NOUN:
            heads += _people_after_of(sentence, trigger)
    return _counted_as(kind, heads, sentence)


def _people_after_of(sentence: Sentence, trigger: Trigger) -> Iterator[Token]:
    """Yield the people to whom a noun of action was done: "the killing of a general"."""
    for filler in sentence.fillers(trigger):
        if filler.rule == "of" and is_people(filler.head):
            yield filler.head


def unique_counts(sentence: Sentence, counts: Sequence[Figure]) -> list[Count]:
    """Return the figures that count somebody, each once for its kind and place in the text."""
    unique: dict[tuple[CasualtyKind, int], Count] = {}
    for kind, counted in counts:
        if not _has_people(sentence, kind, counted):
            continue
        figure = _count_of(sentence, kind, counted)
        place = figure.span.end
        unique.setdefault((kind, place), figure)
    return list(unique.values())


def _has_people(sentence: Sentence, kind: CasualtyKind, counted: Counted) -> bool:
    """Return whether a phrase counts somebody, and says how many."""
    if counted.number.best == 0:
        return False
    return is_number_told(kind, counted, sentence.tokens.doc)


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
    if any(child.lower_ in FATAL for child in trigger.token.children):
        return CasualtyKind.KILLED
    return trigger.group.casualty


def _value(figure: Count) -> int | None:
    return figure.best if figure.best is not None else figure.low


def _is_after_comma_and(member: Token) -> bool:
    """Return whether a list goes on with this after its last part: ", and 2 soldiers"."""
    end = member.left_edge.i
    start = max(0, end - 2)
    before = [word.text for word in member.doc[start:end]]
    return before == [",", "and"]
