"""Drafts become documents: ids, publication days, sections, language, provenance."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.documents.chronology import with_contexts
from timeline.documents.datelines import date_line
from timeline.documents.dates import (
    day_in_name,
    day_in_url,
    is_day_in,
    reporting_day,
    reporting_period_end,
)
from timeline.documents.language import is_hardly_english, other_language
from timeline.documents.live_blog import with_entries
from timeline.documents.raw import RawDocument, check_length
from timeline.documents.sections import Layout, layout
from timeline.documents.stubs import FETCH, ONLY_LINK, is_link, stub_problems
from timeline.errors import InputError
from timeline.model.text import Document, Problem, Provenance, SectionKind
from timeline.safety.addresses import web_address
from timeline.safety.boundary import boundary
from timeline.safety.limits import most

NO_DATE = "no publication date was found, so words such as 'today' and 'last week' stay undated."
GIVE_DATE = (
    "Give it with --date 2020-02-06, in the file name, or in a field 'published'."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOrigin:
    """A file that was read.

    Attributes:
        file: Its path below the folder that was given.
        format: What its reader reads ("PDF").
        sha256: Digest of its bytes in hexadecimal; '' if it could not be opened.
    """

    file: str
    format: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A draft with the file it came from.

    Attributes:
        draft: The draft.
        stem: The file's name without extension.
        folder: The file's folder below the one given.
        origin: The file.
    """

    draft: RawDocument
    stem: str
    folder: str = ""
    origin: FileOrigin | None = None


def with_sections(entry: Entry) -> tuple[Entry, Layout, tuple[Problem, ...]] | Problem:
    """Return a draft's sections; a Problem when nothing can be read, or in another language.

    Raises:
        InputError: It is too long.
    """
    draft = entry.draft
    if not draft.text.strip():
        return Problem(
            where=draft.where,
            what="the text is empty.",
            cure="Put text into it, or leave it out.",
        )
    check_length(len(draft.text), draft.where)
    page_layout = layout(
        draft.text,
        title=draft.title,
        has_own_title=bool(draft.marks.entries),
        headings=draft.marks.levels.keys(),
    )
    body = "\n".join(
        draft.text[s.start : s.end]
        for s in page_layout.sections
        if s.kind is SectionKind.BODY
    )
    language = other_language(body)
    if language:
        what = f"this looks like {language}; this version reads English."
        return Problem(
            where=draft.where, what=what, cure="Give an English translation."
        )
    if is_link(draft.text):
        return Problem(where=draft.where, what=ONLY_LINK, cure=FETCH)
    return (
        entry,
        page_layout,
        (*_doubts(draft.where, body), *stub_problems(draft.where, draft.text)),
    )


def _doubts(where: str, body: str) -> tuple[Problem, ...]:
    if not body:
        what = (
            "there is no running text in it, only titles, datelines or page furniture."
        )
        return (Problem(where=where, what=what, cure="Check the file.", skipped=False),)
    lengths = [len(part.split()) for part in _SENTENCE_END.split(body)]
    words = max(lengths)
    allowed = most("sentence-words")
    if words > allowed:
        what = (
            f"a sentence has {words:,} words; one of more than {allowed:,} is not read."
        )
        cure = "Check its full stops."
        return (Problem(where=where, what=what, cure=cure, skipped=False),)
    if is_hardly_english(body):
        what = "this does not look like English; this version reads English."
        return (Problem(where=where, what=what, cure="Check the file.", skipped=False),)
    return ()


def documents(
    entries: Sequence[tuple[Entry, Layout]],
    *,
    published: date | None,
    today: date | None,
) -> tuple[list[Document], list[Problem]]:
    """Set the id and publication day of every draft.

    Args:
        entries: RawDocuments with their layouts, in order of the files.
        published: The day given as an option: it wins for a single document, and fills in
            among several.
        today: The caller's clock; None to leave future dates alone.
    """
    problems: list[Problem] = []
    asked = [asked_id(entry) for entry, _ in entries]
    made = made_documents(
        entries, asked, published=published, today=today, problems=problems
    )
    return sorted(made, key=lambda document: document.id), problems


def asked_id(entry: Entry) -> str:
    """Return the id that a draft asks for: its own, or its file's name."""
    return entry.draft.id or entry.stem


def made_documents(
    entries: Iterable[tuple[Entry, Layout]],
    asked: Sequence[str],
    *,
    published: date | None,
    today: date | None,
    problems: list[Problem],
) -> Iterator[Document]:
    """Yield the document of every draft, one by one; note what is wrong with them.

    Args:
        entries: Drafts with their layouts, in order of the files.
        asked: The ids that they ask for, in the same order.
        published: See `documents`.
        today: See `documents`.
        problems: Where problems are noted.
    """
    ids = _Ids(asked)
    for (entry, page_layout), own_id in zip(entries, asked, strict=True):
        where = entry.draft.where
        name = ids.take(own_id, entry.folder)
        if name != own_id:
            problems.append(_second(where, own_id, name))
        try:
            with boundary(where):
                document = document_of(
                    entry,
                    page_layout,
                    name=name,
                    published=published,
                    is_single=len(asked) == 1,
                )
        except InputError as error:
            problems.append(
                Problem(where=error.where, what=error.what, cure=error.hint)
            )
            continue
        problems += _day_problems(where, document.published, today)
        yield document


