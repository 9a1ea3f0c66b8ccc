"""Group the triggers of one sentence that name the same event."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import (
    objects_of,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.light_verbs import supporting_verb
from timeline.mentions.rules.outcomes import has_other_agent, verbs_completed
from timeline.mentions.rules.reporting_verbs import is_reporting
from timeline.mentions.rules.tree import (
    NOUN_SUBJECT,
    child_by,
    children_by,
    has_child,
    has_word,
    is_verb,
)
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import is_purpose
from timeline.mentions.rules.voice import is_passive
from timeline.model.types import PartOfSpeech

# Prepositions by which a verb names the happening in which something was done ("killed in an air
# strike").
IN = word_list("grouping.in")
# Types that one advance can be told as.
MOVES = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
# Prepositions before the operation in which something is done.
OF_OPERATION = frozenset({"in", "during"})
OF_PURPOSE = frozenset({"in"})
# Prepositions of a noun of action before what it is part of or consists of.
OF_ACTION = frozenset({"of", "during", "in", "as"})
# Relations of a noun of action that names what its head names.
NAMING = frozenset({"appos", "attr", "advmod", "npadvmod"})
# Relations of a demand to the protest by which it is made.
DEMANDING = frozenset({"advcl", "xcomp", "acl", "pcomp"})
RELATIVE = frozenset({"relcl", "advcl"})
POINTING_BACK = frozenset({"it", "there", "them"})
DEFINITE = frozenset({"the", "that", "this"})
WITNESSES = word_list("grouping.witnesses")


def fuse(triggers: Sequence[Trigger], words: Words) -> list[list[Trigger]]:
    """Group the triggers of a sentence by incident, in order of the text."""
    owner = _triggers_by_word(triggers)
    parent = list(range(len(triggers)))
    for index in range(len(triggers)):
        for partner in _partners(index, triggers, owner, words):
            root = _root(parent, index)
            parent[root] = _root(parent, partner)
    return sorted(_by_root(triggers, parent), key=_start)


def _triggers_by_word(triggers: Sequence[Trigger]) -> dict[int, int]:
    """Return the place of each trigger in the list by the indices of its words."""
    owner: dict[int, int] = {}
    for index, trigger in enumerate(triggers):
        for token in trigger.tokens:
            owner[token.i] = index
    return owner


def _by_root(
    triggers: Sequence[Trigger], parent: Sequence[int]
) -> Collection[list[Trigger]]:
    """Return the triggers in groups that share a root."""
    groups: dict[int, list[Trigger]] = {}
    for index, trigger in enumerate(triggers):
        group = groups.setdefault(_root(parent, index), [])
        group.append(trigger)
    return groups.values()


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
    yield from _acts_of_witness(index, triggers, words)
    act = _act_before(index, triggers)
    if act is not None:
        yield act


def _linked(
    index: int, triggers: Sequence[Trigger], owner: Mapping[int, int], words: Words
) -> Iterator[int]:
    """Yield the triggers that grammar links to one as the same event.

    Their types must go together.
    """
    for tokens, types in _words_of_same(triggers[index], words):
        for token in tokens:
            partner = owner.get(token.i, index)
            if partner != index and triggers[partner].group.type in types:
                yield partner


def _words_of_same(
    trigger: Trigger, words: Words
) -> Iterator[tuple[list[Token], Collection[str]]]:
    """Yield words that can name the same event, with the types that they must then have."""
    own_type = trigger.group.type
    yield _same_happening(trigger, words), {own_type}
    if own_type in MOVES:
        yield _framing(trigger), MOVES
    if own_type == "REQUEST":
        yield _protest_over(trigger.token), {"PROTEST"}
    if own_type == "ASSAULT":
        yield _riot_over(trigger), {"PROTEST"}


def _protest_over(demand: Token) -> list[Token]:
    """Return the words for the protest by which something is demanded.

    "marched to demand a vote", "a strike calling for".
    """
    if demand.dep_ not in DEMANDING:
        return []
    head = demand.head
    if demand.dep_ == "pcomp":
        head = head.head
    return [head, *children_by(head, "dobj")]


def _riot_over(trigger: Trigger) -> list[Token]:
    """Return the words for the riot in which things are wrecked.

    "rioted, setting fire to mattresses and smashing doors".
    """
    wrecking = trigger.token
    if trigger.group.casualty is not None:
        return []
    if wrecking.tag_ != "VBG":
        return []
    first = _first_participle(wrecking)
    return [first.head] if first.dep_ == "advcl" else []


def _first_participle(verb: Token) -> Token:
    """Return the first of the participles that a verb is coordinated with."""
    while verb.dep_ == "conj" and verb.tag_ == "VBG":
        if not is_verb(verb.head):
            break
        verb = verb.head
    return verb


def _framing(trigger: Trigger) -> list[Token]:
    """Return the words for the operation in which something is done.

    "seized control in a coup", "a push to recapture".
    """
    verb = trigger.token
    if trigger.group.pos is not PartOfSpeech.VERB:
        return []
    nouns = _objects_after(verb, OF_OPERATION)
    if is_purpose(verb):
        nouns.append(verb.head)
        nouns += _objects_after(verb.head, OF_PURPOSE)
        nouns += children_by(verb.head, "dobj")
    return nouns


def _act_before(index: int, triggers: Sequence[Trigger]) -> int | None:
    """Return the act that a relative clause with casualties completes.

    "launched air strikes on Friday, which killed ten".
    """
    trigger = triggers[index]
    if trigger.group.casualty is None or trigger.group.type != "ASSAULT":
        return None
    verb = trigger.token
    if not _is_clause_about_act(verb) or _is_of_people_before(verb):
        return None
    for earlier in reversed(range(index)):
        if _is_act_alone(triggers[earlier]):
            return earlier
    return None


def _is_act_alone(trigger: Trigger) -> bool:
    """Return whether a trigger names an assault without casualties."""
    group = trigger.group
    return group.type == "ASSAULT" and group.casualty is None


def _is_clause_about_act(verb: Token) -> bool:
    """Return whether a clause says what came of the act before it."""
    if _is_bare_passive(verb):
        return True
    if not _is_relative(verb):
        return False
    subject = child_by(verb, "nsubj")
    return subject is None or subject.lower_ in {"which", "that"}


def _is_bare_passive(verb: Token) -> bool:
    """Return whether a verb is a coordinated passive without a phrase of its own."""
    if verb.dep_ != "conj":
        return False
    if not is_passive(verb):
        return False
    return next(prepositions(verb), None) is None


def _is_relative(verb: Token) -> bool:
    """Return whether a clause is relative, or what is said in one."""
    if verb.dep_ == "ccomp":  # "strikes, which they say killed ten"
        return verb.head.dep_ in RELATIVE
    return verb.dep_ in RELATIVE


def _is_of_people_before(verb: Token) -> bool:
    """Return whether a clause only says what had befallen people on a day of its own.

    "fired on a funeral for three men who were killed on Friday": that was another shooting.
    """
    if verb.dep_ != "relcl":
        return False
    if not has_word(verb, "who"):
        return False
    return any(word.ent_type_ == "DATE" for word in _words_behind(verb))


def _words_behind(verb: Token) -> Span:
    """Return the words from behind a verb to the end of its clause."""
    end = verb.right_edge.i + 1
    return verb.doc[verb.i + 1 : end]


def _acts_of_witness(
    index: int, triggers: Sequence[Trigger], words: Words
) -> Iterator[int]:
    """Yield the acts that witnesses of an attack tell of.

    "survivors of the attack said that gunmen opened fire".
    """
    if triggers[index].group.type != "ASSAULT":
        return
    saying = _saying_of_witness(triggers[index], words)
    if saying is None:
        return
    for partner in range(index + 1, len(triggers)):
        act = triggers[partner]
        if act.group.type == "ASSAULT" and saying.is_ancestor(act.token):
            yield partner


def _saying_of_witness(noun: Trigger, words: Words) -> Token | None:
    """Return the verb by which witnesses of an attack tell something; None if none do."""
    if noun.group.pos is not PartOfSpeech.NOUN:
        return None
    witness = _subject_around(noun.token)
    if witness is None or lemma_of(witness) not in WITNESSES:
        return None
    return witness.head if is_reporting(witness.head, words) else None


def _subject_around(noun: Token) -> Token | None:
    """Return the nearest subject above a noun; None if there is none."""
    for ancestor in noun.ancestors:
        if ancestor.dep_ == "nsubj":
            return ancestor
    return None


def _are_one_move(trigger: Trigger, before: Trigger) -> bool:
    """Return whether two coordinated verbs share subject and object.

    "encircled and entered the town".
    """
    verb = trigger.token
    if verb.dep_ != "conj":
        return False
    if not {trigger.group.type, before.group.type} <= MOVES:
        return False
    if has_child(verb, *NOUN_SUBJECT):
        return False
    if _has_anaphoric_objects(verb):
        return True  # "encircled Saraqib and pushed into the town"
    return not has_child(before.token, "dobj", "nsubjpass")


def _has_anaphoric_objects(verb: Token) -> bool:
    """Return whether all phrases of a verb refer to what was just named."""
    places = [noun for noun in _objects_after(verb, None) if noun.ent_type_ != "DATE"]
    if not places:
        return False
    return all(map(_is_anaphoric, places))


def _is_anaphoric(head: Token) -> bool:
    """Return whether the words point back to a place just named: "it", "there", "the town"."""
    if head.lower_ in POINTING_BACK:
        return True
    if head.tag_ != "NN":
        return False
    if head.ent_type_:
        return False
    before = list(head.lefts)
    return len(before) == 1 and before[0].lower_ in DEFINITE


def _same_happening(trigger: Trigger, words: Words) -> list[Token]:
    """Return the words that name the same event if they are triggers of its type."""
    if trigger.group.pos is PartOfSpeech.VERB:
        return _same_as_verb(trigger, words)
    return _same_as_noun(trigger, words)


def _same_as_verb(trigger: Trigger, words: Words) -> list[Token]:
    """Return the words that can name what a verb names: its subject, objects, governors."""
    verb = trigger.token
    same = surface_subject(verb, words)
    for part in trigger.tokens:
        same += _happenings_after(part, trigger)
    same += children_by(verb, "dobj")
    same += _heads_of_same(verb)
    same += verbs_completed(trigger)
    return same


def _happenings_after(verb: Token, trigger: Trigger) -> list[Token]:
    """Return the happenings in which a verb says that something was done.

    "shot two men days after a bombing that killed nine": that was another one.
    """
    nouns = _objects_after(verb, IN)
    if trigger.group.casualty is None:
        return nouns
    return [noun for noun in nouns if not _is_earlier_with_toll(noun)]


# Verbs of clauses that give the toll of the happening before them.
HARMING = word_list("grouping.harming")
LATER = frozenset({"after", "following"})


def _is_earlier_with_toll(noun: Token) -> bool:
    """Return whether a noun behind "after" has a clause that gives its own toll."""
    if noun.head.lower_ not in LATER:
        return False
    clauses = children_by(noun, "relcl")
    return any(clause.lemma_ in HARMING for clause in clauses)


def _heads_of_same(verb: Token) -> Iterator[Token]:
    """Yield the words above a verb that can name what it names."""
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "by":
        yield head.head  # "retaliated by shelling the post"
    if verb.dep_ in {"acl", "relcl"} or _is_repeated(verb):
        yield head


def _is_repeated(verb: Token) -> bool:
    """Return whether a verb is coordinated with itself: "killed six and killed four more"."""
    if verb.dep_ != "conj":
        return False
    if verb.head.lemma_ != verb.lemma_:
        return False
    return not has_other_agent(verb)


def _same_as_noun(trigger: Trigger, words: Words) -> list[Token]:
    """Return the words that can name what a noun names: its verb, what follows "of", its head."""
    noun = trigger.token
    same = _objects_after(noun, OF_ACTION)
    verb = supporting_verb(noun, words)
    if verb is not None:
        same.append(verb)
    if noun.dep_ in NAMING or _is_another_name(trigger):
        same.append(noun.head)
    return same


def _is_another_name(trigger: Trigger) -> bool:
    """Return whether a noun goes on with a list and has no words of its own: "raids and fire"."""
    if trigger.group.type != "ASSAULT":
        return False
    noun = trigger.token
    if noun.dep_ != "conj":
        return False
    return not has_child(noun, "prep", "poss", "amod", "compound")


def _objects_after(token: Token, lemmas: Collection[str] | None) -> list[Token]:
    """Return the nouns after the prepositions of a word; of all of them without `lemmas`."""
    nouns: list[Token] = []
    for preposition in prepositions(token, lemmas):
        nouns.extend(objects_of(preposition))
    return nouns
