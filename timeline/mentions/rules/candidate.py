"""Triggers that may name one incident, with what their sentence says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.patterns import TRIGGER, ClausePattern, clause_patterns
from timeline.mentions.rules.context import Sentence, is_people
from timeline.mentions.rules.dating import date_of
from timeline.mentions.rules.dependencies import surface_subject
from timeline.mentions.rules.factuality import FactualityCue, read_status
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.relations import WEAPONS
from timeline.mentions.rules.tree import is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import is_purpose
from timeline.mentions.rules.voice import is_passive
from timeline.model.mentions import Argument
from timeline.model.types import HAPPENED, IncidentType, PartOfSpeech, Status
from timeline.model.when import TemporalExpression

# Types whose triggers name a group first, the last of them before all.
STRONG = ("ASSAULT", "COERCE", "MOBILIZE")
DEFINITES = word_list("candidate.definites")
# Nouns that count a noun of action: "the current round of fighting".
MEASURED = word_list("candidate.measured")


@dataclass(frozen=True)
class Candidate:
    """A group of triggers that may name an incident.

    Attributes:
        sentence: Their sentence.
        group: The triggers, in order of the text.
        type: The incident type of the main trigger.
        participants: Initiators, targets and parties.
        places: Where it happens.
    """

    sentence: Sentence
    group: Sequence[Trigger]
    type: IncidentType
    participants: Sequence[Argument]
    places: Sequence[Argument]

    @cached_property
    def main(self) -> Trigger:
        """The trigger that says most."""
        return main_trigger(self.group)

    @cached_property
    def date(self) -> TemporalExpression | None:
        """The expression that dates it."""
        return date_of(self.sentence, self.group)

    @cached_property
    def is_definite(self) -> bool:
        """Whether its words refer to something that was mentioned before: "the attack"."""
        return _is_definite(self.sentence, self.group)

    @cached_property
    def clause_pattern(self) -> ClausePattern | None:
        """The entry of the modality table that the clause of the main trigger meets."""
        trigger = self.main.token
        marked = _text_around(trigger, self.sentence.tokens)
        lemma = lemma_of(trigger)
        for pattern in clause_patterns():
            if pattern.is_met(marked, self.main.group.type, lemma):
                return pattern
        return None

    @cached_property
    def status(self) -> FactualityCue:
        """Whether it happened; a clause pattern may say that it did not."""
        status = _status(self.sentence, self.group, self.type)
        pattern = self.clause_pattern
        if pattern is None or pattern.status is None:
            return status
        if status.status not in HAPPENED:
            return status
        return FactualityCue(pattern.status, None)


def _text_around(trigger: Token, tokens: Span) -> str:
    """Return the text of a sentence with a mark in place of a trigger."""
    text = tokens.text
    start = trigger.idx - tokens.start_char
    end = start + len(trigger)
    before, after = text[:start], text[end:]
    return f"{before}{TRIGGER}{after}"


def main_trigger(group: Sequence[Trigger]) -> Trigger:
    """Return the trigger that says most: one with a mode, not a casualty verb, the first.

    A verb that says who harmed whom says more than the clashes in which they did, and what was done
    more than what it was done for.
    """
    if len(group) == 1:
        return group[0]
    chosen = _deeds_in_clash(group) or _acts_with_aim(group) or group
    return min(chosen, key=_rank)


def _deeds_in_clash(group: Sequence[Trigger]) -> list[Trigger]:
    """Return the triggers beside those for a clash that say who harmed whom in it."""
    others = [trigger for trigger in group if trigger.group.mode != "clash"]
    if len(others) == len(group):
        return []
    return list(filter(_is_deed_of_one_side, others))


def _acts_with_aim(group: Sequence[Trigger]) -> list[Trigger]:
    """Return the triggers that say what was done, if others say what it was done for."""
    done = [trigger for trigger in group if not _is_aim(trigger.token)]
    if len(done) == len(group):
        return []
    return [trigger for trigger in done if trigger.group.casualty is None]


def _is_deed_of_one_side(trigger: Trigger) -> bool:
    """Return whether a verb has people as its subject and object: "troops shot dead a teenager"."""
    verb = trigger.token
    if trigger.group.casualty is None:
        return False
    if not is_verb(verb) or is_passive(verb):
        return False
    roles = {child.dep_ for child in verb.children if _is_somebody(child)}
    return {"nsubj", "dobj"} <= roles


def _is_somebody(token: Token) -> bool:
    return token.pos_ == "PRON" or is_people(token)


def _rank(trigger: Trigger) -> tuple[int, bool, bool, bool, int]:
    words = trigger.group
    return (
        STRONG.index(words.type) if words.type in STRONG else 0,
        words.type == "REQUEST",  # a protest that demands something is a protest
        words.mode is None,
        words.casualty is not None,
        trigger.token.i,
    )


def _is_aim(verb: Token) -> bool:
    """Return whether a verb is only what somebody tries to do: "battled rebels to seize a town"."""
    if is_purpose(verb):
        return True
    if verb.dep_ != "xcomp":
        return False
    return lemma_of(verb.head) in {"attempt", "seek", "try"}


def _status(
    sentence: Sentence, group: Sequence[Trigger], type: IncidentType
) -> FactualityCue:
    """Return the status: what any of the triggers shows to have happened, happened."""
    cues = [
        read_status(trigger, type.default_status, sentence.words) for trigger in group
    ]
    for cue in cues:
        if _is_failure(sentence, cue):
            return cue
    if type.default_status is not Status.OCCURRED:
        return cues[0]
    return _cue_of_happened(group, cues) or cues[0]


def _is_failure(sentence: Sentence, cue: FactualityCue) -> bool:
    """Return whether a status comes from a word for failure: "failed to take the town"."""
    if cue.status is not Status.FAILED or cue.token is None:
        return False
    return lemma_of(cue.token) in sentence.words["status.failed"]


def _cue_of_happened(
    group: Sequence[Trigger], cues: Sequence[FactualityCue]
) -> FactualityCue | None:
    """Return the first cue that it happened, of a trigger that no denied one governs.

    A raid in which nobody was killed may have happened; one in a denied report has not.
    """
    pairs = list(zip(group, cues, strict=True))
    denied = [trigger.token for trigger, cue in pairs if cue.status is Status.DENIED]
    for trigger, cue in pairs:
        if cue.status in HAPPENED and not _is_below(trigger.token, denied):
            return cue
    return None


def _is_below(token: Token, governors: Sequence[Token]) -> bool:
    return any(governor.is_ancestor(token) for governor in governors)


def _is_definite(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    nouns = _nouns_of(group) or _weapons_as_subjects(sentence, group)
    if not nouns:
        return False
    return all(map(_is_pointed_at, nouns))


def _nouns_of(group: Sequence[Trigger]) -> list[Token]:
    """Return the nouns of action among some triggers."""
    return [
        trigger.token for trigger in group if trigger.group.pos is PartOfSpeech.NOUN
    ]


def _weapons_as_subjects(sentence: Sentence, group: Sequence[Trigger]) -> list[Token]:
    """Return the weapons that act: "The shells hit troops" is about shells mentioned before."""
    weapons: list[Token] = []
    for trigger in group:
        subjects = surface_subject(trigger.token, sentence.words)
        weapons += filter(_are_weapons, subjects)
    return weapons


def _are_weapons(noun: Token) -> bool:
    return noun.tag_ == "NNS" and lemma_of(noun) in WEAPONS


def _is_pointed_at(noun: Token) -> bool:
    """Return whether a definite word stands before a noun, or before the noun that counts it."""
    before = (*noun.lefts, *_measure(noun))
    return any(word.lower_ in DEFINITES for word in before)


def _measure(noun: Token) -> list[Token]:
    """Return the words before the noun that counts this one: "the current round of fighting"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return []
    counting = noun.head.head
    if lemma_of(counting) not in MEASURED:
        return []
    return list(counting.lefts)
