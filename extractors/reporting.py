"""The verbs and nouns by which a text reports what somebody said."""

import re

from extractors.lexicon import words

# Verbs that report words, as they stand before or after them.
VERBS = words("""
    crowed gushed groaned bellowed screamed roared sobbed growled deadpanned drawled enthused raved stammered
    say says said saying tell tells told telling add adds added adding noted noting stated stating explain explains
    explained explaining announces announced announcing declares declared declaring warn warns warned warning claimed
    claiming argue argues argued arguing insist insists insisted insisting stressed stresses stressing emphasizes
    emphasized emphasizing emphasises emphasised emphasising remarked remarking observed observes replied replies
    replying responds responded responding answered answering ask asks asked asking urges urged urging reiterates
    reiterated reiterating recalls recalled recalling writes wrote writing commented commenting pointed concludes
    concluded concluding continued confirmed confirming reported reporting revealed reveals admits admitted admitting
    acknowledges acknowledged jokes joked joking quips quipped laughed laughing whispered shouted shouting cried
    exclaims exclaimed exclaiming complains complained complaining alleges alleged alleging asserts asserted asserting
    maintained maintains predicts predicted agreed agrees conceded concedes cautioned cautions countered retorted
    underlined underlines underscored underscores highlighted highlighting mentioned suggests suggested suggesting
    believes believe believed think thinks thought hoped hopes promises promised pledges pledged vowed vows demanded
    demanding read reads expressed informed informs tweeted tweets posted opined opines averred avers reckons reckoned
    mused chided laments lamented sighed muttered murmured chuckled grinned smiled shrugged boasted pleaded protested
    recounts recounted disclosed testified testifies ruled ruling blasted slammed fumed thundered denied denies
    dismissed clarified clarifies cited citing elaborated summed recommended advised appealed assured confessed
    remembered remembers reminded teased wondered wonders interjected chipped joined echoed echoes invited signed
    quoted quoting repeated repeats yelled snapped shot volunteered ventured offered went goes sang sings recited
    greeted apologised apologized congratulated praised thanked states notes claims reports comments flagged
""")
# Verbs whose object is what they call: "called the vote “orderly”".
CALLING = words("""
    calls called calling describe describes described describing labelled labeled dubbed termed branded hails hailed
    condemned condemns denounced denounces praised criticised criticized dismissed characterized characterised welcomed
    blasted slammed accused accuses accusing blamed blames blaming spoke speaks speaking
""")
# Nouns that speak for whoever issued them.
DOCUMENTS = words("""
    statement release communique communiqué notification filing report letter notice bulletin circular tweet post
    message memo order judgment judgement verdict ruling declaration note document advisory alert announcement
""")
# Verbs that are common enough elsewhere to count as a cue only right beside the quotation marks.
WEAK = words("""
    goes went read reads ruled ruling offered invited joined thought think thinks hoped hopes believe believed believes
    smiled grinned shot pointed laughed laughing summed cited citing remembered remembers demanded demanding highlighted
    highlighting expressed signed echoes echoed agreed agrees posted reported reporting answered maintained maintains
    continued sang sings greeted praised thanked denied denies dismissed appealed recommended confirmed confirming
    reveals revealed suggests suggested suggesting promised promises advised noting mentioned recited congratulated
    shrugged slammed blasted states notes claims reports comments flagged disclosed saying writing asking claiming
""")
STRONG = VERBS - WEAK
STRONG_VERB = re.compile(rf"\b(?:{'|'.join(sorted(STRONG, key=len, reverse=True))})\b")
ANY_VERB = re.compile(rf"\b(?:{'|'.join(sorted(VERBS | CALLING, key=len, reverse=True))})\b")
