"""Gold press texts: what correct spans, values and facts are, 20 texts that have them, and the score.

GUIDELINES.md   how the texts are marked up; it defines what is correct
texts/          20 press texts, one XML file each
reading.py      a marked-up file as text, spans and facts
scoring.py      records against gold texts: precision, recall, F1
`python -m corpus.gold GOLD_FOLDER RECORDS.jsonl` prints the table.
"""
