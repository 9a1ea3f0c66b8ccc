"""Group the passages of one article that report the same event.

Passages are put to whole stories, in order of the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import exp, log

from timeline.comparison import same_mode
from timeline.lexicon.lists import word_list
from timeline.model.mentions import Argument, Slot
from timeline.reports.conflicts import FINAL, conflict, hangs_on, kindred
from timeline.reports.evidence import GENERAL, evidence
from timeline.reports.resolve import ResolvedMention
from timeline.reports.story import Story, figures, fullness, lemma_of
from timeline.reports.weights import THRESHOLD, WEIGHTS

# The latest stories, beside those of the lead, with which a passage is compared, so that cost stays
# linear in its length.
MEMORY = 40
# Sentences of the lead.
LEAD = 2
# Passages of the type that stand between two: more are as good as many.
MOST_BETWEEN = 5
# The dead and wounded as those of whom was told: "two of the wounded".
PEOPLE_TOLD = re.compile(
    r"\b(the|these|those|that|this|such|both) (dead|wounded|injured|killed|victims?|casualties|survivors|bodies|gunmen"
    r"|attackers|assailants)\b",
    re.IGNORECASE,
)
# Beginnings that turn to something more.
MOREOVER = re.compile(
    r"^\W*(\w+\W+){0,3}?(moreover|also|meanwhile|elsewhere|separately|additionally|furthermore|another|earlier|similarly"
    r"|addition)\b",
    re.IGNORECASE,
)
ARTICLES = word_list("cluster.articles")


def join(
    drafts: Sequence[ResolvedMention],
    *,
    weights: Mapping[str, float] = WEIGHTS,
    threshold: float = THRESHOLD,
) -> list[list[ResolvedMention]]:
    """Group the drafts of one article by happening, in order of the text.

    A passage goes to the story with the most evidence, if nothing that is stated forbids it. What
    fits none opens one of its own, if it brings enough to be told by itself. `weights` and
    `threshold`: see `reports.weights`.
    """
    article = Article(drafts, weights=weights, threshold=threshold)
    stories: list[Story] = []
    for one in drafts:
        best = max(article.likely(one, stories), key=lambda found: found[0], default=None)
        if best is not None and best[0] >= threshold:
            best[1].add(one)
        elif opens(one, drafts):
            stories.append(Story(one))
    return [story.members for story in stories]


def opens(one: ResolvedMention, drafts: Sequence[ResolvedMention]) -> bool:
    """Return whether a passage that fits no story opens one.

    A noun attached to the verb of another event is part of what that verb tells ("recalled
    its envoy for consultations").
    """
    return not one.mention.aside or not any(
        other.mention.sentence == one.mention.sentence
        and not kindred(one, other)
        and hangs_on(one, other)
        for other in drafts
    )


class Article:
    """The passages of an article, as far as their number and order matter."""

    def __init__(
        self,
        drafts: Sequence[ResolvedMention],
        *,
        weights: Mapping[str, float] = WEIGHTS,
        threshold: float = THRESHOLD,
    ) -> None:
        """Count the passages of each type that do not point back."""
        self._weights = weights
        self._threshold = threshold
        types = {one.mention.type for one in drafts}
        self._at = {id(one): at for at, one in enumerate(drafts)}
        self._told = {
            kind: [
                0, *accumulate(one.mention.type == kind and not one.mention.definite for one in drafts)
            ]
            for kind in types
        }  # fmt: skip

    def likely(
        self, one: ResolvedMention, stories: Sequence[Story]
    ) -> Iterator[tuple[float, Story]]:
        """Yield the stories of which a passage may tell, with how likely it does."""
        for story in (*_of_lead(stories[:-MEMORY]), *stories[-MEMORY:]):
            if not all(kindred(one, other) for other in story.members):
                continue
            chances = [self.chance(one, other) for other in story.members]
            likely = (max(chances) + sum(chances) / len(chances)) / 2
            if likely >= self._threshold and conflict(one, story) not in FINAL:
                yield likely, story

    def chance(self, one: ResolvedMention, other: ResolvedMention) -> float:
        """Return how likely a passage tells of what an earlier one tells."""
        score = sum(
            self._weights.get(name, 0.0) * value for name, value in self.signs(one, other).items()
        )
        return 1 / (1 + exp(-score))

    def between(self, one: ResolvedMention, other: ResolvedMention) -> int:
        """Count the passages of the type between two that do not point back."""
        told = self._told[one.mention.type]
        return int(told[self._at[id(one)]] - told[self._at[id(other)] + 1])

    def signs(self, one: ResolvedMention, other: ResolvedMention) -> Mapping[str, float]:
        """Return what speaks for and against a passage telling of what an earlier one tells.

        By name, as it is weighed.
        """
        mention, earlier = one.mention, other.mention
        distance = mention.sentence - earlier.sentence
        shared = evidence(one, other)
        acting = [
            _standing(argument, one) for argument in mention.arguments if argument.slot in ACTING
        ]
        return {
            "always": 1.0,
            "evidence": 0.0 if shared is None else max(-1.0, min(shared, 4.0)) / 2,
            "same sentence": float(distance == 0),
            "distance": log(distance) if distance > 0 else 0.0,
            "tells by itself": float(fullness(one)) / 5,
            "others between": min(self.between(one, other), MOST_BETWEEN) / MOST_BETWEEN,
            "of the lead": float(earlier.sentence <= LEAD),
            "conflict": float(conflict(one, Story(other)) is not None),
            "earlier points back": float(earlier.definite),
            "points back in general": float(
                mention.definite and mention.type == "ASSAULT" and lemma_of(one) in GENERAL
            ),
            "a clash": float("clash" in {mention.mode, earlier.mode}),
            "same mode": float(same_mode(mention.mode, earlier.mode) > 0),
            "same figure": float(bool(figures(one.casualties) & figures(other.casualties))),
            "the dead": float(
                bool(one.casualties) and PEOPLE_TOLD.search(one.passage.text) is not None
            ),
            "names who acts": float("named" in acting),
            "who acts is known": float("known" in acting),
            "same target word": float(bool(_words(one) & _words(other))),
            "perfect after past": float(mention.tense == "perfect" and earlier.tense == "past"),
            "moreover": float(distance > 0 and MOREOVER.match(one.passage.text) is not None),
            "a verb": float(mention.verbal),
        }


ACTING = frozenset({Slot.INITIATOR, Slot.PARTY})
SUFFERING = frozenset({Slot.TARGET, Slot.PARTY})


def _of_lead(stories: Sequence[Story]) -> list[Story]:
    return [story for story in stories if story.members[0].mention.sentence <= LEAD]


def _standing(argument: Argument, one: ResolvedMention) -> str:
    """Return whether words name someone, or mean someone known ("they", "the gunmen").

    As in "" for neither.
    """
    text, start = one.passage.text, one.passage.start
    before = text[: argument.span.start - start].split()
    if argument.resolved is not None or (before and before[-1].lower() in ARTICLES):
        return "known"
    head = text[argument.head.start - start : argument.head.end - start]
    return "named" if head[:1].isupper() else ""


def _words(one: ResolvedMention) -> frozenset[str]:
    """Return the words for those to whom it is done."""
    names = " ".join(
        argument.name or argument.text
        for argument in one.mention.arguments
        if argument.slot in SUFFERING
    )
    return frozenset(
        word
        for word in re.findall(r"\w+", names.lower())
        if len(word) > 2 and word not in {"the", "and", "for"}
    )
