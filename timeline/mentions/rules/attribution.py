"""Find who is cited for what a sentence says."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import (
    agents,
    conjuncts,
    is_nominal,
    is_passive,
    is_verb,
    objects_of,
    surface_subject,
)
from timeline.mentions.rules.triggers import lemma_of

QUOTES = frozenset({'"', "``", "''", "”", "“"})


def speakers(trigger: Token, sentence: Span, words: Words) -> list[tuple[Token, str]]:
    """Give (head of the speaker's phrase, reporting words) for those cited for a trigger, the nearest first."""
    found = [
        *_governing(trigger, words),
        *_according(sentence, words),
        *_perceiving(trigger, words),
    ]
    cited = [
        (head, verb)
        for head, verb in found
        if not trigger.is_ancestor(head)
        or verb == "according to"
        or _inside_report(head, trigger, words)
    ]
    cited.extend(_blaming(trigger, words))
    cited.extend(trailing(trigger, sentence, words))
    cited.extend(_inverted(trigger, sentence, words))
    unique: dict[int, tuple[Token, str]] = {}
    for head, verb in cited:
        unique.setdefault(head.i, (head, verb))
    return list(unique.values())


def _inside_report(head: Token, trigger: Token, words: Words) -> bool:
    """Return whether a speaker hangs under the trigger only because the parser read the citation as part of its clause."""
    return any(is_reporting(one, words) for one in head.ancestors if trigger.is_ancestor(one))


def is_reporting(verb: Token, words: Words) -> bool:
    """Return whether the token is a verb that introduces what somebody says."""
    return is_verb(verb) and lemma_of(verb) in words["reporting.verbs"]


# Links by which words belong to what a verb above them says.
CONTENT = frozenset(
    {
        *("acl", "advcl", "appos", "ccomp", "conj", "dep", "dobj", "parataxis"),
        *("pobj", "prep", "relcl", "xcomp"),
    }
)
DIRECT_CONTENT = frozenset({"ccomp", "dep", "dobj", "parataxis"})


def _governing(trigger: Token, words: Words) -> Iterator[tuple[Token, str]]:
    """Yield the speakers of the verbs of saying above a trigger whose content it is."""
    yield from _between_commas(trigger, words)
    below = trigger
    for ancestor in trigger.ancestors:
        if _is_only_saying_who(below):
            return
        if _is_content_of(ancestor, below, trigger, words):
            is_done = is_passive(ancestor)
            told_by = agents(ancestor, words) if is_done else surface_subject(ancestor, words)
            yield from ((head, ancestor.text) for head in told_by)
        below = ancestor


def _between_commas(trigger: Token, words: Words) -> Iterator[tuple[Token, str]]:
    """Yield the speakers of verbs of saying that stand in between.

    "Gunmen, police said, killed a mayor".
    """
    for verb in (trigger, *trigger.ancestors):
        for child in verb.children:
            if child.dep_ == "parataxis" and is_reporting(child, words):
                yield from ((head, child.text) for head in surface_subject(child, words))


def _is_content_of(verb: Token, below: Token, trigger: Token, words: Words) -> bool:
    """Return whether a verb says what stands below it, of which a trigger is part."""
    if not is_reporting(verb, words) or _is_about_passive(verb):
        return False
    if below.dep_ not in CONTENT or _is_subject_side(trigger, verb):
        return False
    return below.dep_ in DIRECT_CONTENT or lemma_of(verb) not in words["reporting.weak"]


def _is_only_saying_who(verb: Token) -> bool:
    """Return whether a clause only says who somebody is: what it recalls is no news of the speaker.

    "an official said Hassan, who was shot in May, had led the group".
    """
    if verb.dep_ != "relcl":
        return False
    is_who = any(child.lower_ in {"who", "whom"} for child in verb.children)
    return is_who and lemma_of(verb.head) != "people"


def _is_about_passive(verb: Token) -> bool:
    """Return whether a participle stands with a passive, whose subject says nothing.

    "21 people were killed in a bombing, recalling the war".
    """
    return verb.tag_ == "VBG" and verb.dep_ == "advcl" and is_passive(verb.head)


# Verbs of perception, and those whose perception tells of what happened.
PERCEIVED = word_list("attribution.perceived")
WITNESSES = word_list("attribution.witnesses")
# Verbs that lay a deed at somebody's door.
BLAMING = word_list("roles.blamed")
# What somebody says something in.
SPEECHES = word_list("attribution.speeches")


def _is_subject_side(trigger: Token, verb: Token) -> bool:
    """Return whether the trigger stands in the subject of the reporting verb or as an aside to the speaker."""
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "npadvmod"} and (
            child == trigger or child.is_ancestor(trigger)
        ):
            return True
        if child.dep_ == "prep" and any(
            lemma_of(one) in SPEECHES and one.is_ancestor(trigger) for one in child.children
        ):
            return False  # "said in a report that forces had bombed a theatre"
        if child.dep_ in {"advcl", "prep"} and (child == trigger or child.is_ancestor(trigger)):
            # "Speaking during a visit to X, he said": what frames the saying is not what is said.
            return child.i < verb.i or child.dep_ == "prep"
    return False


