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
    behind_day,
    is_passive,
    objects_of,
    patients,
    phrase,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.triggers import lemma_of
from timeline.model.types import CasualtyKind

# Nouns that count what stands behind their "of".
MEASURES = word_list("casualties.measures")
WHOLES = word_list("casualties.wholes")
# Words that say that there were some, and not how many.
VAGUE_NUMBERS = word_list("casualties.vague_numbers")


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
    if head.lower_ in ONE_PERSON and head.pos_ == "PRON":
        return Counted(Number(1, 1, 1), None, head.i, head.i)
    first, last = phrase(head)
    if not _can_count(head) or is_share(head.doc[first : last + 1]):
        return None
    return _count_of_phrase(head, first, last, words)


def _count_of_phrase(head: Token, first: int, last: int, words: Words) -> Counted | None:
    """Read a noun phrase, from its first to its last token, as a number of people."""
    before = numeral(head, words)
    of = next((one for one in prepositions(head, {"of"})), None)
    if of is not None and lemma_of(head) in WHOLES | {"population"}:
        whole = _whole(head, of, first, words)
        if whole is not None or lemma_of(head) == "population":
            return whole
    if of is not None and (lemma_of(head) in MEASURES or head.like_num or head.pos_ == "NUM"):
        return _measured(head, of, before, words)
    if head.like_num or head.pos_ == "NUM":
        return _bare(head, first, words)
    if lemma_of(head) in words["casualties.not_people"]:
        return None
    number = _of_phrase(head, before, words)
    return Counted(number, head.doc[_name_start(head, first, words) : last + 1].text, first, last)


# Pronouns of one person.
ONE_PERSON = frozenset({"he", "her", "him", "she"})


def _whole(head: Token, of: Token, first: int, words: Words) -> Counted | None:
    """Return the number in "a total of 40"; None where its first object is none."""
    counted = next(iter(objects_of(of)), None)
    if counted is None:
        return None
    number = read_number([counted.text], words)
    if number is None:
        return None
    return Counted(number, head.text, first, of.i + 1)


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


def _bare(head: Token, first: int, words: Words) -> Counted | None:
    """Read a number that stands for people by itself.

    "killed at least four", where the bounds hang on the number.
    """
    start = min(first, head.left_edge.i)
    while start > head.sent.start and head.doc[start - 1].lower_ in BEFORE_NUMBERS:
        start -= 1
    number = read_number([token.text for token in head.doc[start : head.i + 1]], words)
    return Counted(number, None, start, head.i) if number is not None else None


# Entity labels of the model whose numbers count no people.
NO_COUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})


def is_share(words: Span) -> bool:
    """Return whether a phrase counts a share, not people: "a 30 % increase"."""
    return any(word.lower_ in SHARES for word in words)


SHARES = word_list("casualties.shares")


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
ONLY_NUMBERS = frozenset({CasualtyKind.CAPTURED, CasualtyKind.ABDUCTED, CasualtyKind.DISPLACED})
ONE_OF_MANY = frozenset({"a", "an", "another", "one", "1"})


def is_number_told(kind: CasualtyKind, counted: Counted, doc: Doc) -> bool:
    """Return whether a phrase says how many, if only vaguely: "dozens", "civilians", "a guard".

    "the pilgrims" and "Hassan" say who was abducted or arrested, and no number.
    """
    told = {word.lower_ for word in doc[counted.first : counted.last + 1]}
    if told & ONE_PERSON and kind in ONLY_NUMBERS:
        return False
    value = counted.number
    if value == UNSTATED and not told & VAGUE_NUMBERS:
        return kind not in ONLY_NUMBERS and _is_bare_plural(doc[counted.first : counted.last + 1])
    if kind is CasualtyKind.CAPTURED and value.best == 1:
        return bool(told & ONE_OF_MANY)
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
    number = read_number([token.text for token in span], words) if span is not None else None
    if span is None or number is None:
        return None
    group = _named_group(entry, match, sentence)
    return Counted(number, group, span.start, span.end - 1)


