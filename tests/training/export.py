"""Read labelled articles with the rules and keep all that a small reader could choose from.

usage: python -m tests.training.export FOLDER [--jobs 2]

Writes one pickle a source of labels into FOLDER: for each article its mentions by the rules, the proposals (readings of
triggers that the rules refuse) and the candidates (who, where, how many, when, who says so) of every sentence.
`check.jsonl` is never read.
"""

import argparse
import json
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from spacy.tokens import Span, Token

from tests.benchmarks.silver import SILVER, Labelled, annotated, document_of, labelled
from timeline import temporal
from timeline.lexicon.countries import countries
from timeline.mentions import article_countries, extract
from timeline.mentions.rules import candidate, engine
from timeline.mentions.rules import sentence as rules
from timeline.mentions.rules.actors_of import argument_of
from timeline.mentions.rules.cited_of import _attribution, note_speaker
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.coreference import Discourse
from timeline.mentions.rules.counting import count
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.grouping import fuse
from timeline.mentions.rules.location_of import place_argument
from timeline.mentions.rules.open_quotation import is_running_on
from timeline.mentions.rules.sentence_places import note_place, places_in
from timeline.mentions.rules.triggers import Trigger
from timeline.model.mentions import Count, EventMention, Slot
from timeline.model.text import Document
from timeline.model.types import CasualtyKind
from timeline.parsing import parse
from timeline.parsing.footnotes import without_footnote_marks
from timeline.reading import _dateline_countries, knowledge_of, truecaser
from timeline.reports.build import resolved_mentions
from timeline.reports.contexts import Contexts
from timeline.reports.resolve import ResolvedMention
from timeline.settings import Settings


@dataclass(slots=True)
class Candidate:
    """Words that may fill a role, with what the rules make of them.

    Attributes:
        sentence: Number of the sentence.
        start, end: Offsets of the head word.
        first, last: Offsets of the phrase.
        values: By kind ("initiator", "target", "place", "count", "speaker", "date"): the record that the rules make of the words
            in that role.
        pos, dep, ent: Part of speech, dependency label and entity type of the head word.
    """

    sentence: int
    start: int
    end: int
    first: int
    last: int
    values: dict[str, Any]
    pos: str
    dep: str
    ent: str


