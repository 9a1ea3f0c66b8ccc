"""Ways to use a trained reader over the rules' proposals, measured.

usage: python -m tests.training.forms EXPORTED PREPARED SAID.pickle FILE [FILE ...] [--all]

With --all also thresholds around those chosen, and single roles.
"""

import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tests.evaluation.test_floors import FIRST_EIGHT
from tests.training import decide
from tests.training.export import Read
from tests.training.infer import PairHead, Said
from tests.training.prepare import COUNTED, ROLES, Article, exported
from timeline.lexicon.digests import items_of
from timeline.model.incidents import Incident, Report
from timeline.model.mentions import EventMention
from timeline.reports import cluster
from timeline.reports.conflicts import FINAL, conflict
from timeline.reports.plausibility import likelihood
from timeline.reports.resolve import ResolvedMention
from timeline.reports.story import Story


@dataclass(frozen=True)
class Settings:
    """What of the reader is used, and its thresholds.

    Attributes:
        refused: Refused triggers from this probability on are told; 2 for none.
        joiner: Weight of the reader's logit of two mentions being one (the rest is the rules').
        threshold: From here on a passage is put to a story.
        story: Weight of the reader's logit of a story being right beside the rules', or None for the rules alone.
        story_least: Stories below this are left out.
        drop: By role: below which probability a value of the rules is dropped.
        add: By role: from which probability on a candidate of the sentence is added.
        near: The same for candidates of other sentences.
        fill: By role: from which probability on the likeliest candidate is put to a story that has nothing in that role.
    """

    refused: float = 2.0
    joiner: float = 0.0
    threshold: float = 0.4
    story: float | None = None
    story_least: float = 0.25
    drop: Mapping[str, float] = field(default_factory=dict)
    add: Mapping[str, float] = field(default_factory=dict)
    near: Mapping[str, float] = field(default_factory=dict)
    fill: Mapping[str, float] = field(default_factory=dict)

    @property
    def has_roles(self) -> bool:
        """Whether the reader's roles are used."""
        return bool(self.drop or self.add or self.near)


BOTH = Settings(joiner=0.5, threshold=0.4, story=0.5, story_least=0.25)
BEST = {
    "joiner": Settings(joiner=0.5, threshold=0.4),
    "judge": Settings(story=0.5, story_least=0.25),
    "both": BOTH,
    "both, union": Settings(
        joiner=0.5, threshold=0.4, story=0.5, story_least=0.25, refused=0.7
    ),
}
SIDES = ("initiator", "target", "party")


def sigmoid(x: Any) -> Any:
    """Return the logistic function."""
    return 1 / (1 + np.exp(-x))


def logit(p: float) -> float:
    """Return the log odds of a probability, which is kept from 0 and 1."""
    p = min(max(p, 1e-4), 1 - 1e-4)
    return float(np.log(p / (1 - p)))


class TrainedArticle(cluster.Article):
    """The joiner's article, with the reader's view of two mentions."""

    def __init__(
        self,
        drafts: Sequence[ResolvedMention],
        states: Mapping[int, np.ndarray],
        head: PairHead,
        settings: Settings,
    ) -> None:
        super().__init__(drafts, threshold=settings.threshold)
        self._states, self._head, self._weight = states, head, settings.joiner
        self._known: dict[tuple[int, int], float] = {}

    def chance(self, one: ResolvedMention, other: ResolvedMention) -> float:
        """Return how likely two mentions are one, by the rules and the reader."""
        key = (id(one), id(other))
        if key not in self._known:
            self._known[key] = self._chance(one, other)
        return self._known[key]

    def _chance(self, one: ResolvedMention, other: ResolvedMention) -> float:
        rules = super().chance(one, other)
        if not self._weight:
            return rules
        values = self.signs(one, other)
        is_final = conflict(one, Story(other)) in FINAL
        signs = np.array(
            [*(values[name] for name in sorted(values)), is_final, rules], np.float32
        )
        own = self._head.logit(self._states[id(one)], self._states[id(other)], signs)
        return float(sigmoid(self._weight * own + (1 - self._weight) * logit(rules)))


