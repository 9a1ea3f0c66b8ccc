"""Part paragraphs in which a web page's heading, caption or credit was joined to the text."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from timeline.documents.datelines import dateline, glued_dateline, known_agency
from timeline.documents.lists import dateline_words, glued_words
from timeline.documents.paragraphs import Block

# A hyphen right before a capital or a quotation: between two texts, or inside a name.
_HYPHEN = re.compile(r"-(?=[A-Z“\"‘']| [A-Z]{2})")
_AFTER_DASH = re.compile(r"(?:—|–|--)\s?\Z")
_CREDIT = re.compile(
    r"\((?P<name>[A-Z][^()/]{1,40}/ ?)?(?P<agency>[A-Z][\w. ]{1,25})\)\Z"
)
_PICTURE = re.compile(r"FILE(?: PHOTO)?\b ?[-:–]")
_CAPITALS = re.compile(r"\s?[A-Z]{2}")
# "Kochi, India (AP) -- The army": a dateline behind headlines without full stops.
_TOWN = r"(?!\w+day\b)[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}"
_AGENCY = re.compile(
    rf"(?<=\S )(?:{_TOWN}(?:, {_TOWN})? )?\((?P<agency>[A-Z][\w ]{{1,20}})\)"
    r" ?(?:--|—|–|-(?=\s))"
)
_BYLINE = re.compile(
    r"By (?:the )?(?:[A-Z][\w.'’-]+ ){0,3}?(?:[A-Z][\w.'’-]+(?:,| for) )?"
    r"(?P<agency>CNN|AP|AFP|VOA)"
    r"(?: Wires?)?(?: [Ss]taff)? (?=[A-Z\"“])(?![A-Z]\w+ (?:and )?\w* ?[Cc]orrespondent)"
)
# The day before an author: "May 3, 2017 | By Ann Lee, CNN".
_DAY = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4} ?\| ?")
# Names of two peoples or states: "Turkish-Syrian", "Iran-Iraq".
_PEOPLE = re.compile(r"[A-Z][a-z]+(?:an|ish|ese|i|ab|ench|utch|iss|ek)")
_MARKS = re.compile(r"[.,;:!?—(]")
_SENTENCE_END = re.compile(r"[.!?]['\"’”)]*\s")
_BEFORE_WORD = re.compile(r"([A-Za-z]+) [\w\"'“‘]")
_WORD = re.compile(r"[\w'’.]+")
# An aside between two hyphens: "three towns-Azaz, Bab and Idlib-fell".
_ASIDE_END = re.compile(r"\w-(?:and|or|but|who|which|is|are|was|were|has|have|had)\b")

# Lengths in words: of a heading before its text, of the shortest of them, of a title in capitals.
LONGEST_HEADING, SHORTEST_TEXT, SHORTEST_TITLE = 9, 5, 6
WINDOW = 600  # characters on each side of a hyphen that are looked at
NEAR = 8  # words behind a hyphen that show whether they are a title too


# Tells by the words before and behind a hyphen whether they are two texts.
_Rule = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where one text ends and the next begins; what stands between them is in neither."""

    end: int
    start: int


