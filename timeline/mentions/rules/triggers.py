"""Find the words of a sentence that name an incident."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.dependencies import is_passive, is_verb
from timeline.mentions.rules.dependents import (
    SUBJECTS,
    dependents,
    first_of_list,
    has_dependent,
)
from timeline.mentions.rules.lemmas import lemma_of as lemma_of
from timeline.mentions.rules.senses import is_fitting
from timeline.model.types import IncidentType, PartOfSpeech, TriggerGroup

# A particle or object that belongs to a verb stands at most this many words behind it.
REACH = 7
HYPHENS = str.maketrans({"-": " "})


@dataclass(frozen=True, slots=True)
class Entry:
    """One lemma of the lexicon.

    The words that must come with the head word, and the group it belongs to.
    """

    rest: tuple[str, ...]
    group: TriggerGroup


@dataclass(frozen=True, slots=True)
class TriggerIndex:
    """Triggers by the lemma of their head word.

    The first word of a verb phrase, the last of a noun phrase.
    """

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]


@dataclass(slots=True)
class Trigger:
    """Words that name an incident in one sentence.

    Attributes:
        token: The head word.
        tokens: All words of the trigger, in order.
        group: Its group in the lexicon.
    """

    token: Token
    tokens: tuple[Token, ...]
    group: TriggerGroup

    @property
    def lemma(self) -> str:
        """The lemmas of the trigger's words, joined by spaces."""
        return " ".join(lemma_of(token) for token in self.tokens)


def index(types: Iterable[IncidentType]) -> TriggerIndex:
    """Sort the triggers of all types by the lemma of their head word, the longest first."""
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, list[Entry]] = defaultdict(list)
    for incident_type in types:
        for group in incident_type.triggers:
            if group.pos is PartOfSpeech.VERB:
                _add_verbs(group, verbs)
            else:
                _add_nouns(group, nouns)
    return TriggerIndex(_longest_first(verbs), _longest_first(nouns))


def _add_verbs(group: TriggerGroup, entries: dict[str, list[Entry]]) -> None:
    """Add the verb phrases of a group, by their first word."""
    for lemma in group.lemmas:
        words = lemma.split()
        entry = Entry(tuple(words[1:]), group)
        entries[words[0]].append(entry)


def _add_nouns(group: TriggerGroup, entries: dict[str, list[Entry]]) -> None:
    """Add the noun phrases of a group, by their last word."""
    for lemma in group.lemmas:
        words = lemma.translate(HYPHENS).split()
        entry = Entry(tuple(words[:-1]), group)
        entries[words[-1]].append(entry)


