"""Fill the roles of a trigger: initiators, targets and parties, as words of the sentence.

Verbs go by their frame (lexicon/data/frames/en.toml), nouns and light verbs by the functions here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from timeline.lexicon.actors import generic
from timeline.lexicon.frames import FrameRole, frames
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import (
    RELATIVE,
    agents,
    objects_of,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.relations import AGAINST, RELATIONS, after
from timeline.mentions.rules.tree import conjuncts, is_verb
from timeline.mentions.rules.triggers import Trigger, lemma_of
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
# The rule by which those who speak or act at a meeting take part in it.
PRESENT = "speaks or acts there"
# Prepositions before a meeting at which, or after which, somebody speaks.
AT_MEETING = frozenset({"after", "at", "before", "during", "following", "in"})
# Verbs of what people say and do at meetings.
IN_COMPANY = word_list("roles.in_company")


@dataclass(frozen=True, slots=True)
class Filler:
    """A word that heads the phrase which fills a role, and the rule that says so."""

    slot: Slot
    head: Token
    rule: str


def fillers(trigger: Trigger, words: Words) -> list[Filler]:
    """Find the fillers of a trigger's roles, in order of the text.

    A word fills one role of a trigger.
    """
    is_verb_phrase = trigger.group.pos is PartOfSpeech.VERB
    candidates = (
        _around_verb(trigger, words) if is_verb_phrase else _around_noun(trigger, words)
    )
    own = {token.i for token in trigger.tokens if _is_only_trigger(token, trigger)}
    unique: dict[int, Filler] = {}
    for filler in candidates:
        if filler.head.i not in own:
            unique.setdefault(filler.head.i, filler)
    return sorted(unique.values(), key=_position)


def _position(filler: Filler) -> int:
    return filler.head.i


def _around_verb(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield the fillers of a verb phrase."""
    yield from _of_verb(trigger, words)
    yield from _of_own_object(trigger)
    # "handed over their weapons to the militia"
    if trigger.group.mode in {"disarm", "surrender"}:
        yield from _each(Slot.TARGET, after(trigger, frozenset({"to"})), "to whom")


