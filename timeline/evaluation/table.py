"""Scores as a table of text."""

from timeline.evaluation.scores import SLOTS, ArticleScores, Scores, Tally

_WIDTH = 40
"""Characters for the article's id; a longer one is cut in the middle."""


def table(scores: Scores) -> list[str]:
    """Return the lines: one by article and one for all; figures in percent, slots as F1.

    Articles whose text was not given are named below.
    """
    figures = f"{'gold':>5} {'P':>6} {'R':>6} {'F1':>6}"
    slots = "".join(f"{slot:>12}" for slot in (*SLOTS, "overall"))
    lines = [f"{'article':{_WIDTH}} {figures}  {slots}"]
    lines += [_line(article) for article in (*scores.articles, scores.total)]
    if scores.without_text:
        names = ", ".join(scores.without_text)
        lines.append(f"left out, no text among the documents: {names}")
    return lines


def _line(scores: ArticleScores) -> str:
    detection = scores.detection
    shares = (detection.precision, detection.recall, detection.f1)
    figures = "".join(f"{100 * share:7.1f}" for share in shares)
    tallies = [scores.slots[slot] for slot in SLOTS]
    slots = "".join(f"{_f1(tally):>12}" for tally in (*tallies, scores.overall))
    return f"{_cut(scores.article):{_WIDTH}} {detection.gold:5}{figures}  {slots}"


def _f1(tally: Tally) -> str:
    return f"{100 * tally.f1:.1f}" if tally.gold or tally.given else "-"


def _cut(name: str) -> str:
    if len(name) <= _WIDTH:
        return name
    half = (_WIDTH - 1) // 2
    return f"{name[:half]}…{name[-half:]}"
