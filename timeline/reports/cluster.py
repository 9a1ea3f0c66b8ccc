"""Group the passages of one article that report the same event.

Passages are put to whole stories, in order of the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import exp, log

from timeline.comparison import same_mode
from timeline.lexicon.lists import word_list
from timeline.model.mentions import Argument, EventMention, Slot
from timeline.reports.conflicts import FINAL, are_kindred, conflict, is_attached_to
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
    r"\b(the|these|those|that|this|such|both) "
    r"(dead|wounded|injured|killed|victims?|casualties|survivors"
    r"|bodies|gunmen"
    r"|attackers|assailants)\b",
    re.IGNORECASE,
)
# Beginnings that turn to something more.
MOREOVER = re.compile(
    r"^\W*(\w+\W+){0,3}?(moreover|also|meanwhile|elsewhere|separately|additionally"
    r"|furthermore|another|earlier|similarly"
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
    for draft in drafts:
        best = max(
            article.likely(draft, stories), key=lambda rated: rated[0], default=None
        )
        if best is not None and best[0] >= threshold:
            best[1].add(draft)
        elif is_opening(draft, drafts):
            stories.append(Story(draft))
    return [story.members for story in stories]


def is_opening(passage: ResolvedMention, drafts: Sequence[ResolvedMention]) -> bool:
    """Return whether a passage that fits no story opens one.

    A noun attached to the verb of another event is part of what that verb tells ("recalled
    its envoy for consultations").
    """
    if not passage.mention.aside or _is_circumstance(passage):
        return True
    return not any(
        draft.mention.sentence == passage.mention.sentence
        and not are_kindred(passage, draft)
        and is_attached_to(passage, draft)
        for draft in drafts
    )


# Prepositions before what had happened, or was going on, when something was done or said.
CIRCUMSTANCES = word_list("circumstances.before")
# Types of what people are at: "said at a meeting", "was seen at a rally".
GATHERINGS = frozenset({"CONSULT", "PROTEST"})
AT_GATHERINGS = CIRCUMSTANCES | {"at"}


def _is_circumstance(passage: ResolvedMention) -> bool:
    """Return whether a noun tells, with two of who, where and when, what else happened.

    "was arrested during protests in Suez", "called for calm after clashes with police".
    """
    mention = passage.mention
    if mention.definite:
        return False
    links = AT_GATHERINGS if mention.type in GATHERINGS else CIRCUMSTANCES
    for step in mention.climb[1:2]:
        if not links.isdisjoint(step.links):
            return _has_details(mention)
    return False


def _has_details(mention: EventMention) -> bool:
    """Return whether two of who, where and when are told."""
    is_dated = mention.when is not None
    places = {argument.slot is Slot.PLACE for argument in mention.arguments}
    return len(places) + is_dated > 1


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
        types = {draft.mention.type for draft in drafts}
        self._at = {id(draft): position for position, draft in enumerate(drafts)}
        self._told = {kind: _counts_before(drafts, kind) for kind in types}

    def likely(
        self, passage: ResolvedMention, stories: Sequence[Story]
    ) -> Iterator[tuple[float, Story]]:
        """Yield the stories of which a passage may tell, with how likely it does."""
        for story in (*_of_lead(stories[:-MEMORY]), *stories[-MEMORY:]):
            if not all(are_kindred(passage, member) for member in story.members):
                continue
            chances = [self.chance(passage, member) for member in story.members]
            likely = (max(chances) + sum(chances) / len(chances)) / 2
            if likely >= self._threshold and conflict(passage, story) not in FINAL:
                yield likely, story

    def chance(self, passage: ResolvedMention, earlier: ResolvedMention) -> float:
        """Return how likely a passage tells of what an earlier one tells."""
        score = sum(
            self._weights.get(name, 0.0) * value
            for name, value in self.signs(passage, earlier).items()
        )
        return 1 / (1 + exp(-score))

    def between(self, passage: ResolvedMention, earlier: ResolvedMention) -> int:
        """Count the passages of the type between two that do not point back."""
        counts = self._told[passage.mention.type]
        return int(counts[self._at[id(passage)]] - counts[self._at[id(earlier)] + 1])

    def signs(
        self, passage: ResolvedMention, earlier: ResolvedMention
    ) -> Mapping[str, float]:
        """Return what speaks for and against a passage telling of what an earlier one tells.

        By name, as it is weighed.
        """
        return {
            **self._of_position(passage, earlier),
            **_of_events(passage, earlier),
            **_of_actors(passage, earlier),
            **_of_grammar(passage, earlier),
        }

    def _of_position(
        self, passage: ResolvedMention, earlier: ResolvedMention
    ) -> Mapping[str, float]:
        """Return the signs of what is shared, of fullness, and of where the passages stand."""
        distance = passage.mention.sentence - earlier.mention.sentence
        shared = evidence(passage, earlier)
        return {
            "always": 1.0,
            "evidence": 0.0 if shared is None else max(-1.0, min(shared, 4.0)) / 2,
            "same sentence": float(distance == 0),
            "distance": log(distance) if distance > 0 else 0.0,
            "tells by itself": float(fullness(passage)) / 5,
            "others between": min(self.between(passage, earlier), MOST_BETWEEN)
            / MOST_BETWEEN,
            "of the lead": float(earlier.mention.sentence <= LEAD),
        }


def _of_events(
    passage: ResolvedMention, earlier: ResolvedMention
) -> Mapping[str, float]:
    """Return the signs of definite words, modes and figures."""
    mention = passage.mention
    before = earlier.mention
    is_general = (
        mention.definite and mention.type == "ASSAULT" and lemma_of(passage) in GENERAL
    )
    shared_figures = figures(passage.casualties) & figures(earlier.casualties)
    return {
        "conflict": float(conflict(passage, Story(earlier)) is not None),
        "earlier points back": float(before.definite),
        "points back in general": float(is_general),
        "a clash": float("clash" in {mention.mode, before.mode}),
        "same mode": float(same_mode(mention.mode, before.mode) > 0),
        "same figure": float(bool(shared_figures)),
        "the dead": float(_has_people_again(passage)),
    }


def _of_actors(
    passage: ResolvedMention, earlier: ResolvedMention
) -> Mapping[str, float]:
    """Return the signs of who acts, and of the words for whom it is done to."""
    acting = _standing_of_agents(passage)
    return {
        "names who acts": float("named" in acting),
        "who acts is known": float("known" in acting),
        "same target word": float(bool(_words(passage) & _words(earlier))),
    }


def _standing_of_agents(passage: ResolvedMention) -> list[str]:
    """Return how those who act are referred to, as `_standing` says it."""
    acting = (
        argument for argument in passage.mention.arguments if argument.slot in ACTING
    )
    return [_standing(argument, passage) for argument in acting]


def _of_grammar(
    passage: ResolvedMention, earlier: ResolvedMention
) -> Mapping[str, float]:
    """Return the signs of tense, of words like "also", and of a verb."""
    mention = passage.mention
    before = earlier.mention
    is_later = mention.sentence > before.sentence
    has_moreover = is_later and MOREOVER.match(passage.passage.text) is not None
    return {
        "perfect after past": float(
            mention.tense == "perfect" and before.tense == "past"
        ),
        "moreover": float(has_moreover),
        "a verb": float(mention.verbal),
    }


def _has_people_again(passage: ResolvedMention) -> bool:
    """Return whether a passage with figures refers to people who were mentioned: "the dead"."""
    return (
        bool(passage.casualties)
        and PEOPLE_TOLD.search(passage.passage.text) is not None
    )


ACTING = frozenset({Slot.INITIATOR, Slot.PARTY})
SUFFERING = frozenset({Slot.TARGET, Slot.PARTY})


def _counts_before(drafts: Sequence[ResolvedMention], kind: str) -> list[int]:
    """Return for each passage how many of a type before it do not point back; then for all."""
    counts = [0]
    for draft in drafts:
        is_counted = draft.mention.type == kind and not draft.mention.definite
        counts.append(counts[-1] + is_counted)
    return counts


def _of_lead(stories: Sequence[Story]) -> list[Story]:
    return [story for story in stories if story.members[0].mention.sentence <= LEAD]


def _standing(argument: Argument, passage: ResolvedMention) -> str:
    """Return whether words name someone, or mean someone known ("they", "the gunmen").

    As in "" for neither.
    """
    text, start = passage.passage.text, passage.passage.start
    before = text[: argument.span.start - start].split()
    if argument.resolved is not None or (before and before[-1].lower() in ARTICLES):
        return "known"
    head = text[argument.head.start - start : argument.head.end - start]
    return "named" if head[:1].isupper() else ""


def _words(passage: ResolvedMention) -> frozenset[str]:
    """Return the words for those to whom it is done."""
    names = " ".join(
        argument.name or argument.text
        for argument in passage.mention.arguments
        if argument.slot in SUFFERING
    )
    return frozenset(
        word
        for word in re.findall(r"\w+", names.lower())
        if len(word) > 2 and word not in {"the", "and", "for"}
    )
