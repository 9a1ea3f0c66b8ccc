"""How a language model reads, as the table `[llm]` of a timeline.toml says it."""

from dataclasses import dataclass

from timeline.errors import SettingsError

# Alone, or together with the rules.
LLM_MODES = ("read", "both")
# Least and greatest values.
BOUNDS = {"parallel": (1, 64), "words": (100, 100_000), "timeout": (1, 3600)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """How a language model reads; it is asked only if a mode is given.

    Attributes:
        mode: One of `LLM_MODES`; None to ask no model.
        url: Base address of the interface; None for the one in the environment.
        model: Name of the model there.
        parallel: Requests at once.
        timeout: Seconds to wait for a reply.
        seed: Seed for the server's random numbers.
        words: Words of an article that are sent at once; a longer one is sent in parts.
        budget: Tokens that one build may use; None for no limit.
        price_in: Price of a million tokens read, in any currency; None if unknown.
        price_out: Price of a million tokens written.
        answers: File of recorded answers that is replayed, and its hash; None to ask.
    """

    mode: str | None = None
    url: str | None = None
    model: str | None = None
    parallel: int = 4
    timeout: float = 180.0
    seed: int = 0
    words: int = 1500
    budget: int | None = None
    price_in: float | None = None
    price_out: float | None = None
    answers: str | None = None

    def __post_init__(self) -> None:
        """Check the bounds."""
        if self.mode is not None and self.mode not in LLM_MODES:
            hint = f"Use one of: {', '.join(LLM_MODES)}."
            raise SettingsError("llm", f"there is no mode {self.mode!r}.", hint)
        for name, (least, most) in BOUNDS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                problem = f"{value} is out of bounds."
                raise SettingsError(f"llm, {name}", problem, f"Give {least} to {most}.")
