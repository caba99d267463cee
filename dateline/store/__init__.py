"""The knowledge store: what was read, what was found in it, what is known from it, and the accounting."""

from dateline.store.opening import Store, open_store
from dateline.store.writing import Kept

__all__ = ["Kept", "Store", "open_store"]
