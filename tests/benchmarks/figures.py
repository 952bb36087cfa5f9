"""How measurements are printed."""

from collections.abc import Mapping, Sequence
from math import ceil


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def print_times(title: str, times: Mapping[str, Sequence[float]]) -> None:
    """Print p50, p95 and the maximum of each row, in milliseconds; the times are in seconds."""
    print(f"\n{title}")
    print(f"{'':28}{'n':>6}{'p50 ms':>10}{'p95 ms':>10}{'max ms':>10}")
    for name, values in times.items():
        figures = (percentile(values, 0.5), percentile(values, 0.95), max(values))
        print(f"{name:28}{len(values):>6}" + "".join(f"{figure * 1000:>10.1f}" for figure in figures))
