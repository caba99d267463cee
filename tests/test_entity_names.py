"""Which names can be one thing's: people of many spellings, organisations, places, editions of events."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.entities import events, organisations, people, places
from dateline.entities.naming import best_name

ONE_PERSON = [
    ("Sergei Volkonsky", "Sergey Volkonskiy"),
    ("Sergei Volkonsky", "Сергей Волконский"),
    ("Mohammed Al-Rashid", "Muhammad Rashid"),
    ("Dr. Zofia Wrońska", "Zofia Wronska"),
    ("Chen Jiahui", "Jiahui Chen"),
    ("John Kamau Mwangi", "J. K. Mwangi"),
    ("JK Nyerere", "Julius Kambarage Nyerere"),
    ("Sudhir Kumar Singh", "Sudhir Singh"),
    ("Bill Harcourt", "William Harcourt"),
    ("Vladimir Orlov", "Vladimir Ilyich Orlov"),
    ("Ingrid Hansen", "Ingrid Hansen-Lie"),
    ("Smith, John", "John Smith"),
    ("Salim al-Harthy", "Salim Harthy"),
]
TWO_PEOPLE = [
    ("Viktor Zhdankin", "Yelena Zhdankina"),
    ("Viktor Zhdankin", "Viktor Zhdankina"),
    ("Ibrahim Musa", "Yakubu Musa"),
    ("George Bush Jr.", "George Bush Sr."),
    ("Daniel Ortega", "Daniela Ortega"),
    ("J. Mwangi", "Peter Mwangi"),
    ("Ana Ruiz", "Ana Gomez"),
    ("Katja Brandt-Voss", "Katja Meier-Voss"),
]


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_names_that_can_be_one_persons(one, other):
    """Both are looked up by what the other is entered under, and their names can be one's."""
    a, b = people.person_name(one), people.person_name(other)
    assert people.relation(a, b) is not None
    assert people.relation(b, a) == people.relation(a, b)
    assert people.looked_up(a) & people.blocks(b)
    assert people.looked_up(b) & people.blocks(a)


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_names_of_two_people(one, other):
    """However alike they look."""
    assert people.relation(people.person_name(one), people.person_name(other)) is None


ONE_BODY = [
    ("Luming Robotics Co., Ltd.", "Luming Robotics"),
    ("Kenyan Ministry of Health", "Ministry of Health of the Republic of Kenya"),
    ("Indian Supreme Court", "Supreme Court of India"),
    ("World Health Organisation", "World Health Organization"),
    ("AgroVista Seeds Pvt. Ltd.", "Agro Vista Seeds"),
    ("Al-Rayyan Investment Fund", "Al Rayyan Investment Fund"),
    ("FC Volga Samara", "Volga Samara"),
    ("Société Générale", "Societe Generale S.A."),
]
TWO_BODIES = [
    ("Ministry of Health of Kenya", "Ministry of Health of Peru"),
    ("Government of Moscow", "Government of Russia"),
    ("Reuters", "Reuters Institute"),
    ("Tata Steel", "Tata Motors"),
    ("Ministry of Health", "Ministry of Finance"),
    ("Bank of Kenya", "Kenya Airways"),
]


@pytest.mark.parametrize(("one", "other"), ONE_BODY)
def test_names_of_one_organisation(one, other):
    """Legal forms, spellings, the country before or after."""
    a, b = organisations.organisation_name(one), organisations.organisation_name(other)
    assert (organisations.relation(a, b) or 0) >= 1.5
    assert organisations.looked_up(a, one) & organisations.blocks(b, other)


@pytest.mark.parametrize(("one", "other"), TWO_BODIES)
def test_names_of_two_organisations(one, other):
    """What is generic without its country, and what only begins alike."""
    assert organisations.relation(organisations.organisation_name(one), organisations.organisation_name(other)) is None


@pytest.mark.parametrize(
    ("name", "beside", "country"),
    [
        ("London", {}, "GB"),
        ("London", {"CA": 1.0}, "CA"),
        ("Hyderabad", {"PK": 1.0}, "PK"),
        ("Hyderabad", {"IN": 1.0}, "IN"),
        ("Santiago", {"ES": 1.0}, "ES"),
        ("Santiago", {}, "CL"),
        ("Valencia", {"VE": 1.0}, "VE"),
        ("U.S.", {}, "US"),
        ("Ivory Coast", {}, "CI"),
        ("Republic of Kenya", {}, "KE"),
        ("Tatarstan", {}, "RU"),
        ("Bombay", {}, "IN"),
    ],
)
def test_places_of_the_gazetteer(name, beside, country):
    """The country of which the text speaks decides."""
    found = places.best(name, beside)
    assert found is not None
    assert found.country == country


def test_a_region_is_told_from_a_country_by_its_towns():
    """Georgia beside Atlanta is a state, beside Tbilisi a country."""
    state = places.Located.of({"Georgia": 2, "Atlanta": 1, "United States": 1}, None).best("Georgia")
    country = places.Located.of({"Georgia": 2, "Tbilisi": 1}, None).best("Georgia")
    assert state is not None
    assert country is not None
    assert (state.country, country.country) == ("US", "GE")


def test_editions_are_different_events():
    """The same words with another year or ordinal; a war has neither."""
    one, two = events.event_name("Harbour Tech Expo 2024"), events.event_name("Harbor Tech Expo 2025")
    assert events.relation(one, frozenset((2024,)), two, frozenset((2025,)), 1) is None
    assert events.relation(one, frozenset((2024,)), two, frozenset((2024,)), 0) == 2.5
    assert events.event_name("World War II").normal != events.event_name("World War I").normal
    assert events.event_name("54th Annual Meeting").ordinal == 54


def test_the_best_name_is_the_most_used_full_one():
    """No acronym, initials or capitals where a full name is known."""
    assert best_name("ORG", {"ESA": 9, "European Space Agency": 1}) == "European Space Agency"
    assert best_name("PERSON", {"Mwangi": 9, "J. Mwangi": 5, "John Mwangi": 2, "John K. Mwangi": 1}) == "John Mwangi"
    assert best_name("PERSON", {"ANN LEE": 3, "Ann Lee": 1}) == "Ann Lee"


NAMES = st.text(max_size=30) | st.sampled_from(
    ["...", "Dr.", "Jr.", "al-", "'s", "J.", "Ltd.", "The", "2025", "12th", "-"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["PERSON", "ORG", "PLACE", "EVENT"]), NAMES), max_size=6))
def test_no_name_breaks_it(names):
    """Whatever a recogniser takes for a name has its words, its blocks and its relations."""
    for _, name in names:
        person, body = people.person_name(name), organisations.organisation_name(name)
        event, words = events.event_name(name), places.place_words(name)
        assert people.blocks(person) is not None
        assert people.looked_up(person) is not None
        assert people.surname_blocks(person, ["US"]) is not None
        assert organisations.looked_up(body, name) is not None
        assert events.blocks(event) is not None
        assert places.blocks(words)
        for _, other in names:
            people.relation(person, people.person_name(other))
            organisations.relation(body, organisations.organisation_name(other))
            places.relation(words, places.place_words(other))
            events.relation(event, frozenset(), events.event_name(other), frozenset(), 0)
        places.best(name, {"US": 1.0})
