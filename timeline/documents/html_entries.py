"""Entries of live blogs in HTML: their times become lines of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.documents.dates import MONTH, MONTHS, stated_day

STAMP_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d\Z")
_STAMP = re.compile(r"\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)")
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[012]?\d)[:.](?P<minute>[0-5]\d)\s*(?:(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
# A line of an entry that is only its time, or how long ago that was.
_ONLY_CLOCK = re.compile(
    r"(?:(?:posted|(?:last )?updated|published)?\s*(?:at|on)?\s*[012]?\d[:.][0-5]\d"
    r"(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?"
    r"|\d{1,2}\s?(?:[smhd]|min(?:ute)?s?|hours?|days?) ago)\Z",
    re.IGNORECASE,
)
_FEWEST_ENTRIES = 2
_FEWEST_WORDS = 6  # of an entry, links left out
_SHARE = 0.5  # of the words of the article that stand in entries of a live blog
_ARTICLES = ("article", "main", "body")
_LISTS = frozenset({"ol", "ul", "dl", "header", "section", "article"})
_ITEMS = frozenset({"li", "dd", "dt"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = ("p", "div", "article", "header", "h2", "h3", "h4", "h5", "blockquote")
_LONGEST_CLOCK = 40  # characters


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: its element, its time as a line, and the element that gives the time."""

    element: Any
    stamp: str
    time: Any


def live_blog(tree: Any, day: date | None) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the element of a live blog, each entry begun with its time as a line; None if none.

    It is one if most of its words stand in several elements of one kind that each begin with a
    time. A time without a day is of the page's day.

    Args:
        tree: The parsed page, which is changed.
        day: Its day of publication.
    """
    root = _root(tree)
    entries = _entries(root, day) if root is not None else ()
    if not entries:
        return None
    for entry in entries:
        _without_times(entry)
        _begin_with(entry.element, entry.stamp)
    for element in list(root.iter("nav", "aside", "footer")):
        drop(element)
    _flatten(root)
    return root


def drop(element: Any) -> None:  # noqa: ANN401
    """Take an element out of its page; what stands behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def count_words(element: Any) -> int:  # noqa: ANN401
    """Return how many words an element shows."""
    words = element.text_content().split()
    return len(words)


def own_words(element: Any) -> int:  # noqa: ANN401
    """Return how many words of an element are in no link."""
    links = element.findall(".//a")
    return count_words(element) - sum(map(count_words, links))


def _root(tree: Any) -> Any:  # noqa: ANN401
    """Return the element of the article, of which a page with entries has but one."""
    for name in ("main", "article"):
        elements = tree.findall(f".//{name}")
        if len(elements) == 1:
            return elements[0]
    return tree.find(".//body")


def _entries(root: Any, day: date | None) -> Sequence[_Entry]:  # noqa: ANN401
    """Return the entries of a live blog; none if the page is no such blog."""
    best: Sequence[_Entry] = ()
    for group in _groups(root, day):
        if len(group) >= len(best) and _is_live_blog(group, root):
            best = group
    return best


def _groups(root: Any, day: date | None) -> Iterator[Sequence[_Entry]]:  # noqa: ANN401
    """Yield elements of one kind in one parent that hold times, the outer groups first."""
    groups: dict[tuple[Any, str], dict[Any, _Entry]] = {}
    for time in root.iter("time"):
        stamp = _stamp(time, day)
        element = time
        while stamp is not None and element is not root:
            parent = element.getparent()
            group = groups.setdefault((parent, _kind(element)), {})
            group.setdefault(element, _Entry(element, stamp, time))
            element = parent
    ordered = sorted(groups.values(), key=_depth)
    for group in ordered:
        yield list(group.values())


def _kind(element: Any) -> str:  # noqa: ANN401
    """Return the tag and first class of an element, which entries of one blog share."""
    classes = element.get("class", "").split()
    return " ".join([element.tag, *classes[:1]])


def _depth(group: dict[Any, _Entry]) -> int:
    first = next(iter(group))
    return sum(1 for _ in first.iterancestors())


def _is_live_blog(group: Sequence[_Entry], root: Any) -> bool:  # noqa: ANN401
    wordy = [entry for entry in group if own_words(entry.element) >= _FEWEST_WORDS]
    stamps = {entry.stamp for entry in wordy}
    if len(stamps) < _FEWEST_ENTRIES:
        return False
    covered = sum(count_words(entry.element) for entry in wordy)
    return covered >= _SHARE * count_words(root)


def _stamp(time: Any, day: date | None) -> str | None:  # noqa: ANN401
    """Return the day and clock time that a time states: in its attribute, else in its words."""
    match = _STAMP.match(time.get("datetime", ""))
    if match is not None:
        return f"{match[1]} {match[2]}"
    words = " ".join(time.text_content().split())
    clock = _CLOCK.search(words)
    if clock is None:
        return None
    own_day = stated_day(words) or _day_in(words, day)
    return f"{own_day.isoformat()} {_clock_of(clock)}" if own_day is not None else None


def _clock_of(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    if match["half"] is not None:
        afternoon = 12 * (match["half"].lower() == "p")
        hour = hour % 12 + afternoon
    return f"{hour:02}:{match['minute']}"


def _day_in(words: str, day: date | None) -> date | None:
    """Return the day of a month in the year of the page; without one, the day of the page."""
    match = _DAY.search(words)
    if match is None or day is None:
        return day
    month = (match["month"] or match["month2"]).lower().rstrip(".")
    number = int(match["day"] or match["day2"])
    try:
        return date(day.year, MONTHS[month], number)
    except ValueError:
        return None


def _without_times(entry: _Entry) -> None:
    """Take out the times of an entry and the lines that are nothing but a clock time."""
    for time in list(entry.element.iter("time")):
        drop(_whole_line(time, entry.element))
    for element in list(entry.element.iter("span", "p", "div", "a", "small")):
        words = " ".join(element.text_content().split())
        is_short = 0 < len(words) <= _LONGEST_CLOCK
        if is_short and element is not entry.element and _ONLY_CLOCK.match(words):
            drop(element)


def _whole_line(element: Any, entry: Any) -> Any:  # noqa: ANN401
    """Return the outermost element in an entry that holds nothing but an element's words."""
    words = element.text_content().strip()
    parent = element.getparent()
    while parent is not None and parent is not entry and parent.tag not in _ARTICLES:
        if parent.text_content().strip() != words:
            break
        element, parent = parent, parent.getparent()
    return element


def _flatten(root: Any) -> None:  # noqa: ANN401
    """Make plain paragraphs of lists, and the headings that an extraction of text makes."""
    for element in root.iter():
        if element.tag in _HEADINGS:
            element.set("rend", element.tag)
            element.tag = "head"
        elif element.tag in _LISTS:
            element.tag = "div"
        elif element.tag in _ITEMS:
            has_paragraphs = next(element.iterchildren(*_PARAGRAPHS), None) is not None
            element.tag = "div" if has_paragraphs else "p"


def _begin_with(entry: Any, stamp: str) -> None:  # noqa: ANN401
    line = entry.makeelement("p", {})
    line.text = stamp
    line.tail = entry.text
    entry.text = None
    entry.insert(0, line)
