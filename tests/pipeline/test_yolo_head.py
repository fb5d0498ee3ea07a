import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.errors import ModelError
from pipeline.yolo_head import BINS, anchor_grid, decode_dfl, decode_export

SIZE = (64, 96)
CLASSES = 3
ANCHORS = 8 * 12 + 4 * 6 + 2 * 3


def quiet_head() -> NDArray[np.float32]:
    """A head that sees nothing anywhere."""
    return np.full((ANCHORS, 4 * BINS + CLASSES), -20, np.float32)


def with_box(row: int, distances: tuple[int, int, int, int], logit: float) -> NDArray[np.float32]:
    head = quiet_head()
    for side, distance in enumerate(distances):
        head[row, side * BINS + distance] = 60
    head[row, 4 * BINS + 2] = logit
    return head


def test_the_grid_is_ordered_by_stride_then_row_by_row() -> None:
    centres, strides = anchor_grid(SIZE)
    assert len(centres) == ANCHORS
    assert strides.ravel()[[0, 96, 120]].tolist() == [8, 16, 32]
    assert centres[[0, 1, 12, 96]].tolist() == [[0.5, 0.5], [1.5, 0.5], [0.5, 1.5], [0.5, 0.5]]


def test_distances_are_counted_from_the_anchors_centre_in_strides() -> None:
    row = 12 * 2 + 3  # x 3.5, y 2.5 at stride 8
    found = decode_dfl(with_box(row, (1, 2, 3, 4), 2.0), SIZE, 0.25, CLASSES)
    assert found.boxes.tolist() == [[20, 4, 52, 52]]
    assert found.classes.tolist() == [2]
    assert found.scores[0] == pytest.approx(1 / (1 + np.exp(-2)))


def test_a_split_distribution_gives_its_mean() -> None:
    head = with_box(96, (1, 1, 1, 1), 2.0)  # x 0.5, y 0.5 at stride 16
    head[96, 2 * BINS + 3] = 60  # right: bins 1 and 3 alike
    found = decode_dfl(head, SIZE, 0.25, CLASSES)
    assert found.boxes[0] == pytest.approx([-8, -8, 40, 24])


def test_only_rows_above_the_threshold_are_told() -> None:
    head = with_box(5, (1, 1, 1, 1), -1.0)
    assert len(decode_dfl(head, SIZE, 0.25, CLASSES).scores) == 1
    assert len(decode_dfl(head, SIZE, 0.28, CLASSES).scores) == 0


@pytest.mark.parametrize("where", [(7, 4 * BINS), (5, 3)])
def test_numbers_that_are_not_finite_are_an_error(where: tuple[int, int]) -> None:
    head = with_box(5, (1, 1, 1, 1), 2.0)
    head[where] = np.nan
    with pytest.raises(ModelError, match="not finite"):
        decode_dfl(head, SIZE, 0.25, CLASSES)


def test_a_head_of_another_size_is_an_error() -> None:
    with pytest.raises(ModelError, match="another model or size"):
        decode_dfl(quiet_head()[1:], SIZE, 0.25, CLASSES)


def export(column: int, box: tuple[float, ...], score: float) -> NDArray[np.float32]:
    output = np.zeros((4 + CLASSES, ANCHORS), np.float32)
    output[:4, column] = box
    output[4 + 1, column] = score
    return output


def test_an_export_tells_centre_and_size() -> None:
    found = decode_export(export(9, (50, 30, 20, 10), 0.75), SIZE, 0.25, CLASSES)
    assert found.boxes.tolist() == [[40, 25, 60, 35]]
    assert found.scores.tolist() == [0.75]
    assert found.classes.tolist() == [1]


@pytest.mark.parametrize("score", [1.5, float("nan")])
def test_scores_of_an_export_are_checked(score: float) -> None:
    with pytest.raises(ModelError):
        decode_export(export(9, (50, 30, 20, 10), score), SIZE, 0.25, CLASSES)
