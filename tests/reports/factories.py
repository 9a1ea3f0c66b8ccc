"""Helpers of the engine's tests: which report of a text is meant, and what does it tell in a form that compares?"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pytest

from tests.mentions.factories import reports_in
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Casualty, Report
from timeline.model.types import HAPPENED, CasualtyKind

Figure = tuple[int | None, int | None, int | None]


@cache
def told(text: str) -> tuple[Report, ...]:
    """Give the reports of a text, each text read once."""
    return tuple(reports_in(text))


def of_type(text: str, kind: str) -> list[Report]:
    """Give the reports of one type."""
    return [one for one in told(text) if one.type == kind]


def only(text: str, kind: str) -> Report:
    """Give the only report of a type; fail with what was found instead."""
    found = of_type(text, kind)
    assert len(found) == 1, [summary(one) for one in told(text)]
    return found[0]


def summary(report: Report) -> str:
    """Say a report in one line, for failures."""
    actors = "; ".join(f"{one.role.value} {one.name}" for one in report.actors)
    places = ", ".join(one.name for one in report.places)
    return f"{report.type}/{report.mode} {report.status.value}: {actors} | {places} | {figures(report)}"


def words_of(actor: ActorRole) -> str:
    """Give all names of an actor in lower case."""
    return " | ".join((actor.id, actor.name, *actor.aliases)).lower()


def in_role(report: Report, role: Role) -> list[ActorRole]:
    """Give the actors in one role."""
    return [one for one in report.actors if one.role is role]


def assert_are(found: Iterable[ActorRole], wanted: Iterable[str], line: str) -> None:
    """Fail unless the actors are those wanted, each by a substring of its names or id, and no others."""
    left = list(found)
    for name in wanted:
        match = next((one for one in left if name.lower() in words_of(one)), None)
        assert match is not None, f"no {name!r}: {line}"
        left.remove(match)
    assert not left, f"too many, {[one.name for one in left]}: {line}"


def figures(report: Report) -> list[tuple[str, Figure]]:
    """Give the figures of a report as (kind, (low, best, high))."""
    return [
        (one.kind.value, (one.low, one.best, one.high)) for one in report.casualties
    ]


def exactly(number: int) -> Figure:
    """Give the bounds of a plain number."""
    return number, number, number


def all_figures(text: str) -> list[Casualty]:
    """Give the figures of every report of a text that tells of something that happened."""
    return [
        figure
        for one in told(text)
        if one.status in HAPPENED
        for figure in one.casualties
    ]


def dead(text: str) -> list[Figure]:
    """Give the figures of the dead in a text, sorted."""
    return counted(text, CasualtyKind.KILLED)


def counted(text: str, kind: CasualtyKind) -> list[Figure]:
    """Give the figures of one kind in a text, sorted, unstated ones last."""
    found = [
        (one.low, one.best, one.high) for one in all_figures(text) if one.kind is kind
    ]
    return sorted(
        found, key=lambda one: tuple((part is None, part or 0) for part in one)
    )


def marked(cases: Iterable[Any], causes: Mapping[str, Iterable[str]]) -> list[Any]:
    """Make parameters of a table of cases; those whose text begins as said under a cause are known to fail by it.

    A beginning that fits no case is an error, so that no cause outlives its cases.
    """
    starts = {start: cause for cause, texts in causes.items() for start in texts}
    found = []
    used = set()
    for case in cases:
        values = case if isinstance(case, tuple) else (case,)
        start = next((one for one in starts if str(values[0]).startswith(one)), None)
        used.add(start)
        marks = (
            ()
            if start is None
            else (pytest.mark.xfail(strict=True, reason=starts[start]),)
        )
        found.append(pytest.param(*values, marks=marks))
    assert not set(starts) - used, set(starts) - used
    return found
