"""Words that people use for barriers, their root cause, and which of them make up the learning gap."""

from __future__ import annotations

from dataclasses import dataclass

from specie.model import Ref, Term


@dataclass(frozen=True, slots=True)
class Item:
    """A barrier with the words it goes by; ``technical`` as in the study it is set beside."""

    term: Term
    cause: Term
    technical: bool
    words: tuple[str, ...]
    learning: bool = False


MODEL, DATA, INTEGRATION = Term("model"), Term("data"), Term("integration")
ADOPTION, APPROVAL, ECONOMICS = Term("adoption"), Term("approval"), Term("economics")

ITEMS = (
    Item(Term("does not learn from feedback"), MODEL, True,
         ("no learning from feedback", "does not retain feedback", "不會從回饋學習", "無法從回饋學習"),
         learning=True),
    Item(Term("loses context"), MODEL, True,
         ("does not keep context", "no memory", "記不住脈絡", "無法保留脈絡"), learning=True),
    Item(Term("does not improve"), MODEL, True,
         ("does not get better", "no improvement", "不會進步", "用久了也沒進步"), learning=True),
    Item(Term("not used in daily work"), ADOPTION, False,
         ("not used", "is not used", "日常工作用不到", "沒有人用"), learning=True),
    Item(Term("trust in answers"), MODEL, True,
         ("answer quality", "output quality", "wrong answers", "hallucination", "答案可信度", "答案品質")),
    Item(Term("data quality"), DATA, False, ("data", "poor data", "資料品質", "資料")),
    Item(Term("integration"), INTEGRATION, True, ("system integration", "legacy systems", "系統整合")),
    Item(Term("privacy and law"), APPROVAL, False,
         ("privacy", "legal", "compliance", "regulation", "隱私與法規", "法規遵循", "隱私")),
    Item(Term("security"), APPROVAL, False, ("information security", "資安", "資訊安全")),
    Item(Term("approval takes long"), APPROVAL, False, ("approval", "slow approval", "核准太慢", "核准")),
    Item(Term("skills"), ADOPTION, False, ("talent", "training", "lack of skills", "技能", "人才")),
    Item(Term("change for staff"), ADOPTION, False,
         ("change management", "unwilling users", "resistance", "員工適應", "變革管理", "使用意願")),
    Item(Term("no backing from management"), ADOPTION, False,
         ("executive sponsorship", "no sponsor", "缺乏主管支持", "主管支持")),
    Item(Term("unclear benefit"), ECONOMICS, False, ("no clear benefit", "unclear value", "效益不明")),
    Item(Term("cost of running it"), ECONOMICS, False, ("cost", "running cost", "運作成本", "成本")),
)  # fmt: skip
"""Root causes are those of the stage table, grouped; data and process count as not technical."""

_BY_WORD = {word.lower(): item for item in ITEMS for word in (item.term.id, *item.words)}


def item_of(text: str) -> Item | None:
    """Find the item that a barrier's wording stands for; None for wording of the user's own."""
    return _BY_WORD.get(" ".join(text.lower().replace("_", " ").split()))


def barrier_ref(text: str) -> Ref:
    """Refer to a barrier: a word of the vocabulary, or the user's own words."""
    item = item_of(text)
    return Ref("barrier", item.term.id) if item else Ref("barrier", text.strip().lower(), text.strip())
