"""Find the sources that a sentence names: witnesses, recordings, "according to", "blamed on"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import agents, objects_of, surface_subject
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.reporting_verbs import Speaker
from timeline.mentions.rules.tree import child_by, children_by, conjuncts, is_verb
from timeline.mentions.rules.voice import is_passive

ACCORDING_TO = "according to"


def according(trigger: Token, sentence: Span, words: Words) -> Iterator[Speaker]:
    """Yield the sources that a sentence names outside its clauses.

    "according to", "quoting", "as seen by".
    """
    for token in sentence:
        if token.lower_ == "according":
            yield from _named_according(token, trigger, sentence)
        elif _is_confirmed(token):
            for head in agents(token, words):
                yield head, token.text
        elif token.lemma_ in {"cite", "quote"}:
            for head in _quoted(token):
                yield head, token.text


def _named_according(
    according: Token, trigger: Token, sentence: Span
) -> Iterator[Speaker]:
    """Yield the sources after "according to", where they tell of a trigger."""
    if _is_of_opening_clause(according, trigger, sentence):
        return
    for head in _sources_according(according, sentence):
        yield head, ACCORDING_TO


# Relations of what can stand before the subject of a sentence.
OPENING = frozenset({"prep", "advcl"})


def _is_of_opening_clause(according: Token, trigger: Token, sentence: Span) -> bool:
    """Return whether a source is that of the clause that opens the sentence, not of a trigger.

    "After a war in which 300 died, according to the agency, the king fled".
    """
    start = sentence.start
    if trigger.i < according.i or according.i - 1 <= start:
        return False
    before = sentence.doc[start : according.i - 1]
    opening = before.root
    if opening.dep_ not in OPENING:
        return False
    if opening.left_edge.i != start:
        return False
    return any(map(is_verb, before))


def _is_confirmed(token: Token) -> bool:
    """Return whether a participle leads to a source: "a report corroborated by medics"."""
    return token.dep_ == "acl" and token.lower_ in {"corroborated", "confirmed"}


def _sources_according(according: Token, sentence: Span) -> list[Token]:
    """Return the heads of the sources after "according to"."""
    if according.i + 1 >= sentence.end:
        return []
    for word in (*according.children, according.nbor(1)):
        if word.lower_ == "to":
            return objects_of(word)
    return []


def _quoted(verb: Token) -> Iterator[Token]:
    """Yield those whom a verb quotes: "quoting activists", "quoted an official as saying"."""
    if not is_verb(verb) or is_passive(verb):
        return
    for child in children_by(verb, "dobj"):
        yield from conjuncts(child)


# Verbs of perception, and those whose perception tells of what happened.
PERCEIVED = word_list("named_sources.perceived")
WITNESSES = word_list("named_sources.witnesses")
# Relations of what is seen or heard to the verb of perception.
WHAT_IS_SEEN = frozenset({"ccomp", "conj", "dobj", "xcomp"})


def perceiving(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield the witnesses by whom a happening was perceived.

    "residents heard shelling in the port".
    """
    below = trigger
    for verb in trigger.ancestors:
        if below.dep_ in WHAT_IS_SEEN and _is_perceiving(verb):
            for head in agents(verb, words):
                if lemma_of(head) in WITNESSES:
                    yield head, verb.text
        below = verb


def _is_perceiving(verb: Token) -> bool:
    return is_verb(verb) and lemma_of(verb) in PERCEIVED


# What shows a happening, and verbs by which it reaches the public.
RECORDINGS = word_list("named_sources.recordings")
PUBLISHING = word_list("named_sources.publishing")


def showing(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield those whose recordings show a happening: "a video posted by residents shows"."""
    below = trigger
    for verb in (trigger, *trigger.ancestors):
        for part in verb.children:
            if part != below:
                yield from _publishing(part, words)
        below = verb


def _publishing(part: Token, words: Words) -> Iterator[Speaker]:
    """Yield those who made public what part of a clause names, if that is a recording."""
    for noun in (part, *objects_of(part)):
        if lemma_of(noun) in RECORDINGS:
            yield from _publishers(noun, words)


def _publishers(recording: Token, words: Words) -> Iterator[Speaker]:
    """Yield those who made a recording public or took it."""
    for verb in recording.rights:
        if not is_verb(verb):
            continue
        if lemma_of(verb) not in PUBLISHING:
            continue
        for head in agents(verb, words):
            yield head, verb.text


def putting(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield those who give a number: "the ministry put the toll from the raid at 40"."""
    for verb in trigger.ancestors:
        if verb.lemma_ != "put":
            continue
        if not _has_number_given(verb, words):
            continue
        for head in surface_subject(verb, words):
            yield head, verb.text


def _has_number_given(verb: Token, words: Words) -> bool:
    """Return whether the object of "put" is a toll and a number follows its "at"."""
    toll = child_by(verb, "dobj")
    if toll is None:
        return False
    lemma = lemma_of(toll)
    if lemma != "number" and lemma not in words["casualties.toll"]:
        return False
    return any(word.lower_ == "at" for word in verb.subtree)


# Verbs that say who did something: "a bombing blamed on rebels".
BLAMED = word_list("named_sources.blamed")


def blaming(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield those who say whose deed it was: "a bombing that the army blamed on rebels"."""
    for verb in _verbs_about(trigger):
        if is_verb(verb) and lemma_of(verb) in BLAMED:
            for head in agents(verb, words):
                yield head, verb.text


def _verbs_about(noun: Token) -> Iterator[Token]:
    """Yield the verbs of the clauses on a noun, and the one to which it is done."""
    yield from children_by(noun, "acl", "relcl")
    if noun.dep_ in {"dobj", "nsubjpass"}:
        yield noun.head
