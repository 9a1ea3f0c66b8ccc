"""Find temporal expressions and the rules that match them."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from timeline.temporal import grammar, grammar_relative
from timeline.temporal.tokens import Tokens, tokenize
from timeline.temporal.words import lexicon

_GROUP = re.compile(r"\(\?P<([a-z0-9_]+)>")
_NAME = re.compile(r"\{([a-z_][a-z0-9_]*(?:\|[a-z_][a-z0-9_]*)*)\}")
_FRAGMENTS = grammar.FRAGMENTS | grammar_relative.FRAGMENTS
_RULES = grammar.EXPLICIT | grammar_relative.RELATIVE

# Names of the groups that hold the expressions of a range or list.
_PARTS = ("one", "two", "three", "four", "five")
# How many connectives an expression begins with at most ("more than the first two and a half ...").
_REACH = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexMatch:
    """A temporal expression as the grammar found it.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last one.
        rule: Name of the rule.
        groups: What the rule's named groups hold, in lower case; only groups that took part.
        first: Index of the first token.
        last: Index after the last token.
        pair: 0 alone; 1, 2 and so on for the expressions of one rule ("12-15 January").
    """

    start: int
    end: int
    rule: str
    groups: dict[str, str]
    first: int
    last: int
    pair: int = 0

    @property
    def before(self) -> int:
        """Return the index of the token before the first; -1 at the start of the text."""
        return self.first - 1

    def __getitem__(self, name: str) -> str:
        """Return the words of a group, or "" when it took no part."""
        return self.groups.get(name, "")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The rules as patterns over the characters that stand for kinds of tokens.

    Attributes:
        anywhere: Where any rule may match.
        rules: The rules by name, in order.
    """

    anywhere: re.Pattern[str]
    rules: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _grammar() -> _Grammar:
    """Compile the grammar."""
    patterns: dict[str, str] = {}
    rules: list[tuple[str, re.Pattern[str]]] = []
    for name, template in _RULES.items():
        pattern = _number_groups(_expand(template))
        patterns[name] = pattern
        rules.append((name, re.compile(pattern)))
    return _Grammar(re.compile(_anywhere(patterns)), tuple(rules))


def _expand(template: str) -> str:
    """Return the pattern of a template: fragments put in, kinds of tokens as their characters."""
    return _NAME.sub(_fill, template).replace(" ", "")


def _fill(match: re.Match[str]) -> str:
    """Return what stands for a name in braces, or for several joined by "|"."""
    names = match[1]
    if names in _FRAGMENTS:
        fragment = _expand(_FRAGMENTS[names])
        return f"(?:{fragment})"
    kinds: list[str] = []
    for name in names.split("|"):
        members = grammar.CLASSES.get(name, name)
        kinds += members.split("|")
    return _any_of(kinds)


def _any_of(kinds: Iterable[str]) -> str:
    """Return the pattern of one token of any of some kinds."""
    codes = lexicon().kinds
    characters = "".join(codes[kind] for kind in kinds)
    return f"[{characters}]"


def _number_groups(pattern: str) -> str:
    """Give groups of the same name different names: month_0, month_1."""
    numbers = itertools.count()

    def rename(match: re.Match[str]) -> str:
        return f"(?P<{match[1]}_{next(numbers)}>"

    return _GROUP.sub(rename, pattern)


def _anywhere(patterns: dict[str, str]) -> str:
    """Return the pattern of the first token where any rule may match.

    It begins with the tokens that an expression may begin with, to which the search jumps, and
    looks ahead from there: first for a word of which alone an expression could consist.
    """
    first_token = _none_of(grammar.NEVER_FIRST)
    alternatives: list[str] = []
    for pattern in patterns.values():
        unnamed = _GROUP.sub("(?:", pattern)
        alternatives.append(f"(?:{unnamed})")
    rules = "|".join(alternatives)
    near = _promising()
    return f"{first_token}(?<={near}(?={rules}).)"


def _promising() -> str:
    """Return the look ahead for a word of which alone an expression could consist."""
    connective = _any_of(grammar.CONNECTIVES.split("|"))
    content = _none_of(grammar.CONNECTIVES)
    first_words = f"{connective}{{0,{_REACH}}}{content}"
    number_word = _any_of(["numword"])
    figure = _any_of(grammar.CLASSES["two"].split("|"))
    slash = _any_of(["slash"])
    return f"(?={first_words}|{number_word}{{2}}|{figure}{slash}{figure})"


def _none_of(kinds: str) -> str:
    """Return the pattern of one token of any other than some kinds, joined by "|"."""
    any_kind = _any_of(kinds.split("|"))
    return any_kind.replace("[", "[^")


def find(text: str) -> tuple[Tokens, list[TimexMatch]]:
    """Find temporal expressions: leftmost first, of those the longest, then the first rule."""
    tokens = tokenize(text)
    anywhere = _grammar().anywhere
    matches: list[TimexMatch] = []
    position = 0
    while place := anywhere.search(tokens.codes, position):
        rule, match = _longest(tokens.codes, place)
        matches += _expressions_of(tokens, rule, match)
        position = max(match.end(), place.start() + 1)
    return tokens, matches


def _longest(codes: str, place: re.Match[str]) -> tuple[str, re.Match[str]]:
    """Return the rule that matches most tokens from a place, and its match."""
    begin = place.start()
    longest_rule = ""
    longest = place
    end = -1
    for name, pattern in _grammar().rules:
        match = pattern.match(codes, begin)
        if match and match.end() > end:
            longest_rule = name
            longest = match
            end = match.end()
    return longest_rule, longest


def _expressions_of(
    tokens: Tokens, rule: str, match: re.Match[str]
) -> Iterator[TimexMatch]:
    """Yield the expression of a match, or those of a range or list.

    Of groups with one name each expression has its own, where it has one.
    """
    spans: dict[str, tuple[int, int]] = {}
    groups: list[tuple[str, tuple[int, int], str]] = []
    for numbered, value in match.groupdict().items():
        if not value:
            continue
        name, _, _ = numbered.partition("_")
        span = match.span(numbered)
        words = tokens.slice(*span)
        spans[name] = span
        group = (name, span, words.lower())
        groups.append(group)
    parts = [spans[name] for name in _PARTS if name in spans] or [match.span()]
    is_pair = len(parts) > 1
    for index, (first, last) in enumerate(parts, 1):
        yield TimexMatch(
            start=tokens.starts[first],
            end=tokens.ends[last - 1],
            rule=rule,
            groups=_groups_of(groups, first, last),
            first=first,
            last=last,
            pair=index if is_pair else 0,
        )


def _groups_of(
    groups: Sequence[tuple[str, tuple[int, int], str]], first: int, last: int
) -> dict[str, str]:
    """Return the words of the groups by name; those between two tokens win."""
    shared: dict[str, str] = {}
    own: dict[str, str] = {}
    for name, (begin, end), words in groups:
        is_own = first <= begin and end <= last
        table = own if is_own else shared
        table[name] = words
    return shared | own
