"""Format a timeline as lines of text for a terminal. Nothing is printed here."""

from collections.abc import Iterator, Mapping, Sequence

from timeline.cli.read_as import read_as
from timeline.model.actors import ActorRole
from timeline.model.datasets import terms_of
from timeline.model.incidents import (
    Casualty,
    Correction,
    Incident,
    Joined,
    Mark,
    Passage,
)
from timeline.model.places import Place
from timeline.model.text import Problem
from timeline.model.timeline import TimelineData
from timeline.model.when import Basis, DateInterval, TemporalExpression

# Problems of one kind beyond this many are counted, not listed.
MOST_LISTED = 8


def clean(text: str) -> str:
    r"""Replace control characters, with which text of articles could steer a terminal.

    >>> clean("Four \x1b[31mkilled\u202e")
    'Four  [31mkilled '
    """
    return "".join(char if char.isprintable() else " " for char in text)


def date_text(when: DateInterval | None) -> str:
    """Return a date with a note if it is assumed."""
    if when is None:
        return "date not given"
    days = days_text(when)
    return f"{days} (assumed)" if when.basis is Basis.ASSUMED else days


def days_text(when: DateInterval) -> str:
    """Return the days of an interval: one, or the first and the last."""
    return f"{when.start}" if when.start == when.end else f"{when.start} to {when.end}"


def summary(data: TimelineData) -> list[str]:
    """Return a few lines on what was read and built, and what could not be read."""
    incidents = data.incidents
    articles = sum(document.dataset is None for document in data.documents)
    disputed = sum(incident.disputed for incident in incidents)
    reports = sum(map(_report_count, incidents))
    counts = {
        "documents": f"{articles:,}{read_as(data.documents)}",
        "rows": _rows_text(data, len(data.documents) - articles),
        "reports": f"{reports:,}",
        "incidents": f"{len(incidents):,} ({disputed:,} disputed)",
        "actors": f"{len(data.actors):,}",
        "dates": _dates(incidents),
        "corrected": _corrected(data),
        "": None if incidents else _no_incident(data),
    }
    return labelled(counts) + terms_lines(data) + problem_lines(data.problems)


def _rows_text(data: TimelineData, rows: int) -> str | None:
    """Return how many rows of which datasets were read; None without any."""
    if not rows:
        return None
    return f"{rows:,} of {_dataset_names(data)}"


def _report_count(incident: Incident) -> int:
    """Return how many reports an incident has; one may be several passages."""
    return len({passage.report for passage in incident.reports})


def terms_lines(data: TimelineData) -> list[str]:
    """Return licence and citation of each collection that was read, and what is not published."""
    lines = []
    for label, text in terms_of(data.datasets):
        lines += labelled({label: text})
    return lines


def labelled(texts: Mapping[str, object]) -> list[str]:
    """Return lines that begin with a label; None gives no line.

    >>> labelled({"page": "war.html", "jsonl": None})
    ['page       war.html']
    """
    return [f"{label:<10} {text}" for label, text in texts.items() if text is not None]


def megabytes(size: int) -> str:
    """Return a number of bytes as megabytes.

    >>> megabytes(5_240_000)
    '5.2 MB'
    """
    return f"{size / 1_000_000:.1f} MB"


def _dataset_names(data: TimelineData) -> str:
    names = (f"{dataset.id} ({dataset.name})" for dataset in data.datasets)
    return ", ".join(names)


def _dates(incidents: Sequence[Incident]) -> str:
    dates = [incident.date for incident in incidents if incident.date is not None]
    assumed = sum(date.basis is Basis.ASSUMED for date in dates)
    undated = len(incidents) - len(dates)
    span = _span(dates)
    note = f"{assumed:,} assumed, {undated:,} open"
    return f"{span} ({note})"


def _span(dates: Sequence[DateInterval]) -> str:
    if not dates:
        return "no incident is dated"
    first = min(date.start for date in dates)
    last = max(date.end for date in dates)
    return f"{first} to {last}"


def _corrected(data: TimelineData) -> str | None:
    if not data.corrections:
        return None
    count = len(data.corrections)
    rows = "row" if count == 1 else "rows"
    return f"{count:,} {rows} of corrections.csv applied"


def _no_incident(data: TimelineData) -> str:
    about = data.settings.get("about")
    which = f"that names {about!r} " if about else ""
    return f"No incident {which}was found in what was read."


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """Return problems grouped by what is wrong, so that each hint is given once."""
    groups: dict[tuple[bool, str], list[str]] = {}
    for problem in problems:
        text = f"{problem.what} {problem.cure}"
        names = groups.setdefault((problem.skipped, text), [])
        names.append(problem.where)
    return [
        _problem_line(is_skipped, text, names)
        for (is_skipped, text), names in groups.items()
    ]


def _problem_line(is_skipped: bool, text: str, names: Sequence[str]) -> str:
    label = "skipped" if is_skipped else "note"
    return f"{label:<10} {_listed(names)}: {text}"


def _listed(names: Sequence[str]) -> str:
    listed = ", ".join(names[:MOST_LISTED])
    more = len(names) - MOST_LISTED
    if more <= 0:
        return listed
    return f"{listed} and {more} more"


