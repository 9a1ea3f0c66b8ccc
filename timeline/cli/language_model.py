"""Options by which a language model reads, and the question before articles are sent."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from timeline.cli.output import is_confirmed, print_lines
from timeline.cli.parameters import PATH
from timeline.errors import UsageError
from timeline.llm.answers import Recorder
from timeline.llm.asking import Asking, Estimate
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

Command = TypeVar("Command", bound=Callable[..., Any])


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
        """Name of an option that is given and belongs into the files of a project; None if there is none."""
        options = {"llm": self.mode, "llm-model": self.model, "budget": self.budget}
        return next((name for name, value in options.items() if value is not None), None)


class TokenCount(click.ParamType[int]):
    """A number of tokens: 200000, 200k, 2M."""

    name = "TOKENS"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number, or fail with what is expected."""
        text = str(value).strip().lower().replace(",", "")
        factor = {"k": 1_000, "m": 1_000_000}.get(text[-1:], 1)
        digits = text.rstrip("km")
        if not digits.isdecimal() or int(digits) == 0:
            self.fail(f"{value!r} is no number of tokens. Write it like 500000, 500k or 2M.")
        return int(digits) * factor


def llm_options(command: Command) -> Command:
    """Add the options on a language model to a command."""
    options = (
        click.option(
            "--llm",
            "llm_mode",
            type=click.Choice(LLM_MODES),
            help="Let a language model read: alone, or together with the rules.",
        ),
        click.option("--llm-model", help="Name of the model at the endpoint (TIMELINE_LLM_URL)."),
        click.option("--budget", type=TokenCount(), help="Most tokens that the model may use."),
        click.option("--record", type=PATH, help="Write the model's answers to this new file."),
        click.option("--replay", type=PATH, help="Take recorded answers instead of asking."),
        click.option("--yes", is_flag=True, help="Send articles to the model without a question."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def taken_options(chosen: dict[str, Any]) -> LlmOptions:
    """Take the options on a language model out of those of a command."""
    return LlmOptions(
        mode=chosen.pop("llm_mode"),
        model=chosen.pop("llm_model"),
        budget=chosen.pop("budget"),
        record=chosen.pop("record"),
        replay=chosen.pop("replay"),
        yes=chosen.pop("yes"),
    )


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
    asked = with_llm(settings, mode=options.mode, model=options.model, budget=options.budget)
    recorder = recorder_for(options.record, asked) if options.record else None
    named, reader = model_reader(
        asked,
        replay=options.replay,
        recorder=recorder,
        confirm=asker(asked, yes=options.yes),
    )
    return OpenedReader(named, reader, recorder)


def asker(settings: Settings, *, yes: bool) -> Confirm:
    """Return what prints the estimate and asks whether to go on, where articles leave this machine."""

    def ask(estimated: Estimate, asking: Asking) -> None:
        price = price_text(estimated, settings.llm or LlmSettings())
        text = f"{estimate_text(estimated, asking)}{price}, sent to {asking.sent_to}"
        print_lines([f"model      {text}"], err=True)
        is_local = asking.model is not None and asking.model.endpoint.is_local
        if yes or is_local:
            return
        if not sys.stdin.isatty():
            confirmed(yes=False)(estimated, asking)
        if not is_confirmed("Go on?"):
            raise UsageError("llm", "nothing was sent.", "Say yes to send the articles.")

    return ask


def reader_lines(reader: ModelReader | None, settings: Settings) -> list[str]:
    """Return lines on what the model read, where it was sent, and what was dropped."""
    if reader is None:
        return []
    asking = reader.asking
    origin = f"answers of {settings.llm.answers}" if settings.llm and settings.llm.answers else ""
    where = f"sent to {asking.sent_to}" if asking.sent_to else origin or "nothing was sent"
    lines = [f"model      {asking.name} ({where})", f"verified   {reader.dropped_text()}"]
    if asking.model is not None:
        usage = asking.model.usage
        count = f"{usage.calls:,} calls, {usage.tokens_in:,} tokens in, {usage.tokens_out:,} out"
        lines.append(f"used       {count}")
    if reader.failures:
        lines.append(f"by rules   {len(reader.failures):,} documents, named below")
    return lines
