"""Find the speakers named at the end of a sentence: "…, police said", "…, added the agency"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.reporting_verbs import Speaker, reporting_backwards
from timeline.mentions.rules.tree import is_nominal

QUOTES = frozenset({'"', "``", "''", "”", "“"})
# Parts of speech of which the name and office of someone cited are made.
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PART", "PUNCT"})
LONGEST_NAMING = 10
"""Words of the longest name with its office that ends a sentence after a verb of saying."""
# Prepositions inside a name.
INSIDE_NAMES = frozenset({"for", "of"})


def inverted(trigger: Token, sentence: Span, words: Words) -> Iterator[Speaker]:
    """Read the end of a quotation as '…", added the agency'.

    The parser often takes the verb for an adjective.
    """
    verb = _last_saying(sentence, words)
    if verb is None or not _is_quotation_end(verb, trigger):
        return
    name = _to_punctuation(_after(verb, sentence))
    head = _head_of_name(name)
    if head is not None:
        yield head, verb.text


def _after(verb: Token, sentence: Span) -> Span:
    """Return the words of a sentence after a verb."""
    return sentence.doc[verb.i + 1 : sentence.end]


def _is_quotation_end(verb: Token, trigger: Token) -> bool:
    """Return whether a verb of saying ends the quotation in which a trigger stands."""
    if verb.i - 2 < trigger.i:
        return False
    if lemma_of(verb) == "tell":
        return False
    return _is_boundary(verb.nbor(-1))


def _last_saying(sentence: Span, words: Words) -> Token | None:
    """Return the last verb of saying that is no participle of a noun.

    "…, said the Watch, quoted by the agency": the participle says who passed it on.
    """
    for verb in reporting_backwards(sentence, words):
        if verb.dep_ != "acl":
            return verb
    return None


def _to_punctuation(words: Span) -> list[Token]:
    """Return the words up to the first mark that is no hyphen."""
    before: list[Token] = []
    for word in words:
        if word.is_punct and word.text != "-":
            break
        before.append(word)
    return before


def _is_name(words: Sequence[Token]) -> bool:
    """Return whether words can be the name and office of someone cited."""
    if len(words) > LONGEST_NAMING:
        return False
    return all(map(_can_name, words))


def _head_of_name(name: Sequence[Token]) -> Token | None:
    """Return the head of a name; in "the Watch for Rights" it stands before the preposition.

    None if the words can be no name and office of someone cited.
    """
    if not _is_name(name):
        return None
    head = None
    for word in name:
        if word.lower_ in INSIDE_NAMES:
            break
        if is_nominal(word):
            head = word
    return head


def _can_name(word: Token) -> bool:
    """Return whether a word can stand in the name of someone cited: also "based" of "UK-based"."""
    if word.pos_ in NAMING or word.lower_ in INSIDE_NAMES:
        return True
    if word.tag_ != "VBN":
        return False
    return word.nbor(-1).text == "-"


# Words that can follow a verb of saying at the end of a sentence: "X said on Thursday".
LONGEST_TAIL = 8
CONTENT_OF_TAIL = frozenset({"ccomp", "mark", "dobj"})


def trailing_start(trigger: Token, sentence: Span, words: Words) -> int | None:
    """Return the index before the words for the speaker at the end: "…, X and Y said".

    None if it has no such end.
    """
    verb = _last_reporting(sentence, words)
    return None if verb is None else _start_before(verb, trigger, sentence)


def _start_before(verb: Token, trigger: Token, sentence: Span) -> int | None:
    """Return the index of the comma or quotation mark after what is said, before the speaker."""
    if trigger.i >= verb.i or _has_content_after(verb, sentence):
        return None
    for start in range(verb.i - 1, sentence.start - 1, -1):
        if start < trigger.i:
            return None
        if _is_boundary(sentence.doc[start]):
            return start
    return None


def _last_reporting(sentence: Span, words: Words) -> Token | None:
    """Return the last verb of saying of a sentence."""
    return next(reporting_backwards(sentence, words), None)


def _has_content_after(verb: Token, sentence: Span) -> bool:
    """Return whether what is said follows the verb."""
    tail = [token for token in _tail(verb, sentence) if not token.is_punct]
    if len(tail) > LONGEST_TAIL:
        return True
    return any(map(_is_content_of_tail, tail))


# Words that open an adverbial clause or phrase behind the speaker: "police said, as fire spread".
ADVERBIALS = word_list("trailing_speakers.adverbials")


def _tail(verb: Token, sentence: Span) -> Span:
    """Return the words behind a verb of saying, to the comma before an adverbial clause."""
    behind = _after(verb, sentence)
    for token in behind[:-1]:
        if token.text != ",":
            continue
        following = token.nbor(1)
        if following.lower_ in ADVERBIALS:
            return sentence.doc[behind.start : token.i]
    return behind


def _is_content_of_tail(token: Token) -> bool:
    return token.dep_ in CONTENT_OF_TAIL or token.lower_ == "that"


def _is_boundary(token: Token) -> bool:
    """Return whether a comma or a quotation mark ends what is said."""
    return token.text == "," or token.text in QUOTES


# Words that can follow the noun for a speaker at the end of a sentence.
AFTER_SPEAKERS = frozenset({"and", ",", "in", "of", "for", "had", "have", "has"})


def trailing(trigger: Token, sentence: Span, words: Words) -> Iterator[Speaker]:
    """Read the end of a sentence as '…, X and Y said on Thursday'.

    The parser often attaches X to what stands before.
    """
    verb = _last_reporting(sentence, words)
    if verb is None:
        return
    start = _start_before(verb, trigger, sentence)
    if start is None:
        return
    for noun in sentence.doc[start + 1 : verb.i]:
        if _is_speaker_before(verb, noun):
            yield noun, verb.text


def _is_speaker_before(verb: Token, noun: Token) -> bool:
    """Return whether a word before a verb of saying is the head of the words for a speaker."""
    if not is_nominal(noun) or noun.is_punct or noun.dep_ == "pobj":
        return False
    following = noun.i + 1
    if following == verb.i:
        return True
    return noun.doc[following].lower_ in AFTER_SPEAKERS
