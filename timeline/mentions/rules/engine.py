"""Turn the parsed sentences of one article into event mentions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from spacy.tokens import Doc, Span, Token

from timeline.lexicon.actors import ActorLexicon, generic
from timeline.lexicon.countries import Country, countries
from timeline.lexicon.digests import items_of
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.words import Words
from timeline.mentions.rules.cited_of import note_speaker
from timeline.mentions.rules.content import is_content
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.coreference import Discourse
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.grouping import fuse
from timeline.mentions.rules.judgements import with_judgements
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.local_tolls import with_local_tolls
from timeline.mentions.rules.noun_phrases import note_days
from timeline.mentions.rules.open_quotation import OpenQuotation, is_running_on
from timeline.mentions.rules.sentence import casualty_statement, event_mention
from timeline.mentions.rules.sentence_places import note_place
from timeline.mentions.rules.speech_acts import with_speech
from timeline.mentions.rules.tree import is_nominal
from timeline.mentions.rules.triggers import Trigger, TriggerIndex, find
from timeline.model.mentions import EventMention
from timeline.model.text import Document
from timeline.model.types import IncidentType
from timeline.model.when import TemporalExpression, TimexType
from timeline.safety.limits import most


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the rules know.

    Incident types and their triggers, actors, places, words of the language.
    """

    types: Mapping[str, IncidentType]
    triggers: TriggerIndex
    actors: ActorLexicon
    gazetteer: Gazetteer
    words: Words


# Types of the expressions that name a day, a part of one, or a longer time by the calendar.
DAY_TYPES = frozenset({TimexType.DATE, TimexType.TIME})
# Words of the longest name of a country that news uses ("Democratic Republic of Congo").
LONGEST_NAME = 4


def article_countries(docs: Sequence[Doc]) -> tuple[str, ...]:
    """Return the countries that an article names, by name or demonym, the most named first."""
    named = Counter(country for doc in docs for country in _countries_in_order(doc))
    # Of countries named equally often the one named first comes first: Counter keeps that order.
    return tuple(country for country, _ in named.most_common())


def _countries_in_order(doc: Doc) -> Iterator[str]:
    """Yield the countries (alpha-3) that a text names, names of several words once."""
    end = 0  # of the last name
    for token in doc:
        if token.i < end or not _can_name_country(token):
            continue
        named = _country_from(token)
        if named is not None:
            country, end = named
            yield country


def _can_name_country(token: Token) -> bool:
    """Return whether a word is a name, noun or adjective with a capital."""
    if token.pos_ not in {"PROPN", "ADJ", "NOUN"}:
        return False
    return token.text[:1].isupper()


def _country_from(token: Token) -> tuple[str, int] | None:
    """Return the country of the longest name that begins here, and where that ends."""
    doc = token.doc
    longest = min(token.i + LONGEST_NAME, len(doc))
    for end in range(longest, token.i, -1):
        country = _country_named(doc[token.i : end])
        if country is not None:
            return country.id, end
    return None


def _country_named(words: Span) -> Country | None:
    """Return the country that words name; a demonym is a single word."""
    country = countries().by_name(words.text)
    if country is None and len(words) == 1:
        return countries().by_demonym(words.text)
    return country


@dataclass(frozen=True, slots=True)
class _Article:
    """What is the same for all sentences of an article."""

    document: Document
    expressions: Sequence[TemporalExpression]
    knowledge: Knowledge


# A sentence with its triggers, in order.
_WithTriggers = tuple[Span, Sequence[Trigger]]


