"""How a language model reads, as the table `[llm]` of a timeline.toml says it."""

from dataclasses import dataclass

# Alone, together with the rules, or asked closed questions about what the rules read.
LLM_MODES = ("read", "both", "join", "choose", "join,choose")
CLOSED_PARTS = frozenset({"join", "choose"})


def closed_parts(mode: str | None) -> frozenset[str]:
    """Return which closed questions a mode asks; none where the model reads for itself.

    >>> sorted(closed_parts("join,choose"))
    ['choose', 'join']
    """
    return CLOSED_PARTS.intersection((mode or "").split(","))


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
        prompt: Hash of the codebook or instructions that the model was given; None if unknown.
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
    prompt: str | None = None
