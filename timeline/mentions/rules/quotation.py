"""Quote the clause of a trigger in its own words, at most 14 of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.clause_parts import (
    STEPS_UP,
    Part,
    parts_of,
    subjects,
    way_down,
)
from timeline.mentions.rules.tree import SUBJECT, children_by, governing_verb, is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import FINITE

MOST_WORDS = 14
"""A headline of more words is not read at a glance."""
LEAST_WORDS = 4
PLAIN = SUBJECT | {
    "dobj", "pobj", "prep", "conj", "xcomp", "ccomp", "agent", "attr", "compound", "oprd", "pcomp",
    "dative", "acomp", "prt",
    "nmod", "ROOT", "dep", "advmod", "npadvmod", "amod", "poss",
}  # fmt: skip
"""Links between the verb of a clause and a trigger that is part of what the clause says."""
MOST_GAPS = 1
"""Places at which words may be left out of the middle of a quotation."""

MOST_STEPS_UP = 3
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
"""Tags of relative pronouns."""
PRONOUNS = word_list("quotation.pronouns")
"""Words that name nobody when a clause stands alone."""
POSSESSIVES = word_list("quotation.possessives")
QUOTE_MARKS = frozenset({*'"“”«»‘()[]…:;–—', "''", "``", "--"})
"""Marks that a short quotation does without: half of a pair would mislead."""
BEARING = SUBJECT | {"dobj", "agent", "attr"}
"""Dependents of a verb that say who does it or to whom."""
WORTH_A_GAP = 2
"""Parts of a higher rank are left out where words before them would have to be left out."""
SMALL = frozenset({"ADV", "PART", "SPACE", "PRON"})
"""Classes of words that stay between two words of a quotation rather than marked as left out."""


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
        parts = parts_of(verb, trigger, fields)
        quote = _within_limit(parts, sentence)
        has_all = quote >= _indispensable(trigger, cue)
        if has_all and _is_good(quote, verb, sentence):
            return list(_ranges(quote))
    return []


def _indispensable(trigger: Trigger, cue: Token | None) -> set[int]:
    """Return the words without which a quotation of a trigger's clause would be false."""
    tokens = {word.i for word in trigger.tokens}
    if cue is not None:
        tokens.add(cue.i)
    return tokens


def _clause_head(token: Token) -> Token | None:
    """Return the verb with a subject of its own in whose clause a trigger stands.

    None if there is none near.
    """
    verb = token if is_verb(token) else governing_verb(token)
    for _ in range(MOST_STEPS_UP):
        if verb is None:
            return None
        if subjects(verb):
            return verb if _can_stand_alone(verb) else None
        verb = _verb_gone_on_with(verb)
    return None


def _verb_gone_on_with(verb: Token) -> Token | None:
    """Return the verb whose clause goes on in another one: "tried" of "tried to leave"."""
    if verb.dep_ not in STEPS_UP:
        return None
    return verb.head if is_verb(verb.head) else None


def _can_stand_alone(verb: Token) -> bool:
    """Return whether a verb is finite, or a participle as in headlines.

    No object of it stands before it.
    """
    if _is_missing_object(verb):
        return False
    if verb.tag_ == "VBN" or verb.tag_ in FINITE:
        return True
    return any(map(_is_finite_auxiliary, verb.lefts))


def _is_finite_auxiliary(word: Token) -> bool:
    return word.tag_ in FINITE and word.dep_ in {"aux", "auxpass"}


def _is_missing_object(verb: Token) -> bool:
    """Return whether a relative clause is about what stands before it.

    "the troops whom Turkey had sent".
    """
    if verb.dep_ != "relcl":
        return False
    opening = verb.left_edge
    if opening.tag_ in RELATIVE_TAGS:
        return opening.dep_ not in SUBJECT
    return opening.tag_ not in {"WRB", "IN"}


def _is_plain_way(verb: Token, token: Token) -> bool:
    """Return whether a trigger is part of the clause itself, not of an aside within it."""
    way = way_down(verb, token)
    way.discard(verb.i)
    words = (verb.doc[index] for index in way)
    return all(map(_is_plain_link, words))


def _is_plain_link(word: Token) -> bool:
    """Return whether a word is part of what the clause above it says."""
    if word.dep_ == "advcl":
        return is_verb(word.head)
    return word.dep_ in PLAIN


def _within_limit(parts: Sequence[Part], sentence: Span) -> set[int]:
    """Return the tokens of all parts that are always needed, and of others while there is space."""
    quote = _always_needed(parts)
    if not quote or _words(quote, sentence) > MOST_WORDS:
        return set()
    optional = [part for part in parts if part.rank > 0]
    optional.sort(key=_rank)
    for part in optional:
        quote = _extended(quote, part, sentence)
    quote = _with_small_gaps(quote, sentence)
    quote = _whole(quote, sentence)
    quote = _without_loose_end(quote, sentence)
    return _with_counted_end(quote, sentence)


def _always_needed(parts: Iterable[Part]) -> set[int]:
    """Return the tokens of the parts without which a clause says something else."""
    tokens: set[int] = set()
    for part in parts:
        if part.rank == 0:
            tokens |= part.tokens
    return tokens


def _extended(quote: set[int], part: Part, sentence: Span) -> set[int]:
    """Return the tokens with those of a part, if there is space and the gaps are few."""
    longer = _with_small_gaps(quote | part.tokens, sentence)
    if _words(longer, sentence) > MOST_WORDS:
        return quote
    allowed = _gaps(quote)
    if part.rank <= WORTH_A_GAP:
        allowed = max(allowed, MOST_GAPS)
    return longer if _gaps(longer) <= allowed else quote


