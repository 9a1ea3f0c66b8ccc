"""Noun phrases that count people: how many, and who."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.numbers import UNSTATED, Number, read_number
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.noun_phrases import behind_day, phrase
from timeline.mentions.rules.sentence_bounds import sentence_start
from timeline.mentions.rules.tree import child_by, children_by, has_child, has_word
from timeline.model.types import CasualtyKind

# Nouns that count what stands behind their "of".
MEASURES = word_list("counting.measures")
WHOLES = word_list("counting.wholes")
# Words that say that there were some, and not how many.
VAGUE_NUMBERS = word_list("counting.vague_numbers")
OF = frozenset({"of"})
# How many one person is.
ONE = Number(1, 1, 1)
# Pronouns of one person.
ONE_PERSON = frozenset({"he", "her", "him", "she"})
# Entity labels of the model whose numbers count no people.
NO_COUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
# Words before a number that belong to it and that the parser may attach elsewhere.
BEFORE_NUMBERS = word_list("counting.before_numbers")
SHARES = word_list("counting.shares")
# Nouns in the singular that mean several people.
COLLECTIVES = frozenset({"people", "police", "staff", "personnel", "number", "handful"})
# Determiners of one person.
ONE_DETERMINERS = frozenset({"a", "an", "another", "one"})
KIN = word_list("counting.kin")
PERSONS = KIN | word_list("counting.persons")
# Relations and words of what stands before the name of those who are counted.
BEFORE_NAMES = frozenset({"nummod", "quantmod", "det", "predet", "punct"})
BOUNDS = frozenset({"at", "least", "than", "up", "to", "another"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase that counts people.

    Attributes:
        number: How many.
        group: Words for the people; None when the phrase is a bare number.
        first: Index of the first token of the phrase.
        last: Index of its last token.
    """

    number: Number
    group: str | None
    first: int
    last: int


def count(head: Token, words: Words) -> Counted | None:
    """Read a noun phrase as a number of people; None when it counts no people.

    A singular with "a" is one; a bare plural is an unstated number; of pronouns only "he" and
    "she" are one.
    """
    if _is_pronoun_of_one(head):
        return Counted(ONE, None, head.i, head.i)
    if not _can_count(head):
        return None
    first, last = phrase(head)
    if _is_share(head.doc[first : last + 1]):
        return None
    return _count_of_phrase(head, first, last, words)


def _is_pronoun_of_one(head: Token) -> bool:
    """Return whether a pronoun means one person: "him", "killed one guard and hurt another"."""
    if head.lower_ == "another":
        return head.dep_ in {"dobj", "nsubjpass"}
    if head.pos_ != "PRON":
        return False
    return head.lower_ in ONE_PERSON


def _can_count(head: Token) -> bool:
    """Return whether a noun can count people: no pronoun, no bare name of a place, nobody."""
    if head.pos_ == "PRON":
        return False
    if head.ent_type_ in NO_COUNTS:
        return False
    if head.ent_type_ in {"GPE", "LOC"} and not list(head.lefts):
        return False
    return not is_nobody(head)


def _is_share(words: Span) -> bool:
    """Return whether a phrase counts a share, not people: "a 30 % increase"."""
    return any(word.lower_ in SHARES for word in words)


def is_nobody(head: Token) -> bool:
    """Return whether the words mean that there was none.

    "no one", "nobody", "none of the soldiers", "no civilians", "not a single guard".
    """
    word = head.lower_
    if word in {"nobody", "none", "nothing"}:
        return True
    if word == "one" and _is_after_no(head):
        return True
    if any(child.lower_ in {"no", "neither"} for child in head.lefts):
        return True
    return _is_not_single(head)


def _is_after_no(word: Token) -> bool:
    if word.i == 0:
        return False
    return word.nbor(-1).lower_ == "no"


def _is_not_single(head: Token) -> bool:
    """Return whether "not a single" or "not one" stands before a noun."""
    first, _ = phrase(head)
    start = max(0, first - 1)
    words = head.doc[start : head.i]
    before = {word.lower_ for word in words}
    if "not" not in before:
        return False
    return not before.isdisjoint({"one", "single"})


def _count_of_phrase(
    head: Token, first: int, last: int, words: Words
) -> Counted | None:
    """Read a noun phrase, from its first to its last token, as a number of people."""
    of = next(prepositions(head, OF), None)
    if of is None:
        return _count_alone(head, first, last, words)
    lemma = lemma_of(head)
    if lemma == "population":
        return _whole(head, of, first, words)
    if lemma in WHOLES:
        whole = _whole(head, of, first, words)
        if whole is not None:
            return whole
    if lemma in MEASURES or is_number(head):
        return _measured(head, of, first, words)
    return _count_alone(head, first, last, words)


