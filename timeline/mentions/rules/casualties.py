"""Read counts of people: how many, who, and what was done to them."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.numbers import UNSTATED, Number, read_number
from timeline.lexicon.patterns import FigurePattern, figure_patterns
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import (
    objects_of,
    patients,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.noun_phrases import behind_day, phrase
from timeline.mentions.rules.tree import children_by, first_of_list, has_child
from timeline.mentions.rules.triggers import lemma_of
from timeline.mentions.rules.voice import is_passive
from timeline.model.types import CasualtyKind

# Nouns that count what stands behind their "of".
MEASURES = word_list("casualties.measures")
WHOLES = word_list("casualties.wholes")
# Words that say that there were some, and not how many.
VAGUE_NUMBERS = word_list("casualties.vague_numbers")
OF = frozenset({"of"})
# Kinds of casualty that an adjective names, in the order in which they are tried.
KINDS_OF_ADJECTIVES = (
    CasualtyKind.KILLED,
    CasualtyKind.INJURED,
    CasualtyKind.MISSING,
    CasualtyKind.DISPLACED,
    CasualtyKind.CAPTURED,
)


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


# Pronouns of one person.
ONE_PERSON = frozenset({"he", "her", "him", "she"})


def count(head: Token, words: Words) -> Counted | None:
    """Read a noun phrase as a number of people; None when it counts no people.

    A singular with "a" is one; a bare plural is an unstated number; of pronouns only "he" and
    "she" are one.
    """
    if _is_pronoun_of_one(head):
        return Counted(Number(1, 1, 1), None, head.i, head.i)
    first, last = phrase(head)
    if not _can_count(head) or is_share(head.doc[first : last + 1]):
        return None
    return _count_of_phrase(head, first, last, words)


def _is_pronoun_of_one(head: Token) -> bool:
    """Return whether a pronoun means one person: "him", "killed one guard and hurt another"."""
    if head.lower_ == "another":
        return head.dep_ in {"dobj", "nsubjpass"}
    if head.pos_ != "PRON":
        return False
    return head.lower_ in ONE_PERSON


def _count_of_phrase(
    head: Token, first: int, last: int, words: Words
) -> Counted | None:
    """Read a noun phrase, from its first to its last token, as a number of people."""
    of = next(prepositions(head, OF), None)
    if of is None:
        return _count_alone(head, first, last, words)
    lemma = lemma_of(head)
    if lemma in WHOLES or lemma == "population":
        whole = _whole(head, of, first, words)
        if whole is not None or lemma == "population":
            return whole
    if lemma in MEASURES or _is_number(head):
        return _measured(head, of, words)
    return _count_alone(head, first, last, words)


def _count_alone(head: Token, first: int, last: int, words: Words) -> Counted | None:
    """Read a noun or number that counts nothing after "of"."""
    if _is_number(head):
        return _bare(head, first, words)
    if lemma_of(head) in words["casualties.not_people"]:
        return None
    people = _text_of_people(head, first, last, words)
    return Counted(_of_phrase(head, words), people, first, last)


def _is_number(token: Token) -> bool:
    return token.like_num or token.pos_ == "NUM"


def _whole(head: Token, of: Token, first: int, words: Words) -> Counted | None:
    """Return the number in "a total of 40"; None where its first object is none."""
    counted = next(iter(objects_of(of)), None)
    if counted is None:
        return None
    number = read_number([counted.text], words)
    if number is None:
        return None
    return Counted(number, head.text, first, of.i + 1)


# Entity labels of the model whose numbers count no people.
NO_COUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})


def _can_count(head: Token) -> bool:
    """Return whether a noun can count people: no pronoun, no bare name of a place, nobody."""
    if head.pos_ == "PRON":
        return False
    if head.ent_type_ in NO_COUNTS:
        return False
    is_bare = not list(head.lefts)
    if is_bare and head.ent_type_ in {"GPE", "LOC"}:
        return False
    return not is_nobody(head)


# Words before a number that belong to it and that the parser may attach elsewhere.
BEFORE_NUMBERS = word_list("casualties.before_numbers")


def _bare(head: Token, first: int, words: Words) -> Counted | None:
    """Read a number that stands for people by itself.

    "killed at least four", where the bounds are attached to the number.
    """
    start = _start_of_number(head, min(first, head.left_edge.i))
    number = read_number([token.text for token in head.doc[start : head.i + 1]], words)
    if number is None:
        return None
    return Counted(number, None, start, head.i)


def _start_of_number(head: Token, first: int) -> int:
    """Return the index of the first word of a number, "at least" included."""
    while first > head.sent.start and head.doc[first - 1].lower_ in BEFORE_NUMBERS:
        first -= 1
    return first


SHARES = word_list("casualties.shares")


def is_share(words: Span) -> bool:
    """Return whether a phrase counts a share, not people: "a 30 % increase"."""
    return any(word.lower_ in SHARES for word in words)


def is_nobody(head: Token) -> bool:
    """Return whether the words mean that there was none.

    "no one", "nobody", "none of the soldiers", "no civilians", "not a single guard".
    """
    if head.lower_ in {"nobody", "none", "nothing"} or _is_not_single(head):
        return True
    if head.lower_ == "one" and head.i > 0 and head.nbor(-1).lower_ == "no":
        return True
    return any(child.lower_ in {"no", "neither"} for child in head.lefts)


def _is_not_single(head: Token) -> bool:
    first, _ = phrase(head)
    start = max(0, first - 1)
    before = {word.lower_ for word in head.doc[start : head.i]}
    is_single = "single" in before or "one" in before
    return "not" in before and is_single


# Those of whom only a number that is told counts: who was arrested stands among the targets.
ONLY_NUMBERS = frozenset(
    {CasualtyKind.CAPTURED, CasualtyKind.ABDUCTED, CasualtyKind.DISPLACED}
)
ONE_OF_MANY = frozenset({"a", "an", "another", "one", "1"})


def is_number_told(kind: CasualtyKind, counted: Counted, doc: Doc) -> bool:
    """Return whether a phrase says how many, if only vaguely: "dozens", "civilians", "a guard".

    "the pilgrims" and "Hassan" say who was abducted or arrested, and no number.
    """
    phrase_of_people = doc[counted.first : counted.last + 1]
    words = {word.lower_ for word in phrase_of_people}
    if words & ONE_PERSON and kind in ONLY_NUMBERS:
        return False
    value = counted.number
    if value == UNSTATED and not words & VAGUE_NUMBERS:
        return kind not in ONLY_NUMBERS and _is_bare_plural(phrase_of_people)
    if kind is CasualtyKind.CAPTURED and value.best == 1:
        return bool(words & ONE_OF_MANY)
    return True


def _is_bare_plural(words: Span) -> bool:
    """Return whether words name an open number of people.

    "protesters", not "the protesters" or "Hassan".
    """
    head = words.root
    is_definite = any(child.dep_ in {"det", "poss"} for child in head.lefts)
    return head.tag_ in {"NNS", "JJ"} and not is_definite


def pattern_figures(
    sentence: Span, words: Words, others: Collection[int] = ()
) -> Iterator[tuple[CasualtyKind, Counted, bool]]:
    """Yield the figures that the patterns of the lexicon read, each with whether it is a part.

    `others`: words of other happenings; what is told with one of them is not read.
    """
    text = sentence.text
    begins = [sentence.doc[place].idx - sentence.start_char for place in others]
    for entry in figure_patterns():
        for match in entry.pattern.finditer(text):
            if any(match.start() <= begin < match.end() for begin in begins):
                continue
            counted = _pattern_figure(entry, match, sentence, words)
            if counted is not None and not is_of_war(counted, sentence.doc):
                yield entry.kind, counted, entry.is_part


def _pattern_figure(
    entry: FigurePattern, match: re.Match[str], sentence: Span, words: Words
) -> Counted | None:
    span = sentence.char_span(*match.span("number"), alignment_mode="expand")
    number = (
        read_number([token.text for token in span], words) if span is not None else None
    )
    if span is None or number is None:
        return None
    group = _named_group(entry, match, sentence)
    return Counted(number, group, span.start, span.end - 1)


# Parts of speech before and in the noun for people.
NAMING = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


def _named_group(
    entry: FigurePattern, match: re.Match[str], sentence: Span
) -> str | None:
    """Return the words for the people, to the end of their noun phrase: "Danish aid workers"."""
    if "group" not in entry.pattern.groupindex or match["group"] is None:
        return None
    first = sentence.char_span(*match.span("group"), alignment_mode="expand")
    if first is None:
        return match["group"]
    if first[0].pos_ == "ADP":
        return None  # "along with 24 of his men"
    following = sentence.doc[first.start : sentence.end]
    naming = takewhile(lambda word: word.pos_ in NAMING, following)
    nouns = [word.i for word in naming if word.pos_ in {"NOUN", "PROPN"}]
    last = nouns[-1] if nouns else first.start
    return sentence.doc[first.start : last + 1].text


def _numbers_before(head: Token) -> list[Token]:
    """Return the numbers before a noun; the parser may attach one to the adjective between."""
    before = [*head.lefts]
    for child in head.lefts:
        if child.dep_ in {"compound", "amod"}:
            before += child.lefts
    return [
        word
        for word in before
        if word.dep_ in {"nummod", "quantmod"} or word.pos_ == "NUM"
    ]


def numeral(head: Token, words: Words) -> list[str]:
    """Return the words of the number that counts a noun; an age counts nobody."""
    numbers = _numbers_before(head)
    if not numbers:
        return _vague_numbers_before(head, words)
    first = min(number.left_edge.i for number in numbers)
    first = _start_of_number(head, first)
    first = behind_day(head.doc[first : head.i])
    # "20 and 25", "one and a half million" are one number
    last = max(number.right_edge.i for number in numbers)
    is_of_day = (
        last < first
    )  # "On 3 May 12 people", where the parser counts people by the 3
    if is_of_day or last >= head.i:
        last = head.i - 1
    return [token.text for token in head.doc[first : last + 1]]


def _vague_numbers_before(head: Token, words: Words) -> list[str]:
    """Return the words before a noun that say there were several: "dozens", "another"."""
    vague = words["numbers.vague"] | words["numbers.multipliers"] | {"another"}
    return [child.text for child in head.lefts if child.lower_ in vague]


def _measured(head: Token, of: Token, words: Words) -> Counted | None:
    """Read "a total of 115 people", "hundreds of civilians", "two of its soldiers"."""
    inner = next(iter(objects_of(of)), None)
    if inner is None or lemma_of(inner) in words["casualties.not_people"]:
        return None
    first, _ = phrase(head)
    start, last = phrase(inner)
    if inner.like_num:
        number = read_number([inner.text], words)
        return Counted(number or UNSTATED, None, first, last)
    number = _number_with_measure(head, inner, start, words)
    people = _text_of_people(inner, start, last, words)
    return Counted(number or UNSTATED, people, first, last)


def _number_with_measure(
    head: Token, inner: Token, start: int, words: Words
) -> Number | None:
    """Return the number of "two hundred of its soldiers", from all its words."""
    before_inner = [token.text for token in head.doc[start : inner.i]]
    texts = [*numeral(head, words), head.text, *before_inner]
    return read_number(texts, words)


def _text_of_people(head: Token, first: int, last: int, words: Words) -> str:
    """Return the words of a phrase that say who is counted."""
    return head.doc[_name_start(head, first, words) : last + 1].text


# Nouns in the singular that mean several people.
COLLECTIVES = frozenset({"people", "police", "staff", "personnel", "number", "handful"})


def _of_phrase(head: Token, words: Words) -> Number:
    """Return how many a noun phrase counts; a singular of one person is one."""
    number = read_number(numeral(head, words), words)
    if number is not None:
        return number
    is_singular = head.tag_ in {"NN", "NNP"} and lemma_of(head) not in COLLECTIVES
    return Number(1, 1, 1) if is_singular and _is_one(head) else UNSTATED


# Determiners of one person.
ONE_DETERMINERS = frozenset({"a", "an", "another", "one"})


def _is_one(head: Token) -> bool:
    """Return whether a noun in the singular is one person."""
    if head.ent_type_ == "PERSON" or _is_person(head) or _is_one_named(head):
        return True
    determiner = next(
        (child.lower_ for child in head.children if child.dep_ == "det"), ""
    )
    if determiner in ONE_DETERMINERS:
        return True
    is_owned = any(child.dep_ == "poss" for child in head.children)
    return is_owned and lemma_of(head) in KIN


KIN = word_list("casualties.kin")
PERSONS = KIN | word_list("casualties.persons")


def _is_person(head: Token) -> bool:
    return lemma_of(head) in PERSONS and head.tag_ == "NN"


def _is_one_named(head: Token) -> bool:
    """Return whether a clause shows a name to be one person's: "Nazir, who was killed"."""
    if head.tag_ != "NNP" or head.ent_type_:
        return False
    clauses = (child for child in head.children if child.dep_ == "relcl")
    return any(_has_one_who(clause) for clause in clauses)


