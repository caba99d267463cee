"""Which verbs tell which type of act, by PLOVER's event types, and how their target follows.

PLOVER (Political Language Ontology for Verifiable Event Records) names sixteen: AGREE, CONSULT, SUPPORT, CONCEDE,
COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT.
"""

from dataclasses import dataclass

from extractors.lexicon import words

TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)


@dataclass(frozen=True, slots=True)
class Act:
    """One verb in one meaning."""

    type: str
    base: str
    finite: frozenset[str]  # forms that stand alone: "accuses", "accused"
    participle: str  # the form after "was" and "has"
    target: tuple[str, ...] = ("",)  # what leads to the target: "" stands right behind the verb
    objects: frozenset[str] = frozenset()  # one of these must follow: "signed an agreement"
    alone: bool = False  # tells enough without a target
    peers: bool = False  # subjects joined by "and" are each other's target: "O0 and O1 met"
    passive: bool = True  # "H0 was arrested by O0" is told by it
    contest: bool = False  # means something else in sport
    close: bool = False  # the object follows at once: "called on", not "called it a map on"
    event: frozenset[str] = frozenset()  # its target is a named event of one of these types


def _act(type: str, forms: str, target: str = "-", objects: str = "", event: str = "", **how: bool) -> Act:
    base, third, past, *rest = forms.split()
    leads = tuple("" if lead == "-" else lead.replace("_", " ") for lead in target.split())
    finite = frozenset((third, past))
    return Act(type, base, finite, rest[0] if rest else past, leads, words(objects), event=words(event), **how)


_DEALS = """
    agreement agreements deal deals treaty pact accord memorandum mou contract contracts protocol declaration letter
    memoranda understanding consensus truce ceasefire settlement merger partnership
"""
_TALKS = "talks meeting meetings consultations discussions"
_FORCES = "troops soldiers forces army warships warship police reinforcements fighters jets personnel battalion teams"
_RELIEF = "aid relief food medicine medicines vaccines assistance supplies tents doses help"
_PENALTIES = "sanctions sanction tariffs tariff fine fines ban penalty penalties restrictions embargo duties"
_PROTESTS = "protest protests rally walkout strike sit-in march demonstration demonstrations hunger boycott stoppage"
_SUITS = "petition complaint lawsuit suit appeal charges case"
_TROUPES = "conference exhibition"

