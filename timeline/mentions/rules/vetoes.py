"""Reasons why triggers name no incident."""

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.addressee_of import (
    CONFLICT_KINDS,
    is_aim_of_another,
    is_condition,
)
from timeline.mentions.rules.candidate import Candidate
from timeline.mentions.rules.casualties_of import casualty_counts
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.light_verbs import supporting_verb, whole_of
from timeline.mentions.rules.relations import WEAPONS, objects_after
from timeline.mentions.rules.sentence_bounds import sentence_start
from timeline.mentions.rules.trailing_speakers import QUOTES
from timeline.mentions.rules.tree import (
    child_by,
    children_by,
    has_child,
    has_word,
    is_verb,
)
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import is_purpose, is_under_purpose, tense
from timeline.mentions.rules.voice import is_passive
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot
from timeline.model.types import SPOKEN, PartOfSpeech, Status, TriggerGroup

# Types of armed force and of what it drives people to.
FORCE = frozenset({"ASSAULT", "DISPLACE"})
# Classes whose presence, like that of `CONFLICT_KINDS`, makes a weak trigger ("hit", "meet") an
# incident.
CONFLICT_CLASSES = word_list("vetoes.conflict_classes")
# Kinds of those who can talk, meet and visit.
TALKERS = frozenset(ActorKind) - {
    ActorKind.UNKNOWN,
    ActorKind.CIVILIANS,
    ActorKind.FACILITY,
}
# Words under which force is aimed at or feared rather than planned.
VAGUE_AIMS = word_list("vetoes.vague_aims")
# Words beside a death that say that it was violent.
VIOLENT = word_list("vetoes.violent")
# Nouns that by themselves name no single incident.
VAGUE = word_list("vetoes.vague")
# Nouns of sorts: "the pattern of attack".
SORTS = word_list("vetoes.sorts")
# Words for a death that nobody need have caused.
DEATHS = frozenset({"die", "pass away", "death"})
# Prepositions before the place or the target that makes force a single use of it.
OF_ONE_USE = frozenset({"in", "on", "against", "near", "at"})
# Prepositions before what did it: "killed in a storm", "destroyed by fire".
OF_CAUSE = frozenset({"in", "by"})
# Those whose calls and requests among themselves are no affairs of state.
PRIVATE = word_list("vetoes.private")
# What happens or is the case, and says nothing: a failure, a barrage.
MUTE = word_list("vetoes.mute")
# Types of what is done to others, the pronouns of those who do it to themselves, and verbs by which
# that is an attack all the same.
HARMING = frozenset({"ASSAULT", "COERCE", "DISPLACE", "SUPPORT"})
REFLEXIVE = word_list("vetoes.reflexive")
EXPLODING = frozenset({"blow", "detonate", "explode"})
# Verbs of unrest that begins; "break" does so with "out".
BREAKING_OUT = frozenset({"break", "erupt", "flare"})
OUT = ("out",)
# Beginnings of words that say for or against whom a gathering is: "anti-government".
SIDES = frozenset({"anti", "pro"})
# Words before a noun in which they are looked for.
BEFORE = 4
# Kinds of those who come under fire with weapons, and not with words.
FIRED_AT = frozenset({ActorKind.CIVILIANS, ActorKind.FACILITY})
FIRST_PERSON = frozenset({"i", "my", "me"})
# Verbs by which somebody gives an opinion of what others do: "I think that they fired first".
OPINING = word_list("vetoes.opining")


def reason_against(candidate: Candidate) -> str | None:
    """Return the first reason why a candidate is no incident; None if it is one."""
    if _is_ambiguous(candidate):
        return "ambiguous word, and nothing in the sentence says conflict"
    pattern = candidate.clause_pattern
    if pattern is not None and pattern.status is None:
        return f"clause pattern {pattern.id!r}"
    for is_met, reason in VETOES:
        if is_met(candidate):
            return reason
    return None


def _is_ambiguous(candidate: Candidate) -> bool:
    """Return whether the words have other senses, and nothing in the sentence says conflict."""
    if not all(trigger.group.weak for trigger in candidate.group):
        return False
    return not _is_conflict(candidate)


