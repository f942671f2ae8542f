"""How well ``specie check-text`` finds planted faults, how often it cries wolf, and how fast it reads.

    python benchmarks/check_text.py [--show] [--show-practice] [--no-held-out] [--no-speed]

Counts are of findings (precision) and of labelled faults (recall), with 95 % Wilson intervals. The corpus and
the rules of counting are described in tests/text/corpus/README.md. Limits, on the held-out half: precision at
least 0.95, recall at least 0.8; none on practice; 1 MB of text in under 5 s.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from check_text_corpus import FAMILIES, HALVES, LANGUAGES, PRACTICE, Score, Text, read_corpus, score, volume

from specie.facts import open_facts
from specie.kernel.proportion import wilson
from specie.model.claim import Alarm, TextCheck
from specie.report.language import language
from specie.text import check_text

PRECISION, RECALL, SECONDS, MEGABYTE = 0.95, 0.8, 5.0, 1_000_000


@dataclass(frozen=True)
class Tally:
    """True findings of all findings, found faults of all faults."""

    true: int
    findings: int
    found: int
    faults: int

    @property
    def precision(self) -> float:
        """True findings as a share of findings; 1 where there is no finding."""
        return self.true / self.findings if self.findings else 1.0

    @property
    def recall(self) -> float:
        """Found faults as a share of faults; 1 where there is no fault."""
        return self.found / self.faults if self.faults else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def tally(scores: Iterable[Score], family: str | None = None) -> Tally:
    """Add up scores, of all families or of one: a finding by its own family, a fault by its label."""
    scores = list(scores)
    judged = [hit for s in scores for _, f, hit in s.findings if family in {None, f}]
    faults = [hit for s in scores for fault, hit in s.faults if family in {None, fault.family}]
    return Tally(sum(judged), len(judged), sum(faults), len(faults))


def row(name: str, count: Tally) -> str:
    """One line of the table: shares, counts, intervals."""
    return (
        f"{name:<26}{_share(count.true, count.findings):>29}{_share(count.found, count.faults):>29}"
        f"{count.f1:>7.2f}"
    )


def _share(k: int, n: int) -> str:
    if n == 0:
        return "- (0)"
    low, high = wilson(k, n, 0.95)
    return f"{k / n:.3f} ({k}/{n}) {float(low):.2f}-{float(high):.2f}"


def table(scores: list[Score]) -> list[str]:
    """Totals by half, then by language, family and kind of text within each."""
    lines = [f"{'':<26}{'precision':>29}{'recall':>29}{'F1':>7}"]
    for half in (*HALVES, PRACTICE):
        part = [s for s in scores if s.text.half == half]
        lines.append(row(f"{half} ({len(part)} texts)", tally(part)))
        lines += [row(f"  {code}", tally(s for s in part if s.text.language == code)) for code in LANGUAGES]
        lines += [row(f"  {family}", tally(part, family)) for family in FAMILIES.values()]
        clean = [s for s in part if s.text.clean]
        loud = sum(bool(s.findings) for s in clean)
        lines.append(f"  clean texts with a finding: {loud} of {len(clean)}")
    return lines


def listing(scores: Iterable[Score]) -> list[str]:
    """Every false alarm and every miss, with its words."""
    lines = []
    for s in scores:
        lines += [
            f"FALSE  {s.text.name}  {alarm.code} {_words(s.text, alarm)}"
            for alarm, _, hit in s.findings
            if not hit
        ]
        lines += [
            f"MISSED {s.text.name}  {fault.family}: {' | '.join(fault.quotes)}  ({fault.why})"
            for fault, hit in s.faults
            if not hit
        ]
    return lines


def _words(text: Text, alarm: Alarm) -> str:
    places = " | ".join(text.content[span.start : span.end] for span in alarm.spans)
    return f"[{places}] {language('en').message(alarm.message)}"


def seconds(texts: list[Text], check: Callable[[Path], TextCheck]) -> tuple[float, int, int]:
    """Time one file of a megabyte, the texts over and over with other digits; count figures and findings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "megabyte.txt"
        path.write_bytes(volume(texts, MEGABYTE).encode())
        start = time.perf_counter()
        done = check(path)
        return time.perf_counter() - start, len(done.claims), len(done.alarms)


def main() -> int:
    """Score both halves and practice, time a megabyte, and fail below a limit."""
    parser = argparse.ArgumentParser(description="Precision, recall and speed of specie check-text.")
    parser.add_argument("--show", action="store_true", help="list false alarms and misses of the tuned half")
    parser.add_argument("--show-practice", action="store_true", help="list those of the practice texts")
    parser.add_argument("--no-held-out", action="store_true", help="leave out the held-out half")
    parser.add_argument("--no-speed", action="store_true", help="leave out the megabyte")
    asked = parser.parse_args()
    facts = open_facts()
    texts = [t for t in read_corpus() if not (asked.no_held_out and t.half == HALVES[1])]
    scores = [score(text, check_text(text.path, facts)) for text in texts]
    print("\n".join(table(scores)))
    shown = {HALVES[0]: asked.show, HALVES[1]: False, PRACTICE: asked.show_practice}
    print("\n".join(listing(s for s in scores if shown[s.text.half])))
    held = tally(s for s in scores if s.text.half == HALVES[1])
    failed = held.precision < PRECISION or held.recall < RECALL
    if not asked.no_speed:
        taken, figures, alarms = seconds(texts, lambda path: check_text(path, facts))
        print(f"1 MB of text: {taken:.2f} s (limit {SECONDS:.0f} s), {figures} figures, {alarms} findings")
        failed = failed or taken > SECONDS
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
