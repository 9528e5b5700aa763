"""Check digits of identifiers of other countries. Pure.

Each follows the issuer's publication, as named in its docstring; Presidio 2.2.366 checks the same where it checks.
"""

from redactor.recognizers.checksums import luhn

_VERHOEFF_D = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_VERHOEFF_P = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
_CODICE_ORDER = (
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22,
    25, 24, 23,
)  # fmt: skip
_CODICE_ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", _CODICE_ORDER, strict=True))
_ABN = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def form(code: str) -> bool:
    """The form alone is check enough."""
    return bool(code)


def _sum(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights, strict=False))


def ssn(digits: str) -> bool:
    """US SSN (9): area not 000, 666, 9NN; group not 00; serial not 0000 (SSA POMS RM 10201.035)."""
    return digits[:3] not in ("000", "666") and digits[0] != "9" and digits[3:5] != "00" and digits[5:] != "0000"


def itin(digits: str) -> bool:
    """US ITIN (9): begins with 9, fourth and fifth digits 50-65, 70-88, 90-92, 94-99 (IRS Pub. 1915)."""
    group = int(digits[3:5])
    return digits[0] == "9" and (50 <= group <= 65 or 70 <= group <= 88 or 90 <= group <= 92 or 94 <= group <= 99)


def aba(digits: str) -> bool:
    """ABA routing number (9): weights 3, 7, 1."""
    return digits[0] in "0123678" and _sum(digits, (3, 7, 1) * 3) % 10 == 0


def npi(digits: str) -> bool:
    """NPI (10): Luhn over 80840 and the number (45 CFR 162.406)."""
    return digits[0] in "12" and luhn("80840" + digits)


def dea(code: str) -> bool:
    """DEA registration: two letters and seven digits."""
    digits = code[2:]
    total = int(digits[0]) + int(digits[2]) + int(digits[4]) + 2 * (int(digits[1]) + int(digits[3]) + int(digits[5]))
    return total % 10 == int(digits[6])


