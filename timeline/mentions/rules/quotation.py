"""Quote the clause of a trigger in its own words, at most 14 of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.tree import SUBJECT, is_verb
from timeline.mentions.rules.triggers import Trigger

MOST_WORDS = 14
"""A headline of more words is not read at a glance."""
LEAST_WORDS = 4
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PLAIN = SUBJECT | {
    "dobj", "pobj", "prep", "conj", "xcomp", "ccomp", "agent", "attr", "compound", "oprd", "pcomp",
    "dative", "acomp", "prt",
    "nmod", "ROOT", "dep", "advmod", "npadvmod", "amod", "poss",
}  # fmt: skip
"""Links between the verb of a clause and a trigger that is part of what the clause says."""
MOST_GAPS = 1
"""Places at which words may be left out of the middle of a quotation."""

VERB_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
"""Dependents of a verb without which it says something else."""
HEDGES = word_list("quotation.hedges")
"""Adverbs that are kept because the clause would be false without them."""
ASIDES = word_list("quotation.asides")
"""Dependents of a noun that add to it and can be left out."""
STEPS_UP = frozenset({"xcomp", "conj", "advcl", "pcomp", "acl"})
"""Links by which a verb without a subject of its own goes on with the clause of another."""
PRONOUNS = word_list("quotation.pronouns")
"""Words that name nobody when a clause stands alone."""
POSSESSIVES = word_list("quotation.possessives")
PLACING = word_list("quotation.placing")
QUOTE_MARKS = frozenset({*'"“”«»‘()[]…:;–—', "''", "``", "--"})
"""Marks that a short quotation does without: half of a pair would mislead."""
JOINING = frozenset({"punct", "cc", "conj"})
CONTENTS = frozenset({"xcomp", "ccomp"})
CLAUSES = STEPS_UP | CONTENTS
WORTH_A_GAP = 2
"""Parts of a higher rank are left out where words before them would have to be left out."""
SMALL = frozenset({"ADV", "PART", "SPACE", "PRON"})
"""Classes of words that stay between two words of a quotation rather than marked as left out."""
COMPLEMENTS = word_list("quotation.complements")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a clause that are kept or left out together.

    Their indices, and their rank (0: always needed).
    """

    tokens: frozenset[int]
    rank: int


def quoted_clause(
    group: Sequence[Trigger],
    sentence: Span,
    *,
    cue: Token | None,
    fields: Collection[Token],
) -> list[tuple[int, int]]:
    """Return the stretches of a sentence that quote the clause of a trigger.

    Empty where none is good.

    Subject, verb, object and place in the words of the text. Words are left out at the end, and at
    most once in the middle.

    Args:
        group: The triggers of one event mention, the main one first.
        sentence: The sentence.
        cue: The word that says that it did not happen or may not have; a clause without it would be
            false.
        fields: Heads of the words for actors, places and casualties, which stay where there is
            space.

    Returns:
        Half-open ranges of token indices, in order.
    """
    for trigger in group:
        verb = _clause_head(trigger.token)
        if verb is None or not _is_plain_way(verb, trigger.token):
            continue
        parts = _parts(verb, trigger, fields)
        quote = _within_limit(parts, sentence)
        needed = {word.i for word in trigger.tokens} | (
            {cue.i} if cue is not None else set()
        )
        if quote and needed <= quote and _is_good(quote, verb, sentence):
            return list(_ranges(quote))
    return []


def _clause_head(token: Token) -> Token | None:
    """Return the verb with a subject of its own in whose clause a trigger stands.

    None if there is none near.
    """
    verb = (
        token
        if is_verb(token)
        else next((word for word in token.ancestors if is_verb(word)), None)
    )
    for _ in range(3):
        if verb is None or _subjects(verb):
            return verb if verb is not None and _can_stand_alone(verb) else None
        if verb.dep_ not in STEPS_UP or not is_verb(verb.head):
            return None
        verb = verb.head
    return None


