"""Part a text into sections: title, dateline, heading, body, boilerplate."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.documents.boilerplate import (
    credit,
    footnote_marks,
    is_boilerplate,
    is_opening_of_list,
    symbols_length,
)
from timeline.documents.datelines import (
    Dateline,
    country_line,
    dateline,
    glued_dateline,
    known_agency,
)
from timeline.documents.glued import unglued
from timeline.documents.heading_dates import is_only_date
from timeline.documents.markdown import front_matter
from timeline.documents.paragraphs import BULLET, is_upper_case, paragraphs
from timeline.documents.section_dates import NEAR_TOP, day_headings, with_dates
from timeline.documents.section_parts import (
    LONGEST_TITLE,
    Part,
    part_of,
    without_references,
)
from timeline.model.text import Section, SectionKind

TITLE_WORDS = 30  # what headline writers keep to
# An unpunctuated line under the title with this many words tells something: it is body.
DECK_WORDS = 8
# After one dateline, "TOWN - " opens the next item of a digest; "NAME: " may be a speaker.
_NEXT_ITEM = re.compile(r"[^\W\d_a-z][^:\n]{2,40} [-–—] ")
EARLY = 4  # a plain dateline begins one of the first paragraphs of running text
LONGEST_LIST = 3  # so many unpunctuated lines in a row are headings under headings; more are a list
_YEARS = re.compile(
    r"\d{3,4}(?:\s*[-–]\s*\d{2,4})?(?:\s+BC)?(?::|\Z)"
)  # '2003: Invasion' heads a chapter, not a text
_INITIALISM = re.compile(r"\b(?:[A-Z]\.){2,}\Z")


# What may stand in a list of links.
_IN_LISTS = (SectionKind.HEADING, SectionKind.BOILERPLATE, SectionKind.DATELINE)
_FEWEST_COUNTRIES = 2  # paragraphs that begin "Mali: " which make a digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The sections of a text and what it says of its own publication.

    Attributes:
        sections: In order, disjoint.
        title: Words of the TITLE section; None if there is none.
        day: Publication day that a date line or dateline states; None if none does.
        agency: Agency that a dateline names in brackets, if it is a known one.
    """

    sections: tuple[Section, ...]
    title: str | None = None
    day: date | None = None
    agency: str | None = None


def sections(text: str, *, title: str | None = None) -> tuple[Section, ...]:
    r"""Tell what each stretch of a text is for.

    Args:
        text: The document's text, line ends LF.
        title: Title known from metadata; the line that equals it is the TITLE.

    Returns:
        Sections in order, disjoint, with offsets into `text`. Stretches of white space and markup
        are in none.

    >>> text = "Shelling in Subek\n\nKYIV - Four people died."
    >>> [(s.kind.value, text[s.start:s.end]) for s in sections(text)]
    [('title', 'Shelling in Subek'), ('dateline', 'KYIV -'), ('body', 'Four people died.')]
    """
    return layout(text, title=title).sections


def layout(
    text: str,
    *,
    title: str | None = None,
    has_own_title: bool = False,
    headings: Container[int] = (),
    rows: Container[int] = (),
) -> Layout:
    """Return the sections of a text, and the day and agency that its date line or dateline states.

    Args:
        text: The document's text.
        title: Title known from metadata; the line that equals it is the TITLE.
        has_own_title: True if no other line can be the title, as in a live blog, where each entry
            has a heading.
        headings: Offsets of the paragraphs that the format calls headings.
        rows: Offsets of lines in tables of events, whose dates are not that of publication.
    """
    _, body = front_matter(text)
    head = (Section(kind=SectionKind.BOILERPLATE, start=0, end=body),) if body else ()
    blocks = unglued(text, paragraphs(text, body))
    parts = [part_of(text, block, headings) for block in blocks]
    parts = without_references(parts, headings, footnote_marks(text))
    parts, stated = with_dates(parts, day_headings(parts, headings, rows))
    parts = _with_lists(parts)
    parts = _with_title(parts, title, is_known=has_own_title)
    parts = _with_heads(parts)
    beginning = text[body : body + 4000]
    kinds, lines = _emit(
        parts, countries=_country_lines(parts), capitals=is_upper_case(beginning)
    )
    return Layout(
        sections=head + tuple(kinds),
        title=_title_of(text, kinds),
        day=_first_day(stated, lines),
        agency=_agency_of(lines),
    )


