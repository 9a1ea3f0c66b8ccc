"""Rows of a large table that can be about some words: the others need not become records.

An incident is about words that stand in its row, or in the names of its actors and places as the
lexicon has them. A database looks for the words in all cells; what the lexicon adds is asked of the
format's reader, once for each combination of cells that occurs. Whether a row that remains is about
the words is then judged by its record.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from timeline.datasets.build import Assembler
from timeline.datasets.formats import Coding
from timeline.datasets.large_table import Cells, LargeTable
from timeline.datasets.messages import Notes
from timeline.datasets.resolve import Resolver
from timeline.errors import InputError

# What stands beside a word. DuckDB knows as letters only those of ASCII, so that it takes more for
# the limit of a word than we do.
LIMIT = "[^0-9A-Za-z_]"
WORD = re.compile(r"\w+")
# Rows among which one that can be read is looked for.
LOOKED_AT = 1_000
COORDINATES = ("latitude", "longitude")
# Words beside a row, without capitals; None where they are not known.
Added = str | None


def telling_words(text: str, linking: frozenset[str]) -> tuple[str, ...]:
    """Return the words of a text that must stand in a row or in what the lexicon adds to it.

    Args:
        text: The text.
        linking: Words that headlines have of their own, without capitals. With numbers, they are
            left out.
    """
    telling: dict[str, None] = {}
    for word in WORD.findall(text.casefold()):
        is_linking = word in linking
        is_number = word.isdecimal()
        if not is_linking and not is_number:
            telling[word] = None
    return tuple(telling)


def pattern_of(word: str) -> str:
    """Return a regular expression of DuckDB for a word without capitals, whatever the text's.

    It may fit more than the word, never less.
    """
    pattern = ""
    for run in _runs(word):
        is_folded = len(run) > 1
        pattern += f".{{1,{len(run)}}}" if is_folded else _letter(run)
    return f"(?s)(?:^|{LIMIT}){pattern}(?:$|{LIMIT})"


def _runs(word: str) -> Iterator[str]:
    """Yield the letters of a word; together those that one letter may stand for ("ss" and "ß")."""
    start = 0
    for end in range(1, len(word) + 1):
        if not _is_joined(word, end):
            yield word[start:end]
            start = end


def _is_joined(word: str, place: int) -> bool:
    """Return whether one letter may stand for what is before and after a place in a word."""
    for text in _texts_of_one_letter():
        for start in range(place - len(text) + 1, place):
            if start >= 0 and word.startswith(text, start):
                return True
    return False


@cache
def _texts_of_one_letter() -> frozenset[str]:
    """Return all texts of several letters that one letter is without capitals."""
    texts = set()
    for number in range(0x110000):
        folded = chr(number).casefold()
        if len(folded) > 1:
            texts.add(folded)
    return frozenset(texts)


@cache
def _forms() -> Mapping[str, str]:
    """Return by letter all letters that are the same without capitals ("k", "K" and a sign)."""
    forms: dict[str, str] = {}
    for letter in map(chr, range(0x110000)):
        folded = letter.casefold()
        if folded != letter and len(folded) == 1:
            forms[folded] = forms.get(folded, folded) + letter
    return forms


def _letter(letter: str) -> str:
    forms = _forms().get(letter, letter)
    return f"[{re.escape(forms)}]"


class AboutRows:
    """Chooses the rows of a large table in which some words can stand."""

    def __init__(
        self, table: LargeTable, resolver: Resolver, words: Sequence[str]
    ) -> None:
        """Take a table, where names are looked up, and the words, without capitals."""
        self._table = table
        self._words = words
        # Problems of rows are noted when they become records.
        self._reader = Assembler(
            "chosen",
            table.format,
            table.table.header,
            table.table.rows,
            resolver,
            Notes(""),
            set(),
        )
        bulk = table.bulk
        self._side_keys = (*bulk.kinds.keys, *bulk.status, *bulk.parts["sides"])
        # Coordinates name no place but one without a name, and that by numbers.
        self._place_keys = tuple(
            key for key in bulk.parts["place"] if key not in COORDINATES
        )
        self._template = self._readable_row()
        self._years: dict[Cells, int | None] = {}
        self._of_sides: dict[tuple[Cells, int | None], Added] = {}
        self._of_place: dict[Cells, Added] = {}

    def numbers(
        self, rows: str, condition: str, values: Sequence[object]
    ) -> Iterator[int]:
        """Yield the numbers of the rows that can be about the words.

        Args:
            rows: All rows, as DuckDB reads them.
            condition: The condition for rows that are looked at.
            values: Its parameters.
        """
        bulk = self._table.bulk
        parts = (bulk.days.keys, self._side_keys, self._place_keys)
        text = self._table.row_text()
        columns = ["number"]
        columns += [f"regexp_matches({text}, ?)" for _ in self._words]
        for keys in parts:
            columns += map(self._table.cell, keys)
        query = f"SELECT {', '.join(columns)} FROM {rows} WHERE {condition}"
        patterns = list(map(pattern_of, self._words))
        for number, *row in self._table.streamed(query, values, before=patterns):
            missing = self._missing(row)
            cells = row[len(patterns) :]
            if not missing or self._can_have(missing, _divided(cells, parts)):
                yield number

    def _missing(self, flags: Sequence[bool]) -> list[str]:
        """Return the words that do not stand in a row."""
        return [
            word for word, flag in zip(self._words, flags, strict=False) if not flag
        ]

    def _can_have(self, words: Sequence[str], parts: Sequence[Cells]) -> bool:
        """Return whether words can all stand in what the lexicon adds to a row."""
        days, sides, place = parts
        of_sides = self._beside_sides(days, sides)
        of_place = self._beside_place(place)
        if of_sides is None or of_place is None:
            return True
        added = f"{of_sides} {of_place}"
        return all(word in added for word in words)

    def _beside_sides(self, days: Cells, sides: Cells) -> Added:
        """Return the names of the actors, who depend on the year."""
        if days not in self._years:
            self._years[days] = self._table.year_of(days)
        key = sides, self._years[days]
        if key not in self._of_sides:
            keys = (*self._side_keys, *self._table.bulk.days.keys)
            coding = self._coding(keys, (*sides, *days))
            self._of_sides[key] = _joined(_actor_names(coding)) if coding else None
        return self._of_sides[key]

    def _beside_place(self, place: Cells) -> Added:
        """Return the names of the places."""
        if place not in self._of_place:
            coding = self._coding(self._place_keys, place)
            self._of_place[place] = _joined(_place_names(coding)) if coding else None
        return self._of_place[place]

    def _coding(self, keys: Sequence[str], cells: Cells) -> Coding | None:
        """Return what a row says of which some cells are these; None if it cannot be read."""
        row = list(self._template)
        for key, cell in zip(keys, cells, strict=True):
            position = self._table.positions.get(key)
            if position is not None:
                row[position] = cell
        try:
            return self._reader.coding_of(row, 0)
        except InputError:
            return None

    def _readable_row(self) -> list[str]:
        """Return a row of the table that can be read, an empty one if none of the first can."""
        for line, cells in islice(self._table.table.rows(), LOOKED_AT):
            if len(cells) != len(self._table.table.header):
                continue
            try:
                self._reader.coding_of(cells, line)
            except InputError:
                continue
            return cells
        return [""] * len(self._table.table.header)


def _actor_names(coding: Coding) -> Iterator[str]:
    for actor in coding.actors:
        yield actor.name
        yield from actor.aliases


def _place_names(coding: Coding) -> Iterator[str]:
    for place in coding.places:
        yield place.name
        yield place.admin1 or ""
        yield from place.aliases


def _joined(names: Iterator[str]) -> str:
    return " ".join(names).casefold()


def _divided(cells: Sequence[str], parts: Sequence[Sequence[str]]) -> list[Cells]:
    """Return cells in runs, as many in each as a part has keys."""
    remaining = iter(cells)
    return [tuple(islice(remaining, len(keys))) for keys in parts]
