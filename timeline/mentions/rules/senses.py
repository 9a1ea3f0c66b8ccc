"""The sense of a trigger, by the words around it."""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from timeline.lexicon.actors import generic
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.tree import NOUN_SUBJECT, children_by, has_child, is_verb
from timeline.model.types import TriggerGroup

# Relations of nouns to a trigger whose modifiers give it its sense.
DESCRIBED = frozenset({"dobj", "nsubj", "nsubjpass", "amod", "pobj"})


# Relations of verbs to a word above them that gives them no sense.
CLAUSE_LINKS = frozenset({"ROOT", "ccomp", "parataxis", "advcl", "conj", "xcomp"})


def neighbours(token: Token) -> Iterator[Token]:
    """Yield the words that give a trigger its sense.

    What it governs closely, and what governs it.
    """
    for child in token.children:
        if not _is_clause_of_others(child):
            yield child
            yield from _below(child)
    yield from _governors(token)


def _below(child: Token) -> Iterator[Token]:
    """Yield the words below a dependent of a trigger that give the trigger its sense."""
    if child.dep_ in {"prep", "agent"}:
        yield from _words_after(child)
    elif child.dep_ in DESCRIBED and not _is_in_heart(child):
        yield from _modifiers(child)


def _is_clause_of_others(child: Token) -> bool:
    """Return whether a clause with a subject of its own says nothing of a trigger's sense.

    "and marines stormed a school", "died after marines stormed it": no storm killed them.
    """
    if not is_verb(child) or not _is_of_other_act(child):
        return False
    links = {word.dep_ for word in child.lefts}
    return not links.isdisjoint(NOUN_SUBJECT)


def _is_of_other_act(verb: Token) -> bool:
    """Return whether a clause goes on, or tells of soldiers who storm a place."""
    if verb.dep_ == "advcl":
        return lemma_of(verb) == "storm"
    return verb.dep_ == "conj"


def _words_after(preposition: Token) -> Iterator[Token]:
    """Yield what follows a preposition, and the compounds of it."""
    if _is_in_heart(preposition):
        return
    yield from preposition.children
    for noun in children_by(preposition, "pobj"):
        yield from children_by(noun, "compound")


def _is_in_heart(word: Token) -> bool:
    """Return whether a phrase says where: "an attack in the heart of Kabul" is no heart attack."""
    if word.lower_ != "in":
        return False
    return any(child.lower_ in {"heart", "wake"} for child in word.children)


def _modifiers(noun: Token) -> Iterator[Token]:
    """Yield the words before a noun that say which it is."""
    for child in children_by(noun, "compound", "amod", "poss"):
        if not _is_led(child):
            yield child


def _governors(token: Token) -> Iterator[Token]:
    """Yield the words above a trigger that give it its sense."""
    governor = token.head
    if token.dep_ not in CLAUSE_LINKS:
        yield governor
        if token.dep_ == "pobj":
            yield governor.head
    if _is_outcome(token):
        yield governor
        yield from children_by(governor, "acl")


def _is_outcome(verb: Token) -> bool:
    """Return whether a participle says what a mishap led to: "a bus overturned, killing 20".

    Not so where somebody did it: "crashed a lorry into a post, killing seven".
    """
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl"}:
        return False
    if has_child(verb, "nsubj", "mark"):
        return False
    return not has_child(verb.head, "dobj")


def _is_led(token: Token) -> bool:
    """Return whether a participle only says who stands behind somebody.

    "Rwandan-backed rebels", "US-led forces".
    """
    if token.tag_ != "VBN" or token.i == 0:
        return False
    before = token.nbor(-1)
    return before.text == "-"


def _is_name(token: Token) -> bool:
    """Return whether the word is a name that only looks like a common noun.

    The town of Tyre is no tyre.
    """
    if token.pos_ != "PROPN" or token.text.isupper():
        return False
    return token.ent_type_ in {"GPE", "LOC", "PERSON"}


def _is_rank(token: Token) -> bool:
    """Return whether the word is an officer's rank.

    As in "a strike on a general" is no general strike.
    """
    if token.lower_ not in {"general", "major"}:
        return False
    return token.pos_ in {"NOUN", "PROPN"}


def _is_side(word: Token) -> bool:
    """Return whether a noun says whose people are meant.

    Who "met opposition leaders" was not opposed.
    """
    if word.lower_ != "opposition":
        return False
    if word.dep_ not in {"compound", "amod", "nmod"}:
        return False
    return generic(lemma_of(word.head)) is not None


def is_fitting(token: Token, group: TriggerGroup) -> bool:
    """Return whether the words around a trigger allow the sense that its group has."""
    if group.without and _has_other_sense(token, group.without):
        return False
    if not group.with_any:
        return True
    return not group.with_any.isdisjoint(_lemmas_around(token))


def _has_other_sense(token: Token, lemmas: Collection[str]) -> bool:
    """Return whether a word near a trigger gives it a sense that is no incident."""
    return any(_is_of_sense(word, lemmas) for word in neighbours(token))


def _is_of_sense(word: Token, lemmas: Collection[str]) -> bool:
    """Return whether a word near a trigger shows another sense; a name or rank does not."""
    if lemma_of(word) not in lemmas:
        return False
    return not (_is_rank(word) or _is_name(word) or _is_side(word))


def _lemmas_around(token: Token) -> Iterator[str]:
    """Yield the lemmas of the words that can give a trigger its sense."""
    for word in token.subtree:
        yield lemma_of(word)
    for word in neighbours(token):
        yield lemma_of(word)
    if token.dep_ not in {"xcomp", "conj", "ccomp"}:
        return
    # "soldiers began withdrawing": the subject stands higher
    for subject in children_by(token.head, "nsubj"):
        yield from map(lemma_of, subject.subtree)