def _is_conflict(candidate: Candidate) -> bool:
    """Return whether those who take part make a word of many senses an incident."""
    words = candidate.group[0].group
    required = _required_slot(words)
    if required is not None:
        return _has_slot(candidate.participants, required) or _is_political(candidate)
    if words.type == "CONSULT":
        return any(map(_can_talk, candidate.participants))
    actors = _conflict_actors(candidate)
    if words.frame == "ask" and words.type not in {"ASSAULT", "MOBILIZE"}:
        # asking somebody, not expecting something
        return len(candidate.participants) > 1 and _has_slot(actors, Slot.TARGET)
    if actors:
        return True
    return _is_conflict_of_others(candidate)


def _is_conflict_of_others(candidate: Candidate) -> bool:
    """Return whether something else than its actors makes it an incident: weapons, names."""
    type = candidate.group[0].group.type
    if type == "ASSAULT":
        return _is_armed(candidate) or _is_fired_at(candidate)
    if type == "MOBILIZE":
        return False
    return any(map(_is_proper, candidate.participants))


def _is_fired_at(candidate: Candidate) -> bool:
    """Return whether people or things somewhere come under fire; a minister is only blamed."""
    trigger = candidate.main
    if not candidate.places or trigger.tokens[-1].lower_ != "fire":
        return False
    return any(argument.kind in FIRED_AT for argument in candidate.participants)


def _is_political(candidate: Candidate) -> bool:
    """Return whether a gathering is for or against something, or breaks out.

    "an anti-government rally", "demonstrations broke out in two towns".
    """
    trigger = candidate.main
    noun = trigger.token
    if trigger.group.type != "PROTEST" or trigger.group.pos is not PartOfSpeech.NOUN:
        return False
    if _has_slot(candidate.participants, Slot.TARGET):
        return True
    if noun.dep_ == "nsubj" and lemma_of(noun.head) in BREAKING_OUT:
        return has_word(noun.head, *OUT) or lemma_of(noun.head) != "break"
    before = noun.doc[max(sentence_start(noun), noun.i - BEFORE) : noun.i]
    return any(word.lower_ in SIDES for word in before)


def _required_slot(words: TriggerGroup) -> Slot | None:
    """Return the role that anybody may have, and somebody must."""
    if words.type == "PROTEST":
        return Slot.INITIATOR
    if words.type == "AID" and words.mode == "money":
        return Slot.TARGET  # money is spent on things too
    return None


def _is_proper(argument: Argument) -> bool:
    """Return whether an actor has a name that the lexicon does not know."""
    return argument.actor_class == "proper"


def _conflict_actors(candidate: Candidate) -> list[Argument]:
    """Return the participants whose presence alone says conflict."""
    actors = list(filter(_is_conflict_actor, candidate.participants))
    if candidate.group[0].group.frame != "move":
        return actors
    # soldiers who enter, not those who flee there
    return [argument for argument in actors if argument.slot is not Slot.TARGET]


def _is_conflict_actor(argument: Argument) -> bool:
    """Return whether the presence of somebody alone says conflict."""
    if argument.kind in CONFLICT_KINDS:
        return True
    return argument.actor_class in CONFLICT_CLASSES


def _has_slot(arguments: Sequence[Argument], slot: Slot) -> bool:
    return any(argument.slot is slot for argument in arguments)


def _can_talk(argument: Argument) -> bool:
    """Return whether somebody can meet others: people, states, organisations."""
    if argument.kind in TALKERS:
        return True
    return argument.actor_class == "government"


def _is_armed(candidate: Candidate) -> bool:
    """Return whether a weapon does it or is used ("shells hit a market"), or people died."""
    if any(lemma_of(head) in WEAPONS for head in _heads(candidate)):
        return True
    return _has_counted_dead(candidate)


def _heads(candidate: Candidate) -> Iterator[Token]:
    """Yield the heads of all role fillers."""
    for trigger in candidate.group:
        for filler in candidate.sentence.fillers(trigger):
            yield filler.head


