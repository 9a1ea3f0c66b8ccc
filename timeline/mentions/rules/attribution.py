"""Find who is cited for what a sentence says."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import agents, objects_of, surface_subject
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.tree import (
    SUBJECT,
    child_by,
    children_by,
    conjuncts,
    has_child,
    has_word,
    is_nominal,
    is_verb,
)
from timeline.mentions.rules.voice import is_passive

QUOTES = frozenset({'"', "``", "''", "”", "“"})


# The head of the phrase for someone cited, and the reporting words.
Speaker = tuple[Token, str]
ACCORDING_TO = "according to"


def speakers(trigger: Token, sentence: Span, words: Words) -> list[Speaker]:
    """Return those cited for a trigger, the nearest first."""
    unique: dict[int, Speaker] = {}
    for head, verb in _cited(trigger, sentence, words):
        unique.setdefault(head.i, (head, verb))
    return list(unique.values())


def _cited(trigger: Token, sentence: Span, words: Words) -> Iterator[Speaker]:
    """Yield those cited for a trigger, some of them more than once."""
    for speaker in _reporting(trigger, sentence, words):
        if _is_outside(speaker, trigger, words):
            yield speaker
    yield from _blaming(trigger, words)
    yield from trailing(trigger, sentence, words)
    yield from _inverted(trigger, sentence, words)


def _reporting(trigger: Token, sentence: Span, words: Words) -> Iterator[Speaker]:
    """Yield those who say or saw it, by the clauses of the sentence."""
    yield from _governing(trigger, words)
    yield from _according(trigger, sentence, words)
    yield from _perceiving(trigger, words)
    yield from _showing(trigger, words)
    yield from _putting(trigger, words)


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
PASSIVE_BEFORE_TO = word_list("attribution.passive_before_to")
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


# Verbs of perception, and those whose perception tells of what happened.
PERCEIVED = word_list("attribution.perceived")
WITNESSES = word_list("attribution.witnesses")
# Relations of what is seen or heard to the verb of perception.
WHAT_IS_SEEN = frozenset({"ccomp", "conj", "dobj", "xcomp"})
# Verbs that say who did something: "a bombing blamed on rebels".
BLAMED = word_list("attribution.blamed")
# Relations of what frames a verb of saying: its subject, its time, its circumstances.
FRAMES = frozenset({"nsubj", "nsubjpass", "npadvmod", "advcl", "prep"})
# What somebody says something in.
SPEECHES = word_list("attribution.speeches")


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


def _according(trigger: Token, sentence: Span, words: Words) -> Iterator[Speaker]:
    """Yield the sources that a sentence names outside its clauses.

    "according to", "quoting", "as seen by".
    """
    for token in sentence:
        if token.lower_ == "according":
            yield from _named_according(token, trigger, sentence)
        elif _is_confirmed(token):
            for head in agents(token, words):
                yield head, token.text
        elif token.lemma_ in {"cite", "quote"}:
            for head in _quoted(token):
                yield head, token.text


def _named_according(
    according: Token, trigger: Token, sentence: Span
) -> Iterator[Speaker]:
    """Yield the sources after "according to", where they tell of a trigger."""
    if _is_of_opening_clause(according, trigger, sentence):
        return
    for head in _sources_according(according, sentence):
        yield head, ACCORDING_TO


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


def _is_confirmed(token: Token) -> bool:
    """Return whether a participle leads to a source: "a report corroborated by medics"."""
    return token.dep_ == "acl" and token.lower_ in {"corroborated", "confirmed"}


def _sources_according(according: Token, sentence: Span) -> list[Token]:
    """Return the heads of the sources after "according to"."""
    if according.i + 1 >= sentence.end:
        return []
    for word in (*according.children, according.nbor(1)):
        if word.lower_ == "to":
            return objects_of(word)
    return []


def _quoted(verb: Token) -> Iterator[Token]:
    """Yield those whom a verb quotes: "quoting activists", "quoted an official as saying"."""
    if not is_verb(verb) or is_passive(verb):
        return
    for child in children_by(verb, "dobj"):
        yield from conjuncts(child)


def _perceiving(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield the witnesses by whom a happening was perceived.

    "residents heard shelling in the port".
    """
    below = trigger
    for verb in trigger.ancestors:
        if below.dep_ in WHAT_IS_SEEN and _is_perceiving(verb):
            for head in agents(verb, words):
                if lemma_of(head) in WITNESSES:
                    yield head, verb.text
        below = verb


def _is_perceiving(verb: Token) -> bool:
    return is_verb(verb) and lemma_of(verb) in PERCEIVED


# What shows a happening, and verbs by which it reaches the public.
RECORDINGS = word_list("attribution.recordings")
PUBLISHING = word_list("attribution.publishing")


def _showing(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield those whose recordings show a happening: "a video posted by residents shows"."""
    below = trigger
    for verb in (trigger, *trigger.ancestors):
        for part in verb.children:
            if part != below:
                yield from _publishing(part, words)
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
        if lemma_of(verb) not in PUBLISHING:
            continue
        for head in agents(verb, words):
            yield head, verb.text


def _putting(trigger: Token, words: Words) -> Iterator[Speaker]:
    """Yield those who give a number: "the ministry put the toll from the raid at 40"."""
    for verb in trigger.ancestors:
        if verb.lemma_ != "put":
            continue
        if not _has_number_given(verb, words):
            continue
        for head in surface_subject(verb, words):
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
    for verb in _verbs_about(trigger):
        if is_verb(verb) and lemma_of(verb) in BLAMED:
            for head in agents(verb, words):
                yield head, verb.text


def _verbs_about(noun: Token) -> Iterator[Token]:
    """Yield the verbs of the clauses on a noun, and the one to which it is done."""
    yield from children_by(noun, "acl", "relcl")
    if noun.dep_ in {"dobj", "nsubjpass"}:
        yield noun.head


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
    for verb in _reporting_backwards(sentence, words):
        if verb.dep_ != "acl":
            return verb
    return None


# Where the indices of the verbs of saying of each sentence are kept with a parsed text.
REPORTING = "timeline_reporting_verbs"


def _reporting_backwards(sentence: Span, words: Words) -> Iterator[Token]:
    """Yield the verbs of saying of a sentence, the last first."""
    sentences = sentence.doc.user_data.setdefault(REPORTING, {})
    bounds = sentence.start, sentence.end
    if bounds not in sentences:
        sentences[bounds] = _indices_of_reporting(sentence, words)
    for index in reversed(sentences[bounds]):
        yield sentence.doc[index]


def _indices_of_reporting(sentence: Span, words: Words) -> list[int]:
    return [token.i for token in sentence if is_reporting(token, words)]


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
    return next(_reporting_backwards(sentence, words), None)


def _has_content_after(verb: Token, sentence: Span) -> bool:
    """Return whether what is said follows the verb."""
    tail = [token for token in _tail(verb, sentence) if not token.is_punct]
    if len(tail) > LONGEST_TAIL:
        return True
    return any(map(_is_content_of_tail, tail))


# Words that open an adverbial clause or phrase behind the speaker: "police said, as fire spread".
ADVERBIALS = word_list("attribution.adverbials")


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
