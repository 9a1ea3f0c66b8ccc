"""Resolve days and parts of a day: "today", "Monday", "that night", "at 0300 GMT"."""

import re
from datetime import date, timedelta

from timeline.lexicon.lists import word_list
from timeline.model.when import Precision, TimexType
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import number, ordinal
from timeline.temporal.resolve import (
    daypart_code,
    daypart_of_hours,
    daypart_words,
    hours_words,
    is_ahead,
    is_back,
    part_of,
    read_month_day,
    verb_tense,
)
from timeline.temporal.result import Resolved, vague, vague_set, vague_time
from timeline.temporal.schedules import before_day, is_before_event
from timeline.temporal.tenses import is_promised
from timeline.temporal.tokens import Tokens
from timeline.temporal.values import Moment, make_date, moment_of, plus_days, value_of
from timeline.temporal.words import lexicon

_SOON = 2  # days ahead within which a promised weekday is the coming one
STEPS = {
    "before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "after tomorrow": 2,
}
_WEEK_STEPS = {"last": -1, "this": 0, "next": 1}
# What has been done when it is spoken of: "to answer Friday's attack" looks back to Friday.
_DEEDS = frozenset({
    "ambush", "assassination", "assault", "attack", "attacks", "blast", "blasts", "bloodshed",
    "bombardment", "bombing", "bombings", "capture", "clash", "clashes", "coup", "crash", "death",
    "deaths", "decision", "disaster", "execution", "explosion", "explosions", "fighting", "fire",
    "incident", "killing", "killings", "massacre", "murder", "murders", "raid", "raids", "riot",
    "riots", "rocket", "ruling", "shelling", "shooting", "shootings", "strike", "strikes",
    "unrest", "verdict", "violence",
})  # fmt: skip
_CALLED_OFF = frozenset({"canceled", "cancelled", "postponed", "called", "banned"})
_LONG_AHEAD = 4  # days ahead beyond which the weekday that has been is nearer
_DEED_REACH = 3  # tokens after "Friday's" in which the deed is looked for
_ARTICLE_REACH = 3  # tokens before "raid" in which "the" is looked for
_OF_THESE_TIMES = word_list("days.of_these_times")
_TIMES_REACH = 2  # tokens after "today's" in which that is looked for
_MORNING = ("morning", "dawn", "predawn", "pre-dawn", "daybreak")
_AFTERNOON = ("afternoon", "evening", "night")
_LONGEST_WAR = 99999  # days


def _on_day(day: date, match: TimexMatch, *, mentions: bool = True) -> Resolved:
    """Answer with a day, and the part of it that the words name."""
    value = day.isoformat()
    moment = moment_of(value) if mentions else None
    if match["daypart"]:
        return _in_daypart(day, match["daypart"], daypart_words(match), moment)
    if match["hours"]:
        return _in_daypart(day, daypart_of_hours(match), hours_words(match), moment)
    modifier = match["mod"]
    part = part_of(modifier) or None
    return Resolved(value=value, moment=moment, time_of_day=part)


def _in_daypart(day: date, daypart: str, words: str, moment: Moment | None) -> Resolved:
    """Answer with a part of a day."""
    return Resolved(
        value=f"{day}T{daypart_code(daypart)}",
        type=TimexType.TIME,
        moment=moment,
        time_of_day=words,
    )


def on_shifted_day(day: date, steps: int, match: TimexMatch) -> Resolved | None:
    """Answer with the day so many days on; None outside the calendar."""
    shifted = plus_days(day, steps)
    return _on_day(shifted, match) if shifted else None