def unglued(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield paragraphs, those in pieces that hold several texts.

    >>> words = "Kabul's answer-For its part, Kabul has rejected the charge."
    >>> [words[b.start:b.end] for b in unglued(words, [Block(start=0, end=len(words), lines=1)])]
    ["Kabul's answer", 'For its part, Kabul has rejected the charge.']
    """
    for number, block in enumerate(blocks):
        start = block.start
        for cut in _cuts(text[block.start : block.end], can_be_title=number == 0):
            yield from _piece(text, start, block.start + cut.end, block)
            start = block.start + cut.start
        yield from _piece(text, start, block.end, block)


def _piece(text: str, start: int, end: int, block: Block) -> Iterator[Block]:
    """Yield the stretch of a block without the blanks around it; nothing where no word is left."""
    words = text[start:end]
    is_whole = end - start == block.end - block.start
    if is_whole or any(letter.isalnum() for letter in words):
        blanks = len(words) - len(words.lstrip())
        yield Block(
            start=start + blanks, end=start + len(words.rstrip()), lines=block.lines
        )


def _cuts(words: str, *, can_be_title: bool) -> list[_Cut]:
    """Return where a paragraph is cut, in order and disjoint."""
    cuts = [*_furniture_cuts(words), *_byline_cut(words), *_agency_cuts(words)]
    can_be_title = can_be_title and not cuts
    rules = (*_RULES, _is_title_before_text) if can_be_title else _RULES
    cuts += _hyphen_cuts(words, rules)
    return list(_disjoint(cuts))


def _hyphen_cuts(words: str, rules: Sequence[_Rule]) -> Iterator[_Cut]:
    """Yield the cuts at hyphens; only what stands before the first can be a title."""
    start = 0
    for hyphen in _HYPHEN.finditer(words):
        cut = _hyphen_cut(words, start, hyphen.start(), rules)
        if cut is not None:
            yield cut
            start = cut.start
            rules = _RULES


def _disjoint(cuts: Iterable[_Cut]) -> Iterator[_Cut]:
    """Yield cuts in order; of two that overlap, the first."""
    start = 0
    for cut in sorted(cuts, key=lambda cut: cut.end):
        if cut.end >= start:
            start = cut.start
            yield cut


def _furniture_cuts(words: str) -> Iterator[_Cut]:
    """Yield the words of the page; a mark at the beginning is judged with its whole line."""
    for match in _furniture().finditer(words):
        yield _around(match)
    for match in _marks().finditer(words, 1):
        yield _around(match)


def _around(match: re.Match[str]) -> _Cut:
    start, end = match.span()
    return _Cut(start, end)


@cache
def _furniture() -> re.Pattern[str]:
    phrases = glued_words().furniture
    return re.compile("|".join(phrases))


@cache
def _marks() -> re.Pattern[str]:
    phrases = glued_words().marks
    return re.compile("|".join(phrases))


def _byline_cut(words: str) -> Iterator[_Cut]:
    """Yield the author before a text: "By Ann Lee for CNN The army ..."."""
    day = _DAY.match(words)
    match = _BYLINE.match(words, day.end() if day is not None else 0)
    if match is not None:
        yield _around(match)


def _agency_cuts(words: str) -> Iterator[_Cut]:
    """Yield the place between headlines and a dateline."""
    matches = [
        match for match in _AGENCY.finditer(words) if known_agency(match["agency"])
    ]
    if not matches:
        return
    line = dateline(words) or glued_dateline(words)
    read = range(line.start, line.end) if line is not None else range(0)
    for match in matches:
        start = match.start()
        if start not in read:
            yield _Cut(start, start)


def _hyphen_cut(
    words: str, start: int, hyphen: int, rules: Sequence[_Rule]
) -> _Cut | None:
    """Return the cut at a hyphen, where it stands between two texts."""
    start = max(start, hyphen - WINDOW)
    stretch = words[start:hyphen]
    before = stretch.rstrip()
    after = words[hyphen + 1 : hyphen + WINDOW]
    if not before:
        return None
    if _AFTER_DASH.search(before) or before.endswith(")"):
        return _cut_behind_mark(before, start, hyphen)
    if any(rule(stretch, after) for rule in rules):
        return _Cut(start + len(before), hyphen + 1)
    return None


def _cut_behind_mark(before: str, start: int, hyphen: int) -> _Cut | None:
    """Return the cut behind a dash or a credit: "(A. Lee/AP)-The army"; datelines stay whole."""
    last = before[_last_sentence(before) :]
    if dateline(f"{before}-") or dateline(f"{last}-"):
        return None
    credit = _CREDIT.search(before)
    if credit is not None and _is_credit(credit):
        return _Cut(start + credit.start(), hyphen + 1)
    if _AFTER_DASH.search(before) is None:
        return None
    return _Cut(start + len(before), hyphen + 1)


def _is_credit(match: re.Match[str]) -> bool:
    """Return whether brackets hold a photographer and an agency, or a known agency."""
    return bool(match["name"]) or known_agency(match["agency"]) is not None


def _last_sentence(words: str) -> int:
    """Return where the last sentence of a text begins."""
    ends = [match.end() for match in _SENTENCE_END.finditer(words)]
    return ends[-1] if ends else 0


def _is_dateline(before: str, after: str) -> bool:
    """Return whether a dateline or an archive picture follows: "in Syria-AMMAN - The army"."""
    if _PICTURE.match(after):
        return True
    if before[-1:].isupper() or _CAPITALS.match(after) is None:
        return False
    line = dateline(after.lstrip())
    if line is None:
        return False
    if after[:1].isspace():
        return "—" in after[: line.end + 1]
    return True


def _is_opener(before: str, after: str) -> bool:
    """Return whether a word follows that begins a sentence and ends no compound."""
    match = _BEFORE_WORD.match(after)
    if match is None:
        return False
    words = glued_words()
    if match[1] in words.openers:
        return True
    if match[1] not in words.particles:
        return False
    return _is_in_lower_case(before) or _is_whole_title(before, 4)


def _is_whole_title(before: str, shortest: int) -> bool:
    """Return whether words are one title, without a sentence before it."""
    return _last_sentence(before) == 0 and _is_title(before, shortest)


def _is_heading(before: str, after: str) -> bool:
    """Return whether a heading in lower case stands before a clause: "Coup plot-Guards say"."""
    words = before.split()
    if not 2 <= len(words) <= LONGEST_HEADING:
        return False
    if not before[:1].isupper() or words[0].lower() in glued_words().small:
        return False
    if _MARKS.search(before) or _has_finite(before):
        return False
    return _is_in_lower_case(before) and _is_clause(after)


def _is_title_before_text(before: str, after: str) -> bool:
    """Return whether a title in capitals stands before text in lower case."""
    if before.startswith("By ") or before.count("(") > before.count(")"):
        return False
    if not _is_whole_title(before, SHORTEST_TITLE) or not _is_clause(after):
        return False
    return _is_in_running_case(after) and not _is_pair(before, after)


def _is_pair(before: str, after: str) -> bool:
    """Return whether the words at a hyphen name peoples or states: "the Turkish-Syrian border".

    A verb right behind shows a new sentence: "in Iran-Russia is sending".
    """
    behind = after.split(maxsplit=2)
    if behind[1] in glued_words().finite:
        return False
    last = before.split()[-1]
    return _is_people(last) and _is_people(behind[0])


def _is_people(word: str) -> bool:
    """Return whether a word names a state or, by its ending, a people."""
    return word in dateline_words().regions or _PEOPLE.fullmatch(word) is not None


_RULES: tuple[_Rule, ...] = (_is_dateline, _is_opener, _is_heading)


def _is_in_lower_case(before: str) -> bool:
    """Return whether the last word before a hyphen is in lower case and no first part of one."""
    last = before.split()[-1].strip("'\"’”‘“")
    words = glued_words()
    if last in words.prefixes or last in words.small:
        return False
    return last.isalpha() and last.islower()


def _is_title(before: str, shortest: int) -> bool:
    """Return whether most words have capitals, small ones aside."""
    small = glued_words().small
    words = [word for word in _WORD.findall(before) if word.lower() not in small]
    if len(words) < shortest or before.rstrip().endswith("."):
        return False
    if words[-1].lower() in glued_words().prefixes:
        return False
    plain = [word for word in words if word[0].islower()]
    return len(plain) < 0.25 * len(words)


def _is_in_running_case(after: str) -> bool:
    """Return whether words behind a hyphen are no title: two or more plain ones in lower case."""
    small = glued_words().small
    plain = 0
    for word in _WORD.findall(after)[:NEAR]:
        if word.islower() and word not in small:
            plain += 1
    return plain >= 2


def _is_clause(after: str) -> bool:
    """Return whether a sentence with a finite verb of its own follows, and no aside."""
    sentence = _SENTENCE_END.split(after, maxsplit=1)[0]
    if len(sentence.split()) < SHORTEST_TEXT:
        return False
    if _ASIDE_END.search(sentence):
        return False
    return _has_finite(sentence)


def _has_finite(words: str) -> bool:
    """Return whether words hold a form that only a finite verb has, or a past tense in -ed."""
    forms = _WORD.findall(words)
    if any(form.endswith("ed") for form in forms):
        return True
    return not glued_words().finite.isdisjoint(forms)
