"""Accusations without a verb of blame: who calls a deed a crime, or says that it was one."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.relations import objects_after
from timeline.mentions.rules.speech_acts import reporting_above
from timeline.mentions.rules.tree import children_by, has_child, has_word, is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.model.types import PartOfSpeech, Status, TriggerGroup

# Verbs that give somebody or something a name: "called the raid a crime".
NAMING = word_list("judgements.naming")
# Verbs that do so behind "as" or "to": "described the raid as a crime".
DESCRIBING = word_list("judgements.describing")
# Words for what is bad; nouns of people that condemn whom somebody calls so.
HARSH = word_list("judgements.harsh")
VILLAINS = word_list("judgements.villains")
# Words behind "be" by which somebody is said to have done something: "is responsible for".
GUILTY = word_list("judgements.guilty")
# Subjects that leave open who is judged, or mean the speakers.
UNCLEAR = word_list("judgements.unclear")
# Relations of the name that a verb gives, and of words that belong to it.
NAMES = ("oprd", "attr", "acomp")
OF_NAME = ("amod", "compound", "conj", "nmod")
# Nouns behind whose "of" stands what something is: "an act of aggression", "a bunch of lies".
EMPTY = word_list("judgements.empty")
AS = frozenset({"as", "to"})
OF = frozenset({"of"})


def _group(frame: str, mode: str) -> TriggerGroup:
    return TriggerGroup(
        type="ACCUSE",
        mode=mode,
        pos=PartOfSpeech.VERB,
        lemmas=(frame,),
        frame=frame,
        status=Status.OCCURRED,
    )


NAMED = _group("tell", "condemn")
SAID = _group("said", "condemn")
BLAMED = _group("said", "blame")


def with_judgements(
    sentence: Span, triggers: Sequence[Trigger], words: Words
) -> list[Trigger]:
    """Add the accusations that harsh words make.

    A noun of action that is only the name given names no incident: "called the raid a massacre".
    """
    judged: list[Trigger] = []
    names: set[Token] = set()
    taken = {token for trigger in triggers for token in trigger.tokens}
    for token in sentence:
        if token in taken or not is_verb(token):
            continue
        group = _judgement(token, words)
        if group is not None:
            judged.append(Trigger(token, (token,), group))
            names.update(_names_given(token))
    if not judged:
        return list(triggers)
    rest = [trigger for trigger in triggers if trigger.token not in names]
    return sorted([*rest, *judged], key=lambda trigger: trigger.token.i)


def _judgement(verb: Token, words: Words) -> TriggerGroup | None:
    """Return how a verb judges somebody or something; None if it does not."""
    lemma = lemma_of(verb)
    if lemma == "be":
        return _verdict(verb, words)
    if lemma in NAMING or lemma in DESCRIBING:
        return NAMED if _is_harsh_name(verb) else None
    return None


def _is_harsh_name(verb: Token) -> bool:
    """Return whether a verb gives somebody a harsh name: "called the raid a crime"."""
    if has_word(verb, "what") or _is_reduced(verb):
        return False
    names = {lemma_of(word) for word in _names_given(verb)}
    return not names.isdisjoint(HARSH | VILLAINS)


def _is_reduced(verb: Token) -> bool:
    """Return whether a clause only says which it is: "a group described as violent"."""
    return verb.dep_ in {"acl", "relcl", "amod"}


def _names_given(verb: Token) -> Iterator[Token]:
    """Yield the words of the names that a verb gives."""
    lemma = lemma_of(verb)
    if lemma in NAMING:
        for child in children_by(verb, *NAMES):
            yield from _words_of(child)
        yield from _second_objects(verb)
    for preposition in _as_phrases(verb):
        for child in preposition.children:
            yield from _words_of(child)


def _second_objects(verb: Token) -> Iterator[Token]:
    """Yield names that the parser takes for a part of the object: "branded him a spy"."""
    for noun in children_by(verb, "dobj"):
        if has_child(noun, "det") and noun.i > _first_object(verb).i:
            yield from _words_of(noun)
        for child in children_by(noun, "appos"):
            if child.nbor(-1).text != ",":
                yield from _words_of(child)
        if has_child(noun, "nmod"):
            yield from _words_of(noun)


def _first_object(verb: Token) -> Token:
    return children_by(verb, "dobj")[0]


def _as_phrases(verb: Token) -> Iterator[Token]:
    """Yield the words "as" and "to" before a name, attached to a verb or its object."""
    for holder in (verb, *children_by(verb, "dobj", "nsubjpass")):
        for child in children_by(holder, "prep", "advmod"):
            if child.i > verb.i and child.lower_ in AS:
                yield child


def _words_of(word: Token) -> Iterator[Token]:
    """Yield a word and those that belong to the same phrase, without clauses."""
    if has_word(word, "no", "not"):
        return
    yield word
    below = children_by(word, *OF_NAME)
    if lemma_of(word) in EMPTY:
        below += objects_after(word, OF)
    for child in below:
        yield from _words_of(child)


def _verdict(verb: Token, words: Words) -> TriggerGroup | None:
    """Return what somebody says by "is": that others are guilty, or that it is a crime."""
    complements = children_by(verb, "acomp", "attr")
    if not complements or reporting_above(verb, words) is None:
        return None
    if has_child(verb, "neg") or not _has_clear_subject(verb):
        return None
    if any(map(_is_guilty, complements)):
        return BLAMED
    return SAID if any(map(_is_harsh, complements)) else None


def _has_clear_subject(verb: Token) -> bool:
    subjects = children_by(verb, "nsubj")
    return any(subject.lower_ not in UNCLEAR for subject in subjects)


def _is_guilty(word: Token) -> bool:
    return lemma_of(word) in GUILTY


def _is_harsh(word: Token) -> bool:
    return any(lemma_of(part) in HARSH for part in _words_of(word))
