"""The dateline at the head of a text, in the house styles of the agencies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.datelines import read_dateline, read_day

NEAR = date(2025, 3, 20)

STYLES = [
    ("New Delhi, March 17 (IANS) A delegation", "New Delhi", date(2025, 3, 17), "IANS", "A delegation"),
    ("STOCKHOLM, Oct 23 (Reuters) - Swedish", "Stockholm", date(2024, 10, 23), "Reuters", "Swedish"),
    ("KAZAN, June 5. /TASS/. Delegations", "Kazan", date(2025, 6, 5), "TASS", "Delegations"),
    ("BIARRITZ, France, Sept 28, 2025 (AFP) - Chilean", "Biarritz", date(2025, 9, 28), "AFP", "Chilean"),
    ("CHONGQING, Oct. 8 (Xinhua) -- The fair", "Chongqing", date(2024, 10, 8), "Xinhua", "The fair"),
    ("MEXICO CITY (AP) — The conductor", "Mexico City", None, "AP", "The conductor"),
    ("Leh (Ladakh) [India], June 16 (ANI): The festival", "Leh", date(2025, 6, 16), "ANI", "The festival"),
    ("Accra, July 31, GNA - The Bank", "Accra", date(2025, 7, 31), "GNA", "The Bank"),
    ("(ANSA) - REGGIO CALABRIA, NOV 4 - The Court", "Reggio Calabria", date(2024, 11, 4), "ANSA", "The Court"),
    ("Medellín, Colombia, Mar 13 (EFE).- Miners", "Medellín", date(2025, 3, 13), "EFE", "Miners"),
    ("Nagoya, May 12 (Jiji Press)--Kisogawa", "Nagoya", date(2025, 5, 12), "Jiji Press", "Kisogawa"),
    ("Gothenburg (TT) Two chemists", "Gothenburg", None, "TT", "Two chemists"),
    ("Alba Iulia, Dec 1 /Agerpres/ - Soldiers", "Alba Iulia", date(2024, 12, 1), "Agerpres", "Soldiers"),
    ("SEOUL, Aug. 18 (Yonhap) -- South Korea", "Seoul", date(2025, 8, 18), "Yonhap", "South Korea"),
    ("ABU DHABI, 4th November, 2025 (WAM) -- Nakheel", "Abu Dhabi", date(2025, 11, 4), "WAM", "Nakheel"),
    ("LONDON--(BUSINESS WIRE)--AM Best", "London", None, "BUSINESS WIRE", "AM Best"),
    ("SHENZHEN, China, Feb. 26, 2026 /PRNewswire/ -- Luming", "Shenzhen", date(2026, 2, 26), "PRNewswire", "Luming"),
    ("CAPE TOWN, South Africa, 10 October 2024/APO Group/ -- X", "Cape Town", date(2024, 10, 10), "APO Group", "X"),
    ("KUALA LUMPUR, Jan 8, 2025 - (ACN Newswire) - Seri", "Kuala Lumpur", date(2025, 1, 8), "ACN Newswire", "Seri"),
    ("Bergen, Norway – 2 February 2026 – Havbris", "Bergen", date(2026, 2, 2), None, "Havbris"),
    ("Oaxaca de Juárez, Mexico (July 8, 2025) — The", "Oaxaca de Juárez", date(2025, 7, 8), None, "The"),
    ("EAST RIDGE, Tenn. — For 83 minutes", "East Ridge", None, None, "For 83 minutes"),
    ("N'DJAMENA, 9 April 2026 – The charity", "N'Djamena", date(2026, 4, 9), None, "The charity"),
]


@pytest.mark.parametrize(("text", "place", "day", "agency", "story"), STYLES)
def test_house_styles(text: str, place: str, day: date | None, agency: str | None, story: str) -> None:
    """Place, day and agency are read, and the story begins where the dateline ends."""
    found = read_dateline(text, NEAR)

    assert found is not None
    assert (found.dateline.place, found.dateline.date, found.agency) == (place, day, agency)
    assert text[found.end :] == story


@pytest.mark.parametrize(
    "text",
    [
        "The European Space Agency (ESA) said on Monday that it had chosen a site.",
        "Rain did not keep an estimated 8000 teachers from the streets on March 3 (their first strike).",
        "FOR IMMEDIATE RELEASE – NOT FOR DISTRIBUTION IN THE UNITED STATES",
        "EMBARGOED UNTIL 16:00 GMT ON WEDNESDAY, 28 JANUARY 2026",
        "Monday, July 8: The sextet plays at nine.",
        "FORMER customs clerk Lady Saffron ran off with the crown.",
        "Microsoft (MSFT) rose 2 percent.",
        "",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    """Organisations with acronyms, headings and running text are not taken for datelines."""
    assert read_dateline(text, NEAR) is None


def test_a_year_is_that_nearest_to_the_day_of_the_file() -> None:
    """A dateline of December in a file of January is of last year."""
    assert read_day("Dec 30", date(2026, 1, 2)) == date(2025, 12, 30)
    assert read_day("Jan 2", date(2025, 12, 30)) == date(2026, 1, 2)


def test_a_day_that_cannot_be_is_none() -> None:
    """31 June and 29 February of a common year are no days."""
    assert read_day("June 31", NEAR) is None
    assert read_day("29 February 2025", NEAR) is None


@given(st.text(max_size=300))
def test_any_text_gives_an_answer(text: str) -> None:
    """No text crashes the reader, and the story never begins outside it."""
    found = read_dateline(text, NEAR)

    assert found is None or 0 < found.end <= len(text)


def test_long_lines_of_capitals_take_no_time() -> None:
    """A line made to tire the pattern is answered at once."""
    import time

    began = time.perf_counter()
    for text in ("A" * 50_000, "Aa " * 20_000, "A-" * 20_000 + "(", "New York, " * 5_000, "A'a" * 10_000):
        read_dateline(text, NEAR)

    assert time.perf_counter() - began < 2
