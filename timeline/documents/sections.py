"""Part a text into sections: title, dateline, heading, body, boilerplate."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.documents.boilerplate import credit, is_boilerplate, is_opening_of_list
from timeline.documents.datelines import (
    Dateline,
    date_line,
    dateline,
    glued_dateline,
    has_dateline,
    known_agency,
)
from timeline.documents.glued import unglued
from timeline.documents.heading_dates import is_only_date
from timeline.documents.markdown import front_matter
from timeline.documents.paragraphs import (
    BULLET,
    MARKER,
    Block,
    is_upper_case,
    paragraphs,
)
from timeline.model.text import Section, SectionKind

# Bounds of heads and titles, in characters and words: what headline writers and crossheads keep to.
LONGEST_HEAD, HEAD_WORDS = 90, 12
LONGEST_TITLE, TITLE_WORDS = 200, 30
# An unpunctuated line under the title with this many words tells something: it is body.
DECK_WORDS = 8
# After one dateline, "TOWN - " opens the next item of a digest; "NAME: " may be a speaker.
_NEXT_ITEM = re.compile(r"[^\W\d_a-z][^:\n]{2,40} [-–—] ")
EARLY = 4  # a plain dateline begins one of the first paragraphs of running text
NEAR_TOP = (
    6  # a line that is a date by itself states the publication date in the first blocks
)
LONGEST_LIST = 3  # so many unpunctuated lines in a row are headings under headings; more are a list
_MARKS = re.compile(r"#{1,6}\s+|={2,6}\s*|>\s+|\*\*(?=[^*]+\*\*\Z)")
_END_MARKS = re.compile(r"(?:\s+#+|\s*={2,6}|\*\*)\Z")
_YEARS = re.compile(
    r"\d{3,4}(?:\s*[-–]\s*\d{2,4})?(?:\s+BC)?(?::|\Z)"
)  # '2003: Invasion' heads a chapter, not a text
_FOOTNOTES = re.compile(r"(?:\[(?:\d{1,3}|[a-z])\])+\Z")  # "killed in Houla.[14][a]"
_INITIALISM = re.compile(r"\b(?:[A-Z]\.){2,}\Z")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A block with what it is taken for so far."""

    block: Block
    words: str  # the block's text
    kind: SectionKind
    marked: bool = False  # the markup itself says that it is a heading
    day: date | None = None  # the full date it consists of
    labelled: bool = False  # the date is called one of publication or of an update
    updated: bool = False


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
) -> Layout:
    """Return the sections of a text, and the day and agency that its date line or dateline states.

    Args:
        text: The document's text.
        title: Title known from metadata; the line that equals it is the TITLE.
        has_own_title: True if no other line can be the title, as in a live blog, where each entry
            has a heading.
        headings: Offsets of the paragraphs that the format calls headings.
    """
    body = front_matter(text)[1]
    head = (Section(kind=SectionKind.BOILERPLATE, start=0, end=body),) if body else ()
    parts = [_part(text, block) for block in unglued(text, paragraphs(text, body))]
    parts, stated = _with_dates(parts, _day_headings(parts, headings))
    parts = _with_lists(parts)
    parts = _with_title(parts, title, is_known=has_own_title)
    parts = _with_heads(parts)
    kinds, lines = _emit(parts, capitals=is_upper_case(text[body : body + 4000]))
    titles = [text[s.start : s.end] for s in kinds if s.kind is SectionKind.TITLE]
    return Layout(
        sections=head + tuple(kinds),
        title=" ".join(titles[0].split()) if titles else None,
        day=min(
            [*stated, *((start, line.day) for start, line in lines if line.day)],
            default=(0, None),
        )[1],
        agency=next(
            (line.agency for _, line in lines if known_agency(line.agency)), None
        ),
    )


def _part(text: str, block: Block) -> _Part:
    words = text[block.start : block.end]
    if MARKER.match(words[:LONGEST_TITLE]):
        block = _bare(words, block)
        bare = text[block.start : block.end]
        kind = (
            SectionKind.BOILERPLATE
            if is_opening_of_list(bare) or not bare
            else SectionKind.HEADING
        )
        return _Part(block=block, words=bare, kind=kind, marked=True)
    line = date_line(words)
    if line:
        kind = SectionKind.DATELINE
        return _Part(
            block=block,
            words=words,
            kind=kind,
            day=line.day,
            labelled=line.labelled,
            updated=line.updated,
        )
    if is_boilerplate(words) and not glued_dateline(words):
        return _Part(block=block, words=words, kind=SectionKind.BOILERPLATE)
    block = _bare(words, block)
    words = text[block.start : block.end]
    return _Part(
        block=block,
        words=words,
        kind=SectionKind.HEADING if _is_like_head(words) else SectionKind.BODY,
    )


