"""Words that put a day ahead: "faces trial Friday", "the truce expires Monday"."""

from collections.abc import Container

from timeline.lexicon.lists import word_list
from timeline.temporal.tokens import Tokens

# Verbs of what is scheduled; a present tense of them with a day is a date to come.
_SINGULAR = word_list("schedules.singular")
_PLURAL = word_list("schedules.plural")
# ... some only with what is held, faced or taken after them: "faces trial", "takes office".
_NEED_EVENT = word_list("schedules.need_event")
_NEED_PREPOSITION = word_list("schedules.need_preposition")
_NEED_OFFICE = word_list("schedules.need_office")
_FIXED_EVENTS = word_list("schedules.events")
_OFFICES = word_list("schedules.offices")
_PREPOSITIONS = word_list("schedules.prepositions")
_NO_NOUNS = word_list("schedules.no_nouns")
_VERBS = _SINGULAR | _PLURAL
_AFTER_PLURALS = _PLURAL - _NO_NOUNS
_PLURAL_SUBJECTS = word_list("schedules.plural_subjects")
_NO_SUBJECTS = word_list("schedules.no_subjects")
_CALLS = word_list("schedules.calls")
_APPEALS = word_list("schedules.appeals")
_CALLED_FOR = word_list("schedules.called_for")
_BEFORE_EVENTS = word_list("schedules.before_events")
_RECORDS = ("high", "low", "record")  # "a record set on 6 August" is no plan
_EVENT_REACH = 5  # tokens after "faces" or "holds" in which the event is looked for
_HAD_REACH = 3  # tokens before "been" in which "had" is looked for
_APPEAL_REACH = 5  # tokens before "march on 3 May" in which "called for" is looked for
_CALL_REACH = 8  # tokens before "for Monday" in which "called" is looked for
_SUBJECT_REACH = 6  # tokens before "is Saturday" in which the event is looked for
_EVENT_AFTER = 3  # tokens after "Sunday's" in which the event is looked for
_RELATIVE = ("that", "which")  # "a truce that takes effect on Friday"
_AS = ("as", "previously", "originally")
_DATES = ("weekday", "wabbr", "month", "mabbr")
_NUMBERS = (
    "d0",
    "d1",
    "d2",
    "d3",
    "d4",
    "d5",
    "n3",
    "n4",
    "bignum",
    "numword",
    "quant",
)


def is_of_schedule(tokens: Tokens, index: int) -> bool:
    """Return whether a word is a present tense that with a day is a date to come."""
    word = tokens.word(index)
    if word not in _VERBS:
        return False
    before = index - 1
    if not _is_after_noun(tokens, before):
        return False
    subject = tokens.word(before)
    if word in _AFTER_PLURALS and not _is_plural(subject):
        return False
    return _has_object(tokens, index)


def _is_after_noun(tokens: Tokens, before: int) -> bool:
    """Return whether a word can be a noun, so that a verb follows: "the truce expires"."""
    if tokens.is_kind(before, "possessive", *_NUMBERS):
        return False
    word = tokens.word(before)
    return word in _RELATIVE or _can_be_subject(word)


def _can_be_subject(word: str) -> bool:
    """Return whether a word can be a subject of its own."""
    return word.isalpha() and word not in _NO_SUBJECTS


def _is_plural(word: str) -> bool:
    """Return whether a word is a plural: "lawmakers vote", "they meet"."""
    if word in _PLURAL_SUBJECTS:
        return True
    return word.endswith("s") and not word.endswith("ss")


def _has_object(tokens: Tokens, index: int) -> bool:
    """Return whether a verb has what it needs after it: "faces trial", "goes to court"."""
    word = tokens.word(index)
    after = index + 1
    if word in _NEED_EVENT:
        return _has_any(tokens, after, after + _EVENT_REACH, _FIXED_EVENTS)
    if word in _NEED_OFFICE:
        return tokens.word(after) in _OFFICES
    if word in _NEED_PREPOSITION:
        return _has_preposition(tokens, after)
    return True


def _has_any(tokens: Tokens, first: int, last: int, words: Container[str]) -> bool:
    """Return whether one of some words stands from a token up to another."""
    return any(tokens.word(index) in words for index in range(first, last))


def _has_preposition(tokens: Tokens, after: int) -> bool:
    """Return whether a verb goes on with a preposition or its day: "leaves for", "goes Monday"."""
    if tokens.is_kind(after, *_DATES):
        return True
    return tokens.word(after) in _PREPOSITIONS


def is_past_plan(tokens: Tokens, index: int) -> bool:
    """Return whether a plan was one of the past: "had been due", "as planned"."""
    before = tokens.word(index - 1)
    if before != "been":
        return before in _AS
    begin = index - 1 - _HAD_REACH
    return _has_any(tokens, begin, index, ("had",))


def is_put(tokens: Tokens, index: int) -> bool:
    """Return whether "set" is no plan: "set on fire", "set bail", not "set for" or "is set"."""
    if tokens.word(index) != "set":
        return False
    if tokens.word(index - 1) in _RECORDS:
        return True
    if tokens.is_kind(index + 1, "for", "to", *_DATES):
        return False
    return not tokens.is_kind(index + 2, "the", *_DATES)


def is_called_for(tokens: Tokens, first: int) -> bool:
    """Return whether something is called for a day: "called a strike for Monday"."""
    before = first - 1
    if not tokens.is_kind(before, "for"):
        return False
    begin = before - _CALL_REACH
    return _has_any(tokens, begin, before, _CALLS)


def is_predicate(tokens: Tokens, first: int) -> bool:
    """Return whether a day is what something is: "the deadline is Saturday"."""
    verb = before_day(tokens, first)
    if not tokens.is_kind(verb, "is"):
        return False
    begin = verb - _SUBJECT_REACH
    return _has_any(tokens, begin, verb, _FIXED_EVENTS)


def before_day(tokens: Tokens, first: int) -> int:
    """Return the index of the token before an expression and its preposition."""
    before = first - 1
    if tokens.is_kind(before, "on", "at", "in"):
        return before - 1
    return before


def is_of_appeal(tokens: Tokens, first: int) -> bool:
    """Return whether a day is that of what was called for: "called for a march on 3 May"."""
    called = before_day(tokens, first)
    if tokens.word(called) not in _CALLED_FOR:
        return False
    begin = called - _APPEAL_REACH
    return any(_is_appeal(tokens, index) for index in range(begin, called))


def _is_appeal(tokens: Tokens, index: int) -> bool:
    """Return whether a token is the verb of "called for"."""
    if tokens.word(index) not in _APPEALS:
        return False
    return tokens.is_kind(index + 1, "for")


def is_before_event(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether a day is that of an event to come: "ahead of Sunday's vote"."""
    if first < 2 or not tokens.is_kind(last, "apos"):
        return False
    before = tokens.slice(first - 2, first)
    if before.lower() not in _BEFORE_EVENTS:
        return False
    after = last + 2  # after the apostrophe and its "s"
    return _has_any(tokens, after, after + _EVENT_AFTER, _FIXED_EVENTS)
