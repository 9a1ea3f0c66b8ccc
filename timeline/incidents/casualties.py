"""Count whom an incident killed or hurt, each group once, as each account gives it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from timeline.model.incidents import Casualty, KilledRange, Passage, Report
from timeline.model.types import CasualtyKind


@dataclass(frozen=True, slots=True)
class Toll:
    """The whole figure of one kind that one account gives.

    Attributes:
        low: Least number; 0 where the account only bounds it from above.
        best: The number, or the sum of its parts.
        high: Greatest number; None when open ("at least 12", and "about 40", whose low is 0).
    """

    low: int
    best: int
    high: int | None

    @property
    def is_approximate(self) -> bool:
        """Return whether the account gives a rough number, without bounds."""
        return self.high is None and not self.low

    @property
    def least(self) -> int:
        """The least number that is stated: the number itself where only an open one is given."""
        return self.best if self.is_approximate else self.low

    @property
    def greatest(self) -> int:
        """The greatest number that is stated."""
        return self.best if self.high is None else self.high

    @property
    def ceiling(self) -> float:
        """The greatest number that is allowed; infinite when open."""
        return inf if self.high is None else self.high

    def is_disjoint_from(self, toll: "Toll") -> bool:
        """Return whether no number is allowed by both."""
        return self.low > toll.ceiling or toll.low > self.ceiling


def standing(reports: Sequence[Report], kind: CasualtyKind) -> list[Toll]:
    """Return the tolls that stand.

    Of each outlet those of its latest report, which replaces its earlier ones.

    Args:
        reports: Reports of one incident, by publication. Those without a publisher all stand.
        kind: What was done to those counted.
    """
    latest: dict[str, list[Toll]] = {}
    for report in reports:
        counted = tolls(report.passages, kind)
        if counted:
            latest[_outlet(report)] = counted
    stand: list[Toll] = []
    for counted in latest.values():
        stand += counted
    return stand


def _outlet(report: Report) -> str:
    """Return who published a report; its document where that is not known."""
    return report.publisher or f"document {report.document}"


def tolls(passages: Iterable[Passage], kind: CasualtyKind) -> list[Toll]:
    """Return the toll of each report, in order.

    Two where a report sets one voice's figure against another's.

    Reports without a number of this kind are left out.
    """
    by_report: dict[str, list[Casualty]] = defaultdict(list)
    for passage in passages:
        figures = [figure for figure in passage.casualties if figure.kind is kind]
        by_report[passage.report] += _without_running_totals(figures)
    counted: list[Toll] = []
    for figures in by_report.values():
        counted += account_tolls(figures)
    return counted


ANYBODY = frozenset({
    "people", "others", "persons", "victims", "children", "women", "child", "woman", "dead",
    "lives", "person", "men", "bodies",
    "casualties", "deaths", "fatalities",
})  # fmt: skip
"""Words for groups that are part of another group counted with them, or could be anybody."""


def _without_running_totals(figures: Sequence[Casualty]) -> list[Casualty]:
    """Return the figures of one passage without a sum that it adds: "bringing the toll to 45"."""
    whole = _whole(figures)
    return [figure for figure in whole if figure.group] or whole


def _whole(figures: Sequence[Casualty]) -> list[Casualty]:
    """Return the figures that give a number and are no part of a total."""
    return [figure for figure in figures if _is_whole(figure)]


def _is_whole(figure: Casualty) -> bool:
    return _number(figure) is not None and not figure.part_of_total


def account_tolls(figures: Sequence[Casualty]) -> list[Toll]:
    """Return the whole figure that these give.

    Two when voices that are cited contradict each other.

    Figures of different people ("seven soldiers and 13 villagers") are added up. A total is not
    added to its parts, and of two figures for the same people the greater one stands, as accounts
    add up the dead while they are found.

    Args:
        figures: Figures of one kind that one report gives.
    """
    whole = _whole(figures)
    total: list[Casualty] = []
    parts: list[Casualty] = []
    for figure in whole:
        if _is_of_anybody(figure):
            total.append(figure)
        else:
            parts.append(figure)
    sums = _sums(_disjoint_groups(parts))
    if total and not _are_greater(sums, total):
        return _alternatives(total)
    return sums


def _is_of_anybody(figure: Casualty) -> bool:
    """Return whether a figure may count the people of all others: "45", "45 people"."""
    words = _words(figure)
    return not words or not words.isdisjoint(ANYBODY)


def _are_greater(sums: Sequence[Toll], total: Sequence[Casualty]) -> bool:
    """Return whether parts add up to more than the total that is given with them."""
    most = max((toll.best for toll in sums), default=0)
    return most > max(map(_size, total))


def _disjoint_groups(figures: Sequence[Casualty]) -> list[list[Casualty]]:
    """Return figures by the people they count.

    Words that include those of another group may mean the same people.
    """
    groups: list[list[Casualty]] = []
    for figure in figures:
        group = _group_of(figure, groups)
        if group is None:
            group = []
            groups.append(group)
        group.append(figure)
    if len(groups) > 2:
        return _without_sum_of_others(groups)
    return groups


def _group_of(
    figure: Casualty, groups: Iterable[list[Casualty]]
) -> list[Casualty] | None:
    """Return the first group whose people may be those of a figure; None for others."""
    words = _words(figure)
    for group in groups:
        if _can_be_same(words, _words(group[0])):
            return group
    return None


def _can_be_same(left: frozenset[str], right: frozenset[str]) -> bool:
    return left <= right or right <= left


def _without_sum_of_others(groups: list[list[Casualty]]) -> list[list[Casualty]]:
    """Return the groups, or only the greatest one where it is the sum of the others."""
    sizes = [max(map(_size, group)) for group in groups]
    greatest = max(sizes)
    if sum(sizes) != 2 * greatest:
        return groups
    index = sizes.index(greatest)
    return [groups[index]]


def _sums(groups: Sequence[Sequence[Casualty]]) -> list[Toll]:
    """Return the sum over groups.

    Where voices contradict each other, the least and the greatest sum.
    """
    if not groups:
        return []
    choices = [_alternatives(group) for group in groups]
    least = _added([choice[0] for choice in choices])
    greatest = _added([choice[-1] for choice in choices])
    if least == greatest:
        return [least]
    return [least, greatest]


def _added(parts: Sequence[Toll]) -> Toll:
    return Toll(
        low=sum(toll.low for toll in parts),
        best=sum(toll.best for toll in parts),
        high=_highest(parts),
    )


def _highest(parts: Sequence[Toll]) -> int | None:
    """Return the most that several tolls can add up to; None if one has no upper bound."""
    highest = 0
    for toll in parts:
        if toll.high is None:
            return None
        highest += toll.high
    return highest


def _alternatives(group: Sequence[Casualty]) -> list[Toll]:
    """Return the toll of one group.

    The least and the greatest where different voices are cited for them: "at least 11, officials
    said; the group said it had killed 39". Another number of the same voice is a part or an update.
    """
    ordered = sorted(group, key=_size)
    least, greatest = ordered[0], ordered[-1]
    if _are_of_rivals(least, greatest):
        return [_toll(least), _toll(greatest)]
    return [_toll(greatest)]


def _are_of_rivals(left: Casualty, right: Casualty) -> bool:
    """Return whether two voices that are cited give different numbers."""
    if not left.attribution or not right.attribution:
        return False
    if not set(left.attribution).isdisjoint(right.attribution):
        return False
    return _toll(left).best != _toll(right).best


def _toll(figure: Casualty) -> Toll:
    return Toll(figure.low or 0, _size(figure), figure.high)


def _words(figure: Casualty) -> frozenset[str]:
    return frozenset((figure.group or "").lower().split())


def _number(figure: Casualty) -> int | None:
    """Return the number of a figure; of a mere range its lower end, which is sure."""
    if figure.best is not None:
        return figure.best
    if figure.low is not None:
        return figure.low
    return figure.high


def _size(figure: Casualty) -> int:
    return _number(figure) or 0


def killed_range(counted: Sequence[Toll]) -> KilledRange | None:
    """Return how many were killed by these accounts: least, most often given and greatest.

    None without a number.

    `best` is None where two numbers are given equally often; `high` is None where the greatest
    number is a lower bound.

    >>> killed_range([Toll(4, 4, 4), Toll(8, 8, 8), Toll(8, 8, 8)])
    KilledRange(low=4, best=8, high=8, approximate=False)
    >>> killed_range([Toll(12, 12, None)])
    KilledRange(low=12, best=12, high=None, approximate=False)
    >>> killed_range([Toll(0, 40, None)])
    KilledRange(low=40, best=40, high=None, approximate=True)
    """
    if not counted:
        return None
    return KilledRange(
        low=min(toll.least for toll in counted),
        best=_most_often_given(counted),
        high=_most(counted),
        approximate=all(toll.is_approximate for toll in counted),
    )


def _most(counted: Sequence[Toll]) -> int | None:
    """Return the greatest number; None where it is a lower bound."""
    greatest = max(toll.greatest for toll in counted)
    for toll in counted:
        if toll.high is None and toll.best == greatest:
            return None
    return greatest


def _most_often_given(counted: Sequence[Toll]) -> int | None:
    """Return the number that most accounts give; None where two are given equally often."""
    votes = Counter(toll.best for toll in counted)
    first, *others = votes.most_common(2)
    number, most = first
    if any(count == most for _, count in others):
        return None
    return number


def killed_text(killed: KilledRange | None) -> str:
    """Return a number of killed in a few words; "" for nobody and for no number.

    >>> killed_text(KilledRange(low=4, best=None, high=8))
    '4 to 8'
    >>> killed_text(KilledRange(low=1200, best=1200))
    'at least 1,200'
    >>> killed_text(KilledRange(low=40, best=40, approximate=True))
    'about 40'
    """
    if killed is None or killed.high == 0:
        return ""
    least = f"{killed.low:,}"
    if killed.approximate and killed.low == killed.best:
        return f"about {least}"
    if killed.high is None:
        return f"at least {least}"
    if killed.low == killed.high:
        return least
    greatest = f"{killed.high:,}"
    if killed.low == 0:
        return f"up to {greatest}"
    return f"{least} to {greatest}"