def _has_counted_dead(candidate: Candidate) -> bool:
    """Return whether an article about armed force counts people who died.

    "Seven people died in Homs".
    """
    if not candidate.sentence.discourse.conflict:
        return False
    words = (trigger.group for trigger in candidate.group)
    if not any(map(_is_verb_of_harm, words)):
        return False
    figures = casualty_counts(candidate.sentence, candidate.group)
    return any(figure.best is not None for figure in figures)


def _is_verb_of_harm(words: TriggerGroup) -> bool:
    """Return whether words are a verb whose object or subject is harmed."""
    if words.casualty is None:
        return False
    return words.pos is PartOfSpeech.VERB


def _is_private(candidate: Candidate) -> bool:
    """Return whether kin or children talk, travel or ask among themselves.

    "spoke to both her brothers by phone", but "the mother pleaded with the rebels".
    """
    if candidate.type.id not in {"CONSULT", "REQUEST"}:
        return False
    if _conflict_actors(candidate) or _has_organisation(candidate):
        return False
    return any(lemma_of(head) in PRIVATE for head in _heads(candidate))


def _has_organisation(candidate: Candidate) -> bool:
    kinds = (argument.kind for argument in candidate.participants)
    return ActorKind.ORGANISATION in kinds


def _is_of_nature(candidate: Candidate) -> bool:
    """Return whether a storm, a crash or a disease did it: no armed force."""
    if candidate.group[0].group.type not in FORCE:
        return False
    natural = candidate.sentence.words["senses.nature"]
    causes = _causes(candidate)
    return any(lemma_of(noun) in natural for noun in causes)


def _causes(candidate: Candidate) -> Iterator[Token]:
    """Yield the nouns that may say by what somebody was harmed: "killed in a storm"."""
    yield from _heads(candidate)
    for trigger in candidate.group:
        yield from objects_after(trigger.token, OF_CAUSE)


def _is_goal(candidate: Candidate) -> bool:
    """Return whether force is only aimed at, feared or imagined.

    No plan that anyone announced, and no date for it.
    """
    if _is_thought_of(candidate):
        return True
    first = candidate.group[0]
    if first.group.type not in FORCE or candidate.date is not None:
        return False
    status = candidate.status.status
    if status is Status.FAILED:
        return tense(first.token) == "perfect"
    if status not in {Status.PLANNED, Status.POSSIBLE}:
        return False
    if not _has_details(candidate):
        return True
    return _is_vague_aim(candidate)


def _is_thought_of(candidate: Candidate) -> bool:
    """Return whether it is only a condition, or what somebody else aims at."""
    sentence, group, status = candidate.sentence, candidate.group, candidate.status
    if is_condition(sentence, group, status):
        return True
    return is_aim_of_another(sentence, group, status)


def _has_details(candidate: Candidate) -> bool:
    """Return whether the sentence names who takes part, or where."""
    return bool(candidate.participants or candidate.places)


def _is_vague_aim(candidate: Candidate) -> bool:
    """Return whether force is wished for or feared, or is the purpose of something else."""
    cue = candidate.status.token
    if cue is not None and lemma_of(cue) in VAGUE_AIMS:
        return True
    tokens = (trigger.token for trigger in candidate.group)
    return all(map(is_purpose, tokens))


def _is_testimony(candidate: Candidate) -> bool:
    """Return whether a witness reports in the first person singular what happened to them."""
    if candidate.type.id in SPOKEN:
        return False
    if not _is_quoted(candidate):
        return False
    tokens = candidate.sentence.tokens
    return any(map(_is_of_witness, tokens))


def _is_of_witness(token: Token) -> bool:
    """Return whether a word is "I", "my" or "me", but for the "I" of "I think that"."""
    if token.lower_ not in FIRST_PERSON:
        return False
    return token.dep_ != "nsubj" or lemma_of(token.head) not in OPINING


def _is_quoted(candidate: Candidate) -> bool:
    """Return whether a sentence stands in a quotation, or has one."""
    sentence = candidate.sentence
    if sentence.discourse.quoting:
        return True
    return any(token.text in QUOTES for token in sentence.tokens)


