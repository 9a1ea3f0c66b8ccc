"""Turn exported articles into arrays: subwords, mentions with their labels, pairs and candidates with features.

usage: python -m tests.training.prepare EXPORTED PREPARED [--vocabulary FILE]
"""

import argparse
import pickle
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.joining import incident_of
from tests.training.export import Candidate, Read
from timeline.evaluation.gold import GoldIncident, evidence_spans
from timeline.evaluation.names import is_same_name
from timeline.lexicon.incident_types import incident_types
from timeline.llm.quotations import Quotations
from timeline.model.mentions import EventMention
from timeline.model.text import TextSpan
from timeline.model.types import Status
from timeline.reports import cluster
from timeline.reports.conflicts import FINAL, are_kindred, conflict
from timeline.reports.plausibility import signs
from timeline.reports.resolve import ResolvedMention
from timeline.reports.story import Story

TYPES = ("none", *sorted(incident_types()))
STATUSES = tuple(status.value for status in Status)
ROLES = (
    "initiator", "target", "party", "place", "date", "speaker",
    "killed", "injured", "missing", "captured", "abducted", "displaced",
)  # fmt: skip
COUNTED = ROLES[6:]
KINDS = ("initiator", "target", "place", "count", "speaker", "date")
POS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "")
DEPS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "compound", "amod", "nmod", "conj", "appos", "agent", "attr", "ROOT", "")  # fmt: skip
NEAR = 2  # sentences before and after a trigger in which candidates are looked for
CHUNK, CONTEXT = 300, 60  # subwords of a window, and of what stands before it
IGNORED = -100


@dataclass(slots=True)
class Pool:
    """A mention that may be told: of the rules, refused by them, or only labelled."""

    resolved: ResolvedMention
    reason: str  # "" for those of the rules
    truth: str | None = None
    inside: bool = False


@dataclass(slots=True)
class Article:
    """One article as arrays. S subwords, W words, M mentions, C candidates, P pairs, R pairs of mention and candidate."""

    id: str
    source: str
    subwords: np.ndarray  # [S] ids
    windows: list[tuple[int, int, int]]  # first subword with context, first own, end
    words: np.ndarray  # [W] subword of each word
    word_types: np.ndarray  # [W]
    word_status: np.ndarray  # [W]
    word_generic: np.ndarray  # [W]
    mention_at: np.ndarray  # [M] subword of the trigger
    mention_type: np.ndarray  # [M]
    mention_names: list[list[tuple[str, float]]]  # signs
    mention_right: np.ndarray  # [M] 1, 0, or IGNORED
    mention_weight: np.ndarray
    candidate_at: np.ndarray  # [C] first and last subword of the phrase and the head
    candidate_names: list[list[str]]
    pair_of: np.ndarray  # [P, 2] later, earlier
    pair_signs: np.ndarray  # [P, 22]
    pair_same: np.ndarray
    pair_weight: np.ndarray
    role_of: np.ndarray  # [R, 2] mention, candidate
    role_numbers: np.ndarray  # [R, F]
    role_right: np.ndarray  # [R, roles]; IGNORED where not known
    pool: list[Pool] = field(default_factory=list)
    vectors: Any = None


def subword_at(starts: np.ndarray, offset: int) -> int:
    return max(0, int(np.searchsorted(starts, offset, "right")) - 1)


