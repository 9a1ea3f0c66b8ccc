"""Who takes part in what a group of triggers names: initiators, targets, parties."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.actors_of import (
    argument_of,
    both_sides,
    coordinated_arguments,
    people_counted,
)
from timeline.mentions.rules.addressee_of import with_addressee
from timeline.mentions.rules.attribution import QUOTES
from timeline.mentions.rules.candidate import main_trigger
from timeline.mentions.rules.casualties import is_nobody
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.roles import PRESENT, SAYS, Filler
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot
from timeline.model.types import IncidentType

# Rules (of frames and nouns) that give the opponent in a fight, and classes of those who fight.
OPPONENT = frozenset({"between or with", "with", "with or against"})
FIGHTERS = frozenset({"armed", "forces", "named", "proper"})
# Rules (of frames) that give what a verb of deployment moves.
MOVED = frozenset({"object", "passive subject"})
# Classes, kinds and words of those who can be deployed or retreat.
FORCE_CLASSES = frozenset({"forces", "armed"})
FORCE_KINDS = frozenset({ActorKind.SECURITY_FORCES, ActorKind.ARMED_GROUP})
# Words before a noun of action that look like people, and only say of what sort it is.
SORTS = word_list("participants.sorts")
# What is done to those for whom people protest.
CAUSES = word_list("participants.causes")
FORCES_OF_A_STATE = frozenset(
    {"army", "military", "troops", "forces", "soldiers", "navy"}
)


def participants(
    sentence: Sentence, group: Sequence[Trigger], type: IncidentType
) -> list[Argument]:
    """Return who takes part, each once, in the roles that the type and mode have."""
    main = main_trigger(group)
    sentence.reading = type.id
    is_symmetric = type.symmetric or main.group.mode in type.symmetric_modes
    actors_of = _parties if is_symmetric else _sides
    named = with_addressee(sentence, main, actors_of(sentence, group))
    named.sort(key=_position)
    return _own_forces(named) if type.id == "MOBILIZE" else named


def _parties(sentence: Sentence, group: Sequence[Trigger]) -> list[Argument]:
    """Return the parties to a symmetric incident.

    Those killed in a clash are counted; they are a party only to a fight "with police" that names
    no other.
    """
    parties: list[Filler] = []
    fallen: list[Argument] = []
    for trigger, filler in _fillers_of(sentence, group):
        if trigger.group.casualty is not None and len(group) > 1:
            fallen += _fallen(sentence, filler)
        else:
            parties.append(Filler(Slot.PARTY, filler.head, filler.rule))
    named = _named_once(sentence, parties)
    is_opponent_alone = len(named) == 1 and named[0].rule in OPPONENT
    return named + fallen if is_opponent_alone else named


def _sides(sentence: Sentence, group: Sequence[Trigger]) -> list[Argument]:
    """Return initiators and targets; those who are harmed where nobody else is a target."""
    sides: list[Filler] = []
    harmed: list[Argument] = []
    for trigger, filler in _fillers_of(sentence, group):
        sides.append(Filler(_slot_of(trigger, filler), filler.head, filler.rule))
        harmed += _harmed(sentence, trigger, filler)
    named = _named_once(sentence, sides)
    has_target = any(argument.slot is Slot.TARGET for argument in named)
    return named if has_target else named + harmed


def _named_once(sentence: Sentence, fillers: Sequence[Filler]) -> list[Argument]:
    """Return the actors that fillers name, each once."""
    unique: dict[tuple[int, str], Argument] = {}
    for filler in fillers:
        for argument in _named_by(sentence, filler):
            unique.setdefault(
                (argument.head.start, argument.ref or argument.name), argument
            )
    return list(unique.values())


def _named_by(sentence: Sentence, filler: Filler) -> Iterator[Argument]:
    """Yield the actors that the words of a filler name."""
    named = argument_of(sentence, filler)
    if named is not None:
        yield named
    yield from coordinated_arguments(sentence, filler)
    yield from both_sides(sentence, filler)


def _fillers_of(
    sentence: Sentence, group: Sequence[Trigger]
) -> Iterator[tuple[Trigger, Filler]]:
    """Yield the fillers that may be actors, with their triggers."""
    own = {trigger.token.i for trigger in group}
    for trigger in group:
        for filler in sentence.fillers(trigger):
            if filler.head.i not in own and not _is_no_party(sentence, trigger, filler):
                yield trigger, filler


def _is_no_party(sentence: Sentence, trigger: Trigger, filler: Filler) -> bool:
    """Return whether somebody is only cited, or nobody at all.

    "not a single guard was killed".
    """
    if filler.head.i in sentence.citing and filler.rule not in {SAYS, PRESENT}:
        return True
    if _is_sort(filler) or _is_cause(trigger, filler):
        return True
    return trigger.group.casualty is not None and is_nobody(filler.head)


def _is_sort(filler: Filler) -> bool:
    """Return whether a word before a noun only says of what sort it is: "criminal complaints"."""
    is_before = filler.rule in {"modifier", "owner of the object"}
    return is_before and filler.head.lower_ in SORTS


def _is_cause(trigger: Trigger, filler: Filler) -> bool:
    """Return whether people protest at what was done to somebody, and not against him.

    "protested against the death of two students"; nor against what they chant.
    """
    if trigger.group.type != "PROTEST":
        return False
    if filler.slot is not Slot.TARGET:
        return False
    if lemma_of(filler.head) in CAUSES:
        return True
    before = filler.head.doc[max(filler.head.i - 1, 0)]
    return filler.rule == "object" and before.text in QUOTES


def _fallen(sentence: Sentence, filler: Filler) -> list[Argument]:
    """Return the fighter or the suspect who fell in a fight, as a party to it; no bystander."""
    if filler.slot is not Slot.TARGET:
        return []
    argument = argument_of(sentence, Filler(Slot.PARTY, filler.head, filler.rule))
    if argument is None or argument.kind is ActorKind.CIVILIANS:
        return []
    return [argument] if argument.actor_class in FIGHTERS else []


def _harmed(sentence: Sentence, trigger: Trigger, filler: Filler) -> list[Argument]:
    """Return those whom a verb of killing, hurting or taking has.

    Where no known noun names them.
    """
    if trigger.group.casualty is None or filler.slot is not Slot.TARGET:
        return []
    people = people_counted(sentence, filler)
    return [people] if people is not None else []


def _slot_of(trigger: Trigger, filler: Filler) -> Slot:
    """Return the role of a filler in an incident that has no parties."""
    if _is_reduced_passive(trigger.token, filler.head):
        return Slot.TARGET
    return Slot.INITIATOR if filler.slot is Slot.PARTY else filler.slot


def _is_reduced_passive(verb: Token, noun: Token) -> bool:
    """Return whether a participle says what was done to a noun: "the number of drivers killed"."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.head != noun:
        return False
    return all(child.dep_ != "dobj" for child in verb.children)


def _own_forces(arguments: Sequence[Argument]) -> list[Argument]:
    """Read the forces that are deployed or put on alert as those who move.

    Nobody deploys against the own army.
    """
    moved = [argument for argument in arguments if _is_moved(argument)]
    rest = [argument for argument in arguments if argument not in moved]
    if any(argument.slot is Slot.INITIATOR for argument in rest):
        return rest
    movers = [replace(argument, slot=Slot.INITIATOR) for argument in moved]
    return sorted([*rest, *movers], key=_position)


def _is_moved(argument: Argument) -> bool:
    is_object = argument.slot is Slot.TARGET and argument.rule in MOVED
    return is_object and is_force(argument)


def is_force(argument: Argument) -> bool:
    """Return whether an argument is an armed force: soldiers, police, fighters."""
    if argument.kind is ActorKind.STATE:  # "the army of Chad"
        return not FORCES_OF_A_STATE.isdisjoint(argument.text.lower().split())
    return argument.actor_class in FORCE_CLASSES or argument.kind in FORCE_KINDS


def _position(argument: Argument) -> int:
    return argument.head.start
