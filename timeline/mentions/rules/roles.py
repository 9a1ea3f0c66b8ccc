"""Who initiates, who is targeted, who takes part: the fillers of a trigger's roles, as words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from timeline.lexicon.actors import generic
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import (
    RELATIVE,
    agents,
    conjuncts,
    direct_objects,
    is_passive,
    is_verb,
    objects_of,
    patients,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.speech_acts import clause_of, reporting_above
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.mentions import Slot
from timeline.model.types import PartOfSpeech

AGAINST = word_list("roles.against")
# The rule by which the country that is visited takes part; it is the place of the visit too.
HOST = "host of a visit"
# The rule by which who says that something must be is the one who asks for it.
SAYS = "says what must be"
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
        found = [*VERB_FRAMES[trigger.group.frame](trigger, words), *_of_own_object(trigger)]
        if trigger.group.mode in {
            "disarm",
            "surrender",
        }:  # "handed over their weapons to the militia"
            found += _each(Slot.TARGET, _behind(trigger, frozenset({"to"})), "to whom")
    else:
        found = [*_of_noun(trigger, words), *_of_support(trigger, words)]
    own = {
        one.i
        for one in trigger.tokens
        if not (_is_actor(one) or _is_person(one)) or one == trigger.token
    }
    unique: dict[int, Filler] = {}
    for one in found:
        if one.head.i not in own:
            unique.setdefault(one.head.i, one)
    return sorted(unique.values(), key=lambda one: one.head.i)


def _is_person(token: Token) -> bool:
    """Say whether the object that belongs to a trigger is people.

    "rescued the hostages", "expelled three diplomats".
    """
    known = generic(lemma_of(token))
    return (
        token.dep_ in {"dobj", "nsubjpass"}
        and lemma_of(token) not in {"resistance", "force"}
        and known is not None
        and known.actor_class in {"civilians", "armed", "forces", "government"}
    )


def _is_actor(token: Token) -> bool:
    """Say whether a word inside a trigger names who does it ("militant attacks")."""
    known = generic(lemma_of(token))
    return known is not None and known.actor_class == "armed" and lemma_of(token) != "resistance"


def _of_own_object(trigger: Trigger) -> Iterator[Filler]:
    """Go through the owners of an object that belongs to the trigger.

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
                    yield Filler(_slot_of_owner(trigger), child, "owner of the object")
            for preposition in prepositions(token, {"of"}):
                yield from _each(Slot.TARGET, objects_of(preposition), "of the object")


def _slot_of_owner(trigger: Trigger) -> Slot:
    """Return the role of those whose the object is.

    "repeated the charity's call" is the charity's call.
    """
    return Slot.INITIATOR if trigger.group.type == "REQUEST" else Slot.TARGET


def _each(slot: Slot, heads: list[Token], rule: str) -> Iterator[Filler]:
    return (Filler(slot, head, rule) for head in heads)


def _behind(trigger: Trigger, wanted: frozenset[str]) -> list[Token]:
    """Give the objects of prepositions on the trigger's words ("fired at", "opened fire on")."""
    return [
        head
        for token in trigger.tokens
        for preposition in prepositions(token, wanted)
        for head in objects_of(preposition)
    ]


def _shared_objects(verb: Token) -> list[Token]:
    """Give the object that coordinated verbs share: "encircled and entered the town"."""
    own = direct_objects(verb)
    if own or is_passive(verb):
        return own
    return [
        head
        for child in verb.children
        if child.dep_ == "conj" and is_verb(child)
        for head in direct_objects(child)
    ]


def _act(trigger: Trigger, words: Words) -> Iterator[Filler]:
    verb = trigger.token
    yield from _each(
        Slot.INITIATOR, agents(verb, words), "passive agent" if is_passive(verb) else "subject"
    )
    undergone = patients(verb, words) if is_passive(verb) else _shared_objects(verb)
    yield from _each(Slot.TARGET, undergone, "passive subject" if is_passive(verb) else "object")
    wanted = frozenset(trigger.group.target_prepositions) | {"against"}
    yield from _each(Slot.TARGET, _behind(trigger, wanted), "object of preposition")
    for aimed in (
        one for token in (*trigger.tokens, *direct_objects(verb)) for one in token.children
    ):
        if aimed.dep_ == "acl" and lemma_of(aimed) in AIMED:  # "fired rounds aimed at a post"
            for preposition in prepositions(aimed, AGAINST):
                yield from _each(Slot.TARGET, objects_of(preposition), "aimed at")
    if is_passive(verb):
        yield from _each(Slot.INITIATOR, _behind(trigger, frozenset({"by"})), "passive agent")