def _named_group(entry: FigurePattern, match: re.Match[str], sentence: Span) -> str | None:
    """Return the words for the people, to the end of their noun phrase: "Danish aid workers"."""
    if "group" not in entry.pattern.groupindex or match["group"] is None:
        return None
    first = sentence.char_span(*match.span("group"), alignment_mode="expand")
    if first is None:
        return match["group"]
    naming = takewhile(lambda word: word.pos_ in NAMING, sentence.doc[first.start : sentence.end])
    run = list(naming)
    nouns = [place for place, word in enumerate(run) if word.pos_ in {"NOUN", "PROPN"}]
    last = nouns[-1] if nouns else 0
    return sentence.doc[first.start : first.start + last + 1].text


# Parts of speech before and in the noun for people.
NAMING = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


def _numbers_before(head: Token) -> list[Token]:
    """Return the numbers before a noun; the parser may attach one to the adjective between."""
    before = [*head.lefts]
    for child in head.lefts:
        if child.dep_ in {"compound", "amod"}:
            before += child.lefts
    return [word for word in before if word.dep_ in {"nummod", "quantmod"} or word.pos_ == "NUM"]


def numeral(head: Token, words: Words) -> list[str]:
    """Return the words of the number that counts a noun; an age counts nobody."""
    numbers = _numbers_before(head)
    if not numbers:
        vague = words["numbers.vague"] | words["numbers.multipliers"] | {"another"}
        return [child.text for child in head.lefts if child.lower_ in vague]
    first = min(number.left_edge.i for number in numbers)
    while first > head.sent.start and head.doc[first - 1].lower_ in BEFORE_NUMBERS:
        first -= 1
    first = behind_day(head.doc[first : head.i])
    last = max(
        number.right_edge.i for number in numbers
    )  # "20 and 25", "one and a half million" hang together
    is_of_day = last < first  # "On 3 May 12 people", where the parser counts people by the 3
    if is_of_day or last >= head.i:
        last = head.i - 1
    return [token.text for token in head.doc[first : last + 1]]


# Words before a number that belong to it and that the parser may hang elsewhere.
BEFORE_NUMBERS = word_list("casualties.before_numbers")


def _measured(head: Token, of: Token, before: list[str], words: Words) -> Counted | None:
    """Read "a total of 115 people", "hundreds of civilians", "two of its soldiers"."""
    inner = next(iter(objects_of(of)), None)
    if inner is None or lemma_of(inner) in words["casualties.not_people"]:
        return None
    first, _ = phrase(head)
    start, last = phrase(inner)
    number = read_number(
        [*before, head.text, *(token.text for token in head.doc[start : inner.i])], words
    )
    if inner.like_num:
        return Counted(read_number([inner.text], words) or UNSTATED, None, first, last)
    return Counted(
        number or UNSTATED, head.doc[_name_start(inner, start, words) : last + 1].text, first, last
    )


def _of_phrase(head: Token, before: list[str], words: Words) -> Number:
    number = read_number(before, words)
    if number is not None:
        return number
    singular = head.tag_ in {"NN", "NNP"} and lemma_of(head) not in {
        "people",
        "police",
        "staff",
        "personnel",
    }
    determiner = next((child.lower_ for child in head.children if child.dep_ == "det"), "")
    owned = any(child.dep_ == "poss" for child in head.children) and lemma_of(head) in KIN
    if owned and singular:
        return Number(1, 1, 1)
    if singular and (
        determiner in {"a", "an", "another", "one"}
        or head.ent_type_ == "PERSON"
        or _is_person(head)
        or _is_one_named(head)
    ):
        return Number(1, 1, 1)
    return UNSTATED


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
    old = next((token.i for token in head.doc[first : head.i] if token.lower_ == "old"), None)
    return old + 1 if old is not None else first


def _name_start(head: Token, first: int, words: Words) -> int:
    """Give the index where the words for the people begin: behind determiners and numbers."""
    at = first = without_age(first, head)
    for token in head.doc[first : head.i]:
        numeral = (
            token.like_num
            or token.dep_ in {"nummod", "quantmod", "det", "predet", "punct"}
            or token.pos_ == "NUM"
        )
        if (
            numeral
            or token.lower_ in words["numbers.vague"]
            or token.lower_ in {"at", "least", "than", "up", "to", "another"}
        ):
            at = token.i + 1
    return at


