"""A user's own words for incidents, put before the shipped ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline.errors import LexiconError
from timeline.lexicon.incident_types import read_own_trigger
from timeline.model.custom import CustomTrigger
from timeline.model.types import IncidentType, PartOfSpeech, TriggerGroup

# A word is known by its class and its lemma.
Word = tuple[PartOfSpeech, str]
LISTS = ("lemmas", "target_prepositions", "without", "with_any")
CHOICES = ("status", "casualty")


def with_custom_triggers(
    types: Mapping[str, IncidentType], triggers: Sequence[CustomTrigger]
) -> Mapping[str, IncidentType]:
    """Return the types with these words; a word that is known already means the own one.

    Raises:
        LexiconError: There is no such type, mode or frame, a lemma is no word, or two tables give
            one word.
    """
    if not triggers:
        return types
    groups = [_group(trigger, types) for trigger in triggers]
    words = _claimed(zip(triggers, groups, strict=True))
    own: dict[str, list[TriggerGroup]] = {}
    for group in groups:
        own.setdefault(group.type, []).append(group)
    return {
        name: replace(
            kind, triggers=(*own.get(name, ()), *_without(kind.triggers, words))
        )
        for name, kind in types.items()
    }


def _group(trigger: CustomTrigger, types: Mapping[str, IncidentType]) -> TriggerGroup:
    values: dict[str, object] = {
        "type": trigger.type,
        "pos": trigger.pos.value,
        "frame": trigger.frame,
        "weak": trigger.weak,
    }
    if trigger.mode is not None:
        values["mode"] = trigger.mode
    for name in LISTS:
        values[name] = list(getattr(trigger, name))
    return read_own_trigger(trigger.where, values | _choices(trigger), types)


def _choices(trigger: CustomTrigger) -> dict[str, object]:
    choices = {name: getattr(trigger, name) for name in CHOICES}
    return {
        name: choice.value for name, choice in choices.items() if choice is not None
    }


def _claimed(pairs: Iterable[tuple[CustomTrigger, TriggerGroup]]) -> set[Word]:
    """Return the words of all groups; a word of two tables is an error."""
    owners: dict[Word, str] = {}
    for trigger, group in pairs:
        for lemma in group.lemmas:
            word = (group.pos, lemma)
            if word in owners:
                what = f"the {group.pos} {lemma!r} is also given by {owners[word]}."
                raise LexiconError(trigger.where, what, "Drop it in one of the two.")
            owners[word] = trigger.where
    return set(owners)


def _without(groups: Iterable[TriggerGroup], words: set[Word]) -> list[TriggerGroup]:
    """Return groups without the words that a user gives another meaning."""
    shorter = [replace(group, lemmas=_lemmas_left(group, words)) for group in groups]
    return [group for group in shorter if group.lemmas]


def _lemmas_left(group: TriggerGroup, words: set[Word]) -> tuple[str, ...]:
    return tuple(lemma for lemma in group.lemmas if (group.pos, lemma) not in words)
