"""Reasons why triggers name no incident."""

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.addressee_of import (
    CONFLICT_KINDS,
    is_aim_of_another,
    is_condition,
)
from timeline.mentions.rules.attribution import QUOTES
from timeline.mentions.rules.candidate import WEAPONS, Candidate
from timeline.mentions.rules.casualties_of import casualty_counts
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.roles import supporting_verb
from timeline.mentions.rules.triggers import lemma_of
from timeline.mentions.rules.verb_forms import is_purpose, is_under_purpose, tense
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot
from timeline.model.types import SPOKEN, PartOfSpeech, Status, TriggerGroup

# Types of armed force and of what it drives people to.
FORCE = frozenset({"ASSAULT", "DISPLACE"})
# Classes whose presence, like that of `CONFLICT_KINDS`, makes a weak trigger ("hit", "meet") an
# incident.
CONFLICT_CLASSES = word_list("vetoes.conflict_classes")
# Kinds of those who can talk, meet and visit.
TALKERS = frozenset(ActorKind) - {
    ActorKind.UNKNOWN,
    ActorKind.CIVILIANS,
    ActorKind.FACILITY,
}
# Words under which force is aimed at or feared rather than planned.
VAGUE_AIMS = word_list("vetoes.vague_aims")
# Words beside a death that say that it was violent.
VIOLENT = word_list("vetoes.violent")
# Nouns that by themselves name no single incident.
VAGUE = word_list("vetoes.vague")
# Nouns of sorts: "the pattern of attack".
SORTS = word_list("vetoes.sorts")
# Words for a death that nobody need have caused.
DEATHS = frozenset({"die", "pass away", "death"})
# Prepositions before the place or the target that makes force a single use of it.
OF_ONE_USE = frozenset({"in", "on", "against", "near", "at"})
# Prepositions before what did it: "killed in a storm", "destroyed by fire".
OF_CAUSE = frozenset({"in", "by"})
# Those whose calls and requests among themselves are no affairs of state.
PRIVATE = word_list("vetoes.private")
FIRST_PERSON = frozenset({"i", "my", "me"})


def reason_against(candidate: Candidate) -> str | None:
    """Return the first reason why a candidate is no incident; None if it is one."""
    if _is_ambiguous(candidate):
        return "ambiguous word, and nothing in the sentence says conflict"
    pattern = candidate.clause_pattern
    if pattern is not None and pattern.status is None:
        return f"clause pattern {pattern.id!r}"
    return next((reason for is_met, reason in VETOES if is_met(candidate)), None)


def _is_ambiguous(candidate: Candidate) -> bool:
    """Return whether the words have other senses, and nothing in the sentence says conflict."""
    return all(trigger.group.weak for trigger in candidate.group) and not _is_conflict(
        candidate
    )


def _is_conflict(candidate: Candidate) -> bool:
    """Return whether those who take part make a word of many senses an incident."""
    words, participants = candidate.group[0].group, candidate.participants
    required = _required_slot(words)
    if required is not None:
        return _has_slot(participants, required)
    actors = _conflict_actors(candidate)
    if words.type == "ASSAULT":
        return bool(actors) or _is_armed(candidate)
    if words.type == "MOBILIZE":
        return bool(actors)
    if words.type == "CONSULT":
        return any(map(_can_talk, participants))
    if words.frame == "ask":  # asking somebody, not expecting something
        return len(participants) > 1 and _has_slot(actors, Slot.TARGET)
    return bool(actors) or any(map(_is_proper, participants))


def _required_slot(words: TriggerGroup) -> Slot | None:
    """Return the role that anybody may have, and somebody must."""
    if words.type == "PROTEST":
        return Slot.INITIATOR
    is_money = words.type == "AID" and words.mode == "money"
    return Slot.TARGET if is_money else None  # money is spent on things too


def _is_proper(argument: Argument) -> bool:
    """Return whether an actor has a name that the lexicon does not know."""
    return argument.actor_class == "proper"


def _conflict_actors(candidate: Candidate) -> list[Argument]:
    """Return the participants whose presence alone says conflict."""
    actors = [
        argument
        for argument in candidate.participants
        if argument.kind in CONFLICT_KINDS or argument.actor_class in CONFLICT_CLASSES
    ]
    if candidate.group[0].group.frame != "move":
        return actors
    # soldiers who enter, not those who flee there
    return [argument for argument in actors if argument.slot is not Slot.TARGET]


def _has_slot(arguments: Sequence[Argument], slot: Slot) -> bool:
    return any(argument.slot is slot for argument in arguments)


def _can_talk(argument: Argument) -> bool:
    """Return whether somebody can meet others: people, states, organisations."""
    return argument.kind in TALKERS or argument.actor_class == "government"


def _is_armed(candidate: Candidate) -> bool:
    """Return whether a weapon does it or is used ("shells hit a market"), or people died."""
    return any(
        lemma_of(head) in WEAPONS for head in _heads(candidate)
    ) or _has_counted_dead(candidate)


def _heads(candidate: Candidate) -> Iterator[Token]:
    """Yield the heads of all role fillers."""
    for trigger in candidate.group:
        for filler in candidate.sentence.fillers(trigger):
            yield filler.head


