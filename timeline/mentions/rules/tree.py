"""Look around a word in the parse: its kind, its dependents, its conjuncts, the verb above it."""

from spacy.tokens import Span, Token

from timeline.model.mentions import Step

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
COMMON_NOUNS = frozenset({"NN", "NNS"})
VERBAL = frozenset({"VERB", "AUX"})
SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
# Relations of a subject that is a noun, and of an auxiliary.
NOUN_SUBJECT = frozenset({"nsubj", "nsubjpass"})
AUXILIARY = frozenset({"aux", "auxpass"})
# A word before a noun that says of what sort it is; the same, or whose it is.
MODIFIERS = frozenset({"amod", "compound", "nmod"})
OWNERS = MODIFIERS | {"poss"}
# Parts of speech of a word that links what stands below it to what stands above.
LINKING = frozenset({"ADP", "SCONJ"})


def is_verb(token: Token) -> bool:
    """Return whether the token is a verb form in the parse."""
    return token.pos_ in VERBAL


def is_nominal(token: Token) -> bool:
    """Return whether the token can head a noun phrase."""
    if token.pos_ in NOMINAL:
        return True
    if token.tag_ in COMMON_NOUNS:
        return True
    return token.pos_ == "DET" and token.dep_ in SUBJECT


def child_by(token: Token, *links: str) -> Token | None:
    """Return the first dependent that has one of some relations; None if none has."""
    for child in token.children:
        if child.dep_ in links:
            return child
    return None


def children_by(token: Token, *links: str) -> list[Token]:
    """Return the dependents that have one of some relations, in order of the text."""
    return [child for child in token.children if child.dep_ in links]


def has_child(token: Token, *links: str) -> bool:
    """Return whether a dependent has one of some relations."""
    return child_by(token, *links) is not None


def has_word(token: Token, *words: str) -> bool:
    """Return whether a dependent is one of some words, given in lower case."""
    return any(child.lower_ in words for child in token.children)


def links_of(token: Token) -> set[str]:
    """Return the relations of the dependents."""
    return {child.dep_ for child in token.children}


def is_counted(noun: Token) -> bool:
    """Return whether a noun is a number or has one."""
    if noun.like_num:
        return True
    return has_child(noun, "nummod")


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is coordinated with it to its right, in order."""
    coordinated = [token]
    for child in token.children:
        if child.i > token.i and _is_coordinated(child, token):
            coordinated.extend(conjuncts(child))
    return coordinated


def _is_coordinated(child: Token, token: Token) -> bool:
    """Return whether a dependent is coordinated with a word of its kind."""
    is_listed = child.dep_ == "conj" or _is_listed_apposition(child)
    if not is_listed:
        return False
    return is_nominal(child) == is_nominal(token)


def _is_listed_apposition(child: Token) -> bool:
    """Return whether an apposition goes on with a list: "a judge, a priest and two"."""
    return child.dep_ == "appos" and has_child(child, "conj")


def first_of_list(token: Token) -> Token:
    """Return the first of those with which a word is coordinated."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above a token; None if there is none."""
    for ancestor in token.ancestors:
        if is_verb(ancestor):
            return ancestor
    return None


def clause_verb(token: Token) -> Token | None:
    """Return the verb of the clause in which the token stands.

    The token itself if it is that verb.
    """
    if is_verb(token) and token.dep_ not in AUXILIARY:
        return token
    return governing_verb(token)


def climb(token: Token, sentence: Span) -> tuple[Step, ...]:
    """Return the way from a word up to the root of its sentence, the word itself first."""
    way = (token, *token.ancestors)
    return tuple(_step(word, sentence.start) for word in way)


def _step(word: Token, start: int) -> Step:
    """Return one word of a way up; `start`: the index of its sentence's first word."""
    index = word.i - start
    links = _linking_words(word)
    return Step(index=index, role=word.dep_, links=links)


def _linking_words(token: Token) -> tuple[str, ...]:
    """Return the preposition that a word is, and the conjunctions before it."""
    marks = tuple(word.lemma_.lower() for word in children_by(token, "mark"))
    if token.lower_ == "following":
        return ("following", *marks)
    if token.pos_ in LINKING:
        return (token.lemma_.lower(), *marks)
    return marks
