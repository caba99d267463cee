"""The grammar of calendar time, level by level: what a level makes, the next one builds on.

Codes that rules make: Y year   B period   D day   U quantity of time   H frequency   C time of day
1 weak day (the 12th)   2 weak period (the month): they count only within a larger phrase   = interval
"""

from extractors.dates.grammar import clocks, days, intervals, periods, quantities, wraps, years
from extractors.dates.grammar.rule import Rule

LEVELS: tuple[tuple[Rule, ...], ...] = (
    quantities.RULES,
    years.RULES + clocks.TIMES,
    days.RULES + periods.RULES + intervals.ELLIPTIC,
    wraps.RULES,
    clocks.RULES,
    intervals.RULES,
)
