"""The nouns of titles: offices stand alone, occupations are a title only where an organisation is said with them."""

import re

from extractors.lexicon import words

# An office is one whoever holds it: "Governor X", "police spokesman X".
OFFICES = words("""
    minister president vice-president premier chancellor chairman chairwoman chairperson chair chairlady co-chair
    co-chairman co-chairwoman vice-chair vice-chairman vice-chairperson governor lieutenant-governor mayor vice-mayor
    secretary secretary-general undersecretary under-secretary commissioner ambassador consul envoy senator
    congressman congresswoman lawmaker mp mep mla mec msp assemblyman assemblywoman councillor councilor councilman
    councilwoman alderman speaker whip judge justice magistrate prosecutor procurator registrar ombudsman ombudswoman
    attorney-general auditor-general director-general governor-general comptroller treasurer rector vice-chancellor
    provost dean principal headmaster headmistress spokesman spokeswoman spokesperson superintendent inspector
    constable sheriff marshal chief head ceo cfo coo cto cmo cio ciso cpo cso chro svp evp vp avp md gm pm dg dgp igp
    dig adgp ssp dsp dcp acp ig rdc dc collector tehsildar sarpanch pradhan mukhiya bishop archbishop cardinal pope
    patriarch metropolitan abbot mufti king queen emperor emir sultan coadjutor deputy-chairman counselor counsellor
    attache attaché delegate legate nuncio officer-in-charge administrator prefect subprefect voivode akim hakim
    starosta captain-general chief-of-staff mukhtar kaimakam starost headman warden alcalde intendant deputy commander
    commandant general leader coordinator co-ordinator moderator convener convenor curator trustee lord-mayor
    taoiseach tanaiste tánaiste bürgermeister burgomaster reeve solicitor-general bailiff assessor representative
    attorney
""")
# Ranks and academic titles that stand before a name.
RANKS = words("""
    general colonel lieutenant major captain sergeant corporal private admiral commodore commander brigadier marshal
    lieutenant-general major-general lieutenant-colonel lieutenant-commander subedar havildar naik sepoy constable
    inspector superintendent professor prof gen lt lt-gen lt-col maj maj-gen capt cpt sgt cpl col brig adm cmdr cdr
    vice-admiral rear-admiral sub-inspector sub-lieutenant ensign airman trooper gov sen rep supt insp
    asp spc pfc msgt gysgt wo cwo warrant-officer comdt midshipman
""")
# Of these a bare one says nothing: "director X" may have made a film. They need an organisation or a word before them.
VAGUE = words("""
    director manager officer member leader captain chief head coach founder co-founder cofounder partner owner co-owner
    coordinator co-ordinator producer editor organizer organiser deputy commander curator representative
    delegate principal moderator convener convenor trustee administrator warden executive adviser advisor counsel
    attorney private marshal supervisor
""")
OCCUPATIONS = words("""
    director manager officer member executive founder co-founder cofounder partner owner co-owner operator editor
    editor-in-chief adviser advisor consultant analyst economist strategist researcher scientist professor lecturer
    teacher instructor fellow scholar student historian sociologist geologist biologist ecologist hydrologist
    glaciologist meteorologist forecaster climatologist seismologist volcanologist oceanographer engineer architect
    designer developer programmer technician lawyer solicitor barrister counsel advocate notary attorney doctor
    physician surgeon nurse midwife paediatrician pediatrician epidemiologist virologist pharmacist veterinarian
    psychologist psychiatrist therapist medic paramedic coach trainer captain skipper vice-captain player striker
    forward midfielder defender goalkeeper keeper winger fullback prop hooker lock flanker scrum-half fly-half
    centre-back playmaker batsman batter bowler all-rounder wicketkeeper opener pitcher catcher outfielder quarterback
    linebacker guard center referee umpire selector scout physio manager conductor violinist cellist pianist oboist
    clarinetist clarinettist flautist flutist trumpeter percussionist soloist soprano tenor dramaturg choreographer
    dancer actor actress director producer cinematographer screenwriter playwright composer curator conservator
    librarian archivist presenter anchor broadcaster host reporter correspondent journalist columnist photographer
    publisher announcer pilot co-pilot master mate driver conductor mechanic foreman supervisor overseer superintendent
    coordinator co-ordinator organizer organiser activist campaigner volunteer negotiator mediator monitor observer
    auditor accountant actuary trader broker banker underwriter controller buyer clerk assistant aide secretary
    receptionist chaplain imam pastor priest rabbi monk abbess nun cantor shareholder investor governor trustee
    patron patroness ambassador candidate nominee contender secretary-treasurer steward convener farmer agronomist
    breeder winemaker brewer chef cook forester ranger guide warden lifeguard firefighter fireman paramedic detective
    soldier sailor marine astronaut cosmonaut official representative delegate spokesman spokesperson employee worker
    staffer intern trainee apprentice specialist expert planner surveyor inspector investigator examiner expert-witness
    chair lead head deputy chief principal representative envoy liaison ghostwriter translator interpreter editor
    headteacher schoolmaster tutor mentor counsellor counselor caretaker lector reader docent postdoc graduate alumnus
    alumna co-director co-author author columnist commissioner vice-principal subeditor jury juror judge
    headmaster puppeteer rower cyclist rider jockey swimmer sprinter runner wrestler boxer fencer
""")
# Vague nouns and occupations that are an office with the right word before them: "press officer", "chief engineer".
OFFICES_IF_MODIFIED = words("""
    director manager officer executive chief head coach captain commander secretary editor general deputy leader
    coordinator co-ordinator chair representative curator administrator principal private marshal warden supervisor
    counsel convener convenor master coach
""")
LEADING = words("chief head principal lead deputy vice general presiding managing national")
STATUS = words("former ex acting interim caretaker outgoing incoming then late retired new")
# Where a rank begins after an office: "Chief of Staff Vice Admiral X" has two titles.
RANK_STARTS = words("""
    prof professor colonel col lieutenant lt major maj captain capt brigadier brig rear admiral adm sergeant sgt
    commodore cmdr marshal
""")
# Alone, after "a", these are what somebody does for a living.
LIVINGS = words("""
    judge justice magistrate prosecutor principal lawmaker councillor councilor councilman councilwoman spokesman
    spokeswoman spokesperson headmaster headmistress abbot general commander attorney inspector constable envoy
    delegate representative ambassador
""")
# Before these nouns they name a craft: "film director".
CRAFTS = words("""
    film theatre theater movie stage documentary art opera video animation music casting tv television wedding fashion
    debut best feature football basketball cricket tennis boxing swimming voice acting fitness cult indie young
    veteran keynote guest motivational main chess tattoo zen puppet rehearsal cellar grand past
""")
_LIKELY = re.compile(r".{3,}(?:ologist|ographer|ician|onomist|echnologist|therapist|strategist)$")
# Words after the noun that belong to it: "Director General", "president emeritus", "commander-in-chief".
AFTER_HEAD = words("""
    general emeritus emerita designate elect officer executive president director secretary minister governor
    commissioner counsel manager major colonel admiral marshal commander inspector superintendent chairman engineer
    adviser advisor analyst spokesman spokeswoman spokesperson treasurer laureate commandant member coach
""")
# What may stand before the noun in small letters; other small words end the title.
NOT_IN_TITLE = words("""
    the a an this that these those its his her their our my your and or but nor as is was are were be been being has
    have had will would can could may might shall should must do does did not no of in on at for from with by to into
    onto over under about after before since until during between among against through via per than then now also
    still already only just even both either neither all some many most more much several few other another such same
    who whom whose which what when where why how if while because although though so too very there here he she it they
    we you i him them us met beat told said says led made became named went came took gave got saw won lost held left
    joined like including include includes featuring called dubbed alongside despite unlike except plus minus versus
    vs v c b s t yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday mr mrs ms miss dr sir
    meanwhile however therefore later earlier ago once twice whether did't married daughter son wife husband brother
    sister mother father cousin uncle aunt nephew niece widow partner-in-crime survivors according when
    quoted replaced succeeds succeeded succeed thanked praised urged asked defeated joins joining follows followed
    appointed elected nominated hired sacked fired arrested accused killed injured visited welcomed congratulated
    sent got lost beat fought bought brought caught chose drew drove fell felt flew forgot found gave grew heard hid hit
    hurt kept knew lent let lit meant paid put ran rode rose sat sang set shook shot showed shut slept sold spent spoke
    stood stole struck swore swam taught threw understood woke wore wrote read left paid cut cost put quit split spread
    guest become becomes remain remains serve serves work works join head-to-head
    hundred thousand million billion first-time local unnamed unidentified fellow two three four five six seven eight
    nine ten celebrated famous legendary late veteran longtime long-time popular young old new
""")
# Past participles and -ing words that do belong to titles.
TITLE_PARTICIPLES = words("""
    retired appointed elected united combined allied associated registered certified chartered accredited designated
    returning presiding managing acting working founding visiting outgoing incoming ruling leading marketing
    engineering banking organising organizing steering drafting planning testing nursing training shipping mining
    housing manufacturing sporting coaching operating commanding investigating examining consulting contributing
    governing standing sitting programming purchasing trading building accounting publishing learning teaching farming
    fundraising broadcasting advertising casting supervising attending negotiating reporting recording fighting
    breeding branding lending
""")
_NATIONS = words("""
    afghan albanian algerian american andorran angolan argentine argentinian armenian australian austrian azerbaijani
    azeri bahamian bahraini bangladeshi barbadian basque bavarian belarusian belgian belizean beninese bhutanese
    bolivian bosnian botswanan brazilian british bruneian bulgarian burkinabe burkinabé burmese burundian cambodian
    cameroonian canadian catalan chadian chechen chilean chinese colombian comorian congolese corsican croatian cuban
    cypriot czech danish djiboutian dominican dutch ecuadorean ecuadorian egyptian emirati english eritrean estonian
    ethiopian european fijian filipino finnish flemish french gabonese gambian georgian german ghanaian greek grenadian
    guatemalan guinean guyanese haitian honduran hungarian icelandic indian indonesian iranian iraqi irish israeli
    italian ivorian jamaican japanese jordanian kazakh kazakhstani kenyan korean kosovan kosovar kurdish kuwaiti kyrgyz
    laotian lao latvian lebanese liberian libyan lithuanian luxembourgish macedonian malagasy malawian malaysian
    maldivian malian maltese mauritanian mauritian mexican micronesian moldovan monegasque mongolian montenegrin
    moroccan mozambican namibian nepalese nepali nicaraguan nigerian nigerien norwegian omani pakistani palestinian
    panamanian paraguayan peruvian philippine polish portuguese qatari romanian russian rwandan salvadoran salvadorean
    samoan saudi scottish senegalese serbian singaporean slovak slovakian slovene slovenian somali sudanese spanish
    surinamese swazi swedish swiss syrian taiwanese tajik tanzanian thai tibetan togolese tongan trinidadian tunisian
    turkish turkmen ugandan ukrainian uruguayan uzbek vanuatuan venezuelan vietnamese welsh yemeni zambian zimbabwean
    us u.s uk u.k eu african asian arab western eastern soviet scandinavian nordic
""")
# Before the noun of a title they stand for the body of which the text speaks: "company spokesman X".
OWNERS = words("""
    company firm union club party university ministry department league federation association hospital school college
    bank airline commission council museum court agency charity institute
""")
# Bodies without a name that have offices all the same.
GATHERINGS = words("""
    panel jury delegation committee subcommittee team squad crew house chamber session tribunal bench mission commission
    council board assembly convention congregation parish village town city state province district region county ward
    island country nation republic opposition faction caucus bloc group meeting conference congress festival
    competition project programme program task-force taskforce inquiry investigation unit division branch section wing
    regiment battalion brigade company garrison expedition choir band ensemble troupe guild clan tribe family
    association club union party trust fund foundation network alliance coalition movement
""")
PREPOSITIONS = words("of for at with in from to on within under")
ARTICLES = words("the a an")
# Bodies that belong to a title rather than being named by it: "member of the board", "Leader of the Opposition".
INNER_BODIES = words("""
    board opposition jury staff house council committee army navy interior treasury exchequer state supervisory
    management executive advisory presidium cabinet presidency bench bar faculty department secretariat chamber
    general governing scientific organizing organising air ground joint central
""")


