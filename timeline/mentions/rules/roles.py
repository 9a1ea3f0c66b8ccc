"""Fill the roles of a trigger: initiators, targets and parties, as words of the sentence.

Verbs go by their frame (lexicon/data/frames/en.toml), nouns and light verbs by the functions here.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from timeline.lexicon.actors import generic
from timeline.lexicon.frames import FrameRole, frames
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import objects_of
from timeline.mentions.rules.filler import ON_WHOM, Filler, each
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.light_fillers import of_support
from timeline.mentions.rules.relations import AGAINST, RELATIONS, after, objects_after
from timeline.mentions.rules.sentence_bounds import sentence_start
from timeline.mentions.rules.tree import children_by, conjuncts
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.voice import is_passive
from timeline.model.mentions import Slot
from timeline.model.types import PartOfSpeech

# The rule (of a frame) by which the country that is visited takes part; it is the place too.
HOST = "host of a visit"
# The rule (of a frame) by which who says that something must be is the one who asks for it.
SAYS = "says what must be"
# The rule by which a word before a noun of protest names those against whom it is.
AGAINST_WHOM = "against whom"
BETWEEN = word_list("roles.between")
# Prepositions after which stand the parties to talks or fighting.
BETWEEN_PARTIES = BETWEEN | {"of", "involving"}
# Classes of people to whom something can be done.
PEOPLE = frozenset({"civilians", "armed", "forces", "government"})
# Modes of nouns whose "of" names who moves.
MODES_OF_MOVERS = frozenset({"withdraw", "surrender", "resign", "disarm"})


def fillers(trigger: Trigger, words: Words) -> list[Filler]:
    """Find the fillers of a trigger's roles, in order of the text.

    A word fills one role of a trigger.
    """
    own = {token.i for token in trigger.tokens if _is_only_trigger(token, trigger)}
    unique: dict[int, Filler] = {}
    for filler in _possible_fillers(trigger, words):
        place = filler.head.i
        if place not in own:
            unique.setdefault(place, filler)
    return sorted(unique.values(), key=_position)


def _possible_fillers(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield the fillers by all rules, the surest first."""
    if trigger.group.pos is PartOfSpeech.VERB:
        return _around_verb(trigger, words)
    return _around_noun(trigger, words)


def _position(filler: Filler) -> int:
    return filler.head.i


