"""Expressions of calendar time: found, normalised to ISO 8601, and told apart from durations and frequencies.

find(text, published, language) is the whole way, `component` the pipe of the same for a spaCy Doc:

    tokens    the text as code letters, one a token (words in lexicon, digits in figures)
    parse     the cascade of grammar's rules over the letters; each makes a moment
    moments   what an expression says: a day without a year, two weeks ago, the first eight months of ...
    doubt     what looks like a date and is none
    tense     whether the clause has been or is to come; order: how 03/04 is read; filed: the dateline's day
    tale      which date was told last, and which year a passage is about
    values    ISO 8601 values and the days that they cover

Where the guidelines are silent: seasons are three months of the north (winter 2023 is 2023-12/2024-02, unless it was
said in the first months of 2023), a century runs from its year 1, FY25 is the year 2025 (noted) but April to March
where a text counts in crores or yen, the first week of a month is its days 1 to 7, two weeks ago is a week, three
months ago a month, the past five years run from the year five years ago to this one. Times stay as written; their zone
is noted.
"""
