"""How is a timeline told in lines of text, for a terminal? Nothing is printed here."""

from collections.abc import Sequence

from timeline.model.incidents import Correction, Incident, Joined, Mark, Passage
from timeline.model.text import Problem
from timeline.model.timeline import TimelineData
from timeline.model.when import Basis, DateInterval, TemporalExpression

# Problems of one kind beyond this many are counted, not listed.
LISTED = 8


def clean(text: str) -> str:
    r"""Take control characters out of text from articles and file names, which could steer a terminal.

    >>> clean("Four \x1b[31mkilled\u202e")
    'Four  [31mkilled '
    """
    return "".join(char if char.isprintable() else " " for char in text)


def date_text(when: DateInterval | None) -> str:
    """Say a date with its precision."""
    if when is None:
        return "date not given"
    return f"{days(when)} (assumed)" if when.basis is Basis.ASSUMED else days(when)


def days(when: DateInterval) -> str:
    """Say the days of an interval, one or the first and the last."""
    return f"{when.start}" if when.start == when.end else f"{when.start} to {when.end}"


def summary(data: TimelineData) -> list[str]:
    """Say in a few lines what was read and found, and what was not."""
    incidents = data.incidents
    dated = [one.date for one in incidents if one.date is not None]
    guesses = sum(one.basis is Basis.ASSUMED for one in dated)
    reports = {passage.report for one in incidents for passage in one.reports}
    span = (
        f"{min(one.start for one in dated)} to {max(one.end for one in dated)}"
        if dated
        else "no incident is dated"
    )
    rows = sum(one.dataset is not None for one in data.documents)
    lines = [
        f"documents  {len(data.documents) - rows:,}",
        *(f"rows       {rows:,} of {one}" for one in [_tables(data)] if rows),
        f"reports    {len(reports):,}",
        f"incidents  {len(incidents):,} ({sum(one.disputed for one in incidents):,} disputed)",
        f"actors     {len(data.actors):,}",
        f"dates      {span} ({guesses:,} assumed from the publication day, {len(incidents) - len(dated):,} open)",
    ]
    if data.corrections:
        lines.append(f"corrected  {len(data.corrections):,} rows of corrections.csv applied")
    if not incidents:
        about = data.settings.get("about")
        lines.append(
            f"{'':<11}No incident {f'that names {about!r} ' if about else ''}was found in what was read."
        )
    return lines + told(data.problems)


def _tables(data: TimelineData) -> str:
    return ", ".join(f"{one.id} ({one.name})" for one in data.datasets)


def told(problems: Sequence[Problem]) -> list[str]:
    """List problems by what is wrong, so that one cure is said once."""
    grouped: dict[tuple[bool, str, str], list[str]] = {}
    for one in problems:
        grouped.setdefault((one.skipped, one.what, one.cure), []).append(one.where)
    lines = []
    for (skipped, what, cure), where in grouped.items():
        names = ", ".join(where[:LISTED]) + (
            f" and {len(where) - LISTED} more" if len(where) > LISTED else ""
        )
        lines.append(f"{'skipped' if skipped else 'note':<10} {names}: {what} {cure}")
    return lines


def incident_row(incident: Incident) -> tuple[str, ...]:
    """Give the cells of an incident in a table: when, type, status, what, documents, id."""
    documents = len({passage.document for passage in incident.reports})
    status = incident.status.value + (", disputed" if incident.disputed else "")
    kind = incident.mode or incident.type.lower()
    return (date_text(incident.date), kind, status, incident.headline, str(documents), incident.id)


def expression_row(found: TemporalExpression) -> tuple[str, ...]:
    """Give the cells of a temporal expression in a table: words, days, precision, basis, type, value, rule."""
    when = found.interval
    dated = (days(when), when.precision.value, when.basis.value) if when else ("no days", "", "")
    return (found.text, *dated, found.type.value, found.value or "", found.rule)


def explanation(incident: Incident) -> list[str]:
    """Tell an incident field by field, then passage by passage with the words that each field was read from."""
    actors = [
        f"{one.role.value}: {one.name} ({one.kind.value}, {one.country or 'no country'})"
        for one in incident.actors
    ]
    figures = [
        f"{one.best if one.best is not None else 'some'} {one.kind.value}"
        + (f" ({one.group})" if one.group else "")
        + (f", says {', '.join(one.attribution)}" if one.attribution else "")
        for one in incident.casualties
    ]
    lines = [
        incident.headline,
        f"  id          {incident.id}",
        f"  type        {incident.type}{f' / {incident.mode}' if incident.mode else ''}",
        f"  status      {incident.status.value}{', disputed' if incident.disputed else ''}",
        f"  when        {date_text(incident.date)}"
        + (
            f", {incident.date.basis.value}, precision {incident.date.precision.value}"
            if incident.date
            else ""
        ),
        *(f"  actor       {one}" for one in actors),
        *(
            f"  place       {one.name} ({one.precision.value}, {one.country or 'no country'})"
            for one in incident.places
        ),
        *(f"  casualties  {one}" for one in figures),
        *(f"  says        {one}" for one in incident.attribution),
        *(f"  publisher   {one}" for one in incident.publishers),
        *(f"  relation    {one.kind.value} {one.incident}" for one in incident.relations),
        *(f"  joined      {_reasons(one)}" for one in incident.joined),
        *(f"  corrected   {correction_words(one)}" for one in incident.corrections),
        f"  salience    {incident.salience:g}",
        f"  confidence  {incident.confidence:.2f}",
    ]
    for passage in incident.reports:
        lines += _passage_lines(passage)
    return lines


def correction_words(correction: Correction) -> str:
    """Say what was changed, by whom, when and why."""
    changed = f"{correction.field}: {correction.was or 'nothing'} → {correction.now or 'nothing'}"
    return f"{changed}, by {correction.author}, {correction.day}: {correction.reason}"


def _reasons(joined: Joined) -> str:
    """Say what spoke for putting a report to an incident, and what against, in points."""
    points = ", ".join(f"{name} {value:+g}" for name, value in joined.points)
    return f"{joined.report} by {joined.score:g} points: {points}"


def _passage_lines(passage: Passage) -> list[str]:
    def words(mark: Mark) -> str:
        return passage.text[mark.start - passage.start : mark.end - passage.start]

    where = f"  {passage.document}, characters {passage.start} to {passage.end} (report {passage.report}):"
    lines = ["", where, f"    {passage.text}"]
    lines += [
        f"      {mark.slot.value:<12} {words(mark)!r}"
        + (f" = {mark.ref}" if mark.ref else "")
        + (f"  [{mark.rule}]" if mark.rule else "")
        for mark in passage.marks
    ]
    return lines
