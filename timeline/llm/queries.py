"""Describe what is asked of a model about one document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.llm.contract import schema
from timeline.llm.parts import PART_WORDS, joined, parts
from timeline.llm.prompt import Message, messages_for, prompt_hash
from timeline.model.text import Document

# Puts the answers of the calls on one document together, in the form of a recorded answer.
Gather = Callable[[Sequence[object]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request.

    Attributes:
        messages: The chat so far.
        schema: JSON schema of the answer.
    """

    messages: Sequence[Message]
    schema: Mapping[str, Any]

    def forms(self) -> tuple[Mapping[str, Any], ...]:
        """Return the ways to ask for JSON, the strictest first.

        The second is the one of llama-cpp-python's server.
        """
        described = {"name": "incidents", "strict": True, "schema": self.schema}
        return (
            {"response_format": {"type": "json_schema", "json_schema": described}},
            {"response_format": {"type": "json_object", "schema": self.schema}},
            {"response_format": {"type": "json_object"}},
            {},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """All that is asked about one document.

    Attributes:
        document: The document.
        calls: Requests; without any there is nothing to ask.
        prompt: Hash of what is asked: an answer belongs to document, model and this.
        gather: Puts the answers together.
        is_bound: Whether an answer fits this very question only, as it consists of its ids.
    """

    document: Document
    calls: tuple[Call, ...]
    prompt: str
    gather: Gather = joined
    is_bound: bool = False


def reading_query(document: Document, *, most_words: int = PART_WORDS) -> Query:
    """Return the query for all incidents of a document, part by part."""
    answer_schema = schema()
    texts = parts(document.text, most_words=most_words)
    calls = [
        Call(messages=messages_for(document, text), schema=answer_schema)
        for text in texts
    ]
    return Query(document=document, calls=tuple(calls), prompt=prompt_hash())
