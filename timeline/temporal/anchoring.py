"""From which day do relative words count: publication, or the last date told?

News counts from publication. A history tells its years as it goes: there the last date told gives the year, and a
heading with a year resets it. Which of the two a text is shows in what it says (measured in design/DATES.md): a history
has at least six explicit dates more than a year from publication, and eight times as many as weekdays and "today"s.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.errors import UsageError
from timeline.model.text import Section, SectionKind
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import spelled_year
from timeline.temporal.tokens import Tokens
from timeline.temporal.values import Moment, make_date, moment_of
from timeline.temporal.words import lexicon

MODES = ("auto", "news", "narrative")
_FAR_DATES = 6  # explicit dates far from publication that a history has at least
_FAR_RATIO = 8  # ... and times as many as words of the day; fewer is news with a long background
_DAY_WORDS = ("weekday", "today", "this-daypart", "tonight")
_ASIDE_YEARS = 5  # a bare year farther than this from the last date told is an aside
_CLAUSE_ENDS = ("comma", "dot", "other", "brk", "said", "open", "close", "colon", "that")
_BACKGROUND_TOKENS = 60  # how far a look back reaches in news
_CLAUSE_TOKENS = 14  # how far back in its clause the verb of an expression is looked for
# Verbs whose "to" looks ahead, so that a weekday near behind it is the coming one.
_PROMISES = frozenset({
    "promised", "vowed", "pledged", "threatened", "agreed", "decided", "intended", "planned",
    "promises", "vows", "pledges", "threatens", "plans", "intends",
})  # fmt: skip


@dataclass(slots=True)
class Running:
    """What has been told so far while a text is read; the only thing here that changes.

    Attributes:
        anchor: Day of publication, or None.
        narrative: Whether yearless dates hang on the last date told.
        tokens: The tokens of the text.
        told: The last date told, or None.
        day_told: The last of them that was told to the day, or None.
        quarter: The last quarter told ("1989-Q3"), or None.
        joined_year: Year of the date to which the present expression is joined ("between March and May 2014").
        next_day: Day that the brackets after the present expression give ("Thursday (Jan. 12)").
        back_to: Year that news looks back to, and the token after the words that said so; None in the present.
        first: Index of the first token of the present expression.
        named: Month and day of the incidents known by their day alone that the text speaks of (feasts.NAMED_DATES).
        founded: First day of the war that "day 34 of the war" counts from, when the text tells it.
        story: The date told before news looked back in passing ("a week earlier"), and the token after the words that did.
    """

    anchor: date | None
    narrative: bool
    tokens: Tokens
    told: Moment | None = None
    day_told: Moment | None = None
    quarter: str | None = None
    joined_year: int | None = None
    next_day: date | None = None
    founded: date | None = None
    first: int = 0
    back_to: tuple[int, int] | None = None
    named: frozenset[tuple[int, int]] = frozenset()
    story: tuple[Moment, int] | None = None

    def base(self) -> Moment | None:
        """Return what "last", "next" and "this" count from."""
        return self.told if self.narrative and self.told else self.anchor_moment()

    def last_told(self) -> Moment | None:
        """Return what "later", "the next day" and "that night" count from."""
        return self.told or (None if self.narrative else self.anchor_moment())

    def story_told(self) -> Moment | None:
        """Return what "the same day" means: a look back in passing ends with its paragraph."""
        if self.story and lexicon().kinds["brk"] in self.tokens.codes[self.story[1] : self.first]:
            return self.story[0]
        return self.last_told()

    def anchor_moment(self) -> Moment | None:
        """Return the day of publication as a moment."""
        return moment_of(self.anchor.isoformat()) if self.anchor else None

    def tell(self, moment: Moment, *, bare_year: bool = False) -> None:
        """Take a date as told; in a history some bare years are asides and move nothing."""
        if not (
            bare_year and self.narrative and self.told and self._is_aside(moment.year, self.told)
        ):
            self.told = moment
            self.day_told = moment if moment.day is not None else self.day_told

    def _is_aside(self, year: int, told: Moment) -> bool:
        """Say whether a bare year inside a sentence looks far back or ahead of a story that tells months."""
        if self._opens_sentence():
            return False
        return abs(year - told.year) > _ASIDE_YEARS or (told.month is not None and year > told.year)

    def _opens_sentence(self) -> bool:
        """Say whether the present expression is among the first words of its sentence."""
        codes, kinds = self.tokens.codes, lexicon().kinds
        ends = (kinds["dot"], kinds["brk"], kinds["other"])
        return self.first < 2 or codes[self.first - 1] in ends or codes[self.first - 2] in ends

    def look_back(self, year: int, after: int, *, stated: bool) -> None:
        """Note that news turns to what lies years back ("In June 2014 ..."), or returns to the present."""
        if self.anchor is None or self.narrative:
            return
        if not stated or year >= self.anchor.year - 1:
            self.back_to = self.back_to if stated or year < self.anchor.year - 1 else None
        elif self._opens_sentence():
            self.back_to = (year, after)

    def _in_background(self, after: int) -> bool:
        """Say whether the present expression still belongs to the look back: near it, in the same paragraph."""
        brk = lexicon().kinds["brk"]
        return (
            self.first - after <= _BACKGROUND_TOKENS
            and brk not in self.tokens.codes[after : self.first]
        )

    def year_of(self, month: int, day: int | None) -> int | None:
        """Return the year of a month or day told without one; None when nothing tells it."""
        if self.joined_year is not None:
            return self.joined_year
        if self.narrative and self.told:
            return self.told.year + int(self.told.month == 12 and month == 1)
        if self.back_to and self._in_background(self.back_to[1]):
            return self.back_to[0]
        return nearest_year(self.anchor, month, day) if self.anchor else None


def nearest_year(anchor: date, month: int, day: int | None) -> int:
    """Return the year that puts a month or day nearest to the anchor; the past when two are as near.

    >>> nearest_year(date(2024, 1, 10), 12, 28), nearest_year(date(2024, 12, 20), 1, 5)
    (2023, 2025)
    >>> nearest_year(date(2024, 3, 1), 9, None)
    2023
    """
    if day is None:
        distance = month - anchor.month
        return anchor.year + (1 if distance < -6 else -1 if distance >= 6 else 0)
    years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if 0 < year < 10000]
    days = {year: make_date(year, month, day) for year in years}
    known = {year: abs((the_day - anchor).days) for year, the_day in days.items() if the_day}
    return min(known, key=lambda year: known[year]) if known else anchor.year


def choose_narrative(found: Sequence[TimexMatch], anchor: date | None, mode: str) -> bool:
    """Say whether a text is read as a history; `mode` "news" or "narrative" decides it, "auto" counts.

    Raises:
        UsageError: There is no such mode.
    """
    if mode not in MODES:
        raise UsageError(
            f"mode {mode!r}", "there is no such mode.", f"Use one of: {', '.join(MODES)}."
        )
    if mode != "auto":
        return mode == "narrative"
    far = sum(_is_far(hit, anchor) for hit in found)
    near = sum(hit.rule in _DAY_WORDS for hit in found)
    return far >= _FAR_DATES and far > _FAR_RATIO * near


def _is_far(hit: TimexMatch, anchor: date | None) -> bool:
    """Say whether an expression names a year more than a year from publication."""
    if hit.get("era") or hit.rule == "ancient-year":
        return True
    year = explicit_year(hit)
    return year is not None and (anchor is None or abs(year - anchor.year) > 1)


def explicit_year(hit: TimexMatch) -> int | None:
    """Return the year that an expression says itself; negative before Christ."""
    if hit.get("iso"):
        return int(hit.get("iso")[:4])
    if hit.get("spelled"):
        return spelled_year(hit.get("spelled"))
    if hit.get("year") and hit.rule != "feast":
        year = int(hit.get("year"))
        return -year if hit.get("era").startswith("b") else year
    return None


def heading_spans(sections: Sequence[Section], kind: SectionKind) -> list[tuple[int, int]]:
    """Return the spans of the sections of one kind."""
    return [(section.start, section.end) for section in sections if section.kind is kind]


def inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Say whether an offset lies in one of the spans, which are in order."""
    index = bisect_right(spans, (offset, float("inf"))) - 1
    return index >= 0 and offset < spans[index][1]


