"""What a trained reader says of exported articles, and incidents made of it.

usage: python -m tests.training.infer EXPORTED PREPARED MODEL.pt OUT.pickle FILE [FILE ...]
"""

import argparse
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tests.training.encoder import Encoder
from tests.training.prepare import Article
from tests.training.reader import Reader, batch_of


@dataclass(slots=True)
class Said:
    """What the model says of one article.

    Attributes:
        words: Log probability of each type at each word, [W, types].
        status: The same of each status.
        generic: Probability of being generic, [W].
        judge: Logit of each mention of the pool being right, [M].
        roles: Logits of the roles of each pair of mention and candidate, [R, roles].
        pair: States of the mentions for the joiner, [M, 128].
    """

    words: np.ndarray
    status: np.ndarray
    generic: np.ndarray
    judge: np.ndarray
    roles: np.ndarray
    pair: np.ndarray


def load(file: Path) -> tuple[Reader, Any]:
    """Load a trained reader and its vocabulary."""
    made = torch.load(file, weights_only=False)
    vocabulary = made["vocabulary"]
    reader = Reader(Encoder(), len(vocabulary.mention), len(vocabulary.candidate))
    reader.load_state_dict(made["state"])
    reader.eval()
    return reader, vocabulary


@torch.no_grad()
def say(reader: Reader, vocabulary: Any, article: Article) -> Said:
    """Return what the model says of an article."""
    article.vectors = None
    batch = batch_of([article], vocabulary)
    article.vectors = None
    t = batch.tensors
    states = reader.states(batch)
    words = states[t["words"]]
    return Said(
        words=torch.log_softmax(reader.types(words), -1).numpy(),
        status=torch.log_softmax(reader.status(words), -1).numpy(),
        generic=torch.sigmoid(reader.generic(words)[:, 0]).numpy(),
        judge=reader.judged(states, t).numpy(),
        roles=reader.roles(states, t).numpy(),
        pair=reader.pair_state(states[t["mention_at"]]).numpy(),
    )


class PairHead:
    """The joiner's head in numpy."""

    def __init__(self, reader: Reader) -> None:
        self.w1, self.b1 = (p.detach().numpy() for p in reader.pair[1].parameters())
        self.w2, self.b2 = (p.detach().numpy() for p in reader.pair[3].parameters())
        self.w0, self.b0 = (p.detach().numpy() for p in reader.pair_plain.parameters())

    def logit(self, later: np.ndarray, earlier: np.ndarray, signs: np.ndarray) -> float:
        row = np.concatenate([later * earlier, np.abs(later - earlier), signs])
        hidden = np.maximum(self.w1 @ row + self.b1, 0)
        return float((self.w2 @ hidden + self.b2 + self.w0 @ signs + self.b0)[0])


def main() -> None:
    """Let a model speak of files of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    torch.set_num_threads(1)
    reader, vocabulary = load(args.model)
    said: dict[str, Said] = {}
    for name in args.files:
        articles: Sequence[Article] = pickle.loads(
            (args.prepared / f"{name}.pickle").read_bytes()
        )
        for article in articles:
            said[article.id] = say(reader, vocabulary, article)
    args.out.write_bytes(pickle.dumps((said, PairHead(reader))))


if __name__ == "__main__":
    from tests.training import infer

    infer.main()