def _around_noun(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield the fillers of a noun of action."""
    yield from _of_noun(trigger, words)
    yield from _of_support(trigger, words)


def _is_only_trigger(token: Token, trigger: Trigger) -> bool:
    """Return whether a word of a trigger fills no role itself; people in a phrase do."""
    if token == trigger.token:
        return True
    return not _is_actor(token) and not _is_person(token)


def _is_person(token: Token) -> bool:
    """Return whether the object that belongs to a trigger is people.

    "rescued the hostages", "expelled three diplomats".
    """
    noun = generic(lemma_of(token))
    return (
        token.dep_ in {"dobj", "nsubjpass"}
        and lemma_of(token) not in {"resistance", "force"}
        and noun is not None
        and noun.actor_class in {"civilians", "armed", "forces", "government"}
    )


def _is_actor(token: Token) -> bool:
    """Return whether a word inside a trigger names who does it ("militant attacks")."""
    noun = generic(lemma_of(token))
    return (
        noun is not None
        and noun.actor_class == "armed"
        and lemma_of(token) != "resistance"
    )


def _of_verb(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield the fillers of a verb, by the rows of its frame."""
    passive = is_passive(trigger.token)
    for row in frames()[trigger.group.frame].roles:
        if row.is_for(trigger.group.mode, is_passive=passive):
            heads = _heads(row, trigger, words)
            yield from _each(row.role, heads, row.rule_in(is_passive=passive))


def _heads(row: FrameRole, trigger: Trigger, words: Words) -> list[Token]:
    """Return the words that stand in the relation of a row to a trigger."""
    if row.relation == "after":
        return after(trigger, row.prepositions_for(trigger.group.target_prepositions))
    return RELATIONS[row.relation](trigger, words)


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
        for preposition in prepositions(token, {"of"}):
            yield from _each(Slot.TARGET, objects_of(preposition), "of the object")


def _owners_of_object(trigger: Trigger, noun: Token) -> Iterator[Filler]:
    """Yield the adjectives, compounds and owners of the object of a trigger."""
    if lemma_of(trigger.token) == "use":  # "used guerrilla tactics"
        return
    is_move = trigger.group.type == "MOBILIZE"
    for child in noun.children:
        lemma = lemma_of(child)
        if lemma == "military" or (is_move and lemma == "army"):
            continue  # "set up military posts": those of who sets them up
        if child.dep_ in {"amod", "poss", "compound"} and child.pos_ != "PRON":
            yield Filler(_slot_of_owner(trigger, noun), child, "owner of the object")


def _slot_of_owner(trigger: Trigger, noun: Token) -> Slot:
    """Return the role of those whose the object is.

    "repeated the charity's call" is the charity's call, "demanded the mayor's removal" is not the
    mayor's demand.
    """
    is_own = trigger.group.type == "REQUEST" and lemma_of(noun) in ASKING
    return Slot.INITIATOR if is_own else Slot.TARGET


# Nouns that are what somebody asks for, and not what is asked.
ASKING = word_list("roles.asking")


def _each(slot: Slot, heads: list[Token], rule: str) -> Iterator[Filler]:
    return (Filler(slot, head, rule) for head in heads)


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
    yield from _each(Slot.PARTY, after(trigger, frozenset({"from"})), "from")
    parties = after(trigger, BETWEEN | {"of", "involving"})
    yield from _each(Slot.PARTY, parties, "between or with")


# Frames of nouns whose owner, or what follows "of", is the one to whom it is done.
SUFFERED_FRAMES = frozenset({"flee", "undergo"})
OF_TARGET = SUFFERED_FRAMES | {"act", "tell", "ask"}


def _sides_of_noun(trigger: Trigger) -> Iterator[Filler]:
    """Yield who did it and to whom, as a noun of action names them."""
    frame = trigger.group.frame
    sufferers = after(trigger, frozenset({"of"}))
    # "the mayor's killing" is done to the mayor, "the rebels' killing of a mayor" by rebels
    is_of_target = (_is_suffered(trigger) and not sufferers) or frame in SUFFERED_FRAMES
    yield from _before_noun(trigger, Slot.INITIATOR, _target_if(is_of_target))
    yield from _by_whom(trigger, Slot.INITIATOR)
    if frame != "flee":  # "an exodus from Syria": where, not who
        yield from _each(Slot.INITIATOR, after(trigger, frozenset({"from"})), "from")
    yield from _each(Slot.PARTY, after(trigger, frozenset({"between"})), "between")
    targets = after(trigger, _before_targets(trigger))
    yield from _each(Slot.TARGET, targets, "against, on or at")
    slot = _target_if(frame in OF_TARGET and not _is_mover(trigger))
    yield from _each(slot, sufferers, "of")


def _is_suffered(trigger: Trigger) -> bool:
    """Return whether a noun says what people suffer: a killing, an arrest."""
    return trigger.group.casualty is not None or trigger.group.mode in SUFFERED_MODES


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
    for child in (child for token in trigger.tokens for child in token.children):
        if child.dep_ == "amod" and child.lower_ == "military":
            continue  # "military action" is anybody's
        if trigger.group.type == "PROTEST" and _is_against(child):
            yield Filler(Slot.TARGET, child, AGAINST_WHOM)
        elif child.dep_ in {"amod", "compound", "nmod"}:
            yield from _each(beside, conjuncts(child), "modifier")
        elif child.dep_ == "poss":
            yield from _each(owner, conjuncts(child), "owner")


def _is_against(word: Token) -> bool:
    """Return whether a name says against whom a protest is: "anti-Assad protests"."""
    before = [
        token.lower_ for token in word.doc[max(word.sent.start, word.i - 2) : word.i]
    ]
    return before == ["anti", "-"] and word.text.istitle()


def _by_whom(trigger: Trigger, beside: Slot) -> Iterator[Filler]:
    """Yield the agents after "by", and through those against whom they do it.

    "an attack by rebels on a post".
    """
    by = after(trigger, frozenset({"by"})) or _by_whom_under(trigger.token)
    # "the detention of a journalist by soldiers": the parser may attach the agent to the patient.
    by += [
        noun
        for head in after(trigger, frozenset({"of"}))
        for preposition in prepositions(head, {"by"})
        for noun in objects_of(preposition)
    ]
    by = by or _by_of_coordinated(trigger.token)
    yield from _each(beside, by, "by")
    for head in by:
        for preposition in prepositions(head, AGAINST):
            yield from _each(Slot.TARGET, objects_of(preposition), "against, on or at")


def _by_whom_under(noun: Token) -> list[Token]:
    """Return the agents that the parser attached to the verb: "has been under siege by rebels"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "under":
        return []
    verb = noun.head.head
    behind = (
        child for child in verb.rights if child.i > noun.i and child.lower_ == "by"
    )
    return [doer for by in behind for doer in objects_of(by)]


def _by_of_coordinated(noun: Token) -> list[Token]:
    """Return the agents that coordinated nouns share: "shelling or shooting by the army"."""
    members = [child for child in noun.children if child.dep_ == "conj"]
    return [
        doer
        for member in members
        for child in member.children
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by"
        for doer in objects_of(child)
    ]


def _is_mover(trigger: Trigger) -> bool:
    """Return whether the "of" of a noun names who moves.

    As in "the massing of tanks", "the withdrawal of troops".
    """
    return trigger.group.type == "MOBILIZE" or trigger.group.mode in {
        "withdraw",
        "surrender",
        "resign",
        "disarm",
    }


BEHIND_WORDS = frozenset({"behind", "responsible"})


def _of_support(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield the role fillers from the light verb that governs a noun.

    As in "carried out a raid", "came under shelling".
    """
    noun = trigger.token
    side = Slot.PARTY if trigger.group.frame == "parties" else Slot.INITIATOR
    verb = supporting_verb(noun, words)
    if verb is not None:
        yield from _of_light_verb(trigger, verb, side, words)
    elif trigger.group.type == "CONSULT":
        yield from _each(side, _present_at(noun, words), PRESENT)
    yield from _of_clauses(noun, side, words)
    if noun.dep_ == "pobj" and (
        noun.head.lower_ in BEHIND_WORDS or noun.head.lower_ == "for"
    ):
        yield from _responsible(noun, side, words)


def _of_light_verb(
    trigger: Trigger, verb: Token, side: Slot, words: Words
) -> Iterator[Filler]:
    """Yield the fillers that a light verb gives its noun."""
    noun = trigger.token
    if lemma_of(verb) in words["light.passive"] and noun.dep_ != "nsubj":
        yield from _each(Slot.TARGET, surface_subject(verb, words), "subject undergoes")
    elif noun.dep_ in {"dobj", "conj"} or (
        noun.dep_ in {"pobj", "pcomp"} and not is_passive(verb)
    ):
        yield from _each(side, agents(verb, words), "subject of light verb")
    elif noun.dep_ == "nsubjpass":
        yield from _each(side, agents(verb, words), "passive agent of light verb")
    yield from _after_verb(trigger, verb)


def _after_verb(trigger: Trigger, verb: Token) -> Iterator[Filler]:
    """Yield the targets and parties after the prepositions of a light verb."""
    lemmas = AGAINST | set(trigger.group.target_prepositions)
    for preposition in prepositions(verb, lemmas):
        yield from _each(Slot.TARGET, objects_of(preposition), "against, on or at")
    if trigger.group.frame == "parties":
        for word in (verb, *_going_on(verb)):
            for preposition in prepositions(word, {"with", "between"}):
                yield from _each(Slot.PARTY, objects_of(preposition), "with")


def _going_on(verb: Token) -> Iterator[Token]:
    """Return the adjectives that say that talks go on: "are underway with the rebels"."""
    return (child for child in verb.children if child.dep_ == "acomp")


def _present_at(noun: Token, words: Words) -> list[Token]:
    """Return who speaks or acts at a meeting.

    "The king offered help at talks in Doha", but not "at talks between the two sides".
    """
    if noun.dep_ != "pobj":
        return []
    preposition = noun.head
    if preposition.lower_ not in AT_MEETING:
        return []
    if any(prepositions(noun, {"between", "of"})):
        return []
    verb = preposition.head
    while verb.dep_ in {"dobj", "pobj", "prep", "xcomp", "attr"}:
        verb = verb.head
    if not is_verb(verb):
        return []
    if lemma_of(verb) not in IN_COMPANY:
        return []
    return surface_subject(verb, words)


# Participles behind which stands who is held to have done it.
BLAMED = word_list("roles.blamed")
# Participles that say who rules a place, and not who did a deed there.
HOLDING = word_list("roles.holding")
# Nouns that count a noun of action: "acts of violence committed by the attackers".
ACTS = word_list("roles.acts")


def _of_clauses(noun: Token, side: Slot, words: Words) -> Iterator[Filler]:
    """Yield the fillers in clauses on the noun.

    "an offensive that the army has pressed", "attacks launched by jets".
    """
    acts = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    of_acts = acts.children if lemma_of(acts) in ACTS else ()
    for clause in (*noun.children, *of_acts):
        if clause.dep_ == "relcl" and _has_light_object(clause, words):
            subjects = surface_subject(clause, words)
            yield from _each(side, subjects, "subject of the relative clause")
        elif clause.dep_ in {"acl", "relcl"}:
            yield from _of_participle(clause, side, words)


def _has_light_object(clause: Token, words: Words) -> bool:
    """Return whether a light verb has a relative pronoun for its object: "that it has pressed"."""
    if lemma_of(clause) not in words["light.active"]:
        return False
    return any(
        word.dep_ == "dobj" and word.lower_ in RELATIVE for word in clause.children
    )


def _of_participle(clause: Token, side: Slot, words: Words) -> Iterator[Filler]:
    """Yield the fillers of "attacks launched by jets", "strikes attributed to Israel"."""
    if lemma_of(clause) in BLAMED:
        for preposition in prepositions(clause, {"to", "on"}):
            yield from _each(side, objects_of(preposition), "attributed to")
    elif is_passive(clause) and lemma_of(clause) not in HOLDING:
        yield from _each(side, agents(clause, words), "participle's agent")
        for preposition in prepositions(clause, AGAINST):
            yield from _each(
                Slot.TARGET, objects_of(preposition), "participle's target"
            )


def _responsible(noun: Token, side: Slot, words: Words) -> Iterator[Filler]:
    """Read "X claimed responsibility for the attack" and "X was behind the attack"."""
    preposition = noun.head
    holder = preposition.head
    if (
        lemma_of(holder) == "responsibility"
        and is_verb(holder.head)
        and lemma_of(holder.head) in {"claim", "accept", "admit", "take"}
    ):
        yield from _each(side, agents(holder.head, words), "claims responsibility")
    elif lemma_of(holder) == "responsible" and is_verb(holder.head):
        yield from _each(side, surface_subject(holder.head, words), "is responsible")
    elif (
        preposition.lower_ == "behind" and is_verb(holder) and lemma_of(holder) == "be"
    ):
        yield from _each(side, surface_subject(holder, words), "is behind")


def supporting_verb(noun: Token, words: Words) -> Token | None:
    """Return the light verb whose object or subject a noun of action is.

    None if its verb has a meaning of its own.
    """
    if noun.head.lower_ == "following":  # "fled following the attacks": no verb here
        return None
    governed = _counted_with(noun)
    if governed.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"} and is_verb(
        governed.head
    ):
        return governed.head if _is_light(governed.head, words) else None
    return _taking_part(governed) or _supporting_before(governed)


