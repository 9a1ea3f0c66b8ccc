"""Group the triggers of one sentence that name the same event."""

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
from timeline.mentions.rules.light_verbs import supporting_verb
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.types import PartOfSpeech

# Prepositions by which a verb names the happening in which something was done ("killed in an air
# strike").
IN = word_list("grouping.in")
# Types of which one sentence may tell twice in other words; speech acts are told apart by their
# verbs.
FORCE = frozenset({"ASSAULT", "DISPLACE"})
# Types that one advance can be told as.
MOVES = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})


def fuse(triggers: Sequence[Trigger], words: Words) -> list[list[Trigger]]:
    """Group the triggers of a sentence by incident, in order of the text."""
    owner = {
        token.i: index
        for index, trigger in enumerate(triggers)
        for token in trigger.tokens
    }
    parent = list(range(len(triggers)))
    for index in range(len(triggers)):
        for partner in _partners(index, triggers, owner, words):
            root = _root(parent, index)
            parent[root] = _root(parent, partner)
    groups: dict[int, list[Trigger]] = {}
    for index, trigger in enumerate(triggers):
        group = groups.setdefault(_root(parent, index), [])
        group.append(trigger)
    return sorted(groups.values(), key=_start)


def _start(group: Sequence[Trigger]) -> int:
    return group[0].token.i


def _root(parent: Sequence[int], index: int) -> int:
    while parent[index] != index:
        index = parent[index]
    return index


def _partners(
    index: int, triggers: Sequence[Trigger], owner: Mapping[int, int], words: Words
) -> Iterator[int]:
    """Yield the triggers that name the same happening as one of them."""
    trigger = triggers[index]
    yield from _linked(index, triggers, owner, words)
    shared = owner.get(trigger.token.head.i)
    if shared is not None and _are_one_move(trigger, triggers[shared]):
        yield shared
    for partner in range(index + 1, len(triggers)):
        if trigger.group.type == triggers[
            partner
        ].group.type == "ASSAULT" and _is_witnessed(trigger, triggers[partner], words):
            yield partner
    before = _told_before(trigger, triggers[:index])
    if before is not None:
        yield before


def _linked(
    index: int, triggers: Sequence[Trigger], owner: Mapping[int, int], words: Words
) -> Iterator[int]:
    """Yield the triggers that grammar links to one as the same event.

    Their types must go together.
    """
    trigger = triggers[index]
    links = (
        (
            _same_happening(trigger, words),
            lambda partner_type: partner_type == trigger.group.type,
        ),
        (
            _framing(trigger),
            lambda partner_type: {trigger.group.type, partner_type} <= MOVES,
        ),
        (_protest_over(trigger), lambda partner_type: partner_type == "PROTEST"),
        (_riot_over(trigger), lambda partner_type: partner_type == "PROTEST"),
    )
    for tokens, go_together in links:
        for token in tokens:
            partner_type = owner.get(token.i, index)
            if partner_type != index and go_together(triggers[partner_type].group.type):
                yield partner_type


def _protest_over(trigger: Trigger) -> list[Token]:
    """Return the words for the protest by which something is demanded.

    "marched to demand a vote", "a strike calling for".
    """
    token = trigger.token
    if trigger.group.type != "REQUEST" or token.dep_ not in {
        "advcl",
        "xcomp",
        "acl",
        "pcomp",
    }:
        return []
    head = token.head if token.dep_ != "pcomp" else token.head.head
    return [head, *(child for child in head.children if child.dep_ == "dobj")]


