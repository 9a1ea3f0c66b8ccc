"""A judge of stories that also sees the nearest other story: does it tell an incident that is not told yet?

usage: python -m tests.training.stories EXPORTED OUT.pickle      features of the stories of every source
"""

import pickle
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tests.training import decide
from tests.training.export import Read
from tests.training.prepare import exported
from timeline.comparison import same_date, same_places, same_side
from timeline.evaluation.incidents import outcomes, paired
from timeline.reports import cluster
from timeline.reports.conflicts import FINAL, are_kindred, conflict
from timeline.reports.plausibility import likelihood, signs
from timeline.reports.resolve import ResolvedMention
from timeline.reports.story import Story, lemma_of


@dataclass(slots=True)
class Told:
    """One story with its features, whether it is right, and the incident it makes."""

    article: str
    incident: Any
    signs: Mapping[str, float]
    right: bool | None
    triggers: tuple[tuple[int, str], ...]


def signs_in_use(
    rows: Sequence[Sequence[tuple[str, float]]], least: int = 25
) -> list[str]:
    """Return the names of the signs that stand in enough rows, sorted."""
    counted = Counter(name for row in rows for name, value in row if value)
    return [name for name in sorted(counted) if counted[name] >= least]


def logit(p: float) -> float:
    p = min(max(p, 1e-3), 1 - 1e-3)
    return float(np.log(p / (1 - p)))


Group = Sequence[ResolvedMention]
Chance = Callable[[ResolvedMention, ResolvedMention], float]
MOST = 6  # mentions of a story that are compared


def near(number: int, groups: Sequence[Group], chance: Chance) -> dict[str, float]:
    """Return what a story has in common with the likeliest other story before and behind it."""
    kin = [
        (at, other)
        for at, other in enumerate(groups)
        if at != number and are_kindred(groups[number][0], other[0])
    ]
    found = {"alone": float(not kin)}
    for side, others in (
        ("before", [other for at, other in kin if at < number]),
        ("after", [other for at, other in kin if at > number]),
    ):
        found[f"kin {side}"] = float(np.log1p(len(others)))
        found[f"nearest {side}"] = LOWEST
        ranked = [
            (_link(side, groups[number], other, chance), other) for other in others
        ]
        if ranked:
            value, other = max(ranked, key=lambda pair: pair[0])
            found[f"nearest {side}"] = value
            found |= _shared(side, groups[number], other)
    return found


LOWEST = -7.0  # log odds of a story that has no other of its kind on a side


def _link(side: str, group: Group, other: Group, chance: Chance) -> float:
    """Return the log odds of two stories being one, by their likeliest pair of mentions."""
    first, second = (other, group) if side == "before" else (group, other)
    return logit(
        max(
            chance(later, earlier)
            for later in second[:MOST]
            for earlier in first[:MOST]
        )
    )


def _shared(side: str, group: Group, other: Group) -> dict[str, float]:
    """Return what two stories share, and what speaks against their being one."""
    mine, theirs = _story(group), _story(other)
    first, second = (theirs, group) if side == "before" else (mine, other)
    against = conflict(second[0], first)
    apart = min(
        abs(a.mention.sentence - b.mention.sentence) for a in group for b in other
    )
    dates = [same_date(a, b) for a in mine.dates for b in theirs.dates]
    words = {lemma_of(one) for one in group} & {lemma_of(one) for one in other}
    values = {
        f"conflict {against}": 1.0,
        "final": float(against in FINAL),
        "same sentence": float(apart == 0),
        "distance": float(np.log1p(apart)),
        "initiators": float(same_side(mine.initiators, theirs.initiators)),
        "targets": float(same_side(mine.targets, theirs.targets)),
        "places": float(same_places(mine.places, theirs.places)),
        "date": float(max(dates, default=0)),
        "figures": float(bool(mine.figures & theirs.figures)),
        "word": float(bool(words)),
        "same mode": float(group[0].mention.mode == other[0].mention.mode),
        "fuller": (_fields(theirs) - _fields(mine)) / 5,
    }
    return {f"{side} {name}": value for name, value in values.items()}


def _story(group: Group) -> Story:
    story = Story(group[0])
    for one in group[1:]:
        story.add(one)
    return story


def _fields(story: Story) -> int:
    fields = (story.initiators, story.targets, story.places, story.dates, story.figures)
    return sum(map(bool, fields))


def features(
    groups: Sequence[Sequence[ResolvedMention]],
    drafts: Sequence[ResolvedMention],
    published: Any,
    article: Any = None,
) -> list[dict[str, float]]:
    """Return the features of every story of an article."""
    article = article or cluster.Article(drafts)
    return [
        {
            **signs(group, published),
            "rules": logit(likelihood(group, published)),
            **near(number, groups, article.chance),
        }
        for number, group in enumerate(groups)
    ]


def told(read: Read) -> list[Told]:
    """Return the stories of an article, judged by the labels."""
    groups: list[Sequence[ResolvedMention]] = []

    def keep(group: Sequence[ResolvedMention], _report: Any) -> bool:
        groups.append(group)
        return True

    incidents = decide.incidents_of(read, read.mentions, keep=keep)
    rows = features(groups, read.mentions, read.document.published)
    return judged(read, incidents, groups, rows)


def judged(
    read: Read,
    incidents: Sequence[Any],
    groups: Sequence[Any],
    rows: Sequence[Mapping[str, float]],
) -> list[Told]:
    by_start = {
        min(one.mention.trigger.start for one in group): number
        for number, group in enumerate(groups)
    }
    labels = read.labels
    core = {one.id for one in labels.gold.incidents if not one.optional}
    partners = paired(labels.gold, labels.text, incidents)
    unjudged = {id(incident) for name, incident in partners.items() if name not in core}
    right = {
        id(i): good
        for i, good in outcomes([labels.gold], incidents, {labels.gold.id: labels.text})
        if id(i) not in unjudged
    }
    found = []
    for incident in incidents:
        number = by_start[min(passage.trigger.start for passage in incident.reports)]
        triggers = tuple(
            (one.mention.trigger.start, one.mention.type) for one in groups[number]
        )
        found.append(
            Told(
                labels.gold.id,
                incident,
                rows[number],
                right.get(id(incident)),
                triggers,
            )
        )
    return found


def main() -> None:
    made = {}
    for file in sorted(Path(sys.argv[1]).glob("*.pickle")):
        for read in exported(file):
            made[read.labels.gold.id] = (read.source, told(read))
        print(file.stem, len(made), flush=True)
    Path(sys.argv[2]).write_bytes(pickle.dumps(made))


if __name__ == "__main__":
    from tests.training import stories

    stories.main()
