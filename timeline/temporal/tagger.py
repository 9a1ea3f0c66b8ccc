"""What does a whole text tell of times: each expression found, resolved against what was told before it?"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from timeline.model.text import Section, SectionKind
from timeline.model.when import Basis, DateInterval, TemporalExpression
from timeline.temporal.anchoring import (
    Running,
    choose_narrative,
    explicit_year,
    heading_spans,
    inside,
)
from timeline.temporal.find import TimexMatch, find
from timeline.temporal.holidays import NAMED_DATES
from timeline.temporal.registry import RESOLVERS
from timeline.temporal.result import Resolved
from timeline.temporal.tokens import Tokens
from timeline.temporal.values import days_of, thirds
from timeline.temporal.words import lexicon

_JOINTS = ("and", "or", "to", "dash", "until", "comma", "slash")
_BEGAN = re.compile(
    r"(?:war|invasion|offensive|conflict|siege|operation|fighting|campaign)\b[^.\n]{0,40}?\b"
    r"(?:began|started|erupted|broke out|was launched)\s+(?:on|in)?\s*$",
    re.IGNORECASE,
)


def expressions(
    text: str, *, anchor: date | None, sections: Sequence[Section], mode: str
) -> Iterator[TemporalExpression]:
    """Yield the temporal expressions of a text one by one, ranges as their two ends."""
    tokens, found = find(text)
    skipped = heading_spans(sections, SectionKind.BOILERPLATE)
    found = [hit for hit in found if not inside(skipped, hit.start)]
    headings = heading_spans(sections, SectionKind.HEADING)
    running = Running(
        anchor=anchor,
        narrative=choose_narrative(found, anchor, mode),
        tokens=tokens,
        named=_named(text),
    )
    for index, hit in enumerate(found):
        follower = found[index + 1] if index + 1 < len(found) else None
        running.joined_year = _joined_year(hit, follower, tokens)
        running.next_day = _bracketed_day(hit, follower, running)
        running.first = hit.first
        answer = RESOLVERS[hit.rule](hit, running)
        if answer is None:
            continue
        _tell(running, hit, answer, in_heading=inside(headings, hit.start))
        yield _expression(text, hit, answer)


def _named(text: str) -> frozenset[tuple[int, int]]:
    """Return the incidents known by their day alone that a text speaks of."""
    lower = text.lower()
    return frozenset(
        day for day, (_, words) in NAMED_DATES.items() if any(word in lower for word in words)
    )


def _joined_year(hit: TimexMatch, follower: TimexMatch | None, tokens: Tokens) -> int | None:
    """Return the year of the next expression when only "and", "to" or a dash stands between."""
    if (
        follower is None
        or hit.pair
        or not 0 < follower.first - hit.last <= 2
        or "month" not in hit.groups
    ):
        return None
    kinds = lexicon().kinds
    joints = {kinds[kind] for kind in _JOINTS}
    if any(code not in joints for code in tokens.codes[hit.last : follower.first]):
        return None
    return explicit_year(follower) if "month" in follower.groups else None


def _bracketed_day(hit: TimexMatch, follower: TimexMatch | None, running: Running) -> date | None:
    """Return the day that the brackets after a weekday give: "Thursday (Jan. 12)"."""
    if hit.rule != "weekday" or follower is None or follower.rule not in ("month-day", "day-month"):
        return None
    if follower.first != hit.last + 1 or running.tokens.codes[hit.last] != lexicon().kinds["open"]:
        return None
    answer = RESOLVERS[follower.rule](follower, running)
    return answer.told.date if answer and answer.told else None


def _tell(running: Running, hit: TimexMatch, answer: Resolved, *, in_heading: bool) -> None:
    """Let later words hang on what an expression told."""
    if answer.told is None:
        return
    running.look_back(answer.told.year, hit.last, stated=answer.basis is Basis.STATED)
    back = (
        hit.rule == "units-later"
        and hit.get("dir") not in ("later", "after")
        and not running.narrative
    )
    running.story = (running.told, hit.last) if back and running.told else None
    if hit.pair == 2 and in_heading:
        return  # a heading "1955-1963" begins in its first year
    running.tell(answer.told, bare_year=answer.bare_year and not in_heading)
    told = answer.told.date
    if (
        told
        and running.founded is None
        and _BEGAN.search(running.tokens.text[max(0, hit.start - 80) : hit.start])
    ):
        running.founded = told


def _expression(text: str, hit: TimexMatch, answer: Resolved) -> TemporalExpression:
    """Make the record of one expression."""
    return TemporalExpression(
        start=hit.start,
        end=hit.end,
        text=text[hit.start : hit.end],
        type=answer.type,
        value=answer.value,
        interval=_interval(text[hit.start : hit.end], answer),
        rule=hit.rule,
    )


def _interval(words: str, answer: Resolved) -> DateInterval | None:
    """Return the days an answer means; None for what dates nothing."""
    if not answer.dated or (answer.value is None and answer.span is None):
        return None
    span = answer.span or days_of(answer.value or "")
    if span is None:
        return None
    start, end, precision = thirds(span, answer.part)
    return DateInterval(
        start=start,
        end=end,
        precision=precision,
        basis=answer.basis if answer.basis is not Basis.ASSUMED else Basis.RELATIVE,
        text=words,
        time_of_day=answer.time_of_day,
    )
