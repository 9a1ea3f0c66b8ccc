"""Who does what to whom in the parse.

Subjects, objects and phrases behind passives, control, relatives, coordination.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.model.mentions import Step

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBAL = frozenset({"VERB", "AUX"})
RELATIVE = word_list("dependencies.relative")
# Verbs whose subject does not do what a gerund behind them names.
TELLING = word_list("dependencies.telling")
# What those who suffer from it do too.
MUTUAL = frozenset({"fight", "clash", "battle"})
# A clause can be embedded only so deep before its subject is anyone's guess.
DEEPEST = 6


def climb(token: Token, sentence: Span) -> tuple[Step, ...]:
    """Return the way from a word up to the root of its sentence, the word itself first."""
    way = [token, *token.ancestors]
    return tuple(
        Step(
            index=token_above.i - sentence.start,
            role=token_above.dep_,
            links=_links(token_above),
        )
        for token_above in way
    )


def _links(token: Token) -> tuple[str, ...]:
    is_link = token.pos_ in {"ADP", "SCONJ"} or token.lower_ == "following"
    own = [token] if is_link else []
    return tuple(
        "following" if word.lower_ == "following" else word.lemma_.lower()
        for word in (*own, *(child for child in token.children if child.dep_ == "mark"))
    )


def is_verb(token: Token) -> bool:
    """Return whether the token is a verb form in the parse."""
    return token.pos_ in VERBAL


def is_nominal(token: Token) -> bool:
    """Return whether the token can head a noun phrase."""
    return (
        token.pos_ in NOMINAL
        or (token.pos_ == "DET" and token.dep_ in SUBJECT)
        or token.tag_ in {"NN", "NNS"}
    )


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is coordinated with it to its right, in order."""
    coordinated = [token]
    for child in token.children:
        listed = child.dep_ == "appos" and any(
            grandchild.dep_ == "conj" for grandchild in child.children
        )  # "a judge, a priest and two"
        if (
            (child.dep_ == "conj" or listed)
            and child.i > token.i
            and is_nominal(child) == is_nominal(token)
        ):
            coordinated.extend(conjuncts(child))
    return coordinated


def is_passive(verb: Token) -> bool:
    """Return whether the verb's surface subject undergoes what it names."""
    links = {child.dep_ for child in verb.children}
    if not links.isdisjoint({"nsubjpass", "auxpass"}):
        return True
    if (
        _is_headline_passive(verb)
        or _is_counted_participle(verb)
        or _is_brought_about(verb)
    ):
        return True
    if _is_charged(verb):
        return True
    if verb.tag_ == "VBD":
        return (
            _is_second_passive(verb) or _is_reduced(verb) or _is_done_by_somebody(verb)
        )
    return verb.tag_ == "VBN" and _is_passive_participle(verb, links)


def _is_passive_participle(verb: Token, links: set[str]) -> bool:
    """Return whether a past participle is passive; `links`: the relations of its dependents."""
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if links.isdisjoint(SUBJECT):
        if verb.dep_ in {"acl", "advcl", "relcl", "xcomp"}:
            return "dobj" not in links
        if verb.dep_ == "conj" and is_verb(verb.head):
            return is_passive(verb.head)
    return "agent" in links


def _is_done_by_somebody(verb: Token) -> bool:
    """Return whether a form in -ed without subject and object names its agent.

    "East Mosul, recaptured by Iraqi forces".
    """
    links = {child.dep_ for child in verb.children}
    return "agent" in links and not links & (SUBJECT | {"dobj"})


# Relations of a verb that is no participle of the noun before it.
OWN_ROLES = SUBJECT | {"dobj", "aux"}


def _is_reduced(verb: Token) -> bool:
    """Return whether a form in -ed only says what was done to the noun before it.

    "the families of the six soldiers killed".
    """
    if verb.dep_ != "acl" or verb.lemma_ not in NEED_OBJECT:
        return False
    return all(child.dep_ not in OWN_ROLES for child in verb.children)


def _is_counted_participle(verb: Token) -> bool:
    """Return whether a bare participle says what was done to those who are counted.

    "the number of its drivers killed".
    """
    if verb.lemma_ not in NEED_OBJECT:
        return False
    if any(child.dep_ in {"aux", "auxpass", "dobj"} for child in verb.children):
        return False
    return any(
        child.dep_ == "nsubj" and child.lemma_ == "number" for child in verb.children
    )


