"""What the bytes of a text file are: one pass gives digest, encoding faults and whether they are regular."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
COMMON_TRADITIONAL = frozenset(
    "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小麼"
    "部門專案費用日期金額成本單位財務客服務資訊廠商供應預算製造業研發採購銷售總計備註名稱開發工時授權"
)
COMMON_SIMPLIFIED = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么"
    "部门项目费用日期金额成本单位财务客服务资讯厂商供应预算制造业研发采购销售总计备注名称开发工时授权"
)


@dataclass(frozen=True, slots=True)
class Bytes:
    """Digest and nature of a text file.

    ``encoding`` is what to decode it with, None when that is not known; ``bad_byte`` and ``bad_line``, from
    1, are where it stops being UTF-8; ``regular`` bytes read the same under every CSV reader: UTF-8, one
    kind of line end, no blank lines, no NUL. ``loose_quotes`` are blanks or tabs beside quotation marks,
    which readers take differently.
    """

    digest: str
    size: int
    encoding: str | None
    regular: bool
    bad_byte: int = 0
    bad_line: int = 0
    nul: bool = False
    loose_quotes: str = ""


def inspect_bytes(path: Path, override: str | None = None) -> Bytes:
    """Read a file once and tell what its bytes are; ``override`` is used for what is not UTF-8."""
    scan = _Scan()
    with path.open("rb") as file:
        mark = _mark(file.read(4))
        file.seek(0)
        while chunk := file.read(CHUNK):
            scan.take(chunk)
    scan.finish()
    if mark or (override and override.lower().replace("_", "-").startswith(("utf-16", "utf-32"))):
        regular = mark == "utf-8-sig" and scan.regular
        return Bytes(scan.digest, scan.size, mark or override, regular, loose_quotes=scan.loose_quotes)
    encoding = "utf-8" if scan.bad_byte is None else override
    return Bytes(
        scan.digest,
        scan.size,
        encoding,
        scan.regular and scan.bad_byte is None,
        (scan.bad_byte or 0) + 1,
        scan.bad_line,
        scan.nul,
        scan.loose_quotes,
    )


def _mark(head: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)


class _Scan:
    """The running state of one pass over the bytes."""

    def __init__(self) -> None:
        self.size = 0
        self.bad_byte: int | None = None
        self.bad_line = 0
        self.nul = False
        self.loose_quotes = ""
        self._hash = hashlib.sha256()
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._lines = self._pairs = self._returns = 0
        self._blank = False
        self._tail = b"\n"
        self._clean_size = 0

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()

    @property
    def regular(self) -> bool:
        one_end = self._returns == self._pairs and self._pairs in (0, self._lines)
        return one_end and not self._blank and not self.nul

    def take(self, chunk: bytes) -> None:
        self._hash.update(chunk)
        if self.bad_byte is None:
            self._decode(chunk)
        joined = self._tail + chunk
        self._blank = self._blank or b"\n\n" in joined or b"\n\r" in joined
        self.nul = self.nul or b"\0" in chunk
        for blank in " \t":
            if blank not in self.loose_quotes and _beside_quote(joined, blank.encode()):
                self.loose_quotes += blank
        self._lines += chunk.count(b"\n")
        self._returns += chunk.count(b"\r")
        self._pairs += joined.count(b"\r\n") - self._tail.count(b"\r\n")
        self._tail = joined[-2:]
        self.size += len(chunk)

    def finish(self) -> None:
        if self.bad_byte is None:
            self._decode(b"", final=True)

    def _decode(self, chunk: bytes, *, final: bool = False) -> None:
        held = len(self._decoder.getstate()[0])
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            self.bad_byte = self.size - held + error.start
            self.bad_line = self._lines + error.object.count(b"\n", 0, error.start) + 1


def _beside_quote(chunk: bytes, blank: bytes) -> bool:
    return blank + b'"' in chunk or b'"' + blank in chunk


def guess_encoding(path: Path) -> str | None:
    """Guess what a file that is not UTF-8 was written in, from its first megabyte."""
    with path.open("rb") as file:
        sample = file.read(CHUNK)
    if sample.count(b"\0") > len(sample) // 4:
        return "utf-16-le"
    scores = {name: _score(sample, name) for name in ("cp950", "gb18030", "cp1252")}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else None


def _score(sample: bytes, encoding: str) -> float:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(sample, final=False)
    except UnicodeDecodeError:
        return -1.0
    foreign = [char for char in text if ord(char) > 127]
    if not foreign:
        return 0.0
    if encoding == "cp1252":
        return sum(0.5 for char in foreign if char.isalpha() or char in "€£°–’“”") / len(foreign)
    common = COMMON_TRADITIONAL if encoding == "cp950" else COMMON_SIMPLIFIED
    return sum(2.0 if char in common else 0.4 * ("一" <= char <= "鿿") for char in foreign) / len(foreign)
