"""An audit in words, and as JSON for other programs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from timeline.audit.agree import FieldAgreement
from timeline.audit.build import Audit, Group
from timeline.audit.estimate import ASSUMPTIONS, LEAST_MATCHES, Estimate
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
    yield f"{name:32} {'both':>6} {'ours':>6} {'theirs':>6}"
    for group in groups:
        yield f"{group.name[:32]:32} {group.both:>6,} {group.ours:>6,} {group.theirs:>6,}"


def _field_lines(fields: FieldAgreement) -> Iterator[str]:
    yield ""
    yield f"{'agreement of the pairs':32} {'agree':>6} {'of':>6}"
    for measure in fields.measures:
        yield f"{measure.name:32} {measure.agree:>6,} {measure.compared:>6,}"
    if fields.kilometres is not None:
        yield f"median distance of the places: {fields.kilometres:,.1f} km"
    yield f"killed, where both say: ours {fields.killed_ours:,}, theirs {fields.killed_theirs:,}"


def _estimate_lines(audit: Audit) -> Iterator[str]:
    yield ""
    if audit.estimate is None:
        yield f"no estimate of what both miss: fewer than {LEAST_MATCHES} incidents are in both"
        return
    ours, theirs = audit.comparable
    yield f"what both miss, from {ours:,} and {theirs:,} that the other could have:"
    yield f"  {_estimate_text(audit.estimate)}"
    yield "  It assumes that"
    for assumption in ASSUMPTIONS:
        yield f"  - {assumption}"


def _estimate_text(estimate: Estimate) -> str:
    interval = f"95 % interval {estimate.low:,.0f} to {estimate.high:,.0f}"
    return (
        f"about {estimate.missed:,.0f} of {estimate.total:,.0f} incidents ({interval})"
    )


def as_dict(audit: Audit) -> dict[str, Any]:
    """Return the audit as plain data: ids, reasons and numbers."""
    groups = {
        name: [asdict(group) for group in own] for name, own in audit.groups.items()
    }
    return {
        "both": [
            _pair(pair.ours.id, pair.theirs.id, pair.score) for pair in audit.pairs
        ],
        "only_ours": [_unmatched(each) for each in audit.ours],
        "only_theirs": [_unmatched(each) for each in audit.theirs],
        "not_compared": {
            "ours": dict(audit.unfit_ours),
            "theirs": dict(audit.unfit_theirs),
        },
        "groups": groups,
        "fields": asdict(audit.fields),
        "comparable": {"ours": audit.comparable[0], "theirs": audit.comparable[1]},
        "estimate": asdict(audit.estimate) if audit.estimate else None,
        "assumptions": list(ASSUMPTIONS),
    }


def _pair(ours: str, theirs: str, score: float) -> dict[str, Any]:
    return {"ours": ours, "theirs": theirs, "score": round(score, 2)}


def _unmatched(unmatched: Unmatched) -> dict[str, Any]:
    nearest = unmatched.nearest
    return {
        "incident": unmatched.incident.id,
        "reason": unmatched.reason,
        "nearest": nearest.id if nearest else None,
        "detail": unmatched.detail,
    }
