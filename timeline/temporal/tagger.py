"""Resolve the expressions of a whole text, each against what was mentioned before it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from timeline.model.text import Section, SectionKind
from timeline.model.when import Basis, DateInterval, TemporalExpression
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.contexts import ContextAnchors
from timeline.temporal.find import TimexMatch, find
from timeline.temporal.holidays import NAMED_DATES
from timeline.temporal.modes import explicit_year, is_narrative
from timeline.temporal.registry import RESOLVERS
from timeline.temporal.result import Resolved
from timeline.temporal.sections import is_inside, spans_of
from timeline.temporal.tokens import Tokens
from timeline.temporal.trimming import start_without_article
from timeline.temporal.values import Moment, days_of, thirds
from timeline.temporal.words import codes_of, lexicon

_JOINTS = ("and", "or", "to", "dash", "until", "comma", "slash")
_LONGEST_JOINT = 2  # tokens
# What counts from the week that a report covers, not from the day on which it came out.
_OF_REPORTED_WEEK = frozenset(
    {"weekday", "weekday-ordinal", "night-of-weekdays", "unit-of-told", "unit-relative"}
)
# What makes a weekday the name of one day, or of one each year.
_DAY_NAMES = frozenset({"bloody", "black", "ash", "holy", "super", "cyber"})
_DAY_RULES = ("month-day", "day-month")
_HEADING_RULES = ("year", "year-range")
_HEADING_TOKENS = 12  # a longer paragraph is no heading
_BEGAN = re.compile(
    r"(?:war|invasion|offensive|conflict|siege|operation|fighting|campaign)\b[^.\n]{0,40}?\b"
    r"(?:began|started|erupted|broke out|was launched)\s+(?:on|in)?\s*$",
    re.IGNORECASE,
)
_BEGAN_REACH = (
    80  # characters before an expression in which "the war began on" is looked for
)


def expressions(
    text: str,
    *,
    anchor: date | None,
    sections: Sequence[Section],
    mode: str,
    week_end: date | None = None,
) -> Iterator[TemporalExpression]:
    """Yield the temporal expressions of a text one by one, ranges as their two ends.

    `week_end`: the last day of the week that a report covers, from which its weekdays count.
    """
    tokens, matches = find(text)
    skipped = spans_of(sections, SectionKind.BOILERPLATE)
    headings = spans_of(sections, SectionKind.HEADING)
    heading_starts = [start for start, _ in headings]
    anchors = ContextAnchors(sections, anchor)
    matches = [
        match
        for match in matches
        if not is_inside(skipped, match.start) and not _is_name(match, tokens)
    ]
    counted = [
        match
        for match in matches
        if not tokens.is_kind(match.before, "a")
    ]  # fmt: skip
    state = AnchorState(
        anchor=anchor,
        narrative=is_narrative(counted, anchor, mode),
        tokens=tokens,
        named=_named_days(text),
    )
    followers = [*matches[1:], None]
    joined_years = _joined_years(matches, tokens)
    for match, follower, joined_year in zip(
        matches, followers, joined_years, strict=False
    ):
        state.joined_year = joined_year
        state.next_day = _bracketed_day(match, follower, state)
        state.first = match.first
        state.anchor = anchors.of(match.start)
        context = None if state.anchor == anchor else state.anchor
        headings_before = bisect_right(heading_starts, match.start)
        state.enter(headings_before, context)
        if week_end and match.rule in _OF_REPORTED_WEEK:
            state.anchor = week_end
        answer = RESOLVERS[match.rule](match, state)
        if answer is not None:
            _mention(state, match, answer, in_heading=is_inside(headings, match.start))
            yield _expression(text, match, answer)


def _is_name(match: TimexMatch, tokens: Tokens) -> bool:
    """Return whether a weekday is part of the name of a day long past: "Bloody Sunday"."""
    length = match.last - match.first
    is_alone = match.rule == "weekday" and length == 1
    return is_alone and tokens.word(match.before) in _DAY_NAMES


def _named_days(text: str) -> frozenset[tuple[int, int]]:
    """Return the incidents known by their day alone that a text speaks of."""
    lower = text.lower()
    days: set[tuple[int, int]] = set()
    for day, (_, words) in NAMED_DATES.items():
        if any(word in lower for word in words):
            days.add(day)
    return frozenset(days)


def _joined_years(matches: Sequence[TimexMatch], tokens: Tokens) -> list[int | None]:
    """Return for each expression the year of those to which it is joined.

    "Between March and May 2014", "in June, July and August 2014".
    """
    years: list[int | None] = []
    year: int | None = None
    follower: TimexMatch | None = None
    for match in reversed(matches):
        is_joined = follower is not None and _is_joined(match, follower, tokens)
        year = year if is_joined else None
        years.append(year)
        year = explicit_year(match) or year
        follower = match
    years.reverse()
    return years


def _is_joined(match: TimexMatch, follower: TimexMatch, tokens: Tokens) -> bool:
    """Return whether only "and", "to" or a dash stands between months or seasons."""
    are_parts = _is_part_of_year(match) and _is_part_of_year(follower)
    if match.pair or not are_parts:
        return False
    between = tokens.codes[match.last : follower.first]
    return _is_joint(between)


def _is_joint(codes: str) -> bool:
    """Return whether some tokens are one or two joints."""
    is_short = 0 < len(codes) <= _LONGEST_JOINT
    return is_short and codes_of(*_JOINTS).issuperset(codes)


def _is_part_of_year(match: TimexMatch) -> bool:
    """Return whether an expression names a month or a season."""
    return "month" in match.groups or "season" in match.groups


def _bracketed_day(
    match: TimexMatch, follower: TimexMatch | None, state: AnchorState
) -> date | None:
    """Return the day that the brackets after a weekday give: "Thursday (Jan. 12)"."""
    if match.rule != "weekday" or follower is None or follower.rule not in _DAY_RULES:
        return None
    bracket = match.last
    has_bracket = state.tokens.is_kind(bracket, "open")
    if not has_bracket or follower.first != bracket + 1:
        return None
    answer = RESOLVERS[follower.rule](follower, state)
    return answer.moment.date if answer and answer.moment else None


def _mention(
    state: AnchorState, match: TimexMatch, answer: Resolved, *, in_heading: bool
) -> None:
    """Let later words count from the date of an expression."""
    moment = answer.moment
    if moment is None:
        return
    if not in_heading:
        state.has_new_heading = False
    _add_to_lead(state, match, answer)
    _look_back(state, match, answer)
    is_end_of_heading = match.pair == 2 and in_heading
    if is_end_of_heading:
        return  # a heading "1955-1963" begins in its first year
    _begin_part(state, match, moment)
    state.mention(
        moment,
        stated=answer.basis is Basis.STATED,
        bare_year=answer.bare_year and not in_heading,
    )
    _note_war(state, match, moment)


def _look_back(state: AnchorState, match: TimexMatch, answer: Resolved) -> None:
    """Take note of an expression that turns to the past, or back to the present."""
    if answer.moment is None:
        return
    is_stated = answer.basis is Basis.STATED
    state.look_back(answer.moment, match.last, stated=is_stated)
    state.story = None
    if state.mentioned and _is_look_back(match, state):
        state.story = (state.mentioned, match.last)


def _begin_part(state: AnchorState, match: TimexMatch, moment: Moment) -> None:
    """Begin a part of a history at a heading that names a year or years."""
    if not _is_heading(match, state.tokens):
        return
    year = None if match.pair else moment.year
    state.begin_part(year)


def _note_war(state: AnchorState, match: TimexMatch, moment: Moment) -> None:
    """Keep the first day of the first war that a text says has begun."""
    if state.war_start is not None:
        return
    if _is_beginning(state.tokens.text, match.start):
        state.war_start = moment.date


def _is_heading(match: TimexMatch, tokens: Tokens) -> bool:
    """Return whether a year stands in a heading: a short paragraph that is no sentence."""
    if match.rule not in _HEADING_RULES:
        return False
    ending = _break()
    first = tokens.codes.rfind(ending, 0, match.first)
    last = tokens.codes.find(ending, match.last)
    length = last - first - 1
    is_short = 0 < length <= _HEADING_TOKENS
    return is_short and not tokens.is_kind(last - 1, "dot")


def _break() -> str:
    """Return the character that stands for the end of a paragraph."""
    return lexicon().kinds["brk"]


def _add_to_lead(state: AnchorState, match: TimexMatch, answer: Resolved) -> None:
    """Keep the days of a range or list that is stated in full."""
    if not match.pair or answer.moment is None:
        return
    day = answer.moment.date
    if day and answer.basis is Basis.STATED:
        state.lead.append(day)


def _is_look_back(match: TimexMatch, state: AnchorState) -> bool:
    """Return whether news looks back in passing: "a week earlier"."""
    if state.narrative or match.rule != "units-later":
        return False
    return match["dir"] not in ("later", "after")


def _is_beginning(text: str, offset: int) -> bool:
    """Return whether a text says before an offset that a war began."""
    before = text[max(0, offset - _BEGAN_REACH) : offset]
    return bool(_BEGAN.search(before))


def _expression(text: str, match: TimexMatch, answer: Resolved) -> TemporalExpression:
    """Return the record of one expression."""
    start = start_without_article(text, match.start, match.end, match.rule)
    words = text[start : match.end]
    return TemporalExpression(
        start=start,
        end=match.end,
        text=words,
        type=answer.type,
        value=answer.value,
        interval=_interval(words, answer),
        rule=match.rule,
    )


def _interval(words: str, answer: Resolved) -> DateInterval | None:
    """Return the days an answer means; None for what dates nothing."""
    if not answer.dated:
        return None
    span = answer.span or days_of(answer.value or "")
    if span is None:
        return None
    start, end, precision = thirds(span, answer.part)
    is_assumed = answer.basis is Basis.ASSUMED
    return DateInterval(
        start=start,
        end=end,
        precision=precision,
        basis=Basis.RELATIVE if is_assumed else answer.basis,
        text=words,
        time_of_day=answer.time_of_day,
    )
