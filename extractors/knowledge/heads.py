"""The word that says what kind of thing a name is: Ministry, University, Ltd; Expo, Summit, Cup; Stadium, Airport."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extractors.knowledge.spans import UNSURE, component, relabelled, score
from extractors.lexicon import words

NAME = "heads"

ORGANISATIONS = words("""
    ministry department council committee commission federation confederation association union university college
    institute academy authority agency bureau corporation company bank court parliament senate assembly secretariat
    embassy consulate foundation trust society league party club police army navy ltd limited inc llc plc gmbh ag sa
    corp co holdings hospital school newspaper times tribune herald gazette press
""")
EVENTS = words("""
    expo summit conference forum congress symposium convention festival championship championships cup games olympics
    marathon derby election elections referendum day week awards war battle cyclone hurricane typhoon storm biennale
    exhibition fair carnival tournament trophy open series prix masters playoffs jubilee ceremony
""")
PLACES = words("""
    stadium arena airport river lake square street road avenue bridge park palace hall centre center harbour port
    island islands mountain mountains valley province county district region
""")
_KINDS = ((ORGANISATIONS, "ORG"), (EVENTS, "EVENT"), (PLACES, "PLACE"))
_FIRST = words(
    "ministry department council committee commission federation confederation association union university "
    "institute academy authority agency bureau bank court embassy consulate foundation"
)


def headed(doc: Doc) -> Iterator[Span]:
    """The entities, unsure ones under the label that their head says."""
    for span in doc.ents:
        label = _said(span) if span.label_ != "DATE" and score(span) < UNSURE and len(span) > 1 else None
        if label and label != span.label_:
            yield relabelled(span, label, round(max(1 - score(span), 0.5), 4))
        else:
            yield span


def _said(span: Span) -> str | None:
    tokens = [t for t in span if t.is_alpha or t.is_digit]
    if tokens and tokens[0].lower_ in _FIRST and len(tokens) > 2 and tokens[1].lower_ in ("of", "for"):
        return "ORG"
    while tokens and tokens[-1].is_digit:
        tokens.pop()
    if len(tokens) < 2 or not tokens[-1].text[0].isupper():
        return None
    last = tokens[-1].lower_
    return next((label for heads, label in _KINDS if last in heads), None)


component(NAME, headed)
