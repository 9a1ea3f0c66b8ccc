"""Format a timeline as lines of text for a terminal. Nothing is printed here."""

from collections.abc import Iterator, Sequence

from timeline.model.incidents import Casualty, Correction, Incident, Joined, Mark, Passage
from timeline.model.text import Problem
from timeline.model.timeline import TimelineData
from timeline.model.when import Basis, DateInterval, TemporalExpression

# Problems of one kind beyond this many are counted, not listed.
MOST_LISTED = 8


def clean(text: str) -> str:
    r"""Replace control characters in text from articles and file names, which could steer a terminal.

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
    reports = {passage.report for incident in incidents for passage in incident.reports}
    disputed = sum(incident.disputed for incident in incidents)
    rows = sum(document.dataset is not None for document in data.documents)
    lines = [f"documents  {len(data.documents) - rows:,}"]
    if rows:
        lines.append(f"rows       {rows:,} of {_dataset_names(data)}")
    lines.append(f"reports    {len(reports):,}")
    lines.append(f"incidents  {len(incidents):,} ({disputed:,} disputed)")
    lines.append(f"actors     {len(data.actors):,}")
    lines.append(f"dates      {_span(incidents)}")
    if data.corrections:
        lines.append(f"corrected  {len(data.corrections):,} rows of corrections.csv applied")
    if not incidents:
        lines.append(_no_incident(data))
    return lines + problem_lines(data.problems)


def _dataset_names(data: TimelineData) -> str:
    return ", ".join(f"{dataset.id} ({dataset.name})" for dataset in data.datasets)


def _span(incidents: Sequence[Incident]) -> str:
    dates = [incident.date for incident in incidents if incident.date is not None]
    assumed = sum(date.basis is Basis.ASSUMED for date in dates)
    undated = len(incidents) - len(dates)
    span = "no incident is dated"
    if dates:
        first = min(date.start for date in dates)
        last = max(date.end for date in dates)
        span = f"{first} to {last}"
    return f"{span} ({assumed:,} assumed from the publication day, {undated:,} open)"


def _no_incident(data: TimelineData) -> str:
    about = data.settings.get("about")
    which = f"that names {about!r} " if about else ""
    return f"{'':<11}No incident {which}was found in what was read."


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """Return problems grouped by what is wrong, so that each hint is given once."""
    groups: dict[tuple[bool, str, str], list[str]] = {}
    for problem in problems:
        key = (problem.skipped, problem.what, problem.cure)
        groups.setdefault(key, []).append(problem.where)
    return [_problem_line(*key, names) for key, names in groups.items()]


def _problem_line(skipped: bool, problem: str, hint: str, names: Sequence[str]) -> str:
    label = "skipped" if skipped else "note"
    listed = ", ".join(names[:MOST_LISTED])
    more = len(names) - MOST_LISTED
    if more > 0:
        listed += f" and {more} more"
    return f"{label:<10} {listed}: {problem} {hint}"


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


def _status(incident: Incident) -> str:
    return incident.status.value + (", disputed" if incident.disputed else "")


def expression_row(expression: TemporalExpression) -> tuple[str, ...]:
    """Return the cells of an expression: words, days, precision, basis, type, value, rule."""
    when = expression.interval
    dated = ("no days", "", "")
    if when is not None:
        dated = (days_text(when), when.precision.value, when.basis.value)
    value = expression.value or ""
    return (expression.text, *dated, expression.type.value, value, expression.rule)


def explanation(incident: Incident) -> list[str]:
    """Return an incident field by field, then its passages with the words that each field was read from."""
    lines = [incident.headline]
    lines += [f"  {label:<11} {text}" for label, text in _fields(incident)]
    for passage in incident.reports:
        lines += _passage_lines(passage)
    return lines


def _fields(incident: Incident) -> Iterator[tuple[str, str]]:
    """Yield the label and the text of each field."""
    yield "id", incident.id
    yield "type", f"{incident.type} / {incident.mode}" if incident.mode else incident.type
    yield "status", _status(incident)
    yield "when", _when(incident.date)
    yield from _participants(incident)
    yield from _sources(incident)
    for correction in incident.corrections:
        yield "corrected", correction_text(correction)
    yield "salience", f"{incident.salience:g}"
    yield "confidence", f"{incident.confidence:.2f}"


def _participants(incident: Incident) -> Iterator[tuple[str, str]]:
    for actor in incident.actors:
        country = actor.country or "no country"
        yield "actor", f"{actor.role.value}: {actor.name} ({actor.kind.value}, {country})"
    for place in incident.places:
        country = place.country or "no country"
        yield "place", f"{place.name} ({place.precision.value}, {country})"
    for casualty in incident.casualties:
        yield "casualties", _casualty(casualty)


def _sources(incident: Incident) -> Iterator[tuple[str, str]]:
    for speaker in incident.attribution:
        yield "says", speaker
    for publisher in incident.publishers:
        yield "publisher", publisher
    for relation in incident.relations:
        yield "relation", f"{relation.kind.value} {relation.incident}"
    for joined in incident.joined:
        yield "joined", _reasons(joined)


def _when(when: DateInterval | None) -> str:
    text = date_text(when)
    if when is None:
        return text
    return f"{text}, {when.basis.value}, precision {when.precision.value}"


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
    author = f"{correction.author}, {correction.day}"
    return f"{correction.field}: {before} → {after}, by {author}: {correction.reason}"


def _reasons(joined: Joined) -> str:
    """Return what spoke for and against adding a report to an incident, in points."""
    points = ", ".join(f"{name} {value:+g}" for name, value in joined.points)
    return f"{joined.report} by {joined.score:g} points: {points}"


def _passage_lines(passage: Passage) -> list[str]:
    span = f"characters {passage.start} to {passage.end}"
    lines = ["", f"  {passage.document}, {span} (report {passage.report}):"]
    lines.append(f"    {passage.text}")
    lines += [_mark_line(mark, passage) for mark in passage.marks]
    return lines


def _mark_line(mark: Mark, passage: Passage) -> str:
    words = passage.text[mark.start - passage.start : mark.end - passage.start]
    line = f"      {mark.slot.value:<12} {words!r}"
    if mark.ref:
        line += f" = {mark.ref}"
    if mark.rule:
        line += f"  [{mark.rule}]"
    return line