# Verbs that bring about what is done to somebody: "ordered the camera seized".
BRINGING_ABOUT = frozenset({"order", "have", "get", "want", "see"})


def _is_brought_about(verb: Token) -> bool:
    """Return whether a bare participle says what somebody has done to its subject."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.dep_ not in {"ccomp", "xcomp"}:
        return False
    own = {child.dep_ for child in verb.children}
    is_bare = "nsubj" in own and own.isdisjoint({"aux", "dobj", "mark"})
    is_done = verb.tag_ == "VBN" or verb.lemma_ in NEED_OBJECT
    return is_bare and is_done and verb.head.lemma_ in BRINGING_ABOUT


def _is_second_passive(verb: Token) -> bool:
    """Return whether a form in -ed goes on with the passive before it.

    "was taken to a hut and raped by soldiers".
    """
    if verb.dep_ != "conj" or not is_verb(verb.head) or not is_passive(verb.head):
        return False
    if any(child.dep_ in OWN_ROLES for child in verb.children):
        return False
    return verb.lemma_ in NEED_OBJECT or any(map(_is_by, verb.children))


def _is_by(token: Token) -> bool:
    """Return whether a word leads to the agent of a passive."""
    return token.dep_ == "agent" or (token.dep_ == "prep" and token.lower_ == "by")


# Verbs that need an object; without one, those counted before them are those to whom it was done.
NEED_OBJECT = word_list("dependencies.need_object")


def _is_charged(verb: Token) -> bool:
    """Return whether a verb says of what somebody is accused: "teenager charged with murder"."""
    if verb.lower_ != "charged":
        return False
    links = {child.dep_ for child in verb.children}
    if not links.isdisjoint({"dobj", "aux", "ccomp"}):
        return False
    return any(child.lower_ == "with" for child in verb.children)


def _is_headline_passive(verb: Token) -> bool:
    """Return whether a verb is a passive without its auxiliary.

    "23 fighters killed, Iranians among them".
    """
    if verb.tag_ not in {"VBD", "VBN"} or verb.lemma_ not in NEED_OBJECT:
        return False
    if any(child.dep_ in {"dobj", "aux", "ccomp"} for child in verb.children):
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    return (
        subject.like_num
        or any(child.dep_ == "nummod" for child in subject.children)
        or subject.lower_ in {"dozens", "scores"}
    )


def relative_head(pronoun: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for; None if it is no relative pronoun."""
    if pronoun.lower_ not in RELATIVE or pronoun.tag_ not in {
        "WDT",
        "WP",
        "WP$",
        "IN",
        "DT",
    }:
        return None
    for ancestor in pronoun.ancestors:
        if ancestor.dep_ == "relcl":
            return _one_of_them(ancestor.head) or ancestor.head
    return None