def _bare(words: str, block: Block) -> Block:
    """Leave out '#', '==', '>' and '**' around the words."""
    front = _MARKS.match(words)
    back = (
        _END_MARKS.search(words[-40:])
        if front and len(words) < 4 * LONGEST_TITLE
        else None
    )
    start = block.start + (front.end() if front else 0)
    end = block.end - (len(back[0]) if back else 0)
    return replace(block, start=start, end=end) if start < end else block


def _is_like_head(words: str) -> bool:
    """Return whether a line looks like a crosshead.

    Short, capital first, no stop at the end, no bullet.
    """
    if not _is_short_line(words) or not _can_begin_head(words):
        return False
    if words.endswith("?"):
        has_quotation = any(mark in words for mark in '"“”[')
        return not has_quotation and len(words.split()) <= HEAD_WORDS - 3
    if words.count('"') % 2 or words.count("“") != words.count("”"):
        return False  # the end or beginning of somebody's words
    if has_dateline(words):
        return False
    end = _FOOTNOTES.sub("", words).rstrip("\"'”’ )")
    return not end.endswith((".", "!", ",", ";", ":", "…", "?", "-", "–", "—"))


def _is_short_line(words: str) -> bool:
    if len(words) > LONGEST_HEAD or len(words.split()) > HEAD_WORDS:
        return False
    return "\n" not in words and not BULLET.match(words)


def _can_begin_head(words: str) -> bool:
    """Return whether a line begins with a capital or is a year."""
    if words[0].islower():
        return False
    return words[:4].isdigit() or any(letter.isalpha() for letter in words)


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


def _day_headings(parts: Sequence[_Part], headings: Container[int]) -> frozenset[int]:
    """Return the places of headings that are dates.

    Of a single one it may be that of publication.
    """
    dated = [
        place
        for place, part in enumerate(parts)
        if part.block.start in headings and is_only_date(part.words)
    ]
    return frozenset(dated if len(dated) > 1 else ())


def _with_dates(
    parts: Sequence[_Part], day_headings: Container[int]
) -> tuple[list[_Part], list[tuple[int, date]]]:
    """Take one date line near the top for the publication date.

    Dates further down, or several, are headings.

    Returns:
        The parts, and the day stated with its offset, if any.
    """
    lines = [n for n, part in enumerate(parts) if part.kind is SectionKind.DATELINE]
    near_top = [n for n in lines if _is_near_top(n, parts) and n not in day_headings]
    if _is_chronicle(parts, lines):
        near_top = [n for n in near_top if parts[n].labelled]
    as_heading = set(lines).difference(near_top)
    made = list(parts)
    for n in as_heading:
        made[n] = replace(parts[n], kind=SectionKind.HEADING, marked=True)
    return made, _stated([parts[n] for n in near_top])


def _is_near_top(number: int, parts: Sequence[_Part]) -> bool:
    """Return whether a part is one of the first, with one paragraph at most before it."""
    if number >= NEAR_TOP:
        return False
    return sum(part.kind is SectionKind.BODY for part in parts[:number]) <= 1


def _stated(parts: Sequence[_Part]) -> list[tuple[int, date]]:
    """Return offset and day of the first date line that states one, rather not of an update."""
    dated = [(part, part.day) for part in parts if part.day]
    original = [(part, day) for part, day in dated if not part.updated]
    return [(part.block.start, day) for part, day in (original or dated)[:1]]


def _is_chronicle(parts: Sequence[_Part], lines: Sequence[int]) -> bool:
    """Return whether dates head the parts of the text.

    Another date comes between two paragraphs further down.
    """
    if not lines:
        return False
    top = parts[lines[0]]
    last_text = next(
        (n for n in range(lines[0], len(parts)) if parts[n].kind is SectionKind.BODY),
        len(parts),
    )
    return any(
        not parts[n].labelled
        and (parts[n].day or parts[n].words) != (top.day or top.words)
        and n > last_text
        and any(p.kind is SectionKind.BODY for p in parts[n + 1 : n + 2])
        for n in lines[1:]
    )


