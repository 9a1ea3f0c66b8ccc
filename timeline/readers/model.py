"""Read documents with a language model.

Those for which it gives no answer are read by the rules and named.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.assembly.readers import MODEL_PREFIX
from timeline.errors import InputError, UsageError
from timeline.llm.answers import AnswerCache, Recorder, read_recorded
from timeline.llm.asking import Asking, Estimate, Model, Outcome, estimate
from timeline.llm.endpoint import endpoint_of
from timeline.llm.prompt import prompt_hash
from timeline.model.incidents import Report
from timeline.model.language_model import LlmSettings
from timeline.model.text import Document, Problem
from timeline.readers.agreement import united
from timeline.settings import Settings

# Tokens from which on an estimate is given in millions.
MILLIONS = 100_000
# Called after every document: (name of the stage, steps done, steps in all).
Progress = Callable[[str, int, int], None]
# Reads documents by the rules, one after the other.
RulesReader = Callable[[Sequence[Document]], Iterator[tuple[Document, list[Report]]]]
# Is shown what asking will take; raises an error to ask nothing.
Confirm = Callable[[Estimate, Asking], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What an answer gives of one document once its words are verified.

    Attributes:
        reports: One for each incident.
        values: How many values of each kind were answered.
        dropped: How many of each kind do not stand in the text, or have a wrong form.
    """

    reports: list[Report]
    values: Counter[str]
    dropped: Counter[str]


# Verifies an answer: the document, the answer as decoded JSON, the name of the reader.
Verify = Callable[[Document, object, str], Verified]


class ModelReader:
    """Reads documents with a language model.

    Attributes:
        asking: Where answers come from.
        failures: By document id, why the model gave no answer and the rules read the document.
        values: How many values of each kind were answered.
        dropped: How many of each kind were dropped, as their words stand nowhere in the text.
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
        unanswered = self.asking.unanswered(documents)
        if unanswered and self._confirm is not None:
            self._confirm(self._estimate(unanswered), self.asking)
        outcomes = self.asking.outcomes(documents)
        for number, outcome in enumerate(outcomes, 1):
            yield outcome.document, self._reports(outcome, by_rules, verify)
            progress(self._stage(), number, len(documents))

    def _estimate(self, documents: Sequence[Document]) -> Estimate:
        llm = self._settings.llm or LlmSettings()
        return estimate(documents, most_words=llm.words)

    def _stage(self) -> str:
        """Return the name of the stage, with the tokens used so far."""
        model = self.asking.model
        if model is None:
            return "reading answers"
        tokens = model.usage.tokens
        return f"reading with {self.asking.name}, {tokens:,} tokens"

    def _reports(self, outcome: Outcome, by_rules: RulesReader, verify: Verify) -> list[Report]:
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

    def _dropped_kinds(self) -> Iterator[str]:
        for kind in sorted(self.dropped):
            count = self.dropped[kind]
            yield f"{kind} {count}"


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

    Raises:
        UsageError: No model or no address is named, or answers are replayed and no mode is given.
        InputError: The recorded answers cannot be read.
    """
    llm = settings.llm
    if llm is None or llm.mode is None:
        if replay is not None or recorder is not None:
            raise UsageError("llm", "no way to read is given.", "Give --llm read, or --llm both.")
        return settings, None
    if replay is not None:
        return _replaying(settings, llm, replay, recorder)
    endpoint = endpoint_of(llm.url, llm.model, timeout=llm.timeout, seed=llm.seed)
    model = Model(endpoint, most_words=llm.words, budget=llm.budget) if may_call else None
    asking = Asking(
        name=endpoint.model,
        model=model,
        cache=cache,
        recorder=recorder,
        parallel=llm.parallel,
    )
    named = replace(settings, llm=replace(llm, url=endpoint.url))
    return named, ModelReader(asking, named, confirm=confirm, failures=failures)


def _replaying(
    settings: Settings, llm: LlmSettings, replay: Path, recorder: Recorder | None
) -> tuple[Settings, ModelReader]:
    """Return the reader of recorded answers, and settings that name file and model."""
    recorded = read_recorded(replay, model=llm.model)
    digest = recorded.digest[:16]
    answers = f"{recorded.name} (sha256 {digest})"
    changed = replace(llm, model=recorded.model, answers=answers, url=None)
    named = replace(settings, llm=changed)
    asking = Asking(name=recorded.model, recorded=recorded, recorder=recorder)
    return named, ModelReader(asking, named)


def recorder_for(path: Path, settings: Settings) -> Recorder:
    """Return what records answers to a file.

    Raises:
        UsageError: No model is asked, or the file is there already.
    """
    llm = settings.llm
    if llm is None or llm.mode is None:
        raise UsageError("--record", "no language model is asked.", "Give --llm read too.")
    return Recorder(
        path,
        model=llm.model or "",
        prompt=prompt_hash(),
    )


def confirmed(*, yes: bool) -> Confirm:
    """Return what lets a model on this machine be asked, and one elsewhere only with a yes."""

    def check(estimated: Estimate, asking: Asking) -> None:
        if not yes and asking.is_sending:
            text = estimate_text(estimated, asking)
            problem = f"{text} would be sent to {asking.sent_to}."
            raise UsageError("llm", problem, "Say yes to it (--yes; yes=True in Python).")

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