def _longest_first(entries: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of each head word, the longest first."""
    for words in entries.values():
        words.sort(key=_rank)
    return {lemma: tuple(words) for lemma, words in entries.items()}


def _rank(entry: Entry) -> tuple[int, bool, bool]:
    """Return a key by which the longest comes first, of equals those that kill.

    "shot dead four at a post" is no shooting at a post.
    """
    return -len(entry.rest), entry.group.casualty is None, not entry.group.with_any


GERUND_NOUNS = word_list("triggers.gerund_nouns")


def find(sentence: Span, lexicon: TriggerIndex) -> list[Trigger]:
    """Find the triggers of a sentence, in order; a word belongs to one trigger at most."""
    triggers: list[Trigger] = []
    taken: set[int] = set()
    for trigger in _candidates(sentence, lexicon):
        places = {token.i for token in trigger.tokens}
        if taken.isdisjoint(places):
            taken |= places
            triggers.append(trigger)
    return sorted(triggers, key=_position)


def _position(trigger: Trigger) -> int:
    return trigger.token.i


def _candidates(sentence: Span, lexicon: TriggerIndex) -> Iterator[Trigger]:
    """Yield what each word of a sentence may be the head of, verbs first."""
    words: set[str] = set()
    for token in sentence:
        words |= {lemma_of(token), token.lower_}
    for token in sentence:
        trigger = _verb_trigger(token, lexicon, words)
        if trigger is not None:
            yield trigger
    for token in sentence:
        trigger = _noun_trigger(token, lexicon)
        if trigger is not None:
            yield trigger


# Verbs of a wish, of admitting and of assuring, which are acts only of one construction each.
WISHING = word_list("triggers.wishing")
ADMITTING = word_list("triggers.admitting")
ASSURING = word_list("triggers.assuring")
# Relations of verbs that only help or modify.
AUXILIARY = frozenset({"aux", "auxpass", "amod", "compound"})


def _verb_trigger(
    token: Token, lexicon: TriggerIndex, words: Collection[str]
) -> Trigger | None:
    """Find the trigger that a verb is, alone or with other words of its sentence."""
    if not _is_main_verb(token):
        return None
    for lemma in _verb_lemmas(token):
        if _is_another_sense(token, lemma):
            return None
        for entry in _entries_of(token, lemma, lexicon):
            rest = _rest_of(token, entry, words)
            if rest is not None and is_fitting(token, entry.group):
                return Trigger(token, (token, *rest), entry.group)
    return None


def _is_main_verb(token: Token) -> bool:
    """Return whether a word is a verb that can name an act, and no auxiliary or noun."""
    if not is_verb(token):
        return False
    if token.dep_ in AUXILIARY:
        return False
    return not (_is_gerund_noun(token) or _is_support(token))


def _rest_of(verb: Token, entry: Entry, words: Collection[str]) -> list[Token] | None:
    """Return the other words of a verb phrase; None if the sentence lacks one of them."""
    if not all(word in words for word in entry.rest):
        return None
    return _words_behind(verb, entry.rest)


def _is_another_sense(verb: Token, lemma: str) -> bool:
    """Return whether grammar shows that a verb names no act of conflict."""
    if lemma == "expect":
        return is_passive(verb)  # "are expected to meet": nobody asks them to
    if lemma == "try":  # "tried to flee": no court tried them
        return has_dependent(verb, ("xcomp",))
    if lemma in WISHING:  # "wants to leave": nobody is asked to
        return any(map(_is_own_infinitive, verb.children))
    if lemma in ADMITTING:  # "acknowledged that a jet crashed": no state is recognised
        return has_dependent(verb, ("ccomp",))
    return lemma in ASSURING and _is_told(verb)


def _is_own_infinitive(child: Token) -> bool:
    """Return whether somebody himself is to do what a verb says that he wishes."""
    if child.dep_ != "xcomp" or child.tag_ != "VB":
        return False
    return not has_dependent(child, SUBJECTS)


def _is_told(verb: Token) -> bool:
    """Return whether one who assures tells of the past, or speaks to a listener.

    "assured them that she had left", "I assure you".
    """
    for child in verb.children:
        if child.lower_ == "you" and child.dep_ in {"dobj", "dative"}:
            return True
        if child.dep_ == "ccomp" and _is_of_past(child):
            return True
    return False


def _is_of_past(verb: Token) -> bool:
    """Return whether a clause stands in the past, without a modal."""
    tags = {verb.tag_}
    for auxiliary in dependents(verb, ("aux", "auxpass")):
        tags.add(auxiliary.tag_)
    if "MD" in tags:
        return False
    return "VBD" in tags


def _entries_of(verb: Token, lemma: str, lexicon: TriggerIndex) -> tuple[Entry, ...]:
    """Return the entries of a lemma whose sense a verb can have."""
    entries = lexicon.verbs.get(lemma, ())
    if not _is_withholding(verb, lemma):
        return entries
    return tuple(entry for entry in entries if entry.rest)


def _is_withholding(verb: Token, lemma: str) -> bool:
    """Return whether somebody is denied a thing: "denied them the ground they need"."""
    if lemma != "deny":
        return False
    links = [child.dep_ for child in verb.children]
    return "dative" in links or links.count("dobj") > 1


def _verb_lemmas(token: Token) -> tuple[str, ...]:
    """Return the lemma of a verb, and before it that of the hyphenated verb it may end.

    As in "test-fired".
    """
    lemma = lemma_of(token)
    if token.i < 2 or token.nbor(-1).text != "-":
        return (lemma,)
    first_part = token.nbor(-2)
    if first_part.i < token.sent.start:
        return (lemma,)
    return f"{first_part.lower_}-{lemma}", lemma


# Relations of a noun to the word above it.
NOMINAL_LINKS = frozenset(
    {"pobj", "pcomp", "nsubj", "dobj", "nsubjpass", "advmod", "npadvmod"}
)
# Verbs whose participles say who supports somebody.
BACKING = frozenset({"back", "support", "arm", "align", "ally"})


def _is_gerund_noun(token: Token) -> bool:
    """Return whether a form in -ing is a noun here ("came under shelling from Turkish posts")."""
    if token.lower_ not in GERUND_NOUNS:
        return False
    if _is_there(token):
        return True
    if token.dep_ not in NOMINAL_LINKS:
        return False
    return not has_dependent(token, ("dobj", "aux"))


def _is_there(token: Token) -> bool:
    """Return whether a form in -ing is what there is: "there was fighting near the bridge"."""
    return has_dependent(token, ("expl",))


def _is_support(token: Token) -> bool:
    """Return whether a participle only says who stands behind someone.

    As in "forces backed by air strikes", "advancing troops".
    """
    if _is_mentioned(token) or _is_backing_participle(token):
        return True
    if token.dep_ != "pcomp" or token.tag_ != "VBG":
        return False
    return token.head.lower_ in {"against", "on", "between"}


def _is_mentioned(participle: Token) -> bool:
    """Return whether a word is mentioned, not used: "a term for killed or captured"."""
    first = first_of_list(participle)
    return first.dep_ == "pcomp" and first.tag_ == "VBN"


def _is_backing_participle(token: Token) -> bool:
    """Return whether a participle says by whom somebody is supported: "backed by tanks"."""
    if token.dep_ != "acl" or token.tag_ != "VBN":
        return False
    return token.lemma_ in BACKING


def _words_behind(verb: Token, rest: tuple[str, ...]) -> list[Token] | None:
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
        elif _is_month(word):  # "led the raid in March" is no march
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
    for subject in dependents(verb, ("nsubjpass",)):
        for word in _named_in(subject, lemma):
            return word
    return None


def _named_in(noun: Token, lemma: str) -> Iterator[Token]:
    """Yield the words of a noun phrase with a lemma: the noun, and what says which it is."""
    if lemma_of(noun) == lemma:
        yield noun
    for child in dependents(noun, OF_NAME):
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
DEPICTING = word_list("triggers.depicting")
# Prepositions behind which stands no object of the verb.
APART = word_list("triggers.apart")


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
    end = min(position + 1 + REACH, verb.sent.end)
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
    is_after = word.dep_ == "pobj" and word.head.i > position
    if is_after and _is_in_other_phrase(word.head):
        return False
    if word.i == position + 1:
        return True
    return _is_in_clause_of(verb, word)


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


def _noun_trigger(token: Token, lexicon: TriggerIndex) -> Trigger | None:
    """Find the trigger that a noun is, alone or with words before it."""
    if not _can_name_action(token) or _is_part_of_phrase(token):
        return None
    for entry in _noun_entries(token, lexicon):
        before = _words_before(token, entry.rest)
        if before is not None and is_fitting(token, entry.group):
            return Trigger(token, (*before, token), entry.group)
    return None


def _noun_entries(noun: Token, lexicon: TriggerIndex) -> Iterator[Entry]:
    """Yield the entries of a noun's lemma, then those of its form."""
    lemma = lemma_of(noun)
    yield from lexicon.nouns.get(lemma, ())
    if noun.lower_ != lemma:
        yield from lexicon.nouns.get(noun.lower_, ())


def _is_part_of_phrase(noun: Token) -> bool:
    """Return whether a noun only helps to name or describe something else."""
    if _is_in_name(noun) or _is_backing(noun):
        return True
    if _is_month(noun) or _is_blame(noun):
        return True
    # "attack helicopters", "ceasefire deal": the head says what it is
    return noun.dep_ == "compound" and noun.head.i == noun.i + 1


def _can_name_action(token: Token) -> bool:
    """Return whether a word is a noun, or a form in -ing that is used as one."""
    if token.tag_ == "VBG":
        return token.lower_ in GERUND_NOUNS and not _is_progressive(token)
    if token.pos_ in {"NOUN", "PROPN"}:
        return True
    return token.tag_ in {"NN", "NNS"}


def _is_month(token: Token) -> bool:
    """Return whether "March" is the month: nobody marched."""
    if token.text != "March":
        return False
    return token.pos_ == "PROPN" or token.ent_type_ == "DATE"


def _is_blame(token: Token) -> bool:
    """Return whether somebody only came under fire "for" what he did."""
    if token.lower_ != "fire" or token.head.lower_ != "under":
        return False
    verb = token.head.head
    around = (*verb.children, *token.children)
    return any(child.lower_ in {"for", "over"} for child in around)


def _is_progressive(token: Token) -> bool:
    """Return whether a form in -ing is a verb here ("jets are bombing the town")."""
    if _is_there(token):
        return False
    return has_dependent(token, ("aux", "dobj"))


# Labels of names that nouns of action can be part of.
LABELS_OF_NAMES = frozenset({"ORG", "WORK_OF_ART", "PERSON", "FAC"})
# Words: in a shorter sentence, most of all a headline, capitals do not show a name.
LONGEST_HEADLINE = 12


def _is_in_name(token: Token) -> bool:
    """Return whether a noun is part of the name of an organisation.

    As in "the UN Mission in Darfur", "Camp David Accords".
    """
    if token.pos_ != "PROPN" or token.ent_type_ not in LABELS_OF_NAMES:
        return False
    if not token.text[:1].isupper():
        return False
    return len(token.sent) > LONGEST_HEADLINE


def _is_backing(token: Token) -> bool:
    """Return whether a noun only says what supports someone: "forces backed by air strikes"."""
    if token.dep_ != "pobj":
        return False
    preposition = token.head
    return preposition.lower_ == "by" and _is_support(preposition.head)


def _words_before(noun: Token, rest: tuple[str, ...]) -> list[Token] | None:
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
    for index in range(position - 1, noun.sent.start - 1, -1):
        token = noun.doc[index]
        if token.text != "-":
            return token
    return None