def windows_of(
    starts: np.ndarray, sentences: Sequence[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Cut an article into windows at the beginnings of sentences: (first with context, first own, end)."""
    total = len(starts)
    bounds = sorted({subword_at(starts, start) for start, _ in sentences} | {0})
    number = max(1, -(-total // CHUNK))
    size = total / number
    cuts = [0]
    for bound in [*bounds, total]:
        while bound - cuts[-1] > CHUNK + 100:
            cuts.append(cuts[-1] + CHUNK)
        if bound - cuts[-1] >= size - 15 and bound < total - 30:
            cuts.append(bound)
    cuts = [*dict.fromkeys(cut for cut in cuts if cut < total), total]
    found = []
    for first, end in pairwise(cuts):
        before = [bound for bound in bounds if first - CONTEXT <= bound < first]
        found.append(
            (
                min(before, default=max(0, first - CONTEXT // 2)) if first else 0,
                first,
                end,
            )
        )
    return found


def slots_by_span(mention: EventMention) -> dict[tuple[int, int], list[str]]:
    """Return what the rules read at each place: role by offsets."""
    found: dict[tuple[int, int], list[str]] = {}
    for argument in mention.arguments:
        found.setdefault((argument.head.start, argument.head.end), []).append(
            argument.slot.value
        )
        found.setdefault((argument.span.start, argument.span.end), []).append(
            argument.slot.value
        )
    for one in mention.counts:
        found.setdefault((one.span.start, one.span.end), []).append(one.kind.value)
    for cited in mention.attribution:
        found.setdefault((cited.span.start, cited.span.end), []).append("speaker")
    if mention.when is not None:
        found.setdefault((mention.when.start, mention.when.end), []).append("date")
    return found


def given(
    candidate: Candidate, by_span: Mapping[tuple[int, int], Sequence[str]]
) -> set[str]:
    """Return the roles in which the rules have a candidate for one mention."""
    roles = set(by_span.get((candidate.start, candidate.end), ()))
    for kind, value in candidate.values.items():
        span = (
            (value.start, value.end)
            if kind == "date"
            else (value.span.start, value.span.end)
        )
        for role in by_span.get(span, ()):
            fits = (
                role == kind
                or (kind == "count" and role in COUNTED)
                or (
                    kind in {"initiator", "target"}
                    and role in {"initiator", "target", "party"}
                )
            )
            if fits:
                roles.add(role)
    return roles


def names_of(candidate: Candidate) -> list[str]:
    """Return the signs of a candidate by itself."""
    found = [f"pos {candidate.pos}", f"dep {candidate.dep}", f"ent {candidate.ent}"]
    for kind, value in candidate.values.items():
        found.append(f"kind {kind}")
        found += SIGNS_OF[kind](kind, value) if kind in SIGNS_OF else []
    return found


def _of_actor(kind: str, value: Any) -> list[str]:
    found = [f"{kind} {value.kind} {value.actor_class}"]
    if value.ref is not None:
        found.append("known")
    if value.resolved is not None:
        found.append("stands for another")
    return found


def _of_count(_kind: str, value: Any) -> list[str]:
    found = ["number" if value.best is not None else "no number"]
    if value.best is not None and value.best > 1:
        found.append("number above one")
    return found


def _of_place(_kind: str, value: Any) -> list[str]:
    return [f"place {value.rule}", f"hint {value.hint}"]


def _of_date(_kind: str, value: Any) -> list[str]:
    return [f"precision {value.interval.precision.value}", f"timex {value.type}"]


SIGNS_OF: Mapping[str, Callable[[str, Any], list[str]]] = {
    "initiator": _of_actor,
    "target": _of_actor,
    "count": _of_count,
    "place": _of_place,
    "date": _of_date,
}


class Labels:
    """The labels of one article, found in its text."""

    def __init__(self, read: Read) -> None:
        self.gold = read.labels.gold
        self.spans = evidence_spans(self.gold, read.labels.text)
        self.rows = dict(enumerate((read.row or {}).get("incidents", ()), 1))
        self.text = Quotations(read.document.text)
        self.by_id: dict[str, dict[str, Any]] = {}
        if read.source == "look":
            self._of_look()
        else:
            for incident in self.gold.incidents:
                self.by_id[incident.id] = self.rows[int(incident.id[1:])]

    def _of_look(self) -> None:
        """Pair the gold of the look set with its silver labels, which hold the words; by evidence and type."""
        rows = list(self.rows.values())
        for incident in self.gold.incidents:
            best, most = None, 0
            for row in rows:
                if row["type"] not in {incident.type, *incident.type_alt}:
                    continue
                quotes = [self.text.find(quote) for quote in row["evidence"]]
                shared = sum(
                    max(0, min(span.end, quote.end) - max(span.start, quote.start))
                    for span in self.spans[incident.id]
                    for quote in quotes
                    if quote is not None
                )
                if shared > most:
                    best, most = row, shared
            if best is not None:
                self.by_id[incident.id] = best

    def words(
        self, incident: str, kind: str
    ) -> list[tuple[str, TextSpan, list[str], dict[str, Any]]]:
        """Return role, place, names and row of every labelled value of a kind."""
        row = self.by_id.get(incident)
        if row is None:
            return []
        found = []
        for value in row.get(kind) or ():
            span = self.text.find(value.get("words"), self.spans[incident])
            names = [name for name in (value.get("words"), value.get("name")) if name]
            if span is not None:
                found.append(
                    (value.get("role") or value.get("kind") or kind, span, names, value)
                )
        return found


def prepare(read: Read, tokenizer: Any) -> Article:
    """Make arrays of one article."""
    encoded = tokenizer.encode(read.document.text, add_special_tokens=False)
    offsets = np.array([start for start, _ in encoded.offsets] or [0])
    sentences = [read.sentences[number] for number in sorted(read.sentences)]
    labels = Labels(read)
    pool = [Pool(one, "") for one in read.mentions]
    pool += [Pool(one, reason) for one, reason in read.proposals]
    pool.sort(
        key=lambda one: (
            one.resolved.mention.sentence,
            one.resolved.mention.trigger.start,
        )
    )
    for one in pool:
        one.truth = incident_of(one.resolved, labels.gold, labels.spans)
        if one.truth is not None:
            trigger = one.resolved.mention.trigger
            one.inside = any(
                trigger.start < span.end and span.start < trigger.end
                for span in labels.spans[one.truth]
            )
    words, types, status, generic = word_labels(read, labels, pool, offsets)
    right, weight = judged(pool, labels)
    pairs, pair_signs, same, pair_weight = pairs_of(pool)
    roles = roles_of(read, labels, pool)
    return Article(
        id=read.labels.gold.id,
        source=read.source,
        subwords=np.array(encoded.ids),
        windows=windows_of(offsets, sentences),
        words=words,
        word_types=types,
        word_status=status,
        word_generic=generic,
        mention_at=np.array(
            [subword_at(offsets, one.resolved.mention.trigger.start) for one in pool],
            int,
        ),
        mention_type=np.array(
            [TYPES.index(one.resolved.mention.type) for one in pool], int
        ),
        mention_names=[mention_signs(one, read) for one in pool],
        mention_right=right,
        mention_weight=weight,
        candidate_at=np.array(
            [
                (
                    subword_at(offsets, one.first),
                    subword_at(offsets, one.last - 1),
                    subword_at(offsets, one.start),
                )
                for one in read.candidates
            ],
            int,
        ).reshape(-1, 3),
        candidate_names=[names_of(one) for one in read.candidates],
        pair_of=pairs,
        pair_signs=pair_signs,
        pair_same=same,
        pair_weight=pair_weight,
        role_of=roles[0],
        role_numbers=roles[1],
        role_right=roles[2],
        pool=pool,
    )


def mention_signs(one: Pool, read: Read) -> list[tuple[str, float]]:
    """Return what the rules know of a mention by itself."""
    found = list(signs([one.resolved], read.document.published).items())
    found.append(
        (f"refused {one.reason[:40]}" if one.reason else "told by the rules", 1.0)
    )
    mention = one.resolved.mention
    found.append((f"lemma {mention.type} {mention.lemma}", 1.0))
    return found


def judged(pool: Sequence[Pool], labels: Labels) -> tuple[np.ndarray, np.ndarray]:
    """Return whether each mention is right, and how much it counts: generic ones little, as they are not scored."""
    optional = {one.id for one in labels.gold.incidents if one.optional}
    right = np.array([float(one.truth is not None) for one in pool])
    weight = np.array(
        [
            0.3
            if one.truth in optional
            else 1.0
            if one.inside or one.truth is None
            else 0.7
            for one in pool
        ]
    )
    return right, weight


def word_labels(
    read: Read, labels: Labels, pool: Sequence[Pool], offsets: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the subword of each word, and type, status and genericity of the incident it names.

    Where labels give no word for a quotation, its content words are not known (IGNORED); neither are triggers of the rules in
    quotations that another word names.
    """
    named = _Named(read, pool)
    for incident in labels.gold.incidents:
        row = labels.by_id.get(incident.id) or {}
        trigger = labels.text.find(row.get("trigger"), labels.spans[incident.id])
        for span in labels.spans[incident.id]:
            named.label(incident, span, trigger)
    for one in pool:
        number = named.at.get(one.resolved.mention.trigger.start)
        if number is not None and one.truth is not None and named.kind[number] == 0:
            named.kind[number] = IGNORED
    words = np.array([subword_at(offsets, start) for start, _, _ in named.words], int)
    return words, named.kind, named.status, named.generic


CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})


