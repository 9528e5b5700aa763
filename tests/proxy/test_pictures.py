"""Pictures lose what they say of the person, and not a pixel."""

import base64
import io
import json
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from policy.model import Content, ContentRule
from proxy.pictures import without_metadata
from tests.proxy.conftest import Opened
from tests.proxy.fakes import FakeGateway, sample_policy

SECRET = b"Anna Karenina was here"
PICTURE = Image.effect_noise((40, 30), 60).convert("RGB")


def exif(orientation: int) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x013B] = SECRET.decode()  # Artist
    made.get_ifd(0x8825)[1] = "N"  # GPS
    return made


def jpeg(orientation: int = 1) -> bytes:
    out = io.BytesIO()
    PICTURE.save(out, "JPEG", exif=exif(orientation), comment=SECRET)
    return out.getvalue()


def png() -> bytes:
    out = io.BytesIO()
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET.decode())
    text.add_itxt("Comment", SECRET.decode())
    PICTURE.save(out, "PNG", pnginfo=text, exif=exif(1))
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    PICTURE.save(out, "WEBP", exif=exif(1), xmp=SECRET)
    return out.getvalue()


@pytest.mark.parametrize("make", [jpeg, png, webp])
def test_metadata_goes_and_pixels_stay(make) -> None:  # type: ignore[no-untyped-def] # one of the three above
    before = make()
    after = without_metadata(before)
    assert SECRET in before
    assert SECRET not in after
    assert b"GPS" not in after
    assert Image.open(io.BytesIO(after)).tobytes() == Image.open(io.BytesIO(before)).tobytes()
    assert without_metadata(after) == after


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_keeps_the_side_that_is_up(orientation: int) -> None:
    after = Image.open(io.BytesIO(without_metadata(jpeg(orientation))))
    assert after.getexif().get(0x0112, 1) == orientation
    assert len(after.getexif()) <= 1


def test_what_is_no_picture_or_damaged_stays_as_it_is() -> None:
    chunk = b"tEXt" + SECRET
    bad_crc = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(SECRET)) + chunk + struct.pack(">I", zlib.crc32(chunk) ^ 1)
    for data in (b"", b"GIF89a", jpeg()[:200], b"\xff\xd8\xff", b"\xff\xd8\xff\xe1", bad_crc, b"RIFF\0\0\0\0WEBP"):
        assert len(without_metadata(data)) <= len(data) + 8
    assert without_metadata(bad_crc) == bad_crc


async def test_a_picture_that_may_leave_leaves_without_metadata(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, content=Content(images=ContentRule.ALLOW)))
    url = "data:image/jpeg;base64," + base64.b64encode(jpeg()).decode()
    parts = [{"type": "text", "text": "see"}, {"type": "image_url", "image_url": {"url": url, "detail": "low"}}]
    body = {"model": "m", "messages": [{"role": "user", "content": parts}], "temperature": 0.5}
    assert (await house.post("/v1/chat/completions", body))[0] == 200
    sent = json.loads(gateway.seen[0].body)
    left = sent["messages"][0]["content"][1]["image_url"]["url"]
    assert left.startswith("data:image/jpeg;base64,")
    assert SECRET not in base64.b64decode(left.partition(",")[2])
    assert sent["temperature"] == 0.5
