"""Who takes part in what a group of triggers names: initiators, targets, parties."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.actors_of import argument_of, both_sides
from timeline.mentions.rules.addressee_of import with_addressee
from timeline.mentions.rules.candidate import main_trigger
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.counting import is_nobody
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.meetings import PRESENT
from timeline.mentions.rules.nations import coordinated_arguments
from timeline.mentions.rules.people import people_counted
from timeline.mentions.rules.roles import SAYS
from timeline.mentions.rules.trailing_speakers import QUOTES
from timeline.mentions.rules.tree import has_child
from timeline.mentions.rules.triggers import Trigger
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot
from timeline.model.types import IncidentType

# Rules that give those who take part because they speak.
SPEAKING = frozenset({SAYS, PRESENT})
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
    actors = _actors(sentence, group, type, main.group.mode)
    named = with_addressee(sentence, main, actors)
    named.sort(key=_position)
    return _own_forces(named) if type.id == "MOBILIZE" else named


def _actors(
    sentence: Sentence, group: Sequence[Trigger], type: IncidentType, mode: str | None
) -> list[Argument]:
    """Return the actors that the triggers' own words name, in the roles of type and mode."""
    if type.symmetric or mode in type.symmetric_modes:
        return _parties(sentence, group)
    return _sides(sentence, group)


def _parties(sentence: Sentence, group: Sequence[Trigger]) -> list[Argument]:
    """Return the parties to a symmetric incident.

    Those killed in a clash are counted; they are a party only to a fight "with police" that names
    no other.
    """
    is_joint = len(group) > 1
    parties: list[Filler] = []
    fallen: list[Argument] = []
    for trigger, filler in _fillers_of(sentence, group):
        if is_joint and trigger.group.casualty is not None:
            fallen += _fallen(sentence, filler)
        else:
            parties.append(_in_role(filler, Slot.PARTY))
    named = _named_once(sentence, parties)
    if _is_opponent_alone(named):
        named += fallen
    return named


def _in_role(filler: Filler, slot: Slot) -> Filler:
    """Return a filler in another role."""
    return Filler(slot, filler.head, filler.rule)


def _is_opponent_alone(named: Sequence[Argument]) -> bool:
    """Return whether a fight names one party only, and as an opponent: "clashed with police"."""
    if len(named) != 1:
        return False
    return named[0].rule in OPPONENT


def _sides(sentence: Sentence, group: Sequence[Trigger]) -> list[Argument]:
    """Return initiators and targets; those who are harmed where nobody else is a target."""
    sides: list[Filler] = []
    harmed: list[Argument] = []
    for trigger, filler in _fillers_of(sentence, group):
        slot = _slot_of(trigger, filler)
        sides.append(_in_role(filler, slot))
        harmed += _harmed(sentence, trigger, filler)
    named = _named_once(sentence, sides)
    has_target = any(argument.slot is Slot.TARGET for argument in named)
    if not has_target:
        named += harmed
    return named


def _named_once(sentence: Sentence, fillers: Sequence[Filler]) -> list[Argument]:
    """Return the actors that fillers name, each once."""
    unique: dict[tuple[int, str], Argument] = {}
    for filler in fillers:
        for argument in _named_by(sentence, filler):
            identity = _identity(argument)
            unique.setdefault(identity, argument)
    return list(unique.values())


def _identity(argument: Argument) -> tuple[int, str]:
    """Return a key that is the same for two readings of the same words as the same actor."""
    name = argument.ref or argument.name
    return argument.head.start, name


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
            if filler.head.i in own:
                continue
            if not _is_no_party(sentence, trigger, filler):
                yield trigger, filler


def _is_no_party(sentence: Sentence, trigger: Trigger, filler: Filler) -> bool:
    """Return whether somebody is only cited, or nobody at all.

    "not a single guard was killed".
    """
    head = filler.head
    if head.i in sentence.citing and filler.rule not in SPEAKING:
        return True
    if _is_sort(filler):
        return True
    if _is_cause(trigger, filler):
        return True
    return trigger.group.casualty is not None and is_nobody(head)


def _is_sort(filler: Filler) -> bool:
    """Return whether a word before a noun only says of what sort it is: "criminal complaints"."""
    if filler.rule not in {"modifier", "owner of the object"}:
        return False
    return filler.head.lower_ in SORTS


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
    return filler.rule == "object" and _is_after_quote_mark(filler.head)


def _is_after_quote_mark(token: Token) -> bool:
    """Return whether a quotation mark stands before a word."""
    before = token.doc[max(token.i - 1, 0)]
    return before.text in QUOTES


def _fallen(sentence: Sentence, filler: Filler) -> list[Argument]:
    """Return the fighter or the suspect who fell in a fight, as a party to it; no bystander."""
    if filler.slot is not Slot.TARGET:
        return []
    argument = argument_of(sentence, _in_role(filler, Slot.PARTY))
    if argument is None or not _can_fight(argument):
        return []
    return [argument]


def _can_fight(argument: Argument) -> bool:
    """Return whether somebody may be a party to a fight, and no bystander."""
    if argument.kind is ActorKind.CIVILIANS:
        return False
    return argument.actor_class in FIGHTERS


def _harmed(sentence: Sentence, trigger: Trigger, filler: Filler) -> list[Argument]:
    """Return those whom a verb of killing, hurting or taking has.

    Where no known noun names them.
    """
    if trigger.group.casualty is None:
        return []
    if filler.slot is not Slot.TARGET:
        return []
    people = people_counted(sentence, filler)
    return [] if people is None else [people]


def _slot_of(trigger: Trigger, filler: Filler) -> Slot:
    """Return the role of a filler in an incident that has no parties."""
    if _is_reduced_passive(trigger.token, filler.head):
        return Slot.TARGET
    if filler.slot is Slot.PARTY:
        return Slot.INITIATOR
    return filler.slot


def _is_reduced_passive(verb: Token, noun: Token) -> bool:
    """Return whether a participle says what was done to a noun: "the number of drivers killed"."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN":
        return False
    if verb.head != noun:
        return False
    return not has_child(verb, "dobj")


def _own_forces(arguments: Sequence[Argument]) -> list[Argument]:
    """Read the forces that are deployed or put on alert as those who move.

    Nobody deploys against the own army.
    """
    rest = [argument for argument in arguments if not _is_moved(argument)]
    if any(argument.slot is Slot.INITIATOR for argument in rest):
        return rest
    movers = map(_as_mover, filter(_is_moved, arguments))
    return sorted([*rest, *movers], key=_position)


def _as_mover(argument: Argument) -> Argument:
    return replace(argument, slot=Slot.INITIATOR)


def _is_moved(argument: Argument) -> bool:
    if argument.slot is not Slot.TARGET:
        return False
    return argument.rule in MOVED and is_force(argument)


def is_force(argument: Argument) -> bool:
    """Return whether an argument is an armed force: soldiers, police, fighters."""
    if argument.kind is ActorKind.STATE:  # "the army of Chad"
        words = argument.text.lower().split()
        return not FORCES_OF_A_STATE.isdisjoint(words)
    if argument.actor_class in FORCE_CLASSES:
        return True
    return argument.kind in FORCE_KINDS


def _position(argument: Argument) -> int:
    return argument.head.start
