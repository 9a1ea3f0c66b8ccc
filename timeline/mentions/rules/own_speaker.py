"""Speakers who mean themselves by "we", or by "it" in what they say."""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.antecedents import Seen, is_anaphoric
from timeline.mentions.rules.attribution import speakers
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.entities import Entity
from timeline.mentions.rules.owners import antecedent, entity_of
from timeline.model.actors import ActorKind

# Pronouns by which those who speak mean themselves.
SELF = word_list("own_speaker.self")
# Pronouns that may mean those who speak or others.
OF_OTHERS = frozenset({"he", "it", "she", "they"})
# Kinds of those who tell what they do themselves.
ACTING = frozenset({ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.ARMED_GROUP})


def own_speaker(sentence: Sentence, head: Token) -> Seen | None:
    """Return who speaks, for "we" in a quotation.

    Also for "they" in what a government or group says of itself.
    """
    if head.text == "US":
        return None
    if head.lower_ in SELF:
        return _speaker_as_we(sentence, head)
    if head.lower_ in OF_OTHERS:
        return _speaker_as_they(sentence, head)
    return None


def _speaker_as_we(sentence: Sentence, head: Token) -> Seen | None:
    """Return whom "we" means: who is cited for the clause, or whose quotation goes on."""
    for speaker in _cited_for(sentence, head):
        if is_anaphoric(speaker):
            return antecedent(sentence, speaker) or sentence.discourse.speaker
        entity = entity_of(sentence, speaker)
        if entity is not None:
            return seen_speaking(sentence, entity)
    return sentence.discourse.speaker if sentence.discourse.quoting else None


def _speaker_as_they(sentence: Sentence, head: Token) -> Seen | None:
    """Return whom "they" means in a report, if it can mean the one who reports."""
    for speaker in _cited_for(sentence, head):
        if speaker.i > head.i:
            continue  # "they fled, residents said": they were told of before
        if is_anaphoric(speaker):
            return _antecedent_meant_by(sentence, speaker, head.lower_)
        entity = entity_of(sentence, speaker)
        if entity is not None and _can_mean_speaker(head.lower_, entity):
            return seen_speaking(sentence, entity)
    return None


def _cited_for(sentence: Sentence, head: Token) -> Iterator[Token]:
    """Yield those who say what a word is part of, the nearest first."""
    for speaker, _ in speakers(head.head, sentence.tokens, sentence.words):
        yield speaker


def seen_speaking(sentence: Sentence, entity: Entity) -> Seen:
    """Return a speaker of a sentence as mentioned there."""
    span = sentence.span(entity.first, entity.last)
    return Seen(entity, span.start, span.end, True, sentence.number)


def _antecedent_meant_by(
    sentence: Sentence, speaker: Token, pronoun: str
) -> Seen | None:
    """Return whom a speaker named by a pronoun means, if another pronoun can mean the same."""
    meant = antecedent(sentence, speaker)
    if meant is None or not _can_mean_speaker(pronoun, meant.entity):
        return None
    return meant


def _can_mean_speaker(pronoun: str, entity: Entity) -> bool:
    """Return whether a pronoun in what somebody says can mean the speaker.

    "the army said it had shelled the post".
    """
    if pronoun in {"he", "she"}:
        return _is_named_person(entity)
    if entity.kind not in ACTING:
        return False
    return pronoun == "they" or not entity.plural


def _is_named_person(entity: Entity) -> bool:
    """Return whether a person speaks under a name: an unnamed spokesman tells of others."""
    if entity.kind is not ActorKind.PERSON:
        return False
    return entity.actor_class in {"named", "proper"}
