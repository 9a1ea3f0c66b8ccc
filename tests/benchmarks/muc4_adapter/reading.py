"""What does one text say of its incidents, as words in the parse? The project's incidents, looked at again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from tests.benchmarks.muc4_adapter.words import listed
from timeline import pipeline
from timeline.lexicon.actors import generic
from timeline.lexicon.countries import countries
from timeline.mentions.knowledge import knowledge
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.grouping import fuse
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.noun_phrases import phrase
from timeline.mentions.rules.roles import fillers
from timeline.mentions.rules.triggers import Trigger, find
from timeline.model.actors import ActorKind
from timeline.model.incidents import Incident, Passage
from timeline.model.mentions import Slot
from timeline.model.text import Document
from timeline.parsing import DEFAULT_MODEL, parse

# Particles that stand between the parts of a name.
SHORT_TITLES = frozenset(
    {
        "gen",
        "col",
        "maj",
        "capt",
        "lt",
        "sgt",
        "cpl",
        "mr",
        "mrs",
        "ms",
        "dr",
        "msgr",
        "rev",
        "sen",
        "eng",
    }
)
PARTICLES = frozenset(
    {
        "de",
        "del",
        "la",
        "las",
        "los",
        "y",
        "da",
        "do",
        "dos",
        "von",
        "van",
        "al",
        "bin",
        "-",
    }
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One trigger in one passage that tells of an incident.

    Attributes:
        passage: The passage.
        trigger: The trigger, with its group in the lexicon.
        sentence: The parsed sentence.
        fillers: Words that fill its roles, actors or not.
    """

    passage: Passage
    trigger: Trigger
    sentence: Span
    fillers: tuple[Filler, ...]

    @property
    def lemma(self) -> str:
        """Lemma of the head word."""
        return lemma_of(self.trigger.token)