def _riot_over(trigger: Trigger) -> list[Token]:
    """Return the words for the riot in which things are wrecked.

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
    """Return the words for the operation in which something is done.

    "seized control in a coup", "a push to recapture".
    """
    token = trigger.token
    if trigger.group.pos is not PartOfSpeech.VERB:
        return []
    nouns = _objects_after(token, frozenset({"in", "during"}))
    if is_purpose(token):
        nouns.append(token.head)
        nouns += _objects_after(token.head, frozenset({"in"}))
        nouns += [child for child in token.head.children if child.dep_ == "dobj"]
    return nouns


def _told_before(trigger: Trigger, before: Sequence[Trigger]) -> int | None:
    """Return the act that a relative clause with casualties completes.

    "launched air strikes on Friday, which killed ten".
    """
    if trigger.group.casualty is None or trigger.group.type != "ASSAULT":
        return None
    if not _is_clause_about_act(trigger.token) or _is_of_people_before(trigger.token):
        return None
    acts = [
        index
        for index, earlier in enumerate(before)
        if earlier.group.type == "ASSAULT" and earlier.group.casualty is None
    ]
    return acts[-1] if acts else None


def _is_clause_about_act(verb: Token) -> bool:
    """Return whether a clause says what came of the act before it."""
    is_bare_passive = (
        verb.dep_ == "conj" and is_passive(verb) and not any(prepositions(verb))
    )
    if is_bare_passive:
        return True
    if not _is_relative(verb):
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return subject is None or subject.lower_ in {"which", "that"}


def _is_of_people_before(verb: Token) -> bool:
    """Return whether a clause only says what had befallen people on a day of its own.

    "fired on a funeral for three men who were killed on Friday": that was another shooting.
    """
    if verb.dep_ != "relcl" or all(child.lower_ != "who" for child in verb.children):
        return False
    behind = verb.doc[verb.i + 1 : verb.right_edge.i + 1]
    return any(word.ent_type_ == "DATE" for word in behind)


def _is_witnessed(noun: Trigger, act: Trigger, words: Words) -> bool:
    """Return whether a witness of the one tells of the other.

    "survivors of the attack said that gunmen opened fire".
    """
    holder = next(
        (ancestor for ancestor in noun.token.ancestors if ancestor.dep_ == "nsubj"),
        None,
    )
    if (
        noun.group.pos is not PartOfSpeech.NOUN
        or holder is None
        or lemma_of(holder) not in WITNESSES
    ):
        return False
    return is_reporting(holder.head, words) and holder.head.is_ancestor(act.token)


WITNESSES = word_list("grouping.witnesses")


def _is_anaphoric(head: Token) -> bool:
    """Return whether the words point back to a place just named: "it", "there", "the town"."""
    if head.lower_ in {"it", "there", "them"}:
        return True
    return (
        head.tag_ == "NN"
        and [child.lower_ for child in head.lefts] in (["the"], ["that"], ["this"])
        and head.ent_type_ == ""
    )


def _is_relative(verb: Token) -> bool:
    if verb.dep_ == "ccomp":  # "strikes, which they say killed ten"
        return verb.head.dep_ in {"relcl", "advcl"}
    return verb.dep_ in {"relcl", "advcl"}


def _are_one_move(trigger: Trigger, before: Trigger) -> bool:
    """Return whether two coordinated verbs share subject and object.

    "encircled and entered the town".
    """
    verb = trigger.token
    if verb.dep_ != "conj" or not {trigger.group.type, before.group.type} <= MOVES:
        return False
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
        return False
    if _has_anaphoric_objects(verb):
        return True  # "encircled Saraqib and pushed into the town"
    return all(
        child.dep_ not in {"dobj", "nsubjpass"} for child in before.token.children
    )


def _has_anaphoric_objects(verb: Token) -> bool:
    """Return whether all phrases of a verb refer to what was just named."""
    nouns = _objects_after(verb, None)
    places = [noun for noun in nouns if noun.ent_type_ != "DATE"]
    return bool(places) and all(map(_is_anaphoric, places))


def _same_happening(trigger: Trigger, words: Words) -> list[Token]:
    """Return the words that name the same event if they are triggers of its type."""
    if trigger.group.pos is PartOfSpeech.VERB:
        return _same_as_verb(trigger, words)
    return _same_as_noun(trigger, words)


def _same_as_verb(trigger: Trigger, words: Words) -> list[Token]:
    """Return the words that can name what a verb names: its subject, objects, governors."""
    token = trigger.token
    same = list(surface_subject(token, words))
    for part in trigger.tokens:
        same += _objects_after(part, IN)
    same += [child for child in token.children if child.dep_ == "dobj"]
    if (
        token.dep_ == "pcomp" and token.head.lower_ == "by"
    ):  # "retaliated by shelling the post"
        same.append(token.head.head)
    if token.dep_ in {"acl", "relcl"} or _is_repeated(token):
        same.append(token.head)
    return same + _verbs_of_same(trigger)


def _is_repeated(verb: Token) -> bool:
    """Return whether a verb is coordinated with itself: "killed six and killed four more"."""
    if verb.dep_ != "conj" or verb.head.lemma_ != verb.lemma_:
        return False
    return not _has_other_agent(verb)


# Prepositions of a noun of action before what it is part of or consists of.
OF_ACTION = frozenset({"of", "during", "in", "as"})


def _same_as_noun(trigger: Trigger, words: Words) -> list[Token]:
    """Return the words that can name what a noun names: its verb, what follows "of", its head."""
    token = trigger.token
    verb = supporting_verb(token, words)
    same = [] if verb is None else [verb]
    same += _objects_after(token, OF_ACTION)
    if token.dep_ in {"appos", "attr", "advmod", "npadvmod"}:
        same.append(token.head)
    if token.dep_ == "conj" and trigger.group.type == "ASSAULT" and not _has_own(token):
        same.append(token.head)
    return same


def _objects_after(token: Token, lemmas: frozenset[str] | None) -> list[Token]:
    """Return the nouns after the prepositions of a word; of all of them without `lemmas`."""
    return [
        noun
        for preposition in prepositions(token, lemmas)
        for noun in objects_of(preposition)
    ]


def _has_own(noun: Token) -> bool:
    return any(
        child.dep_ in {"prep", "poss", "amod", "compound"} for child in noun.children
    )


def _verbs_of_same(trigger: Trigger) -> list[Token]:
    """Return the verbs whose happening a casualty verb only completes.

    As in "shelled the town, killing four".
    """
    token = trigger.token
    if trigger.group.type not in FORCE:
        return []
    if trigger.group.casualty is not None:
        return _completed(trigger)
    if (
        token.dep_ == "advcl"
        and _mark(token) in {"as", "while", ""}
        and is_verb(token.head)
    ):
        return [token.head]
    if token.dep_ == "xcomp" and is_verb(token.head):
        return _climb(token)
    return []


ACTOR_RELATIONS = frozenset({"dobj", "nsubjpass", "nsubj"})


def _completed(trigger: Trigger) -> list[Token]:
    """Return the verbs and nouns that a casualty verb completes."""
    token = trigger.token
    if token.dep_ == "advcl" and (_has_own_agent(token) or _mark(token) in EARLIER):
        return []  # "…, a day after gunmen killed six people": others did that
    if token.dep_ == "advcl" and is_verb(token.head):
        siblings = (
            child for child in token.head.children if child.dep_ in ACTOR_RELATIONS
        )
        return [token.head, *siblings]
    if _is_result(trigger):
        return [token.head]
    is_suffered = is_passive(token) or trigger.group.frame == "undergo"
    return _clauses_of_cause(token) if is_suffered else []


# Words before a clause that tells what led to an act: "set fire to cars after a student died".
EARLIER = frozenset({"after", "because", "since"})


def _clauses_of_cause(verb: Token) -> list[Token]:
    """Return the clauses that say how people came to harm: "died when a shell hit their car"."""
    clauses = (child for child in verb.children if child.dep_ == "advcl")
    return [clause for clause in clauses if _mark(clause) in {"after", "when", "as"}]


def _has_own_agent(clause: Token) -> bool:
    """Return whether a clause with a conjunction names people who act in it."""
    subject = next((child for child in clause.children if child.dep_ == "nsubj"), None)
    if subject is None or not _mark(clause):
        return False
    return generic(lemma_of(subject)) is not None


def _is_result(trigger: Trigger) -> bool:
    """Return whether a coordinated casualty verb says what came of the verb before it."""
    token = trigger.token
    if token.dep_ != "conj" or not is_verb(token.head):
        return False
    if _has_other_agent(token) or _is_done_by_others(token):
        return False
    return _has_same_subject(token) or _are_counts_of_people(trigger)


def _has_other_agent(verb: Token) -> bool:
    """Return whether two coordinated passives each name who did it.

    "nine were killed by rebels and 11 by army gunfire": two deeds, not one with two agents.
    """
    first, second = _agent_words(verb.head), _agent_words(verb)
    return bool(first and second) and first != second


def _is_done_by_others(verb: Token) -> bool:
    """Return whether a coordinated verb has people of its own who act.

    "rebels shot down a jet and troops killed nine villagers": two deeds.
    """
    if is_passive(verb):
        return False
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    return any(_is_acting(subject) for subject in subjects)


def _is_acting(noun: Token) -> bool:
    named = generic(lemma_of(noun))
    return named is not None and named.actor_class in {"armed", "forces", "government"}


def _agent_words(verb: Token) -> frozenset[str]:
    heads = (
        head
        for child in verb.children
        if child.dep_ == "agent"
        for head in objects_of(child)
    )
    return frozenset(lemma_of(head) for head in heads)


def _are_counts_of_people(trigger: Trigger) -> bool:
    """Return whether two coordinated clauses only count people.

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


def _has_same_subject(verb: Token) -> bool:
    return not any(
        child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children
    ) or is_passive(verb) == is_passive(verb.head)
