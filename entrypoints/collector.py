"""Python's collector of circular garbage, told what kind of process this is."""

import gc

_YOUNG, _MIDDLE, _OLD = 10_000, 3, 3


def settle() -> None:
    """What is loaded by now lives as long as the process: it is never looked through again.

    A page of 1,000 contacts makes some 15,000 objects and drops them all without a circle; with Python's
    own thresholds the collector would look through everything several times a page, for nothing.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
