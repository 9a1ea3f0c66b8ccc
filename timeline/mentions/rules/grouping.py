"""Which triggers of one sentence name one and the same happening?"""

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from timeline.lexicon.actors import generic
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.attribution import is_reporting
from timeline.mentions.rules.dependencies import (
    is_passive,
    is_verb,
    objects_of,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.factuality import is_purpose
from timeline.mentions.rules.roles import supporting_verb
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.types import PartOfSpeech

# Prepositions by which a verb names the happening in which something was done ("killed in an air strike").
IN = word_list("grouping.in")
# Types of which one sentence may tell twice in other words; speech acts are told apart by their verbs.
FORCE = frozenset({"ASSAULT", "DISPLACE"})
# Types that one advance can be told as.
MOVES = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})


def fuse(triggers: Sequence[Trigger], words: Words) -> list[list[Trigger]]:
    """Group the triggers of a sentence by happening, in order of the text."""
    owner = {token.i: at for at, trigger in enumerate(triggers) for token in trigger.tokens}
    parent = list(range(len(triggers)))
    for at in range(len(triggers)):
        for other in _partners(at, triggers, owner, words):
            parent[_root(parent, at)] = _root(parent, other)
    groups: dict[int, list[Trigger]] = {}
    for at, trigger in enumerate(triggers):
        groups.setdefault(_root(parent, at), []).append(trigger)
    return sorted(groups.values(), key=lambda group: group[0].token.i)


def _root(parent: Sequence[int], at: int) -> int:
    while parent[at] != at:
        at = parent[at]
    return at


def _partners(
    at: int, triggers: Sequence[Trigger], owner: Mapping[int, int], words: Words
) -> Iterator[int]:
    """Go through the triggers that name the same happening as one of them."""
    trigger = triggers[at]
    yield from _linked(at, triggers, owner, words)
    shared = owner.get(trigger.token.head.i)
    if shared is not None and _one_move(trigger, triggers[shared]):
        yield shared
    for other in range(at + 1, len(triggers)):
        if trigger.group.type == triggers[other].group.type == "ASSAULT" and _is_witnessed(
            trigger, triggers[other], words
        ):
            yield other
    before = _told_before(trigger, triggers[:at])
    if before is not None:
        yield before


def _linked(
    at: int, triggers: Sequence[Trigger], owner: Mapping[int, int], words: Words
) -> Iterator[int]:
    """Go through the triggers that the grammar links to one as the same happening, if their types go together."""
    trigger = triggers[at]
    links = (
        (_same_happening(trigger, words), lambda other: other == trigger.group.type),
        (_framing(trigger), lambda other: {trigger.group.type, other} <= MOVES),
        (_protest_over(trigger), lambda other: other == "PROTEST"),
        (_riot_over(trigger), lambda other: other == "PROTEST"),
    )
    for tokens, go_together in links:
        for token in tokens:
            other = owner.get(token.i, at)
            if other != at and go_together(triggers[other].group.type):
                yield other


def _protest_over(trigger: Trigger) -> list[Token]:
    """Give the words for the protest by which something is demanded.

    "marched to demand a vote", "a strike calling for".
    """
    token = trigger.token
    if trigger.group.type != "REQUEST" or token.dep_ not in {"advcl", "xcomp", "acl", "pcomp"}:
        return []
    head = token.head if token.dep_ != "pcomp" else token.head.head
    return [head, *(child for child in head.children if child.dep_ == "dobj")]


def _riot_over(trigger: Trigger) -> list[Token]:
    """Give the words for the riot in which things are wrecked.

    "rioted, setting fire to mattresses and smashing doors".
    """
    token = trigger.token
    while token.dep_ == "conj" and token.tag_ == "VBG" and is_verb(token.head):
        token = token.head
    wrecking = (
        trigger.group.type == "ASSAULT"
        and trigger.group.casualty is None
        and trigger.token.tag_ == "VBG"
    )
    return [token.head] if wrecking and token.dep_ == "advcl" else []


