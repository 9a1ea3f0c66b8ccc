"""The day from which relative words count: publication, or the last date mentioned.

News counts from publication. A history gives its years one after the other: there the last date
mentioned gives the year, and a heading with a year resets it. Which of the two a text is: modes.py.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from timeline.temporal.tenses import SENTENCE_ENDS, clause_before
from timeline.temporal.tokens import Tokens
from timeline.temporal.values import Moment, make_date, moment_of

_ASIDE_YEARS = (
    5  # a bare year farther than this from the last date mentioned is an aside
)
_BACKGROUND_TOKENS = 60  # how far a look back reaches in news
_STORY_TOKENS = 25  # how far behind a past date the next sentence may go on from it
_MONTHS_IN_YEAR = 12
# Sentences in a row that begin with a date outside a heading's year, after which the heading's
# year no longer counts.
_SENTENCES_OFF = 2
_BRACKET_TOKENS = 3  # tokens before a date in which the bracket before it is looked for
_TURN_MONTHS = (
    3  # months on from a past date, over the turn of the year, with which it goes on
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
        heading_year: The year that is the heading of the present part of a history; None without.
        years_off: How many sentences in a row have begun with a date outside the heading's year
            and the year after it.
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
    heading_year: int | None = None
    years_off: int = 0

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

    def begin_part(self, year: int | None) -> None:
        """Begin a part of a history whose heading is a year, or a period without one year."""
        self.heading_year = year
        self.years_off = 0

    def _note_year(self, moment: Moment, *, stated: bool) -> None:
        """Give up the year of a heading where the story has left it: two sentences begin so."""
        if not stated or not self._is_sentence_opening():
            return
        self.years_off = self.years_off + 1 if self._is_off_heading(moment.year) else 0
        if self.years_off >= _SENTENCES_OFF:
            self.begin_part(None)

    def _is_off_heading(self, year: int) -> bool:
        """Return whether a year is neither that of the heading nor the one after it."""
        if self.heading_year is None:
            return False
        return not 0 <= year - self.heading_year <= 1

    def year_of_part(self, last: Moment) -> int:
        """Return the year that a history has reached after a date.

        Under a heading "2008" a comparison with the summer of 2007 moves nothing.
        """
        if self.heading_year is not None and self._is_off_heading(last.year):
            return self.heading_year
        return last.year

    def mention(self, moment: Moment, *, stated: bool, bare_year: bool) -> None:
        """Take a date as mentioned; in a history asides move nothing."""
        self._note_year(moment, stated=stated)
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
        if not years:
            return False
        is_year_before = years < 0 and not stated
        return is_year_before or self._is_in_brackets() or self._is_in_passing(years)

    def _is_in_brackets(self) -> bool:
        """Return whether the present expression stands in brackets: "(as of 5 December 2006)"."""
        before = range(max(0, self.first - _BRACKET_TOKENS), self.first)
        return any(self.tokens.is_kind(index, "open") for index in before)

    def _is_in_passing(self, years: int) -> bool:
        """Return whether a date so many years on is told in passing.

        "The army that had come in late 1943", "a siege that lasted until May 1945".
        """
        word = "had" if years < 0 else "until"
        clause = clause_before(self.tokens, self.first)
        return word in map(self.tokens.word, clause)

    def _is_sentence_opening(self) -> bool:
        """Return whether the present expression is among the first words of its sentence."""
        if self.first < 2:
            return True
        return self._is_end(self.first - 1) or self._is_end(self.first - 2)

    def _is_end(self, index: int) -> bool:
        """Return whether a sentence ends with a token."""
        return self.tokens.is_kind(index, *SENTENCE_ENDS)

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
        year = self.year_of_part(last)
        if year != last.year:
            return year
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
