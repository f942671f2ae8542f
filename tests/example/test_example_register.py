"""Forecasts, claims and warnings of the example: outcomes are those of the stages and the ledger."""

from collections import Counter
from datetime import date


def _month_end(period):
    year, month = map(int, period.split("-"))
    return date(year + month // 12, month % 12 + 1, 1).toordinal() - 1


def test_outcomes_of_stage_forecasts_are_those_of_the_stages(written):
    reached = {
        (row["initiative_id"], row["stage"]): date.fromisoformat(row["entered_on"])
        for row in written.rows("stages.csv")
    }
    chances = [row for row in written.rows("forecasts.csv") if row["probability"]]
    assert len(chances) >= 40
    for row in chances:
        day = reached.get(tuple(row["series"].split(" ")))
        came = day is not None and day.toordinal() <= _month_end(row["date"])
        assert row["actual"] in ("", str(int(came)))
        assert (row["actual"] == "") == (_month_end(row["date"]) > date(2026, 10, 31).toordinal())
    assert len(set(Counter(row["publisher"] for row in chances).values())) == 1


def test_rival_claims_share_a_topic_and_every_speaker_is_invented(written):
    claims = written.rows("claims.csv")
    topics = Counter(row["topic"] for row in claims if row["topic"])
    assert sum(count > 1 for count in topics.values()) >= 3
    speakers = [row["publisher"] for row in claims] + [row["speaker"] for row in written.rows("warnings.csv")]
    assert all("(synthetic)" in speaker for speaker in speakers)
