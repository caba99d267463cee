"""What field of life a text or a title is of: words that stand in texts of one field and seldom in others."""

import re
from collections import Counter

from dateline.entities.folding import fold, word_list

_FIELDS = {
    "sport": """
        match goal goals striker midfielder goalkeeper defender coach tournament championship league season cup
        semifinal quarterfinal scored wicket innings batsman bowler sprinter marathon medal athlete athletes olympic
        stadium referee penalty squad playoff playoffs quarterback touchdown golfer tennis football cricket rugby hockey
        basketball swimmer cyclist boxer wrestler racing grandmaster
    """,
    "law": """
        court judge trial prosecutor prosecutors lawyer attorney defendant verdict sentenced convicted appeal lawsuit
        plaintiff jury charges bail tribunal indicted indictment hearing counsel ruling acquitted warrant genocide
    """,
    "politics": """
        minister parliament election elections voters ballot senator senators lawmakers lawmaker legislation party
        opposition coalition campaign cabinet governor mayor congressman diplomat ambassador treaty bilateral
        constituency bill referendum premier
    """,
    "business": """
        shares revenue profit quarter investors shareholders merger acquisition bank earnings market
        sales company factory startup stock dividend supplier ceo cfo manufacturer retailer exports loan
        bonds lender entrepreneur executive
    """,
    "science": """
        researchers scientists study professor laboratory physics chemistry biology satellite telescope orbit spacecraft
        genome species astronomers journal university experiment quantum geologist climate rocket mission planet
        mathematician biologist physicist
    """,
    "health": """
        hospital patients vaccine doctors disease outbreak virus clinic surgeon cases infection epidemic nurses medical
        treatment measles malaria cholera cancer surgery pediatrician epidemiologist cardiologist
    """,
    "arts": """
        film album novel painter exhibition actor actress director theatre theater concert orchestra singer museum
        gallery poet festival author pianist composer sculptor violinist soprano tenor
        choreographer opera band guitarist premiere screenplay
    """,
    "security": """
        army troops soldiers military police officers rebels attack missile brigade navy commander militants exercise
        general colonel border weapons suspect detective arrested
    """,
    "farming": "farmers crop harvest wheat livestock fertilizer tractor irrigation dairy agriculture cattle seeds",
}
_OF = {word: field for field, listed in _FIELDS.items() for word in word_list(listed)}
_WORD = re.compile(r"[A-Za-z]{3,}")
_READ = 3000  # characters: what a text is about stands at its beginning
_ENOUGH = 2


def field_of_text(text: str) -> str | None:
    """The field of which most words of a text are; None where no field has clearly most."""
    words = {word.casefold() for word in _WORD.findall(text[:_READ])}
    counts = Counter(_OF[word] for word in words if word in _OF)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[1][1] * 1.5 > ranked[0][1]):
        return None
    return ranked[0][0]


def field_of_title(title: str) -> str | None:
    """The field of an office or occupation."""
    found = [_OF[word] for word in map(fold, _WORD.findall(title)) if word in _OF]
    return found[-1] if found else None
