"""Find the speakers of the verbs of saying that govern what a sentence says."""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import agents, surface_subject
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.reporting_verbs import Speaker, is_reporting
from timeline.mentions.rules.tree import (
    SUBJECT,
    child_by,
    children_by,
    has_child,
    has_word,
)
from timeline.mentions.rules.voice import is_passive

# Links by which words belong to what a verb above them says.
CONTENT = frozenset(
    {
        *("acl", "advcl", "appos", "ccomp", "conj", "dep", "dobj", "parataxis"),
        *("pobj", "prep", "relcl", "xcomp"),
    }
)
DIRECT_CONTENT = frozenset({"ccomp", "dep", "dobj", "parataxis"})


def governing(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield the speakers of the verbs of saying above a trigger whose content it is."""
    yield from _between_commas(trigger, words)
    below = trigger
    has_teller = False
    for ancestor in trigger.ancestors:
        if _is_only_saying_who(below):
            return
        if has_teller and _is_voice_apart(below):
            return
        if _is_content_of(ancestor, below, trigger, words):
            for head in _tellers(ancestor, words):
                has_teller = True
                yield head, ancestor.text
        below = ancestor


# Relations of clauses in which another voice is set beside the one above.
APART = frozenset({"advcl", "conj"})


def _is_voice_apart(clause: Token) -> bool:
    """Return whether a clause sets another voice beside the one above it.

    "the army said two men died, while residents said it had shot ten".
    """
    if clause.dep_ not in APART:
        return False
    return has_child(clause, *SUBJECT)


# Verbs of saying that only in the passive have an infinitive: "papers said to name the killers".
PASSIVE_BEFORE_TO = word_list("governing_speakers.passive_before_to")
PAST = frozenset({"VBD", "VBN"})


def _tellers(verb: Token, words: Words) -> list[Token]:
    """Return the heads of those who say what a verb of saying introduces."""
    if _is_passive_before_to(verb):
        return []
    return agents(verb, words)


def _is_passive_before_to(verb: Token) -> bool:
    """Return whether a verb is passive because an infinitive follows: "rebels said to hide"."""
    if lemma_of(verb) not in PASSIVE_BEFORE_TO:
        return False
    if verb.tag_ not in PAST or is_passive(verb):
        return False
    infinitive = child_by(verb, "xcomp")
    if infinitive is None:
        return False
    return infinitive.tag_ == "VB"


def _between_commas(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield the speakers of verbs of saying that stand in between.

    "Gunmen, police said, killed a mayor".
    """
    for governor in (trigger, *trigger.ancestors):
        for verb in children_by(governor, "parataxis"):
            if not is_reporting(verb, words):
                continue
            for head in surface_subject(verb, words):
                yield head, verb.text
        if is_reporting(governor, words) and _is_voice_apart(governor):
            return


def _is_content_of(verb: Token, below: Token, trigger: Token, words: Words) -> bool:
    """Return whether a verb says what stands below it, of which a trigger is part."""
    if not is_reporting(verb, words):
        return False
    if _is_about_passive(verb) or _is_going_on(verb, words):
        return False
    if below.dep_ not in CONTENT or _is_subject_side(trigger, verb):
        return False
    if below.dep_ in DIRECT_CONTENT:
        return True
    if below.dep_ == "conj" and _is_next_clause(verb, below):
        return False
    return lemma_of(verb) not in words["reporting.weak"]


def _is_next_clause(verb: Token, clause: Token) -> bool:
    """Return whether a clause with a subject of its own follows what somebody has said.

    "A bomb went off, police said, and the mayor urged all to stay at home".
    """
    if clause.i < verb.i:
        return False
    content = child_by(verb, *DIRECT_CONTENT)
    if content is None or content.i > verb.i:
        return False
    return has_child(clause, "nsubj")


def _is_only_saying_who(verb: Token) -> bool:
    """Return whether a clause only says who somebody is: what it recalls is no news of the speaker.

    "an official said Hassan, who was shot in May, had led the group".
    """
    if verb.dep_ != "relcl":
        return False
    if not has_word(verb, "who", "whom"):
        return False
    return lemma_of(verb.head) != "people"


def _is_about_passive(verb: Token) -> bool:
    """Return whether a participle stands with a passive, whose subject says nothing.

    "21 people were killed in a bombing, recalling the war".
    """
    if not _is_free_participle(verb):
        return False
    return is_passive(verb.head)


def _is_free_participle(verb: Token) -> bool:
    """Return whether a verb in -ing is a clause beside another verb."""
    return verb.tag_ == "VBG" and verb.dep_ == "advcl"


def _is_going_on(verb: Token, words: Words) -> bool:
    """Return whether a participle goes on with what a verb of saying above says.

    "State media said the town had fallen, reporting that many fled": not the town reports.
    """
    if not _is_free_participle(verb):
        return False
    if verb.head.dep_ not in DIRECT_CONTENT:
        return False
    return is_reporting(verb.head.head, words)


# Relations of what frames a verb of saying: its subject, its time, its circumstances.
FRAMES = frozenset({"nsubj", "nsubjpass", "npadvmod", "advcl", "prep"})
# What somebody says something in.
SPEECHES = word_list("governing_speakers.speeches")


def _is_subject_side(trigger: Token, verb: Token) -> bool:
    """Return whether a trigger stands in the subject of a reporting verb or as an aside to it."""
    for child in verb.children:
        if child.dep_ not in FRAMES:
            continue
        if child.dep_ == "prep" and _is_in_speech(trigger, child):
            return False  # "said in a report that forces had bombed a theatre"
        if _is_in(trigger, child):
            # "Speaking during a visit to X, he said": what frames the saying is not what is said.
            return child.dep_ != "advcl" or child.i < verb.i
    return False


def _is_in(token: Token, head: Token) -> bool:
    """Return whether a token is a word or stands below it."""
    return head == token or head.is_ancestor(token)


def _is_in_speech(trigger: Token, preposition: Token) -> bool:
    """Return whether a trigger is part of what a speech says: "in a report that forces fled"."""
    for noun in preposition.children:
        if noun.is_ancestor(trigger):
            return lemma_of(noun) in SPEECHES
    return False
