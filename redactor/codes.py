"""Codes of values: the same key and value give the same code in every turn, process and year. Pure."""

import hashlib
import hmac

from redactor.entities import placeholder_type
from redactor.normalise import normalise
from redactor.spelling import ALPHABET, CLOSED_LENGTHS, OPEN_LENGTHS


class Codes:
    """Makes placeholders with a user's key (32 random bytes; who has it can test guesses at values)."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def placeholder(self, entity: str, value: str) -> str:
        """`ZQ_<TYPE>_<8 letters>` of a value as it is written in a text."""
        type_ = placeholder_type(entity)
        return spell(type_, self.code(type_, normalise(type_, value)), CLOSED_LENGTHS[0])

    def code(self, type_: str, normalised: str) -> str:
        """The longest code of a normalised value: base 30 of HMAC-SHA256(key, type ‖ value).

        A shorter code is its beginning; 8 letters carry 39 bits.
        """
        message = f"{type_}\0{normalised}".encode("utf-8", "surrogatepass")
        number = int.from_bytes(hmac.digest(self._key, message, hashlib.sha256))
        letters = []
        for _ in range(OPEN_LENGTHS[-1]):
            number, letter = divmod(number, len(ALPHABET))
            letters.append(ALPHABET[letter])
        return "".join(letters)


def spell(type_: str, code: str, length: int) -> str:
    """A placeholder with the first `length` letters of a code."""
    return f"ZQ_{type_}_{code[:length]}"
