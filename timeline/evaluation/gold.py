"""Gold incidents that annotators marked in an article, read from one JSON file an article."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from timeline.errors import InputError, reason_of
from timeline.model.text import TextSpan
from timeline.model.types import Status
from timeline.safety.content import bytes_of

Aliases = tuple[str, ...]
"""Names of one actor or place, any of which is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDays:
    """Days on which an incident may have happened, both included."""

    start: date
    end: date
    precision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCasualty:
    """A figure; `count` is None where the article gives no number, or a range."""

    kind: str
    count: int | None = None
    low: int | None = None
    high: int | None = None
    group: str | None = None
    total: bool = False

    @property
    def number(self) -> int | None:
        """The one number meant; None for an unstated one and for a range."""
        return self.low if self.count is None and self.low == self.high else self.count

    @property
    def is_unstated(self) -> bool:
        """True where the article gives neither a number nor a range ("several")."""
        return self.number is None and self.low is None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldIncident:
    """One incident as annotated.

    A part marked `…_optional` is not judged; `…_alt` and `…_ok` are right as well.

    Attributes:
        id: Id within the article.
        evidence: Quotes that each stand once in the text, or offsets [start, end).
        type: Incident type.
        type_alt: Other types that are right.
        date: When; None if the text gives no way to date it, and then the date is not judged.
        date_alt: Other readings that are right.
        date_required: False where the date is only implied; any overlapping one is right then.
        initiator: Who did it.
        target: To whom.
        places: Where.
        places_ok: Wider places, neither wanted nor wrong.
        casualties: Figures.
        attribution: Those who say so.
        status: Whether it happened.
        status_alt: Other statuses that are right.
        symmetric: True where those in `initiator` and `target` are parties and may stand in any
            role.
        optional: True where finding it and not finding it are both right.
        merge_ok: Ids of incidents that one prediction may rightly join with this one.
        initiator_optional: True where the initiator is not judged.
        target_optional: True where the target is not judged.
        casualties_optional: True where figures are not judged.
        attribution_optional: True where attribution is not judged.
    """

    id: str
    evidence: tuple[str | tuple[int, int], ...]
    type: str
    type_alt: tuple[str, ...] = ()
    date: GoldDays | None
    date_alt: tuple[GoldDays, ...] = ()
    date_required: bool = True
    initiator: tuple[Aliases, ...] = ()
    target: tuple[Aliases, ...] = ()
    places: tuple[Aliases, ...] = ()
    places_ok: tuple[Aliases, ...] = ()
    casualties: tuple[GoldCasualty, ...] = ()
    attribution: tuple[Aliases, ...] = ()
    status: Status
    status_alt: tuple[Status, ...] = ()
    symmetric: bool = False
    optional: bool = False
    merge_ok: tuple[str, ...] = ()
    initiator_optional: bool = False
    target_optional: bool = False
    casualties_optional: bool = False
    attribution_optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An annotated article.

    Attributes:
        id: Id of the document.
        incidents: What it reports.
        text_sha256: Hash of the text (non-breaking spaces as spaces) that was annotated, if given.
    """

    id: str
    incidents: tuple[GoldIncident, ...]
    text_sha256: str | None = None


def read_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """Read every *.json file of a folder, by file name.

    Raises:
        InputError: There is no such folder, it has no such file, or one is no gold article; two
            articles have one id.
    """
    if not folder.is_dir():
        raise InputError(
            str(folder),
            "is not a folder.",
            "Give the folder that holds the gold incidents, one JSON file an article.",
        )
    files = sorted(folder.glob("*.json"))
    if not files:
        raise InputError(
            str(folder),
            "holds no *.json file.",
            "Give the folder that holds the gold incidents.",
        )
    articles: dict[str, GoldArticle] = {}
    for file in files:
        article = _read(file)
        if article.id in articles:
            raise InputError(
                str(file),
                f"is the second article with id {article.id!r}.",
                "Give each its own id.",
            )
        articles[article.id] = article
    return tuple(articles.values())


def _read(file: Path) -> GoldArticle:
    try:
        data = bytes_of(file, "data-bytes")
        article = msgspec.json.decode(data, type=GoldArticle)
    except OSError as error:
        what = f"cannot be read ({reason_of(error)})."
        raise InputError(
            str(file), what, "Check that it is a file you may read."
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        what = f"is not a gold article: {error}."
        raise InputError(str(file), what, "Correct the annotation there.") from error
    ids = [incident.id for incident in article.incidents]
    twice = sorted(name for name in set(ids) if ids.count(name) > 1)
    if twice:
        raise InputError(
            str(file), f"has two incidents {twice[0]!r}.", "Give each its own id."
        )
    return article


def evidence_spans(article: GoldArticle, text: str) -> Mapping[str, Sequence[TextSpan]]:
    """Find where the evidence of each incident stands in the article's text.

    A non-breaking space counts as a space, in quotes and in the text. Of a quote that stands twice
    the first is taken.

    Raises:
        InputError: The text is not the one that was annotated, or a quote is not in it.
    """
    plain = text.replace("\xa0", " ")
    digest = hashlib.sha256(plain.encode("utf-8")).hexdigest()
    if article.text_sha256 and article.text_sha256 != digest:
        what = "its text is not the one that was annotated."
        raise InputError(
            article.id, what, "Give the text that belongs to the gold data."
        )
    spans = {}
    for incident in article.incidents:
        spans[incident.id] = [
            _span(article, incident, quote, plain) for quote in incident.evidence
        ]
    return spans


def _span(
    article: GoldArticle,
    incident: GoldIncident,
    quote: str | tuple[int, int],
    plain: str,
) -> TextSpan:
    if not isinstance(quote, str):
        return TextSpan(start=quote[0], end=quote[1])
    start = plain.find(quote.replace("\xa0", " "))
    if start < 0:
        where = f"{article.id}, {incident.id}"
        what = f"its evidence is not in the text: {quote!r}."
        cure = "Give the text that was annotated, or correct the quote."
        raise InputError(where, what, cure)
    return TextSpan(start=start, end=start + len(quote))