def _title_of(text: str, sections: Iterable[Section]) -> str | None:
    """Return the words of the first title."""
    for section in sections:
        if section.kind is SectionKind.TITLE:
            words = text[section.start : section.end].split()
            return " ".join(words)
    return None


def _first_day(
    stated: Iterable[tuple[int, date]], lines: Iterable[tuple[int, Dateline]]
) -> date | None:
    """Return the day that stands first in the text."""
    days: list[tuple[int, date | None]] = list(stated)
    days += [(start, line.day) for start, line in lines if line.day]
    _, day = min(days, default=(0, None))
    return day


def _agency_of(lines: Iterable[tuple[int, Dateline]]) -> str | None:
    """Return the first known agency of the datelines."""
    agencies = (line.agency for _, line in lines)
    return next(filter(known_agency, agencies), None)


def _with_lists(parts: Sequence[Part]) -> list[Part]:
    """Take the short lines under 'Related articles' and the like for boilerplate."""
    made: list[Part] = []
    inside = False
    for part in parts:
        opened = part.kind is SectionKind.BOILERPLATE and is_opening_of_list(part.words)
        inside = opened or (inside and part.kind in _IN_LISTS and not part.marked)
        made.append(replace(part, kind=SectionKind.BOILERPLATE) if inside else part)
    return made


def _is_like_title(words: str) -> bool:
    if (
        len(words) > LONGEST_TITLE
        or len(words.split()) > TITLE_WORDS
        or BULLET.match(words)
    ):
        return False
    if words.endswith("."):
        return _INITIALISM.search(words[-12:]) is not None
    return not words.rstrip("\"'”’").endswith(
        (".", ";", ":", ",", "…", "-", "–", "—")
    ) and not dateline(words)


def _with_title(
    parts: Sequence[Part], title: str | None, *, is_known: bool
) -> list[Part]:
    made = list(parts)
    place = _title_at(parts, title, is_known=is_known)
    if place is None:
        return made
    made[place] = replace(made[place], kind=SectionKind.TITLE)
    after = place + 1
    deck = made[after] if after < len(made) else None
    if (
        deck
        and deck.kind is SectionKind.HEADING
        and not deck.marked
        and len(deck.words.split()) >= DECK_WORDS
    ):
        made[after] = replace(deck, kind=SectionKind.BODY)
    return made


def _is_title(words: str, plain_title: str) -> bool:
    """Return whether words are the title that was given with the text; "" is none."""
    is_short = len(words) <= 2 * LONGEST_TITLE
    return bool(plain_title) and is_short and _plain(words) == plain_title


def _title_at(
    parts: Sequence[Part], title: str | None, *, is_known: bool
) -> int | None:
    plain_title = _plain(title or "")
    kinds = (SectionKind.HEADING, SectionKind.BODY)
    candidates = [n for n, part in enumerate(parts) if part.kind in kinds]
    for n in candidates[:3]:
        if _is_title(parts[n].words, plain_title):
            return n
    if is_known or len(candidates) < 2 or candidates[0] >= NEAR_TOP:
        return None
    return candidates[0] if _can_be_title(parts[candidates[0]], parts) else None


def _can_be_title(first: Part, parts: Sequence[Part]) -> bool:
    """Return whether the first words of a text are its title, by mark-up or by their look."""
    if _YEARS.match(first.words) or is_only_date(first.words):
        return False
    if first.marked:
        return True
    return _is_like_title(first.words) and not _is_unpunctuated(parts)


