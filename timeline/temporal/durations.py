"""How long, how often, or how vaguely: what do words say that date nothing?"""

from timeline.model.when import TimexType
from timeline.temporal.anchoring import Running, tense
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import duration as duration_value
from timeline.temporal.numbers import number
from timeline.temporal.resolve import read_month_day
from timeline.temporal.result import Resolved, vague
from timeline.temporal.words import lexicon

_COUNTS = (
    "counted",
    "d1",
    "d2",
    "d3",
    "d4",
    "d5",
    "n3",
    "n4",
    "bignum",
    "dec",
    "numword",
    "once",
    "percent",
)
_ADVERBS = {
    "daily": "XXXX-XX-XX", "everyday": "XXXX-XX-XX", "weekly": "XXXX-WXX", "monthly": "XXXX-XX", "yearly": "XXXX",
    "annually": "XXXX", "hourly": "PT1H", "nightly": "XXXX-XX-XXTNI",
}  # fmt: skip


def duration(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "nearly two years", "a 10-day", "an hour and a half"."""
    if hit.rule == "duration-one" and _is_rate(hit, running):
        told = running.narrative or running.tokens.codes[hit.first - 1] == lexicon().kinds["once"]
        return vague(duration_value(1, hit.get("unit")), TimexType.SET) if told else None
    words = hit.get("n")
    amount = 1.0 if words in ("a", "an", "") else number(words)
    if words == "one" and hit.get("unit") == "day" and tense(running.tokens, hit.first) == "future":
        return vague("FUTURE_REF")
    if hit.get("more") and amount is not None:
        amount += 0.5
    return vague(duration_value(amount, hit.get("unit")), TimexType.DURATION)


def _is_rate(hit: TimexMatch, running: Running) -> bool:
    """Say whether "a week" tells a rate: "four flights a week", "$500 million a year"."""
    if not hit.first or hit.get("n") not in ("a", "an"):
        return False
    code, kinds = running.tokens.codes[hit.first - 1], lexicon().kinds
    if code == kinds["plain"]:
        return running.tokens.slice(hit.first - 1, hit.first).endswith("s")
    return code in {kinds[kind] for kind in _COUNTS}


def units_bare(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "weeks", "the early years": a length of time that is not told."""
    return vague(duration_value(None, hit.get("unit")), TimexType.DURATION)


def units_recent(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "recent years", "coming weeks"."""
    if hit.get("unit").startswith(("time", "moment")):
        return vague("PAST_REF")
    if hit.get("dir") in ("coming", "future"):
        return vague("FUTURE_REF")
    return vague(duration_value(None, hit.get("unit")), TimexType.DURATION)


def set_each(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "every two weeks", "each year", "per month", "each July"."""
    if hit.get("month"):
        read = read_month_day(hit.get("month"), None)
        return vague(f"XXXX-{read[0]:02d}", TimexType.SET) if read else None
    if hit.get("season"):
        return vague(f"XXXX-{lexicon().seasons[hit.get('season')]}", TimexType.SET)
    unit = hit.get("unit")
    if unit in lexicon().dayparts:
        return vague(f"XXXX-XX-XXT{lexicon().dayparts[unit]}", TimexType.SET)
    amount = number(hit.get("n")) if hit.get("n") else 2.0 if hit.get("other") else 1.0
    return vague(duration_value(amount, unit), TimexType.SET)


def set_adverb(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "daily", "annually"."""
    return vague(_ADVERBS[hit.get("word")], TimexType.SET)


def present(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "now", "currently"."""
    return vague("PRESENT_REF")


def past(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "recently", "the past"."""
    return vague("PAST_REF")


def former(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "former", which histories use of time and news of people."""
    return vague("PAST_REF") if running.narrative else None


def soon(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "soon", which in news looks ahead and in histories only tells the order of things."""
    return None if running.narrative else vague("FUTURE_REF")


def former_future(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve the adjective "future", which histories use of time."""
    return vague("FUTURE_REF") if running.narrative else None


def age(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "22 years old": a length of time in a life, told as such in histories only."""
    return duration(hit, running) if running.narrative else None


def future(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "soon", "the near future"."""
    return vague("FUTURE_REF")