def _count_alone(head: Token, first: int, last: int, words: Words) -> Counted | None:
    """Read a noun or number that counts nothing after "of"."""
    if is_number(head):
        return _bare(head, first, words)
    if _is_no_people(head, words):
        return None
    people = _text_of_people(head, first, last, words)
    return Counted(_of_phrase(head, words), people, first, last)


def is_number(token: Token) -> bool:
    """Return whether a word is a number, in figures or letters."""
    return token.like_num or token.pos_ == "NUM"


def number_of(tokens: Iterable[Token], words: Words) -> Number | None:
    """Return the number that tokens state; None where they state none."""
    return read_number([token.text for token in tokens], words)


def _whole(head: Token, of: Token, first: int, words: Words) -> Counted | None:
    """Return the number in "a total of 40"; None where its first object is none."""
    counted = _first_object(of)
    if counted is None:
        return None
    number = number_of([counted], words)
    if number is None:
        return None
    return Counted(number, head.text, first, of.i + 1)


def _first_object(preposition: Token) -> Token | None:
    return next(iter(objects_of(preposition)), None)


def _bare(head: Token, first: int, words: Words) -> Counted | None:
    """Read a number that stands for people by itself.

    "killed at least four", where the bounds are attached to the number.
    """
    first = min(first, head.left_edge.i)
    start = _start_of_number(head, first)
    number = number_of(head.doc[start : head.i + 1], words)
    if number is None:
        return None
    return Counted(number, None, start, head.i)


def _start_of_number(head: Token, first: int) -> int:
    """Return the index of the first word of a number, "at least" included."""
    while first > sentence_start(head) and head.doc[first - 1].lower_ in BEFORE_NUMBERS:
        first -= 1
    return first


def _measured(head: Token, of: Token, first: int, words: Words) -> Counted | None:
    """Read "a total of 115 people", "hundreds of civilians", "two of its soldiers"."""
    inner = _first_object(of)
    if inner is None or _is_no_people(inner, words):
        return None
    start, last = phrase(inner)
    if inner.like_num:
        number = number_of([inner], words)
        people = None
    else:
        number = _number_with_measure(head, inner, start, words)
        people = _text_of_people(inner, start, last, words)
    return Counted(number or UNSTATED, people, first, last)


def _is_no_people(noun: Token, words: Words) -> bool:
    """Return whether a noun counts something else than people: "hundreds of kilometres"."""
    return lemma_of(noun) in words["casualties.not_people"]


def _number_with_measure(
    head: Token, inner: Token, start: int, words: Words
) -> Number | None:
    """Return the number of "two hundred of its soldiers", from all its words."""
    before_inner = [token.text for token in head.doc[start : inner.i]]
    texts = [*numeral(head, words), head.text, *before_inner]
    return read_number(texts, words)


def numeral(head: Token, words: Words) -> list[str]:
    """Return the words of the number that counts a noun; an age counts nobody."""
    numbers = _numbers_before(head)
    if not numbers:
        return _vague_numbers_before(head, words)
    first = _first_of_number(head, numbers)
    end = _end_of_number(numbers)
    # "On 3 May 12 people", where the parser counts people by the 3
    is_of_day = end <= first
    if is_of_day or end > head.i:
        end = head.i
    return [token.text for token in head.doc[first:end]]


def _first_of_number(head: Token, numbers: Iterable[Token]) -> int:
    """Return the index of the first word of the number before a noun, after any day."""
    first = min(number.left_edge.i for number in numbers)
    first = _start_of_number(head, first)
    words = head.doc[first : head.i]
    return behind_day(words)


def _end_of_number(numbers: Iterable[Token]) -> int:
    """Return the index after the last word of a number: "one and a half million"."""
    last = max(number.right_edge.i for number in numbers)
    return last + 1


def _numbers_before(head: Token) -> list[Token]:
    """Return the numbers before a noun; the parser may attach one to the adjective between."""
    before = [*head.lefts]
    for child in head.lefts:
        if child.dep_ in {"compound", "amod"}:
            before += child.lefts
    return list(filter(_is_numeral, before))


def _is_numeral(word: Token) -> bool:
    """Return whether a word is a number, or says "about" or "at least" of it."""
    if word.dep_ in {"nummod", "quantmod"}:
        return True
    return word.pos_ == "NUM"


def _vague_numbers_before(head: Token, words: Words) -> list[str]:
    """Return the words before a noun that say there were several: "dozens", "another"."""
    return [child.text for child in head.lefts if _is_vague(child.lower_, words)]


def _is_vague(word: str, words: Words) -> bool:
    if word == "another" or word in words["numbers.vague"]:
        return True
    return word in words["numbers.multipliers"]


