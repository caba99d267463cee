"""A writer in a process of its own: python store_writer.py STORE_URL PREFIX BATCHES

Keeps batches of ten articles and prints the number of each when it is kept, until it is done or killed.
"""

import sys

from press import piece

from dateline.errors import StoreError
from dateline.store import open_store


def main() -> None:
    """Keep batch after batch."""
    url, prefix, batches = sys.argv[1], sys.argv[2], int(sys.argv[3])
    store = open_store(url, create=False)
    run = store.start_run("test")
    for number in range(batches):
        texts = [
            piece(
                f"{prefix}-{number}-{i}",
                f"[PERSON Ann Lee] met [ORG Acme] and [PERSON P{prefix}{i}]. She said: Number {number}.",
                quotes=[(f"Number {number}.", "Ann Lee")],
                offices=[("Ann Lee", "director", "Acme")],
                events=[{"name": "Delhi Fair", "start": "2025-03-19", "organisers": ("Acme",)}],
                item=f"{prefix}/{number}/{i}",
            )
            for i in range(10)
        ]
        try:
            store.keep(texts, run.id)
        except StoreError as error:
            print(f"error {error}", flush=True)  # noqa: T201  # the test reads it
            raise
        print(number, flush=True)  # noqa: T201
    store.end_run(run.id)


if __name__ == "__main__":
    main()
