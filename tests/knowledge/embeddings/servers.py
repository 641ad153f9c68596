"""A server that speaks OpenAI's embeddings, as vLLM, Ollama and others do."""

from __future__ import annotations

import json
import re
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

DIMENSION = 256


class EmbeddingServer(ThreadingHTTPServer):
    """Its vectors are bags of hashed words, so that who shares words is near.

    ``faults`` are HTTP statuses that it answers with first, what it says instead of JSON, or None
    for saying nothing.
    ``seed`` stands for its model: with another one, every vector is another. ``common`` is how much
    all vectors have in common, as those of many models do.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.faults: list[int | bytes | None] = []
        self._closed = threading.Event()
        self.seed = 0
        self.common = 0.1
        self.dimension = DIMENSION
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """What AISLE_EMBEDDINGS_BASE_URL is set to."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def close(self) -> None:
        """Stops it: nobody listens any more."""
        self._closed.set()
        self.shutdown()
        self.server_close()

    def hang(self) -> None:
        """Returns when the server is closed."""
        self._closed.wait()

    def vector(self, text: str) -> list[float]:
        """The vector of a text."""
        words = np.zeros(self.dimension)
        for word in re.findall(r"\w+", text.lower()):
            words[zlib.crc32(f"{self.seed}{word[:4]}".encode()) % self.dimension] += 1.0
        made = words / max(1.0, np.linalg.norm(words)) + self.common / self.dimension**0.5
        return [round(float(value), 6) for value in made]


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        self.server.keys.append(self.headers["Authorization"])
        fault = self.server.faults.pop(0) if self.server.faults else 0
        if fault is None:
            self.server.hang()
        elif isinstance(fault, int) and fault:
            self._answer(fault, {"error": {"message": f"cannot do {asked['input'][0]}"}})
        elif isinstance(fault, bytes):
            self._send(200, fault)
        else:
            rows = [
                {"object": "embedding", "index": place, "embedding": self.server.vector(text)}
                for place, text in enumerate(asked["input"])
            ]
            usage = {"prompt_tokens": 1, "total_tokens": 1}
            rows.reverse()  # the index says which is whose
            answer = {"object": "list", "data": rows, "model": asked["model"], "usage": usage}
            self._answer(200, answer)

    def _answer(self, status: int, held: dict[str, Any]) -> None:
        self._send(status, json.dumps(held).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""
