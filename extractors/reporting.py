"""The verbs and nouns by which a text reports what somebody said."""

import re

from extractors.lexicon import phrases, words

# Verbs that report words, as they stand before or after them.
VERBS = words("""
    say says said saying tell tells told telling add adds added adding note notes noted noting state states stated
    stating explain explains explained explaining announce announces announced announcing declare declares declared
    declaring warn warns warned warning claim claims claimed claiming argue argues argued arguing insist insists
    insisted insisting stress stresses stressed stressing emphasize emphasizes emphasized emphasizing emphasise
    emphasises emphasised emphasising remark remarks remarked remarking observe observed observes reply replies replied
    replying respond responds responded responding answer answers answered answering ask asks asked asking urge urges
    urged urging reiterate reiterates reiterated reiterating recall recalls recalled recalling write writes wrote
    writing comment comments commented commenting point points pointed pointing conclude concludes concluded concluding
    continue continues continued continuing confirm confirms confirmed confirming report reports reported reporting
    reveal reveals revealed admit admits admitted admitting acknowledge acknowledges acknowledged joke jokes joked
    joking quip quips quipped laugh laughs laughed laughing whisper whispered shout shouted shouting cry cried exclaim
    exclaims exclaimed exclaiming complain complains complained complaining allege alleges alleged alleging assert
    asserts asserted asserting maintain maintains maintained predict predicts predicted agree agrees agreed concede
    concedes conceded caution cautions cautioned counter counters countered retort retorted underline underlines
    underlined underscore underscores underscored highlight highlights highlighted highlighting mention mentions
    mentioned suggest suggests suggested suggesting believe believes believed think thinks thought hope hoped hopes
    promise promises promised pledge pledges pledged vow vowed vows demand demands demanded read reads express expressed
    inform informs informed tweet tweeted tweets post posted posts opine opined opines aver averred avers reckon reckons
    reckoned muse mused chide chided lament laments lamented sigh sighed mutter muttered murmured chuckle chuckled grin
    grinned smile smiled shrug shrugged boast boasted plead pleaded protest protested recount recounts recounted
    disclose disclosed testify testified testifies rule ruled ruling blast blasted slam slammed fume fumed thunder
    thundered deny denied denies dismiss dismissed clarify clarified clarifies cite cited elaborate elaborated
    sum summed recommend recommended advise advised appeal appealed assure assured confess confessed
    remembered remember remembers remind reminded teased wondered wonder wonders interjected chipped joined echoed
    echo echoes invited noting signed quote quoted quoting repeated repeats repeat describing
    yelled snapped shot volunteered ventured offered went goes go sang sings recited greeted apologised
    apologized congratulated praised thanked
""")
# Verbs whose object is what they call: "called the vote “orderly”".
CALLING = words("""
    call calls called calling describe describes described describing label labels labelled labeled dub dubs dubbed term
    terms termed brand branded hail hails hailed condemn condemned denounce denounced denounces praise praised
    criticise criticised criticize criticized dismiss dismissed characterize characterized characterise characterised
    welcome welcomed blast blasted slam slammed
""")
# Nouns that speak for whoever issued them.
DOCUMENTS = words("""
    statement release communique communiqué notification filing report letter notice bulletin circular tweet post
    message memo order judgment judgement verdict ruling declaration note document advisory alert announcement
""")
# Verbs that are common enough elsewhere to count as a cue only right beside the quotation marks.
WEAK = words("""
    go goes went read reads rule ruled ruling offered invited joined thought think thinks hope hoped hopes believe
    believed believes smile smiled grin grinned shot point points pointed laugh laughs laughed sum cite cited remember
    remembered demand demands demanded highlight highlighted highlights express expressed signed quote echo echoes
    agree agreed agrees post posts posted report reports reported answer answers maintain maintains continue continues
    continued sang sings greeted praised thanked deny denied denies dismiss dismissed appeal appealed recommended
    confirm confirms reveal reveals suggest suggests suggested promise promised advise advised note notes mention
    mentioned tell sigh recited congratulated shrugged shrug slam slammed blast blasted
""")
STRONG = VERBS - WEAK
PHRASES = phrases("according to, in the words of, as told to, quoted as saying")

STRONG_VERB = re.compile(rf"\b(?:{'|'.join(sorted(STRONG, key=len, reverse=True))})\b")
ANY_VERB = re.compile(rf"\b(?:{'|'.join(sorted(VERBS | CALLING, key=len, reverse=True))})\b")