def incident_row(incident: Incident) -> tuple[str, ...]:
    """Return the cells of an incident in a table: when, type, status, what, documents, id."""
    documents = {passage.document for passage in incident.reports}
    return (
        date_text(incident.date),
        incident.mode or incident.type.lower(),
        _status(incident),
        incident.headline,
        str(len(documents)),
        incident.id,
    )


def leading(incidents: Sequence[Incident], *, is_complete: bool) -> list[Incident]:
    """Return the incidents that a first view shows; all where none is prominent."""
    prominent = [incident for incident in incidents if incident.prominent]
    return prominent if prominent and not is_complete else list(incidents)


def _status(incident: Incident) -> str:
    return incident.status.value + (", disputed" if incident.disputed else "")


def _status_explained(incident: Incident) -> str:
    about = " and ".join(incident.disputed_about)
    if not about:
        return _status(incident)
    return f"{_status(incident)} ({about})"


def expression_row(expression: TemporalExpression) -> tuple[str, ...]:
    """Return the cells of an expression: words, days, precision, basis, type, value, rule."""
    return (
        expression.text,
        *_interval_cells(expression.interval),
        expression.type.value,
        expression.value or "",
        expression.rule,
    )


def _interval_cells(when: DateInterval | None) -> tuple[str, str, str]:
    if when is None:
        return ("no days", "", "")
    return (days_text(when), when.precision.value, when.basis.value)


def explanation(incident: Incident) -> list[str]:
    """Return the fields of an incident, then its passages with the words of each field."""
    lines = [incident.headline]
    for label, text in _fields(incident):
        lines.append(f"  {label:<11} {text}")
    for passage in incident.reports:
        lines += _passage_lines(passage)
    return lines


def _fields(incident: Incident) -> Iterator[tuple[str, str]]:
    """Yield the label and the text of each field."""
    yield "id", incident.id
    yield "summary", incident.summary
    yield "type", _type(incident)
    yield "status", _status_explained(incident)
    yield "when", _when(incident.date)
    yield from _participants(incident)
    yield from _sources(incident)
    yield from _corrections(incident)
    yield "salience", f"{incident.salience:g}"
    yield "confidence", f"{incident.confidence:.2f}"
    yield "signs", ", ".join(incident.signs)
    yield "first view", "yes" if incident.prominent else "no"


def _corrections(incident: Incident) -> Iterator[tuple[str, str]]:
    for correction in incident.corrections:
        yield "corrected", correction_text(correction)


def _participants(incident: Incident) -> Iterator[tuple[str, str]]:
    for actor in incident.actors:
        yield "actor", _actor(actor)
    for place in incident.places:
        yield "place", _place(place)
    for casualty in incident.casualties:
        yield "casualties", _casualty(casualty)


def _actor(actor: ActorRole) -> str:
    country = actor.country or "no country"
    kind = actor.kind.value
    name = f"{actor.name} ({kind}, {country})"
    return f"{actor.role.value}: {name}"


def _place(place: Place) -> str:
    country = place.country or "no country"
    precision = place.precision.value
    return f"{place.name} ({precision}, {country})"


def _sources(incident: Incident) -> Iterator[tuple[str, str]]:
    for speaker in incident.attribution:
        yield "says", speaker
    for publisher in incident.publishers:
        yield "publisher", publisher
    for relation in incident.relations:
        yield "relation", f"{relation.kind.value} {relation.incident}"
    for joined in incident.joined:
        yield "joined", _reasons(joined)


def _type(incident: Incident) -> str:
    if incident.mode is None:
        return incident.type
    return f"{incident.type} / {incident.mode}"


def _when(when: DateInterval | None) -> str:
    text = date_text(when)
    if when is None:
        return text
    basis = when.basis.value
    precision = when.precision.value
    return f"{text}, {basis}, precision {precision}"


def _casualty(casualty: Casualty) -> str:
    number = "some" if casualty.best is None else f"{casualty.best}"
    text = f"{number} {casualty.kind.value}"
    if casualty.group:
        text += f" ({casualty.group})"
    if casualty.attribution:
        text += f", says {', '.join(casualty.attribution)}"
    return text


def correction_text(correction: Correction) -> str:
    """Return what was changed, by whom, when and why."""
    before = correction.was or "nothing"
    after = correction.now or "nothing"
    change = f"{correction.field}: {before} → {after}"
    author = f"{correction.author}, {correction.day}"
    return f"{change}, by {author}: {correction.reason}"


def _reasons(joined: Joined) -> str:
    """Return what spoke for and against adding a report to an incident, in points."""
    points = (f"{name} {value:+g}" for name, value in joined.points)
    total = f"{joined.report} by {joined.score:g} points"
    return f"{total}: {', '.join(points)}"


def _passage_lines(passage: Passage) -> list[str]:
    span = f"characters {passage.start} to {passage.end}"
    return [
        "",
        f"  {passage.document}, {span} (report {passage.report}):",
        f"    {passage.text}",
        *(_mark_line(mark, passage) for mark in passage.marks),
    ]


def _mark_line(mark: Mark, passage: Passage) -> str:
    start = mark.start - passage.start
    end = mark.end - passage.start
    words = passage.text[start:end]
    line = f"      {mark.slot.value:<12} {words!r}"
    if mark.ref:
        line += f" = {mark.ref}"
    if mark.rule:
        line += f"  [{mark.rule}]"
    return line
