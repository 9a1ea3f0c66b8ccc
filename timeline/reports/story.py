"""A story: the passages of one article that tell of one happening, and what they tell together."""

from collections.abc import Sequence

from timeline.comparison import INITIATORS, TARGETS, in_role, merged_places
from timeline.model.actors import ActorRole
from timeline.model.incidents import Casualty
from timeline.model.places import Place
from timeline.model.types import CasualtyKind
from timeline.model.when import DateInterval
from timeline.reports.resolve import ResolvedMention

# Modes of two types by which one article tells of one deed: who is captured has been arrested, a
# riot is a clash.
KINDRED: tuple[frozenset[tuple[str, str | None]], ...] = (
    frozenset({("COERCE", "arrest"), ("ASSAULT", "capture"), ("ASSAULT", "abduction")}),
    frozenset({("PROTEST", "riot"), ("ASSAULT", "clash")}),
    frozenset({("AGREE", "ceasefire"), ("RETREAT", "ceasefire")}),
    frozenset({("CONCEDE", "release"), ("RETREAT", "release")}),
    frozenset({("AGREE", "agreement"), ("CONSULT", "talks")}),
)


class Story:
    """Passages of one happening, in order of the text, with all that they name."""

    members: list[ResolvedMention]
    initiators: list[ActorRole]
    targets: list[ActorRole]
    places: tuple[Place, ...]
    dates: list[DateInterval]
    figures: frozenset[tuple[CasualtyKind, int]]
    # The places of all passages, each as often as it is named.
    _all_places: list[Place]

    def __init__(self, first: ResolvedMention) -> None:
        """Open a story with a passage."""
        self.members = []
        self.initiators = []
        self.targets = []
        self.places = ()
        self.dates = []
        self.figures = frozenset()
        self._all_places = []
        self.add(first)

    def add(self, passage: ResolvedMention) -> None:
        """Take in a passage that comes after all others."""
        self.members.append(passage)
        self.initiators += initiators(passage)
        self.targets += targets(passage)
        self._all_places += passage.places
        self.places = merged_places(self._all_places)
        if passage.date is not None:
            self.dates.append(passage.date)
        self.figures |= figures(passage.casualties)

    def in_sentence(self, number: int) -> list[ResolvedMention]:
        """Return the passages that stand in a sentence."""
        return [member for member in self.members if member.mention.sentence == number]


def initiators(passage: ResolvedMention) -> list[ActorRole]:
    """Return those who act in a passage."""
    return in_role(passage.actors, INITIATORS)


def targets(passage: ResolvedMention) -> list[ActorRole]:
    """Return those to whom it is done in a passage."""
    return in_role(passage.actors, TARGETS)


def figures(casualties: Sequence[Casualty]) -> frozenset[tuple[CasualtyKind, int]]:
    """Return the stated numbers above one, by kind."""
    return frozenset(
        (casualty.kind, casualty.best)
        for casualty in casualties
        if casualty.best is not None and casualty.best > 1
    )


def lemma_of(passage: ResolvedMention) -> str:
    """Return the last word of what names the happening."""
    return passage.mention.lemma.split()[-1].lower()


def fullness(mention: ResolvedMention) -> int:
    """Count what a passage says by itself: who, whom, where, when, how many."""
    fields = (
        initiators(mention),
        targets(mention),
        mention.places,
        mention.date,
        mention.casualties,
    )
    return sum(map(bool, fields))


def is_empty(passage: ResolvedMention) -> bool:
    """Return whether a passage tells nothing by itself but that it happened."""
    return not (passage.actors or passage.places or passage.casualties or passage.date)
