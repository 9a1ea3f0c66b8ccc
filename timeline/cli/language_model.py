"""Options by which a language model reads, and the question before articles are sent."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from timeline.cli.output import is_confirmed, print_lines
from timeline.cli.parameters import PATH
from timeline.cli.text import labelled
from timeline.errors import UsageError
from timeline.llm.answers import Recorded, Recorder
from timeline.llm.asking import Asking, Estimate
from timeline.llm.closed import prompt_of
from timeline.model.language_model import LLM_MODES, LlmSettings
from timeline.readers.model import (
    Confirm,
    ModelReader,
    confirmed,
    estimate_text,
    model_reader,
    price_text,
    recorder_for,
)
from timeline.settings import Settings, with_llm

# A number of tokens, as people write it.
TOKENS = re.compile(r"([1-9]\d{0,9})([km]?)")
FACTORS = {"": 1, "k": 1_000, "m": 1_000_000}
Command = TypeVar("Command", bound=Callable[..., Any])


# Fields of `LlmOptions`, and the names under which a command has them.
OPTION_NAMES = {
    "mode": "llm_mode",
    "model": "llm_model",
    "budget": "budget",
    "record": "record",
    "replay": "replay",
    "yes": "yes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmOptions:
    """What the command line says of a language model.

    Attributes:
        mode: How it reads; None to leave that to the settings.
        model: Name of the model.
        budget: Tokens that may be used.
        record: File to write its answers to.
        replay: File of answers to take instead of asking.
        yes: True to send articles without a question.
    """

    mode: str | None = None
    model: str | None = None
    budget: int | None = None
    record: Path | None = None
    replay: Path | None = None
    yes: bool = False

    @property
    def given(self) -> str | None:
        """Name of a given option that belongs into the files of a project; None for none."""
        options = {"llm": self.mode, "llm-model": self.model, "budget": self.budget}
        return next(
            (name for name, value in options.items() if value is not None), None
        )


class TokenCount(click.ParamType[int]):
    """A number of tokens: 200000, 200k, 2M."""

    name = "TOKENS"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number, or fail with what is expected."""
        text = str(value).strip().lower()
        match = TOKENS.fullmatch(text)
        if match is None:
            self.fail(
                f"{value!r} is not a number of tokens. Write it like 500000, 500k or 2M."
            )
        return int(match[1]) * FACTORS[match[2]]


def llm_options(command: Command) -> Command:
    """Add the options on a language model to a command."""
    options = (
        click.option(
            "--llm",
            "llm_mode",
            type=click.Choice(LLM_MODES),
            help="Let a language model read: alone, together with the rules, or only check what "
            "they read (join, choose).",
        ),
        click.option(
            "--llm-model", help="Name of the model at the endpoint (TIMELINE_LLM_URL)."
        ),
        click.option(
            "--budget", type=TokenCount(), help="Most tokens that the model may use."
        ),
        click.option(
            "--record", type=PATH, help="Write the model's answers to this new file."
        ),
        click.option(
            "--replay",
            type=PATH,
            help="Take recorded answers instead of asking the model.",
        ),
        click.option(
            "--yes",
            is_flag=True,
            help="Send articles to the model without asking first.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def taken_options(chosen: dict[str, Any]) -> LlmOptions:
    """Take the options on a language model out of those of a command."""
    values = {name: chosen.pop(option) for name, option in OPTION_NAMES.items()}
    return LlmOptions(**values)


@dataclass(frozen=True, slots=True)
class OpenedReader:
    """A reader with the settings that name it.

    Attributes:
        settings: What shapes the build.
        reader: The model's reader; None where the rules read.
        recorder: What records answers; close it at the end.
    """

    settings: Settings
    reader: ModelReader | None
    recorder: Recorder | None = None

    def close(self) -> None:
        """Close the file of recorded answers."""
        if self.recorder is not None:
            self.recorder.close()


def opened_reader(settings: Settings, options: LlmOptions) -> OpenedReader:
    """Return the reader that options and settings ask for.

    Raises:
        UsageError: No model or address is named; the file to record to is there already.
        InputError: The recorded answers cannot be read.
    """
    asked = with_llm(
        settings, mode=options.mode, model=options.model, budget=options.budget
    )
    recorder = recorder_for(options.record, asked) if options.record else None
    named, reader = model_reader(
        asked,
        replay=options.replay,
        recorder=recorder,
        confirm=asker(asked, yes=options.yes),
    )
    return OpenedReader(named, reader, recorder)


def asker(settings: Settings, *, yes: bool) -> Confirm:
    """Return what prints the estimate, and asks before articles leave this machine."""

    def ask(estimated: Estimate, asking: Asking) -> None:
        price = price_text(estimated, settings.llm or LlmSettings())
        text = estimate_text(estimated, asking)
        print_lines([f"model      {text}{price}, sent to {asking.sent_to}"], err=True)
        if yes or not asking.is_sending:
            return
        if not sys.stdin.isatty():
            confirmed(yes=False)(estimated, asking)
        if not is_confirmed("Go on?"):
            raise UsageError(
                "llm", "nothing was sent.", "Say yes to send the articles."
            )

    return ask


def reader_lines(reader: ModelReader | None, settings: Settings) -> list[str]:
    """Return lines on what the model read, where it was sent, and what was dropped."""
    if reader is None:
        return []
    lines = {
        "model": f"{reader.asking.name} ({_origin(reader, settings)})",
        "verified": reader.dropped_text(),
        "checked": reader.acts_text(),
        "used": _usage(reader),
        "by rules": None,
    }
    if reader.failures:
        lines["by rules"] = f"{len(reader.failures):,} documents, named below"
    return labelled(lines)


def _origin(reader: ModelReader, settings: Settings) -> str:
    if reader.asking.sent_to:
        return f"sent to {reader.asking.sent_to}"
    recorded = reader.asking.recorded
    if recorded is None:
        return "nothing was sent"
    note = (
        ", given to another codebook" if _has_other_prompt(recorded, settings) else ""
    )
    return f"answers of {recorded.name} (sha256 {recorded.digest[:16]}){note}"


def _has_other_prompt(recorded: Recorded, settings: Settings) -> bool:
    return recorded.prompt not in {None, prompt_of(settings.llm_mode)}


def _usage(reader: ModelReader) -> str | None:
    if reader.asking.model is None:
        return None
    usage = reader.asking.model.usage
    tokens = f"{usage.tokens_in:,} tokens in, {usage.tokens_out:,} out"
    return f"{usage.calls:,} calls, {tokens}"
