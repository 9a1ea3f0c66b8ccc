"""Words of violence, and why one of them names no incident in its sentence."""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.senses import neighbours
from timeline.mentions.rules.triggers import Entry, TriggerIndex
from timeline.model.types import PartOfSpeech, TriggerGroup

# Types whose words are words of violence.
FORCE = frozenset({"ASSAULT"})
PUNCTUATION = ".,;:!?\"'()"


def words_of_force(sentence: Span, triggers: TriggerIndex) -> list[tuple[Token, Entry]]:
    """Return the words of a sentence that name force by themselves, with their lexicon entry."""
    words = []
    for token in sentence:
        entry = _entry(token, triggers)
        if entry is not None:
            words.append((token, entry))
    return words


def _entry(token: Token, triggers: TriggerIndex) -> Entry | None:
    """Return the entry of a single word of force; None for any other word."""
    by_class = {"VERB": triggers.verbs, "NOUN": triggers.nouns}
    entries = by_class.get(token.pos_)
    if entries is None:
        return None
    return _of_force(entries.get(lemma_of(token), ()))


def _of_force(entries: Iterable[Entry]) -> Entry | None:
    """Return the first entry of one word whose type is one of force."""
    return next(filter(_is_of_force, entries), None)


def _is_of_force(entry: Entry) -> bool:
    return not entry.rest and entry.group.type in FORCE


def word_in_text(text: str, triggers: TriggerIndex) -> str | None:
    """Return the first word of an unparsed text that is a word of force as it is written."""
    for written in text.split():
        word = written.strip(PUNCTUATION)
        if _of_force(_entries_of(word.lower(), triggers)) is not None:
            return word
    return None


def _entries_of(form: str, triggers: TriggerIndex) -> tuple[Entry, ...]:
    return *triggers.verbs.get(form, ()), *triggers.nouns.get(form, ())


def reason_of(word: Token, entry: Entry) -> str:
    """Return why a word of force was no trigger, or its trigger gave no incident."""
    group = entry.group
    return _reason_of_sense(word, group) or _reason_of_grammar(word, group)


def _reason_of_grammar(word: Token, group: TriggerGroup) -> str:
    if word.dep_ in {"compound", "amod"}:
        return f"{word.text!r} only describes {word.head.text!r}"
    if group.weak:
        return f"{word.text!r} is ambiguous, and nothing in the sentence says conflict"
    if group.pos is PartOfSpeech.NOUN:
        return f"{word.text!r} is part of another incident's words or of a name"
    return "read, but left out when reports were made: no date, actor or place fits"


def _reason_of_sense(word: Token, group: TriggerGroup) -> str | None:
    """Return which word beside it gives a word of force another sense, or is lacking."""
    around = {lemma_of(token) for token in neighbours(word)}
    for lemma in sorted(around & group.without):
        return f"{word.text!r} means something else together with {lemma!r}"
    if group.with_any and around.isdisjoint(group.with_any):
        return (
            f"{word.text!r} needs another word with it, such as {min(group.with_any)!r}"
        )
    return None
