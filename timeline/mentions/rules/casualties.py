"""Figures of people: how many of them are said to be dead, hurt, missing or driven away."""

import re
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.patterns import FigurePattern, figures_in
from timeline.lexicon.words import Words
from timeline.mentions.rules.counting import Counted, count, is_number, number_of
from timeline.mentions.rules.dependencies import (
    objects_of,
    patients,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.noun_phrases import phrase
from timeline.mentions.rules.running_totals import is_of_war
from timeline.mentions.rules.sentence_bounds import sentence_end
from timeline.mentions.rules.tree import children_by, first_of_list, has_child
from timeline.mentions.rules.voice import is_passive
from timeline.model.types import CasualtyKind

# A figure with its kind, before it has a span in the document.
Figure = tuple[CasualtyKind, Counted]
# Kinds of casualty that an adjective names, in the order in which they are tried.
KINDS_OF_ADJECTIVES = (
    CasualtyKind.KILLED,
    CasualtyKind.INJURED,
    CasualtyKind.MISSING,
    CasualtyKind.DISPLACED,
    CasualtyKind.CAPTURED,
)
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


def casualty_of_adjective(token: Token, words: Words) -> CasualtyKind | None:
    """Return the kind of casualty that an adjective or noun names ("dead", "wounded")."""
    word = lemma_of(token) if token.pos_ == "NOUN" else token.lower_
    for kind in KINDS_OF_ADJECTIVES:
        if word in words[f"casualties.{kind.value}"]:
            return kind
    return None


def _counted_as(kind: CasualtyKind, noun: Token, words: Words) -> Iterator[Figure]:
    """Yield the figure of a noun that counts people."""
    counted = count(noun, words)
    if counted is not None:
        yield kind, counted


def pattern_figures(
    sentence: Span, words: Words, others: Collection[int] = ()
) -> Iterator[tuple[CasualtyKind, Counted, bool]]:
    """Yield the figures that the patterns of the lexicon read, each with whether it is a part.

    `others`: words of other happenings; what is told with one of them is not read.
    """
    begins = [_offset_in(sentence, place) for place in others]
    for entry, match in figures_in(sentence.text):
        if _has_any(match, begins):
            continue
        counted = _pattern_figure(entry, match, sentence, words)
        if counted is not None and not is_of_war(counted, sentence.doc):
            yield entry.kind, counted, entry.is_part


def _offset_in(sentence: Span, index: int) -> int:
    """Return where a word begins in the text of its sentence."""
    return sentence.doc[index].idx - sentence.start_char


def _has_any(match: re.Match[str], begins: Sequence[int]) -> bool:
    """Return whether one of some words begins in the text of a match."""
    return any(match.start() <= begin < match.end() for begin in begins)


def _pattern_figure(
    entry: FigurePattern, match: re.Match[str], sentence: Span, words: Words
) -> Counted | None:
    span = sentence.char_span(*match.span("number"), alignment_mode="expand")
    if span is None:
        return None
    number = number_of(span, words)
    if number is None:
        return None
    group = _named_group(entry, match, sentence)
    return Counted(number, group, span.start, span.end - 1)


# Parts of speech before and in the noun for people, and of that noun.
NAMING = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
NOUNS = frozenset({"NOUN", "PROPN"})


def _named_group(
    entry: FigurePattern, match: re.Match[str], sentence: Span
) -> str | None:
    """Return the words for the people, to the end of their noun phrase: "Danish aid workers"."""
    if "group" not in entry.pattern.groupindex:
        return None
    if match["group"] is None:
        return None
    named = sentence.char_span(*match.span("group"), alignment_mode="expand")
    if named is None:
        return match["group"]
    if named[0].pos_ == "ADP":
        return None  # "along with 24 of his men"
    following = sentence.doc[named.start : sentence.end]
    end = _end_of_names(following)
    return sentence.doc[named.start : end].text


def _end_of_names(following: Span) -> int:
    """Return the index after the last noun of the phrase that begins a text."""
    end = following.start + 1
    for word in following:
        if word.pos_ not in NAMING:
            break
        if word.pos_ in NOUNS:
            end = word.i + 1
    return end


# Verbs that link people to what became of them, and the relations of those words.
RESULTATIVE_VERBS = frozenset({
    "leave", "be", "report", "find", "declare", "believe", "confirm", "presume", "fear", "see",
})  # fmt: skip
RESULT_RELATIONS = frozenset({"oprd", "acomp", "ccomp", "xcomp", "advcl", "attr"})
OWN_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nummod"})


def resultatives(verb: Token, words: Words) -> Iterator[Figure]:
    """Yield the figures of "left 12 people dead and 30 injured", "12 people were reported dead"."""
    if verb.lemma_ in RESULTATIVE_VERBS:
        yield from _figures_of_results(verb, words)
    elif verb.lower_ == "missing" and verb.tag_ == "VBG":
        yield from _missing(verb, words)


def _missing(verb: Token, words: Words) -> Iterator[Figure]:
    """Yield the figure of "twenty people are missing"."""
    for subject in surface_subject(verb, words):
        yield from _counted_as(CasualtyKind.MISSING, subject, words)


def _figures_of_results(verb: Token, words: Words) -> Iterator[Figure]:
    """Yield the figures of those to whom a verb links "dead" or "injured"."""
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


def _results_of(verb: Token, words: Words) -> list[tuple[Token, CasualtyKind]]:
    """Return the words for what became of people, each with its kind of casualty."""
    results: list[tuple[Token, CasualtyKind]] = []
    for word in _possible_results(verb, words):
        kind = casualty_of_adjective(word, words)
        if kind is not None:
            results.append((word, kind))
    return results


# Relations by which a result is attached to a noun.
WITH_LAST = frozenset({"amod", "acl"})


def _possible_results(verb: Token, words: Words) -> list[Token]:
    """Return the words that can say what became of people.

    The parser attaches them to the last of several: "left a cook and a nurse dead".
    """
    results = children_by(verb, *RESULT_RELATIONS)
    if verb.lemma_ != "leave" or results:
        return results
    for noun in patients(verb, words):
        for word in noun.rights:
            if word.dep_ in WITH_LAST:
                results.append(word)
    return results


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
    if before:
        return _listed_last(before)
    return people[-1:]


def _has_result(noun: Token) -> bool:
    """Return whether another result follows a noun or number: "85 dead and 200 wounded"."""
    return any(word.lower_ in BARE for word in noun.rights)


def _listed_last(people: Sequence[Token]) -> Sequence[Token]:
    """Return the last of several people, and those listed with it: "55 traders and two guards"."""
    first = first_of_list(people[-1])
    return [noun for noun in people if first_of_list(noun) == first]


def _has_own_number(result: Token, results: Sequence[Token]) -> bool:
    """Return whether a number between a result and the one before it counts other people."""
    before = [earlier for earlier in results if earlier.i < result.i]
    if not before:
        return False
    between = result.doc[before[-1].i + 1 : result.i]
    return any(token.like_num for token in between)


# Words that are read after a result, and relations of verbs that go on with its list.
LONGEST_LIST = 14
LISTED = frozenset({"oprd", "conj", "acl", "amod"})


def _coordinated_results(result: Token, words: Words) -> Iterator[Figure]:
    """Yield the figures of what is coordinated with a result.

    "dead and 30 injured", "dead and more than 30,000 displaced".
    """
    pending: list[Token] = []
    for token in _words_after(result):
        kind = casualty_of_adjective(token, words)
        if kind is not None and pending:
            yield from _pending_figure(kind, pending, token, words)
            pending = []
        elif _is_end_of_list(token):
            return
        elif token.pos_ != "CCONJ" and not token.is_punct:
            pending.append(token)


def _words_after(result: Token) -> Span:
    """Return the words after a result that can go on with its list."""
    start = result.i + 1
    end = min(start + LONGEST_LIST, sentence_end(result))
    return result.doc[start:end]


def _is_end_of_list(token: Token) -> bool:
    """Return whether a verb begins something else than the next item of a list."""
    return token.pos_ == "VERB" and token.dep_ not in LISTED


def _pending_figure(
    kind: CasualtyKind, pending: Sequence[Token], result: Token, words: Words
) -> Iterator[Figure]:
    """Yield the figure that words before a result state, if they state one."""
    number = number_of(pending, words)
    if number is None or number.best is None:
        return
    group = _first_noun(pending)
    yield kind, Counted(number, group, pending[0].i, result.i)


def _first_noun(words: Sequence[Token]) -> str | None:
    for word in words:
        if word.pos_ == "NOUN":
            return word.text
    return None


# Relations of a word for the dead that says it of a noun.
WITH_A_NOUN = frozenset({"oprd", "acomp", "amod", "compound"})
BARE = word_list("casualties.bare")


def bare_figures(sentence: Sequence[Token], words: Words) -> Iterator[Figure]:
    """Yield the figures that stand right before a word for the dead or hurt.

    "counted 13 dead", "two missing".
    """
    for token in sentence:
        if token.lower_ not in BARE:
            continue
        if token.dep_ not in WITH_A_NOUN:
            yield from _bare_figure(token, words)
        elif _is_with_number(token):
            yield from _figure_before(token, token.head, words)


def _is_with_number(token: Token) -> bool:
    """Return whether "dead" is attached to a number that is a subject: "13 dead and 20 hurt"."""
    number = token.head
    if number.i + 1 != token.i:
        return False
    return number.like_num and number.dep_ in OWN_SUBJECTS


def _bare_figure(token: Token, words: Words) -> Iterator[Figure]:
    """Yield the figure before a word that stands for the dead or hurt by itself."""
    if all(child.dep_ != "nummod" for child in token.lefts):
        return
    yield from _figure_before(token, token, words)


def _figure_before(token: Token, head: Token, words: Words) -> Iterator[Figure]:
    """Yield the figure before "dead" in the phrase of a head."""
    kind = casualty_of_adjective(token, words)
    if kind is None:
        return
    first, _ = phrase(head)
    before = token.doc[first : token.i]
    number = number_of(before, words)
    if number is not None:
        yield kind, Counted(number, None, first, head.i)


BEFORE_TOTALS = frozenset({"to", "of", "at"})


def toll_figures(
    sentence: Sequence[Token], words: Words, before: CasualtyKind | None = None
) -> Iterator[Figure]:
    """Yield the figures of "raised the death toll to 40".

    `before`: the kind of the last figure; "the count" alone goes on with it.
    """
    for token in sentence:
        if not _is_toll(token, words):
            continue
        kind = kind_of_toll(token, before)
        if kind is None:
            continue
        for noun in _toll_heads(token):
            yield from _counted_as(kind, noun, words)


def _is_toll(token: Token, words: Words) -> bool:
    """Return whether a noun is one for a total of casualties: "toll", "count"."""
    if token.pos_ != "NOUN":
        return False
    return lemma_of(token) in words["casualties.toll"]


def kind_of_toll(token: Token, before: CasualtyKind | None) -> CasualtyKind | None:
    """Return the kind that a toll counts.

    As its compound says, the dead for a bare toll, else what was counted before.
    """
    modifiers = {lemma_of(child) for child in token.children}
    if modifiers & {"injury", "wounded"}:
        return CasualtyKind.INJURED
    if modifiers & {"death", "fatality"}:
        return CasualtyKind.KILLED
    if lemma_of(token) == "toll":
        return CasualtyKind.KILLED
    return before


def _toll_heads(token: Token) -> Iterator[Token]:
    """Yield the nouns and numbers that a word like "toll" counts."""
    for holder in _holders_of_total(token):
        for preposition in prepositions(holder, BEFORE_TOTALS):
            yield from filter(_is_counted, objects_of(preposition))


def _holders_of_total(token: Token) -> Iterator[Token]:
    """Yield the words that can have the number of a toll: the toll, the verb that raises it."""
    yield token
    if token.dep_ in {"nsubj", "dobj", "nsubjpass"}:
        yield token.head


def _is_counted(noun: Token) -> bool:
    """Return whether a noun is a number or has one."""
    return is_number(noun) or has_child(noun, "nummod")