def _with_lists(parts: Sequence[_Part]) -> list[_Part]:
    """Take the short lines under 'Related articles' and the like for boilerplate."""
    made: list[_Part] = []
    inside = False
    for part in parts:
        opened = part.kind is SectionKind.BOILERPLATE and is_opening_of_list(part.words)
        inside = opened or (
            inside
            and part.kind in (SectionKind.HEADING, SectionKind.BOILERPLATE)
            and not part.marked
        )
        made.append(replace(part, kind=SectionKind.BOILERPLATE) if inside else part)
    return made


def _with_title(
    parts: Sequence[_Part], title: str | None, *, is_known: bool
) -> list[_Part]:
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
    parts: Sequence[_Part], title: str | None, *, is_known: bool
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


def _can_be_title(first: _Part, parts: Sequence[_Part]) -> bool:
    """Return whether the first words of a text are its title, by mark-up or by their look."""
    if _YEARS.match(first.words) or is_only_date(first.words):
        return False
    if first.marked:
        return True
    return _is_like_title(first.words) and not _is_unpunctuated(parts)


def _plain(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def _is_unpunctuated(parts: Sequence[_Part]) -> bool:
    """Return whether the text is notes without full stops.

    In notes a short line is no head but the note itself.
    """
    heads = sum(p.kind is SectionKind.HEADING and not p.marked for p in parts)
    return heads >= 3 and heads > sum(p.kind is SectionKind.BODY for p in parts) + 1


def _with_heads(parts: Sequence[_Part]) -> list[_Part]:
    """Take unmarked heads for body where they are notes, a list, or the last thing said."""
    made = list(parts)
    are_notes = _is_unpunctuated(parts)
    run: list[int] = []
    for n, part in enumerate([*parts, None]):
        if part and part.kind is SectionKind.HEADING and not part.marked:
            run.append(n)
            continue
        if are_notes or len(run) > LONGEST_LIST or _is_nothing_after(parts, n):
            for heading in run:
                made[heading] = replace(made[heading], kind=SectionKind.BODY)
        run = []
    return made


def _is_nothing_after(parts: Sequence[_Part], number: int) -> bool:
    """Return whether neither running text nor a marked heading is among the next parts."""
    following = parts[number : number + NEAR_TOP]
    return not any(part.kind is SectionKind.BODY or part.marked for part in following)


def _emit(
    parts: Sequence[_Part], *, capitals: bool
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
        if line is None and n_texts < 2 and not lines:
            line = glued_dateline(part.words)
        sections += _body(part, line, titled=titled)
        if line:
            lines.append((block.start, line))
        n_texts += 1
        kind_before = part.kind
    return sections, lines


def _body(part: _Part, line: Dateline | None, *, titled: bool) -> list[Section]:
    """Cut a paragraph at its dateline.

    The parts are what stands before the dateline, the dateline, the running text and the credit.
    """
    made: list[tuple[SectionKind, int, int]] = []
    words, start = part.words, 0
    if line:
        before = words[: line.start].rstrip()
        if before:
            made.append((_before_dateline(before, titled=titled), 0, len(before)))
        made.append(
            (
                SectionKind.DATELINE,
                line.start,
                line.start + len(words[line.start : line.end].rstrip()),
            )
        )
        start = line.end
    else:
        bullet = BULLET.match(words[:20])
        start = bullet.end() if bullet else 0
    cut = credit(words)
    end = (
        len(words)
        if cut is None or cut < start
        else start + len(words[start:cut].rstrip())
    )
    made.append((SectionKind.BODY, start, end))
    if cut is not None and cut >= start:
        made.append((SectionKind.BOILERPLATE, cut, len(words)))
    offset = part.block.start
    sections = []
    for kind, first, last in made:
        if first < last:
            sections.append(Section(kind=kind, start=offset + first, end=offset + last))
    return sections


def _before_dateline(words: str, *, titled: bool) -> SectionKind:
    """Tell title, slug and photo caption before a dateline in one paragraph apart."""
    if is_boilerplate(words):
        return SectionKind.BOILERPLATE
    return (
        SectionKind.BODY
        if titled or words.endswith((".", "!", "?", '"', "”"))
        else SectionKind.TITLE
    )