def _can_stand_alone(verb: Token) -> bool:
    """Return whether a verb is finite, or a participle as in headlines.

    No object of it stands before it.
    """
    if _is_missing_object(verb):
        return False
    if verb.tag_ == "VBN" or verb.tag_ in FINITE:
        return True
    auxiliaries = (word for word in verb.lefts if word.dep_ in {"aux", "auxpass"})
    return any(word.tag_ in FINITE for word in auxiliaries)


def _is_missing_object(verb: Token) -> bool:
    """Return whether a relative clause is about what stands before it.

    "the troops whom Turkey had sent".
    """
    if verb.dep_ != "relcl":
        return False
    opening = verb.sent.doc[verb.left_edge.i]
    relative = opening.tag_ in {"WDT", "WP", "WP$"} and opening.dep_ not in SUBJECT
    return relative or opening.tag_ not in {"WDT", "WP", "WP$", "WRB", "IN"}


def _subjects(verb: Token) -> list[Token]:
    return [child for child in verb.lefts if child.dep_ in SUBJECT]


def _parts(verb: Token, trigger: Trigger, fields: Collection[Token]) -> list[Part]:
    """Return the parts of a clause.

    Its subject and verb, then its dependents, those that hold fields first.
    """
    way = _way_down(verb, trigger.token)
    marked = {word.i for word in fields}
    parts = [
        part for child in _subjects(verb) for part in _phrase(child, way, marked, 0)
    ]
    while (second := _coordinate(verb, way)) is not None:
        verb = second
    return [*parts, *_predicate(verb, way, marked, 0)]


def _coordinate(verb: Token, way: Collection[int]) -> Token | None:
    """Return the coordinated verb that leads to the trigger and shares the subject of this one."""
    joined = (
        word
        for word in verb.rights
        if word.dep_ == "conj" and is_verb(word) and word.i in way
    )
    return next(joined, None)


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
        elif child.dep_ in CONTENTS and is_verb(child):
            yield from _content(child, way, marked, rank)
        elif child.dep_ in COMPLEMENTS:
            yield from _phrase(child, way, marked, rank)
        elif child.dep_ not in JOINING | VERB_GROUP:
            part = _dependent(child, marked, way)
            yield Part(part.tokens, part.rank + rank)


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
    opening = [word.i for word in verb.lefts if word.dep_ in {"mark", "aux"}]
    subjects = [index for word in _subjects(verb) for index in _base(word, way)]
    yield Part(frozenset({*opening, *subjects}), rank)
    yield from _predicate(verb, way, marked, rank)


def _phrase(
    head: Token, way: Collection[int], marked: Collection[int], rank: int
) -> Iterator[Part]:
    """Yield a phrase without what follows its head, then each phrase that follows."""
    base = _base(head, way)
    yield Part(frozenset(base), rank)
    rest = _core(head, way) - base
    for child in head.rights:
        more = rest & {word.i for word in (*_joining(child), *child.subtree)}
        if more:
            yield Part(frozenset(more), rank + (1 if more & set(marked) else 2))


def _joining(child: Token) -> list[Token]:
    """Return the conjunction before a coordinated word: "and" goes with what follows it."""
    before = [
        word for word in child.head.rights if word.dep_ == "cc" and word.i < child.i
    ]
    return before[-1:] if child.dep_ == "conj" else []


def _base(head: Token, way: Collection[int]) -> set[int]:
    """Return a phrase up to its head.

    What follows it as far as it would say something else without it.
    """
    core = _core(head, way)
    if head.dep_ in {"prep", "agent", "dative"}:
        return core
    inside = [index for index in way if index in core]
    last = max([head.i, *inside])
    base = {index for index in core if index <= last}
    for word in head.rights:
        if word.lower_ == "of" and word.i in core:
            base |= _core(word, way)
    return base


def _dependent(child: Token, marked: Collection[int], way: Collection[int]) -> Part:
    core = frozenset(_core(child, way))
    if child.dep_ == "prep" and core & set(marked):
        return Part(core, 2)
    if child.dep_ == "prep" and child.lower_ in PLACING:
        return Part(core, 3)
    return Part(core, 5 if child.dep_ in {"advcl", "npadvmod", "advmod"} else 4)


