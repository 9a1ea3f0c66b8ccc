"""Date a sentence's event by its temporal expressions.

The nearest expression above in the parse dates a happening. Failing that, one that opens the
sentence, one of its setting ("during a rally last week"), of the words that announce it, or of the
saying where words are the happening.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.attribution import is_reporting
from timeline.mentions.rules.background import is_of_old
from timeline.mentions.rules.context import Sentence, once
from timeline.mentions.rules.date_bounds import is_bounded
from timeline.mentions.rules.day_pairs import with_pairs
from timeline.mentions.rules.scope import BEFORE_OR_AFTER, at_offsets, owners, top
from timeline.mentions.rules.tree import clause_verb, conjuncts, governing_verb, is_verb
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.mentions.rules.verb_forms import tense
from timeline.model.mentions import Told
from timeline.model.types import SPOKEN, PartOfSpeech
from timeline.model.when import TemporalExpression, TimexType

# Clauses whose date is theirs alone ("a man who had been arrested in 2009").
ASIDES = frozenset({"relcl", "acl", "ccomp"})
# Verbs that do by words what their clause says: "announced it was suspending the talks".
ANNOUNCING = word_list("dating.announcing")
# Prepositions before what a deed is part of: "shot during a protest on Monday".
SETTING = word_list("dating.setting")
# Words that may stand before an expression that opens its sentence: "On Monday", "Just last week".
OPENING = word_list("dating.opening")
# Force is no deed of words: "announced that troops were attacking".
UNANNOUNCED = frozenset({"ASSAULT", "DISPLACE", "CONSULT", "PROTEST"})
# Words behind a length of time that is not how long something lasted: "gave them two days to
# leave".
NOT_HOW_LONG = frozenset({"after", "before", "to"})
# ... and those after which another happening is told: "weeks after a truce".
AROUND = frozenset({"after", "before"})
# Units within a day: what happened hours later is of the same news.
CLOCK_UNITS = word_list("dating.clock_units")
# How a caption ends: a full date behind a comma or "on", where the main verb is of the present.
PRESENT_TAGS = frozenset({"VBZ", "VBP"})
FULL_DATES = frozenset({"day-month-year", "month-day-year", "iso-date", "numeric-date"})
CAPTION_BEFORE = re.compile(r",\s*(?:on\s+)?$", re.IGNORECASE)
# A verb that tells what came before the picture: "a wall hit by shells".
PAST_TAGS = frozenset({"VBD", "VBN"})
# Rules of expressions that yield to a date beside them: "overnight between 2 and 3 May".
ROUGH = frozenset({"overnight"})
# Prepositions that tell until when, which is no day of the words that set the term.
DEADLINES = word_list("dating.deadlines")
# Nouns of what is remembered: "on the anniversary of the 2009 massacre" is not in 2009.
REMEMBERING = word_list("dating.remembering")
# Words that say that a day is not told: "without saying when".
UNTOLD = word_list("dating.untold")
UNKNOWN_DAY = "XXXX-XX-XX"
# Values of expressions that name the present, which forbid no assumption.
PRESENT = frozenset({"PRESENT_REF", None})


@once
def dating_expressions(sentence: Sentence) -> list[TemporalExpression]:
    """The expressions of the sentence that can date something."""
    own = {head.i for head in sentence.heads}
    return [
        expression
        for expression in with_pairs(sentence)
        if expression.type is not TimexType.SET
        and expression.interval is not None
        and not _is_in_name(sentence, expression, own)
        and not _is_of_picture(sentence, expression)
        and not _is_remembered(sentence, expression, own)
    ]


def _is_of_picture(sentence: Sentence, expression: TemporalExpression) -> bool:
    """Return whether a date is that of a picture: "a wall that shells broke, 25 June 2017".

    The main verb is then of the present.
    """
    root = sentence.tokens.root
    if root.tag_ not in PRESENT_TAGS or expression.rule not in FULL_DATES:
        return False
    begin = sentence.offset + sentence.tokens.start_char
    text = sentence.tokens.text
    before = text[: expression.start - begin]
    after = text[expression.end - begin :]
    has_comma = CAPTION_BEFORE.search(before) is not None
    return has_comma and not after.strip(" .")


def _is_remembered(
    sentence: Sentence, expression: TemporalExpression, own: Collection[int]
) -> bool:
    """Return whether a date is that of what is remembered: "the anniversary of the 2009 raid".

    `own`: words that it may date.
    """
    tokens = _tokens_of(sentence, expression)
    if not tokens:
        return False
    for above in top(tokens).ancestors:
        if above.i in own or is_verb(above):
            return False
        if above.lower_ in REMEMBERING:
            return True
    return False


def _tokens_of(sentence: Sentence, expression: TemporalExpression) -> list[Token]:
    """Return the tokens of an expression."""
    return at_offsets(
        sentence.tokens, expression.start, expression.end, sentence.offset
    )


def _owners_of(sentence: Sentence, tokens: Sequence[Token]) -> list[Token]:
    """Return the words of happenings to which the tokens of an expression belong."""
    if not tokens:
        return []
    return [
        owner
        for owner in owners(top(tokens), sentence.heads, sentence.words)
        if _can_reach(sentence, tokens, owner)
    ]


def _can_reach(sentence: Sentence, tokens: Sequence[Token], owner: Token) -> bool:
    """Return whether the reach of an expression goes up to a word of a happening."""
    triggers = {head.i for head in sentence.heads}
    return not is_bounded(top(tokens), owner, triggers)


def _is_in_name(
    sentence: Sentence, expression: TemporalExpression, own: Collection[int]
) -> bool:
    """Return whether a year is part of a name: "the 2015 Minsk Agreement" was broken later.

    `own`: words that it may date.
    """
    tokens = _tokens_of(sentence, expression)
    inner = top(tokens) if tokens else None
    if (
        inner is None
        or not _is_before_noun(inner)
        or _is_glued(sentence, tokens, inner)
    ):
        return False
    return inner.head.pos_ == "PROPN" and inner.head.i not in own


def _is_glued(sentence: Sentence, tokens: Sequence[Token], inner: Token) -> bool:
    """Return whether the parser took a day for part of the subject: "Monday Assad pledged"."""
    is_subject = inner.head.dep_ in {"nsubj", "nsubjpass"}
    return (
        is_subject
        and _is_opening(sentence, tokens)
        and inner.head.ent_type_ in {"PERSON", "GPE"}
    )


def date_of(sentence: Sentence, group: Sequence[Trigger]) -> TemporalExpression | None:
    """Return the temporal expression that dates a happening; None if none governs it."""
    expression = _governing_date(sentence, group) or _date_of_scene(sentence, group)
    if expression is None and sentence.reading in SPOKEN:
        expression = date_of_saying(sentence, group)
    if expression is not None or _gap_after(sentence, group) is not None:
        return expression
    return _date_beside(sentence, group)


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


def time_told(sentence: Sentence, group: Sequence[Trigger]) -> Told:
    """Return what a sentence tells beside a date: of the saying, of times that name no day."""
    gap = _gap_after(sentence, group)
    return Told(
        said=date_of_saying(sentence, group),
        vague=_vague_date(sentence, group),
        after=gap,
        came=_date_before(sentence, gap) if gap is not None else None,
        since=_has_gone_on(group),
        old=is_of_old(group, sentence.words),
    )


def _governing_date(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the expression that the parse puts under the words of a happening."""
    dates = list(_governing_dates(sentence, group))
    exact = (expression for expression in dates if expression.rule not in ROUGH)
    return next(exact, None) or next(iter(dates), None)


