"""Which day, or part of a day, do "today", "Monday", "that night" and "at 0300 GMT" mean?"""

import re
from datetime import date, timedelta

from timeline.model.when import Precision, TimexType
from timeline.temporal.anchoring import Running, is_promised, tense
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import number, ordinal
from timeline.temporal.resolve import daypart_code, daypart_words, part_of, read_month_day
from timeline.temporal.result import Resolved, vague
from timeline.temporal.values import Moment, make_date, moment_of, plus_days, value_of
from timeline.temporal.words import lexicon

_SOON = 2  # days ahead within which a promised weekday is the coming one
_STEPS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def _on_day(
    day: date | None, hit: TimexMatch, *, daypart: str = "", told: bool = True
) -> Resolved | None:
    """Answer with a day, and a part of it where one is told."""
    if day is None:
        return None
    value = day.isoformat()
    moment = moment_of(value) if told else None
    words = daypart or hit.get("daypart")
    if words:
        return Resolved(
            value=f"{value}T{daypart_code(words)}",
            type=TimexType.TIME,
            told=moment,
            time_of_day=daypart_words(hit) or words,
        )
    part = hit.get("mod").split()[0] if hit.get("mod") and part_of(hit.get("mod")) else None
    return Resolved(value=value, told=moment, time_of_day=part)