def document_of(
    entry: Entry,
    text_layout: Layout,
    *,
    name: str,
    published: date | None,
    is_single: bool,
) -> Document:
    """Make the document of a draft.

    Args:
        entry: The draft.
        text_layout: Its layout.
        name: Id of the document.
        published: The day that was given as an option.
        is_single: True for the only document, whose day the option overrides.
    """
    draft = entry.draft
    day, origin = _day(entry, text_layout, published, single=is_single)
    sections = with_contexts(
        draft.text,
        text_layout.sections,
        title=draft.title,
        published=day,
        marks=draft.marks,
    )
    return Document(
        id=name,
        text=draft.text,
        published=day,
        published_from=origin,
        title=draft.title or text_layout.title,
        publisher=draft.publisher or text_layout.agency,
        url=web_address(draft.url),
        sections=with_entries(draft.text, sections, day),
        original=draft.original,
        lang=draft.lang,
        provenance=_provenance(entry),
    )


def _provenance(entry: Entry) -> Provenance | None:
    draft, origin = entry.draft, entry.origin
    if origin is None:
        return None
    return Provenance(
        file=origin.file,
        sha256=origin.sha256,
        format=draft.format or origin.format,
        position=draft.position,
        retrieved=draft.retrieved,
        archived=web_address(draft.archived),
    )


# Where a sentence ends at the latest.
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s|\n")


class _Ids:
    """Ids of documents, each given once, as quickly for 50,000 articles without ids."""

    def __init__(self, asked: Iterable[str]) -> None:
        """Begin with the ids that the documents ask for: none of them is given to another."""
        self._taken = set(asked)
        self._used: set[str] = set()
        # By base, the last number behind it.
        self._numbers: dict[str, int] = {}

    def take(self, own_id: str, folder: str) -> str:
        """Return an id: as wanted, or with the folder before it, or with a number behind it."""
        name = own_id
        if own_id in self._used:
            name = self._free(own_id, folder)
        self._used.add(name)
        self._taken.add(name)
        return name

    def _free(self, own_id: str, folder: str) -> str:
        base = own_id
        if folder:
            base = re.sub(r"\W+", "-", f"{folder}-{own_id}").strip("-")
            if base not in self._taken:
                return base
        number = self._numbers.get(base, 1) + 1
        while f"{base}-{number}" in self._taken:
            number += 1
        self._numbers[base] = number
        return f"{base}-{number}"


def _second(where: str, own_id: str, name: str) -> Problem:
    what = f"a document with the id {own_id!r} was read before; this one is called {name!r}."
    return Problem(
        where=where,
        what=what,
        cure="Rename the file, or give another id, to choose it yourself.",
        skipped=False,
    )


def _day(
    entry: Entry, page_layout: Layout, published: date | None, *, single: bool
) -> tuple[date | None, str | None]:
    """Return the publication day: stated outside the text, in the file name, or in the text."""
    stated = list(_stated_days(entry, page_layout))
    option = (published, "option")
    if single:
        stated.insert(0, option)
    else:
        stated.append(option)
    for day, origin in stated:
        if day is None:
            continue
        if origin != "option":
            day = _written_day(entry.draft.text, page_layout, day)
        return day, origin
    return None, None


def _stated_days(
    entry: Entry, page_layout: Layout
) -> Iterator[tuple[date | None, str | None]]:
    """Yield what states the publication day, and where, the surest first."""
    draft = entry.draft
    yield draft.published, draft.published_from
    yield day_in_name(entry.stem), "file name"
    yield day_in_name(draft.id or ""), "file name"
    yield page_layout.day, "date line"
    yield reporting_day(draft.text), "date line"
    yield day_in_url(draft.url or ""), "address"
    title = draft.title or page_layout.title
    yield reporting_period_end(title or ""), "reporting period"


def _written_day(text: str, page_layout: Layout, day: date) -> date:
    """Return the day after the stamp where the dateline gives that: it was written on it.

    A stamp in another zone, or of a page set up the evening before, is a day behind.
    """
    words = _dateline_words(text, page_layout)
    after = day + timedelta(1)
    return after if is_day_in(words, after) else day


def _dateline_words(text: str, page_layout: Layout) -> str:
    """Return the first dateline of a text; "" for none and for a line that is a date alone."""
    for section in page_layout.sections:
        if section.kind is SectionKind.DATELINE:
            words = text[section.start : section.end]
            return "" if date_line(words) else words
    return ""


def _day_problems(where: str, day: date | None, today: date | None) -> list[Problem]:
    if day is None:
        return [Problem(where=where, what=NO_DATE, cure=GIVE_DATE, skipped=False)]
    if today is not None and day > today:
        what = f"its publication date {day.isoformat()} is in the future."
        return [
            Problem(
                where=where,
                what=what,
                cure="Check the date; it was used as it is.",
                skipped=False,
            )
        ]
    return []
