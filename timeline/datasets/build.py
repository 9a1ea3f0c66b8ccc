"""How do the codings of a table become reports, with each row as a document that is its evidence?"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from timeline.datasets.formats import Coding, Format, Marks
from timeline.datasets.messages import Notes
from timeline.datasets.resolve import Known
from timeline.datasets.rows import Row, RowError, column_key
from timeline.model.incidents import Mark, Passage, Report
from timeline.model.mentions import Slot
from timeline.model.text import Document, TextSpan

# Rows after which a progress bar is told.
STEP = 2_000
_BREAKING = str.maketrans({"\t": " ", "\n": " ", "\r": " "})

Places = tuple[tuple[Slot, int, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One happening of a table: the document that holds its row, and the report."""

    document: Document
    report: Report


class Assembler:
    """Turns the rows of one table into documents and reports."""

    def __init__(
        self,
        dataset: str,
        format: Format,
        columns: Sequence[str],
        known: Known,
        notes: Notes,
        seen: set[str],
    ) -> None:
        """Start a table.

        Args:
            dataset: Id of the dataset.
            format: Its format.
            columns: Names of its columns, in order.
            known: Where names are looked up.
            notes: Where troubles are noted.
            seen: Ids of the rows of all tables read so far; those of this one are added.
        """
        self.dataset, self.format, self.known, self.notes = dataset, format, known, notes
        self.columns = tuple(columns)
        self.at: dict[str, int] = {}
        for number, column in enumerate(columns):
            self.at.setdefault(column_key(column), number)
        self.unmapped: Counter[str] = Counter()
        self._marks: dict[Marks, Places] = {}
        self._given: dict[tuple[Slot, int, int, str], Mark] = {}
        self._spans: dict[tuple[int, int], TextSpan] = {}
        self.seen = seen

    def read(
        self, rows: Iterator[tuple[int, list[str]]], tell: Callable[[int], None]
    ) -> Iterator[Told]:
        """Go through the rows; one that cannot be used is noted and left out.

        Args:
            rows: (line, cells) of each row.
            tell: Called now and then with the number of rows gone through.
        """
        width = len(self.columns)
        held: Told | None = None
        for count, (line, cells) in enumerate(rows, 1):
            if count % STEP == 0:
                tell(count)
            if len(cells) != width and not _fitted(cells, width):
                what = f"the row has {len(cells)} cells, the header {width}."
                self.notes.add(
                    line,
                    what,
                    "Mend the row: a delimiter or a quote is too many or missing.",
                    skipped=True,
                )
                continue
            told = self._told(cells, line)
            if told is None:
                continue
            if held is not None and self.format.grouped and told.document.id == held.document.id:
                held = _joined(held, told)
            elif self._is_new(told):
                yield from (held,) if held else ()
                held = told
        yield from (held,) if held else ()

    def _told(self, cells: list[str], line: int) -> Told | None:
        row = Row(cells, self.at, line, self.notes)
        try:
            coding = self.format.code(row, self.known)
        except RowError as error:
            self.notes.add(line, error.what, error.hint, skipped=True)
            return None
        if coding.type is None:
            self.unmapped[coding.code] += 1
            return None
        return self._made(coding, cells, line, _text(cells))

    def _is_new(self, told: Told) -> bool:
        """Say whether this id was not given before; a second row of it is noted and left out."""
        if told.document.id not in self.seen:
            self.seen.add(told.document.id)
            return True
        what = "the id of the row was given before."
        self.notes.add(
            told.document.line or 0, what, "The first row of that id was kept.", skipped=True
        )
        return False

    def _made(self, coding: Coding, cells: list[str], line: int, text: str) -> Told:
        known_as = f"{self.format.name}:{coding.id or f'{self.dataset}-{line}'}"
        marks = self._marks_in(coding.marks, cells, len(text))
        trigger = next((mark for mark in marks if mark.slot is Slot.TRIGGER), None)
        span = self._span(trigger.start, trigger.end) if trigger else self._span(0, len(text))
        document = Document(
            id=known_as,
            text=text,
            publisher=self.format.label,
            url=coding.url,
            dataset=self.dataset,
            line=line,
        )
        passage = Passage(
            report=known_as,
            document=known_as,
            start=0,
            end=len(text),
            text=text,
            trigger=span,
            attribution=coding.attribution,
            status=coding.status,
            date=coding.date,
            casualties=coding.casualties,
            marks=marks,
        )
        report = Report(
            id=known_as,
            document=known_as,
            publisher=self.format.label,
            type=coding.type or "",
            mode=coding.mode,
            status=coding.status,
            date=coding.date,
            actors=self.known.same(coding.actors),
            places=coding.places,
            casualties=coding.casualties,
            attribution=coding.attribution,
            passages=(passage,),
            dataset=self.dataset,
            outlets=coding.outlets,
        )
        return Told(document, report)

    def _marks_in(self, wanted: Marks, cells: Sequence[str], length: int) -> tuple[Mark, ...]:
        """Give the marks of the cells that fields were read from; the cells stand in the text parted by tabs."""
        places = self._marks.get(wanted)
        if places is None:
            found = ((slot, self.at.get(column), column) for slot, column in wanted)
            places = self._marks[wanted] = tuple(
                (slot, at, column) for slot, at, column in found if at is not None
            )
        ends = list(accumulate((len(cell) + 1 for cell in cells), initial=0))
        given = self._given
        marks = []
        for slot, at, column in places:
            start, end = ends[at], min(ends[at + 1] - 1, length)
            if start < end and not (slot is Slot.CASUALTIES and cells[at] == "0"):
                key = (slot, start, end, column)
                mark = given.get(key)
                if mark is None:
                    mark = given[key] = Mark(slot=slot, start=start, end=end, rule=column)
                marks.append(mark)
        marks.sort(key=lambda mark: mark.start)
        return tuple(marks)

    def _span(self, start: int, end: int) -> TextSpan:
        found = self._spans.get((start, end))
        if found is None:
            found = self._spans[start, end] = TextSpan(start=start, end=end)
        return found


def _fitted(cells: list[str], width: int) -> bool:
    """Cut or fill a row that only lacks, or has too many, empty cells at its end; False for any other row."""
    if len(cells) > width:
        if any(cell.strip() for cell in cells[width:]):
            return False
        del cells[width:]
        return True
    return False


def _text(cells: list[str]) -> str:
    """Join the cells by tabs; a tab or line end inside a cell becomes a blank, one character for one."""
    text = "\t".join(cells)
    if text.count("\t") != len(cells) - 1 or "\n" in text or "\r" in text:
        cells[:] = [cell.translate(_BREAKING) for cell in cells]
        text = "\t".join(cells)
    return text.rstrip("\t") or text


def _joined(first: Told, second: Told) -> Told:
    """Add a row to the one before: another place of the same happening, a line more of the same document."""
    if second.document.text in first.document.text.split("\n"):
        return first
    text = f"{first.document.text}\n{second.document.text}"
    offset = len(first.document.text) + 1
    [passage] = second.report.passages
    moved = replace(
        passage,
        start=offset,
        end=len(text),
        trigger=TextSpan(start=passage.trigger.start + offset, end=passage.trigger.end + offset),
        marks=tuple(
            replace(mark, start=mark.start + offset, end=mark.end + offset)
            for mark in passage.marks
        ),
    )
    report = replace(
        first.report,
        places=tuple(dict.fromkeys((*first.report.places, *second.report.places))),
        passages=(*first.report.passages, moved),
    )
    return Told(replace(first.document, text=text), report)