def nhs(digits: str) -> bool:
    """NHS number (10): mod 11 (NHS Data Dictionary)."""
    control = 11 - _sum(digits[:9], (10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return control != 10 and control % 11 == int(digits[9])


def sin(digits: str) -> bool:
    """Canadian SIN (9): Luhn, does not begin with 0 or 8."""
    return digits[0] not in "08" and luhn(digits)


def abn(digits: str) -> bool:
    """Australian ABN (11): mod 89 after 1 is taken from the first digit."""
    return (
        _sum(str(int(digits[0]) - 1) + digits[1:], (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)) % 89 == 0
        if digits[0] != "0"
        else False
    )


def acn(digits: str) -> bool:
    """Australian ACN (9)."""
    return (10 - _sum(digits[:8], (8, 7, 6, 5, 4, 3, 2, 1)) % 10) % 10 == int(digits[8])


def tfn(digits: str) -> bool:
    """Australian TFN (9): mod 11; the old ones of eight digits have no check."""
    return len(digits) == 9 and _sum(digits, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0


def medicare(digits: str) -> bool:
    """Australian Medicare (10 or 11)."""
    return digits[0] in "23456" and _sum(digits[:8], (1, 3, 7, 9, 1, 3, 7, 9)) % 10 == int(digits[8])


def aadhaar(digits: str) -> bool:
    """Indian Aadhaar (12): Verhoeff, does not begin with 0 or 1."""
    check = 0
    for i, digit in enumerate(reversed(digits)):
        check = int(_VERHOEFF_D[check][int(_VERHOEFF_P[i % 8][int(digit)])])
    return check == 0 and digits[0] not in "01" and digits != digits[::-1]


def codice_fiscale(code: str) -> bool:
    """Italian codice fiscale (16)."""
    even = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    total = sum(_CODICE_ODD[c] for c in code[:15:2])
    total += sum(even.index(c) if c.isdigit() else even.index(c) - 10 for c in code[1:15:2])
    return chr(65 + total % 26) == code[15]


def partita_iva(digits: str) -> bool:
    """Italian VAT (11, IT may stand before): Luhn."""
    return digits[-11:] != "00000000000" and luhn(digits[-11:])


def nif(code: str) -> bool:
    """Spanish NIF: eight digits and a letter; NIE with X, Y, Z in front."""
    body = code[:-1].replace("X", "0", 1).replace("Y", "1", 1).replace("Z", "2", 1)
    return code[-1] == "TRWAGMYFPDXBNJZSQVHLCKE"[int(body) % 23]


def pesel(digits: str) -> bool:
    """Polish PESEL (11)."""
    month = int(digits[2:4]) % 20
    return 1 <= month <= 12 and (10 - _sum(digits[:10], (1, 3, 7, 9) * 3) % 10) % 10 == int(digits[10])


def hetu(code: str) -> bool:
    """Finnish personal identity code DDMMYYCNNNT; the sign of the century, C, may be left out."""
    return code[-1] == "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(code[:6] + code[-4:-1]) % 31]


def personnummer(digits: str) -> bool:
    """Swedish number (10): Luhn over the last ten digits."""
    return luhn(digits[-10:])


def german_tax_id(digits: str) -> bool:
    """German Steuer-ID (11): ISO 7064 MOD 11,10; exactly one digit twice or thrice among the first ten."""
    product = 10
    for digit in digits[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    counts = sorted(digits[:10].count(d) for d in set(digits[:10]))
    return (11 - product) % 10 == int(digits[10]) and digits[0] != "0" and counts[-1] in (2, 3)


def german_id(code: str) -> bool:
    """German identity card or passport (10 with its check digit): weights 7, 3, 1."""
    total = sum(int(c, 36) * w for c, w in zip(code[:9], (7, 3, 1) * 3, strict=True))
    return total % 10 == int(code[9])


def rrn(digits: str) -> bool:
    """Korean resident number (13)."""
    return (11 - _sum(digits[:12], (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10 == int(digits[12])


def nric(code: str) -> bool:
    """Singapore NRIC or FIN."""
    total = _sum(code[1:8], (2, 7, 6, 5, 4, 3, 2)) + (4 if code[0] in "TG" else 3 if code[0] == "M" else 0)
    letters = "JZIHGFEDCBA" if code[0] in "ST" else "XWUTRQPNMLK" if code[0] in "FG" else "KLJNPQRTUWX"
    return code[8] == letters[total % 11 if code[0] != "M" else 10 - total % 11]


def thai(digits: str) -> bool:
    """Thai national number (13)."""
    return (11 - _sum(digits[:12], (13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11) % 10 == int(digits[12])


def turkish(digits: str) -> bool:
    """Turkish number (11)."""
    odd, even = sum(map(int, digits[0:9:2])), sum(map(int, digits[1:8:2]))
    return (
        digits[0] != "0"
        and (odd * 7 - even) % 10 == int(digits[9])
        and sum(map(int, digits[:10])) % 10 == int(digits[10])
    )


def south_african(digits: str) -> bool:
    """South African number (13): a date and Luhn."""
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31 and luhn(digits)


def iin(digits: str) -> bool:
    """Kazakh IIN or BIN (12): two rounds of mod 11."""
    control = _sum(digits[:11], tuple(range(1, 12))) % 11
    if control == 10:
        control = _sum(digits[:11], (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
    return control == int(digits[11])


def rnokpp(digits: str) -> bool:
    """Ukrainian РНОКПП (10)."""
    return _sum(digits[:9], (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10 == int(digits[9])


def belarusian(code: str) -> bool:
    """Belarusian personal number (14): weights 7, 3, 1 (ICAO 9303)."""
    total = sum(int(c, 36) * w for c, w in zip(code[:13], (7, 3, 1) * 5, strict=False))
    return total % 10 == int(code[13])


def base58_address(code: str) -> bool:
    """Bitcoin address of the first kinds: Base58Check."""
    import hashlib

    number = 0
    for character in code:
        at = _BASE58.find(character)
        if at < 0:
            return False
        number = number * 58 + at
    data = number.to_bytes(26, "big")[-25:] if number < 1 << 200 else b""
    return len(data) == 25 and hashlib.sha256(hashlib.sha256(data[:21]).digest()).digest()[:4] == data[21:]


def uk_vat(value: str) -> bool:
    """Nine digits of British VAT: weights 8 to 2 and the last two make 0 modulo 97, since 2010 also less 55."""
    digits = [int(digit) for digit in value if digit.isdigit()]
    total = sum(weight * digit for weight, digit in zip(range(8, 1, -1), digits, strict=False))
    total += 10 * digits[7] + digits[8]
    return len(set(digits)) > 1 and total % 97 in (0, 42)
