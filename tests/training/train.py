"""Fine-tune the encoder and the heads on prepared articles.

usage: python -m tests.training.train PREPARED MODEL.pt [--without look,syria] [--epochs 3] [--articles 880] [--seed 1]
"""

import argparse
import pickle
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from tests.training.encoder import pretrained
from tests.training.prepare import Article, Vocabulary
from tests.training.reader import Reader, batch_of

BATCH = 2200  # subwords
RATE, HEAD_RATE = 1e-4, 1e-3
WARM = 0.08


def articles_of(folder: Path) -> list[Article]:
    """Load all prepared articles."""
    return [
        one
        for file in sorted(folder.glob("*.pickle"))
        for one in pickle.loads(file.read_bytes())
    ]


def batches(articles: Sequence[Article], dice: random.Random) -> list[list[Article]]:
    """Put articles in random order into batches of about the same size."""
    order = list(articles)
    dice.shuffle(order)
    found: list[list[Article]] = [[]]
    size = 0
    for article in order:
        if size and size + len(article.subwords) > BATCH * 1.15:
            found.append([])
            size = 0
        found[-1].append(article)
        size += len(article.subwords)
    return found


def freeze(reader: Reader, layers: int) -> None:
    """Keep the lowest layers of the encoder, and what stands before them, as they are."""
    lowest = tuple(f"layers.{number}." for number in range(layers))
    before = ("words", "places", "kinds", "norm") if layers else ()
    for name, value in reader.encoder.named_parameters():
        value.requires_grad = not name.startswith((*before, *lowest))


def optimiser_of(reader: Reader, rate: float) -> torch.optim.AdamW:
    """Return the optimiser: the heads learn faster than the encoder."""
    named = list(reader.named_parameters())
    body = [p for name, p in named if name.startswith("encoder.") and p.requires_grad]
    heads = [p for name, p in named if not name.startswith("encoder.")]
    groups = [{"params": body, "lr": rate}, {"params": heads, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def train(
    articles: Sequence[Article],
    *,
    epochs: int,
    seed: int,
    frozen: int = 0,
    save: Callable[[Reader, Vocabulary], None] = lambda *_: None,
    rate: float = RATE,
    begin: Path | None = None,
) -> tuple[Reader, Vocabulary]:
    """Return a reader taught by articles; the same seed gives the same weights."""
    torch.manual_seed(seed)
    dice = random.Random(seed)
    vocabulary = Vocabulary(articles)
    for article in articles:
        article.vectors = None
    reader = Reader(pretrained(), len(vocabulary.mention), len(vocabulary.candidate))
    if begin is not None:
        reader.load_state_dict(torch.load(begin, weights_only=False)["state"])
    freeze(reader, frozen)
    optimiser = optimiser_of(reader, rate)
    rounds = [batches(articles, dice) for _ in range(epochs)]
    plan = [batch for one in rounds for batch in one]
    ends = {sum(map(len, rounds[:number])) for number in range(1, epochs)}
    total = len(plan)

    def pace(step: int) -> float:
        return min(
            (step + 1) / (WARM * total), max(0.02, (total - step) / total / (1 - WARM))
        )

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, pace)
    reader.train()
    kept: dict[str, list[float]] = {}
    begun, used, seen = time.time(), time.process_time(), 0
    for step, chosen in enumerate(plan, 1):
        batch = batch_of(chosen, vocabulary)
        losses = reader.losses(batch)
        optimiser.zero_grad()
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        seen += int(batch.mask.sum())
        if step in ends:
            save(reader, vocabulary)
        for name, loss in losses.items():
            kept.setdefault(name, []).append(loss.detach().item())
        if step % 20 == 0 or step == total:
            shown = " ".join(
                f"{n} {sum(v[-40:]) / len(v[-40:]):.3f}" for n, v in kept.items()
            )
            print(
                f"{step}/{total} {time.time() - begun:.0f} s, {seen / (time.time() - begun):.0f} subwords/s, "
                f"{seen / (time.process_time() - used):.0f} per CPU s  {shown}", flush=True,
            )  # fmt: skip
    reader.eval()
    return reader, vocabulary


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--without", default="")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--frozen", type=int, default=0)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument(
        "--begin", type=Path, help="a model of the same articles to go on from"
    )
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    without = set(filter(None, args.without.split(",")))
    articles = [one for one in articles_of(args.prepared) if one.source not in without]
    if args.articles:
        random.Random(7).shuffle(articles)
        articles = articles[: args.articles]
    print(
        len(articles),
        "articles",
        sum(len(one.subwords) for one in articles),
        "subwords",
        flush=True,
    )

    def save(reader: Reader, vocabulary: Vocabulary) -> None:
        made = {
            "state": reader.state_dict(),
            "vocabulary": vocabulary,
            "without": sorted(without),
        }
        torch.save(made, args.model)

    made = train(
        articles,
        epochs=args.epochs,
        seed=args.seed,
        frozen=args.frozen,
        save=save,
        rate=args.rate,
        begin=args.begin,
    )
    save(*made)


if __name__ == "__main__":
    main()
