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


def _act(type: str, forms: str, target: str = "-", objects: str = "", **how: bool) -> Act:
    base, third, past, *rest = forms.split()
    leads = tuple("" if lead == "-" else lead.replace("_", " ") for lead in target.split())
    return Act(type, base, frozenset((third, past)), rest[0] if rest else past, leads, words(objects), **how)


_DEALS = """
    agreement agreements deal deals treaty pact accord memorandum mou contract contracts protocol declaration letter
    memoranda
"""
_TALKS = "talks meeting meetings consultations discussions"
_FORCES = "troops soldiers forces army warships warship police reinforcements fighters jets personnel battalion teams"
_RELIEF = "aid relief food medicine medicines vaccines assistance supplies tents doses"
_PENALTIES = "sanctions sanction tariffs tariff fine fines ban penalty penalties restrictions embargo duties"

ACTS: tuple[Act, ...] = (
    _act("AGREE", "sign signs signed", "with", _DEALS, peers=True, passive=False),
    _act("AGREE", "conclude concludes concluded", "with", _DEALS, peers=True, passive=False),
    _act("AGREE", "ratify ratifies ratified", "with", _DEALS, alone=True, passive=False),
    _act("CONSULT", "meet meets met", "- with", peers=True, passive=False),
    _act("CONSULT", "hold holds held", "with", _TALKS, peers=True, passive=False),
    _act("CONSULT", "visit visits visited", "-"),
    _act("CONSULT", "receive receives received", "-", "", passive=True),
    _act("CONSULT", "phone phones phoned", "-"),
    _act("SUPPORT", "praise praises praised"),
    _act("SUPPORT", "endorse endorses endorsed"),
    _act("SUPPORT", "congratulate congratulates congratulated"),
    _act("SUPPORT", "back backs backed", passive=False),
    _act("SUPPORT", "thank thanks thanked"),
    _act("SUPPORT", "commend commends commended"),
    _act("CONCEDE", "release releases released", "-"),
    _act("CONCEDE", "free frees freed", "-"),
    _act("CONCEDE", "lift lifts lifted", "on from against", _PENALTIES + " curfew blockade", alone=True, passive=False),
    _act("CONCEDE", "apologise apologises apologised", "to", alone=True, passive=False),
    _act("CONCEDE", "apologize apologizes apologized", "to", alone=True, passive=False),
    _act("COOPERATE", "partner partners partnered", "with", peers=True, passive=False),
    _act("COOPERATE", "cooperate cooperates cooperated", "with", peers=True, passive=False),
    _act("COOPERATE", "team teams teamed", "with", "up", peers=True, passive=False),
    _act("AID", "donate donates donated", "to", alone=False, passive=False),
    _act("AID", "send sends sent", "to", _RELIEF, passive=False),
    _act("AID", "deliver delivers delivered", "to", _RELIEF, passive=False),
    _act("AID", "provide provides provided", "to", _RELIEF, passive=False),
    _act("RETREAT", "withdraw withdraws withdrew withdrawn", "from", _FORCES, passive=False),
    _act("RETREAT", "pull pulls pulled", "from out_of", _FORCES, passive=False),
    _act("RETREAT", "surrender surrenders surrendered", "to", alone=True, passive=False),
    _act("REQUEST", "urge urges urged"),
    _act("REQUEST", "ask asks asked"),
    _act("REQUEST", "call calls called", "on upon", passive=False),
    _act("REQUEST", "appeal appeals appealed", "to", passive=False),
    _act("REQUEST", "petition petitions petitioned"),
    _act("ACCUSE", "accuse accuses accused"),
    _act("ACCUSE", "criticise criticises criticised"),
    _act("ACCUSE", "criticize criticizes criticized"),
    _act("ACCUSE", "condemn condemns condemned"),
    _act("ACCUSE", "blame blames blamed"),
    _act("ACCUSE", "denounce denounces denounced"),
    _act("ACCUSE", "sue sues sued"),
    _act("ACCUSE", "charge charges charged", passive=True),
    _act("REJECT", "reject rejects rejected", "-", alone=True),
    _act("REJECT", "veto vetoes vetoed", "-", alone=True),
    _act("REJECT", "refuse refuses refused", "to", alone=True, passive=False),
    _act("REJECT", "oppose opposes opposed", "-", alone=True, passive=False),
    _act("THREATEN", "threaten threatens threatened", "-"),
    _act("THREATEN", "warn warns warned", "-"),
    _act("PROTEST", "protest protests protested", "against outside in", alone=True, passive=False),
    _act("PROTEST", "boycott boycotts boycotted", "-", alone=True),
    _act("SANCTION", "sanction sanctions sanctioned"),
    _act("SANCTION", "impose imposes imposed", "on against", _PENALTIES, passive=False),
    _act("SANCTION", "fine fines fined"),
    _act("SANCTION", "expel expels expelled"),
    _act("SANCTION", "suspend suspends suspended"),
    _act("SANCTION", "ban bans banned"),
    _act("MOBILIZE", "deploy deploys deployed", "to in at", _FORCES, alone=True, passive=False),
    _act("MOBILIZE", "mobilise mobilises mobilised", "to in", _FORCES, alone=True, passive=False),
    _act("MOBILIZE", "mobilize mobilizes mobilized", "to in", _FORCES, alone=True, passive=False),
    _act("COERCE", "arrest arrests arrested"),
    _act("COERCE", "detain detains detained"),
    _act("COERCE", "jail jails jailed"),
    _act("COERCE", "sentence sentences sentenced"),
    _act("COERCE", "deport deports deported"),
    _act("COERCE", "raid raids raided"),
    _act("COERCE", "summon summons summoned"),
    _act("ASSAULT", "attack attacks attacked"),
    _act("ASSAULT", "bomb bombs bombed"),
    _act("ASSAULT", "shell shells shelled"),
    _act("ASSAULT", "kill kills killed"),
    _act("ASSAULT", "assassinate assassinates assassinated"),
    _act("ASSAULT", "invade invades invaded"),
)

FINITE: dict[str, list[Act]] = {}
BASE: dict[str, list[Act]] = {}
PARTICIPLE: dict[str, list[Act]] = {}
for _one in ACTS:
    for _form in sorted(_one.finite):
        FINITE.setdefault(_form, []).append(_one)
    BASE.setdefault(_one.base, []).append(_one)
    PARTICIPLE.setdefault(_one.participle, []).append(_one)
