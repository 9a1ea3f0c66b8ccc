"""Find the words of a sentence that name an incident."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from timeline.lexicon.actors import generic
from timeline.lexicon.lists import word_list
from timeline.mentions.rules.tree import is_verb
from timeline.mentions.rules.voice import is_passive
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
            for lemma in group.lemmas:
                if group.pos is PartOfSpeech.VERB:
                    head, *rest = lemma.split()
                    verbs[head].append(Entry(tuple(rest), group))
                else:
                    *rest, head = lemma.translate(HYPHENS).split()
                    nouns[head].append(Entry(tuple(rest), group))
    return TriggerIndex(_longest_first(verbs), _longest_first(nouns))


def _longest_first(entries: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {lemma: tuple(sorted(words, key=_rank)) for lemma, words in entries.items()}


def _rank(entry: Entry) -> tuple[int, bool, bool]:
    """Return a key by which the longest comes first, of equals those that kill.

    "shot dead four at a post" is no shooting at a post.
    """
    return -len(entry.rest), entry.group.casualty is None, not entry.group.with_any


# What the small model gets wrong most often in reports of conflict.
LEMMAS = {
    **{form: verb for verb, forms in {
        "strike": "striked struck", "shoot": "shot", "flee": "fled", "fight": "fought",
        "withdraw": "withdrew",
        "shell": "shelled", "wound": "wounded", "bomb": "bombed", "down": "downed",
        "rape": "rape rapes raped raping",
        "stage": "stage stages staged staging", "wage": "wage wages waged waging",
        "snipe": "snipe snipes sniped sniping", "fine": "fined fines fining", "cane": "caned",
        "spare": "spared spares sparing", "install": "installed", "cordon": "cordoned",
        "napalm": "napalmed",
        "retake": "retook retaken", "forgive": "forgave", "unban": "unbanned",
        "waterboard": "waterboarded",
        "reoccupy": "reoccupied", "resupply": "resupplied",
        "rearrest": "rearrested", "ready": "readied", "rage": "rage rages raged raging",
        "extol": "extolled",
        "lambast": "lambasted", "hit": "hit hits", "machine-gun": "machine-gunned",
        "machinegun": "machinegunned",
    }.items() for form in forms.split()},
}  # fmt: skip
GERUND_NOUNS = word_list("triggers.gerund_nouns")


# Where the lemmas of a parsed text are kept with it: they are asked for a dozen times a word.
KEPT = "timeline_lemmas"


def lemma_of(token: Token) -> str:
    """Return the lemma in lower case, corrected where the model is known to fail."""
    lemmas: list[str] | None = token.doc.user_data.get(KEPT)
    if lemmas is None:
        lemmas = token.doc.user_data[KEPT] = [_mended_lemma(each) for each in token.doc]
    return lemmas[token.i]


def _mended_lemma(token: Token) -> str:
    lower = token.lower_
    if is_verb(token):
        mended = LEMMAS.get(lower)
        if mended:
            return mended
    if (
        token.pos_ == "PROPN"
        and token.tag_ in {"NNPS", "NNP"}
        and lower.endswith("s")
        and token.lemma_ == token.text
    ):
        return lower[:-1] if len(lower) > 3 and not lower.endswith("ss") else lower
    return token.lemma_.lower()


def find(sentence: Span, lexicon: TriggerIndex) -> list[Trigger]:
    """Find the triggers of a sentence, in order; a word belongs to one trigger at most."""
    triggers: list[Trigger] = []
    taken: set[int] = set()
    for trigger in _candidates(sentence, lexicon):
        places = {token.i for token in trigger.tokens}
        if taken.isdisjoint(places):
            taken |= places
            triggers.append(trigger)
    return sorted(triggers, key=lambda trigger: trigger.token.i)


def _candidates(sentence: Span, lexicon: TriggerIndex) -> Iterator[Trigger]:
    """Yield what each word of a sentence may be the head of, verbs first."""
    words = {lemma_of(token) for token in sentence} | {
        token.lower_ for token in sentence
    }
    for token in sentence:
        trigger = _verb_trigger(token, lexicon, words) if is_verb(token) else None
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
    if token.dep_ in AUXILIARY or _is_gerund_noun(token) or _is_support(token):
        return None
    for lemma in _verb_lemmas(token):
        if _is_another_sense(token, lemma):
            return None
        for entry in _entries_of(token, lemma, lexicon):
            rest = _rest_of(token, entry, words)
            if rest is not None and is_fitting(token, entry.group):
                return Trigger(token, (token, *rest), entry.group)
    return None


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
        return any(child.dep_ == "xcomp" for child in verb.children)
    if lemma in WISHING:  # "wants to leave": nobody is asked to
        return any(_is_own_infinitive(child) for child in verb.children)
    if lemma in ADMITTING:  # "acknowledged that a jet crashed": no state is recognised
        return any(child.dep_ == "ccomp" for child in verb.children)
    return lemma in ASSURING and _is_told(verb)


def _is_own_infinitive(child: Token) -> bool:
    """Return whether somebody himself is to do what a verb says that he wishes."""
    if child.dep_ != "xcomp" or child.tag_ != "VB":
        return False
    return all(word.dep_ not in {"nsubj", "nsubjpass"} for word in child.children)


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
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass"}:
            tags.add(child.tag_)
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
    links = [child.dep_ for child in verb.children]
    return lemma == "deny" and ("dative" in links or links.count("dobj") > 1)


def _verb_lemmas(token: Token) -> tuple[str, ...]:
    """Return the lemma of a verb, and before it that of the hyphenated verb it may end.

    As in "test-fired".
    """
    if token.i - 2 >= token.sent.start and token.nbor(-1).text == "-":
        return f"{token.nbor(-2).lower_}-{lemma_of(token)}", lemma_of(token)
    return (lemma_of(token),)


def _is_gerund_noun(token: Token) -> bool:
    """Return whether a form in -ing is a noun here ("came under shelling from Turkish posts")."""
    if token.lower_ not in GERUND_NOUNS:
        return False
    if _is_there(token):
        return True
    return token.dep_ in {
        "pobj",
        "pcomp",
        "nsubj",
        "dobj",
        "nsubjpass",
        "advmod",
        "npadvmod",
    } and not any(child.dep_ in {"dobj", "aux"} for child in token.children)


def _is_there(token: Token) -> bool:
    """Return whether a form in -ing is what there is: "there was fighting near the bridge"."""
    return any(child.dep_ == "expl" for child in token.children)


def _is_support(token: Token) -> bool:
    """Return whether a participle only says who stands behind someone.

    As in "forces backed by air strikes", "advancing troops".
    """
    first = token
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    if (
        first.dep_ == "pcomp" and first.tag_ == "VBN"
    ):  # words mentioned, not used: "a term for killed or captured"
        return True
    if (
        token.dep_ == "acl"
        and token.tag_ == "VBN"
        and token.lemma_ in {"back", "support", "arm", "align", "ally"}
    ):
        return True
    return (
        token.dep_ == "pcomp"
        and token.tag_ == "VBG"
        and token.head.lower_ in {"against", "on", "between"}
    )


def _words_behind(verb: Token, rest: tuple[str, ...]) -> list[Token] | None:
    """Find the words of a verb phrase behind its verb, in order and governed by it.

    None if one is missing.

    The object of the phrase may also be the subject of its passive ("ties were cut").
    """
    words: list[Token] = []
    position = verb.i
    for lemma in rest:
        match = _next_word(verb, position, lemma, words)
        if match is not None and _is_month(
            match
        ):  # "led the raid in March" is no march
            return None
        if match is None:
            match = _in_subject(verb, lemma)
            if match is None:
                return None
            words.append(match)
            continue
        words.append(match)
        position = match.i
    last = words[-1] if words else verb
    # "commanded a force to hold the town" is no order to anybody: the infinitive is a purpose.
    return (
        None
        if last.dep_ == "aux" and last.lower_ == "to" and last.head.dep_ == "advcl"
        else words
    )


# Links by which a noun holds the words that say what of it is meant, and its second half.
OF_NAME = frozenset({"compound", "nmod", "amod", "conj"})


def _in_subject(verb: Token, lemma: str) -> Token | None:
    """Return a word of the subject of a passive: "phone and internet services were suspended"."""
    subjects = (child for child in verb.children if child.dep_ == "nsubjpass")
    return next((word for each in subjects for word in _named_in(each, lemma)), None)


def _named_in(noun: Token, lemma: str) -> Iterator[Token]:
    """Yield the words of a noun phrase with a lemma: the noun, and what says which it is."""
    if lemma_of(noun) == lemma:
        yield noun
    for child in noun.children:
        if child.dep_ in OF_NAME:
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
        is_same = word.lower_ == lemma or lemma_of(word) == lemma
        if is_same and _is_continuation(word, verb, position, before):
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
    return word.i == position + 1 or _is_in_clause_of(verb, word)


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
    for lemma in dict.fromkeys((lemma_of(token), token.lower_)):
        for entry in lexicon.nouns.get(lemma, ()):
            before = _words_before(token, entry.rest)
            if before is not None and is_fitting(token, entry.group):
                return Trigger(token, (*before, token), entry.group)
    return None


def _is_part_of_phrase(noun: Token) -> bool:
    """Return whether a noun only helps to name or describe something else."""
    if _is_in_name(noun) or _is_backing(noun) or _is_month(noun) or _is_blame(noun):
        return True
    # "attack helicopters", "ceasefire deal": the head says what it is
    return noun.dep_ == "compound" and noun.head.i == noun.i + 1


def _can_name_action(token: Token) -> bool:
    """Return whether a word is a noun, or a form in -ing that is used as one."""
    if token.tag_ == "VBG":
        return token.lower_ in GERUND_NOUNS and not _is_progressive(token)
    return token.pos_ in {"NOUN", "PROPN"} or token.tag_ in {"NN", "NNS"}


def _is_month(token: Token) -> bool:
    """Return whether "March" is the month: nobody marched."""
    return token.text == "March" and (
        token.pos_ == "PROPN" or token.ent_type_ == "DATE"
    )


def _is_blame(token: Token) -> bool:
    """Return whether somebody only came under fire "for" what he did."""
    under = token.head
    if token.lower_ != "fire" or under.lower_ != "under":
        return False
    return any(
        child.lower_ in {"for", "over"}
        for child in (*under.head.children, *token.children)
    )


def _is_progressive(token: Token) -> bool:
    """Return whether a form in -ing is a verb here ("jets are bombing the town")."""
    return not _is_there(token) and any(
        child.dep_ in {"aux", "dobj"} for child in token.children
    )


def _is_in_name(token: Token) -> bool:
    """Return whether a noun is part of the name of an organisation.

    As in "the UN Mission in Darfur", "Camp David Accords".
    """
    named = (
        token.ent_type_ in {"ORG", "WORK_OF_ART", "PERSON", "FAC"}
        and token.text[:1].isupper()
    )
    return named and token.pos_ == "PROPN" and len(token.sent) > 12


def _is_backing(token: Token) -> bool:
    """Return whether a noun only says what supports someone: "forces backed by air strikes"."""
    preposition = token.head
    return (
        token.dep_ == "pobj"
        and preposition.lower_ == "by"
        and _is_support(preposition.head)
    )


def _words_before(noun: Token, rest: tuple[str, ...]) -> list[Token] | None:
    """Find the words before a noun in a row, hyphens passed over; None if they are not there."""
    words: list[Token] = []
    position = noun.i - 1
    for lemma in reversed(rest):
        while position >= noun.sent.start and noun.doc[position].text == "-":
            position -= 1
        if position < noun.sent.start:
            return None
        token = noun.doc[position]
        if lemma_of(token) != lemma and token.lower_ != lemma:
            return None
        words.append(token)
        position -= 1
    return list(reversed(words))


# Relations of nouns to a trigger whose modifiers give it its sense.
DESCRIBED = frozenset({"dobj", "nsubj", "nsubjpass", "amod", "pobj"})


def neighbours(token: Token) -> Iterator[Token]:
    """Yield the words that give a trigger its sense.

    What it governs closely, and what governs it.
    """
    for child in token.children:
        if _is_clause_of_others(child):
            continue
        yield child
        if child.dep_ in {"prep", "agent"}:
            yield from _words_after(child)
        elif child.dep_ in DESCRIBED and not _is_in_heart(child):
            yield from _modifiers(child)
    yield from _governors(token)


def _is_clause_of_others(child: Token) -> bool:
    """Return whether a clause with a subject of its own says nothing of a trigger's sense.

    "and marines stormed a school", "died after marines stormed it": no storm killed them.
    """
    if not is_verb(child) or child.dep_ not in {"conj", "advcl"}:
        return False
    if child.dep_ == "advcl" and lemma_of(child) != "storm":
        return False
    return any(word.dep_ in {"nsubj", "nsubjpass"} for word in child.lefts)


def _words_after(preposition: Token) -> Iterator[Token]:
    """Yield what follows a preposition, and the compounds of it."""
    if _is_in_heart(preposition):
        return
    yield from preposition.children
    for noun in preposition.children:
        if noun.dep_ == "pobj":
            yield from (word for word in noun.children if word.dep_ == "compound")


def _is_in_heart(word: Token) -> bool:
    """Return whether a phrase says where: "an attack in the heart of Kabul" is no heart attack."""
    if word.lower_ != "in":
        return False
    return any(child.lower_ in {"heart", "wake"} for child in word.children)


def _modifiers(noun: Token) -> Iterator[Token]:
    """Yield the words before a noun that say which it is."""
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "poss"} and not _is_led(child):
            yield child


def _governors(token: Token) -> Iterator[Token]:
    """Yield the words above a trigger that give it its sense."""
    if token.dep_ not in {"ROOT", "ccomp", "parataxis", "advcl", "conj", "xcomp"}:
        yield token.head
        if token.dep_ == "pobj":
            yield token.head.head
    if _is_outcome(token):
        yield token.head
        yield from (sibling for sibling in token.head.children if sibling.dep_ == "acl")


def _is_outcome(verb: Token) -> bool:
    """Return whether a participle says what a mishap led to: "a bus overturned, killing 20".

    Not so where somebody did it: "crashed a lorry into a post, killing seven".
    """
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl"}:
        return False
    own = {child.dep_ for child in verb.children}
    above = {child.dep_ for child in verb.head.children}
    return own.isdisjoint({"nsubj", "mark"}) and "dobj" not in above


def _is_led(token: Token) -> bool:
    """Return whether a participle only says who stands behind somebody.

    "Rwandan-backed rebels", "US-led forces".
    """
    return token.tag_ == "VBN" and token.i > 0 and token.nbor(-1).text == "-"


def _is_name(token: Token) -> bool:
    """Return whether the word is a name that only looks like a common noun.

    The town of Tyre is no tyre.
    """
    return (
        token.pos_ == "PROPN"
        and token.ent_type_ in {"GPE", "LOC", "PERSON"}
        and not token.text.isupper()
    )


def _is_rank(token: Token) -> bool:
    """Return whether the word is an officer's rank.

    As in "a strike on a general" is no general strike.
    """
    return token.lower_ in {"general", "major"} and token.pos_ in {"NOUN", "PROPN"}


def _is_side(word: Token) -> bool:
    """Return whether a noun says whose people are meant.

    Who "met opposition leaders" was not opposed.
    """
    is_of_people = word.dep_ in {"compound", "amod", "nmod"} and generic(
        lemma_of(word.head)
    )
    return word.lower_ == "opposition" and bool(is_of_people)


def is_fitting(token: Token, group: TriggerGroup) -> bool:
    """Return whether the words around a trigger allow the sense that its group has."""
    if group.without and any(
        _is_of_sense(word, group.without) for word in neighbours(token)
    ):
        return False
    return not group.with_any or not group.with_any.isdisjoint(_lemmas_around(token))


def _is_of_sense(word: Token, lemmas: Collection[str]) -> bool:
    """Return whether a word near a trigger shows another sense; a name or rank does not."""
    if lemma_of(word) not in lemmas:
        return False
    return not (_is_rank(word) or _is_name(word) or _is_side(word))


def _lemmas_around(token: Token) -> Iterator[str]:
    """Yield the lemmas of the words that can give a trigger its sense."""
    yield from map(lemma_of, token.subtree)
    yield from map(lemma_of, neighbours(token))
    if token.dep_ in {"xcomp", "conj", "ccomp"}:
        # "soldiers began withdrawing": the subject stands higher
        for child in token.head.children:
            if child.dep_ == "nsubj":
                yield from map(lemma_of, child.subtree)
