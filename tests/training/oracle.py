"""How much would a perfect judge, joiner, chooser of roles or union gain over the rules?

usage: python -m tests.training.oracle EXPORTED [FILE]      (default: look)
"""

import sys
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from tests.benchmarks.joining import incident_of
from tests.training import decide
from tests.training.export import Read
from tests.training.forms import parts_of
from tests.training.prepare import COUNTED, NEAR, Labels, exported, wanted_roles
from timeline.evaluation.incidents import outcomes
from timeline.model.incidents import Incident
from timeline.model.mentions import EventMention
from timeline.reports import cluster
from timeline.reports.resolve import ResolvedMention

FIELDS = ("initiator", "target", "party", "place", "date", "speaker", "count")
ORACLES: tuple[tuple[str, ...], ...] = (
    (),
    ("judge",),
    ("stories",),
    ("join",),
    ("judge", "join"),
    ("roles",),
    *(("roles", name) for name in FIELDS),
    ("union",),
    ("union", "judge"),
    ("union", "judge", "join"),
    ("union", "judge", "join", "roles"),
)


class Oracle:
    """Builds an article with some decisions made by its labels."""

    def __init__(self, read: Read, perfect: Collection[str]) -> None:
        self.read, self.perfect, self.labels = read, perfect, Labels(read)
        self.truth: dict[int, str | None] = {}

    def incidents(self) -> list[Incident]:
        """Return the incidents; "stories" leaves out those that the scorer finds wrong."""
        resolved = decide.resolve(
            self.read, [self._mention(one) for one in self._chosen()]
        )
        self.truth = {id(one): self._incident(one) for one in resolved}
        is_judged = bool({"judge", "union"} & set(self.perfect))
        keep = (lambda group, report: self._is_kept(group)) if is_judged else None
        found = decide.incidents_of(self.read, resolved, join=self._join, keep=keep)
        if "stories" not in self.perfect:
            return found
        texts = {self.labels.gold.id: self.read.labels.text}
        wrong = {
            id(one)
            for one, good in outcomes([self.labels.gold], found, texts)
            if not good
        }
        return [one for one in found if id(one) not in wrong]

    def _incident(self, one: ResolvedMention) -> str | None:
        return incident_of(one, self.labels.gold, self.labels.spans)

    def _chosen(self) -> list[ResolvedMention]:
        chosen = list(self.read.mentions)
        if "union" in self.perfect:
            chosen += [
                one for one, _ in self.read.proposals if self._incident(one) is not None
            ]
        if "judge" in self.perfect:
            chosen = [one for one in chosen if self._incident(one) is not None]
        return chosen

    def _is_kept(self, group: Sequence[ResolvedMention]) -> bool:
        return "judge" not in self.perfect or any(self.truth[id(one)] for one in group)

    def _join(self, drafts: Sequence[ResolvedMention]) -> list[list[ResolvedMention]]:
        if "join" not in self.perfect:
            return cluster.join(drafts)
        groups: dict[str, list[ResolvedMention]] = defaultdict(list)
        rest = []
        for one in drafts:
            truth = self.truth[id(one)]
            if truth is None:
                rest.append(one)
            else:
                groups[truth].append(one)
        found = [*groups.values(), *cluster.join(rest)]
        return sorted(found, key=lambda group: group[0].mention.trigger.start)

    def _mention(self, one: ResolvedMention) -> EventMention:
        truth = self._incident(one)
        mention = one.mention
        if truth is None or "roles" not in self.perfect:
            return mention
        fields = set(self.perfect) & set(FIELDS) or set(FIELDS)

        def is_meant(role: str) -> bool:
            return ("count" if role in COUNTED else role) in fields

        candidates = list(enumerate(self.read.candidates))
        near = [
            n for n, each in candidates if abs(each.sentence - mention.sentence) <= NEAR
        ]
        wanted = wanted_roles(self.read, self.labels, truth, near, mention.sentence)
        dropped = {
            value[:3] for value in decide.given_values(mention) if is_meant(value[0])
        }
        chosen = [
            (self.read.candidates[number], role)
            for number, roles in wanted.items()
            for role in sorted(roles)
            if is_meant(role)
        ]
        return decide.with_roles(mention, chosen, dropped)


def main() -> None:
    """Print the figures of each oracle."""
    name = sys.argv[2] if len(sys.argv) > 2 else "look"
    parts = parts_of(exported(Path(sys.argv[1]) / f"{name}.pickle"), [name])
    for perfect in ORACLES:
        for part, reads in parts.items():
            made = {
                read.labels.gold.id: Oracle(read, perfect).incidents() for read in reads
            }
            total = decide.shown(decide.score(reads, made))
            print(f"{part:6} {'+'.join(perfect) or 'rules':24} {total}", flush=True)


if __name__ == "__main__":
    main()
