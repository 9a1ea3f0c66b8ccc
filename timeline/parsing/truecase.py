"""Truecasing of texts in capitals, letter for letter, so that offsets stay true."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from timeline.lexicon.actors import ActorLexicon, generic
from timeline.lexicon.common_words import CommonWords
from timeline.lexicon.countries import countries
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.words import Words
from timeline.model.actors import ActorKind
from timeline.model.places import PlacePrecision
from timeline.model.text import Document, Section, SectionKind

# Share of capitals among the letters above which a stretch is written in capitals: figures and
# units may be small.
CAPITALS = 0.9
# Words that a title or paragraph in an otherwise ordinary text must have: shorter ones may be
# abbreviations or names.
FEWEST_WORDS = 4
# Letters: the longest abbreviation that is taken for one by its look.
LONGEST_ABBREVIATION = 6
# People: a town of this size is meant by its name even if a dictionary has the word.
TOWN = 15_000
GREAT_CITY = 1_000_000
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’]\w+)*|[^\w\s]")
_PARTS = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("AEIOUY")
_COUNTED = re.compile(r"(?i)\d+(?:ST|ND|RD|TH|D|KM|MM|['’]?S)")
_ROMAN = re.compile(r"(?i)(?:x{0,3}(?:ix|iv|vi{0,3}|i{2,3}))")
_SAINTS = frozenset({"san", "santa", "santo", "saint"})
# Words that are a month or an abbreviation only beside certain others.
_MONTHS_OR_WORDS = frozenset({"may", "march", "mar", "sep"})
_BEFORE_MONTHS = frozenset({"last", "since", "early", "late", "mid"})
_SHORT_OR_WORDS = frozenset({"us", "uk", "un", "eu"})
_STOPS = frozenset(".!?:")
_CONTRACTED = re.compile(r"['’](?:s|t|ll|re|ve|d|m)\Z")


@dataclass(slots=True)
class _Token:
    """One word or mark of a text in capitals.

    Attributes:
        start: Offset.
        text: As it stands.
        low: In lower case, without a possessive s.
        opens: Whether a sentence begins with it.
        form: How it will be written; None while not known: "upper", "title", "lower" or "common"
            (lower unless a name is made of it).
    """

    start: int
    text: str
    low: str
    opens: bool
    form: str | None = None

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def titled(self) -> str:
        """The word as a name is written: "O'Brien", "Salvador's"."""
        parts = re.split(r"(['’])", self.text.lower())
        tail = len(parts) > 1 and _CONTRACTED.search(self.text.lower()) is not None
        return "".join(
            part if tail and n == len(parts) - 1 else part[:1].upper() + part[1:]
            for n, part in enumerate(parts)
        )


_NOTHING = _Token(start=-1, text=" ", low="", opens=False)


@dataclass(frozen=True, slots=True)
class Truecaser:
    """Writes texts in capitals as ordinary news would.

    Attributes:
        common: Ordinary words.
        actors: Known actors.
        gazetteer: Known places.
        words: Words of the language.
    """

    common: CommonWords
    actors: ActorLexicon
    gazetteer: Gazetteer
    words: Words
    _people: set[str] = field(default_factory=set)

    def truecased(self, document: Document) -> Document:
        """Return the document with its stretches in capitals as ordinary news would write them; itself if it has none.

        Every character keeps its place: the text has the same length, and differs in the case of
        letters only.
        """
        stretches = list(_in_capitals(document))
        if not stretches:
            return document
        seen = _forms_seen(document, stretches)
        tokens = [token for start, end in stretches for token in _tokens(document.text, start, end)]
        self._choose(tokens, seen)
        letters = list(document.text)
        for token in tokens:
            if token.is_word:
                letters[token.start : token.start + len(token.text)] = _same_length(
                    _written(token), token.text
                )
        return replace(document, text="".join(letters))

    def _choose(self, tokens: Sequence[_Token], seen: Mapping[str, str]) -> None:
        names = {token.titled for token in tokens if token.is_word}
        told = (countries().by_name(name) or countries().by_demonym(name) for name in names)
        near = sorted({country.id for country in told if country is not None})
        brackets = self._introduced(tokens)
        for token in tokens:
            token.form = self._alone(token, seen, near, brackets)
        self._names(tokens)
        for at, token in enumerate(tokens):
            if token.is_word:
                self._beside(token, tokens, at)
        surnames = {
            one.low
            for one in tokens
            if one.form == "title" and one.is_word and not self.common.is_plain(one.low)
        }
        for token in tokens:  # who is named in full once is meant by the surname alone
            if token.form == "common" and token.low in surnames:
                token.form = "title"

    def _introduced(self, tokens: Sequence[_Token]) -> frozenset[str]:
        """Return the abbreviations that stand alone in brackets: "(ELN)"."""
        triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
        return frozenset(
            one.text
            for before, one, after in triples
            if before.text in "([" and after.text in ")]" and self._may_be_short(one)
        )

    def _may_be_short(self, token: _Token) -> bool:
        return (
            token.text.isalpha()
            and 2 <= len(token.text) <= LONGEST_ABBREVIATION
            and token.low not in self.common
            and not self._is_person(token.low)
        )

    def _is_person(self, low: str) -> bool:
        """Return whether a word is part of the name of somebody known."""
        if not self._people:
            people = (one for one in self.actors.entries if one.kind is ActorKind.PERSON)
            self._people.update(part for one in people for part in one.name.lower().split())
        return low in self._people

    def _alone(
        self, token: _Token, seen: Mapping[str, str], near: Sequence[str], brackets: frozenset[str]
    ) -> str | None:
        """Choose the form of a word by itself."""
        if not token.is_word:
            return None
        low = token.low
        if not token.text.isalpha() and (figure := _figure(token)) is not None:
            return figure
        if low in seen:
            return seen[low]
        if low in self.words["casing.never"] or low.endswith(("n't", "n’t")):
            return "lower"
        if low in self.words["casing.always"] and low not in _MONTHS_OR_WORDS:
            return "title"
        if len(low) == 1 or _ROMAN.fullmatch(low):
            return "lower" if low == "a" else "upper"
        if token.text in brackets or self._is_short(token):
            return "upper"
        return self._word_or_name(token, near)

    def _word_or_name(self, token: _Token, near: Sequence[str]) -> str:
        low, titled = token.low, _CONTRACTED.sub("", token.titled)
        if (
            countries().by_demonym(titled)
            or countries().by_name(titled)
            or low in self.words["casing.capital"]
        ):
            return "title"
        if generic(low) is not None or low in self.words["casing.small"]:
            return "common"
        entry = self.actors.find(titled)
        if entry is not None and titled in {entry.name, *entry.aliases}:
            return "title"
        if self.common.is_plain(low) and not self._is_city(low, titled):
            return "common"
        if low not in self.common:
            return "common" if self._is_derived(low) else "title"
        return "title" if self._is_name(token, near) else "common"

    def _is_city(self, low: str, titled: str) -> bool:
        """Return whether a noun that is nothing but a noun is also the name of a great city: "London"."""
        if low in self.common.others or low not in self.common.nouns:
            return False
        place = self.gazetteer.find(titled)
        return (
            place is not None
            and place.name == titled
            and (self.gazetteer.population(place) or 0) >= GREAT_CITY
        )

    def _is_short(self, token: _Token) -> bool:
        """Return whether a word is an abbreviation: the lexicon has it in capitals, or nobody could speak it."""
        if not 2 <= len(token.low) <= LONGEST_ABBREVIATION + 2 or self.common.is_plain(token.low):
            return False
        bare = _CONTRACTED.sub("", token.text.lower()).upper()
        entry = self.actors.find(bare)
        if entry is not None and bare in {entry.name, *entry.aliases}:
            return True
        if token.low in self.common:  # dictionaries list some too: "EEC", "OAS"
            return bare in self.common.seen and bare.title() not in self.common.seen
        return 2 < len(bare) <= LONGEST_ABBREVIATION and not _VOWELS & set(bare)

    def _is_derived(self, low: str) -> bool:
        """Return whether a word that no list has is made like an ordinary one."""
        if self._is_person(low):
            return False
        ended = any(
            low.endswith(ending) and len(low) > len(ending) + 3
            for ending in self.words["casing.endings"]
        )
        begun = any(
            low.startswith(beginning)
            and len(low) > len(beginning) + 3
            and low[len(beginning) :] in self.common
            for beginning in self.words["casing.beginnings"]
        )
        return ended or begun

    def _is_name(self, token: _Token, near: Sequence[str]) -> bool:
        """Return whether a noun without a plural is a name: of a place that may be meant, of somebody known."""
        place = self.gazetteer.find(token.titled, countries=near)
        if place is not None:
            people = self.gazetteer.population(place)
            return place.precision is not PlacePrecision.CITY or people is None or people >= TOWN
        return self._is_person(token.low)

    def _names(self, tokens: Sequence[_Token]) -> None:
        """Write the known names of several words: "Farabundo Marti National Liberation Front"."""
        written = [token.titled if token.form != "upper" else token.text for token in tokens]
        at = 0
        while at < len(tokens):
            found = (
                self.actors.longest(written, at)
                if tokens[at].is_word and tokens[at].low not in self.words["casing.inside"]
                else None
            )
            if found is None or found[0] < 2:
                at += 1
                continue
            length, entry = found
            if self.actors.by_id(entry.id) in self.actors.entries or countries().by_name(
                " ".join(written[at : at + length])
            ):
                for token in tokens[at : at + length]:
                    if token.is_word and token.form != "upper":
                        token.form = (
                            "lower" if token.low in self.words["casing.inside"] else "title"
                        )
            at += length

    def _beside(self, token: _Token, tokens: Sequence[_Token], at: int) -> None:
        """Mend the form of a word by those beside it."""
        before = tokens[at - 1] if at else _NOTHING
        after = tokens[at + 1] if at + 1 < len(tokens) else _NOTHING
        low = token.low
        named_before = before.form == "title" and before.low not in self.words["casing.inside"]
        twice = named_before and at > 1 and tokens[at - 2].form == "title"  # "Pablo Quiroga Vega"
        named_after = after.form == "title" or (after.form == "upper" and low in _SAINTS)
        if low in _SHORT_OR_WORDS or low in _MONTHS_OR_WORDS:
            token.form = self._one_of_two(low, before, after)
        elif low == "al" and after.text == "-":
            token.form = "lower"
        elif (
            token.form == "upper"
            and before.low in self.words["casing.opening"]
            and before.form != "upper"
        ):
            token.form = "title" if token.text.isalpha() else "upper"  # "Santa Ana" is no army
        elif token.form == "upper" and named_after and low in self.words["casing.given"]:
            token.form = "title"  # nor is "Ana Maria"
        elif low in self.words["casing.between"] and not token.opens:
            token.form = "lower" if named_before else token.form
        elif self._joins_name(token, before, named_before, named_after) or (
            twice and self._may_be_surname(token)
        ):
            token.form = "title"

    def _is_addressed(self, token: _Token, before: _Token) -> bool:
        """Return whether a noun without a plural stands behind a form of address: "Senator Galan"."""
        address = (
            before.low in self.words["casing.address"] or before.low in self.words["casing.always"]
        )
        return address and not self.common.is_plain(token.low) and generic(token.low) is None

    def _may_be_surname(self, token: _Token) -> bool:
        return (
            token.form == "common"
            and not self.common.is_plain(token.low)
            and generic(token.low) is None
        )

    def _one_of_two(self, low: str, before: _Token, after: _Token) -> str:
        """Return the month from the verb, and the country from the pronoun."""
        if low in _SHORT_OR_WORDS:
            return "lower" if low == "us" and not self._is_country(before, after) else "upper"
        dated = before.text.isdigit() or after.text.isdigit() or before.low in _BEFORE_MONTHS
        return "title" if dated else "common"

    def _is_country(self, before: _Token, after: _Token) -> bool:
        """Return whether "US" between these words is the country and not the pronoun."""
        return (
            before.low in {"the", "by", "of"}
            and after.is_word
            and after.low not in self.words["casing.inside"]
        )

    def _joins_name(
        self, token: _Token, before: _Token, named_before: bool, named_after: bool
    ) -> bool:
        """Return whether an ordinary word is part of a name here: "Guatemala City", "Angel Garcia", "Guillermo Plazas Alcid"."""
        if named_after and (
            token.low in self.words["casing.opening"] or token.low in self.words["casing.address"]
        ):
            return True
        if token.form != "common":
            return False
        if self._is_addressed(token, before):
            return True
        if token.low == "city":
            return named_before
        if named_after and token.low in self.words["casing.given"]:
            return True
        return (
            named_before
            and named_after
            and token.low not in self.common.others
            and generic(token.low) is None
        )


def _figure(token: _Token) -> str | None:
    """Choose the form of a word with figures, of initials, of a name with an apostrophe; None if it is none of these."""
    if any(char.isdigit() for char in token.text) or "." in token.text:
        return "lower" if _COUNTED.fullmatch(token.text) else "upper"
    return "title" if re.match(r"[A-Z]['’][A-Z]{2}", token.text) else None


def _written(token: _Token) -> str:
    if token.form == "upper":
        return token.text
    if token.form == "title":
        return token.titled
    low = token.text.lower()
    return low[:1].upper() + low[1:] if token.opens else low


def _same_length(new: str, old: str) -> str:
    """Keep the letters whose small form is longer or shorter than themselves."""
    return new if len(new) == len(old) else old


def _is_capital(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > CAPITALS * len(letters)


def _in_capitals(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the stretches in capitals: the whole text, or titles and paragraphs of an ordinary one."""
    if _is_capital(document.text):
        sections = document.sections or (
            Section(kind=SectionKind.BODY, start=0, end=len(document.text)),
        )
        yield from ((one.start, one.end) for one in sections)
        return
    for one in document.sections:
        words = document.text[one.start : one.end]
        read = one.kind in {SectionKind.TITLE, SectionKind.BODY, SectionKind.HEADING}
        if (
            read
            and _is_capital(words)
            and sum(len(part) > 1 for part in _PARTS.findall(words)) >= FEWEST_WORDS
        ):
            yield one.start, one.end


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    """Yield the words and marks of a stretch."""
    opens = True
    last = ""
    for found in _TOKEN.finditer(text, start, end):
        word = found[0]
        wide = text[found.start() - 1 : found.start()].isspace()
        if word[0].isalnum():
            low = (
                _CONTRACTED.sub("", word.lower())
                if not word.lower().endswith(("n't", "n’t"))
                else word.lower()
            )
            starts = opens or (last in _STOPS and wide)
            yield _Token(start=found.start(), text=word, low=low, opens=starts)
            opens = False
            last = word
        else:
            yield _Token(start=found.start(), text=word, low=word, opens=False)
            opens = opens or (word in "[" and last in _STOPS)
            last = word if word not in "\"”’')]" else last


def _forms_seen(document: Document, stretches: Sequence[tuple[int, int]]) -> dict[str, str]:
    """Return how the rest of a document, if it has any in ordinary writing, writes its words inside sentences."""
    counts: dict[str, Counter[str]] = {}
    edges = [(0, 0), *stretches, (len(document.text), len(document.text))]
    for (_, start), (end, _) in pairwise(edges):
        for token in _tokens(document.text, start, end):
            if token.opens:
                continue
            if token.is_word and token.text.isalpha():
                form = _form_of(token.text)
                forms = counts.setdefault(token.low, Counter())
                forms[form] += 1
    most_common = {}
    for low, forms in counts.items():
        form, _ = forms.most_common(1)[0]
        most_common[low] = form
    return most_common


def _form_of(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return "upper"
    return "title" if word[0].isupper() else "lower"