def _has_one_who(clause: Token) -> bool:
    words = {child.lower_ for child in clause.children}
    return "who" in words and bool(words & {"was", "is", "has"})


def without_age(first: int, head: Token) -> int:
    """Give the index where a noun phrase begins once an age before it is left out.

    "a 12-year-old girl" is a girl.
    """
    old = next(
        (token.i for token in head.doc[first : head.i] if token.lower_ == "old"), None
    )
    return old + 1 if old is not None else first


def _name_start(head: Token, first: int, words: Words) -> int:
    """Return the index where the words for the people begin: after determiners and numbers."""
    start = first = without_age(first, head)
    for token in head.doc[first : head.i]:
        if _is_of_number(token, words):
            start = token.i + 1
    return start


# Relations and words of what stands before the name of those who are counted.
BEFORE_NAMES = frozenset({"nummod", "quantmod", "det", "predet", "punct"})
BOUNDS = frozenset({"at", "least", "than", "up", "to", "another"})


def _is_of_number(token: Token, words: Words) -> bool:
    """Return whether a word before a noun belongs to its number, not to its name."""
    if (
        token.text == "-" and not token.nbor(-1).like_num
    ):  # "seven Tehran-backed fighters"
        return False
    if token.like_num or token.pos_ == "NUM" or token.dep_ in BEFORE_NAMES:
        return True
    return token.lower_ in BOUNDS or token.lower_ in words["numbers.vague"]