def _framing(trigger: Trigger) -> list[Token]:
    """Give the words for the operation in which something is done.

    "seized control in a coup", "a push to recapture".
    """
    token = trigger.token
    if trigger.group.pos is not PartOfSpeech.VERB:
        return []
    found = [head for one in prepositions(token, {"in", "during"}) for head in objects_of(one)]
    if is_purpose(token):
        found.append(token.head)
        found += [head for one in prepositions(token.head, {"in"}) for head in objects_of(one)]
        found += [child for child in token.head.children if child.dep_ == "dobj"]
    return found


def _told_before(trigger: Trigger, before: Sequence[Trigger]) -> int | None:
    """Give the act that a relative clause with casualties completes.

    "launched air strikes on Friday, which killed ten".
    """
    if trigger.group.casualty is None or trigger.group.type != "ASSAULT":
        return None
    clause = (
        trigger.token.dep_ == "conj"
        and is_passive(trigger.token)
        and not any(prepositions(trigger.token))
    )
    if not (clause or _is_relative(trigger.token)):
        return None
    if _is_of_people_before(trigger.token):
        return None
    subject = next((child for child in trigger.token.children if child.dep_ == "nsubj"), None)
    relative = clause or subject is None or subject.lower_ in {"which", "that"}
    acts = [
        at
        for at, one in enumerate(before)
        if one.group.type == "ASSAULT" and one.group.casualty is None
    ]
    return acts[-1] if relative and acts else None


def _is_of_people_before(verb: Token) -> bool:
    """Return whether a clause only says what had befallen people on a day of its own.

    "fired on a funeral for three men who were killed on Friday": that was another shooting.
    """
    if verb.dep_ != "relcl" or all(child.lower_ != "who" for child in verb.children):
        return False
    behind = verb.doc[verb.i + 1 : verb.right_edge.i + 1]
    return any(word.ent_type_ == "DATE" for word in behind)


def _is_witnessed(noun: Trigger, told: Trigger, words: Words) -> bool:
    """Say whether a witness of the one tells of the other.

    "survivors of the attack said that gunmen opened fire".
    """
    holder = next((one for one in noun.token.ancestors if one.dep_ == "nsubj"), None)
    if (
        noun.group.pos is not PartOfSpeech.NOUN
        or holder is None
        or lemma_of(holder) not in WITNESSES
    ):
        return False
    return is_reporting(holder.head, words) and holder.head.is_ancestor(told.token)


WITNESSES = word_list("grouping.witnesses")


def _points_back(head: Token) -> bool:
    """Say whether the words point back to a place just named: "it", "there", "the town"."""
    if head.lower_ in {"it", "there", "them"}:
        return True
    return (
        head.tag_ == "NN"
        and [one.lower_ for one in head.lefts] in (["the"], ["that"], ["this"])
        and head.ent_type_ == ""
    )


def _is_relative(verb: Token) -> bool:
    if verb.dep_ == "ccomp":  # "strikes, which they say killed ten"
        return verb.head.dep_ in {"relcl", "advcl"}
    return verb.dep_ in {"relcl", "advcl"}


def _one_move(trigger: Trigger, before: Trigger) -> bool:
    """Say whether two coordinated verbs share subject and object.

    "encircled and entered the town".
    """
    verb = trigger.token
    if verb.dep_ != "conj" or not {trigger.group.type, before.group.type} <= MOVES:
        return False
    own = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    back = [
        head
        for preposition in prepositions(verb)
        for head in objects_of(preposition)
        if head.ent_type_ != "DATE"
    ]
    if back and not own and all(_points_back(head) for head in back):
        return True  # "encircled Saraqib and pushed into the town"
    return not own and not any(
        child.dep_ in {"dobj", "nsubjpass"} for child in before.token.children
    )


