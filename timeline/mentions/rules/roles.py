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
    conjuncts,
    is_passive,
    is_verb,
    objects_of,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.relations import AGAINST, RELATIONS, after
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.mentions import Slot
from timeline.model.types import PartOfSpeech

# The rule (of a frame) by which the country that is visited takes part; it is the place too.
HOST = "host of a visit"
# The rule (of a frame) by which who says that something must be is the one who asks for it.
SAYS = "says what must be"
# The rule by which a word before a noun of protest names those against whom it is.
AGAINST_WHOM = "against whom"
BETWEEN = word_list("roles.between")


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
    if trigger.group.pos is PartOfSpeech.VERB:
        role_fillers = [*_of_verb(trigger, words), *_of_own_object(trigger)]
        # "handed over their weapons to the militia"
        if trigger.group.mode in {"disarm", "surrender"}:
            role_fillers += _each(Slot.TARGET, after(trigger, frozenset({"to"})), "to whom")
    else:
        role_fillers = [*_of_noun(trigger, words), *_of_support(trigger, words)]
    own = {
        item.i
        for item in trigger.tokens
        if not (_is_actor(item) or _is_person(item)) or item == trigger.token
    }
    unique: dict[int, Filler] = {}
    for item in role_fillers:
        if item.head.i not in own:
            unique.setdefault(item.head.i, item)
    return sorted(unique.values(), key=lambda item: item.head.i)


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
    return noun is not None and noun.actor_class == "armed" and lemma_of(token) != "resistance"


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


def _of_own_object(trigger: Trigger) -> Iterator[Filler]:
    """Yield the owners of an object that belongs to the trigger.

    "intercepted Israeli missiles".
    """
    for token in trigger.tokens[1:]:
        if token.dep_ in {"dobj", "nsubjpass"} and trigger.group.frame in {
            "act",
            "move",
            "ask",
            "tell",
        }:
            if _is_person(token):
                yield Filler(Slot.TARGET, token, "object")
                continue
            for child in (
                token.children if lemma_of(trigger.token) != "use" else ()
            ):  # "used guerrilla tactics"
                if lemma_of(child) == "military" or (
                    trigger.group.type == "MOBILIZE" and lemma_of(child) == "army"
                ):
                    continue  # "set up military posts": those of who sets them up
                if child.dep_ in {"amod", "poss", "compound"} and child.pos_ != "PRON":
                    yield Filler(_slot_of_owner(trigger, token), child, "owner of the object")
            for preposition in prepositions(token, {"of"}):
                yield from _each(Slot.TARGET, objects_of(preposition), "of the object")


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
    """Yield the fillers beside a noun: adjectives, compounds, owners, of, by, on, between."""
    frame = trigger.group.frame
    suffers = trigger.group.casualty is not None or trigger.group.mode in SUFFERED_MODES
    owner = (
        Slot.PARTY
        if frame == "parties"
        else Slot.TARGET
        if suffers or frame in {"flee", "undergo"}
        else Slot.INITIATOR
    )
    beside = Slot.PARTY if frame == "parties" else Slot.INITIATOR
    yield from _before_noun(trigger, beside, owner)
    yield from _by_whom(trigger, beside)
    if frame != "flee":  # "an exodus from Syria": where, not who
        yield from _each(beside, after(trigger, frozenset({"from"})), "from")
    if frame == "parties":
        yield from _each(
            Slot.PARTY, after(trigger, BETWEEN | {"of", "involving"}), "between or with"
        )
        return
    yield from _each(Slot.PARTY, after(trigger, frozenset({"between"})), "between")
    lemmas = AGAINST | frozenset(trigger.group.target_prepositions)
    lemmas -= {"at", "in"} if suffers else frozenset()  # "the killings at Taldou": where, not whom
    yield from _each(Slot.TARGET, after(trigger, lemmas), "against, on or at")
    of = (
        Slot.TARGET
        if frame in {"act", "flee", "undergo", "tell", "ask"} and not _is_mover(trigger)
        else Slot.INITIATOR
    )
    yield from _each(of, after(trigger, frozenset({"of"})), "of")


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
    before = [token.lower_ for token in word.doc[max(word.sent.start, word.i - 2) : word.i]]
    return before == ["anti", "-"] and word.text.istitle()


def _by_whom(trigger: Trigger, beside: Slot) -> Iterator[Filler]:
    """Yield the agents after "by", and through those against whom they do it.

    "an attack by rebels on a post".
    """
    by = after(trigger, frozenset({"by"}))
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
    yield from _of_clauses(noun, side, words)
    if noun.dep_ == "pobj" and (noun.head.lower_ in BEHIND_WORDS or noun.head.lower_ == "for"):
        yield from _responsible(noun, side, words)


