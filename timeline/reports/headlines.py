"""The happening of a headline: the first that the text under it reports of its kind."""

import re

from timeline.reports.conflicts import conflict
from timeline.reports.contexts import APART
from timeline.reports.resolve import ResolvedMention
from timeline.reports.story import Story

_WORD = re.compile(r"\w{3,}")
# Sentences after the headline that may report its happening in full.
LEAD = 2
# Marks of punctuation at the end of a sentence of running text.
END_MARKS = (".", "!", "?", "…", '."', '?"', '!"', ".”", "?”", "!”")
# What a headline leaves out, so that a text which gives it does not contradict the headline.
LEFT_OUT = frozenset({None, "own toll"})


def is_headline_in_full(passage: ResolvedMention, story: Story, between: int) -> bool:
    """Return whether a passage of the lead reports in full what only the headline has named.

    A headline is short: it leaves out who acts, the toll and the day ("Air strike on a market").
    Its happening is then the first of its kind below it.

    Args:
        passage: A passage that may belong to the story.
        story: A story of one passage.
        between: Number of passages of the same type between the two.
    """
    if len(story.members) > 1 or between:
        return False
    (headline,) = story.members
    if not is_headline(headline) or not _is_in_lead(passage):
        return False
    if _are_places_apart(passage, headline):
        return False
    return conflict(passage, story) in LEFT_OUT


def is_headline(passage: ResolvedMention) -> bool:
    """Return whether a passage is the first of its article and has no full stop."""
    text = passage.passage.text.rstrip()
    return passage.mention.sentence == 0 and not text.endswith(END_MARKS)


def _is_in_lead(passage: ResolvedMention) -> bool:
    """Return whether a passage is in the lead, or in the first entry of a live blog."""
    number = passage.mention.sentence
    if number > APART:
        number -= APART
    return 0 < number <= LEAD


def _are_places_apart(passage: ResolvedMention, headline: ResolvedMention) -> bool:
    """Return whether both name places, with no word in common ("Idlib market", "Idlib")."""
    words = _words_of_places(passage)
    others = _words_of_places(headline)
    return bool(words and others) and not words & others


def _words_of_places(passage: ResolvedMention) -> set[str]:
    names = " ".join(place.name for place in passage.places)
    return set(_WORD.findall(names.lower()))
