"""Merge the reports of shards in parts: here one after the other, or on a cluster.

Reports, words and merged groups are files in one folder, which all workers see under one path. A
part that has its result is not merged again, so that after a crash only what was under way is lost.
"""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from timeline.incidents.parts import MOST_IN_A_PART, MergedGroup, Merging, parts_of
from timeline.incidents.tfidf import Wording, words_by_document
from timeline.model.incidents import Report
from timeline.model.text import Document
from timeline.output.atomic import write_pieces_atomically
from timeline.output.record_file import RecordFile, are_written, write_records

REPORTS = "reports.records"
DOCUMENTS = "documents.records"
DRAFTS = "drafts.documents.records"
WORDS = "words.records"
DAYS = "days.json"


class Words(Mapping[str, Wording]):
    """What documents are about, in a file."""

    def __init__(self, path: Path, documents: Sequence[str]) -> None:
        """Open the words of documents, which stand there in this order."""
        self._numbers = {document: number for number, document in enumerate(documents)}
        self._wordings = RecordFile(path, Wording)

    def __getitem__(self, document: str) -> Wording:
        """Return the words of a document."""
        return self._wordings[self._numbers[document]]

    def __len__(self) -> int:
        """Return how many documents have words."""
        return len(self._wordings)

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the documents."""
        return iter(self._numbers)


def _noted(documents: Iterable[Document], ids: list[str]) -> Iterator[Document]:
    """Yield documents, and note their ids."""
    for document in documents:
        ids.append(document.id)
        yield document


class _Texts:
    """The texts of documents, which may be in a file."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[str]:
        return (document.text for document in self._documents)


@dataclass(frozen=True, slots=True)
class MergeFolder:
    """A folder of what is merged and of what was merged."""

    path: Path

    def sorted_documents(self, documents: Iterable[Document]) -> RecordFile[Document]:
        """Write documents, and return them ordered by id."""
        path = self.path / DOCUMENTS
        draft_path = self.path / DRAFTS
        ids: list[str] = []
        write_records(draft_path, _noted(documents, ids))
        drafts = RecordFile(draft_path, Document)
        order = sorted(range(len(ids)), key=ids.__getitem__)
        write_records(path, map(drafts.__getitem__, order))
        drafts.close()
        draft_path.unlink()
        return RecordFile(path, Document)

    def write_documents(self, documents: Sequence[Document]) -> None:
        """Write what merging needs to know of documents: their days and their words."""
        self.write_days({document.id: document.published for document in documents})
        write_records(self.path / WORDS, words_by_document(_Texts(documents)))

    def write_days(self, days: Mapping[str, date | None]) -> None:
        """Write the day of publication by document id; where no words are known, only this."""
        write_pieces_atomically(self.path / DAYS, (msgspec.json.encode(days),))

    def write_reports(self, reports: Iterator[Report]) -> None:
        """Write the reports of all documents, in the order of their documents."""
        write_records(self.path / REPORTS, reports)

    def reports(self) -> RecordFile[Report]:
        """Return the reports."""
        return RecordFile(self.path / REPORTS, Report)

    def days(self) -> dict[str, date | None]:
        """Return the day of publication by document id."""
        content = (self.path / DAYS).read_bytes()
        return msgspec.json.decode(content, type=dict[str, date | None])

    def write_parts(self, *, most: int = MOST_IN_A_PART) -> list[str]:
        """Divide the reports, and return the names of the parts, the largest first."""
        parts = parts_of(self.reports(), most=most)
        names = {}
        for part, numbers in parts.items():
            name = hashlib.sha256(part.encode()).hexdigest()[:16]
            names[name] = len(numbers)
            write_pieces_atomically(self._numbers(name), (numbers.tobytes(),))

        def by_size(name: str) -> tuple[int, str]:
            return -names[name], name

        return sorted(names, key=by_size)

    def unmerged(self, names: Sequence[str]) -> list[str]:
        """Return the parts that have no result yet."""
        return [name for name in names if not are_written(self._groups(name))]

    def merging(self) -> Merging:
        """Return what merges the reports here."""
        days = self.days()
        words: Mapping[str, Wording] = {}
        if are_written(self.path / WORDS):
            words = Words(self.path / WORDS, list(days))
        return Merging(self.reports(), days, words if len(words) else {})

    def groups(self, names: Sequence[str]) -> dict[str, RecordFile[MergedGroup]]:
        """Return what was merged of each part."""
        return {
            name: RecordFile(self._groups(name), MergedGroup) for name in sorted(names)
        }

    def merge(self, name: str, merging: Merging) -> int:
        """Merge a part and write its result; return how many incidents it has."""
        content = self._numbers(name).read_bytes()
        numbers = array("q")
        numbers.frombytes(content)
        groups = merging.part(numbers)
        return write_records(self._groups(name), groups)

    def _numbers(self, name: str) -> Path:
        return self.path / f"{name}.numbers"

    def _groups(self, name: str) -> Path:
        return self.path / f"{name}.groups"


def merge_part(name: str, folder: Path) -> int:
    """Merge a part in a folder, as a worker of a cluster does.

    Returns:
        How many incidents it has; 0 if the result was there.
    """
    merge_folder = MergeFolder(folder)
    if not merge_folder.unmerged([name]):
        return 0
    return merge_folder.merge(name, _opened(merge_folder))


@lru_cache(maxsize=1)
def _opened(merge_folder: MergeFolder) -> Merging:
    """Return what merges the reports of a folder; days and words are looked up once a process.

    The name of a folder is made of what is in it.
    """
    return merge_folder.merging()
