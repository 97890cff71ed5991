"""Times on a line: which stretch is shown, where its marks stand, how dense events are on each pixel."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 5.0, 10.0)
_LEAST_SPAN_S = 0.0005
_MOST_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time that is shown, in seconds since the click."""

    start_s: float
    end_s: float

    @property
    def span_s(self) -> float:
        """How long it is, never nought."""
        return max(_LEAST_SPAN_S, self.end_s - self.start_s)

    def zoomed(self, at_s: float, factor: float, whole_s: float) -> "Window":
        """Return it `factor` times as long, with `at_s` where it was, and not beyond the `whole_s`."""
        span_s = min(whole_s, max(_LEAST_SPAN_S, self.span_s * factor))
        share = (at_s - self.start_s) / self.span_s
        return _within(at_s - share * span_s, span_s, whole_s)

    def moved(self, by_s: float, whole_s: float) -> "Window":
        """Return it moved by `by_s`, as far as the `whole_s` goes."""
        return _within(self.start_s + by_s, self.span_s, whole_s)


def _within(start_s: float, span_s: float, whole_s: float) -> Window:
    start_s = max(0.0, min(start_s, whole_s - span_s))
    return Window(start_s, start_s + span_s)


def round_end(seconds: float) -> float:
    """Return the next of 1, 2, 5, 10, 20 and so on: a scale that follows a running clock by few steps."""
    return _step_above(max(seconds, _LEAST_SPAN_S))


def ticks(window: Window, most: int) -> list[float]:
    """Return at most `most` round times within `window`."""
    step = _step_above(window.span_s / max(1, most))
    first = math.ceil(window.start_s / step - 1e-9)
    last = math.floor(window.end_s / step + 1e-9)
    return [number * step for number in range(first, last + 1)][: most + 1]


def tick_words(at_s: float, window: Window) -> str:
    """Return a time as the axis of `window` writes it."""
    if at_s == 0:
        return "0"
    if window.span_s < 1 and window.end_s < 10:
        return f"{at_s * 1e3:,.4g} ms" if window.span_s < 0.01 else f"{at_s * 1e3:,.0f} ms"
    digits = 1 if window.span_s >= 1 else 2 if window.span_s >= 0.1 else 3
    words = f"{at_s:,.{digits}f}"
    return f"{words.rstrip('0').rstrip('.')} s"


def runs(times: Sequence[float], window: Window, width_px: int) -> list[tuple[int, int, int]]:
    """Return (first pixel, end pixel, level) of where events are; levels 1 to 3 tell how many a pixel holds."""
    scale = width_px / window.span_s
    first, end = bisect_left(times, window.start_s), bisect_left(times, window.end_s + 1e-9)
    if end - first < width_px:
        return _runs_of_few(times[first:end], window.start_s, scale, width_px)
    edges = [bisect_left(times, window.start_s + pixel / scale, first, end) for pixel in range(width_px)]
    edges.append(end)
    return _joined([(pixel, edges[pixel + 1] - edges[pixel]) for pixel in range(width_px)])


def _runs_of_few(
    times: Sequence[float], start_s: float, scale: float, width_px: int
) -> list[tuple[int, int, int]]:
    counts: dict[int, int] = {}
    for at_s in times:
        pixel = min(width_px - 1, int((at_s - start_s) * scale))
        counts[pixel] = counts.get(pixel, 0) + 1
    return _joined(sorted(counts.items()))


def _joined(counts: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return neighbouring pixels of one level as one run."""
    found: list[tuple[int, int, int]] = []
    for pixel, count in counts:
        level = min(_MOST_LEVEL, count.bit_length())
        if not level:
            continue
        if found and found[-1][1] == pixel and found[-1][2] == level:
            found[-1] = (found[-1][0], pixel + 1, level)
        else:
            found.append((pixel, pixel + 1, level))
    return found


def _step_above(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next((step * power for step in _STEPS if step * power >= least * (1 - 1e-9)), 10 * power)