def _has_counted_dead(candidate: Candidate) -> bool:
    """Return whether an article about armed force counts people who died.

    "Seven people died in Homs".
    """
    sentence, group = candidate.sentence, candidate.group
    verbs = (
        trigger.group for trigger in group if trigger.group.pos is PartOfSpeech.VERB
    )
    has_casualty = any(words.casualty is not None for words in verbs)
    if not sentence.discourse.conflict or not has_casualty:
        return False
    return any(figure.best is not None for figure in casualty_counts(sentence, group))


def _is_private(candidate: Candidate) -> bool:
    """Return whether kin or children talk, travel or ask among themselves.

    "spoke to both her brothers by phone", but "the mother pleaded with the rebels".
    """
    if candidate.type.id not in {"CONSULT", "REQUEST"} or _conflict_actors(candidate):
        return False
    if any(
        argument.kind is ActorKind.ORGANISATION for argument in candidate.participants
    ):
        return False
    return any(lemma_of(head) in PRIVATE for head in _heads(candidate))


def _is_of_nature(candidate: Candidate) -> bool:
    """Return whether a storm, a crash or a disease did it: no armed force."""
    if candidate.group[0].group.type not in FORCE:
        return False
    causes = candidate.sentence.words["senses.nature"]
    if any(lemma_of(head) in causes for head in _heads(candidate)):
        return True
    phrases = (
        preposition
        for trigger in candidate.group
        for preposition in prepositions(trigger.token, OF_CAUSE)
    )
    return any(
        lemma_of(noun) in causes for phrase in phrases for noun in objects_of(phrase)
    )


def _is_goal(candidate: Candidate) -> bool:
    """Return whether force is only aimed at, feared or imagined.

    No plan that anyone announced, and no date for it.
    """
    sentence, group, status = candidate.sentence, candidate.group, candidate.status
    if is_condition(sentence, group, status) or is_aim_of_another(
        sentence, group, status
    ):
        return True
    if group[0].group.type not in FORCE or candidate.date is not None:
        return False
    if status.status is Status.FAILED:
        return tense(group[0].token) == "perfect"
    if status.status not in {Status.PLANNED, Status.POSSIBLE}:
        return False
    has_details = bool(candidate.participants or candidate.places)
    return not has_details or _is_vague_aim(candidate)


def _is_vague_aim(candidate: Candidate) -> bool:
    cue = candidate.status.token
    if cue is not None and lemma_of(cue) in VAGUE_AIMS:
        return True
    return all(is_purpose(trigger.token) for trigger in candidate.group)


def _is_testimony(candidate: Candidate) -> bool:
    """Return whether a witness reports in the first person singular what happened to them."""
    if candidate.type.id in SPOKEN:
        return False
    tokens = candidate.sentence.tokens
    is_quoted = candidate.sentence.discourse.quoting or any(
        token.text in QUOTES for token in tokens
    )
    return is_quoted and any(token.lower_ in FIRST_PERSON for token in tokens)


def _is_vague(candidate: Candidate) -> bool:
    """Return whether a noun names force in general, not one use of it.

    "the architect of its military operations".
    """
    first = candidate.group[0]
    if len(candidate.group) > 1 or candidate.date is not None:
        return False
    if _is_kind(first.token):
        return True
    if first.lemma not in VAGUE or _has_named_object(first.token):
        return False
    verb = supporting_verb(first.token, candidate.sentence.words)
    return verb is None or is_under_purpose(first.token)


def _has_named_object(noun: Token) -> bool:
    """Return whether force has a place or a target with a name: "operations in Homs"."""
    phrases = prepositions(noun, OF_ONE_USE)
    return any(
        name.pos_ == "PROPN" for phrase in phrases for name in objects_of(phrase)
    )


def _is_kind(noun: Token) -> bool:
    """Return whether a noun only says of what sort something is.

    "the pattern of attack was the same".
    """
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return False
    is_bare = noun.tag_ == "NN" and noun.n_lefts == 0
    return is_bare and lemma_of(noun.head.head) in SORTS


def _is_end_of_life(candidate: Candidate) -> bool:
    """Return whether one person died and nothing says that anyone had a hand in it.

    "Arafat died in 2004".
    """
    group, participants = candidate.group, candidate.participants
    if len(group) > 1 or len(participants) != 1 or group[0].lemma not in DEATHS:
        return False
    dead = participants[0]
    if dead.kind is not ActorKind.PERSON and dead.actor_class != "proper":
        return False
    return VIOLENT.isdisjoint(lemma_of(token) for token in group[0].token.subtree)


def _is_only_weapon(candidate: Candidate) -> bool:
    """Return whether the words name a weapon without anything done with it."""
    return all(
        trigger.group.pos is PartOfSpeech.NOUN and lemma_of(trigger.token) in WEAPONS
        for trigger in candidate.group
    )


# In the order in which they are asked.
VETOES: tuple[tuple[Callable[[Candidate], bool], str], ...] = (
    (_is_private, "kin or children among themselves"),
    (_is_of_nature, "a storm, crash or disease did it"),
    (_is_goal, "only aimed at, feared or imagined"),
    (_is_testimony, "a witness speaks of himself or herself"),
    (_is_vague, "force in general, not one use of it"),
    (_is_end_of_life, "one person died, and nothing says by whom"),
    (_is_only_weapon, "a weapon without an act"),
)
