"""Fetching: rate, patience, contact, files, and edgartools; nothing leaves the machine."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
import types
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from specie.connect.fetch.contact import contact_fault
from specie.connect.fetch.edgar import EdgarFetcher
from specie.connect.fetch.fetcher import FetchError, MissingExtraError
from specie.connect.fetch.folder import FolderFetcher
from specie.connect.fetch.limit import Patient, RateLimit


class Clock:
    def __init__(self):
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


class Stub:
    """Fails with what it is given, then answers."""

    def __init__(self, *failures, clock=None):
        self.failures, self.clock, self.asked = list(failures), clock or Clock(), []

    def company_facts(self, cik):
        self.asked.append(self.clock.now)
        if self.failures:
            raise self.failures.pop(0)
        return {"cik": cik}

    def cik_of(self, ticker):
        return self.company_facts(1)["cik"] if ticker else None


def patient(stub, per_second=5.0):
    clock = stub.clock
    return Patient(stub, RateLimit(per_second, clock, clock.sleep), pauses=(1.0, 4.0), sleep=clock.sleep)


def test_requests_keep_their_distance():
    stub = Stub()
    source = patient(stub, 10.0)
    for _ in range(25):
        source.company_facts(1)
    gaps = [b - a for a, b in zip(stub.asked, stub.asked[1:], strict=False)]
    assert min(gaps) >= 0.1 - 1e-9
    assert max(sum(t <= s < t + 1 - 1e-9 for s in stub.asked) for t in stub.asked) <= 10


@pytest.mark.parametrize("rate", [0, -1, 10.5, 1000, float("nan")])
def test_a_faster_rate_than_the_sec_allows_is_refused(rate):
    with pytest.raises(ValueError, match="requests a second"):
        RateLimit(rate)


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_passing_failure_is_tried_again_later_and_later(status):
    stub = Stub(*[FetchError("http", "x", status=status)] * 2)
    assert patient(stub).company_facts(7) == {"cik": 7}
    assert [round(b - a) for a, b in zip(stub.asked, stub.asked[1:], strict=False)] == [1, 4]


def test_a_lasting_failure_ends_after_the_last_try():
    stub = Stub(*[FetchError("http", "x", status=500)] * 9)
    with pytest.raises(FetchError) as caught:
        patient(stub).company_facts(7)
    assert caught.value.status == 500
    assert len(stub.asked) == 3


@pytest.mark.parametrize(
    "failure",
    [
        FetchError("http", "x", status=404),
        FetchError("malformed", "x"),
        FetchError("timeout", "x", tried=True),
        FetchError("http", "x", status=429, wait=600.0),
    ],
)
def test_what_waiting_does_not_mend_is_not_tried_again(failure):
    stub = Stub(failure)
    with pytest.raises(FetchError):
        patient(stub).company_facts(7)
    assert len(stub.asked) == 1


def test_the_source_says_how_long_to_wait():
    stub = Stub(FetchError("http", "x", status=429, wait=30.0))
    patient(stub).company_facts(7)
    assert stub.asked[1] - stub.asked[0] == 30


@pytest.mark.parametrize("contact", ["Jane Doe jane@example.com", "ACME Ltd. <ops@acme.example>", "a b@c.de"])
def test_a_name_with_an_address_is_a_contact(contact):
    assert contact_fault(contact) == ""


@pytest.mark.parametrize(
    ("contact", "fault"),
    [
        ("", "missing"),
        ("  ", "missing"),
        ("jane@example.com", "form"),
        ("Jane Doe", "form"),
        ("Jane jane@example", "form"),
        ("Jane\r\nX-Evil: 1 jane@example.com", "characters"),
        ("王小明 wang@example.com", "characters"),
        ("x" * 300 + " a@b.cd", "characters"),
    ],
)
def test_what_is_no_contact_is_told_apart(contact, fault):
    assert contact_fault(contact) == fault


def test_a_folder_answers_by_ticker_and_number(recorded):
    folder = FolderFetcher(recorded)
    assert folder.cik_of("qsyn") == 9999991
    assert folder.cik_of("NONE") is None
    assert folder.company_facts(9999991)["cik"] == 9999991


@pytest.mark.parametrize(
    ("content", "kind"),
    [(None, "missing"), (b'{"cik": 99', "malformed"), (b"\xff\xfe\x00", "malformed"), (b"", "malformed")],
)
def test_a_file_that_cannot_be_read_is_told_apart(tmp_path, content, kind):
    if content is not None:
        (tmp_path / "CIK0000000001.json").write_bytes(content)
    with pytest.raises(FetchError) as caught:
        FolderFetcher(tmp_path).company_facts(1)
    assert caught.value.kind == kind


@pytest.mark.parametrize("listed", ['"text"', "[1, null]", '{"0": {"ticker": "AB", "cik_str": "x"}}'])
def test_a_strange_list_of_tickers_finds_nobody(tmp_path, listed):
    (tmp_path / "company_tickers.json").write_text(listed)
    assert FolderFetcher(tmp_path).cik_of("AB") is None


# edgartools, played


class Status(Exception):
    def __init__(self, status_code=None, retry_after=None):
        super().__init__("first line\nsecond line")
        self.status_code, self.retry_after = status_code, retry_after


class TooManyRequestsError(Exception):
    retry_after = 12


class ReadTimeout(Exception):
    pass


@pytest.fixture
def library(monkeypatch):
    """Put a stand-in for edgartools in place; ``raising`` is what it raises."""
    state = types.SimpleNamespace(identity=None, raising=None)

    def facts(cik):
        print("a banner of the library")
        if state.raising is not None:
            raise state.raising
        return {"cik": cik}

    modules = {
        "edgar": {"set_identity": lambda who: setattr(state, "identity", who)},
        "edgar.entity": {},
        "edgar.entity.entity_facts": {"download_company_facts_from_sec": facts},
        "edgar.reference": {},
        "edgar.reference.tickers": {"find_company_cik": {"NVDA": 1045810}.get},
    }
    for name, content in modules.items():
        module = types.ModuleType(name)
        module.__dict__.update(content, __path__=[])
        monkeypatch.setitem(sys.modules, name, module)
    return state


def test_the_library_asks_under_the_contacts_name_and_keeps_quiet(library, capsys):
    source = EdgarFetcher("Jane jane@example.com")
    assert library.identity == "Jane jane@example.com"
    assert (source.cik_of("NVDA"), source.cik_of("NONE")) == (1045810, None)
    assert source.company_facts(1) == {"cik": 1}
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("raising", "kind", "status", "passing"),
    [
        (Status(403), "http", 403, True),
        (Status(429, 30), "http", 429, True),
        (Status(500), "http", 500, True),
        (Status(404), "http", 404, False),
        (TooManyRequestsError(), "http", 429, True),
        (ReadTimeout("slow"), "timeout", None, False),
        (json.JSONDecodeError("cut", "{", 1), "malformed", None, False),
        (OSError("no route"), "network", None, False),
    ],
)
def test_failures_of_the_library_become_ours(library, raising, kind, status, passing):
    source = EdgarFetcher("Jane jane@example.com")
    library.raising = raising
    with pytest.raises(FetchError) as caught:
        source.company_facts(1)
    found = caught.value
    assert (found.kind, found.status, found.passing) == (kind, status, passing)
    assert "\n" not in found.detail


def test_a_library_that_is_not_there_or_has_changed_is_named(library, monkeypatch):
    del sys.modules["edgar.reference.tickers"].find_company_cik
    with pytest.raises(MissingExtraError) as caught:
        EdgarFetcher("Jane jane@example.com")
    assert (caught.value.package, caught.value.extra) == ("edgartools", "filings")
    monkeypatch.setitem(sys.modules, "edgar", None)
    with pytest.raises(MissingExtraError):
        EdgarFetcher("Jane jane@example.com")


REAL = """
import json, sys
from specie.connect.fetch.edgar import EdgarFetcher
from specie.connect.fetch.fetcher import FetchError
source = EdgarFetcher("Test Person test@example.com")
said = [source.company_facts(9999991)["cik"]]
for cik in (403, 404, 429, 500, 600):
    try:
        source.company_facts(cik)
    except FetchError as error:
        said.append([cik, error.kind, error.status])
print(json.dumps(said))
"""


@pytest.mark.skipif(importlib.util.find_spec("edgar") is None, reason="edgartools is an extra: not installed")
def test_the_real_library_against_a_server_that_plays_the_sec(recorded, tmp_path):
    agents = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            agents.append(self.headers.get("User-Agent"))
            cik = int(self.path.split("CIK")[1][:10])
            body = (recorded / "CIK0009999991.json").read_bytes() if cik == 9999991 else b'{"cut'
            self.send_response(200 if cik in (9999991, 600) else cik)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    env = os.environ | {"EDGAR_BASE_URL": base, "EDGAR_DATA_URL": base, "EDGAR_LOCAL_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", REAL], env=env, capture_output=True, text=True, timeout=120, check=False
    )
    server.shutdown()
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        9999991,
        [403, "http", 403],
        [404, "http", 404],
        [429, "http", 429],
        [500, "http", 500],
        [600, "malformed", None],
    ]
    assert set(agents) == {"Test Person test@example.com"}
