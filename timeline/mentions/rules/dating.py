"""Date a sentence's event by its temporal expressions.

The nearest expression above in the parse dates a happening. Failing that, one that opens the
sentence, one of its setting ("during a rally last week"), of the words that announce it, or of the
saying where words are the happening.
"""

from collections.abc import Collection, Iterator, Sequence, Set

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.date_words import (
    DateWords,
    can_reach,
    dates,
    follower,
    has_word,
    indices_of,
    is_in_name,
    is_of_picture,
    is_opening,
    only_date_words,
    owners_of,
    verb_before,
)
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.reporting_verbs import is_reporting
from timeline.mentions.rules.scope import BEFORE_OR_AFTER
from timeline.mentions.rules.time_gaps import gap_after, is_of_earlier
from timeline.mentions.rules.tree import (
    NOUN_SUBJECT,
    children_by,
    clause_verb,
    governing_verb,
)
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import tense
from timeline.model.types import SPOKEN, PartOfSpeech
from timeline.model.when import TemporalExpression

# Clauses whose date is theirs alone ("a man who had been arrested in 2009").
ASIDES = frozenset({"relcl", "acl", "ccomp"})
# Verbs that do by words what their clause says: "announced it was suspending the talks".
ANNOUNCING = word_list("dating.announcing")
# Prepositions before what a deed is part of: "shot during a protest on Monday".
SETTING = word_list("dating.setting")
# Force is no deed of words: "announced that troops were attacking".
UNANNOUNCED = frozenset({"ASSAULT", "DISPLACE", "CONSULT", "PROTEST"})
# A verb that tells what came before the picture: "a wall hit by shells".
PAST_TAGS = frozenset({"VBD", "VBN"})
# Rules of expressions that yield to a date beside them: "overnight between 2 and 3 May".
ROUGH = frozenset({"overnight"})
# Prepositions that tell until when, which is no day of the words that set the term.
DEADLINES = word_list("dating.deadlines")
# Tags of relative pronouns.
RELATIVE = frozenset({"WDT", "WP"})
PRONOUNS = frozenset({"it", "they", "he", "she", "we"})


def date_of(sentence: Sentence, group: Sequence[Trigger]) -> TemporalExpression | None:
    """Return the temporal expression that dates a happening; None if none governs it."""
    expression = _own_date(sentence, group)
    if expression is not None:
        return expression
    if gap_after(sentence, group) is not None:
        return None
    return _date_beside(sentence, group)


