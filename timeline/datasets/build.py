"""Reports built from the codings of a table, with each row as the document that is its evidence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from timeline.datasets.column_forms import ColumnForms
from timeline.datasets.formats import Coding, Format, Marks
from timeline.datasets.messages import Notes
from timeline.datasets.resolve import Resolver
from timeline.datasets.rows import Row
from timeline.errors import InputError
from timeline.model.incidents import Mark, Passage, Report
from timeline.model.mentions import Slot
from timeline.model.text import Document, TextSpan
from timeline.safety.addresses import web_address
from timeline.safety.boundary import boundary

# Field, number of the column and its name.
ColumnMarks = tuple[tuple[Slot, int, str], ...]
NumberedRows = Iterator[tuple[int, list[str]]]
# Rows after which progress is reported.
STEP = 2_000
_BREAKING = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """One incident of a table: the document that holds its row, and the report."""

    document: Document
    report: Report


class Assembler:
    """Turns the rows of one table into documents and reports."""

    def __init__(
        self,
        dataset: str,
        format: Format,
        columns: Sequence[str],
        rows: Callable[[], NumberedRows],
        resolver: Resolver,
        notes: Notes,
        seen: set[str],
    ) -> None:
        """Start a table.

        Args:
            dataset: Id of the dataset.
            format: Its format.
            columns: Names of its columns, in order.
            rows: Opens its rows, (line, cells) of each.
            resolver: Where names are looked up.
            notes: Where problems are noted.
            seen: Ids of the rows of all tables read so far; those of this one are added.
        """
        self.dataset = dataset
        self.format = format
        self.resolver = resolver
        self.notes = notes
        self.seen = seen
        self.columns = tuple(columns)
        self.positions = format.positions(columns)
        self.forms = ColumnForms(rows, self.positions, notes)
        self.rows = rows
        self.unmapped: Counter[str] = Counter()
        # Equal marks and spans are made once.
        self._column_marks: dict[Marks, ColumnMarks] = {}
        self._marks: dict[tuple[Slot, int, int, str], Mark] = {}
        self._spans: dict[tuple[int, int], TextSpan] = {}

    def read(self, progress: Callable[[int], None]) -> Iterator[RowEvidence]:
        """Yield the evidence of the rows; a row that cannot be used is noted and left out.

        Args:
            progress: Called now and then with the number of rows read.
        """
        pending: RowEvidence | None = None
        for evidence in self._evidence(progress):
            if pending is not None and self._is_same_incident(pending, evidence):
                pending = _joined(pending, evidence)
            elif self._is_new(evidence):
                if pending is not None:
                    yield pending
                pending = evidence
        if pending is not None:
            yield pending

    def _evidence(self, progress: Callable[[int], None]) -> Iterator[RowEvidence]:
        """Yield the evidence of each row that can be used."""
        width = len(self.columns)
        for count, (line, cells) in enumerate(self.rows(), 1):
            if count % STEP == 0:
                progress(count)
            if not any(cells):
                continue
            if len(cells) != width and not _is_cut_to_width(cells, width):
                self.notes.add(
                    line,
                    f"the row has {len(cells)} cells, the header {width}.",
                    "Correct the row: a delimiter or a quote is too many or missing.",
                    skipped=True,
                )
                continue
            evidence = self.evidence_of(cells, line)
            if evidence is not None:
                yield evidence

    def evidence_of(self, cells: list[str], line: int) -> RowEvidence | None:
        """Return the evidence of a row; None where it cannot be used or is of another kind."""
        try:
            coding = self.coding_of(cells, line)
        except InputError as error:
            self.notes.add(line, error.what, error.hint, skipped=True)
            return None
        if coding.type is None:
            self.unmapped[coding.code] += 1
            return None
        return self._as_evidence(coding, cells, line, _text(cells))

    def coding_of(self, cells: list[str], line: int) -> Coding:
        """Return what a row says.

        Raises:
            InputError: It cannot be used.
        """
        row = Row(cells, self.positions, line, self.notes, self.forms)
        with boundary(self.notes.where):
            return self.format.code(row, self.resolver)

    def _is_same_incident(self, first: RowEvidence, second: RowEvidence) -> bool:
        return self.format.grouped and first.document.id == second.document.id

    def _is_new(self, evidence: RowEvidence) -> bool:
        """Return whether this id was not given before; a second row of it is noted."""
        document = evidence.document
        if document.id not in self.seen:
            self.seen.add(document.id)
            return True
        self.notes.add(
            document.line or 0,
            "the id of the row was given before.",
            "The first row of that id was kept.",
            skipped=True,
        )
        return False

    def _as_evidence(
        self, coding: Coding, cells: list[str], line: int, text: str
    ) -> RowEvidence:
        row_id = coding.id or f"{self.dataset}-{line}"
        full_id = f"{self.format.name}:{row_id}"
        marks = self._marks_in(coding.marks, cells, len(text))
        document = Document(
            id=full_id,
            text=text,
            publisher=self.format.label,
            url=web_address(coding.url),
            dataset=self.dataset,
            line=line,
        )
        passage = Passage(
            report=full_id,
            document=full_id,
            start=0,
            end=len(text),
            text=text,
            trigger=self._trigger(marks, len(text)),
            attribution=coding.attribution,
            status=coding.status,
            date=coding.date,
            casualties=coding.casualties,
            marks=marks,
        )
        report = Report(
            id=full_id,
            document=full_id,
            publisher=self.format.label,
            type=coding.type or "",
            mode=coding.mode,
            status=coding.status,
            date=coding.date,
            actors=self.resolver.same(coding.actors),
            places=coding.places,
            casualties=coding.casualties,
            attribution=coding.attribution,
            passages=(passage,),
            dataset=self.dataset,
            outlets=coding.outlets,
        )
        return RowEvidence(document, report)

    def _trigger(self, marks: Sequence[Mark], length: int) -> TextSpan:
        """Return the cell that names the type of incident; the whole row where none does."""
        for mark in marks:
            if mark.slot is Slot.TRIGGER:
                return self._span(mark.start, mark.end)
        return self._span(0, length)

    def _marks_in(
        self, marks: Marks, cells: Sequence[str], length: int
    ) -> tuple[Mark, ...]:
        """Return the marks of the cells that fields were read from; tabs separate the cells."""
        column_marks = self._column_marks.get(marks)
        if column_marks is None:
            column_marks = tuple(self._with_positions(marks))
            self._column_marks[marks] = column_marks
        cell_lengths = (len(cell) + 1 for cell in cells)
        starts = list(accumulate(cell_lengths, initial=0))
        in_row = []
        for slot, position, column in column_marks:
            start = starts[position]
            end = min(starts[position + 1] - 1, length)
            is_empty = start >= end
            counts_nobody = slot is Slot.CASUALTIES and cells[position] == "0"
            if is_empty or counts_nobody:
                continue
            key = (slot, start, end, column)
            mark = self._marks.get(key)
            if mark is None:
                mark = Mark(slot=slot, start=start, end=end, rule=column)
                self._marks[key] = mark
            in_row.append(mark)
        in_row.sort(key=lambda mark: mark.start)
        return tuple(in_row)

    def _with_positions(self, marks: Marks) -> Iterator[tuple[Slot, int, str]]:
        for slot, column in marks:
            position = self.positions.get(column)
            if position is not None:
                yield slot, position, column

    def _span(self, start: int, end: int) -> TextSpan:
        span = self._spans.get((start, end))
        if span is None:
            span = TextSpan(start=start, end=end)
            self._spans[start, end] = span
        return span


def _is_cut_to_width(cells: list[str], width: int) -> bool:
    """Cut empty cells beyond the width off a row; return False for any other row."""
    surplus = cells[width:]
    if not surplus or any(cell.strip() for cell in surplus):
        return False
    del cells[width:]
    return True


def _text(cells: list[str]) -> str:
    """Return the cells joined by tabs.

    A tab or line end inside a cell becomes a blank, so that no character moves.
    """
    text = "\t".join(cells)
    has_tab_in_cell = text.count("\t") != len(cells) - 1
    if has_tab_in_cell or "\n" in text or "\r" in text:
        cells[:] = [cell.translate(_BREAKING) for cell in cells]
        text = "\t".join(cells)
    return text.rstrip("\t") or text


def _joined(first: RowEvidence, second: RowEvidence) -> RowEvidence:
    """Return two rows of one incident as one: more places, and one more line of the document."""
    first_text = first.document.text
    second_text = second.document.text
    if second_text in first_text.split("\n"):
        return first
    text = f"{first_text}\n{second_text}"
    [passage] = second.report.passages
    moved = _moved(passage, len(first_text) + 1, len(text))
    places = (*first.report.places, *second.report.places)
    report = replace(
        first.report,
        places=tuple(dict.fromkeys(places)),
        passages=(*first.report.passages, moved),
    )
    return RowEvidence(replace(first.document, text=text), report)


def _moved(passage: Passage, offset: int, end: int) -> Passage:
    """Return a passage whose text lies so many characters further on."""
    trigger = TextSpan(
        start=passage.trigger.start + offset, end=passage.trigger.end + offset
    )
    marks = [
        replace(mark, start=mark.start + offset, end=mark.end + offset)
        for mark in passage.marks
    ]
    return replace(passage, start=offset, end=end, trigger=trigger, marks=tuple(marks))
