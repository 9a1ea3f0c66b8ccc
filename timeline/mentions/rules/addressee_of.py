"""Addressees of speech acts, and acts that are only named as a condition or an aim."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.actors_of import argument_of
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.dating import date_of
from timeline.mentions.rules.factuality import FactualityCue
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.speech_acts import addressees
from timeline.mentions.rules.targets import DEEDS_OF_FORCE
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import is_purpose
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot
from timeline.model.types import Status

# Kinds of actors whose presence makes a weak trigger ("hit", "meet") an incident.
CONFLICT_KINDS = frozenset(
    {ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.ARMED_GROUP}
)
# Kinds of those to or about whom something is said.
SPOKEN_TO = CONFLICT_KINDS | {ActorKind.ORGANISATION, ActorKind.PERSON}
# Roles of those who act.
ACTING = frozenset({Slot.INITIATOR, Slot.PARTY})
# Types whose verbs say something to or about somebody.
ADDRESSED = frozenset({
    "AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT",
    "CONCEDE", "SANCTION", "AID",
})  # fmt: skip
CONDITIONS = word_list("addressee_of.conditions")
# What one has without doing anything with it.
ABSTRACT = word_list("addressee_of.abstract")


def with_addressee(
    sentence: Sentence, main: Trigger, arguments: list[Argument]
) -> list[Argument]:
    """Add whom an act of speech is about where no target is named.

    As in "offered to talk with rebels".

    Who alone "agreed to send grain to Kenya" promised it: the one party is then the initiator.
    """
    if main.group.type not in ADDRESSED or not _is_said_to_nobody(arguments):
        return arguments
    addressee = next(_addressees(sentence, main, arguments), None)
    if addressee is None:
        return arguments
    return [*map(_as_speaking, arguments), addressee]


def _is_said_to_nobody(arguments: Sequence[Argument]) -> bool:
    """Return whether somebody speaks, no two parties with each other, and no target is known."""
    slots = [argument.slot for argument in arguments]
    parties = slots.count(Slot.PARTY)
    if parties > 1:
        return False
    if not parties and Slot.INITIATOR not in slots:
        return False
    return not any(map(_is_addressed, arguments))


def _addressees(
    sentence: Sentence, main: Trigger, arguments: Sequence[Argument]
) -> Iterator[Argument]:
    """Yield whom an act of speech is about, as targets."""
    struck = _targets_in_speech(sentence, main)
    for head in addressees(main):
        if head.i in struck or head.i in sentence.citing:
            continue
        filler = Filler(Slot.TARGET, head, "named in what is said")
        argument = argument_of(sentence, filler)
        if argument is not None and _is_new(argument, arguments):
            yield argument


def _as_speaking(argument: Argument) -> Argument:
    """Return the one party to an agreement as the initiator of what it promised."""
    if argument.slot is not Slot.PARTY:
        return argument
    return replace(argument, slot=Slot.INITIATOR)


def _is_addressed(argument: Argument) -> bool:
    """Return whether an argument is a target that is known, or of a country."""
    if argument.slot is not Slot.TARGET:
        return False
    return bool(argument.country or argument.ref)


def _targets_in_speech(sentence: Sentence, main: Trigger) -> set[int]:
    """Return the words for those to whom that was done which somebody condemns.

    The others are condemned for it.
    """
    if main.group.type != "ACCUSE":
        return set()
    struck: set[int] = set()
    for act in sentence.triggers:
        if act.token != main.token and act.group.type in DEEDS_OF_FORCE:
            struck.update(_words_for_targets(sentence, act))
    return struck


def _words_for_targets(sentence: Sentence, act: Trigger) -> Iterator[int]:
    """Yield the heads of the targets of a deed, and what stands before each."""
    for filler in sentence.fillers(act):
        if filler.slot is Slot.TARGET:
            yield filler.head.i
            yield from (word.i for word in filler.head.lefts)


def is_condition(
    sentence: Sentence, group: Sequence[Trigger], status: FactualityCue
) -> bool:
    """Return whether something is told only as a condition or a right.

    "unless Baghdad accepts", "the right to fire".
    """
    if _is_conditional(status):
        return date_of(sentence, group) is None
    return _is_of_right(group[0].token)


def _is_conditional(status: FactualityCue) -> bool:
    """Return whether a status comes from a word for a condition: "unless"."""
    if status.status is not Status.POSSIBLE or status.token is None:
        return False
    return status.token.lower_ in CONDITIONS


def _is_of_right(verb: Token) -> bool:
    """Return whether a verb says what somebody has the right or the power to do."""
    if verb.dep_ != "acl" or lemma_of(verb.head) not in ABSTRACT:
        return False
    return is_purpose(verb)


def is_aim_of_another(
    sentence: Sentence, group: Sequence[Trigger], status: FactualityCue
) -> bool:
    """Return whether something is only what another happening of the sentence is for.

    "resigned to allow a vote".
    """
    if status.status is not Status.PLANNED:
        return False
    if not all(is_purpose(trigger.token) for trigger in group):
        return False
    if not _is_below_another(sentence, group):
        return False
    return not _has_own_date(sentence, group)


def _is_below_another(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    """Return whether a trigger of another happening governs the first of a group."""
    own = {trigger.token for trigger in group}
    named = {trigger.token for trigger in sentence.triggers}
    above = set(group[0].token.ancestors)
    return not above.isdisjoint(named - own)


def _has_own_date(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    """Return whether a date stands in the clause of the first trigger: an announced plan."""
    when = date_of(sentence, group)
    if when is None:
        return False
    clause = group[0].token.left_edge
    return when.start >= clause.idx + sentence.offset


def _is_new(argument: Argument, arguments: Sequence[Argument]) -> bool:
    """Return whether somebody can be spoken to, and is not one of those told of."""
    if argument.kind not in SPOKEN_TO or argument.actor_class == "proper":
        return False
    return not any(_is_same(argument, named) for named in arguments)


def _is_same(argument: Argument, named: Argument) -> bool:
    """Return whether two arguments are the same words or the same actor."""
    if argument.head.start == named.head.start:
        return True
    if argument.name == named.name:
        return True
    return argument.ref is not None and argument.ref == named.ref


def together(
    main: Trigger, mode: str | None, arguments: list[Argument]
) -> tuple[str, str | None, list[Argument]]:
    """Read an exercise of several states as their cooperation.

    "French and Moroccan warships began war games".
    """
    type = main.group.type
    if type != "MOBILIZE" or mode != "exercise" or len(_states_of(arguments)) < 2:
        return type, mode, arguments
    parties = [
        replace(argument, slot=Slot.PARTY)
        for argument in arguments
        if argument.slot is not Slot.PLACE
    ]
    return "COOPERATE", mode, parties


def _states_of(arguments: Sequence[Argument]) -> set[str]:
    """Return the countries of those who act."""
    states: set[str] = set()
    for argument in arguments:
        if argument.slot in ACTING and argument.country:
            states.add(argument.country)
    return states