def casualty_of_adjective(token: Token, words: Words) -> CasualtyKind | None:
    """Return the kind of casualty that an adjective or noun names ("dead", "wounded")."""
    word = lemma_of(token) if token.pos_ == "NOUN" else token.lower_
    for kind in KINDS_OF_ADJECTIVES:
        if word in words[f"casualties.{kind.value}"]:
            return kind
    return None


# Verbs that link people to what became of them, and the relations of those words.
RESULTATIVE_VERBS = frozenset({
    "leave", "be", "report", "find", "declare", "believe", "confirm", "presume", "fear", "see",
})  # fmt: skip


def resultatives(verb: Token, words: Words) -> Iterator[tuple[CasualtyKind, Counted]]:
    """Yield the figures of "left 12 people dead and 30 injured", "12 people were reported dead"."""
    if verb.lower_ == "missing" and verb.tag_ == "VBG":  # "twenty people are missing"
        for subject in surface_subject(verb, words):
            yield from _counted_as(CasualtyKind.MISSING, subject, words)
        return
    if verb.lemma_ not in RESULTATIVE_VERBS:
        return
    results = _results_of(verb, words)
    if not results:
        return
    people = _people_of(verb, words)
    for result, kind in results:
        if _has_own_number(result, [earlier for earlier, _ in results]):
            continue  # "dead and over 30,000 displaced": read with the one before
        for noun in _subjects_of_result(result, people):
            yield from _counted_as(kind, noun, words)
        yield from _coordinated_results(result, words)