def _own_date(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the expression that the parse, a picture or the saying gives a happening."""
    expression = _governing_date(sentence, group)
    if expression is None:
        expression = _date_of_scene(sentence, group)
    if expression is None and sentence.reading in SPOKEN:
        return date_of_saying(sentence, group)
    return expression


def _date_beside(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the expression that dates what a happening is told beside."""
    beside = _only_free_date(sentence, group) or _opening_date(sentence, group)
    return (
        beside
        or _date_of_setting(sentence, group)
        or _date_of_announcement(sentence, group)
    )


def _governing_date(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the expression that the parse puts under the words of a happening."""
    governing = list(_governing_dates(sentence, group))
    exact = [date for date in governing if date.expression.rule not in ROUGH]
    candidates = exact or governing
    if not candidates:
        return None
    own = indices_of(group)
    below = (date for date in candidates if _is_below(date, own))
    nearest = next(below, candidates[0])
    return nearest.expression


def _is_below(date: DateWords, own: Collection[int]) -> bool:
    """Return whether a date stands below a word of a happening, not beside it in the clause.

    "On Monday mourners buried nine men killed on Saturday".
    """
    return has_word(list(date.top.ancestors), own)


def _governing_dates(
    sentence: Sentence, group: Sequence[Trigger]
) -> Iterator[DateWords]:
    """Yield the expressions that the parse puts under the words of a happening."""
    own = indices_of(group)
    for date in dates(sentence):
        if is_in_name(sentence, date, own):
            continue
        if _is_of_other_deed(sentence, date, own):
            continue
        if _is_governing(sentence, date, group):
            yield date


def _is_of_other_deed(sentence: Sentence, date: DateWords, own: Set[int]) -> bool:
    """Return whether a date is that of what is promised by then, or of what came before."""
    if sentence.reading in SPOKEN and _is_deadline(sentence, date):
        return True
    if _is_of_saying(sentence, date, own):
        return True
    return is_of_earlier(sentence, date, own)


def _is_of_saying(sentence: Sentence, date: DateWords, own: Set[int]) -> bool:
    """Return whether a date right behind a verb of saying is that of the saying alone.

    "The army said Monday nine men had been killed", which the parser reads as killed on Monday.
    """
    verb = _saying_before(sentence, date)
    if verb is None:
        return False
    if verb.i in own:
        return False
    noun = date.top.head
    is_of_noun = noun.pos_ == "NOUN" and noun.i in own
    return not is_of_noun


def _saying_before(sentence: Sentence, date: DateWords) -> Token | None:
    """Return the verb of saying right before a date; None for other words."""
    verb = verb_before(sentence, date)
    if verb is None or date.top.dep_ == "poss":
        return None
    return verb if is_reporting(verb, sentence.words) else None


def _is_deadline(sentence: Sentence, date: DateWords) -> bool:
    """Return whether words tell until when: "agreed to free the hostages by Sunday"."""
    if date.top.dep_ != "pobj":
        return False
    preposition = date.top.head
    is_first = preposition.i <= sentence.tokens.start
    return preposition.lower_ in DEADLINES and not is_first


def _is_governing(
    sentence: Sentence, date: DateWords, group: Sequence[Trigger]
) -> bool:
    """Return whether the parse puts an expression under the words of a happening."""
    if _is_head_of_item(sentence, date):
        return True
    dated = owners_of(sentence, date)
    if has_word(dated, indices_of(group)):
        return True
    return any(_is_told_by(trigger.token, date, dated) for trigger in group)


def _is_head_of_item(sentence: Sentence, date: DateWords) -> bool:
    """Return whether a day opens an item of a chronology: "10 Feb 2012 - two bombs explode"."""
    if date.tokens[0].i != sentence.tokens.start:
        return False
    return follower(sentence, date) in {"-", ":"}


def _is_told_by(trigger: Token, date: DateWords, dated: Sequence[Token]) -> bool:
    """Return whether a clause that tells a happening is dated: its "when", or "that broke out"."""
    return _is_opened_when(trigger, dated) or _is_subject_behind(trigger, date.top)


def _is_opened_when(trigger: Token, dated: Sequence[Token]) -> bool:
    """Return whether a "when" clause of something dated tells it: "was near on Friday when hit"."""
    verb = clause_verb(trigger)
    if verb is None or verb.dep_ != "advcl":
        return False
    if not has_word(dated, {verb.head.i}):
        return False
    marks = children_by(verb, "advmod", "mark")
    return any(mark.lower_ == "when" for mark in marks)


def _is_subject_behind(noun: Token, inner: Token) -> bool:
    """Return whether a date is that of what a noun did: "clashes that broke out on Monday"."""
    verb = governing_verb(inner)
    if verb is None or verb.dep_ != "relcl":
        return False
    if verb.head != noun:
        return False
    subjects = children_by(verb, *NOUN_SUBJECT)
    return any(subject.tag_ in RELATIVE for subject in subjects)


def _date_of_scene(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the day of a picture, for what its caption shows: "police fire tear gas, May 2, 2017".

    What the caption recalls has another day.
    """
    for expression in sentence.expressions:
        if is_of_picture(sentence, expression):
            is_shown = all(_is_shown(trigger.token) for trigger in group)
            return expression if is_shown else None
    return None


def _is_shown(token: Token) -> bool:
    """Return whether the clause of a word and all above it are of the present of a picture."""
    if tense(token) != "present":
        return False
    above = (token, *token.ancestors)
    return not any(map(_is_recalling, above))


def _is_recalling(word: Token) -> bool:
    """Return whether a word in a caption leads to what came before the picture."""
    if word.dep_ == "relcl" or word.tag_ in PAST_TAGS:
        return True
    return word.lower_ in BEFORE_OR_AFTER


def _only_free_date(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the one expression of a sentence that dates another of its happenings."""
    date = only_date_words(sentence)
    if date is None or not _are_verbs(group):
        return None
    return date.expression if _is_free(sentence, date, group) else None


def _is_free(sentence: Sentence, date: DateWords, group: Sequence[Trigger]) -> bool:
    """Return whether the date of another happening can be that of a group too."""
    own = indices_of(group)
    if is_in_name(sentence, date, own):
        return False
    if _is_of_other_deed(sentence, date, own):
        return False
    dated = owners_of(sentence, date)
    if not dated or _is_aside(dated[0]):
        return False
    # where it does not reach them, it dates only its own noun
    return all(can_reach(sentence, date, trigger.token) for trigger in group)


def _is_aside(token: Token) -> bool:
    """Return whether a word stands in a clause whose date is its own."""
    if token.dep_ in ASIDES:
        return True
    return any(above.dep_ in ASIDES for above in token.ancestors)


def _are_verbs(group: Sequence[Trigger]) -> bool:
    return all(trigger.group.pos is PartOfSpeech.VERB for trigger in group)


def _opening_date(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return an expression that opens the sentence, lost by the parser, for its first verb."""
    first = min(sentence.trigger_words, default=None)
    if first is None or first not in indices_of(group):
        return None
    for date in dates(sentence):
        if is_opening(sentence, date) and _is_lost(sentence, date):
            return date.expression
    return None


def _is_lost(sentence: Sentence, date: DateWords) -> bool:
    """Return whether no happening and no verb of saying stands above an expression."""
    verb = governing_verb(date.top)
    if verb is not None and is_reporting(verb, sentence.words):
        return False
    return not owners_of(sentence, date)


def _date_of_setting(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the date of what a deed is part of: "used violence during a rally last week"."""
    own = indices_of(group)
    nouns = [trigger.token for trigger in group]
    for date in dates(sentence):
        dated = owners_of(sentence, date)
        around = {token.i for token in dated}
        if _has_setting(dated, own) or _has_setting(nouns, around):
            return date.expression
    return None


def _has_setting(nouns: Sequence[Token], deeds: Collection[int]) -> bool:
    """Return whether a noun of action is what one of some deeds is part of: "during a rally"."""
    return any(_is_setting(noun, deeds) for noun in nouns)


def _is_setting(noun: Token, deeds: Collection[int]) -> bool:
    if noun.dep_ != "pobj":
        return False
    preposition = noun.head
    return preposition.lower_ in SETTING and preposition.head.i in deeds


def _date_of_announcement(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the date on which a deed of words is announced: "announced it was suspending"."""
    if sentence.reading in UNANNOUNCED:
        return None
    deeds = (trigger.token for trigger in group)
    announcing = {deed.head.i for deed in deeds if _is_announced(deed)}
    return _first_governed_by(sentence, announcing)


def _is_announced(deed: Token) -> bool:
    """Return whether the verb above announces a deed of its own subject: "said it was banning"."""
    if deed.tag_ != "VBG":
        return False
    if deed.dep_ not in {"ccomp", "xcomp"}:
        return False
    if lemma_of(deed.head) not in ANNOUNCING:
        return False
    subjects = children_by(deed, *NOUN_SUBJECT)
    return all(subject.lower_ in PRONOUNS for subject in subjects)


def _first_governed_by(
    sentence: Sentence, verbs: Collection[int]
) -> TemporalExpression | None:
    """Return the first expression whose nearest verb is one of some."""
    if not verbs:
        return None
    for date in dates(sentence):
        verb = _saying_before(sentence, date) or governing_verb(date.top)
        if verb is not None and verb.i in verbs:
            return date.expression
    return None


def date_of_saying(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the date of the saying: "said on Monday that it expected"."""
    saying: set[int] = set()
    for trigger in group:
        for above in trigger.token.ancestors:
            if is_reporting(above, sentence.words):
                saying.add(above.i)
    return _first_governed_by(sentence, saying)


def only_date(sentence: Sentence) -> TemporalExpression | None:
    """Return the one expression that dates anything in the sentence.

    None unless there is one.
    """
    date = only_date_words(sentence)
    if date is None:
        return None
    verb = governing_verb(date.top)
    if verb is None or is_reporting(verb, sentence.words):
        return None
    return date.expression
