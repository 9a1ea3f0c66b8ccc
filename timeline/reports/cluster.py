"""Group the passages of one article that report the same event.

Passages are put to whole stories, in order of the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import exp, log
from operator import itemgetter

from timeline.comparison import same_mode
from timeline.lexicon.lists import word_list
from timeline.model.mentions import Argument, Slot
from timeline.reports.circumstances import is_circumstance
from timeline.reports.conflicts import FINAL, are_kindred, conflict, is_attached_to
from timeline.reports.evidence import GENERAL, evidence
from timeline.reports.headlines import LEAD, is_headline_in_full
from timeline.reports.resolve import ResolvedMention
from timeline.reports.story import Story, figures, fullness, lemma_of
from timeline.reports.weights import THRESHOLD, WEIGHTS

# The latest stories, beside those of the lead, with which a passage is compared, so that cost stays
# linear in its length.
MEMORY = 40
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
_WORD = re.compile(r"\w+")
SMALL_WORDS = frozenset({"the", "and", "for"})
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
        story = article.likeliest(draft, stories)
        if story is not None:
            story.add(draft)
        elif is_opening(draft, drafts):
            stories.append(Story(draft))
    return [story.members for story in stories]


def is_opening(passage: ResolvedMention, drafts: Sequence[ResolvedMention]) -> bool:
    """Return whether a passage that fits no story opens one.

    A noun attached to the verb of another event is part of what that verb tells ("recalled
    its envoy for consultations").
    """
    if not passage.mention.aside or is_circumstance(passage.mention):
        return True
    return not any(_is_part_of(passage, draft) for draft in drafts)


def _is_part_of(passage: ResolvedMention, draft: ResolvedMention) -> bool:
    """Return whether a trigger is attached to that of another event in its sentence."""
    if draft.mention.sentence != passage.mention.sentence:
        return False
    return not are_kindred(passage, draft) and is_attached_to(passage, draft)


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
        self._positions = {id(draft): index for index, draft in enumerate(drafts)}
        self._counts = {kind: _counts_before(drafts, kind) for kind in types}

    def likeliest(
        self, passage: ResolvedMention, stories: Sequence[Story]
    ) -> Story | None:
        """Return the story of which a passage most likely tells; None if of none."""
        likely = self.likely(passage, stories)
        best = max(likely, key=itemgetter(0), default=None)
        if best is None:
            return None
        _, story = best
        return story

    def likely(
        self, passage: ResolvedMention, stories: Sequence[Story]
    ) -> Iterator[tuple[float, Story]]:
        """Yield the stories of which a passage may tell, with how likely it does."""
        for story in (*_of_lead(stories[:-MEMORY]), *stories[-MEMORY:]):
            if not all(are_kindred(passage, member) for member in story.members):
                continue
            likely = self._chance_of_story(passage, story)
            between = self.between(passage, story.members[-1])
            if is_headline_in_full(passage, story, between):
                yield max(likely, self._threshold), story
            elif likely >= self._threshold and conflict(passage, story) not in FINAL:
                yield likely, story

    def _chance_of_story(self, passage: ResolvedMention, story: Story) -> float:
        """Return the mean of the best and the average chance over the passages of a story."""
        chances = [self.chance(passage, member) for member in story.members]
        best = max(chances)
        average = sum(chances) / len(chances)
        return (best + average) / 2

    def chance(self, passage: ResolvedMention, earlier: ResolvedMention) -> float:
        """Return how likely a passage tells of what an earlier one tells."""
        weights = self._weights
        score = 0.0
        for name, value in self.signs(passage, earlier).items():
            score += weights.get(name, 0.0) * value
        return 1 / (1 + exp(-score))

    def between(self, passage: ResolvedMention, earlier: ResolvedMention) -> int:
        """Count the passages of the type between two that do not point back."""
        counts = self._counts[passage.mention.type]
        last = self._positions[id(passage)]
        first = self._positions[id(earlier)] + 1
        return counts[last] - counts[first]

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
        others = min(self.between(passage, earlier), MOST_BETWEEN)
        return {
            "always": 1.0,
            "evidence": _bounded(evidence(passage, earlier)),
            "same sentence": float(distance == 0),
            "distance": log(distance) if distance > 0 else 0.0,
            "tells by itself": float(fullness(passage)) / 5,
            "others between": others / MOST_BETWEEN,
            "of the lead": float(earlier.mention.sentence <= LEAD),
        }


def _bounded(shared: float | None) -> float:
    """Return the evidence of what two passages share as it is weighed, -0.5 to 2."""
    if shared is None:
        return 0.0
    return max(-1.0, min(shared, 4.0)) / 2


def _of_events(
    passage: ResolvedMention, earlier: ResolvedMention
) -> Mapping[str, float]:
    """Return the signs of definite words, modes and figures."""
    mention = passage.mention
    before = earlier.mention
    shared_figures = figures(passage.casualties) & figures(earlier.casualties)
    return {
        "conflict": float(conflict(passage, Story(earlier)) is not None),
        "earlier points back": float(before.definite),
        "points back in general": float(_is_pointing_in_general(passage)),
        "a clash": float("clash" in {mention.mode, before.mode}),
        "same mode": float(same_mode(mention.mode, before.mode) > 0),
        "same figure": float(bool(shared_figures)),
        "the dead": float(_has_people_again(passage)),
    }


def _is_pointing_in_general(passage: ResolvedMention) -> bool:
    """Return whether a noun for any use of force points back: "the attack", "the violence"."""
    mention = passage.mention
    if not mention.definite or mention.type != "ASSAULT":
        return False
    return lemma_of(passage) in GENERAL


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
    return [
        _standing(argument, passage)
        for argument in passage.mention.arguments
        if argument.slot in ACTING
    ]


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
    if not passage.casualties:
        return False
    return PEOPLE_TOLD.search(passage.passage.text) is not None


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
    """Return "known" for words that mean someone known ("they", "the gunmen"), "named" for a name.

    "" for neither.
    """
    if argument.resolved is not None or _has_article(argument, passage):
        return "known"
    text = passage.passage.text
    start = argument.head.start - passage.passage.start
    is_named = text[start : start + 1].isupper()
    return "named" if is_named else ""


def _has_article(argument: Argument, passage: ResolvedMention) -> bool:
    """Return whether the word before an argument is "the", "those" or the like."""
    end = argument.span.start - passage.passage.start
    before = passage.passage.text[:end].split()
    if not before:
        return False
    return before[-1].lower() in ARTICLES


def _words(passage: ResolvedMention) -> frozenset[str]:
    """Return the words for those to whom it is done."""
    words: list[str] = []
    for argument in passage.mention.arguments:
        if argument.slot in SUFFERING:
            name = argument.name or argument.text
            words += _WORD.findall(name.lower())
    return frozenset(word for word in words if _is_telling(word))


def _is_telling(word: str) -> bool:
    return len(word) > 2 and word not in SMALL_WORDS
