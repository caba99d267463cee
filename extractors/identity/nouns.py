"""Nouns by which a text calls again what it has named: "the ministry", "the company", "the actress"."""

import re

from extractors.lexicon import words

COMPANIES = words("""
    company firm group maker carmaker automaker lender retailer producer operator startup start-up manufacturer
    developer brand business exporter supplier airline carrier corporation conglomerate insurer miner chipmaker
    drugmaker shipper publisher broadcaster studio label enterprise subsidiary issuer brewery winery bank utility
    contractor joint-venture venture partnership unit
""")
# Bodies whose name nearly always has the noun: without it, it is another one.
NAMED_BY_KIND = words("""
    ministry department court university police army navy parliament assembly senate government embassy hospital school
    college cabinet tribunal museum church municipality consulate secretariat academy library
""")
BODIES = words("""
    agency authority commission committee council board institute institution bureau office organisation organization
    body charity ngo nonprofit non-profit foundation fund trust association federation confederation union league party
    club team side outfit alliance coalition network centre center regulator watchdog service society chamber
    festival orchestra theatre theater newspaper daily magazine journal station channel broadcaster movement front
    laboratory lab cooperative co-operative collective faculty forum think-tank delegation mission secretariat
    consortium bloc company's administration
""")
NOUNS = COMPANIES | NAMED_BY_KIND | BODIES
PUBLIC = words("""
    ministry department court university police army navy parliament government embassy commission council committee
    agency authority bureau institute association federation union party hospital school academy
""")
FEMALE = words("""
    she her hers daughter sister mother wife widow niece aunt grandmother actress chairwoman spokeswoman businesswoman
    congresswoman councilwoman queen princess duchess heroine sportswoman policewoman stateswoman bride girl woman
    great-granddaughter granddaughter goddaughter lady madam ms mrs miss nun midwife
""")
MALE = words("""
    he his him son brother father husband widower nephew uncle grandfather actor chairman spokesman businessman
    congressman councilman king prince duke hero sportsman policeman statesman groom boy man great-grandson grandson
    godson lord mr friar monk
""")
# Nouns of people by their endings, and nouns of things that end so, too.
HUMAN = re.compile(
    r"(?:er|or|ist|ian|man|woman|ant|eer|ee|ess|year-old|veteran|rookie|star|champion|native|half|forward|hooker"
    r"|prince|judge|chief|guard|pilot|cook|monk|poet|captain|coach|bishop|mayor)$"
)
THINGS = words("""
    letter poster banner paper newspaper order computer number river weather tower sector motor tractor factor plant
    winter summer power border water centre center theatre master-plan offer chapter matter paper-mill restaurant
    register folder sticker sweater tower error mirror monitor elevator restaurant flyer placard sign grant war
""")
POSSESSIVES = words("its their his her our my")
