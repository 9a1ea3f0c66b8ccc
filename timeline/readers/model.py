"""Read documents with a language model.

Those for which it gives no answer are read by the rules and named.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from timeline.assembly.readers import MODEL_PREFIX
from timeline.errors import InputError, UsageError
from timeline.llm.answers import UNNAMED, AnswerCache, Recorded, Recorder, read_recorded
from timeline.llm.asking import (
    Asking,
    Estimate,
    Model,
    Outcome,
    closed_estimate,
    estimate,
)
from timeline.llm.closed import Question, closed_query, prompt_of
from timeline.llm.endpoint import endpoint_of
from timeline.llm.queries import Query, reading_query
from timeline.model.incidents import Report
from timeline.model.language_model import LlmSettings, closed_parts
from timeline.model.text import Document, Problem
from timeline.readers.agreement import united
from timeline.readers.closed import checked
from timeline.readers.outcome import Verified, Verify
from timeline.readers.questions import questions_of
from timeline.settings import Settings

# Tokens from which on an estimate is given in millions.
MILLIONS = 100_000
# Called after every document: (name of the stage, steps done, steps in all).
Progress = Callable[[str, int, int], None]
# Reads documents by the rules, one after the other.
RulesReader = Callable[[Sequence[Document]], Iterator[tuple[Document, list[Report]]]]
# Is shown what asking will take; raises an error to ask nothing.
Confirm = Callable[[Estimate, Asking], None]


class ModelReader:
    """Reads documents with a language model.

    Attributes:
        asking: Where answers come from.
        failures: By document id, why the model gave no answer and the rules read the document.
        values: How many values of each kind were answered.
        dropped: How many of each kind were dropped, as their words stand nowhere in the text.
        acts: What answers to closed questions did: "left out", "joined", "chosen".
    """

    def __init__(
        self,
        asking: Asking,
        settings: Settings,
        *,
        confirm: Confirm | None = None,
        failures: dict[str, Problem] | None = None,
    ) -> None:
        """Keep where answers come from and how they are read.

        Args:
            asking: Where answers come from.
            settings: What shapes the reading; `settings.llm` says how the model reads.
            confirm: Is shown the estimate before anything is sent.
            failures: Where failures are noted; None for a new place.
        """
        self.asking = asking
        self.failures: dict[str, Problem] = {} if failures is None else failures
        self.values: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()
        self.acts: Counter[str] = Counter()
        self._settings = settings
        self._confirm = confirm

    @property
    def rule(self) -> str:
        """Name of this reader, as every mark bears it."""
        return f"{MODEL_PREFIX}{self.asking.name}"

    def read_each(
        self,
        documents: Sequence[Document],
        *,
        by_rules: RulesReader,
        verify: Verify,
        progress: Progress,
    ) -> Iterator[tuple[Document, list[Report]]]:
        """Yield the reports of each document, in order.

        Args:
            documents: The documents.
            by_rules: Reads documents by the rules.
            verify: Verifies an answer and makes reports of it.
            progress: Called after every document.

        Raises:
            UsageError: Whoever is asked does not want to go on.
        """
        if closed_parts(self._settings.llm_mode):
            yield from self._check_each(documents, by_rules, progress)
            return
        unanswered = self.asking.unanswered(self._queries(documents))
        if unanswered and self._confirm is not None:
            estimated = estimate(unanswered, most_words=self._llm.words)
            self._confirm(estimated, self.asking)
        outcomes = self.asking.outcomes(self._queries(documents))
        for number, outcome in enumerate(outcomes, 1):
            yield outcome.document, self._reports(outcome, by_rules, verify)
            progress(self._stage(), number, len(documents))

    def _check_each(
        self, documents: Sequence[Document], by_rules: RulesReader, progress: Progress
    ) -> Iterator[tuple[Document, list[Report]]]:
        """Yield the reports of the rules as the answers to closed questions leave them."""
        if documents and self.asking.model is not None and self._confirm is not None:
            self._confirm(closed_estimate(documents), self.asking)
        waiting: dict[str, list[Question]] = {}
        queries = self._closed_queries(documents, by_rules, waiting)
        outcomes = self.asking.outcomes(queries)
        for number, outcome in enumerate(outcomes, 1):
            questions = waiting.pop(outcome.document.id)
            yield outcome.document, self._checked(outcome, questions)
            progress(self._stage(), number, len(documents))

    def _queries(self, documents: Sequence[Document]) -> Iterator[Query]:
        for document in documents:
            yield reading_query(document, most_words=self._llm.words)

    def _closed_queries(
        self,
        documents: Sequence[Document],
        by_rules: RulesReader,
        waiting: dict[str, list[Question]],
    ) -> Iterator[Query]:
        """Yield what is asked about the reports of each document, noting it in `waiting`."""
        parts = closed_parts(self._settings.llm_mode)
        for document, reports in by_rules(documents):
            questions = questions_of(
                document, reports, parts=parts, dates=self._settings.dates
            )
            waiting[document.id] = questions
            yield closed_query(document, questions)

    def _checked(self, outcome: Outcome, questions: Sequence[Question]) -> list[Report]:
        """Return the reports as an answer leaves them; as they were where there is none."""

        def verify(document: Document, content: object, rule: str) -> Verified:
            return checked(document, questions, content, rule=rule)

        read = self._verified(outcome, verify)
        return _reports_in(questions) if read is None else read.reports

    @property
    def _llm(self) -> LlmSettings:
        return self._settings.llm or LlmSettings()

    def _stage(self) -> str:
        """Return the name of the stage, with the tokens used so far."""
        model = self.asking.model
        if model is None:
            return "reading answers"
        usage = model.usage
        pace = f"{usage.tokens:,} tokens, {usage.rate:,.0f} a second"
        return f"reading with {self.asking.name}, {pace}"

    def _reports(
        self, outcome: Outcome, by_rules: RulesReader, verify: Verify
    ) -> list[Report]:
        read = self._verified(outcome, verify)
        if read is not None and self._settings.llm_mode != "both":
            return read.reports
        rules = _read_by(by_rules, outcome.document)
        return rules if read is None else united(rules, read.reports)

    def _verified(self, outcome: Outcome, verify: Verify) -> Verified | None:
        """Return what an answer gives; None where there is no answer, which is noted."""
        document = outcome.document
        if outcome.failure is not None:
            self.failures[document.id] = failure(document, outcome.failure)
            return None
        try:
            read = verify(document, outcome.content, self.rule)
        except InputError as error:
            self.failures[document.id] = failure(document, error.what.rstrip("."))
            return None
        self.values.update(read.values)
        self.dropped.update(read.dropped)
        self.acts.update(read.acts)
        return read

    def dropped_text(self) -> str:
        """Return in words what share of the values was dropped, by kind."""
        answered = self.values.total()
        dropped = self.dropped.total()
        share = 100 * dropped / max(1, answered)
        text = f"{dropped:,} of {answered:,} values dropped ({share:.1f} %)"
        if not dropped:
            return text
        return f"{text}: {', '.join(self._dropped_kinds())}"

    def acts_text(self) -> str | None:
        """Return in words what answers to closed questions did; None where none were asked."""
        if not closed_parts(self._settings.llm_mode):
            return None
        return (
            f"{self.acts['left out']:,} reports left out as no incidents, "
            f"{self.acts['joined']:,} joined to others, {self.acts['chosen']:,} values changed"
        )

    def _dropped_kinds(self) -> Iterator[str]:
        for kind in sorted(self.dropped):
            count = self.dropped[kind]
            yield f"{kind} {count}"


def _reports_in(questions: Sequence[Question]) -> list[Report]:
    return [question.report for question in questions]


def _read_by(by_rules: RulesReader, document: Document) -> list[Report]:
    _, reports = next(by_rules([document]))
    return reports


def failure(document: Document, reason: str) -> Problem:
    """Return the notice on a document that the rules read because the model gave no answer."""
    what = f"the language model gave no answer ({reason}); this article was read by the rules."
    return Problem(
        where=document.id,
        what=what,
        cure="Build again to ask once more.",
        skipped=False,
    )


def model_reader(
    settings: Settings,
    *,
    replay: Path | None = None,
    recorder: Recorder | None = None,
    cache: AnswerCache | None = None,
    confirm: Confirm | None = None,
    may_call: bool = True,
    failures: dict[str, Problem] | None = None,
) -> tuple[Settings, ModelReader | None]:
    """Return the reader that settings ask for, and the settings with its name.

    The reader is None where they ask no model.

    Args:
        settings: With `llm.mode`.
        replay: File of recorded answers; with it no call is made.
        recorder: Writes the answers to a file.
        cache: What remembers answers between builds.
        confirm: Is shown the estimate before anything is sent.
        may_call: False to use only answers that are there already.
        failures: Where failures are noted; None for a new place.

    With both `replay` and `cache`, recorded answers are kept in the cache, as those of the model
    that the settings name.

    Raises:
        UsageError: No model or no address is named, answers are of another model, or answers are
            replayed and no mode is given.
        InputError: The recorded answers cannot be read.
    """
    llm = settings.llm
    if llm is None or llm.mode is None:
        _check_unasked(replay, recorder)
        return settings, None
    if replay is not None:
        named, asking = _replaying(
            settings, llm, replay, recorder=recorder, cache=cache
        )
    elif llm.model and not may_call:
        named, asking = settings, Asking(name=llm.model, cache=cache)
    else:
        named, asking = _calling(settings, llm, recorder, cache)
    return named, ModelReader(asking, named, confirm=confirm, failures=failures)


def _check_unasked(replay: Path | None, recorder: Recorder | None) -> None:
    if replay is not None or recorder is not None:
        raise UsageError(
            "llm", "no way to read is given.", "Give --llm read, or --llm both."
        )


def _calling(
    settings: Settings,
    llm: LlmSettings,
    recorder: Recorder | None,
    cache: AnswerCache | None,
) -> tuple[Settings, Asking]:
    """Return what calls the model, and settings that name its address and prompt."""
    endpoint = endpoint_of(llm.url, llm.model, timeout=llm.timeout, seed=llm.seed)
    asking = Asking(
        name=endpoint.model,
        model=Model(endpoint, budget=llm.budget),
        cache=cache,
        recorder=recorder,
        parallel=llm.parallel,
    )
    changed = replace(llm, url=endpoint.url, prompt=prompt_of(llm.mode))
    return replace(settings, llm=changed), asking


def _replaying(
    settings: Settings,
    llm: LlmSettings,
    replay: Path,
    *,
    recorder: Recorder | None,
    cache: AnswerCache | None,
) -> tuple[Settings, Asking]:
    """Return what replays recorded answers, and settings that name file and model.

    With a cache the answers are kept in it, under the model that the settings name.
    """
    if cache is not None:
        recorded = read_recorded(replay)
        _check_same_model(recorded, llm)
        return settings, Asking(name=llm.model or "", recorded=recorded, cache=cache)
    recorded = read_recorded(replay, model=llm.model)
    changed = replace(
        llm,
        model=recorded.model,
        answers=f"{recorded.name} (sha256 {recorded.digest[:16]})",
        url=None,
        prompt=recorded.prompt,
    )
    asking = Asking(name=recorded.model, recorded=recorded, recorder=recorder)
    return replace(settings, llm=changed), asking


def _check_same_model(recorded: Recorded, llm: LlmSettings) -> None:
    """Check that answers come from the model that the settings name.

    Raises:
        UsageError: They come from another, or the settings name none.
    """
    if llm.model and recorded.model in {llm.model, UNNAMED}:
        return
    named = f"names {llm.model}" if llm.model else "names no model"
    problem = (
        f"{recorded.name} holds answers of {recorded.model}; timeline.toml {named}."
    )
    raise UsageError(
        "--replay", problem, f'Write model = "{recorded.model}" under [llm].'
    )


def record_answers(
    documents: Sequence[Document], path: Path, settings: Settings, cache: AnswerCache
) -> int:
    """Write the answers that a cache holds for documents to a file, and return their number.

    Raises:
        UsageError: No model reads these documents, or the file is there already.
    """
    llm = settings.llm or LlmSettings()
    _check_recordable(llm)
    recorder = recorder_for(path, settings)
    asking = Asking(name=llm.model or "", cache=cache, recorder=recorder)
    queries = [reading_query(document, most_words=llm.words) for document in documents]
    try:
        return sum(map(_is_answered, asking.outcomes(queries)))
    finally:
        recorder.close()


def _is_answered(outcome: Outcome) -> bool:
    return outcome.content is not None


def _check_recordable(llm: LlmSettings) -> None:
    if closed_parts(llm.mode):
        problem = (
            "a project keeps answers to closed questions, but does not write them out."
        )
        raise UsageError(
            "--record", problem, "Leave it out, or read with mode read or both."
        )


def recorder_for(path: Path, settings: Settings) -> Recorder:
    """Return what records answers to a file.

    Raises:
        UsageError: No model is asked, or the file is there already.
    """
    llm = settings.llm
    if llm is None or llm.mode is None:
        raise UsageError(
            "--record", "no language model is asked.", "Give --llm read too."
        )
    return Recorder(path, model=llm.model or "")


def confirmed(*, yes: bool) -> Confirm:
    """Return what lets a model on this machine be asked, and one elsewhere only with a yes."""

    def check(estimated: Estimate, asking: Asking) -> None:
        if not yes and asking.is_sending:
            text = estimate_text(estimated, asking)
            problem = f"{text} would be sent to {asking.sent_to}."
            raise UsageError(
                "llm", problem, "Say yes to it (--yes; yes=True in Python)."
            )

    return check


def estimate_text(estimated: Estimate, asking: Asking) -> str:
    """Return in words what asking will take.

    "654 articles, about 1.1 M tokens in, 0.8 M out (654 calls, model gpt)".
    """
    noun = "article" if estimated.documents == 1 else "articles"
    tokens_in = _tokens(estimated.tokens_in)
    tokens_out = _tokens(estimated.tokens_out)
    return (
        f"{estimated.documents:,} {noun}, about {tokens_in} tokens in, {tokens_out} out "
        f"({estimated.calls:,} calls, model {asking.name})"
    )


def _tokens(count: int) -> str:
    if count < MILLIONS:
        return f"{count:,}"
    return f"{count / 1e6:.1f} M"


def price_text(estimated: Estimate, llm: LlmSettings) -> str:
    """Return what an estimate costs, in the currency of the prices; "" if no price is given."""
    if llm.price_in is None or llm.price_out is None:
        return ""
    price_in = estimated.tokens_in * llm.price_in
    price_out = estimated.tokens_out * llm.price_out
    price = (price_in + price_out) / 1e6
    return f", about {price:.2f} at the prices of timeline.toml"