def _one_of_them(noun: Token) -> Token | None:
    """Return who is said to be among those named: "Togo was one of the states that left"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "among"}:
        return None
    part = noun.head.head
    if part.lower_ != "one" or part.dep_ != "attr":
        return None
    return next((child for child in part.head.children if child.dep_ == "nsubj"), None)


def surface_subject(verb: Token, words: Words, depth: int = 0) -> list[Token]:
    """Return the heads of the grammatical subject of a verb.

    A clause without a subject of its own inherits one.
    """
    own = _own_subjects(verb)
    if own:
        subjects = [noun for child in own for noun in conjuncts(child)]
        return [relative_head(noun) or noun for noun in subjects]
    if depth >= DEEPEST:
        return []
    return inherited_subject(verb, words, depth)


def _own_subjects(verb: Token) -> list[Token]:
    """Return the heads of the subject that the parser attached to a verb or its auxiliary."""
    own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if own:
        return own
    # the parser sometimes attaches the subject to the auxiliary: "forces had on Wednesday entered"
    auxiliaries = (child for child in verb.children if child.dep_ == "aux")
    own = [noun for aux in auxiliaries for noun in aux.children if noun.dep_ == "nsubj"]
    if own or not is_finite(verb):
        return own
    return _counted_subjects(verb)


# Prepositions that the parser sees in "Over 500 were hurt".
ROUGHLY = frozenset({"over", "about", "around", "under", "up"})


def _counted_subjects(verb: Token) -> list[Token]:
    """Return the numbers, and nouns with one, of "Over 500 were hurt"."""
    phrases = (
        child
        for child in verb.lefts
        if child.dep_ == "prep" and child.lower_ in ROUGHLY
    )
    nouns = (noun for phrase_before in phrases for noun in objects_of(phrase_before))
    return [noun for noun in nouns if noun.like_num or _has_number(noun)]


def _has_number(noun: Token) -> bool:
    return any(child.dep_ == "nummod" for child in noun.children)


# Adjectives of those who will or can do what the infinitive behind them says.
DISPOSED = word_list("dependencies.disposed")
# Relations of clauses that share the subject of the verb above them.
WITHOUT_SUBJECT = frozenset({"conj", "xcomp", "advcl", "dep", "ccomp", "prep"})


def inherited_subject(verb: Token, words: Words, depth: int) -> list[Token]:
    """Return the subject of a verb that has none of its own.

    From the verb or noun that it is attached to.
    """
    head = verb.head
    if head == verb or _is_told_of(verb):
        return []
    if verb.dep_ in {"acl", "relcl"}:
        return _subject_behind_noun(verb, words, depth)
    controlling = _controlling_objects(verb, words)
    if controlling:
        return controlling
    if verb.dep_ == "pcomp":
        return subject_of_gerund(verb, words, depth)
    head = _told_before(verb, words) or head
    if verb.dep_ in {"ccomp", "advcl"} and is_finite(verb):
        return []
    if verb.dep_ == "xcomp" and head.lemma_ in DISPOSED:
        head = head.head  # "the minister is due to visit"
    if verb.dep_ in WITHOUT_SUBJECT and is_verb(head):
        return surface_subject(head, words, depth + 1)
    return []


def _controlling_objects(verb: Token, words: Words) -> list[Token]:
    """Return the objects that do what an infinitive names: "ordered the army to leave"."""
    if verb.dep_ != "xcomp" or verb.head.lemma_ not in words["control.object"]:
        return []
    return _coordinated_objects(verb.head)


def _coordinated_objects(verb: Token) -> list[Token]:
    """Return the direct objects that the parser names so, with what is coordinated with them."""
    objects = (child for child in verb.children if child.dep_ == "dobj")
    return [conjunct for child in objects for conjunct in conjuncts(child)]


def _is_told_of(gerund: Token) -> bool:
    """Return whether the subject above a gerund tells of it, or suffers it, and does not do it.

    "Activists reported shelling", "people were killed in shelling"; but "the army denied shelling"
    does, and those killed in fighting fought.
    """
    if gerund.tag_ != "VBG":
        return False
    if gerund.dep_ == "pcomp" and gerund.lemma_ not in MUTUAL:
        return gerund.head.lower_ in {"in", "during", "amid"} and is_passive(
            gerund.head.head
        )
    if gerund.dep_ != "xcomp" or is_passive(gerund.head):
        return False  # "he was seen fleeing"
    return gerund.head.lemma_.lower() in TELLING


# Verbs of those who look into a deed that others did.
SEEKING = word_list("dependencies.seeking")


def _told_before(verb: Token, words: Words) -> Token | None:
    """Return the clause that a participle behind a verb of saying or of seeking goes on.

    "police opened fire, witnesses said, killing two", "police sought two who shot at a bus, killing
    one".
    """
    if verb.dep_ != "advcl" or verb.tag_ != "VBG":
        return None
    above = verb.head
    if above.lemma_ in words["reporting.verbs"]:
        return _last_before(verb, above.children, "ccomp")
    if above.lemma_ in SEEKING:
        return _last_before(verb, above.subtree, "relcl")
    return None


def _last_before(verb: Token, clauses: Iterable[Token], link: str) -> Token | None:
    """Return the last verb with a link of the parse that stands before another verb."""
    last = None
    for clause in clauses:
        is_earlier = clause.i < verb.i
        if is_earlier and clause.dep_ == link and is_verb(clause):
            last = clause
    return last


def _subject_behind_noun(verb: Token, words: Words, depth: int) -> list[Token]:
    """Return the subject of a verb attached to a noun.

    The noun, or for "a push to recapture" whoever makes the push: "Chad's plan to attack".
    """
    noun = verb.head
    if not any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return conjuncts(noun)
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if owner is not None and owner.pos_ in {"NOUN", "PROPN"}:
        return conjuncts(owner)
    governor = governing_verb(noun)
    if governor is None:
        return []
    return surface_subject(governor, words, depth + 1)


def is_finite(verb: Token) -> bool:
    """Return whether a verb is finite, by itself or through its auxiliary."""
    finite = {"VBD", "VBZ", "VBP", "MD"}
    return verb.tag_ in finite or any(
        child.tag_ in finite
        for child in verb.children
        if child.dep_ in {"aux", "auxpass"}
    )


def subject_of_gerund(verb: Token, words: Words, depth: int) -> list[Token]:
    """Return the subject of a gerund after a preposition.

    The object of 'accuse', else the governing subject.
    """
    governor = verb.head.head
    if not is_verb(governor):
        climbed = governing_verb(governor)
        if climbed is None:
            return []
        governor = climbed
    if verb.head.lower_ in {"of", "for", "from"}:
        objects = _coordinated_objects(governor)
        if objects:
            return objects
    return surface_subject(governor, words, depth + 1)


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above a token; None if there is none."""
    for ancestor in token.ancestors:
        if is_verb(ancestor):
            return ancestor
    return None


