"""Read the JSON that a model wrote, also when words stand around it or its end is missing."""

import json
import re
from collections.abc import Iterator

THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
FENCE = re.compile(r"```(?:json)?\s*(.*?)(?:```|$)", re.DOTALL)
CLOSERS = {"{": "}", "[": "]"}
# Brackets within brackets in an answer; ours has six.
DEEPEST = 50


def parsed(text: str) -> object:
    """Return the JSON object in a model's words.

    Raises:
        ValueError: There is none.
    """
    plain = THOUGHT.sub("", text).strip()
    fenced = FENCE.search(plain)
    inner = (fenced.group(1) if fenced else plain).strip()
    start = inner.find("{")
    if start < 0:
        raise ValueError("no object")
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(inner, start)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def repaired(text: str) -> object:
    """Return what is whole of JSON that breaks off, without the incident that was begun last.

    Raises:
        ValueError: Nothing of it is whole.

    >>> repaired('{"incidents": [{"type": "AID"}, {"type": "ASS')
    {'incidents': [{'type': 'AID'}]}
    """
    start = text.find("{")
    if start < 0:
        raise ValueError("no object")
    whole = _whole_part(text[start:])
    if not whole:
        raise ValueError("nothing is whole")
    try:
        return json.loads(whole, strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _whole_part(text: str) -> str:
    """Return the text up to the last closed incident, and close what is open there."""
    open_brackets: list[str] = []
    best = ""
    for place, character in _brackets(text):
        if character in CLOSERS:
            open_brackets.append(character)
            continue
        if not open_brackets or len(open_brackets) > DEEPEST:
            break
        open_brackets.pop()
        if len(open_brackets) <= 2:
            best = text[: place + 1] + _closing(open_brackets)
        if not open_brackets:
            break
    return best


STRING = re.compile(r'"(?:[^"\\]|\\.)*(?:"|$)|[\[\]{}]', re.DOTALL)


def _brackets(text: str) -> Iterator[tuple[int, str]]:
    """Yield the brackets of JSON that stand in no string, with their offsets."""
    for match in STRING.finditer(text):
        if not match.group().startswith('"'):
            yield match.start(), match.group()


def _closing(open_brackets: list[str]) -> str:
    return "".join(CLOSERS[bracket] for bracket in reversed(open_brackets))