def _of_light_verb(trigger: Trigger, verb: Token, side: Slot, words: Words) -> Iterator[Filler]:
    """Yield the fillers that a light verb gives its noun."""
    noun = trigger.token
    if lemma_of(verb) in words["light.passive"] and noun.dep_ != "nsubj":
        yield from _each(Slot.TARGET, surface_subject(verb, words), "subject undergoes")
    elif noun.dep_ in {"dobj", "conj"} or (noun.dep_ in {"pobj", "pcomp"} and not is_passive(verb)):
        yield from _each(side, agents(verb, words), "subject of light verb")
    elif noun.dep_ == "nsubjpass":
        yield from _each(side, agents(verb, words), "passive agent of light verb")
    for preposition in prepositions(verb, AGAINST | set(trigger.group.target_prepositions)):
        yield from _each(Slot.TARGET, objects_of(preposition), "against, on or at")
    if trigger.group.frame == "parties":
        for preposition in prepositions(verb, {"with", "between"}):
            yield from _each(Slot.PARTY, objects_of(preposition), "with")


# Participles behind which stands who is held to have done it.
BLAMED = word_list("roles.blamed")
# Nouns that count a noun of action: "acts of violence committed by the attackers".
ACTS = word_list("roles.acts")


def _of_clauses(noun: Token, side: Slot, words: Words) -> Iterator[Filler]:
    """Yield the fillers in clauses on the noun.

    "an offensive that the army has pressed", "attacks launched by jets".
    """
    acts = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    beside = acts.children if lemma_of(acts) in ACTS else ()
    for child in (*noun.children, *beside):
        light = lemma_of(child) in words["light.active"]
        if (
            child.dep_ == "relcl"
            and light
            and any(word.dep_ == "dobj" and word.lower_ in RELATIVE for word in child.children)
        ):
            yield from _each(side, surface_subject(child, words), "subject of the relative clause")
        elif (
            child.dep_ in {"acl", "relcl"} and lemma_of(child) in BLAMED
        ):  # "strikes attributed to Israel"
            yield from _each(
                side,
                [word for by in prepositions(child, {"to", "on"}) for word in objects_of(by)],
                "attributed to",
            )
        elif child.dep_ in {"acl", "relcl"} and is_passive(child):
            yield from _each(side, agents(child, words), "participle's agent")
            for preposition in prepositions(child, AGAINST):
                yield from _each(Slot.TARGET, objects_of(preposition), "participle's target")


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
    elif preposition.lower_ == "behind" and is_verb(holder) and lemma_of(holder) == "be":
        yield from _each(side, surface_subject(holder, words), "is behind")


def supporting_verb(noun: Token, words: Words) -> Token | None:
    """Return the light verb whose object or subject a noun of action is.

    None if its verb has a meaning of its own.
    """
    if noun.head.lower_ == "following":  # "fled following the attacks": no verb here
        return None
    governor = noun
    while governor.dep_ == "conj" and governor.head != governor:
        governor = governor.head
    if (
        governor.dep_ == "pobj"
        and governor.head.lower_ == "of"
        and lemma_of(governor.head.head) in ACTS
    ):
        governor = governor.head.head  # "launched a wave of bombings"
    if governor.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"} and is_verb(governor.head):
        verb = governor.head
    elif (part := _taking_part(governor)) is not None:
        return part
    elif (
        governor.dep_ == "pobj"
        and is_verb(governor.head.head)
        and governor.head.lower_
        in {"under", "in", "to", "with", "through", "for", "into", "out", "on"}
    ):
        verb = governor.head.head
        lemma = lemma_of(verb)
        if (lemma, governor.head.lower_) not in SUPPORT_BEHIND:
            return None
        return verb
    else:
        return None
    lemma = lemma_of(verb)
    is_listed = (
        lemma in words["light.active"]
        or lemma in words["light.passive"]
        or lemma in words["light.happen"]
    )
    return verb if is_listed else None


def _taking_part(noun: Token) -> Token | None:
    """Return the verb of "took part in protests"; None where a noun does not stand so."""
    part = noun.head.head
    is_behind = noun.dep_ == "pobj" and noun.head.lower_ == "in" and lemma_of(part) == "part"
    is_taken = part.dep_ == "dobj" and lemma_of(part.head) == "take"
    return part.head if is_behind and is_taken else None


def is_aside(trigger: Trigger, words: Words) -> bool:
    """Return whether a noun of action is only recalled.

    No light verb carries it, and it is subject or object of nothing.
    """
    noun = trigger.token
    if trigger.group.pos is not PartOfSpeech.NOUN or supporting_verb(noun, words) is not None:
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