def today(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "today", "yesterday morning", "late tomorrow"."""
    word = match["word"]
    if word == "today" and _is_of_these_times(match, state.tokens):
        return None
    if state.narrative and word == "today":
        return vague("PRESENT_REF")
    if state.anchor is None:
        return vague("PRESENT_REF" if word == "today" else None)
    return on_shifted_day(state.anchor, STEPS[word], match)


def nth_day(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "today is the eighth day of the siege": the day of publication."""
    if state.anchor is None or state.narrative or match["unit"] != "day":
        return None
    return on_shifted_day(state.anchor, 0, match)


def next_to_today(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the day before yesterday" and "the day after tomorrow"; None for other units."""
    if state.anchor is None or match["unit"] != "day":
        return None
    steps = STEPS[match["word"]]
    return on_shifted_day(state.anchor, steps, match)


def _is_of_these_times(match: TimexMatch, tokens: Tokens) -> bool:
    """Return whether "today's" means these times, not the day: "today's youth"."""
    if not tokens.is_kind(match.last, "apos"):
        return False
    first = match.last + 2  # after the apostrophe and its "s"
    last = min(first + _TIMES_REACH, len(tokens.codes))
    words = tokens.slice(first, last)
    return not _OF_THESE_TIMES.isdisjoint(words.split())


def tonight(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "tonight"."""
    if state.anchor is None or state.narrative:
        return vague_time("NI")
    return _in_daypart(state.anchor, "night", "night", state.anchor_moment())


def overnight(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "overnight": the night that ends on the day mentioned or published, so two days."""
    day = _day_after_night(match, state)
    before = plus_days(day, -1) if day else None
    if day is None or before is None:
        return vague_time("NI")
    span = (before, day, Precision.TIME)
    return Resolved(
        value=f"{before}TNI", type=TimexType.TIME, span=span, time_of_day="overnight"
    )


def _day_after_night(match: TimexMatch, state: AnchorState) -> date | None:
    """Return the day on which a night ends."""
    anchor = state.anchor
    if match["morning"] and anchor:
        return _last(anchor, match["morning"])
    if match["weekday"]:
        return _day_after_weekday(match, state)
    base = state.last_mentioned() if state.narrative else state.anchor_moment()
    return base.date if base else None


def _day_after_weekday(match: TimexMatch, state: AnchorState) -> date | None:
    evening = _moment_of_weekday(match, state)
    if evening is None or evening.date is None:
        return None
    day = plus_days(evening.date, 1)
    if day and state.anchor:
        return min(day, state.anchor)  # what occurred cannot lie after publication
    return day


def _moment_of_weekday(match: TimexMatch, state: AnchorState) -> Moment | None:
    answer = weekday(match, state)
    return answer.moment if answer else None


def night_of_weekdays(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the night between Monday and Tuesday", which is a part of both days."""
    moment = _moment_of_weekday(match, state)
    evening = moment.date if moment else None
    morning = _coming(evening, match["weekday2"]) if evening else None
    if evening is None or morning is None:
        return None
    daypart = match["daypart"] or "overnight"
    is_one_night = morning == plus_days(evening, 1)
    precision = Precision.TIME if is_one_night else Precision.PERIOD
    return Resolved(
        value=f"{evening}T{daypart_code(daypart)}",
        type=TimexType.TIME,
        span=(evening, morning, precision),
        moment=moment_of(morning.isoformat()),
        time_of_day=daypart,
    )


def _last(day: date, word: str) -> date | None:
    """Return the last of a weekday on or before a day."""
    number = lexicon().weekdays[word.rstrip(".")]
    back = day.isoweekday() - number
    return plus_days(day, -(back % 7))


def _coming(day: date, word: str) -> date | None:
    """Return the first of a weekday on or after a day."""
    number = lexicon().weekdays[word.rstrip(".")]
    ahead = number - day.isoweekday()
    return plus_days(day, ahead % 7)


def this_daypart(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "this morning", "last night"."""
    base = state.base()
    if base is None or base.date is None:
        return vague_time(daypart_code(match["daypart"]))
    steps = -1 if match["dir"] == "last" else 0
    return on_shifted_day(base.date, steps, match)


def that_daypart(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "that night", "the next morning": they count from the last date mentioned."""
    base = state.last_mentioned()
    if base is None or base.date is None:
        return vague_time(daypart_code(match["daypart"]), _month_of(base))
    words = match["dir"]
    steps = -1 if "previous" in words else int(is_ahead(words))
    return on_shifted_day(base.date, steps, match)


def _month_of(base: Moment | None) -> Moment | None:
    """Return the month that a date names, if it names one."""
    return base if base and base.month else None


def bare_daypart(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "at dawn", "the evening": a part of the last day mentioned."""
    code = daypart_code(match["daypart"])
    if _is_at_night(match, state):
        return vague_time(code)
    base = state.last_mentioned()
    if base and base.date:
        return _on_day(base.date, match, mentions=False)
    has_day = base is not None and base.day is not None
    return vague_time(code, None if has_day else _month_of(base))


def _is_at_night(match: TimexMatch, state: AnchorState) -> bool:
    """Return whether the words are "at night", which tell a habit."""
    if not match.first:
        return False
    return state.tokens.slice(match.before, match.last).lower() == "at night"


def weekday_number(match: TimexMatch) -> int:
    """Return the number of the weekday in an expression, 1 for Monday."""
    return lexicon().weekdays[match["weekday"].rstrip(".")]


def weekday(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve a weekday: the anchor's own day or one of the six before it.

    The words or the verb may look ahead to the coming one.
    """
    number = weekday_number(match)
    if state.next_day and state.next_day.isoweekday() == number:
        return _on_day(state.next_day, match)
    base = _weekday_base(state)
    if base is None:
        return _undated_weekday(match, number)
    day = _weekday_day(match, state, base, number)
    return _on_day(day, match) if day else None


def _weekday_base(state: AnchorState) -> date | None:
    """Return the day from which a weekday counts."""
    if state.narrative and state.mentioned:
        return state.mentioned.date
    return None if state.narrative and state.mentioned else state.anchor


def _undated_weekday(match: TimexMatch, number: int) -> Resolved:
    daypart = match["daypart"]
    value = _unknown_weekday(number, daypart)
    return vague(value, TimexType.TIME if daypart else TimexType.DATE)


def _unknown_weekday(number: int, daypart: str) -> str:
    """Return the value of a weekday of no known week, or a part of it."""
    day = f"XXXX-WXX-{number}"
    return f"{day}T{daypart_code(daypart)}" if daypart else day


def _weekday_day(
    match: TimexMatch, state: AnchorState, base: date, number: int
) -> date | None:
    """Return the day of a weekday, counted from a base."""
    words = match["dir"]
    today_number = base.isoweekday()
    back = (today_number - number) % 7
    ahead = (number - today_number) % 7
    if match["week"]:
        monday = plus_days(base, 1 - today_number)
        return _day_of_week(monday, match["week"], number)
    if "previous" in words:
        base = _mentioned_day(state) or base
        return _weekday_before(base, number)
    if is_ahead(words):
        return plus_days(base, ahead or 7)
    if is_back(words):
        return plus_days(base, -(back or 7))
    is_coming = "this" in words or _is_coming(match, state, ahead)
    return plus_days(base, ahead if is_coming else -back)


def _is_after_stamp(match: TimexMatch, ahead: int) -> bool:
    """Return whether a weekday is the one on which the news was written, a day after its stamp.

    "Was killed early Saturday", in a report stamped Friday evening, is not six days old: of 38
    such words in archives of news none was.
    """
    if ahead != 1:
        return False
    is_early = f"{match['mod']}{match['hours']}".startswith(("early", "the early"))
    return is_early or match["daypart"] in _MORNING


def _mentioned_day(state: AnchorState) -> date | None:
    return state.mentioned.date if state.mentioned else None


def _day_of_week(monday: date | None, word: str, number: int) -> date | None:
    """Return a weekday of the last, this or the next week."""
    weeks = _WEEK_STEPS[word]
    if monday is None:
        return None
    return plus_days(monday, 7 * weeks + number - 1)


def _weekday_before(day: date, number: int) -> date | None:
    """Return the last weekday before a day."""
    back = (day.isoweekday() - number) % 7
    return plus_days(day, -(back or 7))


def _is_coming(match: TimexMatch, state: AnchorState, ahead: int) -> bool:
    """Return whether the verb of a weekday in news looks ahead to it."""
    if state.narrative or not ahead or _is_of_deed(match, state):
        return False
    if _is_after_stamp(match, ahead) or _is_soon_event(match, state, ahead):
        return True
    if verb_tense(match, state) == "future":
        return not _is_called_off(match, state, ahead)
    # tomorrow is nearer than six days ago
    return ahead <= _SOON and is_promised(state.tokens, match.first)


def _is_soon_event(match: TimexMatch, state: AnchorState, ahead: int) -> bool:
    """Return whether a weekday is that of an event soon to come: "ahead of Sunday's vote"."""
    is_soon = ahead <= _LONG_AHEAD
    return is_soon and is_before_event(state.tokens, match.first, match.last)


def _is_called_off(match: TimexMatch, state: AnchorState, ahead: int) -> bool:
    """Return whether what was planned for a weekday long ahead was cancelled, so that it is past.

    "A rally planned for Saturday was cancelled", as a Sunday paper says.
    """
    if ahead < _LONG_AHEAD:
        return False
    after = range(match.last, match.last + _DEED_REACH)
    words = map(state.tokens.word, after)
    return not _CALLED_OFF.isdisjoint(words)


def _is_of_deed(match: TimexMatch, state: AnchorState) -> bool:
    """Return whether a weekday tells when a deed was done: "Friday's deadly attack"."""
    tokens = state.tokens
    if not tokens.is_kind(match.last, "apos"):
        return _is_after_deed(match, tokens)
    first = match.last + 2  # after the apostrophe and its "s"
    last = first + _DEED_REACH
    words = map(tokens.word, range(first, last))
    return not _DEEDS.isdisjoint(words)


def _is_after_deed(match: TimexMatch, tokens: Tokens) -> bool:
    """Return whether a deed that is known stands before a weekday: "the raid on Friday"."""
    deed = before_day(tokens, match.first)
    if tokens.word(deed) not in _DEEDS:
        return False
    before = range(deed - _ARTICLE_REACH, deed)
    return any(tokens.is_kind(index, "the", "that", "this") for index in before)


def weekdays(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "every Thursday", "Mondays", "Tuesday nights": sets."""
    daypart = match["daypart"] or match["dayparts"]
    number = weekday_number(match)
    return vague_set(_unknown_weekday(number, daypart))


def clock(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve a clock time: "at 0300 GMT", "10 p.m. Wednesday", "noon"."""
    time = clock_value(match)
    if time is None:
        return None
    moment = _clock_day(match, state)
    has_day = moment is not None and moment.date is not None
    day = moment.value if moment and has_day else "XXXX-XX-XX"
    return Resolved(
        value=f"{day}{time}",
        type=TimexType.TIME,
        moment=moment if has_day and _has_own_day(match) else None,
        dated=has_day,
        time_of_day=_clock_words(match),
    )


def _has_own_day(match: TimexMatch) -> bool:
    """Return whether a clock time stands with its day."""
    return any(match[name] for name in ("weekday", "word", "month"))


def _clock_day(match: TimexMatch, state: AnchorState) -> Moment | None:
    """Return the day of a clock time: its own, or the last one mentioned."""
    if match["month"]:
        return _clock_date(match, state)
    if match["weekday"]:
        return _moment_of_weekday(match, state)
    if match["word"]:
        return _clock_relative_day(match["word"], state.anchor)
    last = state.last_mentioned()
    if last and last.date:
        return last
    return None if state.narrative else state.anchor_moment()


def _clock_date(match: TimexMatch, state: AnchorState) -> Moment | None:
    """Return the day of the month of a clock time."""
    digits = re.sub(r"\D", "", match["day"])
    month_day = read_month_day(match["month"], int(digits))
    if month_day is None:
        return None
    year = int(match["year"]) if match["year"] else state.year_of(*month_day)
    if not year or make_date(year, *month_day) is None:
        return None
    return moment_of(value_of(year, *month_day))


def _clock_relative_day(word: str, anchor: date | None) -> Moment | None:
    """Return the day of "today", "yesterday" or "tomorrow"."""
    day = plus_days(anchor, STEPS[word]) if anchor else None
    return moment_of(day.isoformat()) if day else None


def clock_value(match: TimexMatch) -> str | None:
    """Return the TIMEX3 time of a clock time; None when there is no such time."""
    if match["noon"]:
        return lexicon().clockwords[match["noon"]]
    hour, minute = _hour_and_minute(match)
    half = match["ampm"]
    last_hour = 12 if half else 24
    if hour > last_hour or minute > 59:
        return None
    is_afternoon = half.startswith("p") or match["daypart"] in _AFTERNOON
    if is_afternoon and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}"


def _hour_and_minute(match: TimexMatch) -> tuple[int, int]:
    """Return hour and minute as written: "10:30", "0300" or "10.30"."""
    if match["clock"]:
        hour, minute, *_ = match["clock"].split(":")
    elif match["military"]:
        hour = match["military"][:2]
        minute = match["military"][2:]
    else:
        hour = match["hour"]
        minute = match["minute"] or "0"
    return int(hour), int(minute)


def _clock_words(match: TimexMatch) -> str:
    """Return a clock time for people: "03:00 GMT", "noon"."""
    if match["noon"]:
        return match["noon"]
    time = (clock_value(match) or "T").removeprefix("T")
    zone = match["zone"]
    if not zone:
        return time
    return f"{time} {zone}" if zone.startswith("local") else f"{time} {zone.upper()}"


def day_of_war(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "day 34 of the war", when the text says on which day it began."""
    count = number(match["n"]) if match["n"] else ordinal(match["ord"])
    if match["unit"] != "day" or not count:
        return None
    if state.war_start is None:
        return vague("XXXX-XX-XX")
    days = min(int(count), _LONGEST_WAR) - 1
    return _on_day(state.war_start + timedelta(days), match)