class _Named:
    """The words of an article with what they name."""

    def __init__(self, read: Read, pool: Sequence[Pool]) -> None:
        self.words = [word for word in read.words if word[2] not in {"PUNCT", "SPACE"}]
        self.at = {start: number for number, (start, _, _) in enumerate(self.words)}
        self.kind = np.zeros(len(self.words), int)
        self.status = np.full(len(self.words), IGNORED)
        self.generic = np.full(len(self.words), IGNORED)
        self._truth = {one.resolved.mention.trigger.start: one.truth for one in pool}

    def label(
        self, incident: GoldIncident, span: TextSpan, trigger: TextSpan | None
    ) -> None:
        """Label the words of one quotation."""
        inside = [
            n for n, word in enumerate(self.words) if span.start <= word[0] < span.end
        ]
        own: list[int] = []
        if trigger is not None and span.start <= trigger.start < span.end:
            own = [n for n in inside if trigger.start <= self.words[n][0] < trigger.end]
        known = [n for n in inside if self._truth.get(self.words[n][0]) == incident.id]
        if own:
            self._mark(self._head(own), incident)
        elif known:
            self._mark(known[0], incident)
        else:
            self._ignore([n for n in inside if self.words[n][2] in CONTENT])
        self._ignore([n for n in inside if self.words[n][0] in self._truth])

    def _head(self, own: Sequence[int]) -> int:
        """Return the word of a trigger that names the incident: the last of a noun phrase, the first of a verb's."""
        read = [n for n in own if self.words[n][0] in self._truth]
        content = [n for n in own if self.words[n][2] in {"VERB", "NOUN"}]
        best = read or content or list(own)
        return best[-1] if self.words[best[-1]][2] == "NOUN" else best[0]

    def _mark(self, number: int, incident: GoldIncident) -> None:
        self.kind[number] = TYPES.index(incident.type)
        self.status[number] = STATUSES.index(incident.status.value)
        self.generic[number] = int(incident.optional)

    def _ignore(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            if self.kind[number] == 0:
                self.kind[number] = IGNORED


def pairs_of(
    pool: Sequence[Pool],
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return pairs of mentions of known incidents with their signs, whether they are one, and their weight."""
    known = [number for number, one in enumerate(pool) if one.truth is not None]
    article = cluster.Article([pool[number].resolved for number in known])
    pairs, rows, same, weights = [], [], [], []
    for place, later in enumerate(known):
        earlier = [
            number
            for number in known[max(0, place - 60) : place]
            if are_kindred(pool[later].resolved, pool[number].resolved)
        ]
        for number in earlier:
            pairs.append((later, number))
            rows.append(
                pair_features(article, pool[later].resolved, pool[number].resolved)
            )
            same.append(float(pool[later].truth == pool[number].truth))
            weights.append(1 / np.sqrt(len(earlier)))
    return (
        np.array(pairs, int).reshape(-1, 2),
        np.array(rows, np.float32).reshape(-1, 22),
        np.array(same),
        np.array(weights),
    )


def pair_features(
    article: cluster.Article, later: ResolvedMention, earlier: ResolvedMention
) -> list[float]:
    """Return the signs of two mentions in the order of the joiner, and whether something excludes them."""
    values = article.signs(later, earlier)
    return [*(values[name] for name in sorted(values)), float(conflict(later, Story(earlier)) in FINAL),
            article.chance(later, earlier)]  # fmt: skip


def numbers_of(
    mention: EventMention, candidate: Candidate, between: int, roles: set[str]
) -> list[float]:
    """Return the features of a mention and a candidate that are numbers."""
    distance = candidate.sentence - mention.sentence
    gap = (candidate.start - mention.trigger.start) / 100
    return [
        *(float(distance == step) for step in range(-NEAR, NEAR + 1)),
        float(gap > 0 and distance == 0),
        float(gap < 0 and distance == 0),
        float(np.sign(gap) * np.log1p(abs(gap))),
        min(between, 5) / 5,
        float(candidate.start == mention.trigger.start),
        *(float(role in roles) for role in ROLES),
        float(bool(roles)),
    ]


def roles_of(
    read: Read, labels: Labels, pool: Sequence[Pool]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return pairs of a mention and a candidate near it, their features and the roles that the labels give them."""
    by_sentence: dict[int, list[int]] = {}
    for number, candidate in enumerate(read.candidates):
        by_sentence.setdefault(candidate.sentence, []).append(number)
    triggers = sorted(one.resolved.mention.trigger.start for one in pool)
    pairs, numbers, right = [], [], []
    for at, one in enumerate(pool):
        mention = one.resolved.mention
        by_span = slots_by_span(mention)
        near = [
            number
            for sentence in range(mention.sentence - NEAR, mention.sentence + NEAR + 1)
            for number in by_sentence.get(sentence, ())
        ]
        wanted = {}
        if one.truth is not None:
            wanted = wanted_roles(read, labels, one.truth, near, mention.sentence)
        for number in near:
            candidate = read.candidates[number]
            low, high = sorted((candidate.start, mention.trigger.start))
            between = int(
                np.searchsorted(triggers, high)
                - np.searchsorted(triggers, low, "right")
            )
            pairs.append((at, number))
            numbers.append(
                numbers_of(
                    mention, candidate, max(0, between), given(candidate, by_span)
                )
            )
            roles = wanted.get(number, ())
            right.append(
                [float(role in roles) for role in ROLES]
                if one.truth is not None
                else [IGNORED] * len(ROLES)
            )
    return (
        np.array(pairs, int).reshape(-1, 2),
        np.array(numbers, np.float32).reshape(-1, 23),
        np.array(right, np.float32).reshape(-1, len(ROLES)),
    )


MODIFIERS = {"amod", "compound", "nmod", "poss", "nummod"}


def wanted_roles(
    read: Read, labels: Labels, incident: str, near: Sequence[int], sentence: int
) -> dict[int, set[str]]:
    """Return the roles that the labels of an incident give to candidates.

    Other words for the same one count in the sentence of the trigger only.
    """
    wanted = _Wanted(read, near, sentence)
    for role, span, names, _ in labels.words(incident, "who"):
        wanted.actor(role, span, names)
    for _, span, names, _ in labels.words(incident, "where"):
        wanted.named("place", span, names)
    for _, span, names, _ in labels.words(incident, "says"):
        wanted.named("speaker", span, names)
    when = (labels.by_id.get(incident) or {}).get("when") or {}
    wanted.date(labels.text.find(when.get("words"), labels.spans[incident]))
    for kind, span, _, value in labels.words(incident, "casualties"):
        if kind in COUNTED:
            wanted.figure(kind, span, value.get("best"))
    return wanted.roles


class _Wanted:
    """The roles of the candidates near one mention, as labels give them."""

    def __init__(self, read: Read, near: Sequence[int], sentence: int) -> None:
        self.roles: dict[int, set[str]] = {}
        self._near = [(n, read.candidates[n]) for n in near]
        self._here = {n for n, one in self._near if one.sentence == sentence}

    def _want(self, number: int, role: str) -> None:
        self.roles.setdefault(number, set()).add(role)

    def actor(self, role: str, span: TextSpan, names: Sequence[str]) -> None:
        """Give a role to the head of the words, and to other words of the sentence for the same one."""
        actors = [(n, one) for n, one in self._near if SIDES & one.values.keys()]
        inside = [(n, one) for n, one in actors if span.start <= one.start < span.end]
        heads = [n for n, one in inside if one.dep not in MODIFIERS] or [
            n for n, _ in inside
        ]
        if heads:
            self._want(heads[0], role)
        taken = {n for n, _ in inside}
        for number, one in actors:
            if number in self._here - taken and _is_called(one, names):
                self._want(number, role)

    def named(self, role: str, span: TextSpan, names: Sequence[str]) -> None:
        """Give the role of place or speaker."""
        for number, one in self._near:
            value = one.values.get(role)
            if value is None:
                continue
            is_same = number in self._here and is_same_name(names, [value.name])
            if is_same or _overlap(value.span, span):
                self._want(number, role)

    def date(self, span: TextSpan | None) -> None:
        """Give the role of date."""
        for number, one in self._near:
            value = one.values.get("date")
            if value is not None and span is not None and _overlap(value, span):
                self._want(number, "date")

    def figure(self, kind: str, span: TextSpan, best: int | None) -> None:
        """Give a kind of figure to the numbers in the words, and to the same number elsewhere in the sentence."""
        counts = [
            (n, one.values["count"]) for n, one in self._near if "count" in one.values
        ]
        inside = [(n, value) for n, value in counts if _overlap(value.span, span)]
        exact = [n for n, value in inside if value.best == best]
        for number in exact or [n for n, _ in inside[:1]]:
            self._want(number, kind)
        if best is None or best < 2:
            return
        for number, value in counts:
            if number in self._here and value.best == best:
                self._want(number, kind)


SIDES = frozenset({"initiator", "target"})


def _is_called(candidate: Candidate, names: Sequence[str]) -> bool:
    values = [candidate.values[kind] for kind in SIDES if kind in candidate.values]
    return any(is_same_name(names, [value.name, value.text]) for value in values)


def _overlap(left: Any, right: Any) -> bool:
    return bool(left.start < right.end and right.start < left.end)


class Vocabulary:
    """Numbers of the signs that stand often enough in the articles that are learnt from."""

    def __init__(self, articles: Sequence[Article], *, least: int = 15) -> None:
        counted: Counter[str] = Counter()
        seen: dict[str, set[str]] = {}
        for article in articles:
            for row in article.mention_names:
                for name, value in row:
                    if value:
                        counted[name] += 1
                        seen.setdefault(name, set()).add(article.id)
        self.mention = [
            n for n in sorted(counted) if counted[n] >= least and len(seen[n]) >= 6
        ]
        counted = Counter(
            n for a in articles for row in a.candidate_names for n in set(row)
        )
        self.candidate = [n for n in sorted(counted) if counted[n] >= 50]
        self.pair = [f"for {name}" for name in TYPES[1:]]


def dense(
    rows: Sequence[Sequence[tuple[str, float]]], names: Sequence[str]
) -> np.ndarray:
    """Return rows of named values as a matrix."""
    at = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)), np.float32)
    for row, signs_ in enumerate(rows):
        for name, value in signs_:
            if name in at:
                matrix[row, at[name]] = value
    return matrix


