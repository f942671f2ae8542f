"""One initiative: what belongs to it, in which order it is told, and that nothing else is on its page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from specie.model import Estimate, Figure, Ref, Status, Verdict, say
from specie.report.dossier import dossier, in_order, numbers
from specie.report.initiative import file_name, render_initiative, write_initiative
from specie.report.narrow import figures_about, is_silent, narrowed, of_the_whole
from specie.report.outline import outline
from specie.report.subject import Subject, UnknownInitiativeError, subject_of


@pytest.fixture(scope="module")
def whole(effects):
    return effects.run()


@pytest.fixture(scope="module")
def own(effects, whole):
    return narrowed(whole, effects.SUBJECT)


@pytest.fixture(scope="module")
def pages(effects, whole):
    return {
        code: render_initiative(whole, effects.SUBJECT, effects.declarations(), code)
        for code in ("en", "zh-Hant")
    }


def test_estimates_belong_by_the_initiative_or_its_metrics(effects, whole, own):
    assert {e.subject.id for r in own.results for e in r.estimates} == {"AI-01", "K-1", "K-2"}
    other = narrowed(whole, effects.OTHER)
    counts = [sum(len(r.estimates) for r in run.results) for run in (own, other, whole)]
    assert counts[0] + counts[1] + 1 == counts[2]


def test_findings_belong_by_subject_evidence_or_a_name_in_the_message(effects, own):
    codes = {f.code for r in own.results for f in r.findings}
    assert codes == {"PAY401", "PAY501"}
    loses = replace(effects.portfolio().findings[1], evidence=(effects.roi().estimates[0],))
    run = replace(effects.run(), results=(replace(effects.portfolio(), findings=(loses,)),))
    assert narrowed(run, effects.SUBJECT).results[0].findings == (loses,)


def test_a_finding_about_several_shows_the_evidence_of_one(effects):
    both, whole = effects.roi().estimates, effects.portfolio().estimates
    several = replace(effects.portfolio().findings[0], evidence=(*both, *whole))
    run = replace(effects.run(), results=(replace(effects.portfolio(), findings=(several,)),))
    kept = narrowed(run, effects.SUBJECT).results[0].findings[0].evidence
    assert {e.subject.id for e in kept} == {"AI-01", "all"}


def test_a_figure_that_shows_one_thing_alone_goes_to_its_page(effects):
    def figure(name, *whose, title=None):
        rows = tuple({"who": ref, "y": 1} for ref in whose)
        return Figure(name, "bar", title or say("All"), rows, {"x": "who", "y": "y"}, {}, {}, say("All"))

    one, other = effects.SUBJECT.ref, effects.OTHER.ref
    title = say("{initiative}", initiative=one)
    drawn = (
        figure("own", one, one),
        figure("both", one, other),
        figure("none"),
        figure("titled", title=title),
    )
    result = replace(effects.portfolio(), figures=drawn)
    assert [f.id for f in figures_about(result, effects.SUBJECT)] == ["own", "titled"]


def test_tables_keep_rows_that_name_it_and_details_stay_whole(own):
    tables = {t.id: t for t in own["pays/effect"].tables}
    assert set(tables) == {"designs", "left_out"}
    assert [row[1].id for row in tables["designs"].rows] == ["K-1", "K-2"]
    assert tables["left_out"].rows == (("team 7",),)


def test_figures_are_those_about_it(effects, own, whole):
    assert {f.kind for r in own.results for f in r.figures} == {"panel_lines", "event_study", "waterfall"}
    other = narrowed(whole, effects.OTHER)
    assert not [f for r in other.results for f in r.figures]


def test_headlines_of_the_whole_go_and_reasons_stay(own):
    assert not any(r.headline for r in own.results)
    assert own["pays/adoption"].reason is not None
    assert own["pays/adoption"].status is Status.NOT_ASSESSED


def test_narrowing_twice_is_narrowing_once(effects, own):
    assert narrowed(own, effects.SUBJECT) == own


def test_a_label_does_not_matter_and_a_kind_does():
    subject = Subject(Ref("initiative", "X", "Name"), (Ref("kpi", "K"),))
    assert subject.holds(Ref("initiative", "X", "another name"))
    assert not subject.holds(Ref("kpi", "X"))
    assert subject.named_in(say("{a}", a=say("{b}", b=Ref("kpi", "K"))))
    assert not subject.named_in("X")


def test_the_brief_of_the_whole_draws_no_details(effects, whole):
    from specie.report.brief import render_brief

    kept = of_the_whole(whole)
    assert [f.kind for r in kept.results for f in r.figures] == ["interval_rows"]
    assert [t.id for r in kept.results for t in r.tables] == ["designs"]
    assert render_brief(whole, effects.declarations(), "en").count('<svg class="chart"') == 1


def test_the_way_leads_from_the_readings_to_the_verdict(effects, own):
    arranged = dossier(own, effects.SUBJECT, effects.declarations())
    assert [r.analysis for r in arranged.steps] == [
        "pays/effect",
        "pays/roi",
        "pays/adoption",
        "pays/portfolio",
    ]
    assert arranged.judged is not None
    assert arranged.judged.verdict is Verdict.PAYS
    assert [e.measure for e in arranged.judged.evidence] == ["net_cash_year"]
    assert [e.measure for _, e in arranged.tiles] == ["cost_year"]


def test_order_follows_what_reads_what(effects, whole):
    declared = effects.declarations()
    deeper = declared | {"pays/effect": replace(declared["pays/effect"], after=("pays/portfolio",)),
                         "pays/portfolio": replace(declared["pays/portfolio"], after=())}  # fmt: skip
    order = [r.analysis for r in in_order(whole, ["pays/roi"], deeper)]
    assert order == ["pays/portfolio", "pays/effect", "pays/roi", "pays/adoption"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: replace(r, findings=()), "nothing in the book lets this initiative be judged yet"),
        (lambda r: replace(r, status=Status.NOT_ASSESSED, findings=(), reason=say("add kpis")), "add kpis"),
        (None, "no analysis that judges initiatives was run"),
    ],
)
def test_no_verdict_says_why(effects, en, change, said):
    results = tuple(
        change(r) if change and r.analysis == "pays/roi" else r
        for r in effects.run().results
        if change or r.analysis != "pays/roi"
    )
    run = narrowed(replace(effects.run(), results=results), effects.SUBJECT)
    arranged = dossier(run, effects.SUBJECT, effects.declarations())
    assert arranged.judged is None
    assert en.message(arranged.silence) == said
    html = render_initiative(run, effects.SUBJECT, effects.declarations(), "en")
    assert said[1:] in html
    assert "no verdict" in html


def test_numbers_list_each_estimate_once(effects, own):
    table = numbers(own["pays/roi"], effects.SUBJECT, effects.declarations())
    assert [c.key for c in table.columns] == ["measure", "period", "value", "grade", "basis"]
    assert [row[2].measure for row in table.rows] == ["net_cash_year", "cost_year"]
    in_tables = numbers(own["pays/effect"], effects.SUBJECT, effects.declarations())
    assert not any(isinstance(cell, Estimate) for row in in_tables.rows for cell in row)


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_the_page_is_whole_and_speaks_of_nothing_else(pages, check_html, code):
    page = check_html(pages[code])
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert page.tags.count("h1") == 1
    assert pages[code].count('<svg class="chart"') == 3
    assert "Pages per hour" not in pages[code]


def test_it_says_verdict_reason_and_what_would_settle_it(pages, check_html):
    text = " ".join("".join(check_html(pages["en"]).text).split()).replace("\u00a0", " ")
    for part in ("Verdict pays", "USD 340,000", "keep eight units without it", "Full cost USD 310,500",
                 "Function: Claims", "AI-01"):  # fmt: skip
        assert part in text, part
    assert "划算" in pages["zh-Hant"]


def test_the_verdict_is_told_once_among_boxes(pages):
    html = pages["en"]
    boxes = html[html.index('<div class="boxes">') : html.index('<p class="hint">')]
    assert boxes.count("keep eight units without it") == 1
    assert "<b><bdi>Customer service assistant" not in boxes


def test_its_details_are_drawn_ahead_and_those_of_others_are_not(effects, en, monkeypatch):
    from specie.report.chart import ahead, painter

    asked = []
    monkeypatch.setattr("specie.report.chart.draw_ahead", asked.append)
    monkeypatch.setattr(painter, "_OPEN", [])
    ahead(figures_about(effects.effect(), effects.SUBJECT), en, details=True)
    assert len(asked) == 2
    assert figures_about(effects.effect(), effects.OTHER) == ()
    ahead(effects.effect().figures, en)
    assert len(asked) == 2


def test_few_rows_of_many_columns_stand_as_cards(effects, pages):
    html = pages["en"]
    part = html[html.index('id="table-pays-effect-designs"') :]
    part = part[: part.index("</section>")]
    assert part.count('<dl class="card">') == 2
    assert "<table" not in part
    assert "<dl" not in html[html.index('id="table-pays-effect-left-out"') :].partition("</section>")[0]


def test_both_languages_hold_the_same_numbers(pages, check_html):
    found = {
        code: sorted(re.findall(r"[\d.,]*\d", " ".join(check_html(html).text)))
        for code, html in pages.items()
    }
    assert found["en"] == found["zh-Hant"]
    assert len(found["en"]) > 200


def test_what_users_type_stays_text(effects, check_html):
    evil = Ref("initiative", "AI-01", "<script>alert(1)</script>\u202e{a}")
    subject = replace(effects.SUBJECT, ref=evil, facts=((say("Function"), "<img src=x>"),))
    page = check_html(render_initiative(effects.run(), subject, effects.declarations(), "en"))
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert "\u202e" not in "".join(page.text)


def test_it_is_written_with_its_manifest(effects, tmp_path):
    page, manifest = write_initiative(
        effects.run(), effects.SUBJECT, effects.declarations(), "en", tmp_path / "p.html"
    )
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert manifest.is_file()
    assert file_name(effects.SUBJECT) == "AI-01.html"
    assert file_name(Subject(Ref("initiative", "../客服"))) == "----5ba2-670d.html"


def test_text_shows_every_number_and_no_silent_analysis(effects, own, en):
    from specie.report.run import as_text

    text = as_text(own, effects.declarations(), en, colour=False, subject=effects.SUBJECT)
    assert "310,500" in text
    assert "Minutes per case" in text
    assert "pays/portfolio" in text
    quiet = replace(own, results=tuple(replace(r, findings=()) for r in own.results))
    assert is_silent(quiet["pays/portfolio"])
    assert "pays/portfolio" not in as_text(
        quiet, effects.declarations(), en, colour=False, subject=effects.SUBJECT
    )


def test_verdicts_are_counted_on_the_first_screen_of_the_whole(effects, whole):
    counts = {v: len(w) for v, w in outline(whole, effects.declarations()).verdicts.items()}
    assert counts == {Verdict.PAYS: 1, Verdict.DOES_NOT_PAY: 1, Verdict.TOO_EARLY: 0, Verdict.CANNOT_TELL: 0}


INITIATIVES = "initiative_id,name,function,approach\nAI-01,Claims reader,Claims,build\nAI-02,Chat,Sales,buy\n"
KPIS = """kpi_id,initiative_id,name,unit,better,scale,cash_class
K-1,AI-01,Minutes,minutes,lower,level,released
K-2,AI-02,Orders,orders,higher,level,avoided
"""


@pytest.fixture
def small_book(tmp_path):
    from specie.book import open_book

    (tmp_path / "specie.toml").write_text(
        '[book]\nname = "Small"\nas_of = 2026-09-30\ncurrency = "USD"\n', "utf-8"
    )
    (tmp_path / "initiatives.csv").write_text(INITIATIVES, "utf-8")
    (tmp_path / "kpis.csv").write_text(KPIS, "utf-8")
    book = open_book(tmp_path)
    assert book.has("kpis"), book.problems
    return book


def test_the_book_says_what_belongs_to_an_initiative(small_book, en):
    subject = subject_of(small_book, "AI-01")
    assert subject.ref == Ref("initiative", "AI-01", "Claims reader")
    assert subject.parts == (Ref("kpi", "K-1", "Minutes"),)
    facts = [(en.message(label), en.value(fact)) for label, fact in subject.facts]
    assert facts == [("Function", "Claims"), ("Approach", "build")]


@pytest.mark.parametrize(
    ("asked", "close"), [("AI-1", "AI-01"), ("ai-02", "AI-02"), ("claims read", "AI-01"), ("ai2", "AI-02")]
)
def test_an_unknown_initiative_names_the_nearest(small_book, asked, close):
    with pytest.raises(UnknownInitiativeError) as caught:
        subject_of(small_book, asked)
    assert caught.value.close[0] == close


def test_an_initiative_unlike_any_other_names_what_there_is(small_book):
    with pytest.raises(UnknownInitiativeError) as caught:
        subject_of(small_book, "zzzzzzzz")
    assert caught.value.close == ()
    assert caught.value.known == ("AI-01", "AI-02")


def test_a_list_of_several_becomes_the_one_of_them(effects):
    from specie.model import Quantity, Ref, listed, say
    from specie.report.narrow import _one_of  # pyright: ignore[reportPrivateUsage]

    others = [Ref("initiative", f"OTHER-{n}") for n in range(3)]
    message = say("{names} stand still", names=listed([others[0], effects.SUBJECT.ref, *others[1:]]))
    written = _one_of(message, effects.SUBJECT)
    assert not any(other.id in repr(written) for other in others)
    assert Quantity(4, "count") in dict(written.arg("names").args).values()
    alone = say("{names} stand still", names=listed([effects.SUBJECT.ref]))
    assert _one_of(alone, effects.SUBJECT) == alone
    of_others = say("{names} stand still", names=listed(others))
    assert _one_of(of_others, effects.SUBJECT) == of_others
