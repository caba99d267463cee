"""What an expression says before it is read: dates with parts missing, steps from a day, periods, intervals.

Each answers `read(anchor)` with a Reading. They are pure: the same moment under the same anchor has the same value.

calendar   days, months and years by name      relative   weekdays, next month, two weeks ago
periods    quarters, seasons, weeks of months  clocks     times of day       intervals   from one moment to another
"""
