"""Truecasing of texts in capitals, letter for letter, so that offsets stay true."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from timeline.lexicon.actors import ActorLexicon, generic
from timeline.lexicon.common_words import CommonWords
from timeline.lexicon.countries import Country, countries
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
_APOSTROPHE_NAME = re.compile(r"[A-Z]['’][A-Z]{2}")
# Marks that close a quotation or brackets behind a full stop.
_CLOSING = "\"”’')]"
_TRUECASED = frozenset({SectionKind.TITLE, SectionKind.BODY, SectionKind.HEADING})


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
        low = self.text.lower()
        parts = re.split(r"(['’])", low)
        has_ending = len(parts) > 1 and _CONTRACTED.search(low) is not None
        ending = parts.pop() if has_ending else ""
        capitalised = [_with_capital(part) for part in parts]
        return "".join([*capitalised, ending])


def _with_capital(word: str) -> str:
    return word[:1].upper() + word[1:]


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
        """Return the document with its stretches in capitals written as ordinary news.

        Every character keeps its place: the text has the same length, and differs in the case of
        letters only. A document without such a stretch comes back as it is.
        """
        stretches = list(_in_capitals(document))
        if not stretches:
            return document
        seen = _forms_seen(document, stretches)
        tokens = [
            token
            for start, end in stretches
            for token in _tokens(document.text, start, end)
        ]
        self._choose(tokens, seen)
        letters = list(document.text)
        for token in tokens:
            if token.is_word:
                end = token.start + len(token.text)
                letters[token.start : end] = _same_length(_written(token), token.text)
        return replace(document, text="".join(letters))

    def _choose(self, tokens: Sequence[_Token], seen: Mapping[str, str]) -> None:
        names = {token.titled for token in tokens if token.is_word}
        near = _countries_named(names)
        brackets = self._introduced(tokens)
        for token in tokens:
            token.form = self._form_alone(token, seen, near, brackets)
        self._write_names(tokens)
        for index, token in enumerate(tokens):
            if token.is_word:
                neighbours = self._neighbours(tokens, index)
                token.form = self._form_among(token, neighbours)
        surnames = {token.low for token in tokens if self._is_written_as_name(token)}
        for token in tokens:  # who is named in full once is meant by the surname alone
            if token.form == "common" and token.low in surnames:
                token.form = "title"

    def _is_written_as_name(self, token: _Token) -> bool:
        return (
            token.form == "title"
            and token.is_word
            and not self.common.is_plain(token.low)
        )

    def _introduced(self, tokens: Sequence[_Token]) -> frozenset[str]:
        """Return the abbreviations that stand alone in brackets: "(ELN)"."""
        introduced = set()
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
            is_in_brackets = before.text in "([" and after.text in ")]"
            if is_in_brackets and self._can_be_abbreviation(token):
                introduced.add(token.text)
        return frozenset(introduced)

    def _can_be_abbreviation(self, token: _Token) -> bool:
        return (
            token.text.isalpha()
            and 2 <= len(token.text) <= LONGEST_ABBREVIATION
            and token.low not in self.common
            and not self._is_person(token.low)
        )

    def _is_person(self, low: str) -> bool:
        """Return whether a word is part of the name of somebody known."""
        if not self._people:
            for entry in self.actors.entries:
                if entry.kind is ActorKind.PERSON:
                    self._people.update(entry.name.lower().split())
        return low in self._people

    def _form_alone(
        self,
        token: _Token,
        seen: Mapping[str, str],
        near: Sequence[str],
        brackets: frozenset[str],
    ) -> str | None:
        """Choose the form of a word by itself; None for a mark."""
        if not token.is_word:
            return None
        figure = None if token.text.isalpha() else _form_of_figure(token)
        if figure is not None:
            return figure
        if token.low in seen:
            return seen[token.low]
        listed = self._form_listed(token.low)
        if listed is not None:
            return listed
        if token.text in brackets or self._is_abbreviation(token):
            return "upper"
        return self._word_or_name(token, near)

    def _form_listed(self, low: str) -> str | None:
        """Return the form of a word that is always written so; None for all others."""
        if low in self.words["casing.never"] or low.endswith(("n't", "n’t")):
            return "lower"
        if low in self.words["casing.always"] and low not in _MONTHS_OR_WORDS:
            return "title"
        if low == "a":
            return "lower"
        is_letter_or_number = len(low) == 1 or _ROMAN.fullmatch(low)
        return "upper" if is_letter_or_number else None

    def _word_or_name(self, token: _Token, near: Sequence[str]) -> str:
        low = token.low
        titled = _CONTRACTED.sub("", token.titled)
        if _country_named(titled) or low in self.words["casing.capital"]:
            return "title"
        if generic(low) is not None or low in self.words["casing.small"]:
            return "common"
        if self._has_actor(titled):
            return "title"
        if self.common.is_plain(low) and not self._is_city(low, titled):
            return "common"
        is_name = (
            self._is_name(token, near)
            if low in self.common
            else not self._is_derived(low)
        )
        return "title" if is_name else "common"

    def _has_actor(self, spelling: str) -> bool:
        """Return whether the lexicon has an actor of exactly this spelling."""
        entry = self.actors.find(spelling)
        if entry is None:
            return False
        return spelling == entry.name or spelling in entry.aliases

    def _is_city(self, low: str, titled: str) -> bool:
        """Return whether a noun, and nothing but a noun, also names a great city: "London"."""
        is_only_noun = low in self.common.nouns and low not in self.common.others
        if not is_only_noun:
            return False
        place = self.gazetteer.find(titled)
        if place is None or place.name != titled:
            return False
        people = self.gazetteer.population(place) or 0
        return people >= GREAT_CITY

    def _is_abbreviation(self, token: _Token) -> bool:
        """Return whether a word is an abbreviation: it is listed as one, or has no vowel."""
        if self.common.is_plain(token.low):
            return False
        if not 2 <= len(token.low) <= LONGEST_ABBREVIATION + 2:
            return False
        bare = _CONTRACTED.sub("", token.text.lower()).upper()
        if self._has_actor(bare):
            return True
        if token.low in self.common:  # dictionaries list some too: "EEC", "OAS"
            return bare in self.common.seen and bare.title() not in self.common.seen
        return 2 < len(bare) <= LONGEST_ABBREVIATION and _VOWELS.isdisjoint(bare)

    def _is_derived(self, low: str) -> bool:
        """Return whether a word that no list has is made like an ordinary one."""
        if self._is_person(low):
            return False
        for ending in self.words["casing.endings"]:
            if low.endswith(ending) and len(low) > len(ending) + 3:
                return True
        for beginning in self.words["casing.beginnings"]:
            rest = low.removeprefix(beginning)
            if low.startswith(beginning) and len(rest) > 3 and rest in self.common:
                return True
        return False

    def _is_name(self, token: _Token, near: Sequence[str]) -> bool:
        """Return whether a noun without a plural names a place that may be meant, or a person."""
        place = self.gazetteer.find(token.titled, countries=near)
        if place is None:
            return self._is_person(token.low)
        if place.precision is not PlacePrecision.CITY:
            return True
        people = self.gazetteer.population(place)
        return people is None or people >= TOWN

    def _write_names(self, tokens: Sequence[_Token]) -> None:
        """Write the known names of several words: "Farabundo Marti National Liberation Front"."""
        written = [
            token.titled if token.form != "upper" else token.text for token in tokens
        ]
        index = 0
        while index < len(tokens):
            can_begin = tokens[index].is_word and not self._is_inside_names(
                tokens[index]
            )
            match = self.actors.longest(written, index) if can_begin else None
            if match is None or match[0] < 2:
                index += 1
                continue
            length, entry = match
            end = index + length
            is_listed = self.actors.by_id(entry.id) in self.actors.entries
            if is_listed or countries().by_name(" ".join(written[index:end])):
                self._write_name(tokens[index:end])
            index = end

    def _write_name(self, tokens: Sequence[_Token]) -> None:
        for token in tokens:
            if token.is_word and token.form != "upper":
                token.form = "lower" if self._is_inside_names(token) else "title"

    def _is_inside_names(self, token: _Token) -> bool:
        """Return whether a word is one that names have in lower case: "of"."""
        return token.low in self.words["casing.inside"]

    def _neighbours(self, tokens: Sequence[_Token], index: int) -> "_Neighbours":
        before = tokens[index - 1] if index else _NOTHING
        after = tokens[index + 1] if index + 1 < len(tokens) else _NOTHING
        follows_name = before.form == "title" and not self._is_inside_names(before)
        follows_two = follows_name and index > 1 and tokens[index - 2].form == "title"
        is_saint = after.form == "upper" and tokens[index].low in _SAINTS
        return _Neighbours(
            before=before,
            after=after,
            follows_name=follows_name,
            follows_two=follows_two,
            precedes_name=after.form == "title" or is_saint,
        )

    def _form_among(self, token: _Token, neighbours: "_Neighbours") -> str | None:
        """Correct the form of a word by the words before and after it."""
        low = token.low
        before = neighbours.before
        if low in _SHORT_OR_WORDS or low in _MONTHS_OR_WORDS:
            return self._one_of_two(low, before, neighbours.after)
        if low == "al" and neighbours.after.text == "-":
            return "lower"
        if token.form == "upper":
            given_name = self._form_of_given_name(token, neighbours)
            if given_name is not None:
                return given_name
        if low in self.words["casing.between"] and not token.opens:
            return "lower" if neighbours.follows_name else token.form
        return "title" if self._is_in_name(token, neighbours) else token.form

    def _form_of_given_name(
        self, token: _Token, neighbours: "_Neighbours"
    ) -> str | None:
        """Return how an abbreviation that is a name here is written; None if it is none.

        "Santa Ana" is no army, nor is "Ana Maria".
        """
        before = neighbours.before
        if before.form != "upper" and before.low in self.words["casing.opening"]:
            return "title" if token.text.isalpha() else "upper"
        if neighbours.precedes_name and token.low in self.words["casing.given"]:
            return "title"
        return None

    def _is_addressed(self, token: _Token, before: _Token) -> bool:
        """Return whether a noun without a plural follows a form of address: "Senator Galan"."""
        is_address = before.low in self.words["casing.address"]
        if not is_address and before.low not in self.words["casing.always"]:
            return False
        return not self.common.is_plain(token.low) and generic(token.low) is None

    def _can_be_surname(self, token: _Token) -> bool:
        return (
            token.form == "common"
            and not self.common.is_plain(token.low)
            and generic(token.low) is None
        )

    def _one_of_two(self, low: str, before: _Token, after: _Token) -> str:
        """Tell the month from the verb, and the country from the pronoun."""
        if low in _SHORT_OR_WORDS:
            is_pronoun = low == "us" and not self._is_country(before, after)
            return "lower" if is_pronoun else "upper"
        has_day = before.text.isdigit() or after.text.isdigit()
        is_month = has_day or before.low in _BEFORE_MONTHS
        return "title" if is_month else "common"

    def _is_country(self, before: _Token, after: _Token) -> bool:
        """Return whether "US" between these words is the country and not the pronoun."""
        can_have_country = before.low in {"the", "by", "of"}
        if not can_have_country or not after.is_word:
            return False
        return not self._is_inside_names(after)

    def _is_in_name(self, token: _Token, neighbours: "_Neighbours") -> bool:
        """Return whether an ordinary word is part of a name here.

        As in "Guatemala City", "Angel Garcia", "Guillermo Plazas Alcid".
        """
        low = token.low
        if neighbours.precedes_name and self._is_title_of_name(low):
            return True
        if token.form != "common":
            return False
        if neighbours.follows_two and self._can_be_surname(token):
            return True
        if self._is_addressed(token, neighbours.before):
            return True
        if low == "city":
            return neighbours.follows_name
        return neighbours.precedes_name and self._is_middle_name(low, neighbours)

    def _is_title_of_name(self, low: str) -> bool:
        """Return whether a word opens names or addresses people: "San", "Senator"."""
        return (
            low in self.words["casing.opening"] or low in self.words["casing.address"]
        )

    def _is_middle_name(self, low: str, neighbours: "_Neighbours") -> bool:
        """Return whether a word before a name is a given name, or stands between two names."""
        if low in self.words["casing.given"]:
            return True
        is_other_word = low in self.common.others or generic(low) is not None
        return neighbours.follows_name and not is_other_word


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """The words around one word.

    Attributes:
        before: The word before it.
        after: The word after it.
        follows_name: Whether the word before is written as a name.
        follows_two: Whether the two words before are: "Pablo Quiroga Vega".
        precedes_name: Whether the word after is written as a name.
    """

    before: _Token
    after: _Token
    follows_name: bool
    follows_two: bool
    precedes_name: bool


def _country_named(name: str) -> Country | None:
    return countries().by_demonym(name) or countries().by_name(name)


def _countries_named(names: Iterable[str]) -> list[str]:
    """Return the codes of the countries among some names, sorted."""
    codes = set()
    for name in names:
        country = countries().by_name(name) or countries().by_demonym(name)
        if country is not None:
            codes.add(country.id)
    return sorted(codes)


def _form_of_figure(token: _Token) -> str | None:
    """Choose the form of a word with figures, of initials, of a name with an apostrophe.

    None if it is none of these.
    """
    has_digit = any(char.isdigit() for char in token.text)
    if has_digit or "." in token.text:
        return "lower" if _COUNTED.fullmatch(token.text) else "upper"
    return "title" if _APOSTROPHE_NAME.match(token.text) else None


def _written(token: _Token) -> str:
    if token.form == "upper":
        return token.text
    if token.form == "title":
        return token.titled
    low = token.text.lower()
    return _with_capital(low) if token.opens else low


def _same_length(new: str, old: str) -> str:
    """Keep the letters whose small form is longer or shorter than themselves."""
    return new if len(new) == len(old) else old


def _is_capital(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return False
    capitals = sum(char.isupper() for char in letters)
    return capitals > CAPITALS * len(letters)


def _in_capitals(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the stretches in capitals: the whole text, or titles and paragraphs of others."""
    if _is_capital(document.text):
        whole = Section(kind=SectionKind.BODY, start=0, end=len(document.text))
        for section in document.sections or (whole,):
            yield section.start, section.end
        return
    for section in document.sections:
        text = document.text[section.start : section.end]
        if section.kind in _TRUECASED and _is_capital(text) and _has_words(text):
            yield section.start, section.end