@dataclass(slots=True)
class Read:
    """One labelled article, as the rules read it.

    Attributes:
        source: Where the labels come from.
        labels: The labels in the form of gold.
        row: The labels as they were written; None for the look set read by its gold.
        document: The article.
        mentions: Mentions of the rules (resolved).
        proposals: Readings of triggers that the rules refuse, each with the reason (resolved).
        candidates: What may fill a role.
        sentences: Offsets of each sentence by its number.
        words: Offsets and tag of every word.
        countries: Countries named.
    """

    source: str
    labels: Labelled
    row: dict[str, Any] | None
    document: Document
    mentions: list[ResolvedMention] = field(default_factory=list)
    proposals: list[tuple[ResolvedMention, str]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    sentences: dict[int, tuple[int, int]] = field(default_factory=dict)
    words: list[tuple[int, int, str]] = field(default_factory=list)
    countries: Sequence[str] = ()


@contextmanager
def lenient() -> Iterator[None]:
    """Make the rules read triggers that they refuse."""
    with (
        patch.object(rules, "reason_against", lambda *_: None),
        patch.object(candidate, "clause_patterns", lambda: ()),
    ):
        yield


class Recorder:
    """Takes the place of the engine's reading of one sentence, and keeps what it could also have read."""

    def __init__(self) -> None:
        self.proposals: list[tuple[EventMention, str]] = []
        self.candidates: list[Candidate] = []
        self.sentences: dict[int, tuple[int, int]] = {}
        self.words: list[tuple[int, int, str]] = []

    def read_sentence(
        self,
        article: engine._Article,
        tokens: Span,
        triggers: Sequence[Trigger],
        offset: int,
        number: int,
        discourse: Discourse,
    ) -> list[EventMention]:
        """Read a sentence as `engine._read_sentence` does."""
        knowledge = article.knowledge
        for token in tokens:
            if engine._can_be_antecedent(token):
                discourse.add(token, offset, number)
        inside = [
            timex
            for timex in article.expressions
            if engine._is_inside(timex, tokens, offset)
        ]
        sentence = Sentence(
            document=article.document,
            tokens=tokens,
            offset=offset,
            number=number,
            triggers=triggers,
            expressions=inside,
            discourse=discourse,
            knowledge_types=knowledge.types,
            gazetteer=knowledge.gazetteer,
            words=knowledge.words,
        )
        mentions, refused = groups_of(sentence)
        if (
            not mentions
            and (statement := rules.casualty_statement(sentence)) is not None
        ):
            mentions = [statement]
        for mention in mentions:
            for figure in mention.counts:
                discourse.last_kind = figure.kind
        self.force(sentence, refused)
        self.note(sentence)
        note_speaker(sentence)
        note_place(sentence)
        discourse.quoting = is_running_on(tokens, is_open=discourse.quoting)
        return mentions

    def force(
        self, sentence: Sentence, refused: Sequence[tuple[Sequence[Trigger], str]]
    ) -> None:
        """Keep the readings of triggers that the rules refuse."""
        refusals = list(sentence.discourse.refusals)
        with lenient():
            for group, reason in refused:
                mention = rules.event_mention(sentence, group)
                if mention is not None:
                    self.proposals.append((mention, reason))
        sentence.discourse.refusals[:] = refusals

    def note(self, sentence: Sentence) -> None:
        """Keep the words of a sentence and what they may be."""
        tokens, offset, number = sentence.tokens, sentence.offset, sentence.number
        self.sentences[number] = (tokens.start_char + offset, tokens.end_char + offset)
        reading, sentence.reading = sentence.reading, ""
        places = {place.head.i: place for place in places_in(sentence)}
        for token in tokens:
            start = token.idx + offset
            self.words.append((start, start + len(token), token.pos_))
            if token.is_space or token.is_punct:
                continue
            values = self.values(sentence, token, places.get(token.i))
            if values:
                spans = [value.span for value in values.values()]
                self.candidates.append(
                    Candidate(
                        number,
                        start,
                        start + len(token),
                        min(span.start for span in spans),
                        max(span.end for span in spans),
                        values,
                        token.pos_,
                        token.dep_,
                        token.ent_type_,
                    )
                )
        sentence.reading = reading
        for timex in sentence.expressions:
            if timex.interval is not None:
                self.candidates.append(
                    Candidate(number, timex.start, timex.end, timex.start, timex.end, {"date": timex}, "", "", "DATE")
                )  # fmt: skip

    def values(self, sentence: Sentence, token: Token, place: Any) -> dict[str, Any]:
        """Return the records that the rules make of a word in each role."""
        values: dict[str, Any] = {}
        nominal = token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}
        demonym = token.text[:1].isupper() and bool(countries().by_demonym(token.text))
        if nominal or demonym:
            values |= sides(sentence, token)
        if place is not None:
            values["place"] = place_argument(sentence, place)
        if nominal:
            values |= figures_and_voices(sentence, token)
        return values


MODIFIERS = frozenset({"amod", "compound", "nmod"})


Groups = tuple[list[EventMention], list[tuple[Sequence[Trigger], str]]]


def groups_of(sentence: Sentence) -> Groups:
    """Return the mentions of a sentence, and the groups of triggers that are refused, with the reason."""
    mentions: list[EventMention] = []
    refused: list[tuple[Sequence[Trigger], str]] = []
    for group in fuse(sentence.triggers, sentence.words):
        reason = engine._reason_to_pass(group, sentence)
        mention = None if reason is not None else rules.event_mention(sentence, group)
        if mention is not None:
            mentions.append(mention)
        else:
            refused.append((group, reason or sentence.discourse.refusals[-1][1]))
    return mentions, refused


def sides(sentence: Sentence, token: Token) -> dict[str, Any]:
    """Return the actors that a word gives as initiator and as target."""
    rule = "modifier" if token.dep_ in MODIFIERS else "trained"
    values = {}
    for slot in (Slot.INITIATOR, Slot.TARGET):
        argument = argument_of(sentence, Filler(slot, token, rule))
        if argument is not None:
            values[slot.value] = argument
    return values