def _rank(part: Part) -> tuple[int, int]:
    """Return a key by which what is needed most comes first, of equals the first of the text."""
    return part.rank, min(part.tokens)


def _whole(quote: set[int], sentence: Span) -> set[int]:
    """Return the tokens with all that stands between them where there is space for it."""
    first, last = min(quote), max(quote)
    everything = set(range(first, last + 1))
    if _has_quote_mark(everything, sentence):
        return quote
    if _words(everything, sentence) > MOST_WORDS:
        return quote
    return everything


def _has_quote_mark(tokens: Iterable[int], sentence: Span) -> bool:
    """Return whether one of the tokens would mislead without the other half of its pair."""
    return any(sentence.doc[index].text in QUOTE_MARKS for index in tokens)


# Relations of words that only join what follows them.
LOOSE = frozenset({"prep", "cc", "mark", "punct", "det", "poss", "aux", "advmod"})


def _without_loose_end(quote: set[int], sentence: Span) -> set[int]:
    """Return the tokens without words at the end that only join what was left out."""
    for index in sorted(quote, reverse=True):
        if not _is_loose(sentence.doc[index]):
            break
        quote = quote - {index}
    return quote


def _with_counted_end(quote: set[int], sentence: Span) -> set[int]:
    """Return the tokens with what a number at the end counts: "left 800 wounded"."""
    behind = max(quote) + 1
    if behind >= sentence.end:
        return quote
    number, word = sentence.doc[behind - 1], sentence.doc[behind]
    longer = quote | {behind}
    if not _is_counted_by(number, word) or _words(longer, sentence) > MOST_WORDS:
        return quote
    return longer


def _is_counted_by(number: Token, word: Token) -> bool:
    """Return whether a number counts the word behind it; the parser may miss that of a fate."""
    if number.pos_ != "NUM":
        return False
    return number in (word.head, *word.lefts) or word.tag_ == "VBN"


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
        between = range(first + 1, second)
        if len(between) > LONGEST_GAP:
            continue
        if all(_is_small(sentence.doc[index]) for index in between):
            filled.update(between)
    return filled


def _is_small(word: Token) -> bool:
    """Return whether a word in a gap can stay: a mark or short adverb, no quotation mark."""
    if word.text in QUOTE_MARKS:
        return False
    return word.is_punct or word.pos_ in SMALL


def _words(quote: Collection[int], sentence: Span) -> int:
    """Return how many words stand in the stretches of these tokens, as spaces part them."""
    count = 0
    for start, end in _ranges(quote):
        text = sentence.doc[start:end].text
        count += len(text.split())
    return count


def _gaps(quote: Collection[int]) -> int:
    """Return at how many places words are left out between two that stay."""
    stretches = list(_ranges(quote))
    return len(stretches) - 1


def _ranges(quote: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of neighbouring indices as half-open ranges."""
    indices = sorted(quote)
    if not indices:
        return
    start = previous = indices[0]
    for index in indices[1:]:
        if index != previous + 1:
            yield start, previous + 1
            start = index
        previous = index
    yield start, previous + 1


def _is_good(quote: set[int], verb: Token, sentence: Span) -> bool:
    """Return whether the words kept are a clause that can stand alone and be quoted."""
    if _words(quote, sentence) < LEAST_WORDS:
        return False
    if _gaps(quote) > MOST_GAPS:
        return False
    if _has_quote_mark(quote, sentence) or _is_cut_in_name(quote, sentence):
        return False
    bearers = _bearers(verb, quote)
    return not any(map(_is_unnamed, bearers))


def _is_cut_in_name(quote: set[int], sentence: Span) -> bool:
    """Return whether a stretch begins or ends in the middle of a name."""
    for start, end in _ranges(quote):
        first, last = sentence.doc[start], sentence.doc[end - 1]
        if _is_inside_name(first, last):
            return True
    return False


def _bearers(verb: Token, quote: Collection[int]) -> Iterator[Token]:
    """Yield the subjects and objects of a clause, and whoever owns what the subject names."""
    for child in children_by(verb, *BEARING):
        if child.i in quote:
            yield child
            yield from children_by(child, "poss")


def _is_unnamed(token: Token) -> bool:
    """Return whether a phrase leaves open who is meant: "they", "his", "who", "any"."""
    if token.dep_ == "poss" and token.lower_ in POSSESSIVES:
        return True
    if token.left_edge.tag_ in {"WP", "WDT", "WRB"}:
        return True
    if any(word.lower_ == "any" for word in token.lefts):
        return True
    if token.n_rights:
        return False
    return token.lower_ in PRONOUNS


def _is_inside_name(first: Token, last: Token) -> bool:
    """Return whether a stretch begins or ends in the middle of a name or of a hyphenated word."""
    if first.i > 0 and _are_one_name(first.nbor(-1), first):
        return True
    following = last.i + 1
    if following >= len(last.doc):
        return False
    return _are_one_name(last, last.nbor(1))


def _are_one_name(left: Token, right: Token) -> bool:
    """Return whether two words in a row are parts of one name or hyphenated word."""
    if not left.whitespace_ and _are_joined(left, right):
        return True
    if right.ent_iob_ == "I" and left.ent_type_ == right.ent_type_:
        return True
    if right.dep_ == "appos":
        return False
    return left.pos_ == right.pos_ == "PROPN"


def _are_joined(left: Token, right: Token) -> bool:
    """Return whether two words without a space between them are one, as a hyphen makes them."""
    if left.is_space or right.is_space:
        return False
    if "-" in {left.text, right.text}:
        return True
    return not left.is_punct and not right.is_punct