def tense(tokens: Tokens, first: int) -> str:
    """Say what the nearest verb before a token, in its clause, tells of: "future", "past", or "" when none is known.

    Only the same clause counts: "said on Thursday that it will" leaves Thursday in the past.
    """
    codes, kinds = tokens.codes, lexicon().kinds
    before = codes[first - 1] if first else ""
    if before in (kinds["until"], kinds["since"]):
        return "future" if before == kinds["until"] else "past"
    return next(
        (told for index in _clause_before(tokens, first) if (told := _tense_of(tokens, index))), ""
    )


def is_promised(tokens: Tokens, first: int) -> bool:
    """Say whether what a token dates is promised in its clause: "promised to announce further steps on Wednesday"."""
    to = lexicon().kinds["to"]
    return any(
        index and tokens.codes[index] == to and tokens.slice(index - 1, index).lower() in _PROMISES
        for index in _clause_before(tokens, first)
    )


def _clause_before(tokens: Tokens, first: int) -> Iterator[int]:
    """Go back through the indices of the tokens that stand before one in its clause."""
    stops = tuple(lexicon().kinds[kind] for kind in _CLAUSE_ENDS)
    for index in range(first - 1, max(-1, first - _CLAUSE_TOKENS), -1):
        if tokens.codes[index] in stops:
            return
        yield index


def _tense_of(tokens: Tokens, index: int) -> str:
    """Say what one word tells of, if it is a verb we know: "will", "is to", "to be", "was", or a form in -ed."""
    codes, kinds = tokens.codes, lexicon().kinds
    code, before = codes[index], codes[index - 1] if index else ""
    if code == kinds["will"] or (before, code) in (
        (kinds["is"], kinds["to"]),
        (kinds["to"], kinds["be"]),
    ):
        return "future"
    if code == kinds["was"]:
        return "past"
    form = code in (kinds["plain"], kinds["ended"]) and tokens.slice(index, index + 1).endswith(
        "ed"
    )
    return (
        "past" if form and before != kinds["be"] else ""
    )  # of "should be signed", the verb before tells
