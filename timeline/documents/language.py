"""The language in which a text is written."""

import re
import unicodedata
from collections import Counter

from timeline.documents.lists import language_names, language_words

SAMPLE = 20_000  # characters looked at
FEWEST_WORDS = 40  # shorter texts get the benefit of the doubt
# Shares of all words. Running English prose has 0.35 to 0.5, headlines and lists 0.15; other
# languages below 0.08, but for words that look alike ("in", "a", "as").
ENGLISH, OTHER, HARDLY = 0.15, 0.12, 0.05
FEWEST_LETTERS = 40  # of another script, to be sure
_WORD = re.compile(r"[^\W\d_]+")


def other_language(text: str) -> str | None:
    """Name the language of a text when it is surely not English.

    None when it is, or when that cannot be told.

    Returns:
        A language ("Spanish"), a script ("a text in Tifinagh letters"), or None.
    """
    sample = text[:SAMPLE].lower()
    script = _script(sample)
    if script:
        return named_language(sample) or f"a text in {script} letters"
    words = _WORD.findall(sample)
    if len(words) < FEWEST_WORDS:
        return None
    counts = Counter(words)
    shares = _shares(counts, len(words))
    english = shares.pop("English")
    best = max(shares, key=shares.__getitem__)
    if english >= ENGLISH or shares[best] <= 2 * english:
        return None
    distinct = sum(word in counts for word in language_words()[best])
    is_sure = shares[best] >= OTHER and distinct >= 3
    return best if is_sure else None


def _shares(counts: Counter[str], total: int) -> dict[str, float]:
    """Return the share of all words that are frequent words of each language."""
    shares: dict[str, float] = {}
    for name, words in language_words().items():
        frequent = sum(counts[word] for word in words)
        shares[name] = frequent / total
    return shares


def named_language(sample: str) -> str | None:
    """Return the English name of the language that a text most likely has; None if unknown."""
    # its model takes a fifth of a second to load, and only texts that are not English need it
    import py3langid  # type: ignore[import-untyped]

    code, _ = py3langid.classify(sample)
    return language_names().get(code)


def is_hardly_english(text: str) -> bool:
    """Return whether a text has hardly any English function words.

    It shows no other language that we know either.
    """
    words = _WORD.findall(text[:SAMPLE].lower())
    english = language_words()["English"]
    return len(set(words)) >= 100 and sum(
        word in english for word in words
    ) < HARDLY * len(words)


def _script(sample: str) -> str | None:
    """Name the script that most letters are of, if it is not Latin."""
    letters = [c for c in sample if c.isalpha()]
    foreign = [c for c in letters if ord(c) > 0x24F]
    if len(foreign) < FEWEST_LETTERS or len(foreign) < 0.5 * len(letters):
        return None
    scripts = Counter(
        unicodedata.name(c, "OTHER").split()[0].split("-")[0] for c in foreign
    )
    name = scripts.most_common(1)[0][0].title()
    return None if name == "Latin" else {"Cjk": "Chinese"}.get(name, name)
