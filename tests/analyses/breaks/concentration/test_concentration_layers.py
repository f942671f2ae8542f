"""Money by layer: a reseller hides nobody, unknown money is a range, everything by hand."""

from __future__ import annotations

import pytest

from specie.analyses.breaks.concentration import ANALYSIS
from specie.model import Severity, Status


def one(result, measure, subject="all"):
    (found,) = result.find(measure, subject)
    return found


def codes(result):
    return [finding.code for finding in result.findings]


HIDDEN = "A,host,cloud,,low,,,,\nA,model_developer,lab1,one-large,low,,,,\n"


def test_a_reseller_does_not_hide_the_developer(make_book, assess, bill):
    bills = bill("Cloud One", 40, "A") + bill("Lab One", 30, "B") + bill("Lab Two", 30, "C")
    deps = HIDDEN + "B,model_developer,lab1,one-large,low,,,,\nC,model_developer,lab2,two,low,,,,\n"
    result = assess(make_book(bills=bills, dependencies=deps))
    assert one(result, "share_invoice_issuer", "lab1").point == pytest.approx(0.30)
    assert one(result, "share_model_developer", "lab1").point == pytest.approx(0.70)
    assert one(result, "hhi_invoice_issuer").point == pytest.approx(10_000 * (0.16 + 0.09 + 0.09))
    assert one(result, "hhi_model_developer").point == pytest.approx(10_000 * (0.49 + 0.09))
    assert one(result, "effective_model_developer").point == pytest.approx(1 / 0.58)
    assert one(result, "top_share_model_developer").exact
    (finding,) = (f for f in result.findings if f.code == "BRK102")
    assert (finding.subject.id, finding.severity) == ("lab1", Severity.ALARM)
    assert float(finding.message.arg("billed").value) == pytest.approx(0.30)
    assert "BRK101" not in codes(result)


def test_textbook_market_of_four(make_book, assess, bill):
    names = ("Cloud One", "Cloud Two", "Lab One", "Lab Two")
    result = assess(
        make_book(bills="".join(bill(n, a) for n, a in zip(names, (30, 30, 20, 20), strict=True)))
    )
    assert one(result, "hhi_invoice_issuer").point == pytest.approx(2600)
    assert one(result, "top3_share_invoice_issuer").point == pytest.approx(0.8)
    assert one(result, "hhi_invoice_issuer").unit == "points"
    assert "BRK108" in codes(result)


def test_what_the_bill_states_beyond_the_seller_goes_first(make_book, assess, bill):
    bills = bill("Cloud One", 60, "A", publisher="Lab Two") + bill(
        "Cloud One", 40, "A", host="Cloud Two", publisher="Lab Two"
    )
    result = assess(make_book(bills=bills, dependencies=HIDDEN))
    assert one(result, "share_model_developer", "lab2").point == 1.0
    assert one(result, "share_host", "cloud2").point == pytest.approx(0.40)
    assert one(result, "share_host", "cloud").point == pytest.approx(0.60)


def test_a_bill_that_names_only_the_seller_leaves_the_developer_open(make_book, assess, bill):
    bills = bill("Cloud One", 60) + bill("Lab One", 40, "B")
    result = assess(make_book(bills=bills, dependencies="B,model_developer,lab1,m,low,,,,\n"))
    share = one(result, "share_model_developer", "lab1")
    assert (share.point, share.low, share.high, share.level) == (
        None,
        pytest.approx(0.4),
        pytest.approx(1.0),
        1.0,
    )
    index = one(result, "hhi_model_developer")
    assert (index.point, index.low, index.high) == (None, pytest.approx(1600), pytest.approx(10_000))
    assert one(result, "unknown_model_developer").point == pytest.approx(0.6)
    assert "BRK103" in codes(result)
    assert "BRK109" in codes(result)