def _has_words(text: str) -> bool:
    """Return whether a text has words enough to be more than an abbreviation or a name."""
    words = [part for part in _PARTS.findall(text) if len(part) > 1]
    return len(words) >= FEWEST_WORDS


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    """Yield the words and marks of a stretch."""
    opens = True
    last = ""
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        begin = match.start()
        if word[0].isalnum():
            follows_space = text[begin - 1 : begin].isspace()
            begins_sentence = opens or (last in _STOPS and follows_space)
            yield _Token(
                start=begin, text=word, low=_lowered(word), opens=begins_sentence
            )
            opens = False
            last = word
        else:
            yield _Token(start=begin, text=word, low=word, opens=False)
            opens = opens or (word in "[" and last in _STOPS)
            if word not in _CLOSING:
                last = word


def _lowered(word: str) -> str:
    """Return a word in lower case without a possessive s or contracted verb: "they'll"."""
    low = word.lower()
    is_negated = low.endswith(("n't", "n’t"))
    return low if is_negated else _CONTRACTED.sub("", low)


def _forms_seen(
    document: Document, stretches: Sequence[tuple[int, int]]
) -> dict[str, str]:
    """Return how the rest of a document, in ordinary writing, writes words inside sentences."""
    counts: dict[str, Counter[str]] = {}
    end_of_text = len(document.text)
    edges = [(0, 0), *stretches, (end_of_text, end_of_text)]
    for (_, start), (end, _) in pairwise(edges):
        for token in _tokens(document.text, start, end):
            is_inside = not token.opens
            if is_inside and token.is_word and token.text.isalpha():
                forms = counts.setdefault(token.low, Counter())
                forms[_form_of(token.text)] += 1
    most_common = {}
    for low, forms in counts.items():
        form, _ = forms.most_common(1)[0]
        most_common[low] = form
    return most_common


def _form_of(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return "upper"
    return "title" if word[0].isupper() else "lower"
