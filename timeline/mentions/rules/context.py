"""One sentence with what is known of it: the context that every rule takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar

from spacy.tokens import Span, Token

from timeline.lexicon.actors import generic
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.words import Words
from timeline.mentions.rules.coreference import Discourse
from timeline.mentions.rules.entities import Entity
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.roles import fillers
from timeline.mentions.rules.trailing_speakers import trailing, trailing_start
from timeline.mentions.rules.triggers import Trigger
from timeline.model.text import Document, TextSpan
from timeline.model.types import IncidentType
from timeline.model.when import TemporalExpression

T = TypeVar("T")
# Classes of nouns of people.
PEOPLE = frozenset({"civilians", "forces", "armed", "government"})


@dataclass
class Sentence:
    """One sentence with what is known around it.

    What is found is kept, so that each word is looked up once.

    Attributes:
        document: The article.
        tokens: Its words as spaCy parsed them.
        offset: Where its section begins in the document's text.
        number: Number of the sentence in the document.
        triggers: The triggers of the sentence.
        expressions: Its temporal expressions.
        discourse: What the article has told so far.
        knowledge_types: Incident types by id.
        gazetteer: Known places.
        words: Words of the language.
        reading: Id of the incident type being read.
        computed: What functions under `once` returned, by their names.
    """

    document: Document
    tokens: Span
    offset: int
    number: int
    triggers: Sequence[Trigger]
    expressions: Sequence[TemporalExpression]
    discourse: Discourse
    knowledge_types: Mapping[str, IncidentType]
    gazetteer: Gazetteer
    words: Words
    reading: str = ""
    computed: dict[str, Any] = field(default_factory=dict)
    entities: dict[int, Entity | None] = field(default_factory=dict)
    _fillers: dict[int, list[Filler]] = field(default_factory=dict)

    def fillers(self, trigger: Trigger) -> list[Filler]:
        """Return the fillers of a trigger's roles, read once a sentence."""
        if trigger.token.i not in self._fillers:
            self._fillers[trigger.token.i] = fillers(trigger, self.words)
        return self._fillers[trigger.token.i]

    def span(self, first: int, last: int) -> TextSpan:
        """Return the offsets of the tokens `first` to `last` in the document, both included."""
        doc = self.tokens.doc
        return TextSpan(
            start=doc[first].idx + self.offset,
            end=doc[last].idx + len(doc[last]) + self.offset,
        )

    def slice(self, span: TextSpan) -> str:
        """Return the words at these offsets."""
        return self.document.text[span.start : span.end]

    @cached_property
    def heads(self) -> list[Token]:
        """The head words of the triggers."""
        return [token for trigger in self.triggers for token in trigger.tokens]

    @cached_property
    def trigger_words(self) -> frozenset[int]:
        """The indices of the words of the triggers."""
        return frozenset(head.i for head in self.heads)

    @cached_property
    def citing(self) -> frozenset[int]:
        """The words for those cited at the end of the sentence.

        The parser may have glued them to what stands before.
        """
        return frozenset(
            head.i
            for trigger in self.triggers
            for head, _ in trailing(trigger.token, self.tokens, self.words)
        )

    @cached_property
    def speech_start(self) -> int:
        """The first token of the words for those cited at the end of the sentence.

        What stands there is not the scene.
        """
        first = self.tokens.end
        for trigger in self.triggers:
            start = trailing_start(trigger.token, self.tokens, self.words)
            if start is not None:
                first = min(first, start)
        return first


def once(compute: Callable[[Sentence], T]) -> Callable[[Sentence], T]:
    """Make a function of a sentence compute its result once for each sentence."""
    name = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def computed(sentence: Sentence) -> T:
        if name not in sentence.computed:
            sentence.computed[name] = compute(sentence)
        result: T = sentence.computed[name]
        return result

    return computed


def is_people(head: Token) -> bool:
    """Return whether a noun is one of people."""
    if head.ent_type_ == "PERSON":
        return True
    noun = generic(lemma_of(head))
    return noun is not None and noun.actor_class in PEOPLE
