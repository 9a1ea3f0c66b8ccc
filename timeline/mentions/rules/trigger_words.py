"""Words of a verb or noun phrase that names an incident, beside its head word."""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.sentence_bounds import sentence_end, sentence_start
from timeline.mentions.rules.tree import children_by, is_verb

# A particle or object that belongs to a verb stands at most this many words behind it.
REACH = 7


def words_behind(verb: Token, rest: tuple[str, ...]) -> list[Token] | None:
    """Find the words of a verb phrase behind its verb, in order and governed by it.

    None if one is missing.

    The object of the phrase may also be the subject of its passive ("ties were cut").
    """
    words: list[Token] = []
    position = verb.i
    for lemma in rest:
        word = _next_word(verb, position, lemma, words)
        if word is None:
            word = _in_subject(verb, lemma)
        elif is_month(word):  # "led the raid in March" is no march
            return None
        else:
            position = word.i
        if word is None:
            return None
        words.append(word)
    last = words[-1] if words else verb
    return None if _is_of_purpose(last) else words


def _is_of_purpose(word: Token) -> bool:
    """Return whether a phrase ends with the "to" of a purpose: nobody is ordered.

    "commanded a force to hold the town".
    """
    if word.dep_ != "aux" or word.lower_ != "to":
        return False
    return word.head.dep_ == "advcl"


# Links by which a noun holds the words that say what of it is meant, and its second half.
OF_NAME = frozenset({"compound", "nmod", "amod", "conj"})


def _in_subject(verb: Token, lemma: str) -> Token | None:
    """Return a word of the subject of a passive: "phone and internet services were suspended"."""
    for subject in children_by(verb, "nsubjpass"):
        for word in _named_in(subject, lemma):
            return word
    return None


def _named_in(noun: Token, lemma: str) -> Iterator[Token]:
    """Yield the words of a noun phrase with a lemma: the noun, and what says which it is."""
    if lemma_of(noun) == lemma:
        yield noun
    for child in children_by(noun, *OF_NAME):
        yield from _named_in(child, lemma)


def _is_in_clause_of(verb: Token, word: Token) -> bool:
    """Return whether a verb governs a word without another verb between them."""
    for ancestor in word.ancestors:
        if ancestor == verb:
            return True
        if is_verb(ancestor):
            return False
    return False


# What shows or tells of people: its "of" is not done to them.
DEPICTING = word_list("trigger_words.depicting")
# Prepositions behind which stands no object of the verb.
APART = word_list("trigger_words.apart")


def _next_word(
    verb: Token, position: int, lemma: str, before: Collection[Token]
) -> Token | None:
    """Return the next word of a verb phrase after a position; None if it is missing.

    Args:
        verb: The verb.
        position: Index of the last word so far.
        lemma: Lemma or form of the word.
        before: The words of the phrase so far.
    """
    end = min(position + 1 + REACH, sentence_end(verb))
    for word in verb.doc[position + 1 : end]:
        if lemma not in {word.lower_, lemma_of(word)}:
            continue
        if _is_continuation(word, verb, position, before):
            return word
    return None


def _is_continuation(
    word: Token, verb: Token, position: int, before: Collection[Token]
) -> bool:
    """Return whether a word continues a verb phrase found up to a position."""
    if word.dep_ == "prep":
        is_attached = word.head == verb or word.head in before
        return is_attached and not _is_before_date(word)
    if _is_infinitive_of(verb, word):
        return word.head.dep_ in {"xcomp", "ccomp", "advcl"}
    if _is_object_of_others(word, position):
        return False
    if word.i == position + 1:
        return True
    return _is_in_clause_of(verb, word)


def _is_object_of_others(word: Token, position: int) -> bool:
    """Return whether a word follows a preposition that leads to no object of the verb."""
    if word.dep_ != "pobj":
        return False
    preposition = word.head
    return preposition.i > position and _is_in_other_phrase(preposition)


def _is_infinitive_of(verb: Token, to: Token) -> bool:
    """Return whether a word is the "to" of a verb's infinitive: "ordered the rebels to stop"."""
    if to.dep_ != "aux" or to.lower_ != "to":
        return False
    return to.head.head == verb


def _is_before_date(preposition: Token) -> bool:
    """Return whether a preposition only says when.

    "called on Monday for calm" does not call on anyone; "gave them until Monday" sets a day.
    """
    if preposition.lower_ == "until":
        return False
    return any(child.ent_type_ in {"DATE", "TIME"} for child in preposition.children)


def _is_in_other_phrase(preposition: Token) -> bool:
    """Return whether what follows a preposition is no object of the verb."""
    if preposition.lower_ in APART:
        return True  # "used tactics against the forces" is no use of force
    # "released photographs of the suspects": nobody is freed
    return preposition.lower_ == "of" and lemma_of(preposition.head) in DEPICTING


def is_month(token: Token) -> bool:
    """Return whether "March" is the month: nobody marched."""
    if token.text != "March":
        return False
    return token.pos_ == "PROPN" or token.ent_type_ == "DATE"


def words_before(noun: Token, rest: tuple[str, ...]) -> list[Token] | None:
    """Find the words before a noun in a row, hyphens passed over; None if they are not there."""
    words: list[Token] = []
    position = noun.i
    for lemma in reversed(rest):
        token = _word_before(noun, position)
        if token is None or lemma not in {lemma_of(token), token.lower_}:
            return None
        words.append(token)
        position = token.i
    words.reverse()
    return words


def _word_before(noun: Token, position: int) -> Token | None:
    """Return the last word of a noun's sentence before a position that is no hyphen."""
    for index in range(position - 1, sentence_start(noun) - 1, -1):
        token = noun.doc[index]
        if token.text != "-":
            return token
    return None