def _is_plain_way(verb: Token, token: Token) -> bool:
    """Return whether a trigger is part of the clause itself, not of an aside within it."""
    way = [verb.doc[index] for index in _way_down(verb, token) if index != verb.i]
    return all(
        word.dep_ in PLAIN or (word.dep_ == "advcl" and is_verb(word.head))
        for word in way
    )


def _way_down(verb: Token, token: Token) -> set[int]:
    """Return the indices from a trigger up to the verb of its clause."""
    above = [word.i for word in token.ancestors]
    return {token.i, *above[: above.index(verb.i)]} if verb.i in above else {token.i}


def _verb_group(verb: Token) -> set[int]:
    tokens = {verb.i}
    for child in verb.children:
        if child.dep_ in VERB_GROUP or child.lower_ in HEDGES:
            tokens |= {word.i for word in child.subtree}
    return tokens


def _core(head: Token, way: Collection[int]) -> set[int]:
    """Return a phrase without what only adds to it.

    Relative clauses, appositions, asides between commas.
    """
    tokens = {head.i}
    for child in head.children:
        if child.i in way or not _is_aside(child, head):
            tokens |= _core(child, way)
    return tokens - _trailing(tokens, head)


def _is_aside(child: Token, head: Token) -> bool:
    """Return whether a dependent can be left out of a phrase without changing what it says."""
    is_after_comma = child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","
    if child.dep_ == "appos" and not is_after_comma:
        return False
    if child.dep_ in ASIDES and not (child.dep_ == "dep" and is_verb(head)):
        return True
    if child.i <= head.i or not is_after_comma:
        return False
    return child.dep_ in {"acl", "prep", "amod", "npadvmod"}


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


def _within_limit(parts: Sequence[Part], sentence: Span) -> set[int]:
    """Return the tokens of all parts that are always needed, and of others while there is space."""
    quote = {index for part in parts if part.rank == 0 for index in part.tokens}
    if not quote or _words(quote, sentence) > MOST_WORDS:
        return set()
    optional = [part for part in parts if part.rank > 0]
    for part in sorted(optional, key=_rank):
        quote = _extended(quote, part, sentence)
    quote = _with_small_gaps(quote, sentence)
    quote = _whole(quote, sentence)
    return _without_loose_end(quote, sentence)


def _extended(quote: set[int], part: Part, sentence: Span) -> set[int]:
    """Return the tokens with those of a part, if there is space and the gaps are few."""
    longer = _with_small_gaps(quote | part.tokens, sentence)
    if _words(longer, sentence) > MOST_WORDS:
        return quote
    allowed = MOST_GAPS if part.rank <= WORTH_A_GAP else 0
    return longer if _gaps(longer) <= max(allowed, _gaps(quote)) else quote


def _rank(part: Part) -> tuple[int, int]:
    """Return a key by which what is needed most comes first, of equals the first of the text."""
    return part.rank, min(part.tokens)


def _whole(quote: set[int], sentence: Span) -> set[int]:
    """Return the tokens with all that stands between them where there is space for it."""
    everything = set(range(min(quote), max(quote) + 1))
    quoted = any(sentence.doc[index].text in QUOTE_MARKS for index in everything)
    fits = not quoted and _words(everything, sentence) <= MOST_WORDS
    return everything if fits else quote


# Relations of words that only join what follows them.
LOOSE = frozenset({"prep", "cc", "mark", "punct", "det", "poss", "aux", "advmod"})


def _without_loose_end(quote: set[int], sentence: Span) -> set[int]:
    """Return the tokens without words at the end that only join what was left out."""
    for index in sorted(quote, reverse=True):
        if not _is_loose(sentence.doc[index]):
            break
        quote = quote - {index}
    return quote


