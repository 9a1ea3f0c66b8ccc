"""Exports of press databases: Nexis Uni, LexisNexis, Factiva, ProQuest; a file holds many articles.

To add a database, write `press_<name>.py` with a function `(lines) -> Export | None` and add it to
`_DATABASES`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from timeline.documents.press_articles import Article, Export, cleaned_lines
from timeline.documents.press_factiva import factiva
from timeline.documents.press_nexis import nexis
from timeline.documents.press_proquest import proquest
from timeline.documents.raw import RawDocument, RawDocuments
from timeline.model.text import Problem

_DATABASES: tuple[Callable[[Sequence[str]], Export | None], ...] = (
    nexis,
    factiva,
    proquest,
)
_MOST_NAMED = 5  # missing articles that a message names


def press_articles(text: str, where: str) -> RawDocuments | None:
    """Return the articles in a text that is an export of a press database; None if it is none.

    Args:
        text: The text of the file, a line for each line or paragraph.
        where: The file's name, for ids and messages.
    """
    lines = cleaned_lines(text)
    exports = (read(lines) for read in _DATABASES)
    export = next(filter(None, exports), None)
    if export is None:
        return None
    drafts = [
        _draft(article, number, export, where) for number, article in _numbered(export)
    ]
    empty = [number for number, article in _numbered(export) if not article.text]
    problems = (*_count_check(export, where), *_empty(empty, where))
    return RawDocuments(
        drafts=tuple(draft for draft in drafts if draft.text), problems=problems
    )


def _numbered(export: Export) -> list[tuple[int, Article]]:
    return list(enumerate(export.articles, 1))


def _draft(article: Article, number: int, export: Export, where: str) -> RawDocument:
    width = len(str(len(export.articles)))
    stem = PurePath(where).stem
    return RawDocument(
        where=f"{where}, article {number}",
        text=article.text,
        id=f"{stem}-{number:0{width}}",
        published=article.published,
        published_from="field" if article.published else None,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        format=export.database,
        position=f"article {number} of {len(export.articles)}",
    )


def _empty(numbers: Sequence[int], where: str) -> tuple[Problem, ...]:
    if not numbers:
        return ()
    what = f"articles without text were left out: {_named(list(map(str, numbers)))}."
    return (Problem(where=where, what=what, cure="Export them with their full text."),)


def _count_check(export: Export, where: str) -> tuple[Problem, ...]:
    """Return the problem that fewer or more articles were read than the file announces."""
    read = len(export.articles)
    if export.announced is None or export.announced == read:
        return ()
    missing = _missing(export)
    what = f"{export.announced} articles on the cover sheet, {read} read{missing}."
    cure = "Export the file again, or check that it is whole."
    return (Problem(where=where, what=what, cure=cure, skipped=False),)


def _missing(export: Export) -> str:
    """Name the articles that the file announces and does not hold."""
    names = [*_missing_titles(export), *_missing_numbers(export)]
    return f"; missing: {_named(names)}" if names else ""


def _missing_titles(export: Export) -> Iterator[str]:
    """Yield the articles that the cover sheet lists and the file does not hold."""
    present = Counter(_key(article.title or "") for article in export.articles)
    for number, title in export.listed:
        key = _key(title)
        present[key] -= 1  # an article that is listed twice must be there twice
        if present[key] < 0:
            yield f"no. {number} ({title[:60]})"


def _missing_numbers(export: Export) -> Iterator[str]:
    """Yield the numbers between 1 and the last that no article of the file has."""
    if not export.numbers or export.announced is None:
        return
    present = set(export.numbers)
    for number in range(1, export.announced + 1):
        if number not in present:
            yield f"no. {number}"


def _key(title: str) -> str:
    letters = [char for char in title.lower() if char.isalnum()]
    return "".join(letters)[:60]


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    listed = ", ".join(names[:_MOST_NAMED])
    return f"{listed} and {more} more" if more > 0 else listed
