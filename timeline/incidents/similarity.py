"""Compare a report with an incident: what speaks for their being one, what forbids it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline.comparison import same_kind, significant_digits
from timeline.incidents.blocking import SLACK_DAYS, is_short
from timeline.incidents.cluster import Cluster
from timeline.incidents.profiles import TELLING_PLACE, Profile, Profiler, Sides, When
from timeline.model.incidents import Joined
from timeline.model.places import PlacePrecision
from timeline.model.types import CUMULATIVE, HAPPENED, SPOKEN

# What is needed to join; see WEIGHTS. Two of day, town and doer must agree, and something more.
ENOUGH = 2.75
WEIGHTS = {
    "date": 1.0, "place": 1.5, "initiator": 1.0, "target": 1.0, "mode": 0.5, "figures": 1.0, "named": 0.5, "trigger": 1.5,
    "wording": 2.5,
}  # fmt: skip
# A town has one massacre, and is shelled every day.
TELLING_MODES = frozenset(
    {
        "massacre",
        "assassination",
        "suicide-bombing",
        "chemical",
        "interception",
        "abduction",
        "execution",
    }
)
TELLING_MODE = 3.0
# Two types that tell of one thing (an arrest, a capture) still tell of it less surely than one.
OTHER_TYPE = -1.0
# What a shared figure tells, by its significant digits: 108 dead tell more than 100 or three.
FIGURES = (0.0, 0.5, 1.0, 2.0)
# What it tells that two reports give the same day, the same week, or the same longer time.
SAME_DAY, SAME_WEEK, SAME_MONTH = 1.0, 0.7, 0.3
# "Last week" and "a week ago", said on a Sunday, may mean the days just past: a week may miss a day by so many.
LOOSE_WEEK, DAYS_OF_WEEK = 2, 7
# An assumed day that misses the told one, or no day at all: the report may look back, and must be known by more.
LOOKS_BACK = -0.75
LONGEST_LOOK_BACK = 400
# It must share a figure of two digits, a telling mode, or the trigger and the words of the story.
LANDMARK = 1.0
# What it tells of a dated report that its article is of the same story, when nothing agrees but actors and places.
SAME_STORY = 0.4
# What the same word ("killed") tells in articles that are not known to be of one story.
BY_ITSELF = 1 / 3
# Likeness of the words of two documents (cosine): below the first they are of different stories, above the second of one.
APART, ALIKE = 0.1, 0.18


@dataclass(frozen=True, slots=True)
class Similarity:
    """Evidence by feature, above 0 where it agrees, below where it differs; `forbidden` names what excludes a merge."""

    features: Mapping[str, float]
    forbidden: str | None

    @property
    def score(self) -> float:
        """Weighted sum of the features."""
        return sum(WEIGHTS[name] * value for name, value in self.features.items())

    @property
    def tells(self) -> bool:
        """Whether the town and what it has once agree: a massacre or the like, or a figure of two digits."""
        of_one_town = self.features["place"] >= TELLING_PLACE[PlacePrecision.DISTRICT]
        return of_one_town and (
            self.features["mode"] >= TELLING_MODE or self.features["figures"] >= LANDMARK
        )

    def told(self, report: str) -> Joined:
        """Say why a report was joined, feature by feature."""
        points = (
            (name, round(WEIGHTS[name] * value, 2))
            for name, value in self.features.items()
            if value
        )
        ordered = sorted(points, key=lambda point: (-point[1], point[0]))
        return Joined(report=report, score=round(self.score, 2), points=tuple(ordered))


def compare(
    one: Profile,
    cluster: Cluster,
    profiler: Profiler,
    *,
    apart: bool = True,
    least: float | None = None,
) -> Similarity:
    """Compare a report with an incident feature by feature.

    Args:
        one: The report.
        cluster: The reports that tell of the incident so far.
        profiler: Compares actors and places.
        apart: Whether two reports of one document are known to tell of two incidents.
        least: What the score must reach; words are not compared where even the same words would not do.
    """
    if apart and one.report.document in cluster.documents:
        return Similarity({}, "told apart in one document")
    date = _date(one, cluster)
    if date is None:
        return Similarity({}, "date")
    place = _least(profiler.places_agree(one.places, other) for other in cluster.places)
    if place < 0:
        return Similarity({}, "place")
    reason = _forbidden(one, cluster, profiler)
    if reason is not None:
        return Similarity({}, reason)
    features = {
        "date": date,
        "place": place,
        "initiator": _best(
            profiler.actors_agree(one.sides.initiators, other.initiators) for other in cluster.sides
        ),
        "target": _best(
            profiler.actors_agree(one.sides.targets, other.targets) for other in cluster.sides
        ),
        "mode": min(_mode(one, cluster), TELLING_MODE if place > 0 else 1.0),
        "figures": _figures(one.figures & cluster.figures),
        "named": float(bool(one.named & cluster.named)),
        "trigger": _trigger(one, cluster),
    }
    # one story tells of many happenings
    story_told = one.when is None or any(
        features[name] > 0 for name in ("trigger", "mode", "figures", "named")
    )
    alike = 1.0 if story_told else SAME_STORY
    if least is not None and Similarity(features, None).score + WEIGHTS["wording"] * alike < least:
        return Similarity(features, None)
    features["wording"] = alike * _wording(one, cluster)
    if features["wording"] == 0:
        features["trigger"] *= BY_ITSELF
    # a plan or a demand is told again and again: its words alone do not say which day is meant
    counts_others = _counts_others(one, cluster)
    story = (
        0.0
        if counts_others or one.report.type in SPOKEN
        else 2 * min(features["wording"], features["trigger"])
    )
    # a large town has more than one massacre in a war, each with its own dead
    once = 0.0 if counts_others else features["mode"] - 1
    known_by = max(features["figures"], once, story)
    return Similarity(features, "date" if date < 0 and known_by < LANDMARK else None)


def _counts_others(one: Profile, cluster: Cluster) -> bool:
    """Say whether both give figures, and no figure is given by both."""
    return bool(one.figures and cluster.figures) and not one.figures & cluster.figures


def _least(values: Iterable[float]) -> float:
    """Give the best value, or the worst where one of them excludes."""
    found = list(values)
    return min(found) if min(found) < 0 else max(found)


def _best(values: Iterable[float]) -> float:
    return max(values)


def _forbidden(one: Profile, cluster: Cluster, profiler: Profiler) -> str | None:
    report = one.report
    if any(same_kind(report.type, report.mode, type, mode) < 0 for type, mode in cluster.kinds):
        return "type" if all(report.type != type for type, _ in cluster.kinds) else "mode"
    if report.mode == CUMULATIVE and _counts_others(one, cluster):
        return "another toll"
    if not one.happened and any(
        status is not report.status and status not in HAPPENED for status in cluster.statuses
    ):
        return "status"
    if all(_reversed(one.sides, other, profiler) for other in cluster.sides):
        return "sides reversed"
    return next(
        (reason for other in cluster.sides for reason in _sides_apart(one.sides, other, profiler)),
        None,
    )


def _reversed(one: Sides, other: Sides, profiler: Profiler) -> bool:
    """Say whether the one who acts here is acted on there, and nobody stands on the same side twice: an answer, not a copy."""
    agree = profiler.actors_agree
    if agree(one.initiators, other.initiators) > 0 or agree(one.targets, other.targets) > 0:
        return False
    return agree(one.initiators, other.targets) > 0 or agree(one.targets, other.initiators) > 0


def _sides_apart(one: Sides, other: Sides, profiler: Profiler) -> Iterable[str]:
    """Name the side that excludes the other where the opposite side does not agree."""
    initiators = profiler.actors_agree(one.initiators, other.initiators)
    targets = profiler.actors_agree(one.targets, other.targets)
    if initiators <= -1 and targets <= 0:
        yield "initiator"
    elif targets <= -1 and initiators <= 0:
        yield "target"


def _mode(one: Profile, cluster: Cluster) -> float:
    type, mode = one.report.type, one.report.mode
    if all(type != other for other, _ in cluster.kinds):
        return OTHER_TYPE
    if mode is None or (type, mode) not in cluster.kinds:
        return 0.0
    return TELLING_MODE if mode in TELLING_MODES else 1.0


def _figures(shared: Iterable[tuple[str, int]]) -> float:
    return max((FIGURES[min(3, significant_digits(number))] for _, number in shared), default=0.0)


def _trigger(one: Profile, cluster: Cluster) -> float:
    """Give the share of reports that tell of the incident with the same word."""
    return max((cluster.stems[stem] for stem in one.stems), default=0) / len(cluster.members)


def _wording(one: Profile, cluster: Cluster) -> float:
    if not one.words.weights or not cluster.words:
        return 0.0
    return max(0.0, min(1.0, (cluster.likeness(one) - APART) / (ALIKE - APART)))


def _date(one: Profile, cluster: Cluster) -> float | None:
    """Give the evidence of the dates; None when they exclude each other.

    Where reports tell the day, the days that others of the incident only assumed are known to be wrong, or right already.
    """
    told = [
        (when, published) for when, published in cluster.dates if when is not None and when.told
    ]
    found: list[float] = []
    for when, published in told or cluster.dates:
        value = dates_agree(one.when, when, one.published, published)
        if value is None:
            return None
        found.append(value)
    return _least(found)


def dates_agree(
    one: When | None, other: When | None, published: int | None, other_published: int | None
) -> float | None:
    """Compare two dates: 1 the same day, week or month, 0 overlapping or unknown, below 0 if one looks back, None if excluded.

    Args:
        one: The days of a report; None when it is undated.
        other: The days of another report.
        published: Day of publication of the first report, as an ordinal.
        other_published: Day of publication of the other.
    """
    if one is None or other is None:
        if one is None and other is None:
            return 0.0
        dated, known_by = (one, other_published) if other is None else (other, published)
        told_before = dated is not None and (known_by is None or dated.first <= known_by)
        return LOOKS_BACK if told_before else None
    slack = (
        SLACK_DAYS
        if not (one.told and other.told)
        else LOOSE_WEEK
        if DAYS_OF_WEEK in {one.days, other.days}
        else 0
    )
    if one.first - slack <= other.last and other.first - slack <= one.last:
        if (one.first, one.last) != (other.first, other.last) or not (one.told and other.told):
            return 0.0
        return SAME_DAY if one.first == one.last else SAME_WEEK if is_short(one) else SAME_MONTH
    if one.told and other.told:
        return None
    early, late = (one, other) if one.last < other.first else (other, one)
    if late.told or late.first - early.last > LONGEST_LOOK_BACK:
        return None  # a report cannot tell of what lies ahead of it
    return LOOKS_BACK