def _is_loose(token: Token) -> bool:
    """Return whether a word says nothing without what follows it; an adverb does."""
    if token.dep_ not in LOOSE:
        return False
    return token.dep_ != "advmod" or token.pos_ != "ADV"


# Words in a gap that is closed.
LONGEST_GAP = 2


def _with_small_gaps(quote: Collection[int], sentence: Span) -> set[int]:
    """Return the tokens with hyphens, commas and short adverbs between two of them."""
    filled = set(quote)
    for first, second in pairwise(sorted(quote)):
        between = sentence.doc[first + 1 : second]
        if len(between) <= LONGEST_GAP and all(map(_is_small, between)):
            filled |= {word.i for word in between}
    return filled


def _is_small(word: Token) -> bool:
    """Return whether a word in a gap can stay: a mark or short adverb, no quotation mark."""
    if word.text in QUOTE_MARKS:
        return False
    return word.is_punct or word.pos_ in SMALL


def _words(quote: Collection[int], sentence: Span) -> int:
    """Return how many words stand in the stretches of these tokens, as spaces part them."""
    slices = (sentence.doc[start:end].text for start, end in _ranges(quote))
    return sum(len(text.split()) for text in slices)


def _gaps(quote: Collection[int]) -> int:
    return len(list(_ranges(quote))) - 1


def _ranges(quote: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of neighbouring indices as half-open ranges."""
    start = previous = None
    for index in sorted(quote):
        if start is None or previous is None:
            start = index
        elif index != previous + 1:
            yield start, previous + 1
            start = index
        previous = index
    if start is not None and previous is not None:
        yield start, previous + 1


def _is_good(quote: set[int], verb: Token, sentence: Span) -> bool:
    """Return whether the words kept are a clause that can stand alone and be quoted."""
    ranges = list(_ranges(quote))
    doc = sentence.doc
    if _words(quote, sentence) < LEAST_WORDS or len(ranges) > MOST_GAPS + 1:
        return False
    if any(doc[index].text in QUOTE_MARKS for index in quote):
        return False
    if any(_is_inside_name(doc[start], doc[end - 1]) for start, end in ranges):
        return False
    return not any(_is_unnamed(word) for word in _bearers(verb, quote))


def _bearers(verb: Token, quote: Collection[int]) -> Iterator[Token]:
    """Yield the subjects and objects of a clause, and whoever owns what the subject names."""
    for child in verb.children:
        if child.i in quote and child.dep_ in SUBJECT | {"dobj", "agent", "attr"}:
            yield child
            yield from (word for word in child.children if word.dep_ == "poss")


def _is_unnamed(token: Token) -> bool:
    """Return whether a phrase leaves open who is meant: "they", "his", "who", "any"."""
    if token.dep_ == "poss" and token.lower_ in POSSESSIVES:
        return True
    if token.doc[token.left_edge.i].tag_ in {"WP", "WDT", "WRB"}:
        return True
    if any(word.lower_ == "any" for word in token.lefts):
        return True
    return token.lower_ in PRONOUNS and token.n_rights == 0


def _is_inside_name(first: Token, last: Token) -> bool:
    """Return whether a stretch begins or ends in the middle of a name or of a hyphenated word."""
    begins_inside = first.i > 0 and _are_one_name(first.nbor(-1), first)
    after = last.i + 1
    return begins_inside or (
        after < len(last.doc) and _are_one_name(last, last.doc[after])
    )


def _are_one_name(left: Token, right: Token) -> bool:
    """Return whether two words in a row are parts of one name or hyphenated word."""
    if not left.whitespace_ and _are_joined(left, right):
        return True
    if right.ent_iob_ == "I" and left.ent_type_ == right.ent_type_:
        return True
    return left.pos_ == right.pos_ == "PROPN" and right.dep_ != "appos"


def _are_joined(left: Token, right: Token) -> bool:
    """Return whether two words without a space between them are one, as a hyphen makes them."""
    if left.is_space or right.is_space:
        return False
    if "-" in {left.text, right.text}:
        return True
    return not left.is_punct and not right.is_punct
