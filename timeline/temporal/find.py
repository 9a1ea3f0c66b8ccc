"""Where in a text are the temporal expressions, and by which rule?"""

import re
from dataclasses import dataclass
from functools import cache

from timeline.temporal import grammar, grammar_relative
from timeline.temporal.tokens import Tokens, tokenize
from timeline.temporal.words import lexicon

_GROUP = re.compile(r"\(\?P<([a-z0-9_]+)>")
_NAME = re.compile(r"\{([a-z_][a-z0-9_]*(?:\|[a-z_][a-z0-9_]*)*)\}")


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
        pair: 0 alone, 1 and 2 for the two expressions of one rule ("12-15 January").
    """

    start: int
    end: int
    rule: str
    groups: dict[str, str]
    first: int
    last: int
    pair: int = 0

    def get(self, name: str) -> str:
        """Return the words of a group, or "" when it took no part."""
        return self.groups.get(name, "")


@cache
def _rules() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """Compile the grammar: one pattern that says where any rule may match, and the rules by name."""
    fragments = grammar.FRAGMENTS | grammar_relative.FRAGMENTS
    kinds = lexicon().kinds

    def fill(match: re.Match[str]) -> str:
        names = match[1].split("|")
        if len(names) == 1 and names[0] in fragments:
            return f"(?:{expand(fragments[names[0]])})"
        alone = [single for name in names for single in grammar.CLASSES.get(name, name).split("|")]
        return f"[{''.join(kinds[name] for name in alone)}]"

    def numbered(pattern: str) -> str:
        """Tell groups of one name apart: month, month_1, month_2."""
        count = iter(range(1000))
        return _GROUP.sub(lambda match: f"(?P<{match[1]}_{next(count)}>", pattern)

    def expand(template: str) -> str:
        return _NAME.sub(fill, template).replace(" ", "")

    rules = {
        name: numbered(expand(template))
        for name, template in (grammar.EXPLICIT | grammar_relative.RELATIVE).items()
    }
    return re.compile(_anywhere(rules, kinds)), tuple(
        (name, re.compile(pattern)) for name, pattern in rules.items()
    )


def _anywhere(rules: dict[str, str], kinds: dict[str, str]) -> str:
    """Return the pattern that says where any rule may match; a look ahead spares the places where none can."""
    connectives = "".join(kinds[name] for name in grammar.CONNECTIVES.split("|"))
    near = f"(?=[{connectives}]{{0,{_REACH}}}[^{connectives}]|{kinds['numword']}{{2}})"
    never_first = "".join(kinds[name] for name in ("plain", "other", "brk", "dot"))
    alternatives = "|".join(f"(?:{_GROUP.sub('(?:', pattern)})" for pattern in rules.values())
    return f"{near}(?![{never_first}])(?:{alternatives})"


def find(text: str) -> tuple[Tokens, list[TimexMatch]]:
    """Find the temporal expressions of a text: leftmost first, of those the longest, then the first rule."""
    tokens = tokenize(text)
    anywhere, rules = _rules()
    found: list[TimexMatch] = []
    position = 0
    while hit := anywhere.search(tokens.codes, position):
        begin = hit.start()
        best, best_rule = hit, ""
        for name, pattern in rules:
            match = pattern.match(tokens.codes, begin)
            if match and (not best_rule or match.end() > best.end()):
                best, best_rule = match, name
        found += _split(tokens, best_rule, best)
        position = max(best.end(), begin + 1)
    return tokens, found


def _split(tokens: Tokens, rule: str, match: re.Match[str]) -> list[TimexMatch]:
    """Turn a match into one expression, or into the two of a range."""
    groups = {
        name.split("_")[0]: tokens.slice(*match.span(name)).lower()
        for name, value in match.groupdict().items()
        if value
    }
    names = {name.split("_")[0]: name for name, value in match.groupdict().items() if value}
    spans = (
        [match.span(names["one"]), match.span(names["two"])] if "one" in names else [match.span()]
    )
    return [
        TimexMatch(
            start=tokens.starts[first],
            end=tokens.ends[last - 1],
            rule=rule,
            groups=groups,
            first=first,
            last=last,
            pair=index if len(spans) > 1 else 0,
        )
        for index, (first, last) in enumerate(spans, 1)
    ]
