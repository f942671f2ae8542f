"""What the parameters, measures and methods of the effects mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Method, Param, say

PARAMS = (
    Param(
        "wrong_verdicts",
        0.05,
        say("Share of decisive answers that may be wrong; intervals cover one minus this."),
    ),
    Param(
        "missing_readings",
        0.2,
        say("Share of expected readings that may be missing before it is a finding."),
    ),
    Param(
        "look_every",
        8,
        say("Periods between looks at the same result, all of which together may be wrong no more often."),
    ),
    Param(
        "library",
        False,
        say("Ask the estimation library too and compare: seconds for each metric."),
    ),
)

MEASURES = (
    Measure(
        "effect",
        say("Effect on the metric"),
        "mean over treated readings of reading - untreated reading, on the scale of comparison",
        say(
            "Levels and shares in their unit, logarithms in log points; the sign is the metric's, not better"
            " or worse."
        ),
    ),
    Measure(
        "effect_relative",
        say("Effect relative to no use"),
        "sum of changes / (sum of treated readings - sum of changes), by cases",
        say("Large where the metric is near zero without the effect."),
    ),
    Measure(
        "effect_p_value",
        say("p-value of no effect"),
        "share of ways to hand out the starts under which the estimate is at least as far from zero",
        say("How surprising the readings are if nothing happened; not the chance that nothing happened."),
    ),
    Measure(
        "smallest_p_value",
        say("Smallest p-value this design can give"),
        "share of ways to hand out the starts that no reading could ever tell from the real one",
        say("Above the accepted share of wrong verdicts nothing can be decided, whatever the readings say."),
    ),
    Measure(
        "units_treated",
        say("Units treated"),
        "units (groups, where whole groups start) with readings before and under treatment",
        say("Units treated before the first reading do not count: nobody knows how they were without it."),
    ),
    Measure(
        "units_compared",
        say("Units compared with"),
        "units (groups) read untreated while another one was treated",
        say("Units that start later compare until they start."),
    ),
    Measure(
        "improvement_to_date",
        say("Improvement so far"),
        "sum over treated readings of cases * change in the metric's unit; positive is better",
        say("Cases times unit, such as minutes; worth money only after a value for a unit is named."),
    ),
    Measure(
        "improvement_year",
        say("Improvement in the last twelve months"),
        "the same over periods that began in the twelve months before the date of the book",
        say("Only time that is over: nothing is projected."),
    ),
    Measure(
        "readings_treated_year",
        say("Cases under treatment in the last twelve months"),
        "sum of the weights of treated readings",
        say("Readings count one each where no weight is given."),
    ),
    Measure(
        "effect_imputation",
        say("Effect by imputation"),
        "mean over treated readings of reading - (unit effect + period effect) fitted on untreated readings",
        say("Shown beside the estimate that is told; takes all untreated readings alike."),
    ),
    Measure(
        "effect_callaway_santanna",
        say("Effect by group-time averages"),
        "mean over starts g and periods t of change from g - 1 to t, less that of units not yet treated",
        say("Compares with the one period before the start, so it is noisier where readings are."),
    ),
    Measure(
        "effect_synthetic_did",
        say("Effect by synthetic difference-in-differences"),
        "mean gap of treated units to a weighted mean of the others, after less a weighted mean before",
        say("A second opinion where few are treated; its test errs a little more often than it says."),
    ),
    Measure(
        "effect_clustered",
        say("Effect judged by groups"),
        "two-way fixed-effects coefficient, interval by inverting a wild cluster bootstrap of the groups",
        say(
            "Shown where groups hold treated and untreated units at once; starts at different times blur it."
        ),
    ),
    Measure(
        "effect_without_one",
        say("Effect without the unit that matters most"),
        "the same estimate and test without the unit (group) whose absence moves it most",
        say("If the answer is lost without one unit, it is an answer about that unit."),
    ),
    Measure(
        "gap_before",
        say("Gap before anybody started"),
        "mean reading of units that started - mean of the others, over the common time before",
        say("Levels do not bias an effect read from changes, but say how units were chosen."),
    ),
    Measure(
        "pretrend_p_value",
        say("p-value of no drift before the start"),
        "share of ways to hand out the starts under which stretches before the start differ as much",
        say("A large value does not prove that trends were parallel: little may have been read before."),
    ),
    Measure(
        "breakdown_value",
        say("Breakdown value"),
        "largest multiple of the worst change of trend before the start under which the sign still holds",
        say("Noise in the readings counts as change of trend, so it is on the low side."),
    ),
)

METHODS = (
    Method("count", say("Count of rows"), "exact"),
    Method(
        "imputation",
        say(
            "Imputation from unit and period effects; interval by inverting a test that hands out the starts"
            " anew"
        ),
        "Borusyak, Jaravel and Spiess (2024), https://doi.org/10.1093/restud/rdae007; Lehmann and Romano"
        " (2005), Testing Statistical Hypotheses, section 15.2",
    ),
    Method(
        "efficient",
        say(
            "Imputation with weights for persistent errors and drawn order; interval by inverting the same"
            " test"
        ),
        "Roth and Sant'Anna (2023), https://doi.org/10.48550/arXiv.2102.01291",
    ),
    Method(
        "demeaned_synthetic_control",
        say("Demeaned synthetic control of each treated unit; interval by inverting a placebo test"),
        "Ferman and Pinto (2021), https://doi.org/10.3982/QE1596",
    ),
    Method(
        "synthetic_did",
        say("Synthetic difference-in-differences; interval by ranking all units"),
        "Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), https://doi.org/10.1257/aer.20190159",
    ),
    Method(
        "callaway_santanna",
        say("Averages of group-time effects; interval by inverting the same test"),
        "Callaway and Sant'Anna (2021), https://doi.org/10.1016/j.jeconom.2020.12.001",
    ),
    Method(
        "pretrend",
        say("Joint test of all stretches before the start by handing out the starts anew"),
        "Callaway and Sant'Anna (2021), https://doi.org/10.1016/j.jeconom.2020.12.001; Lehmann and Romano"
        " (2005), Testing Statistical Hypotheses, section 15.2",
    ),
    Method(
        "breakdown",
        say("Bounds on how far trends may part after the start, relative to before"),
        "Rambachan and Roth (2023), https://doi.org/10.1093/restud/rdad018",
    ),
    Method(
        "wild_cluster",
        say("Wild cluster bootstrap, restricted; all changes of sign are compared where groups are few"),
        "Cameron, Gelbach and Miller (2008), https://doi.org/10.1162/rest.90.3.414; MacKinnon and Webb"
        " (2018),"
        " https://doi.org/10.1111/ectj.12107",
    ),
    Method(
        "two_means",
        say("Difference of two means; interval by inverting a permutation test"),
        "Lehmann and Romano (2005), Testing Statistical Hypotheses, section 15.2",
    ),
    Method(
        "local_level",
        say(
            "Local level with controls, fitted before the start and run on; interval with all that is unknown"
        ),
        "Harvey (1989), Forecasting, structural time series models and the Kalman filter; Brodersen,"
        " Gallusser,"
        " Koehler, Remy and Scott (2015), https://doi.org/10.1214/14-AOAS788",
    ),
    Method(
        "series_change",
        say("Step in the mean of a series with persistent errors, averaged over their persistence"),
        "Prais and Winsten (1954), Cowles Commission discussion paper 383",
    ),
    Method(
        "before_after",
        say("Change of the same units from before to after, Student's interval between units"),
        "Student (1908), https://doi.org/10.2307/2331554",
    ),
)
