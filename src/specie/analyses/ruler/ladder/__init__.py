"""The user's portfolio under many published definitions of success and failure, each beside its own study."""

from specie.model import Analysis, Code, Measure, Method, Param, Question, Severity, Term, say

ANALYSIS = Analysis(
    id="ruler/ladder",
    question=Question.RULER,
    title=say("One portfolio under many rulers"),
    summary=say(
        "Your initiatives counted as published studies count, each beside that study's own result, "
        "interval, unit, "
        "definition and interest"
    ),
    version="2",
    run="specie.analyses.ruler.ladder.run:run",
    leads=True,
    needs=("initiatives",),
    any_of=(("stages", "benefits"),),
    uses=("costs", "ledger", "plans", "kpis", "outcomes", "rollout", "dependencies", "budgets", "rates"),
    facts=("rulers", "zombies"),
    params=(Param("young_months", 12, say("Months an initiative is given where a study names no window")),),
    measures=(
        Measure(
            "own_rate",
            say("Your share by this ruler"),
            "k / n of your initiatives that are decided or older than the window",
            say("Only as good as the definition: another ruler counts something else of something else"),
        ),
        Measure(
            "own_rate_claimed",
            say("Your share by this ruler, benefits as claimed"),
            "k / n of your initiatives, every benefit counted as its owner claims it",
            say("What a survey would hear; cash is what an account would show"),
        ),
        Measure(
            "own_rate_with_young",
            say("Your share by this ruler, the young counted as the study would"),
            "k / n of your initiatives, however young",
            say("Every young portfolio reads low"),
        ),
        Measure(
            "own_rate_open",
            say("What the young leave open"),
            "k / n if none of the young comes to count, to (k + young) / n if all do",
            say("Bounds, not a forecast"),
        ),
        Measure(
            "own_level",
            say("Your level by this ruler"),
            "(benefits - cost) / cost",
            say("Cost comes first and benefit later: a young portfolio always reads low"),
        ),
        Measure(
            "own_level_claimed",
            say("Your level by this ruler, benefits as claimed"),
            "(claimed benefits - cost) / cost",
            say("What a survey would hear; cash is what an account would show"),
        ),
        Measure(
            "study_rate",
            say("The study's own result"),
            "as published",
            say("Sampling noise only; a convenience sample is worse than its interval"),
        ),
        Measure(
            "own_less_study",
            say("Your share less the study's"),
            "p1 - p2",
            say("Two different populations: a difference is a question, not a verdict"),
        ),
        Measure(
            "pilot_success",
            say("Pilots in production within six months"),
            "k / n of your pilots",
            say("A share of initiatives; no study of organisations may stand beside it"),
        ),
    ),
    methods=(
        Method(
            "clopper_pearson",
            say("Exact binomial interval"),
            "Clopper, C. J. and Pearson, E. S. (1934). Biometrika 26(4), 404-413. "
            "doi:10.1093/biomet/26.4.404",
        ),
        Method(
            "clopper_pearson_of_the_study",
            say("Exact binomial interval from the study's base"),
            "Clopper, C. J. and Pearson, E. S. (1934). Biometrika 26(4), 404-413. "
            "doi:10.1093/biomet/26.4.404",
        ),
        Method(
            "worst_case_bounds",
            say("Bounds without any assumption about what is missing"),
            "Manski, C. F. (1990). American Economic Review 80(2), 319-323.",
        ),
        Method("printed_interval", say("Interval printed by the study"), "the study"),
        Method(
            "newcombe",
            say("Difference of two shares, hybrid score interval"),
            "Newcombe, R. G. (1998). Statistics in Medicine 17(8), 873-890. "
            "doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I",
        ),
        Method("sums", say("Sums of booked rows"), "no model"),
    ),
    codes=(
        Code(
            "RUL101",
            say("The reading depends on the ruler"),
            say("Two published definitions of one kind read this portfolio twenty points or more apart"),
            say("Name unit, numerator and window with every rate"),
            Severity.WATCH,
        ),
        Code(
            "RUL102",
            say("Claims exceed cash"),
            say("More initiatives pay by what is claimed than by what is booked or released"),
            say("Trace each claim to an account and a period"),
            Severity.WATCH,
        ),
        Code(
            "RUL103",
            say("Too young to tell"),
            say("Undecided initiatives are younger than the window of the study"),
            say("Show the rate with and without them"),
            Severity.NOTE,
        ),
        Code(
            "RUL104",
            say("Interest of the publisher"),
            say("The publisher sells something that the result recommends, or owns what it measures"),
            say("Read the interest beside the result"),
            Severity.NOTE,
        ),
        Code(
            "RUL105",
            say("A claim its source does not support"),
            say("A widely repeated figure changes the unit or the test of the study behind it"),
            say("Quote the study, not the claim"),
            Severity.NOTE,
        ),
        Code(
            "RUL106",
            say("More rulers with more tables"),
            say("Some rulers need tables that the book does not have"),
            say("Add the tables named"),
            Severity.NOTE,
        ),
        Code(
            "RUL107",
            say("An old study"),
            say("The source of the ruler is older than three years on the date of the book"),
            say("Look for a newer edition"),
            Severity.NOTE,
        ),
        Code(
            "RUL108",
            say("Pilots are not organisations"),
            say("A share of organisations and a share of pilots have different units"),
            say("Never set one beside the other"),
            Severity.NOTE,
        ),
        Code(
            "RUL109",
            say("Apart from the study"),
            say("The interval of the difference between your share and the study's leaves out zero"),
            say("Look for what differs before you judge"),
            Severity.NOTE,
        ),
    ),
)

TERMS = (
    Term("success"),
    Term("failure"),
    Term("adoption"),
    Term("practice"),
    Term("zero_return"),
    Term("barrier"),
    Term("prior_failure"),
    Term("return_level"),
    Term("partial"),
    Term("initiative"),
    Term("organisation"),
    Term("respondent"),
    Term("firm"),
    Term("spend"),
    Term("self-report"),
    Term("ledger"),
    Term("telemetry"),
    Term("rct"),
    Term("administrative"),
    Term("prediction"),
    Term("yes"),
    Term("no"),
)
"""Words of the vocabulary that the rulers bring along."""
