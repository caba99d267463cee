"""News agencies and release services, with the forms under which texts carry them.

One table for every reader of credits: page credit lines, datelines, sign-offs, bylines. To add an
agency, add a row; `forms` are what stands in a text, the first one is the short name by which the
agency is known in Dateline. Forms of up to six characters are matched in their own case only,
for "cna" or "map" in running text is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

AGENCY = "agency"
RELEASES = "press release"  # a service that carries others' releases unedited


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: its full name, the forms that texts carry, its country (ISO 3166-1) and kind."""

    name: str
    forms: tuple[str, ...]
    country: str | None
    kind: str = AGENCY

    @property
    def short(self) -> str:
        """The name by which it is known: AP, Reuters, PRNewswire."""
        return self.forms[0]


def _rows(kind: str, table: str) -> Iterator[Agency]:
    for line in table.strip().splitlines():
        country, name, forms = (cell.strip() for cell in line.split("|"))
        yield Agency(name, tuple(form.strip() for form in forms.split(";")), country or None, kind)


AGENCIES: tuple[Agency, ...] = (
    *_rows(
        AGENCY,
        """
        US | The Associated Press | AP; Associated Press; The Associated Press; A.P.; AP News; AP Online; apnews
        GB | Reuters | Reuters; REUTERS; Thomson Reuters; Reuter; Rtrs
        FR | Agence France-Presse | AFP; Agence France-Presse; Agence France Presse; AFP-Relaxnews; AFP/Getty Images
        US | United Press International | UPI; United Press International; U.P.I.
        US | United Press | UP; United Press; U.P.; United Press Associations
        US | International News Service | INS; International News Service; I.N.S.
        US | Newspaper Enterprise Association | NEA; Newspaper Enterprise Association; N.E.A.
        US | Bloomberg | Bloomberg; Bloomberg News
        US | Dow Jones Newswires | Dow Jones; Dow Jones Newswires; DJ Newswires
        US | CNN Newsource | CNN Newsource; CNN Wire; CNN NewsWire
        US | Tribune News Service | TNS; Tribune News Service; Tribune Content Agency; MCT; McClatchy-Tribune
        US | Gray News | Gray News; Gray DC
        US | Stacker | Stacker
        US | KFF Health News | KFF Health News; Kaiser Health News
        US | States Newsroom | States Newsroom
        US | City News Service | CNS; City News Service
        US | Religion News Service | RNS; Religion News Service
        US | Field Level Media | Field Level Media
        US | The SportsXchange | SportsXchange; The Sports Xchange
        GB | PA Media | PA; PA Media; Press Association; PA News Agency
        IE | Press Association Ireland | PA Ireland
        CA | The Canadian Press | CP; The Canadian Press; Canadian Press; La Presse Canadienne
        AU | Australian Associated Press | AAP; Australian Associated Press
        NZ | New Zealand Press Association | NZPA
        NZ | RNZ Pacific | RNZ Pacific; RNZ Pacific/PACNEWS
        FJ | Pacific Islands News Association | PACNEWS; PINA
        IN | Press Trust of India | PTI; Press Trust of India; PTI-Bhasha
        IN | Indo-Asian News Service | IANS; Indo-Asian News Service; IANS-Sports
        IN | Asian News International | ANI; Asian News International
        IN | United News of India | UNI; United News of India; UNI India
        IN | Hindusthan Samachar | Hindusthan Samachar
        PK | Associated Press of Pakistan | APP; Associated Press of Pakistan
        PK | Pakistan Press International | PPI; Pakistan Press International
        PK | Independent News Pakistan | INP; Independent News Pakistan
        BD | Bangladesh Sangbad Sangstha | BSS; Bangladesh Sangbad Sangstha
        BD | United News of Bangladesh | UNB; United News of Bangladesh
        NP | Rastriya Samachar Samiti | RSS; Rastriya Samachar Samiti
        LK | Lankapuvath | Lankapuvath
        AF | Pajhwok Afghan News | Pajhwok; Pajhwok Afghan News
        AF | Bakhtar News Agency | Bakhtar; BNA Kabul
        CN | Xinhua News Agency | Xinhua; Xinhua News Agency; New China News Agency
        CN | China News Service | China News Service; ChinaNews
        TW | Central News Agency | CNA; Central News Agency; Focus Taiwan
        JP | Kyodo News | Kyodo; Kyodo News; Kyodo News Service
        JP | Jiji Press | Jiji; Jiji Press
        KR | Yonhap News Agency | Yonhap; Yonhap News Agency; Yonhap News
        KR | Newsis | Newsis
        KR | News1 | News1
        KP | Korean Central News Agency | KCNA; Korean Central News Agency
        MN | Montsame | Montsame; MONTSAME
        VN | Vietnam News Agency | VNA; Vietnam News Agency; VietnamPlus
        LA | Lao News Agency | KPL; Lao News Agency
        KH | Agence Kampuchea Presse | AKP; Agence Kampuchea Presse
        TH | Thai News Agency | TNA; Thai News Agency
        MY | Bernama | Bernama; BERNAMA; Malaysian National News Agency
        ID | Antara | Antara; ANTARA; ANTARA News
        PH | Philippine News Agency | PNA; Philippine News Agency
        RU | TASS | TASS; ITAR-TASS; Itar-Tass
        RU | Interfax | Interfax
        RU | RIA Novosti | RIA Novosti; RIA; RIA Novosti news agency
        RU | Sputnik | Sputnik
        BY | BelTA | BelTA; BELTA
        UA | Ukrinform | Ukrinform
        UA | Interfax-Ukraine | Interfax-Ukraine
        UA | UNIAN | UNIAN
        KZ | Kazinform | Kazinform; KAZINFORM
        UZ | UzA | UzA; Uzbekistan National News Agency
        KG | Kabar | Kabar; Kabar News Agency
        KG | 24.kg | 24.kg
        TJ | Khovar | Khovar
        AZ | AZERTAC | AZERTAC; Azertac
        AZ | Trend News Agency | Trend News Agency
        AM | Armenpress | Armenpress; ARMENPRESS
        GE | Interpressnews | Interpressnews; InterPressNews
        DE | Deutsche Presse-Agentur | dpa; DPA; Deutsche Presse-Agentur; dpa international
        DE | epd | epd; Evangelischer Pressedienst
        AT | Austria Presse Agentur | APA; Austria Presse Agentur
        CH | Keystone-SDA | Keystone-SDA; Keystone-ATS; SDA; ATS; AWP
        NL | ANP | ANP; Algemeen Nederlands Persbureau
        BE | Belga | Belga; BELGA
        ES | EFE | EFE; Agencia EFE; EFE News
        ES | ACAN-EFE | ACAN-EFE; Acan-Efe
        ES | Europa Press | Europa Press
        PT | Lusa | Lusa; LUSA; Agencia Lusa; Agência Lusa
        IT | ANSA | ANSA; Ansa
        IT | AGI | AGI; Agenzia Giornalistica Italia
        IT | Adnkronos | Adnkronos
        VA | Fides | Agenzia Fides
        GR | Athens-Macedonian News Agency | ANA-MPA; AMNA; Athens-Macedonian News Agency
        CY | Cyprus News Agency | Cyprus News Agency
        TR | Anadolu Agency | Anadolu; AA; Anadolu Agency; Anadolu Ajansi; Anadolu Ajansı
        TR | Demirören News Agency | DHA; Demirören News Agency
        BG | Bulgarian News Agency | BTA; Bulgarian News Agency
        RO | Agerpres | Agerpres; AGERPRES
        RS | Tanjug | Tanjug; TANJUG
        RS | Beta | Beta News Agency
        RS | FoNet | FoNet
        HR | HINA | HINA; Hina
        SI | STA | STA; Slovenian Press Agency
        BA | FENA | FENA
        MK | MIA | MIA; Media Information Agency
        AL | ATA | ATA; Albanian Telegraphic Agency
        HU | MTI | MTI; Hungarian News Agency
        CZ | CTK | CTK; ČTK; Czech News Agency
        SK | TASR | TASR; News Agency of the Slovak Republic
        PL | Polish Press Agency | PAP; Polish Press Agency
        LT | ELTA | ELTA
        LT | Baltic News Service | BNS; Baltic News Service
        LV | LETA | LETA
        EE | ERR News | ERR News
        FI | STT | STT; Suomen Tietotoimisto
        SE | TT | TT; TT News Agency; Tidningarnas Telegrambyrå
        NO | NTB | NTB; Norsk Telegrambyrå
        DK | Ritzau | Ritzau
        IL | Jewish News Syndicate | JNS; Jewish News Syndicate
        IL | Tazpit Press Service | TPS; Tazpit Press Service
        US | Jewish Telegraphic Agency | JTA; Jewish Telegraphic Agency
        PS | WAFA | WAFA; Palestine News Agency
        JO | Petra | Petra; Jordan News Agency
        LB | National News Agency | NNA; National News Agency
        SY | SANA | SANA; Syrian Arab News Agency
        IQ | Iraqi News Agency | INA; Iraqi News Agency; NINA
        IR | IRNA | IRNA; Islamic Republic News Agency
        IR | ISNA | ISNA
        IR | Fars | FARS; Fars News Agency
        IR | Tasnim | Tasnim; Tasnim News Agency
        IR | Mehr | MNA; Mehr News Agency
        SA | Saudi Press Agency | SPA; Saudi Press Agency
        AE | Emirates News Agency | WAM; Emirates News Agency
        QA | Qatar News Agency | QNA; Qatar News Agency
        KW | Kuwait News Agency | KUNA; Kuwait News Agency
        BH | Bahrain News Agency | BNA; Bahrain News Agency
        OM | Oman News Agency | ONA; Oman News Agency
        YE | Saba | Saba; Saba News Agency
        EG | Middle East News Agency | MENA; Middle East News Agency
        LY | LANA | LANA; Libyan News Agency
        TN | Tunis Afrique Presse | TAP; Tunis Afrique Presse
        DZ | Algérie Presse Service | APS; Algérie Presse Service; Algeria Press Service
        MA | Maghreb Arabe Presse | MAP; Maghreb Arabe Presse
        SD | Sudan News Agency | SUNA; Sudan News Agency
        SN | APANEWS | APAnews; APA News; African Press Agency
        SN | Panapress | Panapress; PANA
        NG | News Agency of Nigeria | NAN; News Agency of Nigeria
        GH | Ghana News Agency | GNA; Ghana News Agency
        SL | Sierra Leone News Agency | SLENA
        CI | Agence Ivoirienne de Presse | AIP; Agence Ivoirienne de Presse
        BF | Agence d'Information du Burkina | AIB; Agence d'Information du Burkina
        ET | Ethiopian News Agency | ENA; Ethiopian News Agency
        ET | Fana | FBC; Fana Broadcasting Corporate
        KE | Kenya News Agency | KNA; Kenya News Agency
        RW | Rwanda News Agency | RNA; Rwanda News Agency
        TZ | Daily News Agency Tanzania | Maelezo
        ZM | Zambia News and Information Services | ZANIS; Zambia News and Information Services
        ZW | New Ziana | New Ziana; Ziana
        NA | Namibia Press Agency | NAMPA; Nampa; Namibia Press Agency
        BW | Botswana Press Agency | BOPA
        AO | ANGOP | ANGOP; Angop; Angola Press
        MZ | Agência de Informação de Moçambique | AIM; Mozambique News Agency
        ZA | South African Press Association | SAPA; Sapa
        ZA | SAnews | SAnews; SAnews.gov.za; BuaNews
        ZA | African News Agency | ANA; African News Agency
        MU | Indian Ocean News Agency | ION News
        BR | Agência Brasil | Agência Brasil; Agencia Brasil; ABr
        BR | Agência Estado | Agência Estado; Estadão Conteúdo
        AR | Télam | Télam; Telam
        AR | Noticias Argentinas | NA Argentina; Noticias Argentinas
        PE | Andina | Andina; ANDINA
        MX | Notimex | Notimex
        CU | Prensa Latina | Prensa Latina
        CU | ACN Cuba | ACN; Agencia Cubana de Noticias
        CO | Colprensa | Colprensa
        VE | AVN | AVN; Agencia Venezolana de Noticias
        BO | ABI | ABI; Agencia Boliviana de Información
        EC | Andes | Agencia Andes
        UY | UyPress | UyPress
        GT | Agencia Guatemalteca de Noticias | AGN; Agencia Guatemalteca de Noticias
        TT | Caribbean Media Corporation | CMC; Caribbean Media Corporation
        JM | Jamaica Information Service | JIS; Jamaica Information Service
        GY | Department of Public Information | DPI
        IT | Inter Press Service | IPS; Inter Press Service
        US | Catholic News Agency | Catholic News Agency; CNA/EWTN
        US | Catholic News Service | Catholic News Service; OSV News
        GB | BBC Local Democracy Reporting Service | LDRS; Local Democracy Reporting Service
        AU | ACM | Australian Community Media
        US | SWNS | SWNS; South West News Service
        """,
    ),
    *_rows(
        RELEASES,
        """
        IN | Press Information Bureau | PIB; Press Information Bureau; PIB Delhi
        US | PR Newswire | PRNewswire; PR Newswire; PRNewswire-FirstCall; PRNewswire-PRWeb; USNewswire; Cision
        US | Business Wire | Business Wire; BUSINESS WIRE; BusinessWire; BusinessWire India
        US | GlobeNewswire | GlobeNewswire; GLOBE NEWSWIRE; GLOBENEWSWIRE; Globe Newswire; PrimeNewswire
        US | Marketwired | Marketwired; MARKETWIRED; Marketwire; Market Wire
        US | ACCESS Newswire | ACCESS Newswire; ACCESSWIRE; Accesswire; ACCESSWIRE via COMTEX
        US | EIN Presswire | EIN Presswire; EINPresswire; EINPresswire.com; EINPRESSWIRE
        US | PRWeb | PRWeb; PRWEB
        US | Newsfile | Newsfile; Newsfile Corp.; Newsfile Corp; NEWSFILE CORP
        CA | CNW Group | CNW; CNW Group; Canada NewsWire; CNW Telbec
        US | Newswire.com | Newswire.com
        US | iCrowdNewswire | iCrowdNewswire
        US | Chainwire | Chainwire; CHAINWIRE
        US | ReleaseWire | ReleaseWire
        GB | Regulatory News Service | RNS London; Regulatory News Service
        GB | PA Mediapoint | PA Mediapoint
        GB | ResponseSource | ResponseSource
        FR | ActusNews | ActusNews; ActusNews Wire
        DE | DGAP | DGAP; EQS; EQS-News; EQS Newswire; DGAP-News
        DE | news aktuell | news aktuell; ots; ots Newswire; presseportal
        AT | APA-OTS | APA-OTS; OTS
        CH | pressetext | pressetext
        HK | Media OutReach | Media OutReach; Media OutReach Newswire; Media OutReach Newswire via
        HK | ACN Newswire | ACN Newswire; JCN Newswire; Asia Corporate News Network
        IN | NewsVoir | NewsVoir; NEWSVOIR; VMPL; PNN; ANI/PNN; ANI/VMPL; ANI/NewsVoir; ANI Press Release
        IN | PTI Press Release | PTI PR; Mediawire
        ZA | African Media Agency | African Media Agency; AMA
        SN | APO Group | APO; APO Group; African Press Organization
        AE | Zawya Press Release | Zawya; ZAWYA
        JP | Kyodo News PR Wire | Kyodo JBN; Kyodo PR Wire; Kyodo News PR Wire
        KR | Korea Newswire | Korea Newswire
        AU | Medianet | AAP Medianet; Medianet; MediaNet
        NZ | Scoop Press Release | Scoop Media
        SE | Cision Nordic | Cision AB; Cision Europe
        NO | NTB Kommunikasjon | NTB Kommunikasjon
        DK | Ritzau ViaRitzau | Via Ritzau
        BR | DINO | DINO
        ES | Comunicae | Comunicae
        """,
    ),
)


@cache
def _by_form() -> dict[str, Agency]:
    forms: dict[str, Agency] = {}
    for agency in AGENCIES:
        for form in (agency.name, *agency.forms):
            forms.setdefault(form if len(form) <= 6 else form.casefold(), agency)
    return forms


def agency_called(name: str) -> Agency | None:
    """The agency of which this is the name or a form, with or without "The" and end punctuation."""
    forms = _by_form()
    bare = " ".join(name.split()).strip(" .,;:-–—()[]/")
    for form in (bare, bare.removeprefix("The ").removeprefix("the ")):
        found = forms.get(form) or forms.get(form.casefold() if len(form) > 6 else form)
        if found:
            return found
    return None


@cache
def forms_pattern() -> str:
    """A regular expression (no groups) that matches any form, the longest first; short ones in their own case."""
    spelled = sorted({f for agency in AGENCIES for f in (agency.name, *agency.forms)}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(f) if len(f) <= 6 else f"(?i:{re.escape(f)})" for f in spelled) + ")"