def test_a_layer_of_which_hardly_anything_is_known_is_left_out(make_book, assess, bill):
    bills = bill("Cloud One", 95) + bill("Lab One", 5, "B")
    result = assess(make_book(bills=bills, dependencies="B,model_developer,lab1,m,low,,,,\n"))
    assert not list(result.find("hhi_model_developer"))
    assert any("only the seller" in f.message.template for f in result.findings if f.code == "BRK109")


def test_one_of_several_developers_is_a_range_and_not_a_guess(make_book, assess, bill):
    bills = bill("Cloud One", 50, "A") + bill("Lab One", 30, "B") + bill("Lab Two", 20, "C")
    deps = (
        "A,model_developer,lab1,m1,low,,,,\nA,model_developer,lab2,m2,low,,,,\n"
        "B,model_developer,lab1,m1,low,,,,\nC,model_developer,lab2,m2,low,,,,\n"
    )
    result = assess(make_book(bills=bills, dependencies=deps))
    index, top = one(result, "hhi_model_developer"), one(result, "top_share_model_developer")
    assert index.low == pytest.approx(5000)  # 50 : 50 is possible
    assert index.high == pytest.approx(10_000 * (0.8**2 + 0.2**2))
    assert (top.low, top.high) == (pytest.approx(0.5), pytest.approx(0.8))
    assert index.point is None
    assert one(result, "share_model_developer", "lab2").high == pytest.approx(0.7)


def test_tokens_at_list_price_give_a_point_within_the_range(make_book, assess, bill):
    usage = (
        "date,initiative_id,provider,model,input_tokens,cached_input_tokens,output_tokens\n"
        "2026-06-02,A,openai,gpt-4o,1000000,0,0\n2026-06-02,A,anthropic,claude-sonnet-4-0,1000000,0,0\n"
    )
    vendors = (
        "vendor_id,company_id,name\nopenai,openai,OpenAI\nanthropic,anthropic,Anthropic\ncloud,,Cloud One\n"
    )
    deps = "A,model_developer,openai,gpt-4o,low,,,,\nA,model_developer,anthropic,claude-sonnet-4-0,low,,,,\n"
    book = make_book(
        {"usage": usage, "vendors": vendors}, bills=bill("Cloud One", 100, "A"), dependencies=deps
    )
    share = one(assess(book), "share_model_developer", "anthropic")
    assert share.point == pytest.approx(3.0 / (3.0 + 2.5))  # USD 3 and 2.50 for a million input tokens
    assert (share.low, share.high) == (0.0, 1.0)
    assert share.assumptions


def test_a_model_that_fits_nobody_leaves_the_range(make_book, assess, bill):
    usage = (
        "date,initiative_id,provider,model,input_tokens,cached_input_tokens,output_tokens\n"
        "2026-06-02,A,somebody,quux-9,1000000,0,0\n"
    )
    deps = "A,model_developer,lab1,m1,low,,,,\nA,model_developer,lab2,m2,low,,,,\n"
    book = make_book({"usage": usage}, bills=bill("Cloud One", 100, "A"), dependencies=deps)
    share = one(assess(book), "share_model_developer", "lab1")
    assert (share.point, share.low, share.high) == (None, 0.0, 1.0)


def test_vendors_of_one_company_are_one_supplier(make_book, assess, bill):
    vendors = "vendor_id,company_id,name\nc1,acme,Acme Cloud\nc2,acme,Acme Models\nlab1,,Lab One\n"
    bills = bill("Acme Cloud", 30) + bill("Acme Models", 30) + bill("Lab One", 40)
    result = assess(make_book({"vendors": vendors}, bills=bills))
    assert one(result, "share_invoice_issuer", "c1").point == pytest.approx(0.60)
    assert one(result, "share_invoice_issuer", "c1").subject.label == "Acme Cloud / Acme Models"
    assert not list(result.find("share_invoice_issuer", "c2"))


