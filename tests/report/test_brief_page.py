"""The brief as a file: whole, offline, the same numbers in both languages, safe against what users type."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from specie.model import (
    PORTFOLIO,
    Column,
    Estimate,
    Finding,
    Grade,
    Origin,
    Quantity,
    Ref,
    Result,
    Role,
    Severity,
    Status,
    Table,
    exact,
    say,
)
from specie.report.brief import render_brief, write_brief


@pytest.fixture(scope="module")
def pages(run, declarations):
    return {code: render_brief(run, declarations, code) for code in ("en", "zh-Hant")}


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_it_is_well_formed_and_every_inner_link_has_its_target(pages, code, check_html):
    page = check_html(pages[code])
    assert f'<html lang="{code}">' in pages[code]
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert page.tags.count("h1") == 1


def test_it_asks_for_nothing_from_outside(pages, check_html):
    outer = [link for link in check_html(pages["en"]).links if not link.startswith(("#", "data:,"))]
    assert set(outer) == {"https://example.org/12", "https://example.org/40", "https://example.org/3"}
    assert "url(http" not in pages["en"]
    assert "@import" not in pages["en"]
    assert "default-src 'none'" in pages["en"]
    assert "fetch(" not in pages["en"]


def test_both_languages_hold_the_same_numbers(pages, check_html):
    def numbers(code: str) -> list[str]:
        text = " ".join(check_html(pages[code]).text)
        return sorted(re.findall(r"[\d.,]*\d", text))

    assert numbers("en") == numbers("zh-Hant")
    assert len(numbers("en")) > 500


def test_the_same_run_gives_the_same_bytes(sample, pages):
    assert render_brief(sample.run(), sample.declarations(), "en") == pages["en"]


def test_the_first_screen_has_what_a_board_asks_for(pages, check_html):
    text = " ".join("".join(check_html(pages["en"]).text).split())
    for part in (
        "SYNTHETIC",
        "5 of 6 analyses assessed",
        "not assessed: add outcomes",
        "alarm 2, watch 3, note 1",
        "USD 18,412,306",
        "at most 36.6x",
        "Decide on Contract review or stop it",
    ):
        assert part in text.replace("\u00a0", " "), part
    assert "SYNTHETIC" not in "".join(check_html(pages["zh-Hant"]).text)
    assert "合成資料" in pages["zh-Hant"]


def test_a_real_book_has_no_synthetic_banner(run, declarations):
    real = replace(run, book=replace(run.book, synthetic=False))
    assert 'class="synthetic"' not in render_brief(real, declarations, "en")


def test_every_estimate_has_its_note_with_origin_grade_and_method(run, pages):
    notes = re.findall(r'<tr id="n(\d+)">(.*?)</tr>', pages["en"], re.S)
    keys = {(r.analysis, e) for r in run.results for e in r.estimates}
    assert len(notes) >= len(keys)
    for _, row in notes:
        assert 'class="c" href="#s' in row
        assert "<abbr title=" in row


HOSTILE = '<script>alert("x")</script></svg><img src=x onerror=1>{amount} \u202eevil & "quoted" \'single\''


def hostile_run(run):
    ref = Ref("initiative", HOSTILE, HOSTILE)
    estimate = exact(
        "m",
        ref,
        HOSTILE,
        5,
        "USD",
        HOSTILE,
        (Origin(HOSTILE, HOSTILE, "", None, "javascript:alert(1)"),),
        denominator=say("of {what}", what=HOSTILE),
    )
    finding = Finding(
        "PAY199", Severity.ALARM, ref, say("{name}", name=ref), (estimate,), say("{name}", name=HOSTILE)
    )
    table = Table(
        HOSTILE,
        say("{name}", name=HOSTILE),
        (Column("a", say("{name}", name=HOSTILE)),),
        ((HOSTILE,), (ref,)),
    )
    result = Result(
        "pays/spend",
        Status.OK,
        (estimate,),
        (finding,),
        (table,),
        (),
        (say("{name}", name=HOSTILE),),
        (estimate,),
    )
    problem = replace(run.problems[0], file=HOSTILE, message=say("{text}", text=HOSTILE))
    return replace(run, book=replace(run.book, name=HOSTILE), results=(result,), problems=(problem,))


def test_what_users_type_stays_text(run, declarations, check_html):
    html = render_brief(hostile_run(run), declarations, "en")
    page = check_html(html)
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert "\u202e" not in html
    assert "javascript:alert(1)" not in page.links
    assert "{amount}" in "".join(page.text)


def test_links_of_sources_are_web_addresses_only(run, declarations, check_html):
    outer = [
        link
        for link in check_html(render_brief(hostile_run(run), declarations, "en")).links
        if link[0] != "#"
    ]
    assert outer == ["data:,"]


def test_many_estimates_and_origins_keep_the_file_small(run, declarations):
    origins = tuple(
        Origin("facts/rounds.csv", f"row {i}", "ab" * 32, date(2026, 1, 1), f"https://example.org/{i}")
        for i in range(60)
    )
    many = tuple(
        Estimate(
            "pays.spend.by_function",
            Ref("function", f"f{i}", f"Function {i}"),
            "2026",
            i,
            i - 1,
            i + 1,
            0.9,
            "USD",
            "ledger_sum",
            Grade.MODELLED,
            origins,
            say("of all"),
        )
        for i in range(1500)
    )
    table = Table("t", say("Value"), (Column("a", say("Value")),), tuple((e,) for e in many))
    spend = replace(run["pays/spend"], estimates=many, tables=(table,))
    html = render_brief(replace(run, results=(spend,)), declarations, "en")
    assert len(html.encode()) < 3_000_000
    assert re.search(r">\d+–\d+</a>", html)


def test_thousands_of_problems_are_counted_not_printed(run, declarations):
    html = render_brief(replace(run, problems=run.problems * 400), declarations, "en")
    assert "900 more problems are not printed here" in html.replace("\u00a0", " ").replace(
        '<span class="q">', ""
    ).replace("</span>", "")


def test_a_failed_analysis_says_so(run, declarations):
    failed = Result("pays/spend", Status.FAILED, reason=say("{kind}: {text}", kind="ValueError", text="boom"))
    html = render_brief(replace(run, results=(failed,)), declarations, "en")
    assert "<bdi>ValueError</bdi>: <bdi>boom</bdi>" in html


def test_an_empty_run_is_still_a_page(run, declarations, check_html):
    html = render_brief(replace(run, results=(), problems=()), declarations, "zh-Hant")
    assert "未發現任何問題" in html
    check_html(html)


def test_actions_stand_under_their_role_most_severe_first(run, declarations):
    from specie.report.outline import outline

    arranged = outline(run, declarations)
    severities = [w.finding.severity.rank for w in arranged.actions[Role.ENTERPRISE]]
    assert severities == sorted(severities, reverse=True)
    assert len(arranged.actions[Role.INVESTOR]) == 1


def test_equal_actions_are_listed_once(run, declarations):
    from specie.report.outline import outline

    spend = run["pays/spend"]
    twice = replace(run, results=(replace(spend, findings=(*spend.findings, *spend.findings)),))
    assert len(outline(twice, declarations).actions[Role.ENTERPRISE]) == 1


def test_it_is_written_whole_with_its_manifest(run, declarations, tmp_path, monkeypatch):
    page, manifest = write_brief(run, declarations, "en", tmp_path / "out" / "brief.html")
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert '"seconds": 0.412' in manifest.read_text("utf-8")
    before = page.read_bytes()
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_brief(run, declarations, "zh-Hant", tmp_path / "out" / "brief.html")
    assert page.read_bytes() == before
    assert sorted(p.name for p in page.parent.iterdir()) == ["brief.html", "brief.html.manifest.json"]


def test_a_quantity_does_not_break_from_its_unit(run, declarations):
    note = replace(run["pays/spend"], headline=(say("{count} more", count=Quantity(5, "days")),))
    assert "5\u00a0days" in render_brief(replace(run, results=(note,)), declarations, "en")


def test_portfolio_tiles_do_not_repeat_their_subject(pages):
    first = re.search(r'class="tile">.*?</div>', pages["en"], re.S)
    assert first is not None
    assert PORTFOLIO.id not in re.sub("<[^>]+>", "", first[0]).split()


def test_what_is_written_already_is_not_escaped_again(run, declarations):
    from specie.report.language import language
    from specie.report.markup import Writer
    from specie.report.outline import outline
    from specie.report.page import Page

    page = Page(run, declarations, outline(run, declarations), Writer(language("en").for_page(), {}))
    written = page.write(say("today's & tomorrow's"))
    assert page.write(written) == written == "today&#39;s &amp; tomorrow&#39;s"
