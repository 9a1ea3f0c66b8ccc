"""How well does our merging find mentions of one event across documents, measured on ECB+ with given mentions?

usage: python tests/benchmarks/coref.py [FILE]     (default: ../shared/gold/coref/violence.jsonl)

Every given mention becomes a report: type, mode, actors, places and dates as our extraction reads them where it sees the
mention, the lexicon's for its words where it does not, and the word itself where neither gives a mode. ECB+ counts a shooting and the
deaths by it as two events, which we count as one incident: here deaths and injuries are types of their own.
All documents lie in one pile; nothing is told of their topics. Merging is the product's own, but may join mentions of one document.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span, Token

from timeline import temporal
from timeline.incidents.cluster_reports import Group, clusters
from timeline.incidents.profiles import stem
from timeline.incidents.tfidf import words_of
from timeline.mentions import article_countries, extract
from timeline.mentions.knowledge import knowledge
from timeline.mentions.rules.lemmas import lemma_of
from timeline.model.incidents import Passage, Report
from timeline.model.mentions import EventMention
from timeline.model.text import Document, Section, SectionKind, TextSpan
from timeline.model.types import CasualtyKind, Status, TriggerGroup
from timeline.parsing import parse
from timeline.reports.bare_sides import settings_of
from timeline.reports.names import ActorNames
from timeline.reports.places import PlaceNames
from timeline.reports.resolve import ResolvedMention, draft

SHARED = Path(__file__).resolve().parents[3] / "shared"
COUNTED = (CasualtyKind.KILLED, CasualtyKind.INJURED)
CLOSING, OPENING = (
    set(".,;:!?)]%'\u2019\u201d") | {"'s", "n't", "''"},
    {"(", "[", "$", "``", "\u201c"},
)


@dataclass(frozen=True)
class Given:
    """A document of the gold data as ours, and where each token of each sentence stands in its text."""

    document: Document
    offsets: dict[tuple[int, int], int]
    mentions: list[dict[str, Any]]


def main() -> None:
    """Merge the given mentions and print the scorer's figures with and without singletons."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        default=SHARED / "gold" / "coref" / "violence.jsonl",
    )
    args = parser.parse_args()
    scorer = SHARED / "bench" / "coref" / "score.py"
    if not (args.file.is_file() and scorer.is_file()):
        raise SystemExit(
            f"{args.file}: no such file, or no scorer beside it at {scorer}."
        )
    key, response = answers(args.file)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("key.json", "response.json")]
        for path, content in zip(files, (key, response), strict=True):
            path.write_text(json.dumps(content), encoding="utf-8")
        for options in ([], ["--no-singletons"]):
            told = subprocess.run(
                [sys.executable, scorer, *files, *options],
                capture_output=True,
                text=True,
                check=True,
            )
            print(options[0] if options else "all mentions", told.stdout.strip())  # noqa: T201 - a command


