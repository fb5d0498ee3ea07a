import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.letterbox import STRIDE, Letterbox, fixed, rectangular

sides = st.integers(1, 8000)
sizes = st.sampled_from([320, 416, 640])


@pytest.mark.parametrize(
    ("source", "size", "target"),
    [
        ((1080, 1920), 320, (192, 320)),
        ((1920, 1080), 320, (320, 192)),
        ((1080, 810), 320, (320, 256)),
        ((480, 480), 320, (320, 320)),
        ((360, 640), 640, (384, 640)),
        ((1, 1), 320, (320, 320)),
    ],
)
def test_the_input_is_the_smallest_that_fits_the_picture(
    source: tuple[int, int], size: int, target: tuple[int, int]
) -> None:
    assert rectangular(source, size).target == target


@given(sides, sides, sizes)
def test_every_input_is_of_whole_strides_and_holds_the_whole_picture(
    height: int, width: int, size: int
) -> None:
    letterbox = rectangular((height, width), size)
    tall, wide = letterbox.target
    assert tall % STRIDE == 0
    assert wide % STRIDE == 0
    assert max(tall, wide) == size
    assert letterbox.inner[0] + letterbox.top + letterbox.bottom == tall
    assert letterbox.inner[1] + letterbox.left + letterbox.right == wide
    assert min(letterbox.top, letterbox.bottom, letterbox.left, letterbox.right) >= 0


@given(sides, sides, sizes, st.booleans(), st.data())
def test_a_box_comes_back_to_where_it_was(
    height: int, width: int, size: int, square: bool, data: st.DataObject
) -> None:
    """Also in pictures one pixel wide, and in a network that takes one size only."""
    letterbox = fixed((height, width), (size, size)) if square else rectangular((height, width), size)
    tall, wide = letterbox.inner
    corners = [data.draw(st.floats(0, 1)) * side for side in (width, height, width, height)]
    box = np.array([corners], np.float32)
    scale = np.array([wide / width, tall / height] * 2, np.float32)
    padding = np.array([letterbox.left, letterbox.top] * 2, np.float32)
    back = letterbox.restore(box * scale + padding)
    assert np.abs((back - box) * scale).max() <= 0.001, "of an input pixel"


wild = st.floats(-1e6, 1e6, width=32)


@given(sides, sides, sizes, st.lists(st.tuples(wild, wild, wild, wild), max_size=5))
def test_whatever_the_network_says_lies_inside_the_picture(
    height: int, width: int, size: int, boxes: list[tuple[float, ...]]
) -> None:
    restored = rectangular((height, width), size).restore(np.array(boxes, np.float32).reshape(-1, 4))
    assert restored.shape == (len(boxes), 4)
    assert restored.dtype == np.float32
    assert (restored >= 0).all()
    assert (restored <= np.array([width, height, width, height], np.float32)).all()


@given(sides, sides, sizes)
def test_the_scaled_picture_keeps_its_shape(height: int, width: int, size: int) -> None:
    """Within half a pixel on each side, and never without any."""
    tall, wide = rectangular((height, width), size).inner
    scale = size / max(height, width)
    assert abs(tall - height * scale) <= (0.5 if tall > 1 else 1)
    assert abs(wide - width * scale) <= (0.5 if wide > 1 else 1)
    assert min(tall, wide) >= 1


@given(st.integers(1, 300), st.integers(1, 300))
def test_the_padded_picture_has_the_inputs_size(height: int, width: int) -> None:
    picture = np.zeros((height, width, 3), np.uint8)
    letterbox = fixed((height, width), (320, 320))
    assert letterbox.apply(picture).shape == (320, 320, 3)
    assert rectangular((height, width), 320).apply(picture).flags.c_contiguous


def test_boxes_never_leave_the_picture() -> None:
    letterbox: Letterbox = rectangular((100, 200), 320)
    outside = np.array([[-50, -50, 900, 900]], np.float32)
    assert letterbox.restore(outside).tolist() == [[0, 0, 200, 100]]


def test_the_padding_is_grey_and_the_picture_centred() -> None:
    picture = np.full((180, 320, 3), 255, np.uint8)
    padded = rectangular((180, 320), 320).apply(picture)
    assert (padded[:6] == 114).all()
    assert (padded[6:186] == 255).all()
    assert (padded[186:] == 114).all()
