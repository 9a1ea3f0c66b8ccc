"""Ordinary words, which English writes in lower case."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

# Letters: shorter forms are not taken apart, since too many initials and names would become plurals
# and participles.
SHORTEST_INFLECTED = 4


@dataclass(frozen=True, slots=True)
class CommonWords:
    """The words that the parser's lemmatizer knows, by part of speech; names are among its nouns.

    Attributes:
        nouns: Base forms of nouns, in lower case; those of well-known towns and people are among
            them.
        others: Base forms of verbs, adjectives and adverbs.
        irregular: Irregular forms ("fled", "men").
        endings: For nouns and for the others: the endings of inflected forms with what the base
            form has instead.
        seen: Forms that the parser saw when it was trained.
    """

    nouns: frozenset[str]
    others: frozenset[str]
    irregular: frozenset[str]
    endings: Mapping[str, Sequence[tuple[str, str]]]
    seen: Container[str]
    _memo: dict[str, bool] = field(default_factory=dict)

    def __contains__(self, word: str) -> bool:
        """Return whether a word in lower case is an ordinary word, or may be one."""
        if word not in self._memo:
            self._memo[word] = self._is_listed(word)
        return self._memo[word]

    def is_plain(self, word: str) -> bool:
        """Return whether a word is an ordinary one and not only a noun that may be a name.

        What is also a verb, adjective or adverb is, and so is a noun that has a plural or is one:
        "sniper", not "bogota".
        """
        if word not in self:
            return False
        if (
            word in self.others
            or word in self.irregular
            or word not in self.nouns
            or self._is_inflected(word)
        ):
            return True
        plurals = (f"{word}s", f"{word}es", f"{word[:-1]}ies")
        return any(plural in self.seen for plural in plurals)

    def _is_listed(self, word: str) -> bool:
        return (
            word in self.nouns
            or word in self.others
            or word in self.irregular
            or self._is_inflected(word)
        )

    def _is_inflected(self, word: str) -> bool:
        if len(word) < SHORTEST_INFLECTED:
            return False
        return _has_base(word, self.nouns, self.endings["noun"]) or _has_base(
            word, self.others, self.endings["other"]
        )


def _has_base(
    word: str, bases: frozenset[str], endings: Sequence[tuple[str, str]]
) -> bool:
    """Return whether a word becomes one of the base forms when its ending is replaced."""
    for old, new in endings:
        if old and word.endswith(old):
            stem = word[: len(word) - len(old)]
            if f"{stem}{new}" in bases:
                return True
    return False
