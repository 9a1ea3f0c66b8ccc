"""Whom is an act of speech about, and what does a sentence only name as a condition or an aim?"""

from collections.abc import Sequence
from dataclasses import replace

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.casualties_of import HowMany
from timeline.mentions.rules.factuality import FactualityCue, is_purpose
from timeline.mentions.rules.roles import Filler
from timeline.mentions.rules.speech_acts import addressees
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot
from timeline.model.types import Status

# Kinds of actors whose presence makes a weak trigger ("hit", "meet") an incident.
CONFLICT_KINDS = frozenset({ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.ARMED_GROUP})
# Types whose verbs say something to or about somebody.
ADDRESSED = frozenset({
    "AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "CONCEDE", "SANCTION", "AID", "MOBILIZE",
})  # fmt: skip
CONDITIONS = word_list("addressee_of.conditions")
# What one has without doing anything with it.
ABSTRACT = word_list("addressee_of.abstract")


class Addressed(HowMany):
    """Reads whom an act of speech is about; tells conditions and aims from happenings."""

    def with_addressee(self, main: Trigger, found: list[Argument]) -> list[Argument]:
        """Add whom an act of speech is about where no target is named.

        As in "offered to talk with rebels".

        Who alone "agreed to send grain to Kenya" promised it: the one party is then the initiator.
        """
        alone = [one for one in found if one.slot is Slot.PARTY]
        if main.group.type not in ADDRESSED or len(alone) > 1:
            return found
        doers = [one for one in found if one.slot in {Slot.INITIATOR, Slot.PARTY}]
        if not doers or any(one.slot is Slot.TARGET and (one.country or one.ref) for one in found):
            return found
        struck = self._struck_in_speech(main)
        for head in addressees(main):
            if head.i in struck:
                continue
            argument = self.argument(Filler(Slot.TARGET, head, "named in what is said"))
            if (
                argument is not None
                and main.group.type == "MOBILIZE"
                and argument.kind is not ActorKind.STATE
            ):
                continue  # forces named there are those that move
            if (
                argument is not None
                and _is_other(argument, found)
                and argument.head.start not in self._told(found)
            ):
                kept = [
                    one if one not in alone else replace(one, slot=Slot.INITIATOR) for one in found
                ]
                return [*kept, argument]
        return found

    def _struck_in_speech(self, main: Trigger) -> set[int]:
        """Return the words for those to whom that was done which somebody condemns.

        The others are condemned for it.
        """
        if main.group.type != "ACCUSE":
            return set()
        force = (
            one
            for one in self.triggers
            if one.group.type in {"ASSAULT", "COERCE"} and one.token != main.token
        )
        heads = [
            filler.head
            for one in force
            for filler in self.fillers(one)
            if filler.slot is Slot.TARGET
        ]
        return {token.i for head in heads for token in (head, *head.lefts)}

    @staticmethod
    def _told(found: Sequence[Argument]) -> set[int]:
        return {one.head.start for one in found}

    def is_condition(self, group: Sequence[Trigger], status: FactualityCue) -> bool:
        """Return whether something is told only as a condition or a right.

        "unless Baghdad accepts", "the right to fire".
        """
        if (
            status.status is Status.POSSIBLE
            and status.token is not None
            and status.token.lower_ in CONDITIONS
        ):
            return self.when(group) is None
        token = group[0].token
        return is_purpose(token) and token.dep_ == "acl" and lemma_of(token.head) in ABSTRACT

    def is_aim_of_another(self, group: Sequence[Trigger], status: FactualityCue) -> bool:
        """Return whether something is only what another happening of the sentence is for.

        "resigned to allow a vote".
        """
        if status.status is not Status.PLANNED or not all(is_purpose(one.token) for one in group):
            return False
        own = {one.token.i for one in group}
        others = {one.token.i for one in self.triggers} - own
        when, clause = self.when(group), group[0].token.left_edge
        dated = (
            when is not None and when.start >= clause.idx + self.offset
        )  # a date of its own: an announced plan
        return any(one.i in others for one in group[0].token.ancestors) and not dated


def _is_other(argument: Argument, found: Sequence[Argument]) -> bool:
    """Return whether somebody is an actor of conflict or a state, and not one of those told of."""
    if (
        argument.kind not in CONFLICT_KINDS | {ActorKind.ORGANISATION, ActorKind.PERSON}
        or argument.actor_class == "proper"
    ):
        return False
    known = {one.ref for one in found if one.ref} | {one.name for one in found}
    return argument.ref not in known and argument.name not in known


def together(
    main: Trigger, mode: str | None, arguments: list[Argument]
) -> tuple[str, str | None, list[Argument]]:
    """Read an exercise of several states as their cooperation.

    "French and Moroccan warships began war games".
    """
    doers = {
        one.country for one in arguments if one.slot in {Slot.INITIATOR, Slot.PARTY} and one.country
    }
    if main.group.type != "MOBILIZE" or mode != "exercise" or len(doers) < 2:
        return main.group.type, mode, arguments
    return (
        "COOPERATE",
        mode,
        [replace(one, slot=Slot.PARTY) for one in arguments if one.slot is not Slot.PLACE],
    )
