"""Compare a report with an incident: what speaks for a merge, and what excludes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.comparison import same_kind, significant_digits
from timeline.incidents.blocking import SLACK_DAYS, is_short
from timeline.incidents.cluster import Cluster
from timeline.incidents.profiles import TELLING_PLACE, Profile, Profiler, Sides, When
from timeline.model.incidents import Joined
from timeline.model.places import PlacePrecision
from timeline.model.types import CUMULATIVE, HAPPENED, RECURRING, SPOKEN, Status

# What is needed to join; see WEIGHTS. Two of day, town and agent must agree, and something more.
ENOUGH = 2.75
WEIGHTS = {
    "date": 1.0, "place": 1.5, "initiator": 1.0, "target": 1.0, "mode": 0.5, "figures": 1.0,
    "named": 0.5, "trigger": 1.5, "wording": 2.5,
}  # fmt: skip
# A town has one massacre, and is shelled every day.
TELLING_MODES = frozenset({
    "massacre", "assassination", "suicide-bombing", "chemical", "interception", "abduction",
    "execution",
})  # fmt: skip
TELLING_MODE = 3.0
# Two types that mean one event (an arrest, a capture) speak for a merge less than one type does.
OTHER_TYPE = -1.0
# What a shared figure counts, by its significant digits: 108 dead count more than 100 or three.
FIGURES = (0.0, 0.5, 1.0, 2.0)
# What it counts that two reports give the same day, the same week, or the same longer time.
SAME_DAY, SAME_WEEK, SAME_MONTH = 1.0, 0.7, 0.3
# "Last week" and "a week ago", said on a Sunday, may mean the days just past: a week may miss a
# day by so many.
LOOSE_WEEK, DAYS_OF_WEEK = 2, 7
# An assumed day that misses the stated one, or no day at all: the report may look back, and must
# agree in more.
LOOKS_BACK = -0.75
LONGEST_LOOK_BACK = 400
# It must share a figure of two digits, a telling mode, or the trigger and the words of the story.
LANDMARK = 1.0
# Of what recurs, a report that names no more than the month must share at least a figure with the
# incident of a day, or the trigger and the words of the story.
LEAST_SHARED = FIGURES[1]
# What the words of its article count for a dated report with which only actors and places agree.
SAME_STORY = 0.4
# What the same word ("killed") counts in articles that are not known to be of one story.
BY_ITSELF = 1 / 3
# Cosine of the words of two documents: below the first they are of different stories, above the
# second of one.
APART, ALIKE = 0.1, 0.18
# Features by which a report is known to be of the same story as an incident.
STORY_FEATURES = ("trigger", "mode", "figures", "named")


@dataclass(frozen=True, slots=True)
class Similarity:
    """Evidence that a report and an incident are one.

    Attributes:
        features: Evidence by feature, above 0 where it agrees, below where it differs.
        forbidden: What excludes a merge; None if nothing does.
    """

    features: Mapping[str, float]
    forbidden: str | None

    @property
    def score(self) -> float:
        """Weighted sum of the features."""
        return _score(self.features)

    @property
    def has_landmark(self) -> bool:
        """Whether the town agrees, and with it what a town has once: a massacre, a large figure."""
        if self.features["place"] < TELLING_PLACE[PlacePrecision.DISTRICT]:
            return False
        return (
            self.features["mode"] >= TELLING_MODE
            or self.features["figures"] >= LANDMARK
        )

    def reason(self, report: str) -> Joined:
        """Return why the report with this id was joined, feature by feature."""
        points = [
            (name, round(WEIGHTS[name] * value, 2))
            for name, value in self.features.items()
            if value
        ]
        score = round(self.score, 2)
        return Joined(report=report, score=score, points=by_strength(points))


def by_strength(points: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Return what speaks for or against joining, by feature, the strongest first."""
    return tuple(sorted(points, key=lambda point: (-point[1], point[0])))


def compare(
    profile: Profile,
    cluster: Cluster,
    profiler: Profiler,
    *,
    apart: bool = True,
    least: float | None = None,
) -> Similarity:
    """Compare a report with an incident feature by feature.

    Args:
        profile: The report.
        cluster: The reports of the incident so far.
        profiler: Compares actors and places.
        apart: Whether two reports of one document are known to mean two incidents.
        least: What the score must reach; words are not compared where even the same words would
            not do.
    """
    if apart and profile.document in cluster.documents:
        return Similarity({}, "two reports of one document")
    place = _place(profile, cluster, profiler)
    if place < 0:
        return Similarity({}, "place")
    date = _date(profile, cluster)
    if date is None:
        return Similarity({}, "date")
    exclusion = _reason_to_exclude(profile, cluster, profiler)
    if exclusion is not None:
        return Similarity({}, exclusion)
    features = _features(profile, cluster, profiler, date=date, place=place)
    of_story = _share_of_story(profile, features)
    if least is not None and _score(features) + WEIGHTS["wording"] * of_story < least:
        return Similarity(features, None)
    features["wording"] = of_story * _wording(profile, cluster)
    if features["wording"] == 0:
        features["trigger"] *= BY_ITSELF
    return Similarity(features, _reason_by_landmark(profile, cluster, features))


