"""Find the paragraphs of a text, whether its lines are broken by hand or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# Measures of hard-wrapped text, in characters: typewriter and mail lines are 60 to 80 wide, PDF
# columns from 35.
NARROWEST, WIDEST = 35, 130
CLOSERS = "\"'”’»)]"
STOPS = ".!?…:"
MARKER = re.compile(r"#{1,6}\s+\S|={2,6}[^=].*=\s*\Z")
BULLET = re.compile(r"(?:\\?[*•·‣▪●◦]|-{1,2}|–|—|\d{1,2}[.)])\s+")
# At the head of a line broken by hand these go on with the sentence: "- said to be", "12. The
# army".
_ASIDE = re.compile(r"(?:-{1,2}|–|—)\s+[a-z]|\d{1,2}\.\s")
# Articles of Arabic names begin lower case and still begin lines ("al-Qaeda claims ...").
_ARTICLE = re.compile(r"(?:al|el|ad|as|ash|ar|an|at|az)-[A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph.

    Its first and last visible character (half-open), and whether it spans several lines.
    """

    start: int
    end: int
    lines: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    closed: bool
    rule: bool
    opens: bool
    aside: bool
    lower: bool
    first_word: int

    @property
    def length(self) -> int:
        return self.end - self.start


def _line(text: str, start: int, end: int) -> _Line | None:
    words = text[start:end]
    indent = len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return None
    tail = words[-4:].rstrip(CLOSERS)
    head = words[:40]
    return _Line(
        start + indent,
        start + indent + len(words),
        indent,
        tail[-1:] in STOPS and tail != "",
        not any(c.isalnum() for c in head) and not any(c.isalnum() for c in words),
        bool(BULLET.match(head) or MARKER.match(words[:200])),
        _ASIDE.match(head) is not None,
        head[0].islower() and not _ARTICLE.match(head),
        len(head.split(None, 1)[0]),
    )


def _lines(text: str, start: int) -> Iterator[_Line | None]:
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield _line(text, start, end)
        start = end + 1


def is_upper_case(text: str) -> bool:
    """Return whether a text is written in capitals throughout, as telexes are.

    A sample of it decides.
    """
    letters = [c for c in text[:4000] if c.isalpha()]
    return len(letters) > 40 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def _width(lines: list[_Line | None], capitals: bool) -> int:
    """Return the line length at which the text was broken by hand; 0 if it was not."""
    pairs = _line_pairs(lines)
    lengths = sorted(line.length for line in lines if line)
    if not pairs:
        return 0
    place = int(0.95 * (len(lengths) - 1))
    width = lengths[place]
    if not NARROWEST <= width <= WIDEST:
        return 0
    broken = [pair for pair in pairs if not pair[0].closed]
    if not _is_broken_by_hand(broken, len(pairs), width):
        return 0
    n_lower = sum(second.lower for _, second in broken)
    has_running_lines = capitals or n_lower >= 0.4 * len(broken)
    return width if has_running_lines else 0


def _is_broken_by_hand(
    broken: list[tuple[_Line, _Line]], n_pairs: int, width: int
) -> bool:
    """Return whether most lines break in a sentence, because the next word did not fit."""
    if len(broken) < 0.5 * n_pairs:
        return False
    n_full = sum(_is_full(first, second, width) for first, second in broken)
    return n_full >= 0.6 * len(broken)


def _line_pairs(lines: list[_Line | None]) -> list[tuple[_Line, _Line]]:
    """Return each line with the next, where the next may go on with it."""
    pairs = []
    for first, second in pairwise(lines):
        if first and second and not first.rule and not second.opens:
            pairs.append((first, second))
    return pairs


def _is_full(before: _Line, line: _Line, width: int) -> bool:
    """Return whether the first word of `line` did not fit on the line of `before`.

    The margin may be ragged.
    """
    return before.length + 1 + line.first_word > 0.8 * width


def _is_joined(
    before: _Line, line: _Line, text: str, width: int, capitals: bool
) -> bool:
    """Return whether `line` goes on with the paragraph of the line directly before it."""
    if before.rule or line.rule or MARKER.match(text[before.start : before.end][:200]):
        return False
    has_comma = text[before.end - 1] == ","
    if width:
        return _is_joined_by_width(before, line, width, is_open=capitals or has_comma)
    if line.opens or before.closed:
        return False
    return line.lower or has_comma


def _is_joined_by_width(
    before: _Line, line: _Line, width: int, *, is_open: bool
) -> bool:
    """Return whether a line goes on with the one before in a text broken at `width` characters.

    `is_open` says that nothing else ends the line before.
    """
    if line.indent - before.indent >= 2:
        return False
    is_full = _is_full(before, line, width)
    if line.opens:
        return is_full and line.aside and not before.closed
    if before.closed:
        return is_full
    return is_full or line.lower or is_open or before.length > 0.75 * width


def _is_alone(line: _Line, after: _Line | None, width: int, capitals: bool) -> bool:
    """Return whether a short line in hard-wrapped text is a head.

    It stands between two paragraphs that no blank line separates.
    """
    short = (
        bool(width)
        and line.length < 0.5 * width
        and not (line.closed or line.lower or capitals)
    )
    return (
        short
        and after is not None
        and not after.lower
        and not _is_full(line, after, width)
    )


def paragraphs(text: str, start: int = 0) -> tuple[Block, ...]:
    r"""Find the paragraphs of `text` from `start` on, in order.

    A blank line always parts two of them. A single line break does so unless the text is
    hard-wrapped, which shows in lines of like length that break in mid-sentence; then a line that
    was left short, or an indented one, parts them.

    >>> text = "Title\n\nFirst paragraph.\nSecond one."
    >>> [text[b.start:b.end] for b in paragraphs(text)]
    ['Title', 'First paragraph.', 'Second one.']
    """
    lines = list(_lines(text, start))
    capitals = is_upper_case(text[start : start + 4000])
    width = _width(lines, capitals)
    blocks: list[Block] = []
    before: _Line | None = None
    for line, after in pairwise([*lines, None]):
        alone = (
            line is not None
            and before is not None
            and before.closed
            and _is_alone(line, after, width, capitals)
        )
        if (
            line
            and before
            and not alone
            and _is_joined(before, line, text, width, capitals)
        ):
            blocks[-1] = Block(
                start=blocks[-1].start, end=line.end, lines=blocks[-1].lines + 1
            )
        elif line:
            blocks.append(Block(start=line.start, end=line.end, lines=1))
        before = line
    return tuple(blocks)
