"""Photos for enrolment: any colour mode, any turn; everything else is a PhotoError with a sentence."""

from __future__ import annotations

import math
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageFile

from pipeline.errors import PhotoError
from pipeline.photos import faces_of, read_photo


@pytest.fixture
def picture(portrait_path: Path) -> Pillow.Image:
    return Pillow.open(portrait_path).convert("RGB")


def same_person(path: Path, grace: tuple[float, ...]) -> bool:
    (face,) = faces_of(path)
    return math.dist(face.embedding, grace) < 0.25


def test_a_face_with_its_box_embedding_and_crop(portrait_path: Path, tmp_path: Path) -> None:
    (face,) = faces_of(portrait_path)
    assert 100 < face.box.x1 < face.box.x2 < 420
    assert len(face.embedding) == 128
    (tmp_path / "crop.jpg").write_bytes(face.crop)
    with Pillow.open(tmp_path / "crop.jpg") as crop:
        assert crop.format == "JPEG"
        assert max(crop.size) <= 400


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        ("L", "grey.png"),
        ("RGBA", "alpha.png"),
        ("LA", "grey-alpha.png"),
        ("P", "palette.png"),
        ("CMYK", "print.jpg"),
        ("RGB", "modern.webp"),
        ("RGB", "old.JPEG"),
        ("I;16", "deep.png"),
    ],
)
def test_colour_modes(
    picture: Pillow.Image, tmp_path: Path, mode: str, name: str, grace: tuple[float, ...]
) -> None:
    if mode == "I;16":
        converted = Pillow.fromarray(np.asarray(picture.convert("L")).astype(np.uint16) * 200)
    else:
        converted = picture.convert(mode)
    converted.save(tmp_path / name)
    assert same_person(tmp_path / name, grace)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_turned_photo_is_set_upright(
    picture: Pillow.Image, tmp_path: Path, orientation: int, grace: tuple[float, ...]
) -> None:
    turned = picture.transpose(
        {3: Pillow.Transpose.ROTATE_180, 6: Pillow.Transpose.ROTATE_90, 8: Pillow.Transpose.ROTATE_270}[
            orientation
        ]
    )
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    turned.save(tmp_path / "turned.jpg", exif=exif)
    assert same_person(tmp_path / "turned.jpg", grace)


def test_a_small_face_crop_can_be_enrolled_again(
    portrait_path: Path, tmp_path: Path, grace: tuple[float, ...]
) -> None:
    """What naming a stranger's face from a visit writes is a crop like this."""
    (face,) = faces_of(portrait_path)
    crop = tmp_path / "crop.jpg"
    crop.write_bytes(face.crop)
    with Pillow.open(crop) as image:
        image.resize((110, 110)).save(crop, quality=85)
    (again,) = faces_of(crop)
    assert math.dist(again.embedding, grace) < 0.4


def test_no_face(tmp_path: Path) -> None:
    Pillow.new("RGB", (600, 400), "green").save(tmp_path / "lawn.jpg")
    assert faces_of(tmp_path / "lawn.jpg") == []


def test_several_faces_largest_first(picture: Pillow.Image, tmp_path: Path) -> None:
    pair = Pillow.new("RGB", (1000, 600), "grey")
    pair.paste(picture.resize((384, 450)), (20, 100))
    pair.paste(picture, (460, 0))
    pair.save(tmp_path / "pair.jpg")
    first, second = faces_of(tmp_path / "pair.jpg")
    assert first.box.width > second.box.width
    assert first.box.x1 > 460 > second.box.x2


def test_a_bystander_far_behind_does_not_count(picture: Pillow.Image, tmp_path: Path) -> None:
    scene = Pillow.new("RGB", (1100, 1200), "grey")
    scene.paste(picture.resize((1024, 1200)), (0, 0))
    scene.paste(picture.resize((128, 150)), (960, 0))
    scene.save(tmp_path / "scene.jpg")
    assert len(faces_of(tmp_path / "scene.jpg")) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"\xff\xd8\xff\xe0garbage", b"<html>", b"\x89PNG\r\n\x1a\n" + bytes(40), bytes(1000)],
)
def test_what_is_no_photo(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "photo.jpg").write_bytes(content)
    with pytest.raises(PhotoError, match="it is not a photo"):
        read_photo(tmp_path / "photo.jpg")


def test_half_a_photo_is_no_photo(portrait_path: Path, tmp_path: Path) -> None:
    content = portrait_path.read_bytes()
    (tmp_path / "half.jpg").write_bytes(content[: len(content) // 2])
    with pytest.raises(PhotoError):
        faces_of(tmp_path / "half.jpg")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_a_missing_photo(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="no such file"):
        read_photo(tmp_path / "gone.jpg")


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe that nobody writes to would be waited for."""
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(PhotoError, match="it is no file"):
        read_photo(tmp_path / "pipe.jpg")
    with pytest.raises(PhotoError, match="it is a folder"):
        read_photo(tmp_path)


@pytest.mark.parametrize("side", [9_000, 60_000])
def test_a_decompression_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    packed = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + packed)
    with pytest.raises(PhotoError, match="60 megapixels"):
        read_photo(tmp_path / "bomb.png")


def test_an_animation_gives_its_first_picture(
    picture: Pillow.Image, tmp_path: Path, grace: tuple[float, ...]
) -> None:
    blank = Pillow.new("RGB", picture.size)
    picture.save(tmp_path / "moving.webp", save_all=True, append_images=[blank, blank])
    assert same_person(tmp_path / "moving.webp", grace)


def test_a_photo_of_a_phone_that_saves_heic(tmp_path: Path) -> None:
    (tmp_path / "IMG_1.HEIC").write_bytes(b"\0\0\0\x18ftypheic" + bytes(500))
    with pytest.raises(PhotoError, match="HEIC photos cannot be read: save it as JPEG"):
        read_photo(tmp_path / "IMG_1.HEIC")
