"""Find where a noun phrase begins and ends, behind a day or a dash that is no part of it."""

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.sentence_bounds import sentence_end, sentence_start

# What belongs to a noun phrase before its head: determiners, adjectives, compounds, owners.
BEFORE_HEADS = frozenset(
    {
        "det",
        "amod",
        "compound",
        "poss",
        "nummod",
        "nmod",
        "quantmod",
        "case",
        "advmod",
        "predet",
    }
)
# Where the indices of the words that tell days are kept with a parsed text.
DAYS = "timeline_days"
# What stands before a day that opens a sentence or clause.
BEFORE_DAYS = frozenset({"in", "on", "by", "since", "until", "from", "during"})
# First and last parts of compounds: "off-duty", "grief-stricken".
FIRST_PARTS = word_list("noun_phrases.first_parts")
LAST_PARTS = word_list("noun_phrases.last_parts")
# Parts of speech and relations of words that lead a phrase and are no part of a name.
NOT_OF_NAMES = frozenset({"DET", "ADV", "SCONJ", "ADP", "NUM", "PRON"})
LEADING = frozenset({"quantmod", "predet", "advmod"})
# Words before a noun that say nothing of who is meant: "only rebels".
LIMITING = frozenset({"also", "even", "just", "mainly", "mostly", "only", "purely"})
# Parts of speech of the words that say who somebody is.
DESCRIBING = frozenset({"NOUN", "ADJ", "VERB"})


def phrase(head: Token) -> tuple[int, int]:
    """Return the first and last token index of the noun phrase up to its head."""
    first = _start_of_modifiers(head)
    if first < head.i:
        words = head.doc[first : head.i]
        first = behind_day(words)
    return _with_first_part(head, first), _end_of_phrase(head)


def _start_of_modifiers(head: Token) -> int:
    """Return the index of the first word that belongs to a noun phrase before its head."""
    first = head.i
    for child in head.lefts:
        if child.dep_ in BEFORE_HEADS:
            first = min(first, child.left_edge.i)
    return first


def _with_first_part(head: Token, first: int) -> int:
    """Return where a phrase begins, its first word's "off -" with it: "off - duty guard"."""
    start = first - 2
    if start < sentence_start(head):
        return first
    hyphen = head.doc[first - 1]
    if hyphen.text != "-":
        return first
    part = head.doc[start]
    return start if part.lower_ in FIRST_PARTS else first


def _end_of_phrase(head: Token) -> int:
    """Return the index of the last word of a name.

    "President Bashar al-Assad" and "Mahdi Army leader" come in many shapes; only names may follow
    the head.
    """
    last = head.i
    for child in head.rights:
        if child.i == last + 1 and _is_name_behind(child):
            last = child.i
    return last


def _is_name_behind(child: Token) -> bool:
    """Return whether a dependent behind a head is a name: "President Bashar al-Assad"."""
    if child.pos_ != "PROPN":
        return False
    return child.dep_ in {"nummod", "nmod"}


def behind_day(words: Span) -> int:
    """Return the index behind the day that opens a phrase, and behind a dash that stands free.

    "10 Feb 2012 - 28 people" are 28, "20-25 people" a range; "On 3 May 12 people" are 12.
    """
    for word in reversed(list(words)):
        if _is_dash(word):
            return word.i + 1
    return _behind_opening_day(words)


def _is_dash(token: Token) -> bool:
    return token.text == "-" and _is_free(token)


def _is_free(hyphen: Token) -> bool:
    """Return whether a hyphen with blanks around it is a dash, and not part of a compound.

    Some texts lost their form: "a grief - stricken father", "an off - duty guard".
    """
    if hyphen.i == 0 or not hyphen.whitespace_:
        return False
    before = hyphen.nbor(-1)
    after = hyphen.nbor(1)
    if not before.whitespace_:
        return False
    if before.lower_ in FIRST_PARTS:
        return False
    return after.lower_ not in LAST_PARTS


def _behind_opening_day(words: Span) -> int:
    """Return the index behind the words of a day that opens a sentence or follows "on" or "in"."""
    doc = words.doc
    first = words.start
    days: frozenset[int] = doc.user_data.get(DAYS, frozenset())
    if first not in days:
        return first
    if not _has_opening_day(words, days):
        return first
    while first < words.end and first in days:
        first += 1
    return first


def _has_opening_day(words: Span, days: frozenset[int]) -> bool:
    """Return whether the day that opens a phrase opens its sentence, or follows "on" or "in"."""
    before = words.start - 1
    while before in days:
        before -= 1
    if before < sentence_start(words.doc[words.start]):
        return True
    preposition = words.doc[before]
    return preposition.lower_ in BEFORE_DAYS


def bare(head: Token) -> tuple[int, int]:
    """Return the first and last token of a noun phrase after articles and numbers."""
    first, last = phrase(head)
    first = _behind_numbers(head, first)
    while first < head.i and _is_leading(head.doc[first]):
        first += 1
    return first, last


def _behind_numbers(head: Token, first: int) -> int:
    """Return where a phrase begins behind the last word that counts its head."""
    start = first
    for token in head.doc[first : head.i]:
        if _is_counting(token):
            start = token.i + 1
    return start


def _is_counting(token: Token) -> bool:
    """Return whether a word before a noun counts it or tells an age: "two", "a year - old"."""
    if token.lower_ == "old":
        return True
    if token.pos_ != "NUM":
        return False
    return token.dep_ == "nummod"


def _is_leading(token: Token) -> bool:
    """Return whether a word at the start of a phrase is no part of a name: "the", "some"."""
    if token.pos_ in NOT_OF_NAMES or token.dep_ in LEADING:
        return True
    if token.like_num or token.is_punct:
        return True
    if token.ent_type_ in {"DATE", "TIME"}:
        return True  # "On Friday soldiers killed two"
    return token.lower_ in LIMITING


def end_of_long_name(head: Token) -> int:
    """Return the last token of a name that goes on behind "of".

    "the International Committee of the Red Cross".
    """
    if head.pos_ != "PROPN":
        return head.i
    for child in head.rights:
        if child.i == head.i + 1 and child.lower_ == "of":
            return _end_of_name_behind(child)
    return head.i


def _end_of_name_behind(preposition: Token) -> int:
    """Return the last token of the name behind "of" or "for"; the word before it if none is."""
    for child in preposition.children:
        if child.dep_ == "pobj" and child.pos_ == "PROPN":
            return child.i
    return preposition.i - 1


def end_of_name(head: Token) -> int:
    """Return the last token of a name that goes on behind "for": "the Centre for Sea Rescue"."""
    following = head.i + 1
    if following + 1 >= sentence_end(head):
        return head.i
    preposition = head.doc[following]
    if preposition.lower_ != "for":
        return head.i
    if not preposition.nbor(1).text[:1].isupper():
        return head.i
    return _end_of_name_behind(preposition)


def behind_description(head: Token, first: int) -> int:
    """Return where a name begins behind the words that say who that is.

    "opposition leader Rami Saif", "a London-based Centre for Relief".
    """
    start = first
    for token in head.doc[first : head.i]:
        if _is_describing(token):
            start = token.i + 1
    is_name = head.doc[start].text[:1].isupper()
    return start if is_name else first


def _is_describing(token: Token) -> bool:
    """Return whether a word says who somebody is, and is no part of the name."""
    if token.text.endswith("-based"):
        return True
    if token.pos_ not in DESCRIBING:
        return False
    return token.is_lower and token.is_alpha