def _same_happening(trigger: Trigger, words: Words) -> list[Token]:
    """Give the words that, if they are triggers of the same type, name the same happening as this one."""
    token = trigger.token
    found: list[Token] = []
    if trigger.group.pos is PartOfSpeech.VERB:
        found += surface_subject(token, words)
        found += [
            head
            for one in trigger.tokens
            for preposition in prepositions(one, IN)
            for head in objects_of(preposition)
        ]
        found += [child for child in token.children if child.dep_ == "dobj"]
        if token.dep_ == "pcomp" and token.head.lower_ == "by":  # "retaliated by shelling the post"
            found.append(token.head.head)
        if token.dep_ in {"acl", "relcl"} or (
            token.dep_ == "conj"
            and token.head.lemma_ == token.lemma_
            and not _has_other_agent(token)
        ):
            found.append(token.head)
        found += _verbs_of_same(trigger)
    else:
        verb = supporting_verb(token, words)
        if verb is not None:
            found.append(verb)
        found += [
            head
            for preposition in prepositions(token, {"of", "during", "in", "as"})
            for head in objects_of(preposition)
        ]
        if token.dep_ in {"appos", "attr", "advmod", "npadvmod"}:
            found.append(token.head)
        if token.dep_ == "conj" and trigger.group.type == "ASSAULT" and not _has_own(token):
            found.append(token.head)
    return found


def _has_own(noun: Token) -> bool:
    return any(child.dep_ in {"prep", "poss", "amod", "compound"} for child in noun.children)


def _verbs_of_same(trigger: Trigger) -> list[Token]:
    """Give the verbs whose happening a casualty verb only completes ("shelled the town, killing four")."""
    token = trigger.token
    if trigger.group.type not in FORCE:
        return []
    if trigger.group.casualty is not None:
        return _completed(trigger)
    if token.dep_ == "advcl" and _mark(token) in {"as", "while", ""} and is_verb(token.head):
        return [token.head]
    if token.dep_ == "xcomp" and is_verb(token.head):
        return _climb(token)
    return []


def _completed(trigger: Trigger) -> list[Token]:
    """Give the verbs and nouns that a casualty verb completes."""
    token = trigger.token
    own = next((child for child in token.children if child.dep_ == "nsubj"), None)
    if (
        token.dep_ == "advcl"
        and own is not None
        and _mark(token)
        and generic(lemma_of(own)) is not None
    ):
        return []  # "…, a day after gunmen killed six people": others did that
    if token.dep_ == "advcl" and is_verb(token.head):
        beside = (
            child for child in token.head.children if child.dep_ in {"dobj", "nsubjpass", "nsubj"}
        )
        return [token.head, *beside]
    if (
        token.dep_ == "conj"
        and is_verb(token.head)
        and not _has_other_agent(token)
        and (_shares_subject(token) or _both_suffer(trigger))
    ):
        return [token.head]
    after = [
        child
        for child in token.children
        if child.dep_ == "advcl" and _mark(child) in {"after", "when", "as"}
    ]
    return after if is_passive(token) or trigger.group.frame == "undergo" else []


def _has_other_agent(verb: Token) -> bool:
    """Return whether two coordinated passives each name who did it.

    "nine were killed by rebels and 11 by army gunfire": two deeds, not one with two doers.
    """
    first, second = _agent_words(verb.head), _agent_words(verb)
    return bool(first and second) and first != second


def _agent_words(verb: Token) -> frozenset[str]:
    found = (head for child in verb.children if child.dep_ == "agent" for head in objects_of(child))
    return frozenset(lemma_of(head) for head in found)


def _both_suffer(trigger: Trigger) -> bool:
    """Say whether two coordinated clauses only count people.

    "300 people died and 500 were injured in the offensive".
    """
    first = trigger.token.head
    suffers = is_passive(trigger.token) or trigger.group.frame == "undergo"
    return suffers and (is_passive(first) or first.lemma_ in {"die", "perish"})


def _climb(token: Token) -> list[Token]:
    """Climb from "tried to seize" over the verb of trying to the clause that it frames."""
    head = token.head
    if (
        lemma_of(head) in {"try", "attempt", "seek", "manage"}
        and head.dep_ == "advcl"
        and _mark(head) in {"as", "while"}
    ):
        above = head.head
        return [above, above.head] if above.dep_ == "conj" else [above]
    return []


def _mark(verb: Token) -> str:
    return next(
        (
            child.lower_
            for child in verb.children
            if child.dep_ in {"mark", "advmod"} and child.i < verb.i
        ),
        "",
    )


def _shares_subject(verb: Token) -> bool:
    return not any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children) or is_passive(
        verb
    ) == is_passive(verb.head)