def _according(sentence: Span, words: Words) -> Iterator[tuple[Token, str]]:
    """Yield the sources that a sentence names beside its clauses.

    "according to", "quoting", "as seen by".
    """
    for token in sentence:
        if token.lower_ == "according" and token.i + 1 < sentence.end:
            to = next((child for child in token.children if child.lower_ == "to"), None)
            if to is None and token.nbor(1).lower_ == "to":
                to = token.nbor(1)
            if to is not None:
                yield from ((head, "according to") for head in objects_of(to))
        elif (
            token.lower_ in {"corroborated", "confirmed"} and token.dep_ == "acl"
        ):  # "in a report corroborated by medics"
            yield from ((head, token.text) for head in agents(token, words))
        elif token.lemma_ in {"cite", "quote"} and is_verb(token) and not is_passive(token):
            yield from ((head, token.text) for head in _quoted(token))


def _quoted(verb: Token) -> Iterator[Token]:
    """Yield those whom a verb quotes: "quoting activists", "quoted an official as saying"."""
    for child in verb.children:
        if child.dep_ == "dobj":
            yield from conjuncts(child)


def _perceiving(trigger: Token, words: Words) -> Iterator[tuple[Token, str]]:
    """Yield the witnesses by whom a happening was perceived.

    "residents heard shelling in the port".
    """
    below = trigger
    for verb in trigger.ancestors:
        is_content = below.dep_ in {"ccomp", "xcomp", "dobj", "conj"}
        if is_verb(verb) and lemma_of(verb) in PERCEIVED and is_content:
            seen_by = agents(verb, words)
            yield from ((head, verb.text) for head in seen_by if lemma_of(head) in WITNESSES)
        below = verb


def _blaming(trigger: Token, words: Words) -> Iterator[tuple[Token, str]]:
    """Yield those who say whose deed it was: "a bombing that the army blamed on rebels"."""
    own = [child for child in trigger.children if child.dep_ in {"acl", "relcl"}]
    above = [trigger.head] if trigger.dep_ in {"dobj", "nsubjpass"} else []
    for verb in (*own, *above):
        if is_verb(verb) and lemma_of(verb) in BLAMING:
            yield from ((head, verb.text) for head in agents(verb, words))


def _inverted(trigger: Token, sentence: Span, words: Words) -> Iterator[tuple[Token, str]]:
    """Read the end of a quotation as '…", added the agency': the parser often takes the verb for an adjective."""
    verbs = (token for token in reversed(list(sentence)) if is_reporting(token, words))
    # "…, said the Watch, quoted by the agency": the participle says who passed it on
    at = next((verb.i for verb in verbs if verb.dep_ != "acl"), sentence.start)
    if at - 2 < trigger.i or sentence.doc[at - 1].text not in QUOTES | {","}:
        return
    behind = list(sentence.doc[at + 1 : sentence.end])
    comma = next(
        (number for number, one in enumerate(behind) if one.is_punct and one.text != "-"),
        len(behind),
    )
    behind = behind[:comma]
    is_told_to = lemma_of(sentence.doc[at]) == "tell"
    is_name = 0 < len(behind) <= LONGEST_NAMING and all(_can_name(word) for word in behind)
    if is_name and not is_told_to:
        # "the Watch for Rights": the head stands before the preposition
        inside = [place for place, word in enumerate(behind) if word.lower_ in INSIDE_NAMES]
        behind = behind[: inside[0]] if inside else behind
        head = next((one for one in reversed(behind) if is_nominal(one)), None)
        if head is not None:
            yield head, sentence.doc[at].text


# Parts of speech of which the name and office of someone cited are made.
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PART", "PUNCT"})
LONGEST_NAMING = 10
"""Words of the longest name with its office that ends a sentence behind a verb of saying."""
# Prepositions inside a name.
INSIDE_NAMES = frozenset({"for", "of"})


def _can_name(word: Token) -> bool:
    """Return whether a word can stand in the name of someone cited: also "based" of "UK-based"."""
    if word.pos_ in NAMING or word.lower_ in INSIDE_NAMES:
        return True
    return word.tag_ == "VBN" and word.nbor(-1).text == "-"


def trailing_start(trigger: Token, sentence: Span, words: Words) -> int | None:
    """Give the index before the words for the speaker at the end of a sentence, "…, X and Y said".

    None if it has no such end.
    """
    verb = next((one for one in reversed(list(sentence)) if is_reporting(one, words)), None)
    if verb is None or trigger.i >= verb.i:
        return None
    tail = [one for one in sentence.doc[verb.i + 1 : sentence.end] if not one.is_punct]
    if len(tail) > 8 or any(
        one.dep_ in {"ccomp", "mark", "dobj"} or one.lower_ == "that" for one in tail
    ):
        return None
    start = verb.i - 1
    while (
        start > sentence.start
        and sentence.doc[start].text != ","
        and sentence.doc[start].text not in QUOTES
    ):
        start -= 1
    if sentence.doc[start].text not in QUOTES | {","} or trigger.i > start:
        return None
    return start


def trailing(trigger: Token, sentence: Span, words: Words) -> Iterator[tuple[Token, str]]:
    """Read the end of a sentence as '…, X and Y said on Thursday': the parser often glues X to what stands before."""
    start = trailing_start(trigger, sentence, words)
    if start is None:
        return
    verb = next(one for one in reversed(list(sentence)) if is_reporting(one, words))
    nominals = [
        one for one in sentence.doc[start + 1 : verb.i] if is_nominal(one) and not one.is_punct
    ]
    for one in nominals:
        following = one.i + 1
        ends = following >= verb.i or sentence.doc[following].lower_ in {
            "and",
            ",",
            "in",
            "of",
            "for",
            "had",
            "have",
            "has",
        }
        if ends and (one.dep_ != "pobj"):
            yield one, verb.text