def join(
    drafts: Sequence[ResolvedMention], article: TrainedArticle, threshold: float
) -> list[list[ResolvedMention]]:
    """Put passages to stories as `cluster.join` does."""
    stories: list[Story] = []
    for one in drafts:
        best = max(
            article.likely(one, stories), key=lambda found: found[0], default=None
        )
        if best is not None and best[0] >= threshold:
            best[1].add(one)
        elif cluster.is_opening(one, drafts):
            stories.append(Story(one))
    return [story.members for story in stories]


class Build:
    """Makes the incidents of one article from the rules' proposals and what the reader says of them."""

    def __init__(
        self,
        read: Read,
        article: Article,
        said: Said,
        head: PairHead,
        settings: Settings,
    ) -> None:
        self.read, self.article, self.said = read, article, said
        self.head, self.settings = head, settings
        self.places = decide.candidates_by_place(read.candidates)
        self.rows: dict[int, list[int]] = {}
        for row, (number, _) in enumerate(article.role_of):
            self.rows.setdefault(int(number), []).append(row)
        judge = sigmoid(said.judge)
        self.mentions = {
            number: self._with_roles(number)
            for number, one in enumerate(article.pool)
            if not one.reason or judge[number] >= settings.refused
        }
        self.numbers: dict[int, int] = {}
        self.homes: dict[int, int] | None = None

    def incidents(self) -> list[Incident]:
        """Return the incidents."""
        resolved = self._resolved()
        if self.settings.fill:
            groups = self._groups(resolved)
            for group in groups:
                self._fill(group)
            self.homes = {
                number: at for at, group in enumerate(groups) for number in group
            }
            resolved = self._resolved()
        return decide.incidents_of(
            self.read, resolved, join=self._join, keep=self._is_kept
        )

    def _resolved(self) -> list[ResolvedMention]:
        chosen = sorted(
            self.mentions.items(),
            key=lambda pair: (pair[1].sentence, pair[1].trigger.start),
        )
        resolved = decide.resolve(self.read, [mention for _, mention in chosen])
        self.numbers = {
            id(one): number for one, (number, _) in zip(resolved, chosen, strict=True)
        }
        return resolved

    def _join(self, drafts: Sequence[ResolvedMention]) -> list[list[ResolvedMention]]:
        if self.homes is None:
            states = {id(one): self.said.pair[self.numbers[id(one)]] for one in drafts}
            article = TrainedArticle(drafts, states, self.head, self.settings)
            return join(drafts, article, self.settings.threshold)
        found: dict[int, list[ResolvedMention]] = {}
        for one in drafts:
            number = self.numbers[id(one)]
            if number in self.homes:
                found.setdefault(self.homes[number], []).append(one)
        return list(found.values())

    def _groups(self, resolved: Sequence[ResolvedMention]) -> list[list[int]]:
        groups = []
        for item in items_of(self.read.document):
            inside = [
                one for one in resolved if item.start <= one.mention.start < item.end
            ]
            groups += [
                [self.numbers[id(one)] for one in group] for group in self._join(inside)
            ]
        return groups

    def _is_kept(self, group: Sequence[ResolvedMention], report: Report) -> bool:
        weight = self.settings.story
        if weight is None:
            return decide.by_rules(self.read.document)(group, report)
        rules = likelihood(group, self.read.document.published)
        own = max(self.said.judge[self.numbers[id(one)]] for one in group)
        both = sigmoid(weight * own + (1 - weight) * logit(rules))
        return bool(both >= self.settings.story_least)

    def _likely(self, number: int) -> dict[int, np.ndarray]:
        """Return the probability of each role for the candidates near a mention."""
        return {
            int(self.article.role_of[row, 1]): sigmoid(self.said.roles[row])
            for row in self.rows.get(number, ())
        }

    def _with_roles(self, number: int) -> EventMention:
        """Return a mention with the roles that the reader adds and without those that it drops."""
        mention = self.article.pool[number].resolved.mention
        if not self.settings.has_roles:
            return mention
        likely = self._likely(number)
        dropped, have = set(), set()
        for value in decide.given_values(mention):
            role, start, end, _ = value
            candidate = decide.candidate_of(value, self.places)
            have.add((role, candidate))
            if candidate is None or candidate not in likely:
                continue
            if likely[candidate][ROLES.index(role)] < self.settings.drop.get(role, 0.0):
                dropped.add((role, start, end))
        chosen = [
            one for one in self._added(mention, likely) if (one[2], one[1]) not in have
        ]
        chosen.sort(key=lambda one: -one[0])
        added = [
            (self.read.candidates[candidate], role) for _, candidate, role in chosen
        ]
        return decide.with_roles(mention, added, dropped)

    def _added(
        self, mention: EventMention, likely: Mapping[int, np.ndarray]
    ) -> list[tuple[float, int, str]]:
        """Return the candidates that are likely enough: probability, number, role."""
        found = []
        for candidate, row in likely.items():
            is_here = self.read.candidates[candidate].sentence == mention.sentence
            limits = self.settings.add if is_here else self.settings.near
            for role, value in zip(ROLES, row, strict=True):
                if value >= limits.get(role, 2.0):
                    found.append((float(value), candidate, role))
        return found

    def _fill(self, group: Sequence[int]) -> None:
        """Put the likeliest candidates to a story in the roles in which it has nothing."""
        mentions = [self.mentions[number] for number in group]
        have = {
            role for mention in mentions for role, *_ in decide.given_values(mention)
        }
        if all(self.said.judge[number] <= 0 for number in group):
            return
        for role, least in self.settings.fill.items():
            if not is_free(role, have):
                continue
            options = [
                (float(row[ROLES.index(role)]), number, candidate)
                for number in group
                for candidate, row in self._likely(number).items()
            ]
            best, number, candidate = max(options, default=(0.0, 0, 0))
            if best >= least:
                added = [(self.read.candidates[candidate], role)]
                self.mentions[number] = decide.with_roles(
                    self.mentions[number], added, set()
                )


