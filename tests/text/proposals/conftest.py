"""A model that answers what a test tells it to, on this machine only."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from specie.text.proposals import Model, model_at


@dataclass
class Server:
    """The answers to come and the questions that came."""

    url: str = ""
    answers: list[Any] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)

    def says(self, content: Any, **more: Any) -> None:
        message = {"role": "assistant", "content": content} | more.pop("message", {})
        self.answers.append((200, json.dumps({"choices": [{"message": message} | more]}).encode()))

    def gives(self, *figures: Any) -> None:
        self.says(json.dumps({"figures": list(figures)}))

    def model(self, **environment: str) -> Model:
        return model_at("a-model", self.url, environment)


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.questions.append({"path": self.path} | json.loads(body))
            server.keys.append(self.headers.get("Authorization", ""))
            answer = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
            if answer == "hold":
                server.hold.wait(5)
                return
            status, content = answer
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{server.url}/elsewhere")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@pytest.fixture
def server():
    made = Server()
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(made)) as listening:
        made.url = f"http://127.0.0.1:{listening.server_port}/v1"
        threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
        yield made
        made.hold.set()
        listening.shutdown()
