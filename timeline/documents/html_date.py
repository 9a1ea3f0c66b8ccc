"""The day on which an HTML page itself says it was published."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from timeline.documents.day_words import day_of_words, has_day, order_of_page
from timeline.documents.html_date_elements import DatedElements, stamps_of, words_of
from timeline.documents.html_date_meta import in_address, in_json, in_meta, in_scripts

_UTC = re.compile(r"T(\d\d)[\d:.]+(?:Z|[+-]00:?00)\s*\Z")
_OFFSET = re.compile(r"T[\d:.]+[+-](?!00:?00)\d\d:?\d\d\s*\Z")
_CLOCKED = re.compile(r"\dT\d")
_HOURS = 24
_WESTERNMOST, _EASTERNMOST = 12, 14  # hours by which zones differ from UTC
# A day at the end of a title, after a mark: "Talks go on | Daily News | 04.02.2020"
_END_OF_TITLE = re.compile(r"\s[|•·–—-]\s+([^|•·–—]{6,40})\Z")
_MOST_TEXT = 200_000  # characters of a page in which days with slashes are looked for


def published_day(tree: Any) -> date | None:  # noqa: ANN401 - lxml has no types
    """Return the day of publication that a parsed page states.

    It is read from metadata, <time>, microdata, the address, or a line that is little but a date;
    never from running text or a copyright line. It is never the day of a change or today's.
    A stamp in UTC yields to the outlet's own day, where a stamp with an offset, the address or the
    words of a date give the day before or after, and a zone of the world has that day.
    """
    stated = [(value, day) for value, day in _PageDays(tree).stated() if day]
    addresses = [day for day in in_address(tree) if day]
    if not stated:
        return next(iter(addresses), None)
    stamp, first = stated[0]
    utc = _UTC.search(stamp)
    if utc is None:
        return first
    zoned = [day for value, day in stated if _OFFSET.search(value)]
    worded = [day for value, day in stated if not _CLOCKED.search(value)]
    shift = _possible_shift(int(utc[1]))
    for day in (*zoned, *addresses, *worded):
        if (day - first).days in shift:
            return day
    return first


def _possible_shift(hour: int) -> tuple[int, ...]:
    """Return by how many days the day in some zone may differ from that of an hour in UTC."""
    shift: list[int] = []
    if hour < _WESTERNMOST:
        shift.append(-1)
    if hour >= _HOURS - _EASTERNMOST:
        shift.append(1)
    return tuple(shift)


# What stands in an attribute or element, and the day that it gives.
_Stated = tuple[str, date | None]


class _PageDays:
    """The days of publication that one page states, in all its ways."""

    def __init__(self, tree: Any) -> None:  # noqa: ANN401
        self._tree = tree
        self._elements = DatedElements(tree)
        languages = (tree.get("lang", ""), tree.get("xml:lang", ""))
        text = tree.text_content()[:_MOST_TEXT]
        self._order = order_of_page(text, languages)

    def stated(self) -> Iterator[_Stated]:
        """Yield what the page states, the surest first.

        What is found in the text of the page counts only where nothing surer is.
        """
        is_found = False
        for finder in (self._metadata, self._times, self._microdata, self._classes):
            for value, day in finder():
                is_found = is_found or day is not None
                yield value, day
        for finder in (
            self._at_headline,
            self._labelled,
            self._in_title,
            self._in_scripts,
        ):
            if not is_found:
                for value, day in finder():
                    is_found = is_found or day is not None
                    yield value, day

    def _read(self, values: Iterable[str]) -> Iterator[_Stated]:
        for value in values:
            yield value, day_of_words(value, self._order)

    def _metadata(self) -> Iterator[_Stated]:
        yield from self._read(in_meta(self._tree))
        yield from self._read(in_json(self._tree))

    def _times(self) -> Iterator[_Stated]:
        yield from self._one(self._elements.marked_times())
        for elements in self._elements.labelled_times():
            days = list(self._one(elements))
            if days:
                yield from days
                return

    def _microdata(self) -> Iterator[_Stated]:
        return self._one(self._elements.microdata())

    def _classes(self) -> Iterator[_Stated]:
        days = list(self._one(self._elements.of_date_class()))
        return (
            iter(days)
            if days
            else self._one(self._elements.of_date_class(is_update=True))
        )

    def _at_headline(self) -> Iterator[_Stated]:
        return self._one(self._elements.lines_at_headline())

    def _labelled(self) -> Iterator[_Stated]:
        return self._one(self._elements.labelled_lines())

    def _in_title(self) -> Iterator[_Stated]:
        for title in self._tree.iter("title"):
            match = _END_OF_TITLE.search(words_of(title))
            if match is not None and has_day(match[1]):
                yield from self._read([match[1]])

    def _in_scripts(self) -> Iterator[_Stated]:
        stated = list(self._read(in_scripts(self._tree)))
        dated = [(value, day) for value, day in stated if day]
        return iter(dated if _is_one_day(dated) else ())

    def _one(self, elements: Iterable[Any]) -> Iterator[_Stated]:
        """Yield what elements state, if it is one day only.

        If it is several, those count that stand nearest to the headline.
        """
        stamps: dict[Any, _Stated] = {}
        for element in elements:
            stamp = self._stamp(element)
            if stamp[1] is not None:
                stamps[element] = stamp
        if not _is_one_day(stamps.values()):
            nearest = self._elements.headline.nearest(stamps)
            stamps = {element: stamps[element] for element in nearest}
        if _is_one_day(stamps.values()):
            yield from stamps.values()

    def _stamp(self, element: Any) -> _Stated:  # noqa: ANN401
        """Return the first attribute of an element that gives a day, else its words."""
        for value, day in self._read(stamps_of(element)):
            if day is not None:
                return value, day
        return "", None


def _is_one_day(stated: Iterable[_Stated]) -> bool:
    """Return whether what is stated gives one day, and no other."""
    days = {day for _, day in stated}
    return len(days) == 1