def _governing_dates(
    sentence: Sentence, group: Sequence[Trigger]
) -> Iterator[TemporalExpression]:
    """Yield the expressions that the parse puts under the words of a happening."""
    own = _words_of(group)
    for expression in dating_expressions(sentence):
        tokens = _tokens_of(sentence, expression)
        if not tokens or _is_in_name(sentence, expression, own):
            continue
        if _is_of_other_deed(sentence, tokens, own):
            continue
        owning = _owners_of(sentence, tokens)
        is_own = _is_head_of_item(sentence, tokens) or _has_word(owning, own)
        if is_own or any(
            _is_told_by(trigger.token, tokens, owning) for trigger in group
        ):
            yield expression


def _is_of_other_deed(
    sentence: Sentence, tokens: Sequence[Token], own: Collection[int]
) -> bool:
    """Return whether a date is that of what is promised by then, or of what came before."""
    if sentence.reading in SPOKEN and _is_deadline(sentence, tokens):
        return True
    return _is_of_earlier(sentence, tokens, own)


def _is_told_by(
    trigger: Token, tokens: Sequence[Token], dated: Sequence[Token]
) -> bool:
    """Return whether a clause that tells a happening is dated: its "when", or "that broke out"."""
    return _is_opened_when(trigger, dated) or _is_subject_behind(trigger, top(tokens))