RESULT_RELATIONS = frozenset({"oprd", "acomp", "ccomp", "xcomp", "advcl", "attr"})
OWN_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nummod"})


def _counted_as(
    kind: CasualtyKind, noun: Token, words: Words
) -> Iterator[tuple[CasualtyKind, Counted]]:
    """Yield the figure of a noun that counts people."""
    counted = count(noun, words)
    if counted is not None:
        yield kind, counted


def _results_of(verb: Token, words: Words) -> list[tuple[Token, CasualtyKind]]:
    """Return the words for what became of people, each with its kind of casualty."""
    results: list[tuple[Token, CasualtyKind]] = []
    for word in _possible_results(verb, words):
        kind = casualty_of_adjective(word, words)
        if kind is not None:
            results.append((word, kind))
    return results


def _possible_results(verb: Token, words: Words) -> list[Token]:
    """Return the words that can say what became of people.

    Behind the last of several the parser attaches them to that noun: "left a cook and a nurse dead".
    """
    results = children_by(verb, *RESULT_RELATIONS)
    if verb.lemma_ == "leave" and not results:
        for noun in patients(verb, words):
            results += [word for word in noun.rights if word.dep_ in WITH_LAST]
    return results


# Relations by which a result is attached to a noun.
WITH_LAST = frozenset({"amod", "acl"})


