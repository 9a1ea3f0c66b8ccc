"""Find sentences with words of force that no incident tells of: perhaps something was missed."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from timeline.lexicon.incident_types import incident_types
from timeline.llm.sentences import Sentences
from timeline.model.incidents import Passage
from timeline.model.text import Document, TextSpan

# Types whose words are words of force.
FORCE = ("ASSAULT", "COERCE")
_WORD = re.compile(r"[a-z]+")
_VOWELS = frozenset("aeiou")


def missed_sentences(document: Document, passages: Sequence[Passage]) -> list[TextSpan]:
    """Return the sentences with a word of force in which no passage lies, in order of the text.

    Args:
        document: The article.
        passages: The passages of all its incidents.
    """
    sentences = Sentences(document.text, document.sections)
    covered = set()
    for passage in passages:
        first = sentences.number(passage.start)
        last = sentences.number(max(passage.start, passage.end - 1))
        covered.update(range(first, last + 1))
    return [
        span
        for number, span in enumerate(sentences.spans())
        if number not in covered and _has_force(document.text[span.start : span.end])
    ]


def _has_force(sentence: str) -> bool:
    words = _WORD.findall(sentence.lower())
    return not words_of_force().isdisjoint(words)


@cache
def words_of_force() -> frozenset[str]:
    """Return the words, with their endings, that name force by themselves."""
    types = incident_types()
    forms: set[str] = set()
    for name in FORCE:
        for group in types[name].triggers:
            if group.weak or group.with_any:
                continue
            for lemma in group.lemmas:
                forms.update(_forms(lemma))
    return frozenset(forms)


def _forms(lemma: str) -> Iterator[str]:
    """Yield a word with the regular endings of English; words of several parts have none.

    >>> sorted(_forms("bombard"))
    ['bombard', 'bombarded', 'bombarding', 'bombards']
    """
    if not _WORD.fullmatch(lemma):
        return
    stem = lemma.removesuffix("e")
    has_double = len(lemma) > 2 and lemma[-1] not in _VOWELS and lemma[-2] in _VOWELS
    doubled = lemma + lemma[-1] if has_double and len(lemma) < 5 else stem
    yield lemma
    yield f"{lemma}s"
    for ending in ("ed", "ing"):
        yield f"{stem}{ending}"
        if doubled != stem:
            yield f"{doubled}{ending}"