def extract(
    document: Document,
    sections: Sequence[tuple[Doc, int]],
    expressions: Sequence[TemporalExpression],
    *,
    countries_named: Sequence[str],
    knowledge: Knowledge,
    refusals: list[tuple[int, str]] | None = None,
) -> list[EventMention]:
    """Extract the event mentions of an article, in order of its text.

    Args:
        document: The article.
        sections: Its parsed sections, each with the offset at which it begins in the document's
            text.
        expressions: Its temporal expressions, in order.
        countries_named: Countries (alpha-3) that it names, the most named first
            (`article_countries`).
        knowledge: Lexicon of types, actors, places, words.
        refusals: Gets the offset of each trigger that names no incident, and why.
    """
    for doc, offset in sections:
        days = _day_tokens(doc, offset, expressions)
        note_days(doc, days)
    article = _Article(document, expressions, knowledge)
    items = items_of(document)
    numbers = count()  # of the sentences of all items
    mentions: list[EventMention] = []
    for item in items:
        inside = [
            (doc, offset) for doc, offset in sections if item.start <= offset < item.end
        ]
        near = (
            countries_named
            if len(items) == 1
            else article_countries([doc for doc, _ in inside])
        )
        of_item, discourse = _read_item(article, inside, near, numbers)
        mentions += of_item
        if refusals is not None:
            refusals.extend(discourse.refusals)
    return mentions


def _read_item(
    article: _Article,
    inside: Sequence[tuple[Doc, int]],
    near: Sequence[str],
    numbers: Iterator[int],
) -> tuple[list[EventMention], Discourse]:
    """Return the mentions of an article, or of one item of a digest, and what it has mentioned.

    Args:
        article: The article.
        inside: The parsed sections, each with its offset.
        near: Countries (alpha-3) that the item names.
        numbers: Gives each sentence its number in the document.
    """
    sections = [_with_triggers(doc, article.knowledge) for doc, _ in inside]
    docs = [doc for doc, _ in inside]
    discourse = _opening_discourse(article, docs, sections, near)
    mentions: list[EventMention] = []
    for (_, offset), section in zip(inside, sections, strict=True):
        mentions += _read_section(article, section, offset, discourse, numbers)
    return mentions, discourse


def _with_triggers(doc: Doc, knowledge: Knowledge) -> list[_WithTriggers]:
    """Return the sentences of a section with their triggers; of too long a one none are read."""
    longest = most("sentence-words")
    return [
        (sentence, _triggers(sentence, knowledge) if len(sentence) <= longest else [])
        for sentence in doc.sents
    ]


def _read_section(
    article: _Article,
    sentences: Sequence[_WithTriggers],
    offset: int,
    discourse: Discourse,
    numbers: Iterator[int],
) -> list[EventMention]:
    """Return the mentions of one section, with the speakers of quotations that go on."""
    discourse.quoting = False
    quotation = OpenQuotation(discourse)
    mentions: list[EventMention] = []
    for tokens, triggers in sentences:
        number = next(numbers)
        of_sentence = _read_sentence(
            article, tokens, triggers, offset, number, discourse
        )
        mentions += of_sentence
        quotation.add(of_sentence, number)
    return quotation.with_speakers(mentions)


def _day_tokens(
    doc: Doc, offset: int, expressions: Sequence[TemporalExpression]
) -> Iterator[int]:
    """Yield the indices of the words of a parsed text that belong to a day, month or year."""
    end = offset + len(doc.text)
    for expression in expressions:
        is_here = offset <= expression.start < end
        if expression.type not in DAY_TYPES or not is_here:
            continue
        words = doc.char_span(
            expression.start - offset,
            expression.end - offset,
            alignment_mode="contract",
        )
        if words is not None:
            yield from range(words.start, words.end)


def _opening_discourse(
    article: _Article,
    docs: Sequence[Doc],
    sections: Sequence[Sequence[_WithTriggers]],
    near: Sequence[str],
) -> Discourse:
    """Return what is known of an article, or of an item of a digest, before its first sentence."""
    published = article.document.published
    discourse = Discourse(
        lexicon=article.knowledge.actors,
        year=published.year if published else None,
        countries=near,
    )
    names = list(_full_names(docs))
    discourse.surnames = frozenset(name[-1].text for name in names)
    discourse.forenames = frozenset(name[0].text for name in names)
    triggers = (
        trigger for section in sections for _, group in section for trigger in group
    )
    discourse.conflict = any(is_plain_force(trigger) for trigger in triggers)
    return discourse


def is_plain_force(trigger: Trigger) -> bool:
    """Return whether a trigger names armed force and nothing else."""
    return trigger.group.type == "ASSAULT" and not trigger.group.weak


