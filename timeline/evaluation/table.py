"""How do scores look as a table of text?"""

from timeline.evaluation.scores import SLOTS, ArticleScores, Scores, Tally

_WIDTH = 40
"""Characters for the article's id; a longer one is cut in the middle, because ids often differ at both ends."""


def table(scores: Scores) -> list[str]:
    """Give the lines: one by article and one for all; figures in percent, slots as F1.

    Articles whose text was not given are named below.
    """
    head = f"{'article':{_WIDTH}} {'gold':>5} {'P':>6} {'R':>6} {'F1':>6}  " + "".join(
        f"{slot:>12}" for slot in SLOTS
    )
    lines = [head + f"{'overall':>12}", *(_line(one) for one in (*scores.articles, scores.total))]
    if scores.without_text:
        lines.append(f"left out, no text among the documents: {', '.join(scores.without_text)}")
    return lines


def _line(scores: ArticleScores) -> str:
    found = scores.detection
    figures = "".join(
        f"{100 * figure:7.1f}" for figure in (found.precision, found.recall, found.f1)
    )
    slots = "".join(f"{_f1(scores.slots[slot]):>12}" for slot in SLOTS)
    return (
        f"{_cut(scores.article):{_WIDTH}} {found.gold:5}{figures}  {slots}{_f1(scores.overall):>12}"
    )


def _f1(tally: Tally) -> str:
    return f"{100 * tally.f1:.1f}" if tally.gold or tally.given else "-"


def _cut(name: str) -> str:
    half = (_WIDTH - 1) // 2
    return name if len(name) <= _WIDTH else f"{name[:half]}…{name[-half:]}"