def _features(
    profile: Profile, cluster: Cluster, profiler: Profiler, *, date: float, place: float
) -> dict[str, float]:
    """Return the evidence of all features but the words of the documents.

    `date` and `place`: their evidence, in the same measure.
    """
    agree = profiler.actors_agree
    own = profile.sides
    most_for_mode = TELLING_MODE if place > 0 else 1.0
    return {
        "date": date,
        "place": place,
        "initiator": max(
            [agree(own.initiators, sides.initiators) for sides in cluster.sides]
        ),
        "target": max([agree(own.targets, sides.targets) for sides in cluster.sides]),
        "mode": min(_mode(profile, cluster), most_for_mode),
        "figures": _figures(profile.figures & cluster.figures),
        "named": float(bool(profile.named & cluster.named)),
        "trigger": _trigger(profile, cluster),
    }


def _share_of_story(profile: Profile, features: Mapping[str, float]) -> float:
    """Return how far the words of its article speak for a report: one story has many incidents."""
    if profile.when is None or any(features[name] > 0 for name in STORY_FEATURES):
        return 1.0
    return SAME_STORY


def _reason_by_landmark(
    profile: Profile, cluster: Cluster, features: Mapping[str, float]
) -> str | None:
    """Return "date" for a report of no certain day that shares nothing an incident has once."""
    least = _least_landmark(profile, cluster, features)
    return "date" if _landmark(profile, cluster, features) < least else None


def _least_landmark(
    profile: Profile, cluster: Cluster, features: Mapping[str, float]
) -> float:
    """Return what a report must share with an incident, 0 where the days suffice."""
    if features["date"] < 0:
        return LANDMARK
    if features["date"] > 0 or profile.type not in RECURRING:
        return 0.0
    return LEAST_SHARED if _is_day_in_long_time(profile, cluster) else 0.0


def _is_day_in_long_time(profile: Profile, cluster: Cluster) -> bool:
    """Return whether one of both states a few days, and the other only a longer time."""
    if profile.when is None or not profile.when.is_explicit:
        return False
    stated = [when for when, _ in cluster.explicit_dates if when is not None]
    if not stated:
        return False
    return is_short(profile.when) != any(map(is_short, stated))


def _landmark(
    profile: Profile, cluster: Cluster, features: Mapping[str, float]
) -> float:
    """Return how surely a report that looks back is known by what an incident has once."""
    if _has_other_figures(profile, cluster):
        # a large town has more than one massacre in a war, each with its own dead
        return max(features["figures"], 0.0)
    # a plan or a demand is repeated: its words alone do not say which day is meant
    is_repeated = profile.type in SPOKEN
    story = 0.0 if is_repeated else 2 * min(features["wording"], features["trigger"])
    return max(features["figures"], features["mode"] - 1, story)


def _score(features: Mapping[str, float]) -> float:
    return sum([WEIGHTS[name] * value for name, value in features.items()])


def _has_other_figures(profile: Profile, cluster: Cluster) -> bool:
    """Return whether report and incident both give figures, and none is given by both."""
    have_figures = bool(profile.figures and cluster.figures)
    return have_figures and not profile.figures & cluster.figures


def _best_unless_excluded(values: Sequence[float]) -> float:
    """Return the best value, or the worst where one of them excludes."""
    least = min(values)
    return least if least < 0 else max(values)


def _reason_to_exclude(
    profile: Profile, cluster: Cluster, profiler: Profiler
) -> str | None:
    """Return why a report cannot be of an incident by type, status or sides; None if it can."""
    kind = _excluding_kind(profile, cluster)
    if kind is not None:
        return kind
    if _has_other_figures(profile, cluster) and _is_other_toll(profile, cluster):
        return "another toll"
    if not profile.has_happened and _has_other_status(profile.status, cluster):
        return "status"
    if all(_are_reversed(profile.sides, sides, profiler) for sides in cluster.sides):
        return "sides reversed"
    reasons = (
        _excluding_side(profile.sides, sides, profiler) for sides in cluster.sides
    )
    return next((reason for reason in reasons if reason is not None), None)


def _is_other_toll(profile: Profile, cluster: Cluster) -> bool:
    """Return whether other figures are those of a whole war, or of more places than one."""
    if profile.mode == CUMULATIVE:
        return True
    return profile.is_wide is not None and (not profile.is_wide) in cluster.is_wide


def _excluding_kind(profile: Profile, cluster: Cluster) -> str | None:
    """Return "type" or "mode", whichever excludes that a report is of an incident; else None."""
    for type, mode in cluster.kinds:
        if same_kind(profile.type, profile.mode, type, mode) < 0:
            return "mode" if _has_same_type(profile, cluster) else "type"
    return None


def _has_same_type(profile: Profile, cluster: Cluster) -> bool:
    """Return whether a report of the incident has the type of the report."""
    return any(type == profile.type for type, _ in cluster.kinds)