def _people_of(verb: Token, words: Words) -> list[Token]:
    """Return those to whom something is said to have happened."""
    if verb.lemma_ == "leave" or is_passive(verb):
        return patients(verb, words)
    return surface_subject(verb, words)


def _subjects_of_result(result: Token, people: Sequence[Token]) -> Sequence[Token]:
    """Return whom a word like "dead" is about: its own subject, else the last people before it."""
    own = children_by(result, *OWN_SUBJECTS)
    if own:
        return [noun for noun in own if not _has_result(noun)]
    before = [noun for noun in people if noun.i < result.i]
    return _listed_last(before) or people[-1:]


def _has_result(noun: Token) -> bool:
    """Return whether another result follows a noun or number: "85 dead and 200 wounded"."""
    return any(word.lower_ in BARE for word in noun.rights)


def _listed_last(people: Sequence[Token]) -> Sequence[Token]:
    """Return the last of several people, and those listed with it: "55 traders and two guards"."""
    if not people:
        return []
    first = first_of_list(people[-1])
    return [noun for noun in people if first_of_list(noun) == first]


def _has_own_number(result: Token, results: Sequence[Token]) -> bool:
    """Return whether a number between a result and the one before it counts other people."""
    earlier = [before.i for before in results if before.i < result.i]
    between = result.doc[max(earlier) + 1 : result.i] if earlier else ()
    return any(token.like_num for token in between)


# Words that are read after a result, and relations of verbs that go on with its list.
LONGEST_LIST = 14
LISTED = frozenset({"oprd", "conj", "acl", "amod"})


def _coordinated_results(
    result: Token, words: Words
) -> Iterator[tuple[CasualtyKind, Counted]]:
    """Yield the figures of what is coordinated with a result.

    "dead and 30 injured", "dead and more than 30,000 displaced".
    """
    start = result.i + 1
    end = min(start + LONGEST_LIST, result.sent.end)
    pending: list[Token] = []
    for token in result.doc[start:end]:
        kind = casualty_of_adjective(token, words)
        if kind is not None and pending:
            counted = _pending_count(pending, token, words)
            if counted is not None:
                yield kind, counted
            pending = []
        elif token.pos_ == "VERB" and token.dep_ not in LISTED:
            return
        elif token.pos_ != "CCONJ" and not token.is_punct:
            pending.append(token)


def _pending_count(
    pending: Sequence[Token], result: Token, words: Words
) -> Counted | None:
    """Return the number that words before a result state; None where they state none."""
    texts = [token.text for token in pending]
    number = read_number(texts, words)
    if number is None or number.best is None:
        return None
    nouns = (token.text for token in pending if token.pos_ == "NOUN")
    group = next(nouns, None)
    first = pending[0].i
    return Counted(number, group, first, result.i)


# What a deed of a type does to people, beside killing and hurting them.
FATES: dict[str, frozenset[CasualtyKind]] = {
    "COERCE": frozenset(
        {CasualtyKind.CAPTURED, CasualtyKind.ABDUCTED, CasualtyKind.MISSING}
    ),
    "DISPLACE": frozenset({CasualtyKind.DISPLACED, CasualtyKind.MISSING}),
    "RETREAT": frozenset(),
    "MOBILIZE": frozenset(),
}


