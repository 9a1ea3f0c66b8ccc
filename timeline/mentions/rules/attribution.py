"""Find who is cited for what a sentence says."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import agents, objects_of, surface_subject
from timeline.mentions.rules.tree import (
    SUBJECT,
    child_by,
    children_by,
    conjuncts,
    has_child,
    is_nominal,
    is_verb,
)
from timeline.mentions.rules.triggers import lemma_of
from timeline.mentions.rules.voice import is_passive

QUOTES = frozenset({'"', "``", "''", "”", "“"})


# The head of the phrase for someone cited, and the reporting words.
Speaker = tuple[Token, str]
ACCORDING_TO = "according to"


def speakers(trigger: Token, sentence: Span, words: Words) -> list[Speaker]:
    """Return those cited for a trigger, the nearest first."""
    above = [
        *_governing(trigger, words),
        *_according(trigger, sentence, words),
        *_perceiving(trigger, words),
        *_showing(trigger, words),
        *_putting(trigger, words),
    ]
    cited = [speaker for speaker in above if _is_outside(speaker, trigger, words)]
    cited.extend(_blaming(trigger, words))
    cited.extend(trailing(trigger, sentence, words))
    cited.extend(_inverted(trigger, sentence, words))
    unique: dict[int, Speaker] = {}
    for head, verb in cited:
        unique.setdefault(head.i, (head, verb))
    return list(unique.values())


def _is_outside(speaker: Speaker, trigger: Token, words: Words) -> bool:
    """Return whether a speaker is no part of what the trigger governs: its agent, its place."""
    head, verb = speaker
    if not trigger.is_ancestor(head) or verb == ACCORDING_TO:
        return True
    return _is_inside_report(head, trigger, words)


def _is_inside_report(head: Token, trigger: Token, words: Words) -> bool:
    """Return whether the parser attached a citation to the trigger as part of its clause."""
    inside = (governor for governor in head.ancestors if trigger.is_ancestor(governor))
    return any(is_reporting(governor, words) for governor in inside)


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


def _governing(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield the speakers of the verbs of saying above a trigger whose content it is."""
    yield from _between_commas(trigger, words)
    below = trigger
    has_teller = False
    for ancestor in trigger.ancestors:
        if _is_only_saying_who(below) or (has_teller and _is_voice_apart(below)):
            return
        if _is_content_of(ancestor, below, trigger, words):
            told_by = _tellers(ancestor, words)
            has_teller = has_teller or bool(told_by)
            yield from _each(told_by, ancestor)
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
PASSIVE_BEFORE_TO = word_list("attribution.passive_before_to")
PAST = frozenset({"VBD", "VBN"})


def _tellers(verb: Token, words: Words) -> list[Token]:
    """Return the heads of those who say what a verb of saying introduces."""
    if is_passive(verb):
        return agents(verb, words)
    if _is_passive_before_to(verb):
        return []
    return surface_subject(verb, words)


def _is_passive_before_to(verb: Token) -> bool:
    """Return whether a verb is passive because an infinitive follows: "rebels said to hide"."""
    if lemma_of(verb) not in PASSIVE_BEFORE_TO:
        return False
    if verb.tag_ not in PAST:
        return False
    infinitive = child_by(verb, "xcomp")
    if infinitive is None:
        return False
    return infinitive.tag_ == "VB"


