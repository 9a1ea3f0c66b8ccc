"""The small reader in PyTorch: one pass of the encoder, and heads for triggers, truth, roles and pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tests.training.encoder import WIDTH, Encoder
from tests.training.prepare import (
    IGNORED,
    ROLES,
    STATUSES,
    TYPES,
    Article,
    Vocabulary,
    dense,
    plain,
)

CLS, SEP = 101, 102
PAIR = 22
NUMBERS = 23


@dataclass(slots=True)
class Batch:
    """Some articles as tensors, all indices counted over the whole batch."""

    ids: Tensor
    mask: Tensor
    states_at: (
        Tensor  # of every subword: where its state stands in the flattened windows
    )
    tensors: dict[str, Tensor]


def vectors(article: Article, vocabulary: Vocabulary) -> dict[str, np.ndarray]:
    """Return the features of an article as matrices; kept with it."""
    if article.vectors is None:
        article.vectors = {
            "mention": dense(article.mention_names, vocabulary.mention),
            "candidate": dense(
                [plain(row) for row in article.candidate_names], vocabulary.candidate
            ),
        }
    kept: dict[str, np.ndarray] = article.vectors
    return kept


def batch_of(articles: Sequence[Article], vocabulary: Vocabulary) -> Batch:
    """Put articles together."""
    windows, at, offset = [], [], 0
    for article in articles:
        for context, first, end in article.windows:
            windows.append([CLS, *article.subwords[context:end].tolist(), SEP])
            at.append((len(windows) - 1, 1 + first - context, end - first))
    longest = max(map(len, windows))
    ids = torch.zeros(len(windows), longest, dtype=torch.long)
    mask = torch.zeros(len(windows), longest, dtype=torch.bool)
    for number, window in enumerate(windows):
        ids[number, : len(window)] = torch.tensor(window)
        mask[number, : len(window)] = True
    states_at = torch.cat(
        [
            torch.arange(row * longest + first, row * longest + first + size)
            for row, first, size in at
        ]
    )
    parts: dict[str, list[Any]] = {}
    mentions = candidates = 0
    for article in articles:
        made = vectors(article, vocabulary)
        arrays = {
            "words": article.words + offset,
            "word_types": article.word_types,
            "word_status": article.word_status,
            "word_generic": article.word_generic,
            "mention_at": article.mention_at + offset,
            "mention_type": article.mention_type,
            "mention": made["mention"],
            "mention_right": article.mention_right,
            "mention_weight": article.mention_weight,
            "candidate_at": article.candidate_at + offset,
            "candidate": made["candidate"],
            "pair_of": article.pair_of + mentions,
            "pair_signs": article.pair_signs.reshape(-1, PAIR),
            "pair_same": article.pair_same,
            "pair_weight": article.pair_weight,
            "role_of": article.role_of + np.array([mentions, candidates]),
            "role_numbers": article.role_numbers.reshape(-1, NUMBERS),
            "role_right": article.role_right,
        }
        for name, value in arrays.items():
            parts.setdefault(name, []).append(value)
        offset += len(article.subwords)
        mentions += len(article.mention_at)
        candidates += len(article.candidate_at)
    tensors = {
        name: torch.from_numpy(np.concatenate(values)) for name, values in parts.items()
    }
    tensors = {
        name: value.float() if value.is_floating_point() else value
        for name, value in tensors.items()
    }
    return Batch(ids, mask, states_at, tensors)


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(
        self, encoder: Encoder, signs: int, candidate_signs: int, width: int = 192
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.types = nn.Linear(WIDTH, len(TYPES))
        self.status = nn.Linear(WIDTH, len(STATUSES))
        self.generic = nn.Linear(WIDTH, 1)
        self.sign_drop = nn.Dropout(0.15)
        self.signs = nn.Linear(signs, 64)
        self.plain_signs = nn.Linear(signs, 1)
        self.mention_state = nn.Linear(WIDTH, 128)
        self.type_state = nn.Embedding(len(TYPES), 32)
        self.judge = nn.Sequential(
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(128 + 64 + 32 + 2, 96),
            nn.ReLU(),
            nn.Linear(96, 1),
        )
        self.role_mention = nn.Linear(WIDTH, width)
        self.role_candidate = nn.Linear(2 * WIDTH, width)
        self.role_signs = nn.Linear(candidate_signs, width)
        self.role_numbers = nn.Linear(NUMBERS, width)
        self.role_type = nn.Embedding(len(TYPES), width)
        self.role_left, self.role_right = (
            nn.Linear(WIDTH, 128),
            nn.Linear(2 * WIDTH, 128),
        )
        self.role_out = nn.Sequential(
            nn.Dropout(0.15), nn.Linear(width + 128 + NUMBERS, len(ROLES))
        )
        self.pair_state = nn.Linear(WIDTH, 128)
        self.pair = nn.Sequential(
            nn.Dropout(0.15), nn.Linear(256 + PAIR, 96), nn.ReLU(), nn.Linear(96, 1)
        )
        self.pair_plain = nn.Linear(PAIR, 1)

    def states(self, batch: Batch) -> Tensor:
        """Return the state of every subword of a batch."""
        states = self.encoder(batch.ids, batch.mask)
        return states.reshape(-1, WIDTH)[batch.states_at]

    def judged(
        self, states: Tensor, t: dict[str, Tensor], types: Tensor | None = None
    ) -> Tensor:
        """Return the logit of each mention being right."""
        own = states[t["mention_at"]]
        logits = F.log_softmax(self.types(own), -1)
        kinds = t["mention_type"]
        about = torch.stack([logits.gather(1, kinds[:, None])[:, 0], logits[:, 0]], 1)
        signs = self.sign_drop(t["mention"])
        row = torch.cat(
            [self.mention_state(own), self.signs(signs), self.type_state(kinds), about],
            1,
        )
        return self.judge(row)[:, 0] + self.plain_signs(signs)[:, 0]

    def candidates(self, states: Tensor, t: dict[str, Tensor]) -> Tensor:
        """Return a state for each candidate."""
        first, last, head = t["candidate_at"].unbind(1)
        return torch.cat([states[head], (states[first] + states[last]) / 2], 1)

    def roles(self, states: Tensor, t: dict[str, Tensor]) -> Tensor:
        """Return the logits of the roles of pairs of mention and candidate."""
        own, other = (
            self.drop(states[t["mention_at"]]),
            self.drop(self.candidates(states, t)),
        )
        left, right = t["role_of"].unbind(1)
        signs = self.role_candidate(other) + self.role_signs(t["candidate"])
        mention = self.role_mention(own) + self.role_type(t["mention_type"])
        numbers = t["role_numbers"]
        hidden = F.relu(mention[left] + signs[right] + self.role_numbers(numbers))
        product = self.role_left(own)[left] * self.role_right(other)[right]
        return self.role_out(torch.cat([hidden, product, numbers], 1))

    def paired(self, states: Tensor, t: dict[str, Tensor]) -> Tensor:
        """Return the logit of two mentions being one incident."""
        own = self.pair_state(self.drop(states[t["mention_at"]]))
        later, earlier = t["pair_of"].unbind(1)
        one, two = own[later], own[earlier]
        row = torch.cat([one * two, (one - two).abs(), t["pair_signs"]], 1)
        return self.pair(row)[:, 0] + self.pair_plain(t["pair_signs"])[:, 0]

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """Return the loss of each task."""
        t = batch.tensors
        states = self.states(batch)
        words = self.drop(states[t["words"]])
        size = max(1, len(t["mention_at"]))
        losses = {
            "types": F.cross_entropy(
                self.types(words),
                t["word_types"],
                ignore_index=IGNORED,
                reduction="sum",
            )
            / size
        }
        named = t["word_status"] != IGNORED
        if named.any():
            losses["status"] = 0.3 * F.cross_entropy(
                self.status(words[named]), t["word_status"][named]
            )
            losses["generic"] = 0.3 * F.binary_cross_entropy_with_logits(
                self.generic(words[named])[:, 0], t["word_generic"][named].float()
            )
        if len(t["mention_at"]):
            losses["judge"] = 1.5 * F.binary_cross_entropy_with_logits(
                self.judged(states, t), t["mention_right"], weight=t["mention_weight"]
            )
        if len(t["role_of"]):
            known = t["role_right"][:, 0] >= 0
            chosen = {
                **t,
                "role_of": t["role_of"][known],
                "role_numbers": t["role_numbers"][known],
            }
            losses["roles"] = (
                F.binary_cross_entropy_with_logits(
                    self.roles(states, chosen), t["role_right"][known], reduction="sum"
                )
                / size
                / 4
            )
        if len(t["pair_of"]):
            losses["pairs"] = (
                F.binary_cross_entropy_with_logits(
                    self.paired(states, t),
                    t["pair_same"],
                    weight=t["pair_weight"],
                    reduction="sum",
                )
                / t["pair_weight"].sum()
            )
        return losses
