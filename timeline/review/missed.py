"""Find sentences with words of violence that no incident tells of: perhaps something was missed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from timeline.lexicon.incident_types import incident_types
from timeline.llm.sentences import Sentences
from timeline.model.incidents import Passage
from timeline.model.text import Document, Section, SectionKind, TextSpan
from timeline.model.types import TriggerGroup

# Types whose words are words of violence.
FORCE = ("ASSAULT", "COERCE")
_WORD = re.compile(r"[a-z]+")
_VOWELS = frozenset("aeiou")
# Lengths of words that may double their last letter.
DOUBLED = range(3, 5)


def missed_sentences(document: Document, passages: Sequence[Passage]) -> list[TextSpan]:
    """Return the sentences with a word of force in which no passage lies, in order of the text.

    Front matter and other text that is not read are left out.

    Args:
        document: The article.
        passages: The passages of all its incidents.
    """
    sentences = Sentences(document.text, document.sections)
    covered = _covered(sentences, passages)
    unread = [
        part for part in document.sections if part.kind is SectionKind.BOILERPLATE
    ]
    missed = []
    for number, span in enumerate(sentences.spans()):
        words = document.text[span.start : span.end]
        if number not in covered and _has_force(words) and not _is_within(span, unread):
            missed.append(span)
    return missed


def _is_within(span: TextSpan, sections: Sequence[Section]) -> bool:
    return any(part.start <= span.start < part.end for part in sections)


def _covered(sentences: Sentences, passages: Sequence[Passage]) -> set[int]:
    """Return the numbers of the sentences in which passages lie."""
    covered: set[int] = set()
    for passage in passages:
        last_character = max(passage.start, passage.end - 1)
        first = sentences.number(passage.start)
        last = sentences.number(last_character)
        covered.update(range(first, last + 1))
    return covered


def _has_force(sentence: str) -> bool:
    words = _WORD.findall(sentence.lower())
    return not words_of_force().isdisjoint(words)


@cache
def words_of_force() -> frozenset[str]:
    """Return the words, with their endings, that name force by themselves."""
    forms: set[str] = set()
    for group in _groups():
        for lemma in group.lemmas:
            forms.update(_forms(lemma))
    return frozenset(forms)


@cache
def kinds_by_word() -> Mapping[str, str]:
    """Return what kind of incident a word names by itself, by each of its forms: "TYPE/mode"."""
    kinds: dict[str, str] = {}
    for kind in incident_types().values():
        for group in kind.triggers:
            if group.weak or group.with_any:
                continue
            name = f"{group.type}/{group.mode}" if group.mode else group.type
            for lemma in group.lemmas:
                kinds |= {form: kinds.get(form, name) for form in _forms(lemma)}
    return kinds


def _groups() -> Iterator[TriggerGroup]:
    """Yield the groups of words that name force without further words beside them."""
    types = incident_types()
    for name in FORCE:
        for group in types[name].triggers:
            if not group.weak and not group.with_any:
                yield group


def _forms(lemma: str) -> Iterator[str]:
    """Yield a word with the regular endings of English; words of several parts have none.

    >>> sorted(_forms("bombard"))
    ['bombard', 'bombarded', 'bombarding', 'bombards']
    """
    if not _WORD.fullmatch(lemma):
        return
    yield lemma
    yield f"{lemma}s"
    for stem in _stems(lemma):
        yield f"{stem}ed"
        yield f"{stem}ing"


def _stems(lemma: str) -> Iterator[str]:
    """Yield what stands before "ed": "fire" gives "fir", "stab" also "stabb"."""
    yield lemma.removesuffix("e")
    if len(lemma) in DOUBLED and _is_short(lemma):
        yield lemma + lemma[-1]


def _is_short(lemma: str) -> bool:
    """Return whether a word ends in one consonant after a vowel."""
    return lemma[-1] not in _VOWELS and lemma[-2] in _VOWELS