def _of_phrase(head: Token, words: Words) -> Number:
    """Return how many a noun phrase counts; a singular of one person is one."""
    number = read_number(numeral(head, words), words)
    if number is not None:
        return number
    return ONE if _is_one(head) else UNSTATED


def _is_one(head: Token) -> bool:
    """Return whether a noun is one person."""
    if head.tag_ not in {"NN", "NNP"} or lemma_of(head) in COLLECTIVES:
        return False
    if head.ent_type_ == "PERSON":
        return True
    if _determiner(head) in ONE_DETERMINERS:
        return True
    if _is_person(head) or _is_one_named(head):
        return True
    return _is_one_of_kin(head)


def _determiner(head: Token) -> str:
    """Return the first determiner of a noun, "" if it has none."""
    determiner = child_by(head, "det")
    return "" if determiner is None else determiner.lower_


def _is_one_of_kin(head: Token) -> bool:
    """Return whether a noun is one relative of somebody: "his cousin"."""
    if lemma_of(head) not in KIN:
        return False
    return has_child(head, "poss")


def _is_person(head: Token) -> bool:
    """Return whether a common noun is that of one person: "a guard"."""
    return head.tag_ == "NN" and lemma_of(head) in PERSONS


def _is_one_named(head: Token) -> bool:
    """Return whether a clause shows a name to be one person's: "Nazir, who was killed"."""
    if head.tag_ != "NNP" or head.ent_type_:
        return False
    return any(map(_has_one_who, children_by(head, "relcl")))


def _has_one_who(clause: Token) -> bool:
    if not has_word(clause, "who"):
        return False
    return has_word(clause, "was", "is", "has")


def _text_of_people(head: Token, first: int, last: int, words: Words) -> str:
    """Return the words of a phrase that say who is counted."""
    start = _name_start(head, first, words)
    return head.doc[start : last + 1].text


def _name_start(head: Token, first: int, words: Words) -> int:
    """Return the index where the words for the people begin: after determiners and numbers."""
    start = first = _without_age(first, head)
    for token in head.doc[first : head.i]:
        if _is_of_number(token, words):
            start = token.i + 1
    return start


def _without_age(first: int, head: Token) -> int:
    """Return the index where a noun phrase begins once an age before it is left out.

    "a 12-year-old girl" is a girl.
    """
    for token in head.doc[first : head.i]:
        if token.lower_ == "old":
            return token.i + 1
    return first


def _is_of_number(token: Token, words: Words) -> bool:
    """Return whether a word before a noun belongs to its number, not to its name."""
    if token.text == "-" and not token.nbor(-1).like_num:
        return False  # "seven Tehran-backed fighters"
    if is_number(token) or token.dep_ in BEFORE_NAMES:
        return True
    if token.lower_ in BOUNDS:
        return True
    return token.lower_ in words["numbers.vague"]


# Those of whom only a number that is told counts: who was arrested stands among the targets.
ONLY_NUMBERS = frozenset(
    {CasualtyKind.CAPTURED, CasualtyKind.ABDUCTED, CasualtyKind.DISPLACED}
)
ONE_OF_MANY = frozenset({"a", "an", "another", "one", "1"})


def is_number_told(kind: CasualtyKind, counted: Counted, doc: Doc) -> bool:
    """Return whether a phrase says how many, if only vaguely: "dozens", "civilians", "a guard".

    "the pilgrims" and "Hassan" say who was abducted or arrested, and no number.
    """
    people = doc[counted.first : counted.last + 1]
    words = {word.lower_ for word in people}
    if kind in ONLY_NUMBERS:
        return _has_number(kind, counted.number, words)
    if _is_unstated(counted.number, words):
        return _is_bare_plural(people)
    return True


def _has_number(kind: CasualtyKind, number: Number, words: set[str]) -> bool:
    """Return whether words give the number of those who were taken or driven away."""
    if words & ONE_PERSON or _is_unstated(number, words):
        return False
    if kind is CasualtyKind.CAPTURED and number.best == 1:
        return not words.isdisjoint(ONE_OF_MANY)
    return True


def _is_unstated(number: Number, words: set[str]) -> bool:
    """Return whether words give no number, not even a vague one like "dozens"."""
    if number != UNSTATED:
        return False
    return words.isdisjoint(VAGUE_NUMBERS)


def _is_bare_plural(words: Span) -> bool:
    """Return whether words name an open number of people.

    "protesters", not "the protesters" or "Hassan".
    """
    head = words.root
    if head.tag_ not in {"NNS", "JJ"}:
        return False
    return all(child.dep_ not in {"det", "poss"} for child in head.lefts)