@dataclass(slots=True)
class Article:
    """One text with its parse.

    Attributes:
        document: The text as it came.
        sections: The parsed sections, each with its offset.
        names: The full name by each part of it.
        full: Every name of several words, the longest first.
        groups: The armed groups that each sentence names, as id and words, by the first words and offset of the sentence.
        titles: What the text calls the bearers of names, by the name in capitals; filled by who reads the targets.
    """

    document: Document
    sections: Sequence[tuple[Doc, int]]
    names: dict[str, str] = field(default_factory=dict)
    full: list[list[str]] = field(default_factory=list)
    groups: dict[tuple[str, int], list[tuple[str, str]]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    _found: dict[tuple[int, int], tuple[Span, list[list[Trigger]]]] = field(
        default_factory=dict
    )

    def tellings(self, incident: Incident) -> list[Telling]:
        """Give the triggers that tell of an incident, in order of the text."""
        found: list[Telling] = []
        words = knowledge().words
        for passage in incident.reports:
            at = self._sentence(passage)
            if at is None:
                continue
            sentence, groups = at
            offset = self.offset_of(sentence.doc)
            marks = {mark.start for mark in passage.marks if mark.slot is Slot.TRIGGER}
            for group in groups:
                starts = {token.idx + offset for one in group for token in one.tokens}
                if marks & starts:
                    found += [
                        Telling(passage, one, sentence, tuple(fillers(one, words)))
                        for one in group
                    ]
        return found

    def full_name(self, words: Sequence[str]) -> str:
        """Give the longest name of the text in which these words stand in this order."""
        for name in self.full:
            rest = iter(name)
            if all(word in rest for word in words):
                return " ".join(name)
        return " ".join(words)

    def contents(
        self, incidents: Sequence[Incident]
    ) -> Iterator[tuple[Incident, list[Telling]]]:
        """Go through the force that evidence sentences only speak of: "blamed rebels for the murder of a judge"."""
        told = {
            one.trigger.token
            for incident in incidents
            if incident.type == "ASSAULT"
            for one in self.tellings(incident)
        }
        done: set[Token] = set()
        words = knowledge().words
        for incident in incidents:
            for passage in incident.reports:
                at = self._sentence(passage)
                for group in (
                    at[1] if at is not None and incident.type != "ASSAULT" else ()
                ):
                    free = [
                        one
                        for one in group
                        if one.group.type == "ASSAULT" and one.token not in told | done
                    ]
                    if at is not None and free:
                        done.update(one.token for one in free)
                        yield (
                            incident,
                            [
                                Telling(passage, one, at[0], tuple(fillers(one, words)))
                                for one in free
                            ],
                        )

    def offset_of(self, doc: Doc) -> int:
        """Give where a parsed section begins in the text."""
        return next(offset for one, offset in self.sections if one is doc)

    def sentences(self) -> Iterator[Span]:
        """Go through all sentences."""
        return (sentence for doc, _ in self.sections for sentence in doc.sents)

    def _sentence(self, passage: Passage) -> tuple[Span, list[list[Trigger]]] | None:
        """Find the sentence of a passage and the groups of its triggers that name one happening each."""
        key = (passage.start, passage.end)
        if key not in self._found:
            for doc, offset in self.sections:
                for sentence in doc.sents:
                    if (
                        sentence.start_char + offset,
                        sentence.end_char + offset,
                    ) == key:
                        triggers = find(sentence, knowledge().triggers)
                        groups = [
                            list(one) for one in fuse(triggers, knowledge().words)
                        ]
                        self._found[key] = (sentence, groups)
        return self._found.get(key)


def read(document: Document) -> Article:
    """Parse a text as the pipeline does, and note the names in it."""
    truecaser = pipeline.truecaser(DEFAULT_MODEL)
    cased = truecaser.truecased(document) if truecaser is not None else document
    return article_of(document, [(one.doc, one.offset) for one in parse(cased)])


def article_of(document: Document, sections: Sequence[tuple[Doc, int]]) -> Article:
    """Note the names in a parsed text."""
    article = Article(document=document, sections=sections)
    for doc, _ in article.sections:
        for token in doc:
            name = name_tokens(token)
            if len(name) > 1 and name[-1].i == token.i and is_person(token):
                _note(article.names, [one.text for one in name])
                article.full.append([one.text for one in name])
    article.full.sort(key=len, reverse=True)
    for sentence in article.sentences():
        if found := list(
            _groups(sentence, document.published.year if document.published else None)
        ):
            article.groups[key_of(sentence)] = found
    return article


def key_of(sentence: Span) -> tuple[str, int]:
    """Tell a sentence from the others of a text."""
    return sentence.text, sentence.start_char


def _groups(sentence: Span, year: int | None) -> Iterator[tuple[str, str]]:
    """Go through the armed groups that a sentence names."""
    lexicon = knowledge().actors
    words = [token.text for token in sentence]
    at = 0
    while at < len(words):
        found = (
            lexicon.longest(words, at, year=year) if words[at][:1].isupper() else None
        )
        named = found is not None and words[at + found[0] - 1][:1].isupper()
        if found is not None and named and found[1].kind is ActorKind.ARMED_GROUP:
            yield found[1].id, " ".join(words[at : at + found[0]])
        at += found[0] if found is not None else 1


def _note(names: dict[str, str], parts: Sequence[str]) -> None:
    full = " ".join(parts)
    for part in parts:
        if part.lower() not in PARTICLES and len(full) > len(names.get(part, "")):
            names[part] = full


def is_title(token: Token) -> bool:
    """Say whether a word is a rank, role or form of address before a name."""
    known = generic(lemma_of(token))
    titles = knowledge().words
    low = token.lower_.rstrip(".")
    return (
        (known is not None and known.kind is not ActorKind.FACILITY)
        or low in titles["casing.address"]
        or low in SHORT_TITLES
        or low
        in {
            "president",
            "secretary",
            "attorney",
            "priest",
            "jesuit",
            "engineer",
            "rector",
            "journalist",
        }
    )


def name_tokens(head: Token) -> list[Token]:
    """Give the words of the proper name that ends at a head, without titles and demonyms before it."""
    if (
        head.pos_ != "PROPN"
        or is_title(head)
        or not head.text[:1].isupper()
        or is_role(head)
        or head.ent_type_ == "DATE"
    ):
        return []
    found = [head]
    at = head.i - 1
    while at >= head.sent.start:
        token = head.doc[at]
        if (
            token.lower_ in PARTICLES
            and at > head.sent.start
            and head.doc[at - 1].pos_ == "PROPN"
        ) or (
            token.pos_ == "PROPN"
            and token.text[:1].isupper()
            and not is_title(token)
            and not _is_nation(token)
        ):
            found.insert(0, token)
        else:
            break
        at -= 1
    while found and found[0].lower_ in PARTICLES:
        found.pop(0)
    return found


def is_role(token: Token) -> bool:
    """Say whether a word with a capital names people by what they are: "Jesuits", "Spaniards"."""
    nouns = listed("nouns", "people")
    return (
        token.lower_ in nouns
        or lemma_of(token) in nouns
        or token.lower_.removesuffix("s") in nouns
        or (token.tag_ == "NNPS" and countries().by_demonym(token.text) is not None)
    )


def _is_nation(token: Token) -> bool:
    return countries().by_demonym(token.text) is not None or token.text == "U.S."


def is_person(head: Token) -> bool:
    """Say whether a proper name is that of a person: the model says so, or a title stands before it."""
    name = name_tokens(head)
    if not name:
        return False
    before = head.doc[name[0].i - 1] if name[0].i > head.sent.start else None
    titled = before is not None and is_title(before) and before.i >= phrase(head)[0]
    if not titled and head.ent_type_ != "PERSON":
        return False
    known = knowledge().actors.find(" ".join(one.text for one in name))
    return known is None or known.kind is ActorKind.PERSON