def direct_objects(verb: Token) -> list[Token]:
    """Return the heads of the direct object.

    Also those that the parser attached to the verb as its conjuncts.
    """
    objects = _listed_objects(verb) or _counted_objects(verb)
    if objects:
        return [relative_head(noun) or noun for noun in objects]
    return [verb.head] if _has_relative_object(verb) else []


def _listed_objects(verb: Token) -> list[Token]:
    """Return the objects of a verb with what is coordinated with them, or with the verb."""
    objects: list[Token] = []
    for child in verb.children:
        is_object = child.dep_ in {"dobj", "dative"} and is_nominal(child)
        is_listed = child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "NUM"}
        if is_object or (is_listed and objects):
            objects.extend(conjuncts(child))
    return objects


def _counted_objects(verb: Token) -> list[Token]:
    """Return the objects that the small model reads as adverbs: "has displaced 689,000 people"."""
    adverbs = (child for child in verb.children if child.dep_ == "npadvmod")
    after = [noun for noun in adverbs if noun.i > verb.i and noun.ent_type_ != "DATE"]
    return [
        noun
        for noun in after
        if noun.tag_ == "CD" or (noun.tag_ == "NNS" and _has_number(noun))
    ]


def _has_relative_object(verb: Token) -> bool:
    """Return whether a relative pronoun is the object: "the town that rebels seized"."""
    if verb.dep_ != "relcl" or all(
        child.dep_ not in SUBJECT for child in verb.children
    ):
        return False
    return any(
        child.dep_ == "dobj" and child.lower_ in RELATIVE for child in verb.children
    )


def agents(verb: Token, words: Words) -> list[Token]:
    """Return the heads of those who do what the verb names."""
    if not is_passive(verb):
        return surface_subject(verb, words)
    by = [child for child in verb.children if child.dep_ == "agent"]
    if not by:
        by = list(_agents_behind_names(verb))
    return [noun for child in by for noun in objects_of(child)]


def _agents_behind_names(verb: Token) -> Iterator[Token]:
    """Yield the "by" that the parser hung on a place before it: "held near Goma by rebels"."""
    for phrase in prepositions(verb):
        for noun in objects_of(phrase):
            if noun.pos_ == "PROPN":
                yield from (child for child in noun.children if child.lower_ == "by")


def patients(verb: Token, words: Words) -> list[Token]:
    """Return the heads of those to whom it is done."""
    return surface_subject(verb, words) if is_passive(verb) else direct_objects(verb)


def objects_of(preposition: Token) -> list[Token]:
    """Return the heads of the noun phrases behind a preposition."""
    objects: list[Token] = []
    for child in preposition.children:
        if child.dep_ in {"pobj", "dobj"}:
            objects.extend(conjuncts(child))
        elif child.dep_ == "prep":  # "from near the border"
            objects.extend(objects_of(child))
    return objects


def prepositions(
    token: Token, lemmas: frozenset[str] | set[str] | None = None
) -> Iterator[Token]:
    """Yield the prepositions attached to a token; all of them, or those wanted.

    What the parser attached to a date or adverb beside it counts too ("the killing last month in a
    strike").
    """
    for child in token.children:
        if child.dep_ in PREPOSITIONS and child.pos_ in {"ADP", "SCONJ", "VERB", "ADV"}:
            if lemmas is None or child.lower_ in lemmas:
                yield child
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.ent_type_ in {"DATE", "TIME"}:
                    yield from prepositions(inner, lemmas)
        elif child.dep_ == "npadvmod" and child.i > token.i:
            yield from prepositions(child, lemmas)


