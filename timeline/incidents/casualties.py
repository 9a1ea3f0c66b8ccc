"""What toll does each report of an incident give, as a whole?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.model.incidents import Casualty, Passage, Report
from timeline.model.types import CasualtyKind


@dataclass(frozen=True, slots=True)
class Toll:
    """The whole figure of one kind that one report gives.

    Attributes:
        low: Least number.
        best: The number, or the sum of its parts.
        high: Greatest number; None when open ("at least 12").
    """

    low: int
    best: int
    high: int | None

    def excludes(self, other: "Toll") -> bool:
        """Say whether no number is allowed by both."""
        ceiling = float("inf") if self.high is None else self.high
        other_ceiling = float("inf") if other.high is None else other.high
        return self.low > other_ceiling or other.low > ceiling


def standing(reports: Sequence[Report], kind: CasualtyKind) -> list[Toll]:
    """Give the tolls that stand: of each outlet the one of its latest report, which takes the place of its earlier ones.

    Args:
        reports: Reports of one incident, by publication. Those without a publisher all stand.
        kind: What was done to those counted.
    """
    found: dict[str, list[Toll]] = {}
    for report in reports:
        told = tolls(report.passages, kind)
        if told:
            found[report.publisher or f"document {report.document}"] = told
    return [toll for told in found.values() for toll in told]


def tolls(passages: Iterable[Passage], kind: CasualtyKind) -> list[Toll]:
    """Give the toll of each report, in order of the reports; reports without a number of this kind are left out."""
    by_report: dict[str, list[Toll]] = {}
    for passage in passages:
        toll = passage_toll([one for one in passage.casualties if one.kind is kind])
        if toll is not None:
            by_report.setdefault(passage.report, []).append(toll)
    return [max(told, key=lambda one: one.best) for told in by_report.values()]


# Groups that are part of another group told beside them, or could be anybody.
NOT_ADDED = frozenset(
    {
        "people",
        "others",
        "persons",
        "victims",
        "children",
        "women",
        "child",
        "woman",
        "dead",
        "lives",
    }
)


def passage_toll(figures: Sequence[Casualty]) -> Toll | None:
    """Give the toll of one passage; None if it states no number.

    Figures of different people who are named ("seven soldiers and 13 villagers") are added up. A total told with its
    parts is not added to them, nor is a running toll ("bringing the toll to 45") added to the dead of the day.
    """
    stated = [one for one in figures if _number(one) is not None and not one.part_of_total]
    if not stated:
        return None
    named = [one for one in stated if one.group] or stated
    greatest = max(named, key=lambda one: _number(one) or 0)
    rest = sum(_number(one) or 0 for one in named) - (_number(greatest) or 0)
    told_whole = len(named) > 2 and rest == _number(greatest)
    added = named if len(named) > 1 and not told_whole and _are_others(named) else [greatest]
    low = sum(one.low if one.low is not None else 0 for one in added)
    high = None if any(one.high is None for one in added) else sum(one.high or 0 for one in added)
    return Toll(low=low, best=sum(_number(one) or 0 for one in added), high=high)


def _number(figure: Casualty) -> int | None:
    """Give the number of a figure; of a mere range its lower end, which is sure."""
    return (
        figure.best
        if figure.best is not None
        else figure.low
        if figure.low is not None
        else figure.high
    )


def _are_others(figures: Sequence[Casualty]) -> bool:
    """Say whether each figure counts people of its own: all are named, and no group can be part of another."""
    groups = [set((one.group or "").lower().split()) for one in figures]
    if any(not group or group & NOT_ADDED for group in groups):
        return False
    return not any(
        one <= other
        for at, one in enumerate(groups)
        for nth, other in enumerate(groups)
        if at != nth
    )


def figures_text(told: Sequence[Toll]) -> str:
    """Say the tolls of several reports in a few words: "12", "at least 12", "4 to 8"; "" when there is none."""
    numbers = sorted({one.best for one in told})
    if not numbers:
        return ""
    if len(numbers) > 1:
        return f"{numbers[0]:,} to {numbers[-1]:,}"
    if all(one.high is None and one.low > 0 for one in told):
        return f"at least {numbers[0]:,}"
    if all(one.low == 0 and one.high is not None for one in told):
        return f"up to {numbers[0]:,}"
    top = max((one.high or 0 for one in told), default=0)
    if top > numbers[0] and all(one.low == one.best for one in told if one.high is not None):
        return f"{numbers[0]:,} to {top:,}"  # a range, of which the lower end is sure
    return f"{numbers[0]:,}"
