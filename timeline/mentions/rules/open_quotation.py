"""Find the speaker of a quotation of several sentences, named at its end."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from timeline.mentions.rules.antecedents import Seen
from timeline.mentions.rules.cited_of import QUOTATION, cited_name
from timeline.mentions.rules.coreference import Discourse
from timeline.mentions.rules.trailing_speakers import QUOTES
from timeline.model.mentions import Attribution, EventMention


def is_running_on(sentence: Span, *, is_open: bool) -> bool:
    """Return whether a quotation runs on behind a sentence.

    The spaces beside its last quotation mark tell if the mark opens or closes; `is_open` tells
    whether a quotation ran on into the sentence.
    """
    marks = [token for token in sentence if token.text in QUOTES]
    if not marks:
        return is_open
    last = marks[-1]
    is_behind_space = _is_behind_space(last, sentence)
    if is_behind_space != _is_before_space(last, sentence):
        return is_behind_space
    is_odd = len(marks) % 2 == 1
    return is_open != is_odd


def _is_behind_space(mark: Token, sentence: Span) -> bool:
    """Return whether a space stands before a quotation mark, or it opens its sentence."""
    if mark.i == sentence.start:
        return True
    return _is_followed_by_space(mark.nbor(-1))


def _is_before_space(mark: Token, sentence: Span) -> bool:
    """Return whether a space stands after a quotation mark, or it ends its sentence."""
    if mark.i + 1 == sentence.end:
        return True
    return bool(mark.whitespace_)


def _is_followed_by_space(token: Token) -> bool:
    """Return whether a space follows a word; the second of two spaces is a word of its own."""
    return token.is_space or bool(token.whitespace_)


class OpenQuotation:
    """Collects what one section tells inside quotations, until each of them names its speaker."""

    def __init__(self, discourse: Discourse) -> None:
        """Begin outside any quotation."""
        self._discourse = discourse
        self._waiting: list[EventMention] = []
        self._is_open = False
        self._speakers: dict[int, Seen] = {}

    def add(self, mentions: Sequence[EventMention], sentence: int) -> None:
        """Take in the mentions of the next sentence, after it was read."""
        was_open, self._is_open = self._is_open, self._discourse.quoting
        if was_open and not self._is_open:
            self._close(sentence)
        if self._is_open:
            self._waiting += mentions

    def _close(self, sentence: int) -> None:
        """Return the quotation that ends in a sentence the speaker whom this sentence names."""
        speaker = self._discourse.speaker
        if speaker is not None and speaker.sentence == sentence:
            for mention in self._waiting:
                self._speakers[id(mention)] = speaker
        self._waiting = []

    def with_speakers(self, mentions: Sequence[EventMention]) -> list[EventMention]:
        """Return the mentions; those of a quotation cite its speaker if they cite nobody."""
        return [self._with_speaker(mention) for mention in mentions]

    def _with_speaker(self, mention: EventMention) -> EventMention:
        """Return a mention, with the speaker of its quotation if it cites nobody by name."""
        speaker = self._speakers.get(id(mention))
        if speaker is None or any(map(_is_named, mention.attribution)):
            return mention
        return _cited(mention, speaker)


def _is_named(attribution: Attribution) -> bool:
    """Return whether somebody is cited by name, beyond the marks of a quotation."""
    return bool(attribution.name) and attribution.verb != QUOTATION


def _cited(mention: EventMention, speaker: Seen) -> EventMention:
    """Return a mention that cites the speaker of a quotation."""
    entity = speaker.entity
    attribution = Attribution(
        span=mention.trigger,
        text=mention.lemma,
        verb=QUOTATION,
        name=cited_name(entity),
        ref=None if entity.entry is None else entity.entry.id,
    )
    return replace(mention, attribution=(attribution,))
