"""News agencies by the names and letters under which outlets credit them."""

import re

# The name under which each is kept -> how it is written in credit lines, bylines and sign-offs.
AGENCIES: dict[str, str] = {
    "AP": r"AP|The Associated Press|Associated Press|A\.P\.|AP Wire|AP News",
    "Reuters": r"Thomson Reuters|Reuters(?: Staff)?",
    "AFP": r"AFP|Agence[ -]France[ -]Presse|AFP News|Relaxnews",
    "PA": r"PA|PA Media|Press Association|The Press Association|PA Sport|PA News|Press Association Sport",
    "dpa": r"dpa(?:-\w+)?|Deutsche Presse-Agentur|dpa International",
    "UPI": r"UPI|United Press International",
    "ANI": r"ANI|Asian News International",
    "IANS": r"IANS(?:/\w+)?|Indo-Asian News Service",
    "PTI": r"PTI|Press Trust of India",
    "UNI": r"UNI|United News of India",
    "Xinhua": r"Xinhua(?: News Agency)?|Xinhuanet",
    "TASS": r"TASS|ITAR-TASS|Itar-Tass",
    "RIA Novosti": r"RIA Novosti|RIA",
    "Interfax": r"Interfax",
    "EFE": r"EFE|Agencia EFE|EPA-EFE",
    "Europa Press": r"Europa Press|EUROPA PRESS",
    "ANSA": r"ANSA",
    "Adnkronos": r"Adnkronos",
    "Kyodo": r"Kyodo(?: News)?",
    "Jiji": r"JIJI(?: Press)?|Jiji(?: Press)?",
    "Yonhap": r"Yonhap(?: News Agency)?",
    "AAP": r"AAP|Australian Associated Press",
    "NZN": r"NZN|NZ Newswire",
    "CP": r"The Canadian Press|Canadian Press|CP",
    "Bloomberg": r"Bloomberg(?: News)?",
    "Dow Jones": r"Dow Jones(?: Newswires)?",
    "APA": r"APA",
    "Keystone-SDA": r"Keystone-SDA|SDA|ATS",
    "Belga": r"Belga(?: News Agency)?",
    "ANP": r"ANP",
    "Ritzau": r"Ritzau",
    "NTB": r"NTB",
    "TT": r"TT(?: News Agency)?|TT Nyhetsbyrån",
    "STT": r"STT",
    "PAP": r"PAP",
    "CTK": r"ČTK|CTK",
    "MTI": r"MTI",
    "Agerpres": r"AGERPRES|Agerpres",
    "BTA": r"BTA",
    "Tanjug": r"Tanjug",
    "HINA": r"HINA|Hina",
    "Lusa": r"Lusa",
    "Anadolu": r"Anadolu(?: Agency| Ajansı)?|AA",
    "WAM": r"WAM|Emirates News Agency",
    "SPA": r"SPA|Saudi Press Agency",
    "IRNA": r"IRNA",
    "KUNA": r"KUNA",
    "MENA": r"MENA",
    "NAN": r"NAN|News Agency of Nigeria",
    "GNA": r"GNA|Ghana News Agency",
    "APP": r"APP|Associated Press of Pakistan",
    "BSS": r"BSS",
    "UNB": r"UNB",
    "Bernama": r"BERNAMA|Bernama",
    "Antara": r"ANTARA|Antara",
    "PNA": r"PNA|Philippine News Agency",
    "VNA": r"VNA|Vietnam News Agency",
    "CNS": r"China News Service|CNS",
    "Ukrinform": r"Ukrinform",
    "Agência Brasil": r"Agência Brasil",
    "Notimex": r"Notimex",
    "Prensa Latina": r"Prensa Latina",
    "MercoPress": r"MercoPress",
    "Tribune News Service": r"Tribune News Service|TNS",
    "PR Newswire": r"PR ?Newswire|PRNewswire(?:-\w+)?",
    "Business Wire": r"BUSINESS WIRE|Business Wire",
    "GlobeNewswire": r"GLOBE NEWSWIRE|GlobeNewswire",
    "ACCESSWIRE": r"ACCESSWIRE|Accesswire",
    "EIN Presswire": r"EIN Presswire|EINPresswire(?:\.com)?",
}
_WRITTEN = {name: re.compile(rf"(?:{pattern})") for name, pattern in AGENCIES.items()}
_PARTS = re.compile(r"\s*(?:[,;|/•·&–—]|\band\b|\bwith\b|\bvia\b|\s-\s)\s*")
_LABEL = re.compile(
    r"^(?:by|source|sources|from|credit|agency|agencies|text|news by|report by|edited by)\b\s*:?\s*", re.I
)


def agency_in(credit: str | None) -> str | None:
    """The agency that a credit, byline or source line names as (one of) its writers, or None.

    Only whole parts count: "Reuters", "By Jane Doe, Associated Press", "(AP)", never "AP Møller".
    """
    for part in _PARTS.split(_LABEL.sub("", (credit or "").strip())):
        word = _LABEL.sub("", part).strip(" .()[]©:*")
        if not word:
            continue
        for name, written in _WRITTEN.items():
            if written.fullmatch(word):
                return name
    return None
