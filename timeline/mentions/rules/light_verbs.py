"""Light verbs, which only carry a noun of action: "carried out a raid", "came under fire"."""

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.tree import first_of_list, is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.model.types import PartOfSpeech

# Relations of a noun of action to the verb that may carry it.
GOVERNED = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})
# Relations of a noun of action that is subject or object of nothing.
ASIDE = frozenset({"pobj", "dobj", "conj", "appos", "compound", "nmod", "attr"})
# Nouns that count a noun of action: "acts of violence committed by the attackers".
ACTS = word_list("light_verbs.acts")
# Verbs that carry a noun of action only with a preposition before it: "came under shelling".
SUPPORT_BEHIND = frozenset({
    ("travel", "for"), ("arrive", "for"), ("fly", "for"), ("go", "for"), ("come", "for"),
    ("head", "for"),
    ("come", "under"), ("be", "under"), ("use", "in"), ("engage", "in"), ("take", "in"),
    ("participate", "in"),
    ("go", "on"), ("come", "to"), ("hold", "for"), ("meet", "for"), ("retaliate", "with"),
    ("respond", "with"),
    ("join", "in"), ("agree", "to"), ("agree", "on"), ("sign", "on"), ("call", "for"),
})  # fmt: skip


def supporting_verb(noun: Token, words: Words) -> Token | None:
    """Return the light verb whose object or subject a noun of action is.

    None if its verb has a meaning of its own.
    """
    if noun.head.lower_ == "following":  # "fled following the attacks": no verb here
        return None
    governed = _counted_with(noun)
    verb = governed.head
    if governed.dep_ in GOVERNED and is_verb(verb):
        return verb if _is_light(verb, words) else None
    return _taking_part(governed) or _supporting_before(governed)


def _counted_with(noun: Token) -> Token:
    """Return the noun that stands for this one: the first of a list, "a wave" of bombings."""
    first = first_of_list(noun)
    counting = whole_of(first)
    if counting is None or lemma_of(counting) not in ACTS:
        return first
    return counting


def whole_of(noun: Token) -> Token | None:
    """Return the noun before "of" that a noun follows: "wave" of "a wave of bombings"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    return noun.head.head


def _is_light(verb: Token, words: Words) -> bool:
    """Return whether a verb says only that something is done, suffered or happens."""
    lemma = lemma_of(verb)
    if lemma in words["light.active"]:
        return True
    if lemma in words["light.passive"]:
        return True
    return lemma in words["light.happen"]


def _supporting_before(noun: Token) -> Token | None:
    """Return the verb of "came under shelling": one that supports a noun after its preposition."""
    preposition = noun.head
    verb = preposition.head
    if noun.dep_ != "pobj" or not is_verb(verb):
        return None
    combined = (lemma_of(verb), preposition.lower_)
    return verb if combined in SUPPORT_BEHIND else None


def _taking_part(noun: Token) -> Token | None:
    """Return the verb of "took part in protests"; None where a noun does not stand so."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return None
    part = noun.head.head
    if part.dep_ != "dobj":
        return None
    if lemma_of(part) != "part":
        return None
    verb = part.head
    return verb if lemma_of(verb) == "take" else None


def is_aside(trigger: Trigger, words: Words) -> bool:
    """Return whether a noun of action is only recalled.

    No light verb carries it, and it is subject or object of nothing.
    """
    if trigger.group.pos is not PartOfSpeech.NOUN:
        return False
    if supporting_verb(trigger.token, words) is not None:
        return False
    return trigger.token.dep_ in ASIDE
