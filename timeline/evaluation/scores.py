"""Scores: counts of right, expected and given things, and the figures made of them."""

from dataclasses import dataclass, field

SLOTS = ("date", "initiator", "target", "places", "casualties", "attribution", "status")
"""Parts of an incident that are judged, in the order of tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of things that can be right, missed or invented.

    Attributes:
        correct: Things that are in both; counted by what was given.
        gold: Things that the annotators wanted.
        given: Things that the program gave.
        recalled: Things wanted that were found; differs from `correct` where one thing given serves
            two wanted.
    """

    correct: int = 0
    gold: int = 0
    given: int = 0
    recalled: int = 0

    def __add__(self, tally: "Tally") -> "Tally":
        """Add the counts."""
        return Tally(
            correct=self.correct + tally.correct,
            gold=self.gold + tally.gold,
            given=self.given + tally.given,
            recalled=self.recalled + tally.recalled,
        )

    @property
    def precision(self) -> float:
        """Share of the things given that are right, 0 to 1; 0 where nothing was given."""
        return self.correct / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the things wanted that were found, 0 to 1; 0 where nothing was wanted."""
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1.

        >>> Tally(correct=1, recalled=1, gold=2, given=1).f1
        0.6666666666666666
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def tally(correct: int, gold: int, given: int) -> Tally:
    """Make a tally in which every right thing found one that was wanted."""
    return Tally(correct=correct, gold=gold, given=given, recalled=correct)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleScores:
    """Scores of one article, or of all together.

    Attributes:
        article: Its id; "ALL" for the sum.
        detection: Whole incidents: found with the right type, each once.
        slots: By slot, over the incidents found.
        overall: Every filled slot of every incident, those missed and invented included.
    """

    article: str
    detection: Tally = field(default_factory=Tally)
    slots: dict[str, Tally] = field(
        default_factory=lambda: dict.fromkeys(SLOTS, Tally())
    )
    overall: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What came out of an evaluation.

    Attributes:
        articles: Scores by article, in the order of the gold data.
        total: All articles together, every incident and slot counting alike.
        without_text: Ids of gold articles that were left out because their text was not given.
    """

    articles: tuple[ArticleScores, ...]
    total: ArticleScores
    without_text: tuple[str, ...] = ()


def total_of(articles: tuple[ArticleScores, ...]) -> ArticleScores:
    """Add up the scores of articles."""
    return ArticleScores(
        article="ALL",
        detection=sum((article.detection for article in articles), Tally()),
        slots={
            slot: sum((article.slots[slot] for article in articles), Tally())
            for slot in SLOTS
        },
        overall=sum((article.overall for article in articles), Tally()),
    )
