"""Pictures lose what they say of the person, and not a pixel."""

import base64
import io
import json
import struct
import zlib

import aiohttp
import pytest
from PIL import Image, PngImagePlugin

from policy.model import Content, ContentRule
from proxy.pictures import without_metadata
from tests.proxy.conftest import House, Opened
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


def jpeg_in_scans_with_a_film_behind() -> bytes:
    out = io.BytesIO()
    PICTURE.save(out, "JPEG", exif=exif(1), progressive=True, icc_profile=b"profile" * 9)
    maker = b"\xff\xec" + struct.pack(">H", 2 + len(SECRET)) + SECRET
    picture = out.getvalue()
    return picture[:2] + maker + picture[2:] + b"\0\0\0\x18ftypmp42" + SECRET


def gif() -> bytes:
    out = io.BytesIO()
    frames = [PICTURE.convert("P"), PICTURE.rotate(90).convert("P")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], loop=3, duration=50, comment=SECRET)
    return out.getvalue()


@pytest.mark.parametrize("make", [jpeg, jpeg_in_scans_with_a_film_behind, png, webp, gif])
def test_metadata_goes_and_pixels_stay(make) -> None:  # type: ignore[no-untyped-def] # one of the three above
    before = make()
    after = without_metadata(before)
    assert SECRET in before
    assert SECRET not in after
    assert b"GPS" not in after
    one, two = Image.open(io.BytesIO(after)), Image.open(io.BytesIO(before))
    for frame in range(getattr(two, "n_frames", 1)):
        one.seek(frame)
        two.seek(frame)
        assert one.tobytes() == two.tobytes()
    kept = ("loop", "duration", "icc_profile", "transparency", "gamma", "jfif")
    assert [one.info.get(name) for name in kept] == [two.info.get(name) for name in kept]
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


async def test_pictures_in_every_place_leave_without_metadata(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, content=Content(images=ContentRule.ALLOW)))
    plain = base64.b64encode(jpeg()).decode()
    in_lines = "\n".join(plain[at : at + 76] for at in range(0, len(plain), 76))
    url_safe = plain.replace("+", "-").replace("/", "_").rstrip("=")
    address = f"data:image/jpeg;base64,{plain}"
    source = {"type": "base64", "media_type": "image/jpeg", "data": in_lines}
    result = json.dumps({"shot": address, "mail": "anna.k@example.org"})
    content = [
        {"type": "image", "source": source},
        {"type": "tool_result", "tool_use_id": "t", "content": [{"type": "text", "text": result}]},
        {"type": "input_image", "image_url": url_safe},
    ]
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": content, "images": [plain]}]})
    for written in (body, body.replace("/", "\\/")):
        async with house.session.post(house.origin + "/v1/messages", data=written, headers=_json(house)) as answer:
            assert answer.status == 200
        sent = gateway.seen[-1].json["messages"][0]  # type: ignore[index] # a list of messages
        tool = json.loads(sent["content"][1]["content"][0]["text"])
        left = [sent["content"][0]["source"]["data"], tool["shot"], sent["content"][2]["image_url"], sent["images"][0]]
        assert tool["mail"].startswith("ZQ_EMAIL_")
        assert tool["shot"].startswith("data:image/jpeg;base64,")
        for one in left:
            data = base64.b64decode(one.rpartition(",")[2])
            assert SECRET not in data
            assert Image.open(io.BytesIO(data)).size == PICTURE.size


def _json(house: House) -> dict[str, str]:
    return house.headers(Content_Type="application/json")


async def test_a_picture_in_a_form_leaves_without_metadata(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, content=Content(images=ContentRule.ALLOW)))
    form = aiohttp.FormData()
    form.add_field("prompt", "A portrait of Анна Каренина")
    form.add_field("image", jpeg(), filename="anna.k@example.org.jpg", content_type="image/jpeg")
    form.add_field("mask", png(), filename="mask.png", content_type="image/png")
    form.add_field("user", "u-1234")
    async with house.session.post(house.origin + "/v1/images/edits", data=form, headers=house.headers()) as answer:
        assert answer.status == 200
    sent = gateway.seen[0].body
    for value in (SECRET, b"anna.k", "Каренина".encode(), b"u-1234"):
        assert value not in sent
    assert without_metadata(png()) in sent


async def test_a_picture_of_a_kind_that_cannot_be_cleaned_is_refused(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, content=Content(images=ContentRule.ALLOW)))
    out = io.BytesIO()
    PICTURE.save(out, "TIFF", exif=exif(1))
    heic = b"\0\0\0\x18ftypheic" + b"\0" * 99
    for data in (out.getvalue(), heic):
        url = f"data:image/x;base64,{base64.b64encode(data).decode()}"
        part = {"type": "image_url", "image_url": {"url": url}}
        status, body = await house.post("/v1/chat/completions", {"model": "m", "messages": [{"content": [part]}]})
        assert (status, json.loads(body)["error"]["code"]) == (403, "content-image-kind")
    assert gateway.seen == []
