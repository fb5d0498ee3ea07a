import pytest

from pipeline.rate import Rate


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # Newcombe 1998, table I: method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    rate = Rate(hits, of)
    assert rate.share == hits / of
    assert rate.interval == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("of", [1, 2, 3, 7, 20, 144, 1000])
def test_none_and_all_reach_the_very_end(of: int) -> None:
    assert Rate(0, of).interval[0] == 0.0
    assert Rate(of, of).interval[1] == 1.0


def test_without_a_trial_nothing_is_known() -> None:
    assert Rate(0, 0).share is None
    assert Rate(0, 0).interval == (0.0, 1.0)
