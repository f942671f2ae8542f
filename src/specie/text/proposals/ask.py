"""One question to the model and its answer, bounded in time and size; redirections are not followed."""

from __future__ import annotations

import http.client
import json
import time
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from specie.model import Message, Quantity, say

if TYPE_CHECKING:
    from specie.text.proposals.endpoint import Model

MOST_BYTES = 2_000_000
CHUNK = 1 << 16
BAD_REQUEST = (400, 422)


class ModelError(Exception):
    """The model gave no usable answer; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


class _NoRedirection(HTTPRedirectHandler):
    """A text goes where the user said and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def ask(model: Model, system: str, user: str) -> str:
    """Return what the model wrote; raises ModelError."""
    question: dict[str, Any] = {
        "model": model.name,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        "temperature": 0,
        "response_format": {"type": "json_object"},
    }
    try:
        return _content(_post(model, question))
    except HTTPError as error:
        if error.code not in BAD_REQUEST:
            raise ModelError(say("it answered with status {status}", status=error.code)) from error
    del question["response_format"]  # some servers know nothing of it
    try:
        return _content(_post(model, question))
    except HTTPError as error:
        raise ModelError(say("it answered with status {status}", status=error.code)) from error


def _post(model: Model, question: dict[str, Any]) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if model.key:
        headers["Authorization"] = f"Bearer {model.key}"
    body = json.dumps(question).encode()
    request = Request(f"{model.url}/chat/completions", body, headers, method="POST")  # noqa: S310  checked
    deadline = time.monotonic() + model.seconds
    try:
        with build_opener(_NoRedirection).open(request, timeout=model.seconds) as response:
            return _read(response, deadline)
    except HTTPError:
        raise
    except TimeoutError as error:
        raise ModelError(_late(model)) from error
    except (URLError, OSError, http.client.HTTPException) as error:
        late = isinstance(getattr(error, "reason", None), TimeoutError)
        raise ModelError(_late(model) if late else say("it cannot be reached")) from error


def _late(model: Model) -> Message:
    return say("it gave no answer within {seconds} s", seconds=Quantity(model.seconds, "index"))


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := response.read1(CHUNK):
        size += len(part)
        if size > MOST_BYTES:
            raise ModelError(say("its answer is too long"))
        if time.monotonic() > deadline:
            raise TimeoutError
        parts.append(part)
    return b"".join(parts)


def _content(body: bytes) -> str:
    """Return the text of the first choice; a refusal and an answer of another form are named."""
    try:
        choice = json.loads(body)["choices"][0]
        message = choice["message"]
        content = message.get("content")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(say("its answer is not of the form of a chat completion")) from error
    if message.get("refusal") or choice.get("finish_reason") == "content_filter" or not content:
        raise ModelError(say("it refused to answer"))
    if not isinstance(content, str):
        raise ModelError(say("its answer is not of the form of a chat completion"))
    return content