def _between_commas(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield the speakers of verbs of saying that stand in between.

    "Gunmen, police said, killed a mayor".
    """
    for verb in (trigger, *trigger.ancestors):
        for child in verb.children:
            if child.dep_ == "parataxis" and is_reporting(child, words):
                yield from _each(surface_subject(child, words), child)
        if is_reporting(verb, words) and _is_voice_apart(verb):
            return


def _is_content_of(verb: Token, below: Token, trigger: Token, words: Words) -> bool:
    """Return whether a verb says what stands below it, of which a trigger is part."""
    if (
        not is_reporting(verb, words)
        or _is_about_passive(verb)
        or _is_going_on(verb, words)
    ):
        return False
    if below.dep_ not in CONTENT or _is_subject_side(trigger, verb):
        return False
    if below.dep_ == "conj" and _is_next_clause(verb, below):
        return False
    return below.dep_ in DIRECT_CONTENT or lemma_of(verb) not in words["reporting.weak"]


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
    is_who = any(child.lower_ in {"who", "whom"} for child in verb.children)
    return is_who and lemma_of(verb.head) != "people"


def _is_about_passive(verb: Token) -> bool:
    """Return whether a participle stands with a passive, whose subject says nothing.

    "21 people were killed in a bombing, recalling the war".
    """
    return verb.tag_ == "VBG" and verb.dep_ == "advcl" and is_passive(verb.head)


def _is_going_on(verb: Token, words: Words) -> bool:
    """Return whether a participle goes on with what a verb of saying above says.

    "State media said the town had fallen, reporting that many fled": not the town reports.
    """
    if verb.tag_ != "VBG" or verb.dep_ != "advcl":
        return False
    governor = verb.head
    is_content = governor.dep_ in DIRECT_CONTENT
    return is_content and is_reporting(governor.head, words)


# Verbs of perception, and those whose perception tells of what happened.
PERCEIVED = word_list("attribution.perceived")
WITNESSES = word_list("attribution.witnesses")
# Verbs that say who did something.
BLAMING = word_list("roles.blamed")
# Relations of what frames a verb of saying: its subject, its time, its circumstances.
FRAMES = frozenset({"nsubj", "nsubjpass", "npadvmod", "advcl", "prep"})
# What somebody says something in.
SPEECHES = word_list("attribution.speeches")


def _is_subject_side(trigger: Token, verb: Token) -> bool:
    """Return whether a trigger stands in the subject of a reporting verb or as an aside to it."""
    for child in verb.children:
        if child.dep_ == "prep" and _is_in_speech(trigger, child):
            return False  # "said in a report that forces had bombed a theatre"
        if child.dep_ in FRAMES and (child == trigger or child.is_ancestor(trigger)):
            # "Speaking during a visit to X, he said": what frames the saying is not what is said.
            return child.dep_ != "advcl" or child.i < verb.i
    return False


def _is_in_speech(trigger: Token, preposition: Token) -> bool:
    """Return whether a trigger is part of what a speech says: "in a report that forces fled"."""
    speeches = (noun for noun in preposition.children if lemma_of(noun) in SPEECHES)
    return any(speech.is_ancestor(trigger) for speech in speeches)


def _according(trigger: Token, sentence: Span, words: Words) -> Iterator[Speaker]:
    """Yield the sources that a sentence names outside its clauses.

    "according to", "quoting", "as seen by".
    """
    for token in sentence:
        if token.lower_ == "according":
            if not _is_of_opening_clause(token, trigger, sentence):
                yield from ((head, ACCORDING_TO) for head in _sources_according(token))
        else:
            yield from _each(_confirming(token, words), token)


def _confirming(verb: Token, words: Words) -> Iterator[Token]:
    """Yield those who confirm a report, or whom it quotes."""
    if verb.dep_ == "acl" and verb.lower_ in {"corroborated", "confirmed"}:
        yield from agents(verb, words)  # "in a report corroborated by medics"
    elif verb.lemma_ in {"cite", "quote"}:
        yield from _quoted(verb)


# Relations of what can stand before the subject of a sentence.
OPENING = frozenset({"prep", "advcl"})


def _is_of_opening_clause(according: Token, trigger: Token, sentence: Span) -> bool:
    """Return whether a source is that of the clause that opens the sentence, not of a trigger.

    "After a war in which 300 died, according to the agency, the king fled".
    """
    start = sentence.start
    if trigger.i < according.i or according.i - 1 <= start:
        return False
    before = sentence.doc[start : according.i - 1]
    opening = before.root
    if opening.dep_ not in OPENING:
        return False
    if opening.left_edge.i != start:
        return False
    return any(map(is_verb, before))


def _sources_according(according: Token) -> list[Token]:
    """Return the heads of the sources after "according to"."""
    if according.i + 1 == len(according.doc):
        return []
    to = next(
        (child for child in according.children if child.lower_ == "to"),
        according.nbor(1),
    )
    return objects_of(to) if to.lower_ == "to" else []


def _quoted(verb: Token) -> Iterator[Token]:
    """Yield those whom a verb quotes: "quoting activists", "quoted an official as saying"."""
    if not is_verb(verb) or is_passive(verb):
        return
    for child in verb.children:
        if child.dep_ == "dobj":
            yield from conjuncts(child)


def _perceiving(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield the witnesses by whom a happening was perceived.

    "residents heard shelling in the port".
    """
    below = trigger
    for verb in trigger.ancestors:
        is_content = below.dep_ in {"ccomp", "xcomp", "dobj", "conj"}
        if is_verb(verb) and lemma_of(verb) in PERCEIVED and is_content:
            seen_by = agents(verb, words)
            yield from (
                (head, verb.text) for head in seen_by if lemma_of(head) in WITNESSES
            )
        below = verb


# What shows a happening, and verbs by which it reaches the public.
RECORDINGS = word_list("attribution.recordings")
PUBLISHING = word_list("attribution.publishing")


def _showing(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield those whose recordings show a happening: "a video posted by residents shows"."""
    below = trigger
    for verb in (trigger, *trigger.ancestors):
        for child in verb.children:
            if child != below:
                yield from _publishing(child, words)
        below = verb


def _publishing(part: Token, words: Words) -> Iterator[Speaker]:
    """Yield those who made public what part of a clause names, if that is a recording."""
    for noun in (part, *objects_of(part)):
        if lemma_of(noun) in RECORDINGS:
            yield from _publishers(noun, words)


def _publishers(recording: Token, words: Words) -> Iterator[Speaker]:
    """Yield those who made a recording public or took it."""
    for verb in recording.rights:
        if not is_verb(verb):
            continue
        if lemma_of(verb) in PUBLISHING:
            yield from _each(agents(verb, words), verb)


def _putting(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield those who give a number: "the ministry put the toll from the raid at 40"."""
    for verb in trigger.ancestors:
        if verb.lemma_ == "put" and _has_number_given(verb, words):
            yield from _each(surface_subject(verb, words), verb)


def _each(heads: Iterable[Token], verb: Token) -> Iterator[Speaker]:
    """Yield each of those who speak with the verb that says so."""
    for head in heads:
        yield head, verb.text


def _has_number_given(verb: Token, words: Words) -> bool:
    """Return whether the object of "put" is a toll and a number follows its "at"."""
    toll = child_by(verb, "dobj")
    if toll is None:
        return False
    lemma = lemma_of(toll)
    if lemma != "number" and lemma not in words["casualties.toll"]:
        return False
    return any(word.lower_ == "at" for word in verb.subtree)


def _blaming(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield those who say whose deed it was: "a bombing that the army blamed on rebels"."""
    verbs = children_by(trigger, "acl", "relcl")
    if trigger.dep_ in BLAMED:
        verbs.append(trigger.head)
    for verb in verbs:
        if is_verb(verb) and lemma_of(verb) in BLAMING:
            yield from _each(agents(verb, words), verb)


# Relations of a deed to the verb that says whose it was.
BLAMED = frozenset({"dobj", "nsubjpass"})


# Parts of speech of which the name and office of someone cited are made.
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PART", "PUNCT"})
LONGEST_NAMING = 10
"""Words of the longest name with its office that ends a sentence after a verb of saying."""
# Prepositions inside a name.
INSIDE_NAMES = frozenset({"for", "of"})


def _inverted(trigger: Token, sentence: Span, words: Words) -> Iterator[Speaker]:
    """Read the end of a quotation as '…", added the agency'.

    The parser often takes the verb for an adjective.
    """
    verb = _last_saying(sentence, words)
    if verb is None or verb.i - 2 < trigger.i:
        return
    if not _is_after_quotation(verb):
        return
    following = sentence.doc[verb.i + 1 : sentence.end]
    name = _to_punctuation(following)
    if lemma_of(verb) == "tell" or not _is_name(name):
        return
    head = _head_of_name(name)
    if head is not None:
        yield head, verb.text


def _last_saying(sentence: Span, words: Words) -> Token | None:
    """Return the last verb of saying that is no participle.

    "said the Watch, quoted by the agency": the participle says who passed it on.
    """
    for token in reversed(list(sentence)):
        if token.dep_ != "acl" and is_reporting(token, words):
            return token
    return None


def _is_after_quotation(verb: Token) -> bool:
    """Return whether a quotation mark or a comma stands before a verb."""
    before = verb.doc[verb.i - 1].text
    return before in QUOTES or before == ","


def _to_punctuation(words: Span) -> list[Token]:
    """Return the words up to the first mark that is no hyphen."""
    return list(takewhile(lambda word: not word.is_punct or word.text == "-", words))


def _is_name(words: Sequence[Token]) -> bool:
    """Return whether words can be the name and office of someone cited."""
    return 0 < len(words) <= LONGEST_NAMING and all(map(_can_name, words))


def _head_of_name(name: Sequence[Token]) -> Token | None:
    """Return the head of a name; in "the Watch for Rights" it stands before the preposition."""
    before = list(takewhile(lambda word: word.lower_ not in INSIDE_NAMES, name))
    return next((word for word in reversed(before) if is_nominal(word)), None)


def _can_name(word: Token) -> bool:
    """Return whether a word can stand in the name of someone cited: also "based" of "UK-based"."""
    if word.pos_ in NAMING or word.lower_ in INSIDE_NAMES:
        return True
    return word.tag_ == "VBN" and word.nbor(-1).text == "-"


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
    start = verb.i - 1
    while start > sentence.start and not _is_boundary(sentence.doc[start]):
        start -= 1
    if trigger.i > start or not _is_boundary(sentence.doc[start]):
        return None
    return start


def _last_reporting(sentence: Span, words: Words) -> Token | None:
    """Return the last verb of saying of a sentence."""
    return next(
        (token for token in reversed(list(sentence)) if is_reporting(token, words)),
        None,
    )


def _has_content_after(verb: Token, sentence: Span) -> bool:
    """Return whether what is said follows the verb."""
    tail = [token for token in _tail(verb, sentence) if not token.is_punct]
    if len(tail) > LONGEST_TAIL:
        return True
    return any(
        token.dep_ in CONTENT_OF_TAIL or token.lower_ == "that" for token in tail
    )


# Words that open an adverbial clause or phrase behind the speaker: "police said, as fire spread".
ADVERBIALS = word_list("attribution.adverbials")


def _tail(verb: Token, sentence: Span) -> Span:
    """Return the words behind a verb of saying, to the comma before an adverbial clause."""
    doc = sentence.doc
    start, end = verb.i + 1, sentence.end
    for token in doc[start : end - 1]:
        following = token.nbor(1).lower_
        if token.text == "," and following in ADVERBIALS:
            return doc[start : token.i]
    return doc[start:end]


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
        if _can_end_speaker(noun) and _is_before_speech(noun, verb):
            yield noun, verb.text


def _can_end_speaker(noun: Token) -> bool:
    """Return whether a word can head the phrase for someone cited."""
    if noun.is_punct or noun.dep_ == "pobj":
        return False
    return is_nominal(noun)


def _is_before_speech(noun: Token, verb: Token) -> bool:
    """Return whether a verb of saying, or a word that can stand before it, follows a noun."""
    following = noun.nbor(1)
    if following.i >= verb.i:
        return True
    return following.lower_ in AFTER_SPEAKERS
