"""Ask a model for the incidents of documents: in parallel, within a budget, failures named."""

import json
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from timeline.llm.answers import AnswerCache, Recorded, Recorder, cache_key
from timeline.llm.closed import instructions
from timeline.llm.endpoint import CallError, Endpoint, Reply, complete
from timeline.llm.json_repair import parsed, repaired
from timeline.llm.parts import PART_WORDS, parts
from timeline.llm.prompt import Message, codebook
from timeline.llm.queries import Call, Query
from timeline.model.text import Document

# Calls that one part of a document is worth, and seconds before the second, doubled before each
# further one.
ATTEMPTS, FIRST_WAIT = 4, 1.0
# English text: characters a token. An answer is longer than its article (measured on 56 annotated
# ones: 1.8 times).
CHARACTERS_PER_TOKEN, ANSWER_SHARE = 4, 1.8
# Closed questions repeat passages and names: characters sent for one of the article (measured on
# the same articles).
CLOSED_SHARE = 2.5
# Ways to ask for JSON (`Call.forms`).
FORMS = 4
# Requests ahead of the one whose answer is next: more would only hold answers in memory.
AHEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What asking will take, roughly.

    Attributes:
        documents: Documents to be sent.
        calls: Requests, one for each part of a document.
        tokens_in: Tokens to be read, the codebook with each request included.
        tokens_out: Tokens to be written.
    """

    documents: int
    calls: int
    tokens_in: int
    tokens_out: int

    @property
    def tokens(self) -> int:
        """Tokens in all."""
        return self.tokens_in + self.tokens_out


def estimate(
    documents: Sequence[Document], *, most_words: int = PART_WORDS
) -> Estimate:
    """Estimate what asking for some documents will take."""
    calls = characters = 0
    for document in documents:
        texts = parts(document.text, most_words=most_words)
        calls += len(texts)
        characters += sum(map(len, texts))
    written = int(characters * ANSWER_SHARE)
    sent = characters + calls * len(codebook())
    return Estimate(
        documents=len(documents),
        calls=calls,
        tokens_in=sent // CHARACTERS_PER_TOKEN,
        tokens_out=written // CHARACTERS_PER_TOKEN,
    )


def closed_estimate(documents: Sequence[Document]) -> Estimate:
    """Estimate what closed questions about the reports of some documents will take, at most."""
    characters = sum(len(document.text) for document in documents)
    calls = len(documents)
    sent = CLOSED_SHARE * characters + calls * len(instructions())
    return Estimate(
        documents=calls,
        calls=calls,
        tokens_in=int(sent) // CHARACTERS_PER_TOKEN,
        tokens_out=characters // CHARACTERS_PER_TOKEN,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of asking for one document.

    Attributes:
        document: The document.
        content: The answer, as decoded JSON; None if there is none.
        failure: Why there is none, in words; None if there is one.
    """

    document: Document
    content: Mapping[str, Any] | None = None
    failure: str | None = None


@dataclass(slots=True, kw_only=True)
class Usage:
    """What was asked and paid so far; many threads add to it.

    Attributes:
        calls: Requests sent, retries included.
        tokens_in: Tokens read, as the server counts them, or else by length.
        tokens_out: Tokens written.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    _begun: float | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def tokens(self) -> int:
        """Tokens in all."""
        return self.tokens_in + self.tokens_out

    @property
    def rate(self) -> float:
        """Tokens a second since the first request; 0 before it."""
        if self._begun is None:
            return 0.0
        return self.tokens / max(time.monotonic() - self._begun, 0.001)

    def begin(self) -> None:
        """Note the time of the first request."""
        with self._lock:
            if self._begun is None:
                self._begun = time.monotonic()

    def add(self, messages: Sequence[Message], reply: Reply | None) -> None:
        """Count a request and its reply; by length where the server does not count."""
        sent = sum(len(message["content"]) for message in messages)
        tokens_in = sent // CHARACTERS_PER_TOKEN
        tokens_out = 0
        if reply is not None:
            tokens_in = reply.tokens_in or tokens_in
            tokens_out = reply.tokens_out or len(reply.text) // CHARACTERS_PER_TOKEN
        with self._lock:
            self.calls += 1
            self.tokens_in += tokens_in
            self.tokens_out += tokens_out


class Model:
    """Asks one model at one endpoint."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        attempts: int = ATTEMPTS,
        sleep: Callable[[float], None] = time.sleep,
        budget: int | None = None,
    ) -> None:
        """Keep how to ask.

        Args:
            endpoint: Where.
            attempts: Calls that one request is worth.
            sleep: Waits some seconds.
            budget: Tokens that may be used in all; None for no limit.
        """
        self.endpoint = endpoint
        self.usage = Usage()
        self._attempts = attempts
        self._sleep = sleep
        self._budget = budget
        self._form = 0
        self._ended: str | None = None

    def ask(self, query: Query) -> Outcome:
        """Ask all that a query asks about one document, call by call."""
        contents: list[object] = []
        for call in query.calls:
            reason = self._closed()
            if reason is None:
                content, reason = self._asked(call)
                contents.append(content)
            if reason is not None:
                return Outcome(document=query.document, failure=reason)
        return Outcome(document=query.document, content=query.gather(contents))

    def _closed(self) -> str | None:
        """Return why no further call is made; None while calls are made."""
        if self._ended is not None:
            return self._ended
        if self._budget is not None and self.usage.tokens >= self._budget:
            return f"the budget of {self._budget:,} tokens is used up"
        return None

    def _asked(self, call: Call) -> tuple[object, str | None]:
        """Return an answer, or why there is none after some attempts."""
        reason = "no attempt was made"
        for attempt in range(self._attempts):
            if attempt and self._closed() is not None:
                break
            try:
                return self._called(call), None
            except CallError as error:
                reason = error.reason
                if error.ends_all:
                    self._ended = reason
                if not error.may_retry:
                    break
                if attempt + 1 < self._attempts:
                    self._sleep(error.wait or FIRST_WAIT * 2**attempt)
        return None, reason

    def _called(self, call: Call) -> object:
        """Call, and where the server does not know a form of JSON, once in each weaker form.

        The form that it answers is used from then on: a refusal alone may be about this text.
        """
        refusal = CallError("no form of JSON was tried")
        for number in range(self._form, FORMS):
            try:
                content = self._call(call, call.forms()[number])
            except CallError as error:
                if not error.wrong_form:
                    raise
                refusal = error
            else:
                self._form = number
                return content
        raise refusal

    def _call(self, call: Call, form: Mapping[str, Any]) -> object:
        """Call once, and return the JSON of the reply, repaired where it breaks off."""
        reply = None
        self.usage.begin()
        try:
            reply = complete(self.endpoint, call.messages, form)
        finally:
            self.usage.add(call.messages, reply)
        return content_of(reply)