# Modes in which force takes people; all others only kill, hurt and drive away.
TAKING = frozenset({"abduction", "capture"})


def can_count(type: str, mode: str | None, kind: CasualtyKind) -> bool:
    """Return whether a figure of a kind can be of such an incident: an arrest kills nobody."""
    if type in FATES:
        return kind in FATES[type]
    return kind is not CasualtyKind.CAPTURED or mode in TAKING


WARS = word_list("casualties.wars")
SERIES = word_list("casualties.series")


def is_of_war(counted: Counted, doc: Doc) -> bool:
    """Return whether a clause on a word for a whole war or a series holds a figure.

    "the uprising, which has left 8,000 people dead", "a wave of raids that killed 90".
    """
    head = doc[counted.last]
    clauses = (word for word in (head, *head.ancestors) if word.dep_ == "relcl")
    return any(_is_of_many(clause.head) for clause in clauses)


def _is_of_many(noun: Token) -> bool:
    """Return whether a noun means a war, or happenings of which it tells many."""
    if lemma_of(noun) in WARS:
        return True
    if lemma_of(noun) in SERIES:
        return True
    return noun.dep_ == "pobj" and lemma_of(noun.head.head) in SERIES


# Words that put a figure on a whole war or a longer time, not on one incident.
LONGER_TIME = re.compile(
    r"\bsince\b(?! then)|\b(?:so far|to date|in all)\b|(?<!earlier )(?<!of )\bthis year\b"
    r"|\b(?:in|over|during|for) (?:the )?(?:past|last|more than|nearly|almost)?"
    r"\s?\w+ (?:weeks|months|years)\b"
    r"|\b(?:in|during|throughout|of|by|from) (?:(?:the|this|that|its|what|a|an) )?(?:[\w'-]+ ){0,3}"
    r"(?:uprising|conflict|war|unrest|crackdown|revolt|crisis|insurgency|rebellion|revolution"
    r"|genocide)\b"
    r"|\b(?:uprising|conflict|war|unrest|crackdown|revolt|insurgency|rebellion)\b"
    r",? (?:which|that|has|have)\b",
    re.IGNORECASE,
)
# A running count of a conflict, in any tense: "the number of drivers killed in the war is now 31".
RUNNING_COUNT = re.compile(
    r"\bnumber of [^.;]{0,40}?\b(?:killed|dead|died|deaths|fatalities)\b"
    r"[^.;]{0,60}?\b(?:conflict|war|uprising|unrest)\b[^.;]{0,40}?"
    r"\b(?:(?:is|are) now|now stands?|stands? at|has (?:now )?(?:reached|risen|passed|climbed))\b"
    r"|\btoll (?:in|from|of) (?:the )?(?:fighting|violence)\b[^.;]{0,20}?\b(?:has|had) (?:now )?"
    r"(?:risen|climbed|grown|reached|passed)\b[^.;]{0,20}?\b\d{1,3},\d{3}\b",
    re.IGNORECASE,
)
# What one attack is compared with: "the worst attack since 2008 killed nine".
WORST_SINCE = re.compile(
    r"\b(?:\w{3,}est|worst|first|most)\b[\w '’-]{0,40}?\bsince\b", re.IGNORECASE
)
# The sum that is told behind one happening: "bringing to 300 the number killed since March", "the
# latest in a wave of raids that have killed 90 since May".
SUMMING_UP = re.compile(
    r"[,–—-] (?:bringing|raising|taking|pushing|adding to)\b.*"
    r"|[,–—-] (?:(?:the|one of the) )?(?:latest|newest|most recent|worst|deadliest|part)\b"
    r"[^.;,]{0,30}?"
    r"\b(?:campaign|chain|cycle|rash|series|spate|spiral|string|surge|wave)\b.*",
    re.IGNORECASE | re.DOTALL,
)
# Force that itself lasted weeks: "after nearly a month of bombardment", "a month-long siege",
# "three weeks of shelling".
LASTING = re.compile(
    r"\b(?:weeks?|months?|years?)[- ]long\b"
    r"|\b(?:a|an|of|\w+) (?:week|month|year)s? of (?:[a-z-]+ )?"
    r"(?:bombardment|bombing|shelling|fighting|violence|unrest|clashes|attacks|assault|siege"
    r"|strikes|war|conflict|protests)\b",
    re.IGNORECASE,
)