# Participles behind which stands what something is fired at.
AIMED = word_list("roles.aimed")


def _undergo(trigger: Trigger, words: Words) -> Iterator[Filler]:
    yield from _each(Slot.TARGET, surface_subject(trigger.token, words), "subject undergoes")
    yield from _each(Slot.INITIATOR, _behind(trigger, frozenset({"by", "from"})), "from or by")


def _parties(trigger: Trigger, words: Words) -> Iterator[Filler]:
    yield from _each(Slot.PARTY, surface_subject(trigger.token, words), "subject")
    yield from _each(Slot.PARTY, direct_objects(trigger.token), "object")
    resisted = trigger.lemma.endswith("resistance")
    wanted = (
        BETWEEN | {"by"} | ({"to", "from"} if trigger.group.mode == "trade" or resisted else set())
    )
    yield from _each(Slot.PARTY, _behind(trigger, frozenset(wanted)), "with or against")
    if trigger.group.mode == "visit":  # "arrived in Ankara": whoever rules there
        yield from _each(Slot.PARTY, _behind(trigger, frozenset({"to", "in", "into"})), HOST)


def _move(trigger: Trigger, words: Words) -> Iterator[Filler]:
    verb = trigger.token
    yield from _each(
        Slot.INITIATOR, agents(verb, words), "passive agent" if is_passive(verb) else "subject"
    )
    yield from _each(Slot.TARGET, _behind(trigger, frozenset({"from", "against"})), "from whom")
    yield from _each(Slot.TARGET, patients(verb, words), "object")


def _flee(trigger: Trigger, words: Words) -> Iterator[Filler]:
    verb = trigger.token
    objects = [one for one in patients(verb, words) if one not in trigger.tokens]
    if (
        objects
        and not is_passive(verb)
        and trigger.group.casualty is not None
        and verb.lemma_ not in {"flee", "leave", "escape"}
    ):
        yield from _each(Slot.TARGET, objects, "object")
        yield from _each(Slot.INITIATOR, surface_subject(verb, words), "subject")
    else:
        yield from _each(Slot.TARGET, surface_subject(verb, words), "subject")
        by = [
            one
            for one in _behind(trigger, frozenset({"by"}))
            if list(one.lefts) or one.tag_ == "NNS"
        ]  # not "by canoe"
        yield from _each(Slot.INITIATOR, by, "passive agent")


def _ask(trigger: Trigger, words: Words) -> Iterator[Filler]:
    verb = trigger.token
    yield from _each(Slot.INITIATOR, agents(verb, words), "subject")
    asked = patients(verb, words) if is_passive(verb) else _shared_objects(verb)
    yield from _each(Slot.TARGET, _quoted_owner(verb) or asked, "object")
    yield from _each(
        Slot.TARGET,
        _behind(trigger, frozenset({"on", "from", "to", "upon", "of"})),
        "object of preposition",
    )
    for clause in (child for child in verb.children if child.dep_ in {"ccomp", "xcomp"}):
        yield from _each(
            Slot.TARGET,
            [
                head
                for child in clause.children
                if child.dep_ in {"nsubj", "nsubjpass"}
                for head in conjuncts(child)
            ],
            "subject of what is asked",
        )
    for preposition in prepositions(verb, {"for"}):  # "called for Russia to stop"
        if any(child.dep_ == "pcomp" for child in preposition.children):
            yield from _each(Slot.TARGET, objects_of(preposition), "for whom to")


def _quoted_owner(verb: Token) -> list[Token]:
    """Give the one asked in "demands Russia 'rein in' its ally", where the quotation mark is parsed as Russia's."""
    after = verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]
    return [
        one
        for one in after
        if one.dep_ == "poss" and one.pos_ == "PROPN" and not one.text.endswith("s")
        if any(child.dep_ == "case" and child.text in {"'", '"'} for child in one.children)
    ]