def head_kind(word: str) -> str | None:
    """What a folded noun is at the end of a title: "office", "rank", "occupation"; None where it is none."""
    if word in OFFICES:
        return "office"
    if word in RANKS:
        return "rank"
    if word in OCCUPATIONS or _LIKELY.match(word):
        return "occupation"
    return None


def singular(word: str) -> str | None:
    """The singular of a plural that is a title's noun: "ministers"; None where it is none."""
    if word.endswith("s") and head_kind(word[:-1]) and len(word) > 4:
        return word[:-1]
    return None


def is_nationality(word: str) -> bool:
    """Whether a folded word says what country someone is from."""
    return word in _NATIONS or (("-" in word) and word.split("-")[0] in _NATIONS and word.endswith("-born"))


_PREFIXES = ("ex-", "vice-", "deputy-", "co-", "then-", "sub-", "under-", "pro-", "non-", "mid-", "self-")
_SUFFIXES = ("-elect", "-designate", "-general", "-in-chief", "-in-charge", "-emeritus")


def head_of(word: str) -> str | None:
    """The noun of a title in a folded word, without what is hyphenated to it; None where it is no title's noun."""
    if head_kind(word):
        return word
    for prefix in _PREFIXES:
        if word.startswith(prefix) and head_kind(word[len(prefix) :]):
            return word[len(prefix) :]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and head_kind(word[: -len(suffix)]):
            return word[: -len(suffix)]
    return None
