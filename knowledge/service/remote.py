"""JSON over HTTP to a shop's system: bounded in time, and every failure a `BackendError`."""

from __future__ import annotations

from typing import Any

import httpx

from knowledge.service.backend import BackendError

TRIES = 3
"""For requests that change nothing, where the system is busy or out of reach."""


class Remote:
    """One shop's API below ``base``; requests time out after ``timeout`` seconds."""

    def __init__(
        self,
        base: str,
        timeout: float,
        *,
        auth: tuple[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        self._client = httpx.Client(base_url=base, timeout=timeout, auth=auth, headers=headers)

    def get(
        self, path: str, parameters: dict[str, str] | None = None, *, missing: bool = False
    ) -> Any:
        """What a path holds; None where nothing is there and ``missing`` allows for it."""
        for left in reversed(range(TRIES)):
            try:
                return self._sent("GET", path, params=parameters, missing=missing)
            except _Busy:
                if not left:
                    raise
        raise AssertionError("unreachable")

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Sends JSON to a path and returns the answer's."""
        return self._sent("POST", path, json=body)

    def put(self, path: str, body: dict[str, Any]) -> Any:
        """Changes what a path holds and returns the answer's JSON."""
        return self._sent("PUT", path, json=body)

    def send(self, path: str, content: bytes, headers: dict[str, str]) -> Any:
        """Sends JSON that is encoded already, with headers that depend on it."""
        headers = {"Content-Type": "application/json", **headers}
        return self._sent("POST", path, content=content, headers=headers)

    def _sent(self, method: str, path: str, *, missing: bool = False, **what: Any) -> Any:
        try:
            answer = self._client.request(method, path, **what)
        except httpx.HTTPError as error:
            raise _Busy(f"{method} {path}: {type(error).__name__}") from error
        if missing and answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error:
            raise _Busy(f"{method} {path}: {answer.status_code}")
        if not answer.is_success:
            raise BackendError(f"{method} {path}: {answer.status_code}")
        if not answer.content:
            return None
        try:
            return answer.json()
        except ValueError as error:
            raise BackendError(f"{method} {path}: the answer is no JSON") from error


class _Busy(BackendError):
    """Worth another try."""
