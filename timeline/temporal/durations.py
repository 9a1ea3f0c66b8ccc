"""Resolve durations, sets and vague words, which date nothing."""

import re

from timeline.model.when import TimexType
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import duration as duration_value
from timeline.temporal.numbers import number, singular
from timeline.temporal.resolve import read_month
from timeline.temporal.result import Resolved, vague, vague_set
from timeline.temporal.tenses import tense
from timeline.temporal.words import lexicon

_COUNTS = (
    "counted", "persons", "d1", "d2", "d3", "d4", "d5", "n3", "n4", "bignum", "dec", "numword",
    "once", "percent",
)  # fmt: skip
_ADVERBS = {
    "daily": "XXXX-XX-XX", "everyday": "XXXX-XX-XX", "weekly": "XXXX-WXX", "monthly": "XXXX-XX",
    "yearly": "XXXX", "annually": "XXXX", "hourly": "PT1H", "nightly": "XXXX-XX-XXTNI",
}  # fmt: skip


def duration(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "nearly two years", "a 10-day", "an hour and a half"."""
    words = match["n"]
    unit = match["unit"]
    if match.rule == "duration-one" and _is_rate(match, state):
        return _rate(match, state)
    if _is_title(match, state):
        return None
    is_one_day = words == "one" and unit == "day"
    if is_one_day and tense(state.tokens, match.first) == "future":
        return vague("FUTURE_REF")
    amount = 1.0 if words in ("a", "an", "") else number(words)
    if match["more"] and amount is not None:
        amount += 0.5
    return vague(duration_value(amount, unit), TimexType.DURATION)


def _is_title(match: TimexMatch, state: AnchorState) -> bool:
    """Return whether digits and a capital unit are a title: "60 Minutes", "48 Hours"."""
    words = state.tokens.slice(match.first, match.last)
    return re.fullmatch(r"\d+ [A-Z][a-z]+", words) is not None


def _rate(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "once a week"; in news other rates are no temporal expressions."""
    if not state.narrative and not state.tokens.is_kind(match.before, "once"):
        return None
    return vague_set(duration_value(1, match["unit"]))


def _is_rate(match: TimexMatch, state: AnchorState) -> bool:
    """Return whether "a week" is a rate: "four flights a week", "$500 million a year"."""
    before = match.before
    if match["n"] not in ("a", "an"):
        return False
    if state.tokens.is_kind(before, "plain"):
        return state.tokens.word(before).endswith("s")
    return state.tokens.is_kind(before, *_COUNTS)


def _unknown_length(match: TimexMatch) -> Resolved:
    return vague(duration_value(None, match["unit"]), TimexType.DURATION)


def units_bare(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "weeks", "the early years": a length of time that is not given; "day-long" is one."""
    unit = match["unit"]
    if unit == singular(unit):
        return vague(duration_value(1, unit), TimexType.DURATION)
    return _unknown_length(match)


def units_recent(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "recent years", "coming weeks"."""
    if match["unit"].startswith(("time", "moment")):
        return vague("PAST_REF")
    if match["dir"] in ("coming", "future"):
        return vague("FUTURE_REF")
    return _unknown_length(match)


def set_each(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "every two weeks", "each year", "per month", "each July"."""
    if match["month"]:
        month = read_month(match["month"])
        if month is None:
            return None
        return vague_set(f"XXXX-{month:02d}")
    if match["season"]:
        code = lexicon().seasons[match["season"]]
        return vague_set(f"XXXX-{code}")
    unit = match["unit"]
    if unit in lexicon().dayparts:
        return vague_set(f"XXXX-XX-XXT{lexicon().dayparts[unit]}")
    return vague(duration_value(_interval_of_set(match), unit), TimexType.SET)


def _interval_of_set(match: TimexMatch) -> float | None:
    """Return how many units lie between two times of a set ("every other week": 2)."""
    if match["n"]:
        return number(match["n"])
    return 2.0 if match["other"] else 1.0


def rate(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Leave out "24 hours a day" and "three days a week", which tell how often."""
    return None


def set_adverb(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "daily", "annually"."""
    return vague_set(_ADVERBS[match["word"]])


def present(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "now", "currently"."""
    return vague("PRESENT_REF")


def past(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "recently", "the past"."""
    return vague("PAST_REF")


def former(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "former", which histories use of time and news of people."""
    return vague("PAST_REF") if state.narrative else None


def soon(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "soon", which in news looks ahead and in histories only orders what happened."""
    return None if state.narrative else vague("FUTURE_REF")


def former_future(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve the adjective "future", which histories use of time."""
    return vague("FUTURE_REF") if state.narrative else None


def age(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "22 years old": a length of time in a life, given as such in histories only."""
    return duration(match, state) if state.narrative else None


def future(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "soon", "the near future"."""
    return vague("FUTURE_REF")
