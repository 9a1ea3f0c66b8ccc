"""Addressees of speech acts, and acts that are only named as a condition or an aim."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.actors_of import argument_of
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.dating import date_of
from timeline.mentions.rules.factuality import FactualityCue
from timeline.mentions.rules.roles import Filler
from timeline.mentions.rules.speech_acts import addressees
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.mentions.rules.verb_forms import is_purpose
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot
from timeline.model.types import Status

# Kinds of actors whose presence makes a weak trigger ("hit", "meet") an incident.
CONFLICT_KINDS = frozenset(
    {ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.ARMED_GROUP}
)
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
    alone = [
        argument_given
        for argument_given in arguments
        if argument_given.slot is Slot.PARTY
    ]
    if main.group.type not in ADDRESSED or len(alone) > 1:
        return arguments
    doers = [
        argument_given
        for argument_given in arguments
        if argument_given.slot in {Slot.INITIATOR, Slot.PARTY}
    ]
    if not doers or any(map(_is_addressed, arguments)):
        return arguments
    struck = _targets_in_speech(sentence, main)
    for head in addressees(main):
        if head.i in struck or head.i in sentence.citing:
            continue
        argument = argument_of(
            sentence, Filler(Slot.TARGET, head, "named in what is said")
        )
        if (
            argument is not None
            and _is_other(argument, arguments)
            and argument.head.start not in _starts_of(arguments)
        ):
            others = [
                argument_given
                if argument_given not in alone
                else replace(argument_given, slot=Slot.INITIATOR)
                for argument_given in arguments
            ]
            return [*others, argument]
    return arguments


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
    force = (
        act
        for act in sentence.triggers
        if act.group.type in {"ASSAULT", "COERCE"} and act.token != main.token
    )
    heads = [
        filler.head
        for act in force
        for filler in sentence.fillers(act)
        if filler.slot is Slot.TARGET
    ]
    return {token.i for head in heads for token in (head, *head.lefts)}


def _starts_of(arguments: Sequence[Argument]) -> set[int]:
    return {argument.head.start for argument in arguments}


def is_condition(
    sentence: Sentence, group: Sequence[Trigger], status: FactualityCue
) -> bool:
    """Return whether something is told only as a condition or a right.

    "unless Baghdad accepts", "the right to fire".
    """
    if (
        status.status is Status.POSSIBLE
        and status.token is not None
        and status.token.lower_ in CONDITIONS
    ):
        return date_of(sentence, group) is None
    token = group[0].token
    return (
        is_purpose(token) and token.dep_ == "acl" and lemma_of(token.head) in ABSTRACT
    )


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
    first = group[0].token
    own = {trigger.token.i for trigger in group}
    named = {trigger.token.i for trigger in sentence.triggers}
    others = named - own
    if not any(ancestor.i in others for ancestor in first.ancestors):
        return False
    return not _has_own_date(sentence, group)


def _has_own_date(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    """Return whether a date stands in the clause of the first trigger: an announced plan."""
    when = date_of(sentence, group)
    if when is None:
        return False
    clause = group[0].token.left_edge
    return when.start >= clause.idx + sentence.offset


def _is_other(argument: Argument, arguments: Sequence[Argument]) -> bool:
    """Return whether somebody is an actor of conflict or a state, and not one of those told of."""
    if (
        argument.kind not in CONFLICT_KINDS | {ActorKind.ORGANISATION, ActorKind.PERSON}
        or argument.actor_class == "proper"
    ):
        return False
    mentioned = {named.ref for named in arguments if named.ref} | {
        named.name for named in arguments
    }
    return argument.ref not in mentioned and argument.name not in mentioned


def together(
    main: Trigger, mode: str | None, arguments: list[Argument]
) -> tuple[str, str | None, list[Argument]]:
    """Read an exercise of several states as their cooperation.

    "French and Moroccan warships began war games".
    """
    doers = {
        argument.country
        for argument in arguments
        if argument.slot in {Slot.INITIATOR, Slot.PARTY} and argument.country
    }
    if main.group.type != "MOBILIZE" or mode != "exercise" or len(doers) < 2:
        return main.group.type, mode, arguments
    return (
        "COOPERATE",
        mode,
        [
            replace(argument, slot=Slot.PARTY)
            for argument in arguments
            if argument.slot is not Slot.PLACE
        ],
    )
