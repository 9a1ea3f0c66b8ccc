"""Find the verbs by which a sentence says that somebody says something."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from timeline.lexicon.words import Words
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.tree import is_verb

# The head of the phrase for someone cited, and the reporting words.
Speaker = tuple[Token, str]


def is_reporting(verb: Token, words: Words) -> bool:
    """Return whether the token is a verb that introduces what somebody says."""
    return is_verb(verb) and lemma_of(verb) in words["reporting.verbs"]


# Where the indices of the verbs of saying of each sentence are kept with a parsed text.
REPORTING = "timeline_reporting_verbs"


def reporting_backwards(sentence: Span, words: Words) -> Iterator[Token]:
    """Yield the verbs of saying of a sentence, the last first."""
    sentences = sentence.doc.user_data.setdefault(REPORTING, {})
    bounds = sentence.start, sentence.end
    if bounds not in sentences:
        sentences[bounds] = _indices_of_reporting(sentence, words)
    for index in reversed(sentences[bounds]):
        yield sentence.doc[index]


def _indices_of_reporting(sentence: Span, words: Words) -> list[int]:
    return [token.i for token in sentence if is_reporting(token, words)]
