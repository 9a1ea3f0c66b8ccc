"""An audit in words, and as JSON for other programs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from timeline.audit.agree import FieldAgreement
from timeline.audit.build import Audit, Group
from timeline.audit.estimate import ASSUMPTIONS, LEAST_MATCHES, Estimate
from timeline.audit.match import Pair
from timeline.audit.reasons import Unmatched


def lines(audit: Audit) -> Iterator[str]:
    """Yield the audit as lines of text."""
    yield f"both         {len(audit.pairs):,} incidents"
    yield from _side_lines("only ours", audit.ours, audit.unfit_ours)
    yield from _side_lines("only theirs", audit.theirs, audit.unfit_theirs)
    for name, groups in audit.groups.items():
        yield from _group_lines(name, groups)
    yield from _field_lines(audit.fields)
    yield from _estimate_lines(audit)


def _side_lines(
    name: str, unmatched: Sequence[Unmatched], unfit: Mapping[str, int]
) -> Iterator[str]:
    yield f"{name:12} {len(unmatched):,}"
    reasons = Counter(each.reason for each in unmatched)
    for reason, number in reasons.most_common():
        yield _count_line(number, reason)
    for reason, number in unfit.items():
        yield _count_line(number, f"not compared: {reason}")


def _count_line(number: int, words: str) -> str:
    return f"  {number:>6,}  {words}"


def _group_lines(name: str, groups: Sequence[Group]) -> Iterator[str]:
    yield ""
    yield _table_line(name, "both", "ours", "theirs")
    for group in groups:
        label = group.name[:32]
        yield _table_line(label, group.both, group.ours, group.theirs)


def _table_line(label: str, *cells: int | str) -> str:
    """Return a label and its cells in columns."""
    columns = [f"{label:32}"]
    for cell in cells:
        text = cell if isinstance(cell, str) else f"{cell:,}"
        columns.append(f"{text:>6}")
    return " ".join(columns)


def _field_lines(fields: FieldAgreement) -> Iterator[str]:
    yield ""
    yield _table_line("agreement of the pairs", "agree", "of")
    for measure in fields.measures:
        yield _table_line(measure.name, measure.agree, measure.compared)
    if fields.kilometres is not None:
        yield f"median distance of the places: {fields.kilometres:,.1f} km"
    ours = f"ours {fields.killed_ours:,}"
    theirs = f"theirs {fields.killed_theirs:,}"
    yield f"killed, where both say: {ours}, {theirs}"


def _estimate_lines(audit: Audit) -> Iterator[str]:
    yield ""
    if audit.estimate is None:
        yield f"no estimate of what both miss: fewer than {LEAST_MATCHES} incidents are in both"
        return
    ours, theirs = audit.comparable
    yield f"what both miss, from {ours:,} and {theirs:,} that the other could have:"
    yield _estimate_line(audit.estimate)
    yield "  It assumes that"
    for assumption in ASSUMPTIONS:
        yield f"  - {assumption}"


def _estimate_line(estimate: Estimate) -> str:
    number = f"{estimate.missed:,.0f} of {estimate.total:,.0f} incidents"
    interval = f"95 % interval {estimate.low:,.0f} to {estimate.high:,.0f}"
    return f"  about {number} ({interval})"


def as_dict(audit: Audit) -> dict[str, Any]:
    """Return the audit as plain data: ids, reasons and numbers."""
    ours, theirs = audit.comparable
    return {
        "both": [_pair(pair) for pair in audit.pairs],
        "only_ours": [_unmatched(each) for each in audit.ours],
        "only_theirs": [_unmatched(each) for each in audit.theirs],
        "not_compared": {
            "ours": dict(audit.unfit_ours),
            "theirs": dict(audit.unfit_theirs),
        },
        "groups": {
            name: [asdict(group) for group in groups]
            for name, groups in audit.groups.items()
        },
        "fields": asdict(audit.fields),
        "comparable": {"ours": ours, "theirs": theirs},
        "estimate": asdict(audit.estimate) if audit.estimate else None,
        "assumptions": list(ASSUMPTIONS),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "ours": pair.ours.id,
        "theirs": pair.theirs.id,
        "score": round(pair.score, 2),
    }


def _unmatched(unmatched: Unmatched) -> dict[str, Any]:
    nearest = unmatched.nearest
    return {
        "incident": unmatched.incident.id,
        "reason": unmatched.reason,
        "nearest": nearest.id if nearest else None,
        "detail": unmatched.detail,
    }