def is_free(role: str, have: set[str]) -> bool:
    """Return whether a story has nothing that stands in the way of a role."""
    if role in COUNTED:
        return have.isdisjoint(COUNTED)
    if role == "party":
        return have.isdisjoint(SIDES)
    return role not in have and not (role in SIDES and "party" in have)


def build(
    read: Read, article: Article, said: Said, head: PairHead, settings: Settings
) -> list[Incident]:
    """Make the incidents of an article."""
    return Build(read, article, said, head, settings).incidents()


def parts_of(reads: Sequence[Read], names: Sequence[str]) -> dict[str, list[Read]]:
    """Return the articles by part: of the look set the first eight and the others."""
    if list(names) != ["look"]:
        return {"+".join(names): list(reads)}
    first = [read for read in reads if read.labels.gold.id in FIRST_EIGHT]
    return {"other": [read for read in reads if read not in first], "first": first}


def main() -> None:
    """Measure each form."""
    exports, prepared, said_file, *names = [
        one for one in sys.argv[1:] if one != "--all"
    ]
    files = [Path(exports) / f"{name}.pickle" for name in names]
    parts = parts_of([read for file in files for read in exported(file)], names)
    articles: dict[str, Article] = {}
    for name in names:
        found = pickle.loads((Path(prepared) / f"{name}.pickle").read_bytes())
        articles |= {article.id: article for article in found}
    said, head = pickle.loads(Path(said_file).read_bytes())

    def run(form: str, settings: Settings) -> None:
        for part, reads in parts.items():
            made = {}
            for read in reads:
                known = read.labels.gold.id
                made[known] = build(read, articles[known], said[known], head, settings)
            print(
                f"{part:6} {form:28} {decide.shown(decide.score(reads, made))}",
                flush=True,
            )

    run("rules", Settings())
    for form, settings in BEST.items():
        run(form, settings)
    if "--all" in sys.argv:
        sweep(run)


def sweep(run: Callable[[str, Settings], None]) -> None:
    """Measure thresholds and single roles."""
    for weight in (0.5, 1.0):
        for threshold in (0.3, 0.35, 0.4, 0.45):
            form = f"joiner {weight} from {threshold}"
            run(form, Settings(joiner=weight, threshold=threshold))
    for role in ("initiator", "target", "party", "place", "date", "speaker", "killed"):
        run(f"add {role} from 0.6", Settings(add={role: 0.6}))
        run(f"fill {role} from 0.3", Settings(fill={role: 0.3}))
        run(f"fill {role} from 0.5", Settings(fill={role: 0.5}))
        run(f"drop {role} under 0.07", Settings(drop={role: 0.07}))
    for least in (0.15, 0.25, 0.3, 0.4):
        run(f"judge 0.5 from {least}", Settings(story=0.5, story_least=least))


if __name__ == "__main__":
    main()