def _tell(trigger: Trigger, words: Words) -> Iterator[Filler]:
    verb = trigger.token
    yield from _each(Slot.INITIATOR, agents(verb, words), "subject")
    yield from _each(
        Slot.TARGET, patients(verb, words) if is_passive(verb) else _shared_objects(verb), "object"
    )
    wanted = frozenset(trigger.group.target_prepositions) | {"against", "on", "with", "to"}
    yield from _each(Slot.TARGET, _behind(trigger, wanted), "object of preposition")
    for clause in (
        child for child in verb.children if child.dep_ == "xcomp"
    ):  # "threatened to drive back the army"
        yield from _each(Slot.TARGET, direct_objects(clause), "object of what is threatened")


def _happen(trigger: Trigger, words: Words) -> Iterator[Filler]:
    yield from _each(Slot.INITIATOR, _behind(trigger, frozenset({"by"})), "by")


def _oblige(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Read "X said that Y must leave": X demands, Y is asked."""
    above = reporting_above(trigger.token, words)
    if above is not None:
        yield from _each(Slot.INITIATOR, agents(above, words), SAYS)
    if not is_passive(trigger.token):
        yield from _each(
            Slot.TARGET, surface_subject(trigger.token, words), "subject of what must be"
        )


def _intend(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Read "Y said it will not sign", "is willing to talk": the subject wills it, objects that are not its own undergo it."""
    verbs = list(clause_of(trigger))
    yield from _each(Slot.INITIATOR, surface_subject(verbs[0], words), "subject")
    for verb in verbs:
        others = [
            one
            for one in direct_objects(verb)
            if not any(child.tag_ == "PRP$" for child in one.children)
        ]
        yield from _each(Slot.TARGET, others, "object of what is willed")
        for preposition in prepositions(verb, set(trigger.group.target_prepositions)):
            yield from _each(Slot.TARGET, objects_of(preposition), "object of preposition")


Frame = Callable[[Trigger, Words], Iterator[Filler]]
VERB_FRAMES: dict[str, Frame] = {
    "act": _act,
    "undergo": _undergo,
    "parties": _parties,
    "move": _move,
    "flee": _flee,
    "ask": _ask,
    "tell": _tell,
    "happen": _happen,
    "said": _oblige,
    "intend": _intend,
}

# Nouns whose owner or compound is the one to whom it is done ("Soleimani's killing", "hostage release").
SUFFERED_MODES = word_list("roles.suffered_modes")


def _of_noun(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Go through the fillers beside a noun: adjectives, compounds, owners, of, by, on, between."""
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
        yield from _each(beside, _behind(trigger, frozenset({"from"})), "from")
    if frame == "parties":
        yield from _each(
            Slot.PARTY, _behind(trigger, BETWEEN | {"of", "involving"}), "between or with"
        )
        return
    yield from _each(Slot.PARTY, _behind(trigger, frozenset({"between"})), "between")
    wanted = AGAINST | frozenset(trigger.group.target_prepositions)
    wanted -= {"at", "in"} if suffers else frozenset()  # "the killings at Taldou": where, not whom
    yield from _each(Slot.TARGET, _behind(trigger, wanted), "against, on or at")
    of = (
        Slot.TARGET
        if frame in {"act", "flee", "undergo", "tell", "ask"} and not _moves_itself(trigger)
        else Slot.INITIATOR
    )
    yield from _each(of, _behind(trigger, frozenset({"of"})), "of")


def _before_noun(trigger: Trigger, beside: Slot, owner: Slot) -> Iterator[Filler]:
    """Go through the adjectives, compounds and owners of a noun of action."""
    for child in (child for token in trigger.tokens for child in token.children):
        if child.dep_ == "amod" and child.lower_ == "military":
            continue  # "military action" is anybody's
        if child.dep_ in {"amod", "compound", "nmod"}:
            yield from _each(beside, conjuncts(child), "modifier")
        elif child.dep_ == "poss":
            yield from _each(owner, conjuncts(child), "owner")


def _by_whom(trigger: Trigger, beside: Slot) -> Iterator[Filler]:
    """Go through the doers behind "by", and through those against whom they do it.

    "an attack by rebels on a post".
    """
    by = _behind(trigger, frozenset({"by"}))
    by += [  # "the detention of a journalist by soldiers": the parser may hang the doer on the one it is done to
        one
        for head in _behind(trigger, frozenset({"of"}))
        for preposition in prepositions(head, {"by"})
        for one in objects_of(preposition)
    ]
    by = by or _by_of_coordinated(trigger.token)
    yield from _each(beside, by, "by")
    for head in by:
        for preposition in prepositions(head, AGAINST):
            yield from _each(Slot.TARGET, objects_of(preposition), "against, on or at")


def _by_of_coordinated(noun: Token) -> list[Token]:
    """Give the doers that coordinated nouns of action share: "shelling or shooting by the army"."""
    return [
        doer
        for member in conjuncts(noun)[1:]
        for preposition in prepositions(member, {"by"})
        for doer in objects_of(preposition)
    ]


def _moves_itself(trigger: Trigger) -> bool:
    """Say whether the "of" of a noun names who moves ("the massing of tanks", "the withdrawal of troops")."""
    return trigger.group.type == "MOBILIZE" or trigger.group.mode in {
        "withdraw",
        "surrender",
        "resign",
        "disarm",
    }


BEHIND_WORDS = frozenset({"behind", "responsible"})


def _of_support(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Go through the fillers of the verb that lends a noun its subject ("carried out a raid", "came under shelling")."""
    noun = trigger.token
    side = Slot.PARTY if trigger.group.frame == "parties" else Slot.INITIATOR
    verb = supporting_verb(noun, words)
    if verb is not None:
        yield from _of_verb(trigger, verb, side, words)
    yield from _of_clauses(noun, side, words)
    if noun.dep_ == "pobj" and (noun.head.lower_ in BEHIND_WORDS or noun.head.lower_ == "for"):
        yield from _responsible(noun, side, words)


def _of_verb(trigger: Trigger, verb: Token, side: Slot, words: Words) -> Iterator[Filler]:
    """Go through the fillers that a light verb gives its noun."""
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
    """Go through the fillers in clauses on the noun.

    "an offensive that the army has pressed", "attacks launched by jets".
    """
    acts = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    beside = acts.children if lemma_of(acts) in ACTS else ()
    for child in (*noun.children, *beside):
        light = lemma_of(child) in words["light.active"]
        if (
            child.dep_ == "relcl"
            and light
            and any(one.dep_ == "dobj" and one.lower_ in RELATIVE for one in child.children)
        ):
            yield from _each(side, surface_subject(child, words), "subject of the relative clause")
        elif (
            child.dep_ in {"acl", "relcl"} and lemma_of(child) in BLAMED
        ):  # "strikes attributed to Israel"
            yield from _each(
                side,
                [one for by in prepositions(child, {"to", "on"}) for one in objects_of(by)],
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
    """Give the light verb whose object or subject a noun of action is.

    None if its verb has a meaning of its own.
    """
    if noun.head.lower_ == "following":  # "fled following the attacks": no verb here
        return None
    at = noun
    while at.dep_ == "conj" and at.head != at:
        at = at.head
    if at.dep_ == "pobj" and at.head.lower_ == "of" and lemma_of(at.head.head) in ACTS:
        at = at.head.head  # "launched a wave of bombings"
    if at.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"} and is_verb(at.head):
        verb = at.head
    elif (
        at.dep_ == "pobj"
        and is_verb(at.head.head)
        and at.head.lower_ in {"under", "in", "to", "with", "through", "for", "into", "out", "on"}
    ):
        verb = at.head.head
        lemma = lemma_of(verb)
        if (lemma, at.head.lower_) not in SUPPORT_BEHIND:
            return None
        return verb
    else:
        return None
    lemma = lemma_of(verb)
    known = (
        lemma in words["light.active"]
        or lemma in words["light.passive"]
        or lemma in words["light.happen"]
    )
    return verb if known else None


def is_aside(trigger: Trigger, words: Words) -> bool:
    """Say whether a noun of action is only recalled: no light verb carries it, and it is subject or object of nothing."""
    noun = trigger.token
    if trigger.group.pos is not PartOfSpeech.NOUN or supporting_verb(noun, words) is not None:
        return False
    return noun.dep_ in {"pobj", "dobj", "conj", "appos", "compound", "nmod", "attr"}


SUPPORT_BEHIND = frozenset({
    ("travel", "for"), ("arrive", "for"), ("fly", "for"), ("go", "for"), ("come", "for"), ("head", "for"),
    ("come", "under"), ("be", "under"), ("use", "in"), ("engage", "in"), ("take", "in"), ("participate", "in"),
    ("go", "on"), ("come", "to"), ("hold", "for"), ("meet", "for"), ("retaliate", "with"), ("respond", "with"),
    ("join", "in"), ("agree", "to"), ("agree", "on"), ("sign", "on"), ("call", "for"),
})  # fmt: skip
