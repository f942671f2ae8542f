"""Every ruler that counts initiatives or money, from tables on disk to the answer worked by hand."""

from pathlib import Path

import pytest

from specie.analyses.ruler.ladder.apply import Applied, apply_all
from specie.analyses.ruler.ladder.portfolio import read_portfolio
from specie.analyses.ruler.ladder.reading import Amount, Answer, Share
from specie.book import open_book
from specie.facts import open_facts

TOML = '[book]\nname = "Worked"\ncurrency = "USD"\nas_of = 2026-10-31\n'
# A bought and scaled, B built and live, C a partner's pilot that was stopped, D bought, live, then stopped,
# E a pilot of three months, F an idea, G a general assistant, H and I in the IT function.
TABLES = {
    "initiatives": "initiative_id,name,function,use_case,approach\n"
    "A,Alpha,sales,drafting,buy\nB,Beta,sales,search,build\nC,Gamma,legal,review,partner\n"
    "D,Delta,sales,scoring,buy\nE,Epsilon,sales,routing,build\nF,Phi,sales,pricing,\n"
    "G,Eta,hr,general-purpose assistant,buy\nH,Theta,IT,triage,build\nI,Iota,IT operations,alerts,build\n",
    "stages": "initiative_id,stage,entered_on,blocked_by\n"
    "A,pilot,2024-02-01,privacy\nA,production,2024-06-01,integration\nA,scaled,2025-06-01,\n"
    "B,pilot,2024-06-01,data\nB,production,2025-03-01,\nC,pilot,2024-03-01,legal\nC,stopped,2024-09-01,\n"
    "D,pilot,2023-11-01,\nD,production,2024-03-01,\nD,stopped,2024-12-01,\nE,pilot,2026-08-01,\n"
    "F,idea,2026-09-01,\nG,pilot,2025-02-01,\nG,production,2025-04-01,\n"
    "H,pilot,2024-01-01,\nH,stopped,2024-04-01,\nI,pilot,2024-01-01,\nI,production,2024-08-01,\n",
    "costs": "date,initiative_id,cost_type,amount,currency\n"
    "2024-02-01,A,labour,300000,USD\n2025-12-01,A,usage,200000,USD\n2024-06-01,B,labour,200000,USD\n"
    "2024-03-01,C,labour,50000,USD\n2023-11-01,D,labour,80000,USD\n2026-08-01,E,labour,10000,USD\n"
    "2025-02-01,G,licence,70000,USD\n2026-05-01,G,licence,30000,USD\n",
    "benefits": "initiative_id,period,amount,currency,cash_class,ledger_account,evidence\n"
    "A,2024-Q4,400000,USD,booked,6100,journal\nA,2026-Q2,900000,USD,booked,6100,journal\n"
    "B,2026-Q2,250000,USD,unconverted,,hours\nG,2025-Q3,60000,USD,unconverted,,hours\n",
    "ledger": "date,account,amount,currency\n2024-12-31,6100,-400000,USD\n2026-06-30,6100,-700000,USD\n",
    "kpis": "kpi_id,initiative_id,name,unit,better,scale\n"
    "KA,A,a,n,higher,level\nKB,B,b,n,lower,level\nKI,I,i,n,higher,level\n",
    "plans": "initiative_id,registered_on,kpi_id,baseline,minimum_effect,decide_on\n"
    "A,2024-01-01,KA,10,2,2025-01-01\nB,2024-01-01,KB,10,2,2025-12-01\nI,2024-01-01,KI,10,2,2025-12-01\n",
    "outcomes": "kpi_id,unit_id,period,value\n"
    "KA,u,2024-08,12\nKA,u,2024-09,13\nKB,u,2025-06,9\nKI,u,2024-10,15\n",
    "budgets": "period,scope,amount,currency\n2025,ai,250000,USD\n",
    "vendors": "vendor_id,name,kind\nv1,One,model\nv2,Two,model\n",
    "dependencies": "initiative_id,layer,vendor_id\nA,model_developer,v1\nB,model_developer,v2\n",
}
# ruler -> (counted, of how many that can be told, how many are too young)
SHARES = {
    # piloted: A B C D E G H I; stopped and never scaled: C D H; E is young
    "sp451-projects-scrapped": (3, 7, 1),
    # all nine; not in production: C H, and E F, which are young
    "gartner-not-in-production": (2, 7, 2),
    # piloted; stopped before production: C H
    "gartner-poc-prediction-2024": (2, 7, 1),
    "gartner-poc-revised": (2, 7, 1),
    # bought or partnered pilots: A C D G; live at some time: A D G
    "nanda-external-partnership": (3, 4, 0),
    # built pilots: B E H I; live: B I; E is young
    "nanda-internal-build": (2, 3, 1),
    # a million in cash: A has 400 and 700 thousand
    "nanda-pilots-millions": (1, 7, 1),
    # scaled: A; E F are young
    "ibm-ceo-scaled": (1, 7, 2),
    # planned with readings: A moved from 10 to 12.5, B from 10 to 9 with 2 promised, I to 15
    "ibm-ceo-expected-roi": (2, 3, 0),
    # with cost: A B C D E G; above cost in cash: A with 1,100 on 500 thousand
    "teneo-more-than-cost": (1, 5, 1),
    "gartner-2025-initiative-roi": (1, 5, 1),
    # a pilot or cost began: all but F; stopped: C D H
    "it-projects-abandoned-uk": (3, 7, 1),
    # running in production: A B G I; a stop in the function before: B after D, I after none of its own name
    "stanford-playbook-prior-failure": (1, 4, 0),
    # blocks of those that went live: privacy, integration, data
    "stanford-playbook-nontechnical": (2, 3, 0),
    # of the IT function: H stopped, I not
    "gartner-io-fail": (1, 2, 0),
    # of the IT function with a plan: I met it
    "gartner-io-fully-succeed": (1, 1, 0),
}
ANSWERS = {
    "sp451-abandoned-most": False,  # C and H of nine
    "deloitte7-40pct-pilots": True,  # A B D G I of eight
    "deloitte-emea-payback-year": False,  # of A B D G I only A: 400 on 300 thousand within its year
    "google-cloud-one-use-case": True,
    "google-cloud-within-year": True,
    "mckinsey2026-any-ebit": True,
    "mckinsey2026-scaling": True,
    "forrester-ebitda-lift": True,  # 700 against 240 thousand since October 2025
    "forrester-ties-to-pl": True,
    "gartner-cfo-roi": True,  # 1,100 against 940 thousand
    "pwc29-neither": False,
    "nanda-org-zero-return": False,
    "nanda-task-investigated": True,
    "nanda-task-piloted": True,
    "nanda-task-investigated-to-piloted": True,
    "nanda-task-implemented": True,
    "nanda-task-pilot-to-implemented": True,  # A in four months
    "nanda-llm-piloted": True,
    "nanda-llm-implemented": True,
    "nanda-llm-pilot-to-implemented": True,  # G in two months
    "gartner-io-one-failure": True,  # H
    "deloitte-q4-2024-best-initiative": True,  # A is scaled and met its plan
    "wharton-tracks-roi": True,
    "finops-cannot-quantify": False,
    "finops-forecast-10pct": True,  # 270 of 250 thousand
    "a16z-three-models": False,  # two developers
}


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Applied]:
    folder: Path = tmp_path_factory.mktemp("worked")
    (folder / "specie.toml").write_text(TOML, "utf-8")
    for table, text in TABLES.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
    book = open_book(folder)
    assert [p.message.template for p in book.problems if p.level.rank == 2] == []
    return {a.study.id: a for a in apply_all(read_portfolio(book), open_facts(), 0.9, 12)[0]}


@pytest.mark.parametrize("ruler", SHARES)
def test_share(applied: dict[str, Applied], ruler: str) -> None:
    one, (k, n, young) = applied[ruler], SHARES[ruler]
    assert one.settled is not None
    assert (one.settled.k, one.settled.n, one.young) == (k, n, young)
    assert one.own is not None
    assert one.own.point == pytest.approx(k / n)


@pytest.mark.parametrize("ruler", ANSWERS)
def test_answer(applied: dict[str, Applied], ruler: str) -> None:
    answer = applied[ruler].cash
    assert isinstance(answer, Answer)
    assert answer.yes is ANSWERS[ruler]


def test_level(applied: dict[str, Applied]) -> None:
    amount = applied["ibm-ibv-roi-level"].cash
    assert isinstance(amount, Amount)
    assert amount.value == pytest.approx(1100 / 940 - 1)


def test_every_ruler_that_counts_initiatives_is_worked_here(applied: dict[str, Applied]) -> None:
    assert {key for key, one in applied.items() if isinstance(one.cash, Share)} == set(SHARES)
    assert len(applied) >= 12
