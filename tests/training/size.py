"""How large and how fast is the encoder as int8 for onnxruntime? usage: python -m tests.training.size MODEL.pt OUT.onnx"""

import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from tests.training.encoder import Encoder
from tests.training.infer import load

WORDS_A_WINDOW, WINDOW = 190, 256  # English news: 1.35 subwords a word


class Exported(torch.nn.Module):
    """The encoder with inputs as onnxruntime gives them."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        states: torch.Tensor = self.encoder(ids, mask.bool())
        return states


def main() -> None:
    """Export, quantise and time the encoder."""
    reader, _ = load(Path(sys.argv[1]))
    out = Path(sys.argv[2])
    plain = out.with_suffix(".fp32.onnx")
    ids = torch.randint(1000, 20000, (2, WINDOW))
    mask = torch.ones(2, WINDOW, dtype=torch.long)
    axes = {0: "windows", 1: "subwords"}
    torch.onnx.export(
        Exported(reader.encoder).eval(),
        (ids, mask),
        str(plain),
        input_names=["ids", "mask"],
        output_names=["states"],
        dynamic_axes={"ids": axes, "mask": axes, "states": axes},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        str(plain), str(out), weight_type=QuantType.QInt8, per_channel=True
    )
    with torch.no_grad():
        exact = reader.encoder(ids, mask.bool()).numpy()
    for file in (plain, out):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(file), options)
        given = {"ids": ids.numpy(), "mask": mask.numpy()}
        states = session.run(None, given)[0]
        begun = time.process_time()
        for _ in range(10):
            session.run(None, given)
        rate = 10 * 2 * WINDOW / (time.process_time() - begun)
        away = float(np.abs(states - exact).mean() / np.abs(exact).mean())
        size = file.stat().st_size / 1e6
        words = rate * WORDS_A_WINDOW / WINDOW
        print(
            f"{file.name}: {size:.1f} MB, {rate:.0f} subwords = {words:.0f} words per CPU s, "
            f"states differ by {100 * away:.1f} %"
        )


if __name__ == "__main__":
    main()