def content_of(reply: Reply) -> object:
    """Return the JSON of a reply; what is whole of it where it breaks off.

    Raises:
        CallError: It holds none, or nothing of it is whole.
    """
    for read in (parsed, repaired):
        try:
            return read(reply.text)
        except ValueError:
            continue
    reason = "the answer breaks off" if reply.is_cut else "the answer is not JSON"
    raise CallError(reason, may_retry=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Where answers come from, and where they are kept.

    Attributes:
        name: Name of the model.
        model: What asks it; None to make no calls.
        recorded: Answers to replay; with these no call is made.
        cache: What remembers answers between builds.
        recorder: Writes answers to a file.
        parallel: Requests at once.
    """

    name: str
    model: Model | None = None
    recorded: Recorded | None = None
    cache: AnswerCache | None = None
    recorder: Recorder | None = None
    parallel: int = 4

    @property
    def sent_to(self) -> str | None:
        """Where articles are sent; None when nothing is sent."""
        return self.model.endpoint.host if self.model is not None else None

    @property
    def is_sending(self) -> bool:
        """True when articles leave this machine."""
        return self.model is not None and not self.model.endpoint.is_local

    def unanswered(self, queries: Iterable[Query]) -> list[Document]:
        """Return the documents that have to be sent."""
        if self.model is None:
            return []
        return [query.document for query in queries if self._remembered(query) is None]

    def outcomes(self, queries: Iterable[Query]) -> Iterator[Outcome]:
        """Yield what comes of each query, in order; some are asked ahead."""
        with ThreadPoolExecutor(max_workers=self.parallel) as pool:
            waiting: deque[tuple[Query, Future[Outcome]]] = deque()
            try:
                for query in queries:
                    waiting.append((query, self._begun(query, pool)))
                    if len(waiting) >= self.parallel * AHEAD:
                        yield self._recorded(*waiting.popleft())
                while waiting:
                    yield self._recorded(*waiting.popleft())
            finally:
                for _, future in waiting:
                    future.cancel()

    def _begun(self, query: Query, pool: ThreadPoolExecutor) -> Future[Outcome]:
        """Return an answer to come; one that is there already is not asked for.

        The cache is used by one thread only: this one.
        """
        remembered = self._remembered(query)
        if remembered is None and self.model is not None:
            return pool.submit(self.model.ask, query)
        outcome = Outcome(document=query.document, content=remembered)
        if remembered is None:
            outcome = Outcome(document=query.document, failure=self._missing(query))
        ready: Future[Outcome] = Future()
        ready.set_result(outcome)
        return ready

    def _missing(self, query: Query) -> str:
        if self.recorded is None:
            return "the model has not read it yet"
        if query.document.id in self.recorded.answers:
            return f"{self.recorded.name} answers other questions about it"
        return f"{self.recorded.name} holds no answer for it"

    def _remembered(self, query: Query) -> Mapping[str, Any] | None:
        """Return an answer that is there already."""
        if not query.calls:
            return query.gather(())
        answer = None
        if self.recorded is not None:
            answer = self._replayed(query, self.recorded)
        elif self.cache is not None:
            text = self.cache.get(self._key(query))
            answer = json.loads(text) if text is not None else None
        return answer if isinstance(answer, Mapping) else None

    @staticmethod
    def _replayed(query: Query, recorded: Recorded) -> object:
        """Return a recorded answer; None for one to other questions than those asked now."""
        answer = recorded.answers.get(query.document.id)
        if (
            query.is_bound
            and answer is not None
            and answer.get("prompt") != query.prompt
        ):
            return None
        return answer

    def _recorded(self, query: Query, begun: Future[Outcome]) -> Outcome:
        """Keep an answer in cache and record, one after the other in the order of the queries."""
        outcome = begun.result()
        content = outcome.content
        if content is None or not query.calls:
            return outcome
        empty = query.gather(())
        plain = {name: content.get(name, value) for name, value in empty.items()}
        if self.recorder is not None:
            self.recorder.keep(query.document.id, plain, prompt=query.prompt)
        if self.cache is not None:
            text = json.dumps(plain, ensure_ascii=False)
            self.cache.put(self._key(query), text)
        return outcome

    def _key(self, query: Query) -> str:
        return cache_key(query.document, model=self.name, prompt=query.prompt)