def casualty_of_adjective(token: Token, words: Words) -> CasualtyKind | None:
    """Give the kind of casualty that an adjective or noun beside a number tells ("dead", "wounded")."""
    lower = lemma_of(token) if token.pos_ == "NOUN" else token.lower_
    for kind in (
        CasualtyKind.KILLED,
        CasualtyKind.INJURED,
        CasualtyKind.MISSING,
        CasualtyKind.DISPLACED,
        CasualtyKind.CAPTURED,
    ):
        if lower in words[f"casualties.{kind.value}"]:
            return kind
    return None


def resultatives(verb: Token, words: Words) -> Iterator[tuple[CasualtyKind, Counted]]:
    """Yield the figures of "left 12 people dead and 30 injured", "12 people were reported dead"."""
    if verb.lower_ == "missing" and verb.tag_ == "VBG":  # "twenty people are missing"
        counted = [
            number
            for one in surface_subject(verb, words)
            if (number := count(one, words)) is not None
        ]
        yield from ((CasualtyKind.MISSING, number) for number in counted)
        return
    if verb.lemma_ not in {
        "leave",
        "be",
        "report",
        "find",
        "declare",
        "believe",
        "confirm",
        "presume",
        "fear",
        "see",
    }:
        return
    results = [
        child
        for child in verb.children
        if child.dep_ in {"oprd", "acomp", "ccomp", "xcomp", "advcl", "attr"}
    ]
    kinds = [
        (one, kind) for one in results if (kind := casualty_of_adjective(one, words)) is not None
    ]
    if not kinds:
        return
    people = (
        patients(verb, words)
        if verb.lemma_ == "leave" or is_passive(verb)
        else surface_subject(verb, words)
    )
    for result, kind in kinds:
        if _has_own_number(result, [one for one, _ in kinds]):
            continue  # "dead and over 30,000 displaced": read with the one before
        before = [one for one in people if one.i < result.i]
        subjects = [
            child for child in result.children if child.dep_ in {"nsubj", "nsubjpass", "nummod"}
        ] or (before or people)[-1:]
        yield from ((kind, number) for one in subjects if (number := count(one, words)) is not None)
        yield from _coordinated_results(result, words)


def _has_own_number(result: Token, results: Sequence[Token]) -> bool:
    """Return whether a number stands between a result and the one before it, so that it counts other people."""
    earlier = [one.i for one in results if one.i < result.i]
    between = result.doc[max(earlier) + 1 : result.i] if earlier else ()
    return any(one.like_num for one in between)


def _coordinated_results(result: Token, words: Words) -> Iterator[tuple[CasualtyKind, Counted]]:
    """Go through what is coordinated with a result.

    "dead and 30 injured", "dead and more than 30,000 displaced".
    """
    at = result.i + 1
    pending: list[Token] = []
    for token in result.doc[at : min(at + 14, result.sent.end)]:
        kind = casualty_of_adjective(token, words)
        if kind is not None and pending:
            counted = _pending_count(pending, token, words)
            if counted is not None:
                yield kind, counted
            pending = []
        elif token.pos_ == "VERB" and token.dep_ not in {"oprd", "conj", "acl", "amod"}:
            return
        elif token.pos_ != "CCONJ" and not token.is_punct:
            pending.append(token)


def _pending_count(pending: Sequence[Token], result: Token, words: Words) -> Counted | None:
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
    "COERCE": frozenset({CasualtyKind.CAPTURED, CasualtyKind.ABDUCTED, CasualtyKind.MISSING}),
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


def is_of_war(counted: Counted, doc: Doc) -> bool:
    """Return whether a clause on a word for a whole war holds a figure.

    "the uprising, which has left 8,000 people dead".
    """
    head = doc[counted.last]
    clauses = (word for word in (head, *head.ancestors) if word.dep_ == "relcl")
    return any(lemma_of(clause.head) in WARS for clause in clauses)


