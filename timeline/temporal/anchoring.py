"""The day from which relative words count: publication, or the last date mentioned.

News counts from publication. A history gives its years one after the other: there the last date
mentioned gives the year, and a heading with a year resets it. What a text says shows which of the
two it is (measured in design/DATES.md): a history has at least six explicit dates more than a year
from publication, and eight times as many as weekdays and "today"s.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from timeline.errors import UsageError
from timeline.model.text import Section, SectionKind
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import spelled_year
from timeline.temporal.schedules import (
    is_called_for,
    is_of_appeal,
    is_of_schedule,
    is_past_plan,
    is_predicate,
    is_put,
)
from timeline.temporal.tokens import Tokens
from timeline.temporal.values import Moment, make_date, moment_of

MODES = ("auto", "news", "narrative")
_FAR_DATES = 6  # explicit dates far from publication that a history has at least
_FAR_RATIO = (
    8  # ... and times as many as words of the day; fewer is news with a long background
)
_DAY_WORDS = ("weekday", "today", "this-daypart", "tonight")
_FEW_FAR_DATES = 2  # ... that are enough where the text begins with one
_FEW_FAR_RATIO = 3  # ... and times as many as what counts from publication
# Rules whose expressions count from publication.
_NEWS_RULES = frozenset({
    *_DAY_WORDS, "overnight", "unit-relative", "units-last", "units-ago", "units-recent",
    "the-weekend", "month-relative", "season-relative", "weekday-week", "weekdays", "present",
    "night-of-weekdays", "weekday-ordinal", "the-quarter", "quarter", "sometime",
})  # fmt: skip
_ASIDE_YEARS = (
    5  # a bare year farther than this from the last date mentioned is an aside
)
_CLAUSE_ENDS = (
    "comma",
    "dot",
    "other",
    "brk",
    "said",
    "open",
    "close",
    "colon",
    "that",
)
_PREPOSITIONS = ("in", "on", "at", "by", "until", "early", "late")
_COUNTS = ("d1", "d2", "d3", "d4", "d5", "n3", "numword")  # "20 wounded" are people
_SENTENCE_ENDS = ("dot", "brk", "other")
_BACKGROUND_TOKENS = 60  # how far a look back reaches in news
_STORY_TOKENS = 25  # how far behind a past date the next sentence may go on from it
_MONTHS_IN_YEAR = 12
_TURN_MONTHS = (
    3  # months on from a past date, over the turn of the year, with which it goes on
)
_AHEAD_TOKENS = (
    40  # how far after an opening expression the verb of its sentence is looked for
)
_ABBREVIATION = 2  # letters of a word whose full stop ends no sentence
_CLAUSE_TOKENS = (
    13  # how far back in its clause the verb of an expression is looked for
)
# Verbs whose "to" looks ahead, so that a weekday soon after it is the coming one.
_PROMISES = frozenset({
    "promised", "vowed", "pledged", "threatened", "agreed", "decided", "intended", "planned",
    "promises", "vows", "pledges", "threatens", "plans", "intends",
})  # fmt: skip

# What may stand before the "to" of "was to meet", "were also to meet".
_WAS = frozenset({"was", "were"})
_ALSO = frozenset({"also", "then", "later"})

# Words whose "to" puts what follows ahead of the day on which it is told.
_PLANS = frozenset(
    {"plan", "planning", "intend", "intending", "preparing", "hoping", "likely"}
)


_ANAPHORIC = re.compile("previous|following|that|same|the next|preceding")


@dataclass(slots=True)
class AnchorState:
    """What has been mentioned so far while a text is read; the only thing here that changes.

    Attributes:
        anchor: Day of publication, or None.
        narrative: Whether dates without a year count from the last date mentioned.
        tokens: The tokens of the text.
        mentioned: The last date mentioned, or None.
        mentioned_day: The last date that was mentioned to the day, or None.
        quarter: The last quarter mentioned ("1989-Q3"), or None.
        joined_year: Year of the date to which the present expression is joined ("between March and
            May 2014").
        next_day: Day that the brackets after the present expression give ("Thursday (Jan. 12)").
        war_start: First day of the war that "day 34 of the war" counts from, when known.
        first: Index of the first token of the present expression.
        back_to: Year that news looks back to, and the token after the words that said so; None in
            the present.
        named: Month and day of the incidents known by their day alone that the text speaks of
            (holidays.NAMED_DATES).
        story: The date mentioned before news looked back in passing ("a week earlier"), and the
            token after the words that did.
        past: The last date of a year long past that was stated, and the token after its words.
        headings: How many headings have begun.
        has_new_heading: Whether no date has been mentioned since the last of them.
        context: Day that a heading or entry gives to the present part; None where none does.
        lead: The days of ranges and lists stated so far; the first two are those of the story.
    """

    anchor: date | None
    narrative: bool
    tokens: Tokens
    mentioned: Moment | None = None
    mentioned_day: Moment | None = None
    quarter: str | None = None
    joined_year: int | None = None
    next_day: date | None = None
    war_start: date | None = None
    first: int = 0
    back_to: tuple[int, int] | None = None
    named: frozenset[tuple[int, int]] = frozenset()
    story: tuple[Moment, int] | None = None
    past: tuple[Moment, int] | None = None
    headings: int = 0
    has_new_heading: bool = False
    context: date | None = None
    lead: list[date] = field(default_factory=list)

    def enter(self, headings: int, context: date | None) -> None:
        """Take note of the part of a text, whose heading or entry may have a day of its own."""
        if headings != self.headings:
            self.headings = headings
            self.has_new_heading = True
        if context == self.context:
            return
        self.context = context
        if self.narrative and context:
            moment = moment_of(context.isoformat())
            self.mentioned = moment or self.mentioned

    def base(self) -> Moment | None:
        """Return what "last", "next" and "this" count from."""
        if self.narrative and self.mentioned:
            return self.mentioned
        return self.anchor_moment()

    def last_mentioned(self) -> Moment | None:
        """Return what "later", "the next day" and "that night" count from."""
        if self.mentioned or self.narrative:
            return self.mentioned
        return self.anchor_moment()

    def story_date(self) -> Moment | None:
        """Return what "the same day" means: a look back in passing ends with its paragraph."""
        if self.story and self.tokens.has_break(self.story[1], self.first):
            return self.story[0]
        return self.last_mentioned()

    def base_of(self, words: str) -> Moment | None:
        """Return what "that", "the next" and "the following" count from: the last date mentioned.

        "Last", "next" and "this" count from publication in news.
        """
        return self.last_mentioned() if _ANAPHORIC.search(words) else self.base()

    def anchor_moment(self) -> Moment | None:
        """Return the day of publication as a moment."""
        return moment_of(self.anchor.isoformat()) if self.anchor else None

    def mention(self, moment: Moment, *, stated: bool, bare_year: bool) -> None:
        """Take a date as mentioned; in a history asides move nothing."""
        if self._is_aside(moment, stated=stated, bare_year=bare_year):
            return
        self.mentioned = moment
        if moment.day is not None:
            self.mentioned_day = moment

    def _is_aside(self, moment: Moment, *, stated: bool, bare_year: bool) -> bool:
        """Return whether a history names a date in passing, within a sentence."""
        last = self.mentioned
        if not self.narrative or last is None or self._is_sentence_opening():
            return False
        if bare_year and _is_aside_year(moment.year, last):
            return True
        years = moment.year - last.year
        if years < 0 and not stated:
            return True  # "the year before"
        return years != 0 and self._is_in_passing(years)

    def _is_in_passing(self, years: int) -> bool:
        """Return whether a date so many years on is told in passing.

        "The army that had come in late 1943", "a siege that lasted until May 1945".
        """
        word = "had" if years < 0 else "until"
        clause = _clause_before(self.tokens, self.first)
        return word in map(self.tokens.word, clause)

    def _is_sentence_opening(self) -> bool:
        """Return whether the present expression is among the first words of its sentence."""
        if self.first < 2:
            return True
        return self._is_end(self.first - 1) or self._is_end(self.first - 2)

    def _is_end(self, index: int) -> bool:
        """Return whether a sentence ends with a token."""
        return self.tokens.is_kind(index, *_SENTENCE_ENDS)

    def look_back(self, moment: Moment, after: int, *, stated: bool) -> None:
        """Note that news turns to the past ("In June 2014 ..."), or returns to the present."""
        if self.anchor is None or self.narrative:
            return
        is_past = moment.year < self.anchor.year - 1
        if stated and is_past:
            self.past = (moment, after)
            if self._is_sentence_opening():
                self.back_to = (moment.year, after)
        elif not stated and not is_past:
            self.back_to = None

    def _is_in_background(self, after: int) -> bool:
        """Return whether the look back still lasts: near it, in the same paragraph."""
        is_near = self.first - after <= _BACKGROUND_TOKENS
        return is_near and not self.tokens.has_break(after, self.first)

    def year_of(self, month: int, day: int | None) -> int | None:
        """Return the year of a month or day given without one; None when nothing gives it."""
        if self.joined_year is not None:
            return self.joined_year
        if self.narrative and self.mentioned:
            return self._year_of_history(self.mentioned, month, day)
        if self.back_to and self._is_in_background(self.back_to[1]):
            return self.back_to[0]
        if self.anchor is None:
            return None
        year = self._year_of_story(month)
        return year or nearest_year(self.anchor, month, day)

    def _year_of_history(self, last: Moment, month: int, day: int | None) -> int:
        """Return the year of a month or day after the last date that a history mentions."""
        if self._is_in_lead(month, day):
            return self.lead[0].year
        return last.year + int(_is_turn_of_year(last, month))

    def _is_in_lead(self, month: int, day: int | None) -> bool:
        """Return whether a new part of a history begins with a day of those it is about.

        "The battle lasted from 3 to 19 October 2023", and after the background "On 5 October".
        """
        if not self.has_new_heading or day is None:
            return False
        if len(self.lead) < 2:
            return False
        first, last = self.lead[:2]
        the_day = make_date(first.year, month, day)
        if the_day is None:
            return False
        return first <= the_day <= last

    def _year_of_story(self, month: int) -> int | None:
        """Return the year of a month that goes on with a past story in the next sentence.

        "Rebels came in June 2014. In September they left."
        """
        story = self.past_told()
        if story is None or story.month is None or not self._is_sentence_opening():
            return None
        if month > story.month:
            return story.year
        months_later = month + _MONTHS_IN_YEAR - story.month
        return story.year + 1 if months_later <= _TURN_MONTHS else None

    def past_told(self) -> Moment | None:
        """Return the date long past that news has just told, in the same paragraph; else None."""
        if self.past is None:
            return None
        story, after = self.past
        is_near = self.first - after <= _STORY_TOKENS
        return (
            story if is_near and not self.tokens.has_break(after, self.first) else None
        )


def _is_aside_year(year: int, last: Moment) -> bool:
    """Return whether a bare year is far from the story, or only as near as its last month."""
    if abs(year - last.year) > _ASIDE_YEARS:
        return True
    return last.month is not None and year >= last.year


def _is_turn_of_year(last: Moment, month: int) -> bool:
    """Return whether a month after the last date is January after December."""
    return last.month == 12 and month == 1


def nearest_year(anchor: date, month: int, day: int | None) -> int:
    """Return the year that puts a month or day nearest to the anchor; of two as near, the past.

    >>> nearest_year(date(2024, 1, 10), 12, 28), nearest_year(date(2024, 12, 20), 1, 5)
    (2023, 2025)
    >>> nearest_year(date(2024, 3, 1), 9, None)
    2023
    """
    if day is None:
        months_ahead = month - anchor.month
        return anchor.year - (months_ahead + 6) // 12
    distances: dict[int, int] = {}
    for year in range(anchor.year - 1, anchor.year + 2):
        the_day = make_date(year, month, day)
        if the_day:
            distance = the_day - anchor
            distances[year] = abs(distance.days)
    if not distances:
        return anchor.year
    return min(distances, key=distances.__getitem__)


def is_narrative(matches: Sequence[TimexMatch], anchor: date | None, mode: str) -> bool:
    """Return whether a text is read as a history; "news" or "narrative" decides, "auto" counts.

    Raises:
        UsageError: There is no such mode.
    """
    if mode not in MODES:
        modes = ", ".join(MODES)
        raise UsageError(
            f"mode {mode!r}", "there is no such mode.", f"Use one of: {modes}."
        )
    if mode != "auto":
        return mode == "narrative"
    far = sum(_is_far(match, anchor) for match in matches)
    near = sum(match.rule in _DAY_WORDS for match in matches)
    if far >= _FAR_DATES and far > _FAR_RATIO * near:
        return True
    of_now = sum(_is_of_now(match, anchor) for match in matches)
    if near or far < max(_FEW_FAR_DATES, _FEW_FAR_RATIO * of_now):
        return False
    return _has_far_beginning(matches, anchor)


def _has_far_beginning(matches: Sequence[TimexMatch], anchor: date | None) -> bool:
    """Return whether a text gives the year of a date long past before any date without a year."""
    dates = (
        match for match in matches if "year" in match.groups or "month" in match.groups
    )
    first = next(dates, None)
    return first is not None and _is_far(first, anchor)


def _is_of_now(match: TimexMatch, anchor: date | None) -> bool:
    """Return whether an expression counts from publication, or gives a year near it."""
    if match.rule in _NEWS_RULES:
        return True
    year = explicit_year(match)
    return year is not None and not _is_far(match, anchor)


def _is_far(match: TimexMatch, anchor: date | None) -> bool:
    """Return whether an expression names a year more than a year from publication."""
    if match["era"] or match.rule == "ancient-year":
        return True
    year = explicit_year(match)
    if year is None:
        return False
    return anchor is None or abs(year - anchor.year) > 1


def explicit_year(match: TimexMatch) -> int | None:
    """Return the year that an expression says itself; negative before Christ."""
    if match["iso"]:
        return int(match["iso"][:4])
    if match["spelled"]:
        return spelled_year(match["spelled"])
    if match["year"] and match.rule != "feast":
        return signed_year(match)
    return None


def signed_year(match: TimexMatch) -> int:
    """Return the year in digits of an expression; negative before Christ."""
    year = int(match["year"])
    return -year if is_before_christ(match) else year


def is_before_christ(match: TimexMatch) -> bool:
    """Return whether an expression says "BC" or "BCE"."""
    return match["era"].startswith("b")


def spans_of(sections: Sequence[Section], kind: SectionKind) -> list[tuple[int, int]]:
    """Return the spans of the sections of one kind."""
    return [
        (section.start, section.end) for section in sections if section.kind is kind
    ]


def is_inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Return whether an offset lies in one of the spans, which are in order."""
    index = bisect_right(spans, (offset, float("inf"))) - 1
    return index >= 0 and offset < spans[index][1]


def tense(tokens: Tokens, first: int) -> str:
    """Return the tense of the nearest verb before a token, in its clause: "future", "past" or "".

    Only the same clause counts: "said on Thursday that it will" leaves Thursday in the past.
    """
    if tokens.is_kind(first - 1, "until"):
        return "" if _has_ended(tokens, first) else "future"
    if _is_as_early_as(tokens, first) or _is_fixed(tokens, first):
        return "future"
    if tokens.is_kind(first - 1, "since"):
        return "past"
    tenses = (_tense_of(tokens, index) for index in _clause_before(tokens, first))
    return next(filter(None, tenses), "")


def _has_ended(tokens: Tokens, first: int) -> bool:
    """Return whether "until Monday" opens a sentence of the past: "Until Monday, they had not"."""
    if not _is_opening(tokens, first):
        return False
    ahead = _sentence_after(tokens, first + 1)
    return any(tokens.word(index) == "had" for index in ahead)


def _is_fixed(tokens: Tokens, first: int) -> bool:
    """Return whether a day is fixed beforehand: "called for Monday", "the deadline is Monday"."""
    checks = (is_called_for, is_predicate, is_of_appeal)
    return any(is_fixed(tokens, first) for is_fixed in checks)


def _is_as_early_as(tokens: Tokens, first: int) -> bool:
    """Return whether "as early as" or "as soon as" stands before a token."""
    begin = max(0, first - 3)
    words = tokens.slice(begin, first).lower()
    return words in ("as early as", "as soon as")


def clause_tense(tokens: Tokens, first: int, last: int) -> str:
    """Return the tense of the clause of an expression: the verb before it, else the one after it.

    Only an expression that opens its sentence ("In February, villagers were killed") looks ahead.
    """
    before = tense(tokens, first)
    if before or not _is_opening(tokens, first):
        return before
    tenses = (_tense_of(tokens, index) for index in _sentence_after(tokens, last))
    return next(filter(None, tenses), "")


def _sentence_after(tokens: Tokens, last: int) -> Iterator[int]:
    """Yield the indices of the tokens from a token to the end of its sentence or to "said"."""
    end = min(last + _AHEAD_TOKENS, len(tokens.codes))
    for index in range(last, end):
        is_end = tokens.is_kind(index, "said", *_SENTENCE_ENDS)
        if is_end and not _is_abbreviated(tokens, index):
            return
        yield index


def _is_abbreviated(tokens: Tokens, index: int) -> bool:
    """Return whether a full stop ends an abbreviation: "Roe vs. Wade", "Birmingham, Ala.,"."""
    if not tokens.is_kind(index, "dot"):
        return False
    is_inside = tokens.is_kind(index + 1, "comma")
    word = tokens.word(index - 1)
    return is_inside or (word.isalpha() and len(word) <= _ABBREVIATION)


def _is_opening(tokens: Tokens, first: int) -> bool:
    """Return whether a token opens its sentence, a preposition before it left aside."""
    before = first - 1
    if tokens.is_kind(before, *_PREPOSITIONS):
        before -= 1
    return before < 0 or tokens.is_kind(before, *_SENTENCE_ENDS)


def is_promised(tokens: Tokens, first: int) -> bool:
    """Return whether a token dates a promise: "promised to announce it on Wednesday"."""
    clause = _clause_before(tokens, first)
    return any(_is_promise(tokens, index) for index in clause)


def _is_promise(tokens: Tokens, index: int) -> bool:
    """Return whether a token is the "to" of "promised to"."""
    return tokens.is_kind(index, "to") and tokens.word(index - 1) in _PROMISES


def _clause_before(tokens: Tokens, first: int) -> Iterator[int]:
    """Yield the indices of the tokens before a token in its clause, the nearest first."""
    begin = max(0, first - _CLAUSE_TOKENS)
    for index in reversed(range(begin, first)):
        if tokens.is_kind(index, *_CLAUSE_ENDS):
            return
        yield index


def _tense_of(tokens: Tokens, index: int) -> str:
    """Return the tense of a word, if it is "will", "is to", "to be", "was" or a form in -ed."""
    if _is_future(tokens, index):
        return "future"
    if _is_after_be(tokens, index):
        return ""  # of "should be signed", the verb before decides
    if tokens.is_kind(index, "was"):
        return "past"
    is_counted = tokens.is_kind(index, "counted", "persons") and not tokens.is_kind(
        index - 1, *_COUNTS
    )
    if not is_counted and not tokens.is_kind(index, "plain", "ended"):
        return ""
    is_past = tokens.slice(index, index + 1).endswith("ed")
    return "past" if is_past else ""


def _is_of_plan(tokens: Tokens, index: int) -> bool:
    """Return whether a word puts its "to" ahead: "is to", "planning to", "was also to"."""
    if tokens.is_kind(index, "is") or tokens.word(index) in _PLANS:
        return True
    verb = index - 1 if tokens.word(index) in _ALSO else index
    return tokens.word(verb) in _WAS


def _is_after_be(tokens: Tokens, index: int) -> bool:
    """Return whether a word follows "be" or "still be", as a participle does."""
    before = index - 1
    return tokens.is_kind(before, "be")


def _is_future(tokens: Tokens, index: int) -> bool:
    """Return whether a word is "will", "expires", the "to" of "is to" or the "be" of "to be"."""
    if tokens.is_kind(index, "will"):
        return not is_past_plan(tokens, index) and not is_put(tokens, index)
    if tokens.is_kind(index, "to"):
        return _is_of_plan(tokens, index - 1)
    if tokens.is_kind(index, "be"):
        return tokens.is_kind(index - 1, "to")
    return is_of_schedule(tokens, index)
