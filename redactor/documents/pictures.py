"""Blank pictures: what stands in a rewritten file where a picture was that nobody examined."""

import base64

_PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR4nGP4zwAAAgEBADK6K5IAAAAASUVORK5CYII=")
_GIF = base64.b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP////////////////////////////////////////////////////////////////////////////"
    "//////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z"
)
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def blank(name: str) -> bytes:
    """A picture of one pixel in the format that a file's name says; PNG where it says none that is known."""
    lower = name.lower()
    if lower.endswith(".gif"):
        return _GIF
    if lower.endswith((".jpg", ".jpeg")):
        return _JPEG
    if lower.endswith(".svg"):
        return _SVG
    return _PNG