def test_own_work_and_tax_are_no_suppliers_money(make_book, assess, bill):
    costs = (
        "date,initiative_id,vendor_id,cost_type,amount,currency\n2026-06-01,A,,labour,900,USD\n"
        "2026-06-01,A,lab2,integration,50,USD\n2026-06-01,A,,licence,10,USD\n"
    )
    bills = bill("Cloud One", 50, "A") + bill("Cloud One", 7, category="Tax")
    result = assess(make_book({"costs": costs}, bills=bills, dependencies=HIDDEN))
    share = one(result, "share_invoice_issuer", "cloud")
    assert (share.low, share.high) == (pytest.approx(50 / 110), pytest.approx(60 / 110))
    developer = one(result, "share_model_developer", "lab1")  # integration runs on no model
    assert developer.point == 1.0


def test_credits_lower_a_share_and_never_below_nothing(make_book, assess, bill):
    bills = bill("Cloud One", 50) + bill("Cloud One", -10, category="Credit") + bill("Lab One", 60)
    bills += bill("Lab Two", -5, category="Credit")
    result = assess(make_book(bills=bills))
    assert one(result, "share_invoice_issuer", "cloud").point == pytest.approx(0.40)
    assert one(result, "share_invoice_issuer", "lab2").point == 0.0


def test_only_the_last_twelve_months_count(make_book, assess, bill):
    bills = (
        bill("Cloud One", 50) + bill("Lab One", 50, day="2025-06-05") + bill("Lab Two", 50, day="2025-06-06")
    )
    result = assess(make_book(bills=bills))
    assert one(result, "share_invoice_issuer", "cloud").point == pytest.approx(0.5)
    assert not list(result.find("share_invoice_issuer", "lab1"))
    assert not list(assess(make_book(bills=bills), months=1).find("share_invoice_issuer", "lab2"))


def test_regions_of_the_invoice_issuers(make_book, assess, bill):
    result = assess(make_book(bills=bill("Cloud One", 90) + bill("Lab Two", 10)))
    assert one(result, "region_share", "US").point == pytest.approx(0.9)
    assert "BRK110" in codes(result)


def test_a_bare_bill_gives_issuers_and_hosts_and_says_what_is_missing(make_book, assess, bill):
    result = assess(
        make_book(bills=bill("Nimbus Inc", 10, host="Nimbus", publisher="Nimbus Inc"), limit=None)
    )
    assert result.status is Status.OK
    assert one(result, "share_invoice_issuer", "Nimbus Inc").point == 1.0
    assert one(result, "share_host", "Nimbus").point == 1.0
    assert not list(result.find("hhi_model_developer"))
    notes = [f.message for f in result.findings if f.code == "BRK109"]
    assert any(
        "names only the seller" in note.template or "only the seller" in note.template for note in notes
    )
    assert any("max_vendor_share" in dict(note.args).values() for note in notes)
    assert result.headline


def test_estimates_use_only_declared_measures_methods_and_codes(make_book, assess, bill):
    bills = bill("Cloud One", 60) + bill("Lab One", 40, "B")
    deps = "B,model_developer,lab1,m,critical,,,,\nA,host,cloud,,critical,lab1,,3,\n"
    result = assess(make_book(bills=bills, dependencies=deps))
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert set(codes(result)) <= {c.id for c in ANALYSIS.codes}
    keys = [e.key for e in result.estimates]
    assert len(keys) == len(set(keys))
    assert all(e.denominator is not None for e in result.estimates)
    assert 2 <= len(result.key) <= 5


def test_nothing_to_say_is_not_assessed(make_book, assess):
    costs = "date,initiative_id,vendor_id,cost_type,amount,currency\n2026-06-01,A,,labour,900,USD\n"
    assert assess(make_book({"costs": costs})).status is Status.NOT_ASSESSED


@pytest.mark.parametrize("wrong", [{"critical_from": "urgent"}, {"months": 0}])
def test_parameters_without_sense_are_named(make_book, assess, wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        assess(make_book(), **wrong)
