"""Pipelines that misbehave on purpose: what limits and workers are tested on."""

import ctypes
import os
import time

import spacy
from spacy.language import Language
from spacy.tokens import Doc


@Language.component("misbehaving")
def misbehaving(doc: Doc) -> Doc:
    """Does what the text says: sleeps in Python, hangs in compiled code, ends its process, or raises."""
    if "SLEEP" in doc.text:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            pass
    if "HANG" in doc.text:
        ctypes.PyDLL(None).sleep(60)
    if "END" in doc.text:
        os._exit(3)
    if "RAISE" in doc.text:
        raise KeyError("a fault of ours")
    return doc


def load() -> Language:
    """A pipeline with nothing but that."""
    nlp = spacy.blank("en")
    nlp.add_pipe("misbehaving")
    return nlp


def broken() -> Language:
    """A pipeline that cannot be loaded."""
    raise OSError("the model is gone")