def _full_names(docs: Iterable[Doc]) -> Iterator[Span]:
    """Yield the persons whom parsed texts name in full."""
    for doc in docs:
        for name in doc.ents:
            is_full = name.label_ == "PERSON" and len(name) > 1
            if is_full:
                yield name


def _triggers(sentence: Span, knowledge: Knowledge) -> list[Trigger]:
    words = knowledge.words
    triggers = with_speech(sentence, find(sentence, knowledge.triggers), words)
    return with_judgements(sentence, triggers, words)


def _read_sentence(
    article: _Article,
    tokens: Span,
    triggers: Sequence[Trigger],
    offset: int,
    number: int,
    discourse: Discourse,
) -> list[EventMention]:
    """Return the mentions of one sentence, and note what later sentences may refer to."""
    for token in tokens:
        if _can_be_antecedent(token):
            discourse.add(token, offset, number)
    inside = (
        entry for entry in article.expressions if _is_inside(entry, tokens, offset)
    )
    sentence = Sentence(
        document=article.document,
        tokens=tokens,
        offset=offset,
        number=number,
        triggers=triggers,
        expressions=list(inside),
        discourse=discourse,
        knowledge_types=article.knowledge.types,
        gazetteer=article.knowledge.gazetteer,
        words=article.knowledge.words,
    )
    mentions = _mentions_of(sentence)
    for mention in mentions:
        for figure in mention.counts:
            discourse.last_kind = figure.kind
    note_speaker(sentence)
    note_place(sentence)
    discourse.quoting = is_running_on(tokens, is_open=discourse.quoting)
    return mentions


PERSONAL = frozenset({"he", "she", "his", "her"})
# Relations of a noun that only describes another.
OF_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod"})


def _can_be_antecedent(token: Token) -> bool:
    """Return whether a word may be an actor to whom later words refer."""
    if token.lower_ in PERSONAL:
        return True
    return is_nominal(token) and _can_be_actor(token)


def _mentions_of(sentence: Sentence) -> list[EventMention]:
    """Return the event mentions of a sentence, or what it only counts."""
    groups = list(_groups(sentence))
    read = (event_mention(sentence, group) for group in groups)
    mentions = [mention for mention in read if mention is not None]
    if mentions:
        return with_local_tolls(sentence, mentions)
    statement = casualty_statement(sentence)
    return [] if statement is None else [statement]


def _groups(sentence: Sentence) -> Iterator[Sequence[Trigger]]:
    """Yield the groups of triggers that name an incident of their own."""
    for group in fuse(sentence.triggers, sentence.words):
        reason = _reason_to_pass(group, sentence)
        if reason is None:
            yield group
        else:
            place = group[0].token.idx + sentence.offset
            sentence.discourse.refusals.append((place, reason))


def _reason_to_pass(group: Sequence[Trigger], sentence: Sentence) -> str | None:
    """Return why a group of triggers is part of another incident; None if it stands by itself."""
    if all(is_content(trigger, sentence.triggers) for trigger in group):
        return "what is said, asked or planned in another incident"
    if _is_argument(group, sentence):
        return "the people to whom another incident happens"
    return None


def _is_argument(group: Sequence[Trigger], sentence: Sentence) -> bool:
    """Return whether a noun of action is here the people to whom another happens.

    "an attack on a patrol".
    """
    if len(group) > 1:
        return False
    noun = group[0].token
    if generic(lemma_of(noun)) is None:
        return False
    return any(filler.head == noun for filler in _fillers_of_others(group[0], sentence))


def _fillers_of_others(trigger: Trigger, sentence: Sentence) -> Iterator[Filler]:
    """Yield the fillers of the roles of a sentence's other triggers."""
    for another in sentence.triggers:
        if another is not trigger:
            yield from sentence.fillers(another)


def _can_be_actor(token: Token) -> bool:
    if token.dep_ in OF_MODIFIERS:
        return False
    return token.pos_ in {"NOUN", "PROPN"}


def _is_inside(expression: TemporalExpression, tokens: Span, offset: int) -> bool:
    """Return whether a temporal expression stands in a sentence."""
    if expression.start < tokens.start_char + offset:
        return False
    return expression.end <= tokens.end_char + offset
