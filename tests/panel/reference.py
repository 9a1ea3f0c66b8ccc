"""A panel counted in the plainest way: day by day, row by row, without a thought for speed."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from timeline.model.incidents import Incident

Counts = dict[tuple[str, str], Fraction]


def period_of(day: date, grain: str) -> str:
    """Return the period of a day as the panel writes it."""
    if grain == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{day:%Y-%m}" if grain == "month" else f"{day.year}"


def days_of(incident: Incident) -> list[date]:
    """List the possible days of an incident."""
    assert incident.date is not None
    length = (incident.date.end - incident.date.start).days + 1
    return [incident.date.start + timedelta(days=number) for number in range(length)]


def count(
    incidents: Sequence[Incident], grain: str, split: str
) -> tuple[Counts, Counts]:
    """Return incidents, and the killed by best number, by country and period."""
    number: Counts = {}
    killed: Counts = {}
    for incident in incidents:
        country = incident.places[0].country or ""
        periods = [period_of(day, grain) for day in days_of(incident)]
        if split == "first":
            periods = periods[:1]
        if split == "drop" and len(set(periods)) > 1:
            continue
        best = incident.killed.best if incident.killed else 0
        for period in periods:
            key = (country, period)
            share = Fraction(1, len(periods))
            number[key] = number.get(key, Fraction()) + share
            killed[key] = killed.get(key, Fraction()) + share * (best or 0)
    return number, killed


def shares_across(incidents: Sequence[Incident], grain: str) -> Counts:
    """Return the share of incidents that touch each cell whose days lie in two periods."""
    touching: Counts = {}
    across: Counts = {}
    for incident in incidents:
        periods = {period_of(day, grain) for day in days_of(incident)}
        for period in periods:
            key = (incident.places[0].country or "", period)
            touching[key] = touching.get(key, Fraction()) + 1
            across[key] = across.get(key, Fraction()) + (len(periods) > 1)
    return {key: across[key] / touching[key] for key in touching}
