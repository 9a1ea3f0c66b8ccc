"""Find the speaker of a quotation of several sentences, named at its end."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from timeline.mentions.rules.antecedents import Seen
from timeline.mentions.rules.attribution import QUOTES
from timeline.mentions.rules.cited_of import QUOTATION, cited_name
from timeline.mentions.rules.coreference import Discourse
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
    is_behind_space = last.i == sentence.start or _is_followed_by_space(last.nbor(-1))
    is_before_space = last.i + 1 == sentence.end or bool(last.whitespace_)
    if is_behind_space != is_before_space:
        return is_behind_space
    return is_open != (len(marks) % 2 == 1)


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
            self._speakers |= {id(mention): speaker for mention in self._waiting}
        self._waiting = []

    def with_speakers(self, mentions: Sequence[EventMention]) -> list[EventMention]:
        """Return the mentions; those of a quotation cite its speaker if they cite nobody."""
        return [
            _cited(mention, self._speakers[id(mention)])
            if self._is_told_by(mention)
            else mention
            for mention in mentions
        ]

    def _is_told_by(self, mention: EventMention) -> bool:
        named = [
            attribution
            for attribution in mention.attribution
            if attribution.name and attribution.verb != QUOTATION
        ]
        return id(mention) in self._speakers and not named


def _cited(mention: EventMention, speaker: Seen) -> EventMention:
    attribution = Attribution(
        span=mention.trigger,
        text=mention.lemma,
        verb=QUOTATION,
        name=cited_name(speaker.entity),
        ref=speaker.entity.entry.id if speaker.entity.entry is not None else None,
    )
    return replace(mention, attribution=(attribution,))
