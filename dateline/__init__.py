"""Dateline: press texts as a knowledge store in which every fact opens its sentence."""

__version__ = "0.1.0"