def plain(names: Sequence[str]) -> list[tuple[str, float]]:
    return [(name, 1.0) for name in names]


def load_tokenizer() -> Any:
    """Return the tokenizer of the encoder."""
    from tokenizers import Tokenizer

    from tests.training.encoder import folder

    tokenizer = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def main() -> None:
    """Prepare every exported file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exported", type=Path)
    parser.add_argument("prepared", type=Path)
    args = parser.parse_args()
    args.prepared.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer()
    for file in sorted(args.exported.glob("*.pickle")):
        if (args.prepared / file.name).exists():
            continue
        articles = [prepare(read, tokenizer) for read in exported(file)]
        (args.prepared / file.name).write_bytes(pickle.dumps(articles))
        show(file.stem, articles)


def exported(file: Path) -> list[Read]:
    """Load exported articles."""
    with file.open("rb") as stream:
        reads: list[Read] = pickle.load(stream)
    return reads


def show(name: str, articles: Sequence[Article]) -> None:
    right = np.concatenate([a.mention_right for a in articles])
    told = np.array([one.reason == "" for a in articles for one in a.pool])
    roles = np.concatenate([a.role_right[a.role_right[:, 0] >= 0] for a in articles])
    same = np.concatenate([a.pair_same for a in articles])
    print(
        name, len(articles), "articles", sum(len(a.subwords) for a in articles), "subwords",
        "| told", told.sum(), f"right {right[told].mean():.2f}", "| refused", (~told).sum(),
        f"right {right[~told].mean():.2f}", "| pairs", len(same), f"same {same.mean():.2f}",
        "| roles", len(roles), dict(zip(ROLES, roles.sum(0).astype(int).tolist(), strict=True)), flush=True,
    )  # fmt: skip


if __name__ == "__main__":
    # under its own name, so that what is pickled can be read elsewhere
    from tests.training import prepare as module

    module.main()