def today(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "today", "yesterday morning", "late tomorrow"."""
    word = hit.get("word")
    if running.narrative and word == "today":
        return vague("PRESENT_REF")
    base = running.anchor
    if base is None:
        return vague("PRESENT_REF" if word == "today" else None)
    return _on_day(plus_days(base, _STEPS[word]), hit)


def tonight(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "tonight"."""
    if running.anchor is None or running.narrative:
        return vague("XXXX-XX-XXTNI", TimexType.TIME)
    return _on_day(running.anchor, hit, daypart="night")


def overnight(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "overnight": the night that ends on the day told or published, so two days."""
    base = running.last_told() if running.narrative else running.anchor_moment()
    day = base.date if base else None
    if hit.get("weekday"):
        answer = weekday(hit, running)
        day = (
            plus_days(answer.told.date, 1) if answer and answer.told and answer.told.date else None
        )
        if day and running.anchor and day > running.anchor:
            day = running.anchor  # what occurred cannot lie after publication
    before = plus_days(day, -1) if day else None
    if day is None or before is None:
        return vague("XXXX-XX-XXTNI", TimexType.TIME)
    span = (before, day, Precision.TIME)
    return Resolved(value=f"{before}TNI", type=TimexType.TIME, span=span, time_of_day="overnight")


def this_daypart(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "this morning", "last night"."""
    moment = running.base()
    day = moment.date if moment else None
    if day is None:
        return vague(f"XXXX-XX-XXT{daypart_code(hit.get('daypart'))}", TimexType.TIME)
    return _on_day(plus_days(day, -int(hit.get("dir") == "last")), hit)


def that_daypart(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "that night", "the next morning", "the previous evening": they hang on the last date told."""
    moment = running.last_told()
    code = daypart_code(hit.get("daypart"))
    if moment is None or moment.date is None:
        month = f"{moment.value}-XX" if moment and moment.month else "XXXX-XX-XX"
        return vague(f"{month}T{code}", TimexType.TIME)
    step = int(bool(re.search("next|following", hit.get("dir")))) - int(
        "previous" in hit.get("dir")
    )
    return _on_day(plus_days(moment.date, step), hit)


def bare_daypart(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "at dawn", "the evening": a part of the last day told."""
    moment = running.last_told()
    code = daypart_code(hit.get("daypart"))
    habit = (
        running.tokens.slice(hit.first - 1, hit.last).lower() == "at night" if hit.first else False
    )
    if habit or moment is None or moment.date is None:
        month = (
            f"{moment.value}-XX"
            if moment and moment.month and not (habit or moment.day)
            else "XXXX-XX-XX"
        )
        return vague(f"{month}T{code}", TimexType.TIME)
    return _on_day(moment.date, hit, told=False)


def weekday(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve a weekday: the anchor's own day or one of the six before, unless the words or the verb look ahead."""
    number = lexicon().weekdays[hit.get("weekday").rstrip(".")]
    if running.next_day and running.next_day.isoweekday() == number:
        return _on_day(running.next_day, hit)
    anchored = running.told.date if running.narrative and running.told else None
    base = anchored or (None if running.narrative and running.told else running.anchor)
    if base is None:
        value = f"XXXX-WXX-{number}"
        code = hit.get("daypart") and "T" + daypart_code(hit.get("daypart"))
        kind = TimexType.TIME if code else TimexType.DATE
        return Resolved(value=value + code, type=kind, dated=False)
    return _on_day(_weekday_day(hit, running, base, number), hit)


def _weekday_day(hit: TimexMatch, running: Running, base: date, number: int) -> date | None:
    """Return the day of a weekday, counted from a base."""
    back = (base.isoweekday() - number) % 7
    words = hit.get("dir")
    if hit.get("week"):
        step = {"last": -1, "this": 0, "next": 1}[hit.get("week")]
        return plus_days(base, number - base.isoweekday() + 7 * step)
    if re.search("previous", words) and running.told and running.told.date:
        told = running.told.date
        return plus_days(told, -((told.isoweekday() - number) % 7 or 7))
    if re.search("next|coming|following", words):
        return plus_days(base, (number - base.isoweekday()) % 7 or 7)
    if re.search("last|past|previous", words):
        return plus_days(base, -(back or 7))
    if re.search("this", words):
        return plus_days(base, (number - base.isoweekday()) % 7)
    if not running.narrative and tense(running.tokens, hit.first) == "future" and back:
        return plus_days(base, 7 - back)
    if not running.narrative and 7 - back <= _SOON and is_promised(running.tokens, hit.first):
        return plus_days(base, 7 - back)  # tomorrow is nearer than six days ago
    return plus_days(base, -back)


def weekdays(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "every Thursday", "Mondays", "Tuesday nights": sets."""
    number = lexicon().weekdays[hit.get("weekday").rstrip(".")]
    daypart = hit.get("daypart") or hit.get("dayparts")
    code = "T" + daypart_code(daypart) if daypart else ""
    return vague(f"XXXX-WXX-{number}{code}", TimexType.SET)


def clock(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve a clock time: "at 0300 GMT", "10 p.m. Wednesday", "noon"."""
    time = clock_value(hit)
    if time is None:
        return None
    moment = _clock_day(hit, running)
    said = _clock_words(hit)
    if moment is None or moment.date is None:
        return Resolved(
            value=f"XXXX-XX-XX{time}", type=TimexType.TIME, dated=False, time_of_day=said
        )
    own = any(hit.get(name) for name in ("weekday", "word", "month"))
    told = moment if own else None
    return Resolved(value=f"{moment.value}{time}", type=TimexType.TIME, told=told, time_of_day=said)


def _clock_day(hit: TimexMatch, running: Running) -> Moment | None:
    """Return the day of a clock time: its own, or the last one told."""
    if hit.get("month"):
        read = read_month_day(hit.get("month"), int(re.sub(r"\D", "", hit.get("day"))))
        if read is None or read[1] is None:
            return None
        year = int(hit.get("year")) if hit.get("year") else running.year_of(*read)
        return (
            moment_of(value_of(year, *read)) if year and make_date(year, read[0], read[1]) else None
        )
    if hit.get("weekday"):
        answer = weekday(hit, running)
        return answer.told if answer else None
    if hit.get("word"):
        base = running.anchor and plus_days(running.anchor, _STEPS[hit.get("word")])
        return moment_of(base.isoformat()) if base else None
    told = running.last_told()
    return told if told and told.date else (None if running.narrative else running.anchor_moment())


def clock_value(hit: TimexMatch) -> str | None:
    """Return the TIMEX3 time of a clock time; None when there is no such time."""
    if hit.get("noon"):
        return lexicon().clockwords[hit.get("noon")]
    if hit.get("clock"):
        parts = [int(part) for part in hit.get("clock").split(":")]
    elif hit.get("military"):
        parts = [int(hit.get("military")[:2]), int(hit.get("military")[2:])]
    else:
        parts = [int(hit.get("hour")), int(hit.get("minute") or 0)]
    hour, minute = parts[0], parts[1]
    afternoon = hit.get("ampm").startswith("p") or hit.get("daypart") in (
        "afternoon",
        "evening",
        "night",
    )
    if hour > 24 or minute > 59 or (hit.get("ampm") and hour > 12):
        return None
    if afternoon and hour < 12:
        hour += 12
    elif hit.get("ampm").startswith("a") and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}"


def _clock_words(hit: TimexMatch) -> str:
    """Return a clock time for people: "03:00 GMT", "noon"."""
    if hit.get("noon"):
        return hit.get("noon")
    zone = hit.get("zone")
    zone = " " + (zone if zone.startswith("local") else zone.upper()) if zone else ""
    return (clock_value(hit) or "T")[1:] + zone


def day_of_war(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "day 34 of the war", when the text says on which day it began."""
    count = number(hit.get("n")) if hit.get("n") else ordinal(hit.get("ord"))
    if hit.get("unit") != "day" or not count:
        return None
    if running.founded is None:
        return vague("XXXX-XX-XX")
    return _on_day(running.founded + timedelta(min(int(count), 99999) - 1), hit)