def _plain(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def _is_unpunctuated(parts: Sequence[Part]) -> bool:
    """Return whether the text is notes without full stops.

    In notes a short line is no head but the note itself.
    """
    heads = sum(map(_is_unmarked_head, parts))
    bodies = sum(part.kind is SectionKind.BODY for part in parts)
    return heads >= 3 and heads > bodies + 1


def _with_heads(parts: Sequence[Part]) -> list[Part]:
    """Take unmarked heads for body where they are notes, a list, or the last thing said."""
    made = list(parts)
    are_notes = _is_unpunctuated(parts)
    run: list[int] = []
    for n, part in enumerate([*parts, None]):
        if part and _is_unmarked_head(part):
            run.append(n)
            continue
        if are_notes or len(run) > LONGEST_LIST or _is_nothing_after(parts, n):
            for heading in run:
                made[heading] = replace(made[heading], kind=SectionKind.BODY)
        run = []
    return made


def _is_unmarked_head(part: Part) -> bool:
    return part.kind is SectionKind.HEADING and not part.marked


def _is_nothing_after(parts: Sequence[Part], number: int) -> bool:
    """Return whether neither running text nor a marked heading is among the next parts."""
    following = parts[number : number + NEAR_TOP]
    return not any(part.kind is SectionKind.BODY or part.marked for part in following)


def _country_lines(parts: Sequence[Part]) -> dict[int, Dateline]:
    """Return the countries at the heads of the items of a digest, by the items' offsets."""
    countries: dict[int, Dateline] = {}
    names: set[str] = set()
    for part in parts:
        if part.kind is not SectionKind.BODY:
            continue
        bullet = BULLET.match(part.words[:20])
        offset = bullet.end() if bullet else 0
        line = country_line(part.words[offset:])
        if line is not None:
            end = offset + line.end
            countries[part.block.start] = Dateline(start=offset, end=end)
            names.add(part.words[offset:end].lower())
    return countries if len(names) >= _FEWEST_COUNTRIES else {}


def _emit(
    parts: Sequence[Part], *, countries: Mapping[int, Dateline], capitals: bool
) -> tuple[list[Section], list[tuple[int, Dateline]]]:
    """Turn parts into sections, with the datelines found and where their paragraphs begin.

    Datelines, bullets and credits are cut off from running text.
    """
    sections: list[Section] = []
    lines: list[tuple[int, Dateline]] = []
    n_texts = 0
    titled = any(part.kind is SectionKind.TITLE for part in parts)
    kind_before: SectionKind | None = None
    for part in parts:
        block = part.block
        if part.kind is not SectionKind.BODY:
            sections.append(Section(kind=part.kind, start=block.start, end=block.end))
            kind_before = part.kind
            continue
        is_headed = kind_before is SectionKind.HEADING
        is_next_item = _NEXT_ITEM.match(part.words) is not None
        is_expected = is_next_item if lines else n_texts < EARLY
        line = dateline(part.words, capitals=capitals, early=is_headed or is_expected)
        can_be_glued = n_texts < 2 and not lines
        line = line or _other_line(part, countries, can_be_glued=can_be_glued)
        sections += _body(part, line, titled=titled)
        if line:
            lines.append((block.start, line))
        n_texts += 1
        kind_before = part.kind
    return sections, lines


def _other_line(
    part: Part, countries: Mapping[int, Dateline], *, can_be_glued: bool
) -> Dateline | None:
    """Return a dateline after other words, or the country of an item of a digest."""
    glued = glued_dateline(part.words) if can_be_glued else None
    return glued or countries.get(part.block.start)


# A kind of section with its first and last offset in the paragraph.
_Cut = tuple[SectionKind, int, int]


def _body(part: Part, line: Dateline | None, *, titled: bool) -> list[Section]:
    """Cut a paragraph at its dateline.

    The parts are what stands before the dateline, the dateline, the running text and the credit.
    """
    words = part.words
    cuts = list(_dateline_cuts(words, line, titled=titled)) if line else []
    start = line.end if line else _start_of_words(words)
    cuts += _text_cuts(words, start)
    offset = part.block.start
    return [
        Section(kind=kind, start=offset + first, end=offset + last)
        for kind, first, last in cuts
        if first < last
    ]


def _dateline_cuts(words: str, line: Dateline, *, titled: bool) -> Iterator[_Cut]:
    """Yield what stands before a dateline, and the dateline."""
    before = words[: line.start].rstrip()
    if before:
        yield _before_dateline(before, titled=titled), 0, len(before)
    dateline_words = words[line.start : line.end].rstrip()
    yield SectionKind.DATELINE, line.start, line.start + len(dateline_words)


def _start_of_words(words: str) -> int:
    """Return where a paragraph begins behind its bullet and its symbols."""
    bullet = BULLET.match(words[:20])
    start = bullet.end() if bullet else 0
    return start + symbols_length(words[start:])


def _text_cuts(words: str, start: int) -> Iterator[_Cut]:
    """Yield the running text from an offset on, and the credit behind it."""
    cut = credit(words)
    if cut is None or cut < start:
        yield SectionKind.BODY, start, len(words)
        return
    running = words[start:cut].rstrip()
    yield SectionKind.BODY, start, start + len(running)
    yield SectionKind.BOILERPLATE, cut, len(words)


def _before_dateline(words: str, *, titled: bool) -> SectionKind:
    """Tell title, slug and photo caption before a dateline in one paragraph apart."""
    if is_boilerplate(words):
        return SectionKind.BOILERPLATE
    return (
        SectionKind.BODY
        if titled or words.endswith((".", "!", "?", '"', "”"))
        else SectionKind.TITLE
    )