def _is_subject_behind(noun: Token, inner: Token) -> bool:
    """Return whether a date is that of what a noun did: "clashes that broke out on Monday"."""
    verb = governing_verb(inner)
    if verb is None or verb.dep_ != "relcl" or verb.head != noun:
        return False
    return any(
        child.dep_ in {"nsubj", "nsubjpass"} and child.tag_ in {"WDT", "WP"}
        for child in verb.children
    )


def _is_deadline(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Return whether words tell until when: "agreed to free the hostages by Sunday"."""
    inner = top(tokens)
    is_until = inner.dep_ == "pobj" and inner.head.lower_ in DEADLINES
    return is_until and inner.head.i > sentence.tokens.start


def _date_of_scene(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the day of a picture, for what its caption shows: "police fire tear gas, May 2, 2017".

    What the caption recalls has another day.
    """
    pictures = (
        expression
        for expression in sentence.expressions
        if _is_of_picture(sentence, expression)
    )  # fmt: skip
    day = next(pictures, None)
    if day is None or not all(_is_shown(trigger.token) for trigger in group):
        return None
    return day


def _is_shown(token: Token) -> bool:
    """Return whether the clause of a word and all above it are of the present of a picture."""
    if tense(token) != "present":
        return False
    above = (token, *token.ancestors)
    return not any(
        word.dep_ == "relcl" or word.lower_ in BEFORE_OR_AFTER or word.tag_ in PAST_TAGS
        for word in above
    )


def _only_free_date(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the one expression of a sentence that dates another of its happenings."""
    if len(dating_expressions(sentence)) != 1 or not _are_verbs(group):
        return None
    (expression,) = dating_expressions(sentence)
    tokens = _tokens_of(sentence, expression)
    own = _words_of(group)
    owning = _owners_of(sentence, tokens)
    if not owning or _is_in_name(sentence, expression, own):
        return None
    if _is_of_other_deed(sentence, tokens, own):
        return None
    if not all(_can_reach(sentence, tokens, trigger.token) for trigger in group):
        return None  # it dates only its own noun
    above = (owning[0], *owning[0].ancestors)
    is_aside = any(token.dep_ in ASIDES for token in above)
    return None if is_aside else expression


def _opening_date(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return an expression that opens the sentence, lost by the parser, for its first verb."""
    first = min(sentence.heads, key=lambda token: token.i, default=None)
    if first is None or first.i not in _words_of(group):
        return None
    for expression in dating_expressions(sentence):
        tokens = _tokens_of(sentence, expression)
        if tokens and _is_opening(sentence, tokens) and _is_lost(sentence, tokens):
            return expression
    return None


def _is_lost(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Return whether no happening and no verb of saying stands above an expression."""
    verb = governing_verb(top(tokens))
    is_said = verb is not None and is_reporting(verb, sentence.words)
    return not is_said and not _owners_of(sentence, tokens)


def _is_opening(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Return whether an expression opens the sentence: "On Monday", "Just last week"."""
    before = sentence.tokens.doc[sentence.tokens.start : tokens[0].i]
    return all(token.lower_ in OPENING for token in before)


def _date_of_setting(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the date of what a deed is part of: "used violence during a rally last week"."""
    own = _words_of(group)
    for expression in dating_expressions(sentence):
        tokens = _tokens_of(sentence, expression)
        owning = _owners_of(sentence, tokens)
        dated = {token.i for token in owning}
        is_set = any(_is_setting(token, own) for token in owning)
        if is_set or any(_is_setting(trigger.token, dated) for trigger in group):
            return expression
    return None


def _date_of_announcement(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the date on which a deed of words is announced: "announced it was suspending"."""
    if sentence.reading in UNANNOUNCED:
        return None
    verbs = [_announcing(trigger.token) for trigger in group]
    announced = {verb.i for verb in verbs if verb is not None}
    return next(_governed_by(sentence, announced), None)


def _governed_by(
    sentence: Sentence, verbs: Collection[int]
) -> Iterator[TemporalExpression]:
    """Yield the expressions whose nearest verb is one of some."""
    for expression in dating_expressions(sentence):
        tokens = _tokens_of(sentence, expression)
        verb = governing_verb(top(tokens)) if tokens else None
        if verb is not None and verb.i in verbs:
            yield expression


def _is_head_of_item(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Return whether a day opens an item of a chronology: "10 Feb 2012 - two bombs explode"."""
    following = tokens[-1].i + 1
    if tokens[0].i != sentence.tokens.start or following >= sentence.tokens.end:
        return False
    return sentence.tokens.doc[following].text in {"-", ":"}


def date_of_saying(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return the date of the saying: "said on Monday that it expected"."""
    saying = {
        above.i
        for trigger in group
        for above in trigger.token.ancestors
        if is_reporting(above, sentence.words)
    }
    return next(_governed_by(sentence, saying), None)


def only_date(sentence: Sentence) -> TemporalExpression | None:
    """Return the one expression that dates anything in the sentence.

    None unless there is one.
    """
    if len(dating_expressions(sentence)) != 1:
        return None
    tokens = _tokens_of(sentence, dating_expressions(sentence)[0])
    verb = governing_verb(top(tokens)) if tokens else None
    return (
        None
        if verb is None or is_reporting(verb, sentence.words)
        else dating_expressions(sentence)[0]
    )


def _are_verbs(group: Sequence[Trigger]) -> bool:
    return all(trigger.group.pos is PartOfSpeech.VERB for trigger in group)


def _vague_date(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return words that tell a time and name no day: "in 480 BC", "in recent days"."""
    untold = _untold_day(sentence)
    if untold is not None:
        return untold
    own = _words_of(group)
    for expression in sentence.expressions:
        is_dating = expression.interval is not None or expression.type is TimexType.SET
        if is_dating or expression.value in PRESENT:
            continue
        tokens = _tokens_of(sentence, expression)
        if not tokens or not _is_forbidding(sentence, expression, tokens):
            continue
        owning = _owners_of(sentence, tokens)
        if _is_opening(sentence, tokens) or _has_word(owning, own):
            return expression
    return None


def _untold_day(sentence: Sentence) -> TemporalExpression | None:
    """Return the words that say that the day is not told: "without saying when"."""
    text = sentence.tokens.text
    lower = text.lower()
    words = next((words for words in UNTOLD if words in lower), None)
    if words is None:
        return None
    begin = lower.index(words)
    start = sentence.offset + sentence.tokens.start_char + begin
    return TemporalExpression(
        start=start,
        end=start + len(words),
        text=text[begin : begin + len(words)],
        type=TimexType.DATE,
        value=UNKNOWN_DAY,
        interval=None,
        rule="untold",
    )


def _is_forbidding(
    sentence: Sentence, expression: TemporalExpression, tokens: Sequence[Token]
) -> bool:
    """Return whether a time that names no day leaves none to assume; hours do not."""
    if any(token.lower_ in CLOCK_UNITS for token in tokens):
        return False
    if expression.type is not TimexType.DURATION:
        return True
    head = top(tokens)
    is_joined = head.dep_ in {"pobj", "npadvmod"}
    follower = _follower(sentence, tokens)
    # "retook it after two days of fighting" is of the day on which it is told
    is_of_fighting = follower == "of" and head.head.lower_ == "after"
    return is_joined and not is_of_fighting and follower not in NOT_HOW_LONG


def _follower(sentence: Sentence, tokens: Sequence[Token]) -> str:
    """Return the word after an expression, in lower case; "" at the end of the sentence."""
    following = tokens[-1].i + 1
    return (
        sentence.tokens.doc[following].lower_ if following < sentence.tokens.end else ""
    )


def _gap_after(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return how long after a happening the sentence's main clause lies.

    "a day after S fell".
    """
    own = _words_of(group)
    for expression in sentence.expressions:
        if expression.type is not TimexType.DURATION:
            continue
        tokens = _tokens_of(sentence, expression)
        if not tokens or _follower(sentence, tokens) != "after":
            continue
        behind = sentence.tokens.doc[tokens[-1].i + 1]
        if own.issubset(_told_behind(behind)):
            return expression
    return None


def _is_of_earlier(
    sentence: Sentence, tokens: Sequence[Token], own: Collection[int]
) -> bool:
    """Return whether a date is that of what a happening came after: "weeks after a truce on 2 May".

    `own`: the words of the happening.
    """
    for expression in sentence.expressions:
        length = _tokens_of(sentence, expression)
        if expression.type is not TimexType.DURATION or not length:
            continue
        if _follower(sentence, length) not in AROUND:
            continue
        behind = set(_told_behind(sentence.tokens.doc[length[-1].i + 1]))
        if tokens[0].i in behind and behind.isdisjoint(own):
            return True
    return False


def _date_before(
    sentence: Sentence, gap: TemporalExpression
) -> TemporalExpression | None:
    """Return the date of the main clause, before "three days after"."""
    before = [
        expression
        for expression in dating_expressions(sentence)
        if expression.end <= gap.start
    ]
    return before[-1] if before else None


def _has_gone_on(group: Sequence[Trigger]) -> bool:
    """Return whether it has gone on since what is dated.

    "have bombed since it left on Monday".
    """
    listed = [_listed_verbs(trigger.token) for trigger in group]
    if any(not verbs or tense(verbs[0]) != "perfect" for verbs in listed):
        return False
    clauses = (
        child
        for verbs in listed
        for verb in verbs
        for child in verb.children
    )  # fmt: skip
    return any(_is_since(clause) for clause in clauses)


def _words_of(group: Sequence[Trigger]) -> set[int]:
    """Return the indices of the words that name a happening."""
    return {token.i for trigger in group for token in trigger.tokens}


def _has_word(tokens: Sequence[Token], words: Collection[int]) -> bool:
    """Return whether one of some tokens is one of some words, by index."""
    return any(token.i in words for token in tokens)


def _is_before_noun(word: Token) -> bool:
    """Return whether a word belongs to a noun behind it: "the 2015 agreement"."""
    return word.dep_ in {"nummod", "compound", "nmod", "amod"} and word.i < word.head.i


def _listed_verbs(word: Token) -> list[Token]:
    """Return the verbs of a clause and those it is listed with: "have bombed towns and fired"."""
    verb = clause_verb(word)
    while verb is not None and verb.dep_ == "conj" and is_verb(verb.head):
        verb = verb.head
    if verb is None:
        return []
    _, *others = conjuncts(verb)
    return [verb, *others]


def _is_since(clause: Token) -> bool:
    """Return whether a token heads a clause with "since"."""
    return clause.dep_ == "advcl" and any(
        child.lower_ == "since" and child.dep_ == "mark" for child in clause.children
    )


def _told_behind(word: Token) -> Iterator[int]:
    """Yield the words of what is told behind "after": of its clause or phrase."""
    if word.dep_ == "mark":
        yield from (token.i for token in word.head.subtree if token.i > word.i)
    else:
        yield from (token.i for token in word.subtree if token.i > word.i)


def _is_setting(noun: Token, own: Collection[int]) -> bool:
    """Return whether a noun of action is what a deed is part of: "during a rally"."""
    preposition = noun.head
    return (
        noun.dep_ == "pobj"
        and preposition.lower_ in SETTING
        and preposition.head.i in own
    )


def _announcing(deed: Token) -> Token | None:
    """Return the verb that announces a deed of its own subject: "announced it was banning"."""
    verb = deed.head
    if deed.dep_ not in {"ccomp", "xcomp"} or lemma_of(verb) not in ANNOUNCING:
        return None
    subjects = [
        child for child in deed.children if child.dep_ in {"nsubj", "nsubjpass"}
    ]
    is_own = all(
        subject.lower_ in {"it", "they", "he", "she", "we"} for subject in subjects
    )
    return verb if is_own and deed.tag_ == "VBG" else None


def _is_opened_when(trigger: Token, dated: Sequence[Token]) -> bool:
    """Return whether a "when" clause of something dated tells it: "was near on Friday when hit"."""
    verb = clause_verb(trigger)
    if verb is None or verb.dep_ != "advcl" or not _has_word(dated, {verb.head.i}):
        return False
    return any(
        child.lower_ == "when" and child.dep_ in {"advmod", "mark"}
        for child in verb.children
    )
