"""Find the first and last word of the sentence in which a word stands, with one search a text."""

from itertools import repeat

from spacy.tokens import Doc, Token

# Where the bounds of sentences are kept with a parsed text: the parser's own search is slow.
BOUNDS = "timeline_sentence_bounds"
# By the index of a word, where its sentence begins and ends.
_Bounds = list[tuple[int, int]]


def sentence_start(token: Token) -> int:
    """Return the index of the first word of a word's sentence."""
    start, _ = _bounds_of(token.doc)[token.i]
    return start


def sentence_end(token: Token) -> int:
    """Return the index behind the last word of a word's sentence."""
    _, end = _bounds_of(token.doc)[token.i]
    return end


def _bounds_of(doc: Doc) -> _Bounds:
    """Return the bounds of the sentences of a text, for each of its words."""
    bounds: _Bounds | None = doc.user_data.get(BOUNDS)
    if bounds is None:
        bounds = _searched(doc)
        doc.user_data[BOUNDS] = bounds
    return bounds


def _searched(doc: Doc) -> _Bounds:
    bounds: _Bounds = []
    for sentence in doc.sents:
        pair = sentence.start, sentence.end
        bounds.extend(repeat(pair, len(sentence)))
    return bounds