def figures_and_voices(sentence: Sentence, token: Token) -> dict[str, Any]:
    """Return the number of people that a word counts, and the speaker that it names."""
    values: dict[str, Any] = {}
    counted = count(token, sentence.words)
    if counted is not None and counted.number.best != 0:
        values["count"] = Count(
            kind=CasualtyKind.KILLED,
            group=counted.group,
            low=counted.number.low,
            best=counted.number.best,
            high=counted.number.high,
            span=sentence.span(counted.first, counted.last),
        )
    cited = None if token.dep_ in MODIFIERS else _attribution(sentence, token, "said")
    if cited is not None and cited.name:
        values["speaker"] = cited
    return values


def read(source: str, labels: Labelled, row: dict[str, Any] | None) -> Read:
    """Read one labelled article."""
    settings = Settings()
    document = without_footnote_marks(document_of(labels))
    caser = truecaser(settings.model, settings.actors, settings.places)
    if caser is not None:
        document = caser.truecased(document)
    knowledge = knowledge_of(settings)
    parsed = parse(document, model=settings.model)
    expressions = temporal.tag(
        document.text,
        anchor=document.published,
        sections=document.sections,
        mode=settings.dates,
    )
    named = article_countries([section.doc for section in parsed])
    recorder = Recorder()
    original, engine._read_sentence = engine._read_sentence, recorder.read_sentence
    try:
        mentions = extract(
            document,
            [(section.doc, section.offset) for section in parsed],
            expressions,
            countries_named=named,
            knowledge=knowledge,
        )
    finally:
        engine._read_sentence = original
    datelines = _dateline_countries(document, knowledge.gazetteer)
    codes = (*named, *(code for code in datelines if code not in named))

    def resolve(these: Sequence[EventMention]) -> list[ResolvedMention]:
        return resolved_mentions(
            document,
            Contexts(document).completed(these),
            actors=knowledge.actors,
            gazetteer=knowledge.gazetteer,
            countries=codes,
        )

    reasons = {
        (one.trigger.start, one.type): reason for one, reason in recorder.proposals
    }
    taken = {(one.trigger.start, one.type) for one in mentions}
    extra = [
        one
        for one, _ in recorder.proposals
        if (one.trigger.start, one.type) not in taken
    ]
    everything = resolve(
        sorted([*mentions, *extra], key=lambda one: (one.sentence, one.trigger.start))
    )
    return Read(
        source=source,
        labels=labels,
        row=row,
        document=document,
        mentions=resolve(mentions),
        proposals=[
            (one, reasons[one.mention.trigger.start, one.mention.type])
            for one in everything
            if (one.mention.trigger.start, one.mention.type) in reasons
            and (one.mention.trigger.start, one.mention.type) not in taken
        ],
        candidates=recorder.candidates,
        sentences=recorder.sentences,
        words=recorder.words,
        countries=codes,
    )


def rows(file: Path) -> list[tuple[str, Labelled, dict[str, Any] | None]]:
    """Return the articles of a file of labels; those of the look set with their gold."""
    raw = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        raw[row["id"]] = row
    if file.stem == "look":
        return [("look", article, raw.get(article.gold.id)) for article in annotated()]
    source = file.stem.split("-")[0]
    return [(source, article, raw[article.gold.id]) for article in labelled(file)]


def work(item: tuple[str, Labelled, dict[str, Any] | None]) -> Read | str:
    """Read one article; the reason where it fails."""
    try:
        return read(*item)
    except Exception as error:  # noqa: BLE001 - an article that fails is reported and left out
        return f"{item[1].gold.id}: {error!r}"


def main() -> None:
    """Read every file of labels but the check set's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(args.jobs) as pool:
        for file in sorted(SILVER.glob("*.jsonl")):
            if file.stem == "check" or (
                args.only and file.stem not in args.only.split(",")
            ):
                continue
            results = list(pool.map(work, rows(file), chunksize=4))
            failed = [one for one in results if isinstance(one, str)]
            good = [one for one in results if not isinstance(one, str)]
            (args.folder / f"{file.stem}.pickle").write_bytes(pickle.dumps(good))
            print(file.stem, len(good), "articles", sum(len(one.mentions) for one in good), "mentions",
                  sum(len(one.proposals) for one in good), "proposals",
                  sum(len(one.candidates) for one in good), "candidates", *failed[:3], flush=True)  # fmt: skip


if __name__ == "__main__":
    # under its own name, so that what is pickled can be read elsewhere
    from tests.training import export as module

    module.main()