def answers(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Give the gold cluster and ours of every mention that counts, by its id."""
    given = [
        as_given(json.loads(line))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    key = {
        mention["id"]: mention["cluster"] for one in given for mention in one.mentions
    }
    found = merged(given)
    return key, {
        report.id: f"c{number}"
        for number, group in enumerate(found)
        for report in group.reports
    }


def merged(given: list[Given]) -> list[Group]:
    """Merge the mentions of all documents as the product merges reports."""
    reports = [report for one in given for report in reports_of(one)]
    texts = {one.document.id: one.document.text for one in given}
    return clusters(reports, dict.fromkeys(texts), words=words_of(texts), apart=False)


def as_given(raw: dict[str, Any]) -> Given:
    """Put the tokens of a document together as a text is written, a section for each sentence."""
    text, sections, offsets = "", [], {}
    for number, sentence in enumerate(raw["sentences"]):
        start, before = len(text), ""
        for at, token in enumerate(sentence.split(" ")):
            glued = not before or token in CLOSING or before in OPENING
            text += "" if glued else " "
            offsets[number, at] = len(text)
            text, before = text + token, token
        sections.append(Section(kind=SectionKind.BODY, start=start, end=len(text)))
        text += "\n"
    document = Document(id=raw["id"], text=text, sections=tuple(sections))
    return Given(
        document,
        offsets,
        [one for one in raw["mentions"] if one["event"] and one["validated"]],
    )


def reports_of(given: Given) -> Iterator[Report]:
    """Make a report of every given mention."""
    known = knowledge()
    sections = [(one.doc, one.offset) for one in parse(given.document)]
    countries = article_countries([doc for doc, _ in sections])
    expressions = temporal.tag(
        given.document.text, anchor=None, sections=given.document.sections
    )
    seen = extract(
        given.document,
        sections,
        expressions,
        countries_named=countries,
        knowledge=known,
    )
    places = PlaceNames(known.gazetteer, near=countries)
    names = ActorNames(seen, known.actors)
    (setting,) = settings_of(given.document, seen, places)
    drafts = [
        draft(mention, given.document, names, places, setting) for mention in seen
    ]
    for mention in given.mentions:
        doc, offset = sections[mention["sent"]]
        yield report_of(given, mention, doc, offset, drafts)


def report_of(
    given: Given,
    mention: dict[str, Any],
    doc: Doc,
    offset: int,
    drafts: list[ResolvedMention],
) -> Report:
    """Make the report of one given mention, with what our extraction reads of it."""
    start = given.offsets[mention["sent"], mention["tokens"][0]]
    last = given.offsets[mention["sent"], mention["tokens"][-1]]
    end = last + len(mention["text"].split()[-1])
    span = (
        doc.char_span(start - offset, end - offset, alignment_mode="expand") or doc[:1]
    )
    seen = next(
        (
            one
            for one in drafts
            if one.mention.trigger.start < end and start < one.mention.trigger.end
        ),
        None,
    )
    section = given.document.sections[mention["sent"]]
    near = [one for one in drafts if section.start <= one.mention.start < section.end]
    kind, mode = type_of(seen.mention if seen else None, span)
    passage = Passage(
        report=mention["id"],
        document=given.document.id,
        start=section.start,
        end=section.end,
        text=given.document.text[section.start : section.end],
        trigger=TextSpan(start=start, end=end),
    )
    return Report(
        id=mention["id"],
        document=given.document.id,
        publisher=None,
        type=kind,
        mode=mode,
        status=Status.OCCURRED,
        date=seen.date if seen else None,
        actors=seen.actors if seen else (),
        places=seen.places
        if seen
        else tuple({one.id: one for item in near for one in item.places}.values()),
        casualties=seen.casualties if seen else (),
        attribution=(),
        passages=(passage,),
    )


def type_of(seen: EventMention | None, span: Span) -> tuple[str, str | None]:
    """Give type and mode of a mention: of casualties, as extracted, as the lexicon has its words; or its head word itself."""
    words = [span.root, *(token for token in span if token != span.root)]
    groups = [
        group for token in words for group in [group_of(token)] if group is not None
    ]
    counted = next(
        (casualty_of(token) for token in words if casualty_of(token) is not None), None
    )
    if counted is not None:
        return counted.value, counted.value
    found = (
        [(seen.type, seen.mode)]
        if seen is not None
        else [(group.type, group.mode) for group in groups[:1]]
    )
    known = next(((kind, mode) for kind, mode in found if mode is not None), None)
    return (f"word {stem(span.root.text)}", known and known[1])


def casualty_of(token: Token) -> CasualtyKind | None:
    """Give what was done to people, where a word counts them ("killed", "dead"); ECB+ keeps that apart from the deed."""
    group = group_of(token)
    if group is not None and group.casualty in COUNTED:
        return group.casualty
    counting = knowledge().words
    return next(
        (
            kind
            for kind in COUNTED
            if lemmas(token) & counting[f"casualties.{kind.value}"]
        ),
        None,
    )


def lemmas(token: Token) -> set[str]:
    """Give the base forms that a word may have; titles in capitals mislead the model."""
    lower = token.lower_
    return {
        lemma_of(token),
        lower,
        lower.removesuffix("s"),
        lower.removesuffix("ing"),
        lower.removesuffix("ed"),
    }


def group_of(head: Token) -> TriggerGroup | None:
    """Give the first group of the lexicon that has a word, whatever stands beside it."""
    triggers = knowledge().triggers
    ordered = (
        (triggers.verbs, triggers.nouns)
        if head.pos_ in {"VERB", "AUX"}
        else (triggers.nouns, triggers.verbs)
    )
    for table in ordered:
        for lemma in sorted(lemmas(head), key=lambda one: (one != lemma_of(head), one)):
            for entry in table.get(lemma, ()):
                if not entry.rest:
                    return entry.group
    return None


if __name__ == "__main__":
    main()