def _has_other_status(status: Status, cluster: Cluster) -> bool:
    """Return whether an incident has a status, of what has not happened, that is not this one."""
    return any(
        reported is not status and reported not in HAPPENED
        for reported in cluster.statuses
    )


def _are_reversed(left: Sides, right: Sides, profiler: Profiler) -> bool:
    """Return whether the agent of one is the target of the other: an answer, not a copy.

    Nobody may stand on the same side twice.
    """
    agree = profiler.actors_agree
    if agree(left.initiators, right.initiators) > 0:
        return False
    if agree(left.targets, right.targets) > 0:
        return False
    if agree(left.initiators, right.targets) > 0:
        return True
    return agree(left.targets, right.initiators) > 0


def _excluding_side(left: Sides, right: Sides, profiler: Profiler) -> str | None:
    """Return the side that excludes the other where the opposite side does not agree."""
    initiators = profiler.actors_agree(left.initiators, right.initiators)
    targets = profiler.actors_agree(left.targets, right.targets)
    if initiators <= -1 and targets <= 0:
        return "initiator"
    if targets <= -1 and initiators <= 0:
        return "target"
    return None


def _mode(profile: Profile, cluster: Cluster) -> float:
    if not _has_same_type(profile, cluster):
        return OTHER_TYPE
    if profile.mode is None or (profile.type, profile.mode) not in cluster.kinds:
        return 0.0
    return TELLING_MODE if profile.mode in TELLING_MODES else 1.0


def _figures(shared: Iterable[tuple[str, int]]) -> float:
    return max(
        (FIGURES[min(3, significant_digits(number))] for _, number in shared),
        default=0.0,
    )


def _trigger(profile: Profile, cluster: Cluster) -> float:
    """Return the share of the incident's reports that have a trigger of the report."""
    counts = (cluster.stem_count(stem) for stem in profile.stems)
    return max(counts, default=0) / len(cluster.members)


def _wording(profile: Profile, cluster: Cluster) -> float:
    if not profile.words.weights or not cluster.words:
        return 0.0
    likeness = cluster.likeness(profile)
    share = (likeness - APART) / (ALIKE - APART)
    return max(0.0, min(1.0, share))


def _place(profile: Profile, cluster: Cluster, profiler: Profiler) -> float:
    agree = profiler.places_agree
    return _best_unless_excluded(
        [agree(profile.places, places) for places in cluster.places]
    )


def _date(profile: Profile, cluster: Cluster) -> float | None:
    """Return the evidence of the dates; None when they exclude each other.

    Where reports state the day, the days that others only assumed are of no account.
    """
    agreements: list[float] = []
    for when, published in cluster.explicit_dates or cluster.dates:
        agreement = dates_agree(profile.when, when, profile.published, published)
        if agreement is None:
            return None
        agreements.append(agreement)
    return _best_unless_excluded(agreements)


def dates_agree(
    first: When | None,
    second: When | None,
    published: int | None,
    second_published: int | None,
) -> float | None:
    """Compare the dates of two reports.

    Args:
        first: The days of a report; None when it is undated.
        second: The days of another report.
        published: Day of publication of the first report, as an ordinal.
        second_published: Day of publication of the second.

    Returns:
        Above 0 for the same day, week or month, 0 if they overlap or are unknown, below 0 if one
        looks back, None if they exclude each other.
    """
    if first is None:
        return 0.0 if second is None else _undated_agrees(second, published)
    if second is None:
        return _undated_agrees(first, second_published)
    if first.is_explicit and second.is_explicit:
        return _stated_agree(first, second)
    if _are_overlapping(first, second, SLACK_DAYS):
        return 0.0
    early, late = (first, second) if first.last < second.first else (second, first)
    is_too_long = late.first - early.last > LONGEST_LOOK_BACK
    # a report cannot tell of what lies ahead of it
    return None if late.is_explicit or is_too_long else LOOKS_BACK


def _stated_agree(first: When, second: When) -> float | None:
    """Compare the days of two reports that both state them."""
    if (first.first, first.last) == (second.first, second.last):
        return _same_days(first)
    slack = _slack(first, second)
    return 0.0 if _are_overlapping(first, second, slack) else None


def _are_overlapping(first: When, second: When, slack: int) -> bool:
    if first.first - slack > second.last:
        return False
    return second.first - slack <= first.last


def _undated_agrees(dated: When, published: int | None) -> float | None:
    """Compare a date with a report that has none: it may look back, but not ahead."""
    can_look_back = published is None or dated.first <= published
    return LOOKS_BACK if can_look_back else None


def _slack(first: When, second: When) -> int:
    """Return by how many days two stated dates may miss each other."""
    has_week = first.days == DAYS_OF_WEEK or second.days == DAYS_OF_WEEK
    return LOOSE_WEEK if has_week else 0


def _same_days(when: When) -> float:
    if when.first == when.last:
        return SAME_DAY
    return SAME_WEEK if is_short(when) else SAME_MONTH