ACTS: tuple[Act, ...] = (
    _act("AGREE", "sign signs signed", "with", _DEALS, peers=True, alone=True, passive=False),
    _act("AGREE", "conclude concludes concluded", "with", _DEALS, peers=True, passive=False),
    _act("AGREE", "reach reaches reached", "with", _DEALS, peers=True, passive=False),
    _act(
        "AGREE", "announce announces announced", "with", "agreement deal merger partnership", peers=True, passive=False
    ),
    _act("AGREE", "ratify ratifies ratified", "with", _DEALS, alone=True, passive=False),
    _act("AGREE", "agree agrees agreed", "with", "to on that", peers=True, alone=True, passive=False),
    _act("CONSULT", "meet meets met", "- with", peers=True, contest=True, passive=False),
    _act("CONSULT", "hold holds held", "with", _TALKS, peers=True, passive=False),
    _act("CONSULT", "visit visits visited", "-"),
    _act("CONSULT", "phone phones phoned", "-"),
    _act("CONSULT", "attend attends attended", "-", event=_TROUPES, passive=False),
    _act("CONSULT", "address addresses addressed", "-", event=_TROUPES, passive=False),
    _act("CONSULT", "take takes took taken", "in", "part", event=_TROUPES, passive=False),
    _act("CONSULT", "participate participates participated", "in", event=_TROUPES, passive=False),
    _act("CONSULT", "host hosts hosted", "-", event="conference", passive=False),
    _act("SUPPORT", "praise praises praised", alone=True),
    _act("SUPPORT", "endorse endorses endorsed", alone=True),
    _act("SUPPORT", "congratulate congratulates congratulated"),
    _act("SUPPORT", "back backs backed", passive=False),
    _act("SUPPORT", "thank thanks thanked", alone=True),
    _act("SUPPORT", "commend commends commended", alone=True),
    _act("SUPPORT", "welcome welcomes welcomed", alone=True, passive=False),
    _act("SUPPORT", "hail hails hailed", alone=True, passive=False),
    _act("CONCEDE", "release releases released", "-", "suspects prisoners hostages detainees hostage"),
    _act("CONCEDE", "free frees freed", "-"),
    _act("CONCEDE", "lift lifts lifted", "on from against", _PENALTIES + " curfew blockade", alone=True, passive=False),
    _act("CONCEDE", "apologise apologises apologised", "to", alone=True, passive=False),
    _act("CONCEDE", "apologize apologizes apologized", "to", alone=True, passive=False),
    _act("CONCEDE", "resign resigns resigned", "from", alone=True, passive=False),
    _act("COOPERATE", "partner partners partnered", "with", peers=True, passive=False),
    _act("COOPERATE", "cooperate cooperates cooperated", "with", peers=True, passive=False),
    _act("COOPERATE", "collaborate collaborates collaborated", "with", peers=True, passive=False),
    _act("COOPERATE", "team teams teamed", "with", "up", peers=True, passive=False),
    _act("COOPERATE", "work works worked", "with", passive=False),
    _act("AID", "donate donates donated", "to", alone=True, passive=False),
    _act("AID", "send sends sent", "to", _RELIEF, alone=True, passive=False),
    _act("AID", "deliver delivers delivered", "to", _RELIEF, alone=True, passive=False),
    _act("AID", "provide provides provided", "to", _RELIEF, alone=True, passive=False),
    _act("AID", "fund funds funded", "-", alone=True),
    _act("AID", "evacuate evacuates evacuated", "from", alone=True, passive=False),
    _act("RETREAT", "withdraw withdraws withdrew withdrawn", "from", _FORCES, alone=True, contest=True, passive=False),
    _act("RETREAT", "pull pulls pulled", "from out_of", _FORCES + " out", passive=False),
    _act("RETREAT", "surrender surrenders surrendered", "to", alone=True, passive=False),
    _act("REQUEST", "urge urges urged", alone=True),
    _act("REQUEST", "ask asks asked", alone=True),
    _act("REQUEST", "demand demands demanded", "from", alone=True, passive=False),
    _act("REQUEST", "call calls called", "on upon", "on upon for", alone=True, close=True, passive=False),
    _act("REQUEST", "appeal appeals appealed", "to", "to for", alone=True, close=True, passive=False),
    _act("REQUEST", "petition petitions petitioned"),
    _act("ACCUSE", "accuse accuses accused", alone=True),
    _act("ACCUSE", "criticise criticises criticised", alone=True),
    _act("ACCUSE", "criticize criticizes criticized", alone=True),
    _act("ACCUSE", "condemn condemns condemned", alone=True),
    _act("ACCUSE", "blame blames blamed"),
    _act("ACCUSE", "denounce denounces denounced", alone=True),
    _act("ACCUSE", "sue sues sued", alone=True),
    _act("ACCUSE", "file files filed", "against with", _SUITS, alone=True, passive=False),
    _act("ACCUSE", "charge charges charged", passive=True),
    _act("ACCUSE", "allege alleges alleged", "-", "that", close=True, alone=True, passive=False),
    _act("REJECT", "reject rejects rejected", alone=True),
    _act("REJECT", "veto vetoes vetoed", alone=True),
    _act("REJECT", "refuse refuses refused", "to", "to", alone=True, close=True, passive=False),
    _act("REJECT", "oppose opposes opposed", alone=True, passive=False),
    _act("THREATEN", "threaten threatens threatened", "-", alone=True),
    _act("THREATEN", "warn warns warned", "-", alone=True, passive=False),
    _act("PROTEST", "protest protests protested", "against outside in", alone=True, passive=False),
    _act("PROTEST", "stage stages staged", "against outside in", _PROTESTS, alone=True, passive=False),
    _act("PROTEST", "boycott boycotts boycotted", alone=True),
    _act("SANCTION", "sanction sanctions sanctioned"),
    _act("SANCTION", "impose imposes imposed", "on against", _PENALTIES, alone=True, passive=False),
    _act("SANCTION", "fine fines fined", alone=True),
    _act("SANCTION", "expel expels expelled", alone=True),
    _act("SANCTION", "suspend suspends suspended"),
    _act("SANCTION", "ban bans banned", alone=True),
    _act("SANCTION", "sack sacks sacked", alone=True),
    _act("MOBILIZE", "deploy deploys deployed", "to in at", _FORCES, alone=True, passive=False),
    _act("MOBILIZE", "mobilise mobilises mobilised", "to in", alone=True, passive=False),
    _act("MOBILIZE", "mobilize mobilizes mobilized", "to in", alone=True, passive=False),
    _act("MOBILIZE", "launch launches launched", "-", event="conflict", passive=True),
    _act("MOBILIZE", "conduct conducts conducted", "-", event="conflict", passive=True),
    _act("COERCE", "arrest arrests arrested", alone=True),
    _act("COERCE", "detain detains detained", alone=True),
    _act("COERCE", "jail jails jailed", alone=True),
    _act("COERCE", "sentence sentences sentenced", alone=True),
    _act("COERCE", "deport deports deported", alone=True),
    _act("COERCE", "raid raids raided", alone=True),
    _act("COERCE", "seize seizes seized", "-", alone=True),
    _act("COERCE", "summon summons summoned", alone=True),
    _act("ASSAULT", "attack attacks attacked", alone=True, contest=True),
    _act("ASSAULT", "bomb bombs bombed", alone=True, contest=True),
    _act("ASSAULT", "shell shells shelled", alone=True),
    _act("ASSAULT", "kill kills killed", alone=True),
    _act("ASSAULT", "assassinate assassinates assassinated"),
    _act("ASSAULT", "invade invades invaded", alone=True, contest=True),
)

FINITE: dict[str, list[Act]] = {}
BASE: dict[str, list[Act]] = {}
PARTICIPLE: dict[str, list[Act]] = {}
for _one in ACTS:
    for _form in sorted(_one.finite):
        FINITE.setdefault(_form, []).append(_one)
    BASE.setdefault(_one.base, []).append(_one)
    PARTICIPLE.setdefault(_one.participle, []).append(_one)