PREPOSITIONS = frozenset({"prep", "agent", "dative"})
# What belongs to the name of a thing: determiners, adjectives, compounds, numbers, owners.
INNER = frozenset(
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
        "punct",
    }
)
# The same, before a head.
BEFORE_HEADS = INNER - {"punct"}


def phrase(head: Token) -> tuple[int, int]:
    """Return the first and last token index of the noun phrase up to its head."""
    first = head.i
    for child in head.lefts:
        if child.dep_ in BEFORE_HEADS:
            first = min(first, child.left_edge.i)
    if first < head.i:
        first = behind_day(head.doc[first : head.i])
    return _with_first_part(head, first), _end_of_phrase(head)


def _with_first_part(head: Token, first: int) -> int:
    """Return where a phrase begins, its first word's "off -" with it: "off - duty guard"."""
    start = max(head.sent.start, first - 2)
    before = [word.lower_ for word in head.doc[start:first]]
    if before[1:] != ["-"]:
        return first
    if before[0] in FIRST_PARTS:
        return start
    return first


def _end_of_phrase(head: Token) -> int:
    """Return the index of the last word of a name.

    "President Bashar al-Assad" and "Mahdi Army leader" come in many shapes; only names may follow
    the head.
    """
    last = head.i
    for child in head.rights:
        if child.i != last + 1:
            continue
        if child.dep_ in {"nummod", "nmod"} and child.pos_ == "PROPN":
            last = child.i
        elif child.dep_ == "case":
            last = child.i - 1
    return last


# Where the indices of the words that tell days are kept with a parsed text.
DAYS = "timeline_days"
# What stands before a day that opens a sentence or clause.
BEFORE_DAYS = frozenset({"in", "on", "by", "since", "until", "from", "during"})


def behind_day(words: Span) -> int:
    """Return the index behind the day that opens a phrase, and behind a dash that stands free.

    "10 Feb 2012 - 28 people" are 28, "20-25 people" a range; "On 3 May 12 people" are 12.
    """
    free = [word.i for word in words if word.text == "-" and _is_free(word)]
    return free[-1] + 1 if free else _behind_opening_day(words)


# First and last parts of compounds: "off-duty", "grief-stricken".
FIRST_PARTS = word_list("dependencies.first_parts")
LAST_PARTS = word_list("dependencies.last_parts")


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
    if before < words.sent.start:
        return True
    preposition = words.doc[before]
    return preposition.lower_ in BEFORE_DAYS


def clause_verb(token: Token) -> Token | None:
    """Return the verb of the clause in which the token stands.

    The token itself if it is that verb.
    """
    return (
        token
        if is_verb(token) and token.dep_ not in {"aux", "auxpass"}
        else governing_verb(token)
    )


TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present"}


def tense(token: Token) -> str:
    """Return the tense of the clause in which a token stands.

    "past", "perfect", "present", "future", or "" if none.
    """
    verb = _verb_with_tense(token)
    if verb is None:
        return ""
    auxiliary = _finite_auxiliary(verb)
    if auxiliary is None:
        return TENSES.get(verb.tag_, "")
    if auxiliary.tag_ == "MD":
        return "future"
    if auxiliary.lemma_ == "have":
        return "perfect" if auxiliary.tag_ in {"VBZ", "VBP"} else "past"
    return "past" if auxiliary.tag_ == "VBD" else "present"


def is_pluperfect(token: Token) -> bool:
    """Return whether the clause in which a token stands is told with "had": "had shelled"."""
    verb = _verb_with_tense(token)
    auxiliary = None if verb is None else _finite_auxiliary(verb)
    return (
        auxiliary is not None and auxiliary.tag_ == "VBD" and auxiliary.lemma_ == "have"
    )


def _verb_with_tense(token: Token) -> Token | None:
    """Return the verb that gives a clause its tense: its own, or one above an infinitive."""
    verb = clause_verb(token)
    while (
        verb is not None
        and verb.tag_ in {"VB", "VBG", "VBN"}
        and not _finite_auxiliary(verb)
    ):
        if verb.head == verb or not is_verb(verb.head):
            break
        verb = verb.head
    return verb


def _finite_auxiliary(verb: Token) -> Token | None:
    return next(
        (
            child
            for child in verb.children
            if child.dep_ in {"aux", "auxpass"}
            and child.tag_ in {"VBD", "VBZ", "VBP", "MD"}
        ),
        None,
    )