def _is_vague(candidate: Candidate) -> bool:
    """Return whether a noun names force in general, not one use of it.

    "the architect of its military operations".
    """
    if len(candidate.group) > 1 or candidate.date is not None:
        return False
    first = candidate.group[0]
    noun = first.token
    if _is_kind(noun):
        return True
    if first.lemma not in VAGUE:
        return False
    if _has_named_object(noun):
        return False
    verb = supporting_verb(noun, candidate.sentence.words)
    return verb is None or is_under_purpose(noun)


def _has_named_object(noun: Token) -> bool:
    """Return whether force has a place or a target with a name: "operations in Homs"."""
    names = objects_after(noun, OF_ONE_USE)
    return any(name.pos_ == "PROPN" for name in names)


def _is_kind(noun: Token) -> bool:
    """Return whether a noun only says of what sort something is.

    "the pattern of attack was the same".
    """
    sort = whole_of(noun)
    if sort is None:
        return False
    if noun.tag_ != "NN" or noun.n_lefts:
        return False
    return lemma_of(sort) in SORTS


def _is_end_of_life(candidate: Candidate) -> bool:
    """Return whether one person died and nothing says that anyone had a hand in it.

    "Arafat died in 2004".
    """
    if len(candidate.group) > 1 or len(candidate.participants) != 1:
        return False
    death, dead = candidate.group[0], candidate.participants[0]
    if death.lemma not in DEATHS:
        return False
    if not _is_person(dead):
        return False
    lemmas = map(lemma_of, death.token.subtree)
    return VIOLENT.isdisjoint(lemmas)


def _is_person(argument: Argument) -> bool:
    """Return whether an actor is a person by name."""
    if argument.kind is ActorKind.PERSON:
        return True
    return _is_proper(argument)


def _is_only_weapon(candidate: Candidate) -> bool:
    """Return whether the words name a weapon without anything done with it."""
    return all(map(_is_weapon, candidate.group))


def _is_weapon(trigger: Trigger) -> bool:
    if trigger.group.pos is not PartOfSpeech.NOUN:
        return False
    if trigger.token.lower_.endswith("ing"):
        return False  # "shelling" is what is done with shells
    return lemma_of(trigger.token) in WEAPONS


def _is_said_by_thing(candidate: Candidate) -> bool:
    """Return whether what would speak is a thing: "the vetoes encouraged the army"."""
    trigger = candidate.main
    if trigger.group.type not in SPOKEN or not is_verb(trigger.token):
        return False
    if is_passive(trigger.token):
        return False
    if any(argument.slot is not Slot.TARGET for argument in candidate.participants):
        return False
    subject = child_by(trigger.token, "nsubj")
    return subject is not None and lemma_of(subject) in MUTE


def _is_done_to_oneself(candidate: Candidate) -> bool:
    """Return whether people do to themselves what others would suffer.

    "managed to eject themselves"; a bomber who blew himself up attacked others.
    """
    trigger = candidate.main
    if trigger.group.type not in HARMING or lemma_of(trigger.token) in EXPLODING:
        return False
    objects = children_by(trigger.token, "dobj")
    return any(map(_is_oneself_alone, objects))


def _is_oneself_alone(noun: Token) -> bool:
    """Return whether a word means the subject and nobody else with it."""
    return noun.lower_ in REFLEXIVE and not has_child(noun, "conj")


# In the order in which they are asked.
VETOES: tuple[tuple[Callable[[Candidate], bool], str], ...] = (
    (_is_private, "kin or children among themselves"),
    (_is_of_nature, "a storm, crash or disease did it"),
    (_is_goal, "only aimed at, feared or imagined"),
    (_is_testimony, "a witness speaks of himself or herself"),
    (_is_vague, "force in general, not one use of it"),
    (_is_end_of_life, "one person died, and nothing says by whom"),
    (_is_only_weapon, "a weapon without an act"),
    (_is_said_by_thing, "a thing, which says nothing"),
    (_is_done_to_oneself, "done to oneself"),
)
