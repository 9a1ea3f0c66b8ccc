"""Find which articles tell of an incident in words of their own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from timeline.model.incidents import Passage

# Words in a row that two writers do not share by chance: who has them has the other's sentence.
COPIED = 8
_WORD = re.compile(r"\w+")


def tellers(passages: Iterable[Passage], voices: Mapping[str, str]) -> dict[str, str]:
    """Return for each document of an incident the one that stands for its voice.

    Documents are one voice if they carry one text, or tell of the incident in one sentence: a wire
    agency's paragraph stands in the articles of many days.

    Args:
        passages: The passages of the incident.
        voices: For documents that carry the text of another, the id of that one.

    Returns:
        The first document, by id, of each voice, by document.
    """
    documents: dict[str, None] = {}
    leaders: dict[str, str] = {}
    texts: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        document = passage.document
        voice = voices.get(document, document)
        _unite(leaders, document, voice)
        texts[voice].append(passage.text)
        documents[document] = None
    if len(texts) > 1:
        _unite_copies(leaders, texts)
    return {document: _leader(leaders, document) for document in documents}


def _unite_copies(leaders: dict[str, str], texts: Mapping[str, Sequence[str]]) -> None:
    """Unite voices that share a run of words."""
    first_with: dict[tuple[str, ...], str] = {}
    for voice, of_voice in texts.items():
        for run in _runs(of_voice):
            first_voice = first_with.setdefault(run, voice)
            _unite(leaders, voice, first_voice)


def _runs(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words that tell one writer's sentence from another's."""
    for text in texts:
        yield from _runs_of_text(text)


def _runs_of_text(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    for end in range(COPIED, len(words) + 1):
        yield tuple(words[end - COPIED : end])


def _unite(leaders: dict[str, str], left: str, right: str) -> None:
    left = _leader(leaders, left)
    right = _leader(leaders, right)
    first, second = sorted((left, right))
    leaders[second] = first


def _leader(leaders: dict[str, str], document: str) -> str:
    """Return the first document of a voice; the way to it is shortened."""
    leader = leaders.setdefault(document, document)
    while leaders[leader] != leader:
        leader = leaders[leader]
    leaders[document] = leader
    return leader