def _counted_with(noun: Token) -> Token:
    """Return the noun that stands for this one: the first of a list, "a wave" of bombings."""
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return noun
    counting = noun.head.head
    return counting if lemma_of(counting) in ACTS else noun


def _is_light(verb: Token, words: Words) -> bool:
    """Return whether a verb says only that something is done, suffered or happens."""
    lemma = lemma_of(verb)
    if lemma in words["light.active"] or lemma in words["light.passive"]:
        return True
    return lemma in words["light.happen"]


def _supporting_before(noun: Token) -> Token | None:
    """Return the verb of "came under shelling": one that supports a noun after its preposition."""
    preposition = noun.head
    verb = preposition.head
    if noun.dep_ != "pobj" or not is_verb(verb):
        return None
    return verb if (lemma_of(verb), preposition.lower_) in SUPPORT_BEHIND else None


def _taking_part(noun: Token) -> Token | None:
    """Return the verb of "took part in protests"; None where a noun does not stand so."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return None
    part = noun.head.head
    if part.dep_ != "dobj" or lemma_of(part) != "part":
        return None
    return part.head if lemma_of(part.head) == "take" else None


def is_aside(trigger: Trigger, words: Words) -> bool:
    """Return whether a noun of action is only recalled.

    No light verb carries it, and it is subject or object of nothing.
    """
    noun = trigger.token
    if (
        trigger.group.pos is not PartOfSpeech.NOUN
        or supporting_verb(noun, words) is not None
    ):
        return False
    return noun.dep_ in {"pobj", "dobj", "conj", "appos", "compound", "nmod", "attr"}


SUPPORT_BEHIND = frozenset({
    ("travel", "for"), ("arrive", "for"), ("fly", "for"), ("go", "for"), ("come", "for"),
    ("head", "for"),
    ("come", "under"), ("be", "under"), ("use", "in"), ("engage", "in"), ("take", "in"),
    ("participate", "in"),
    ("go", "on"), ("come", "to"), ("hold", "for"), ("meet", "for"), ("retaliate", "with"),
    ("respond", "with"),
    ("join", "in"), ("agree", "to"), ("agree", "on"), ("sign", "on"), ("call", "for"),
})  # fmt: skip