def _around_verb(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield the fillers of a verb phrase."""
    yield from _of_verb(trigger, words)
    yield from _of_own_object(trigger)
    # "handed over their weapons to the militia"
    if trigger.group.mode in {"disarm", "surrender"}:
        receivers = after(trigger, {"to"})
        yield from each(Slot.TARGET, receivers, "to whom")


def _around_noun(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield the fillers of a noun of action."""
    yield from _of_noun(trigger, words)
    yield from of_support(trigger, words)


def _is_only_trigger(token: Token, trigger: Trigger) -> bool:
    """Return whether a word of a trigger fills no role itself; people in a phrase do."""
    if token == trigger.token:
        return True
    return not _is_actor(token) and not _is_person(token)


def _is_person(token: Token) -> bool:
    """Return whether the object that belongs to a trigger is people.

    "rescued the hostages", "expelled three diplomats".
    """
    if token.dep_ not in {"dobj", "nsubjpass"}:
        return False
    lemma = lemma_of(token)
    if lemma in {"resistance", "force"}:
        return False
    noun = generic(lemma)
    return noun is not None and noun.actor_class in PEOPLE


def _is_actor(token: Token) -> bool:
    """Return whether a word inside a trigger names who does it ("militant attacks")."""
    lemma = lemma_of(token)
    if lemma == "resistance":
        return False
    noun = generic(lemma)
    return noun is not None and noun.actor_class == "armed"


def _of_verb(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield the fillers of a verb, by the rows of its frame."""
    group = trigger.group
    passive = is_passive(trigger.token)
    for row in frames()[group.frame].roles:
        if row.is_for(group.mode, is_passive=passive):
            heads = _heads(row, trigger, words)
            rule = row.rule_in(is_passive=passive)
            yield from each(row.role, heads, rule)


def _heads(row: FrameRole, trigger: Trigger, words: Words) -> list[Token]:
    """Return the words that stand in the relation of a row to a trigger."""
    if row.relation == "after":
        lemmas = row.prepositions_for(trigger.group.target_prepositions)
        return after(trigger, lemmas)
    relation = RELATIONS[row.relation]
    return relation(trigger, words)


# Frames of verbs whose own object can name to whom it is done.
WITH_OWN_OBJECT = frozenset({"act", "move", "ask", "tell"})


def _of_own_object(trigger: Trigger) -> Iterator[Filler]:
    """Yield the owners of an object that belongs to the trigger.

    "intercepted Israeli missiles".
    """
    if trigger.group.frame not in WITH_OWN_OBJECT:
        return
    for token in trigger.tokens[1:]:
        if token.dep_ not in {"dobj", "nsubjpass"}:
            continue
        if _is_person(token):
            yield Filler(Slot.TARGET, token, "object")
            continue
        yield from _owners_of_object(trigger, token)
        yield from each(Slot.TARGET, objects_after(token, {"of"}), "of the object")


def _owners_of_object(trigger: Trigger, noun: Token) -> Iterator[Filler]:
    """Yield the adjectives, compounds and owners of the object of a trigger."""
    if lemma_of(trigger.token) == "use":  # "used guerrilla tactics"
        return
    slot = _slot_of_owner(trigger, noun)
    for child in children_by(noun, "amod", "poss", "compound"):
        if child.pos_ == "PRON":
            continue
        if not _is_own_force(trigger, child):
            yield Filler(slot, child, "owner of the object")


def _is_own_force(trigger: Trigger, word: Token) -> bool:
    """Return whether a word before an object is of those who act: "set up military posts"."""
    lemma = lemma_of(word)
    if lemma == "military":
        return True
    return lemma == "army" and trigger.group.type == "MOBILIZE"


def _slot_of_owner(trigger: Trigger, noun: Token) -> Slot:
    """Return the role of those whose the object is.

    "repeated the charity's call" is the charity's call, "demanded the mayor's removal" is not the
    mayor's demand.
    """
    if trigger.group.type != "REQUEST":
        return Slot.TARGET
    return Slot.INITIATOR if lemma_of(noun) in ASKING else Slot.TARGET


# Nouns that are what somebody asks for, and not what is asked.
ASKING = word_list("roles.asking")


# Nouns whose owner or compound is the one to whom it is done ("Soleimani's killing", "hostage
# release").
SUFFERED_MODES = word_list("roles.suffered_modes")


def _of_noun(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield the fillers of a noun: adjectives, compounds, owners, of, by, on, between."""
    if trigger.group.frame == "parties":
        yield from _parties_of_noun(trigger)
    else:
        yield from _sides_of_noun(trigger)


def _parties_of_noun(trigger: Trigger) -> Iterator[Filler]:
    """Yield the parties that a noun of talks or fighting names."""
    yield from _before_noun(trigger, Slot.PARTY, Slot.PARTY)
    yield from _by_whom(trigger, Slot.PARTY)
    senders = after(trigger, {"from"})
    yield from each(Slot.PARTY, senders, "from")
    parties = after(trigger, BETWEEN_PARTIES)
    yield from each(Slot.PARTY, parties, "between or with")


# Frames of nouns whose owner, or what follows "of", is the one to whom it is done.
SUFFERED_FRAMES = frozenset({"flee", "undergo"})
OF_TARGET = SUFFERED_FRAMES | {"act", "tell", "ask"}


def _sides_of_noun(trigger: Trigger) -> Iterator[Filler]:
    """Yield who did it and to whom, as a noun of action names them."""
    sufferers = after(trigger, {"of"})
    owner = _target_if(_is_owner_target(trigger, sufferers))
    yield from _before_noun(trigger, Slot.INITIATOR, owner)
    yield from _by_whom(trigger, Slot.INITIATOR)
    yield from _senders(trigger)
    yield from _takers(trigger)
    parties = after(trigger, {"between"})
    yield from each(Slot.PARTY, parties, "between")
    yield from _aims_of_noun(trigger)
    slot = _target_if(_is_of_target(trigger))
    yield from each(slot, sufferers, "of")


def _senders(trigger: Trigger) -> Iterator[Filler]:
    """Yield those from whom something comes: "fire from Turkish posts"."""
    if trigger.group.frame == "flee":  # "an exodus from Syria": where, not who
        return
    senders = after(trigger, {"from"})
    yield from each(Slot.INITIATOR, senders, "from")


def _takers(trigger: Trigger) -> Iterator[Filler]:
    """Yield those to whom a town falls: "the fall of the town to rebels"."""
    if trigger.group.mode == "capture":
        yield from each(Slot.INITIATOR, after(trigger, {"to"}), "to whom it falls")


def _aims_of_noun(trigger: Trigger) -> Iterator[Filler]:
    """Yield those at whom a noun of action is aimed: "attacks on a post"."""
    lemmas = _before_targets(trigger)
    targets = after(trigger, lemmas)
    yield from each(Slot.TARGET, targets, ON_WHOM)


def _is_owner_target(trigger: Trigger, sufferers: Sequence[Token]) -> bool:
    """Return whether the owner of a noun is the one to whom it is done.

    "the mayor's killing" is done to the mayor, "the rebels' killing of a mayor" by rebels.
    `sufferers`: those after "of".
    """
    if trigger.group.frame in SUFFERED_FRAMES:
        return True
    if sufferers:
        return False
    return _is_suffered(trigger)


def _is_of_target(trigger: Trigger) -> bool:
    """Return whether the "of" of a noun names those to whom it is done, not who moves."""
    if trigger.group.frame not in OF_TARGET:
        return False
    return not _is_mover(trigger)


def _is_suffered(trigger: Trigger) -> bool:
    """Return whether a noun says what people suffer: a killing, an arrest."""
    group = trigger.group
    return group.casualty is not None or group.mode in SUFFERED_MODES


def _before_targets(trigger: Trigger) -> frozenset[str]:
    """Return the prepositions before the target of a noun of action."""
    lemmas = AGAINST | frozenset(trigger.group.target_prepositions)
    if not _is_suffered(trigger):
        return lemmas
    return lemmas - {"at", "in"}  # "the killings at Taldou": where, not whom


def _target_if(is_target: bool) -> Slot:
    return Slot.TARGET if is_target else Slot.INITIATOR


def _before_noun(trigger: Trigger, beside: Slot, owner: Slot) -> Iterator[Filler]:
    """Yield the adjectives, compounds and owners of a noun of action."""
    for token in trigger.tokens:
        for child in token.children:
            if _is_opposed(trigger, child):
                yield Filler(Slot.TARGET, child, AGAINST_WHOM)
            elif _is_modifier(child):
                yield from each(beside, conjuncts(child), "modifier")
            elif child.dep_ == "poss":
                yield from each(owner, conjuncts(child), "owner")


def _is_modifier(child: Token) -> bool:
    """Return whether a word before a noun may say whose it is; "military" says nothing."""
    if child.dep_ == "amod":
        return child.lower_ != "military"
    return child.dep_ in {"compound", "nmod"}


def _is_opposed(trigger: Trigger, child: Token) -> bool:
    """Return whether a word before a noun of protest names those against whom it is."""
    if trigger.group.type != "PROTEST":
        return False
    if child.dep_ == "amod" and child.lower_ == "military":
        return False
    return _is_against(child)


def _is_against(word: Token) -> bool:
    """Return whether a name says against whom a protest is: "anti-Assad protests"."""
    if not word.text.istitle():
        return False
    first = word.i - 2
    if first < sentence_start(word):
        return False
    before = [token.lower_ for token in word.doc[first : word.i]]
    return before == ["anti", "-"]


def _by_whom(trigger: Trigger, beside: Slot) -> Iterator[Filler]:
    """Yield the agents after "by", and through those against whom they do it.

    "an attack by rebels on a post".
    """
    by = _named_after_by(trigger)
    yield from each(beside, by, "by")
    for head in by:
        targets = objects_after(head, AGAINST)
        yield from each(Slot.TARGET, targets, ON_WHOM)


def _named_after_by(trigger: Trigger) -> list[Token]:
    """Return the agents of a noun of action, wherever the parser attached them."""
    noun = trigger.token
    by = after(trigger, {"by"})
    if not by:
        by = _by_whom_under(noun)
    # "the detention of a journalist by soldiers": attached to the one to whom it is done
    for head in after(trigger, {"of"}):
        by += objects_after(head, {"by"})
    return by or _by_of_coordinated(noun)


def _by_whom_under(noun: Token) -> list[Token]:
    """Return the agents that the parser attached to the verb: "has been under siege by rebels"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "under":
        return []
    verb = noun.head.head
    by_whom: list[Token] = []
    for child in verb.rights:
        if child.i > noun.i and child.lower_ == "by":
            by_whom += objects_of(child)
    return by_whom


def _by_of_coordinated(noun: Token) -> list[Token]:
    """Return the agents that coordinated nouns share: "shelling or shooting by the army"."""
    by_whom: list[Token] = []
    for member in children_by(noun, "conj"):
        for child in children_by(member, "agent", "prep"):
            if child.lower_ == "by":
                by_whom += objects_of(child)
    return by_whom


def _is_mover(trigger: Trigger) -> bool:
    """Return whether the "of" of a noun names who moves.

    As in "the massing of tanks", "the withdrawal of troops".
    """
    group = trigger.group
    return group.type == "MOBILIZE" or group.mode in MODES_OF_MOVERS
