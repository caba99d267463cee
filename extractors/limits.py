"""A limit on the time of a piece of work that holds in any thread, not only in the main one.

A watcher thread raises OverTime inside the working thread, at its next Python instruction. Work that
hangs inside one call of compiled code is beyond its reach: `extractors.processes` ends such a
worker from outside.
"""

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

_AGAIN = 0.5  # seconds; the exception can be lost in a finaliser, so it is raised until it is heard


class OverTime(BaseException):
    """The work took longer than it may. No Exception, so that no library on the way keeps it."""


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """What `work` returns. Raises OverTime when that takes more than `seconds`."""
    worker = ctypes.c_ulong(threading.get_ident())
    done = threading.Event()

    def watch() -> None:
        pause = seconds
        while not done.wait(pause):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(worker, ctypes.py_object(OverTime))
            pause = _AGAIN

    watcher = threading.Thread(target=watch, name="time limit", daemon=True)
    watcher.start()
    try:
        return work()
    finally:
        while watcher.is_alive():  # what the watcher still raises is caught here and never later
            try:
                done.set()
                watcher.join()
            except OverTime:
                continue