def is_running_total(sentence: Span, tense_of_it: str) -> bool:
    """Return whether a sentence counts the casualties of a longer time.

    "9,000 have been killed since March". Words for a war alone do not say so in the past tense
    ("died in the war on Monday"); "since" and "so far" do.
    """
    if RUNNING_COUNT.search(sentence.text) is not None:
        return True
    text = SUMMING_UP.sub("", sentence.text)
    match = LONGER_TIME.search(WORST_SINCE.sub("", text))
    if match is None:
        return False
    longer_time = match.group().lower()
    if longer_time.startswith(("since", "so far", "to date", "this year")):
        return True
    return tense_of_it in {"perfect", "present"}


# Relations of a word for the dead that says it of a noun.
WITH_A_NOUN = frozenset({"oprd", "acomp", "amod", "compound"})
BARE = word_list("casualties.bare")


def bare_figures(
    sentence: Sequence[Token], words: Words
) -> Iterator[tuple[CasualtyKind, Counted]]:
    """Yield the figures that stand right before a word for the dead or hurt.

    "counted 13 dead", "two missing".
    """
    for token in sentence:
        kind = casualty_of_adjective(token, words)
        if token.lower_ not in BARE or kind is None:
            continue
        head = _head_of_number(token)
        if head is None:
            continue
        first, _ = phrase(head)
        before = [word.text for word in token.doc[first : token.i]]
        number = read_number(before, words)
        if number is not None:
            yield kind, Counted(number, None, first, head.i)


def _head_of_number(dead: Token) -> Token | None:
    """Return the head of "13 dead", also where it is the number: "13 dead and 20 hurt"."""
    if dead.dep_ not in WITH_A_NOUN:
        return dead if has_child(dead, "nummod") else None
    number = dead.head
    if number.i + 1 != dead.i or number.dep_ not in OWN_SUBJECTS:
        return None
    return number if _is_number(number) else None


def toll_figures(
    sentence: Sequence[Token], words: Words, before: CasualtyKind | None = None
) -> Iterator[tuple[CasualtyKind, Counted]]:
    """Yield the figures of "raised the death toll to 40".

    `before`: the kind of the last figure; "the count" alone goes on with it.
    """
    for token in sentence:
        if token.pos_ != "NOUN" or lemma_of(token) not in words["casualties.toll"]:
            continue
        kind = kind_of_toll(token, before)
        if kind is None:
            continue
        for noun in _toll_heads(token):
            yield from _counted_as(kind, noun, words)


def kind_of_toll(token: Token, before: CasualtyKind | None) -> CasualtyKind | None:
    """Return the kind that a toll counts.

    As its compound says, the dead for a bare toll, else what was counted before.
    """
    modifiers = {lemma_of(child) for child in token.children}
    if modifiers & {"injury", "wounded"}:
        return CasualtyKind.INJURED
    if modifiers & {"death", "fatality"} or lemma_of(token) == "toll":
        return CasualtyKind.KILLED
    return before


BEFORE_TOTALS = frozenset({"to", "of", "at"})


def _toll_heads(token: Token) -> Iterator[Token]:
    """Yield the nouns and numbers that a word like "toll" counts."""
    holders = (
        [token, token.head] if token.dep_ in {"nsubj", "dobj", "nsubjpass"} else [token]
    )
    for holder in holders:
        for preposition in prepositions(holder, BEFORE_TOTALS):
            yield from filter(_is_counted, objects_of(preposition))


def _is_counted(noun: Token) -> bool:
    """Return whether a noun is a number or has one."""
    if _is_number(noun):
        return True
    return any(child.dep_ == "nummod" for child in noun.children)
