"""The paragraphs of a text with what each is taken for: heading, body, date line, boilerplate."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.documents.boilerplate import (
    is_boilerplate,
    is_end_of_article,
    is_footnote,
    is_opening_of_list,
)
from timeline.documents.datelines import (
    DateLine,
    date_line,
    glued_dateline,
    has_dateline,
)
from timeline.documents.paragraphs import BULLET, MARKER, Block
from timeline.model.text import SectionKind

# Bounds of heads, in characters and words: what writers of crossheads keep to.
LONGEST_HEAD, HEAD_WORDS = 90, 12
# The longest title, and heading that the format calls one, in characters.
LONGEST_TITLE = 200
_MARKS = re.compile(r"#{1,6}\s+|={2,6}\s*|>\s+|\*\*(?=[^*]+\*\*\Z)")
_END_MARKS = re.compile(r"(?:\s+#+|\s*={2,6}|\*\*)\Z")
_FOOTNOTES = re.compile(r"(?:\[(?:\d{1,3}|[a-z])\])+\Z")  # "killed in Houla.[14][a]"
_NO_HEAD_ENDS = (".", "!", ",", ";", ":", "…", "?", "-", "–", "—")
_BOILERPLATE = SectionKind.BOILERPLATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block with what it is taken for so far."""

    block: Block
    words: str  # the block's text
    kind: SectionKind
    marked: bool = False  # the markup itself says that it is a heading
    day: date | None = None  # the full date it consists of
    labelled: bool = False  # the date is called one of publication or of an update
    updated: bool = False
    titled: bool = False  # words that are no place stand before the date


def part_of(text: str, block: Block, headings: Container[int]) -> Part:
    """Return a paragraph with what its own words make it.

    Args:
        text: The document's text.
        block: Where the paragraph stands.
        headings: Offsets of the paragraphs that the format calls headings.
    """
    words = text[block.start : block.end]
    if MARKER.match(words[:LONGEST_TITLE]):
        return _marked_heading(text, _bare(words, block))
    line = date_line(words)
    if line:
        return _date_part(words, block, line)
    if is_boilerplate(words) and not glued_dateline(words):
        return Part(block=block, words=words, kind=SectionKind.BOILERPLATE)
    is_marked = block.start in headings and len(words) <= LONGEST_TITLE
    return _plain_part(text, _bare(words, block), is_marked=is_marked)


def _marked_heading(text: str, block: Block) -> Part:
    """Return a line with marks of a heading; one that opens a list of links is boilerplate."""
    words = text[block.start : block.end]
    is_heading = words != "" and not is_opening_of_list(words)
    kind = SectionKind.HEADING if is_heading else SectionKind.BOILERPLATE
    return Part(block=block, words=words, kind=kind, marked=True)


def _date_part(words: str, block: Block, line: DateLine) -> Part:
    """Return a line that gives a day of the document."""
    return Part(
        block=block,
        words=words,
        kind=SectionKind.DATELINE,
        day=line.day,
        labelled=line.labelled,
        updated=line.updated,
        titled=line.titled,
    )


def _plain_part(text: str, block: Block, *, is_marked: bool) -> Part:
    """Return a paragraph of the body, or a heading."""
    words = text[block.start : block.end]
    is_heading = is_marked or _is_like_head(words)
    kind = SectionKind.HEADING if is_heading else SectionKind.BODY
    return Part(block=block, words=words, kind=kind, marked=is_marked)


def _bare(words: str, block: Block) -> Block:
    """Leave out '#', '==', '>' and '**' around the words."""
    front = _MARKS.match(words)
    if front is None:
        return block
    start = block.start + front.end()
    end = block.end
    is_short = len(words) < 4 * LONGEST_TITLE
    back = _END_MARKS.search(words[-40:]) if is_short else None
    if back is not None:
        end -= len(back[0])
    return replace(block, start=start, end=end) if start < end else block


def _is_like_head(words: str) -> bool:
    """Return whether a line looks like a crosshead.

    Short, capital first, no stop at the end, no bullet.
    """
    if not _is_short_line(words):
        return False
    if not _can_begin_head(words):
        return False
    if words.endswith("?"):
        return _is_question_head(words)
    if _is_in_quotation(words):
        return False
    if has_dateline(words):
        return False
    bare = _FOOTNOTES.sub("", words)
    end = bare.rstrip("\"'”’ )")
    return not end.endswith(_NO_HEAD_ENDS)


def _is_question_head(words: str) -> bool:
    """Return whether a question is short and none of somebody's words."""
    has_quotation = any(mark in words for mark in '"“”[')
    if has_quotation:
        return False
    count = len(words.split())
    return count <= HEAD_WORDS - 3


def _is_in_quotation(words: str) -> bool:
    """Return whether words are the end or beginning of somebody's words."""
    if words.count('"') % 2:
        return True
    opened = words.count("“")
    closed = words.count("”")
    return opened != closed


def _is_short_line(words: str) -> bool:
    if len(words) > LONGEST_HEAD or len(words.split()) > HEAD_WORDS:
        return False
    return "\n" not in words and not BULLET.match(words)


def _can_begin_head(words: str) -> bool:
    """Return whether a line begins with a capital or is a year."""
    if words[0].islower():
        return False
    return words[:4].isdigit() or any(letter.isalpha() for letter in words)


def without_references(
    parts: Sequence[Part], headings: Container[int], marks: Container[str]
) -> list[Part]:
    """Take footnotes, and all that stands under a heading "References", for boilerplate."""
    made: list[Part] = []
    inside = False
    for part in parts:
        is_heading = part.marked or part.block.start in headings
        if is_heading:
            inside = is_end_of_article(part.words)
        is_reference = inside or is_footnote(part.words, marks)
        made.append(replace(part, kind=_BOILERPLATE) if is_reference else part)
    return made
