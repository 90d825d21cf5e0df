"""Makes a story that ends wrong as short as it can be while it still does, for a person to read."""

from collections.abc import Callable

from tests.simulation.story import Story


def shortened(story: Story, is_wrong: Callable[[Story], bool]) -> Story:
    """Leave out beat by beat, from the last to the first, until none can be missed any more."""
    gone = True
    while gone:
        gone = False
        for beat in reversed(story.beats):
            shorter = story.without(beat)
            if shorter.beats and is_wrong(shorter):
                story, gone = shorter, True
    return story
