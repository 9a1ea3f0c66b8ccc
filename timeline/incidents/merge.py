"""Which reports tell of one incident?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from timeline.incidents.candidates import keys
from timeline.incidents.similarity import compare
from timeline.model.incidents import Report

# The latest clusters of a block that a report is compared with; more of one type, week and place are told apart by day.
MEMORY = 60


def clusters(reports: Sequence[Report], published: dict[str, date | None]) -> list[list[Report]]:
    """Group reports of all documents by incident; the order of the input does not matter.

    A report joins the cluster with the most evidence among those that none of whose members excludes it, so that
    clusters do not chain through vague reports.

    Args:
        reports: Reports of all documents.
        published: Day of publication by document id.
    """
    ordered = sorted(reports, key=lambda one: (published.get(one.document) or date.max, one.document, _offset(one)))
    found: list[list[Report]] = []
    blocks: dict[tuple[str, int | None, str], list[int]] = defaultdict(list)
    for report in ordered:
        mine = list(keys(report))
        near = dict.fromkeys(at for key in mine for at in blocks[key][-MEMORY:])
        best: tuple[float, int] | None = None
        for at in near:
            score = _evidence(report, found[at])
            if score is not None and (best is None or (score, -at) > (best[0], -best[1])):
                best = (score, at)
        if best is None:
            found.append([report])
            at = len(found) - 1
        else:
            at = best[1]
            found[at].append(report)
        for key in mine:
            if at not in blocks[key][-MEMORY:]:
                blocks[key].append(at)
    return found


def _evidence(report: Report, cluster: Sequence[Report]) -> float | None:
    """Give the best evidence that a report belongs to a cluster; None when it does not."""
    compared = [compare(report, member) for member in cluster]
    if any(one.forbidden for one in compared):
        return None
    joining = [one.score for one in compared if one.joins]
    return max(joining) if joining else None


def _offset(report: Report) -> int:
    return report.passages[0].trigger.start