# Words that put a figure on a whole war or a longer time, not on one incident.
LONGER_TIME = re.compile(
    r"\bsince\b(?! then)|\b(?:so far|to date|in all)\b|(?<!earlier )(?<!of )\bthis year\b"
    r"|\b(?:in|over|during|for) (?:the )?(?:past|last|more than|nearly|almost)?\s?\w+ (?:weeks|months|years)\b"
    r"|\b(?:in|during|throughout|of|by|from) (?:(?:the|this|that|its|what|a|an) )?(?:[\w'-]+ ){0,3}"
    r"(?:uprising|conflict|war|unrest|crackdown|revolt|crisis|insurgency|rebellion|revolution|genocide)\b"
    r"|\b(?:uprising|conflict|war|unrest|crackdown|revolt|insurgency|rebellion)\b,? (?:which|that|has|have)\b",
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
# Force that itself lasted weeks: "after nearly a month of bombardment", "a month-long siege", "three weeks of shelling".
LASTING = re.compile(
    r"\b(?:weeks?|months?|years?)[- ]long\b|\b(?:a|an|of|\w+) (?:week|month|year)s? of (?:[a-z-]+ )?"
    r"(?:bombardment|bombing|shelling|fighting|violence|unrest|clashes|attacks|assault|siege|strikes|war|conflict|protests)\b",
    re.IGNORECASE,
)


def sums_up(sentence: Span, tense_of_it: str) -> bool:
    """Return whether a sentence counts the casualties of a longer time: "9,000 have been killed since March".

    Words for a war alone do not say so in the past tense ("died in the war on Monday"); "since" and "so far" do.
    """
    if RUNNING_COUNT.search(sentence.text) is not None:
        return True
    match = LONGER_TIME.search(WORST_SINCE.sub("", sentence.text))
    if match is None:
        return False
    longer_time = match.group().lower()
    if longer_time.startswith(("since", "so far", "to date", "this year")):
        return True
    return tense_of_it in {"perfect", "present"}


def bare_figures(sentence: Sequence[Token], words: Words) -> Iterator[tuple[CasualtyKind, Counted]]:
    """Yield the figures that stand right before a word for the dead or hurt.

    "counted 13 dead", "two missing".
    """
    for token in sentence:
        if token.lower_ not in BARE or token.dep_ in {"oprd", "acomp", "amod", "compound"}:
            continue
        kind = casualty_of_adjective(token, words)
        numeral = next((child for child in token.lefts if child.dep_ == "nummod"), None)
        if kind is None or numeral is None:
            continue
        first, _ = phrase(token)
        number = read_number([one.text for one in token.doc[first : token.i]], words)
        if number is not None:
            yield kind, Counted(number, None, first, token.i)


BARE = word_list("casualties.bare")


def toll_figures(
    sentence: Sequence[Token], words: Words, before: CasualtyKind | None = None
) -> Iterator[tuple[CasualtyKind, Counted]]:
    """Yield the figures of "raised the death toll to 40", "a death toll of 12", "the toll included three guards".

    `before` is the kind of the last figure told: "the count" alone goes on with it.
    """
    for token in sentence:
        if lemma_of(token) not in words["casualties.toll"] or token.pos_ != "NOUN":
            continue
        kind = _kind_of_toll(token, before)
        if kind is None:
            continue
        for one in _toll_heads(token, words):
            if (number := count(one, words)) is not None:
                yield kind, number


def _kind_of_toll(token: Token, before: CasualtyKind | None) -> CasualtyKind | None:
    """Give the kind that a toll counts: as its compound says, the dead for a bare toll, else what was counted before."""
    beside = {lemma_of(one) for one in token.children}
    if beside & {"injury", "wounded"}:
        return CasualtyKind.INJURED
    if beside & {"death", "fatality"} or lemma_of(token) == "toll":
        return CasualtyKind.KILLED
    return before


def _toll_heads(token: Token, words: Words) -> Iterator[Token]:
    holders = [token, token.head] if token.dep_ in {"nsubj", "dobj", "nsubjpass"} else [token]
    for holder in holders:
        for preposition in prepositions(holder, {"to", "of", "at"}):
            for one in objects_of(preposition):
                if (
                    one.like_num
                    or one.pos_ == "NUM"
                    or any(child.dep_ == "nummod" for child in one.children)
                ):
                    yield one
    if token.head.lemma_ in {"include", "comprise"}:
        yield from patients(token.head, words)
