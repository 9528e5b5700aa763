"""Check digits of identifiers. Each takes bare digits or characters of the right length and says whether they fit.

Sources: order ФНС 29.06.2012 ММВ-7-6/435@ (ИНН), постановление Правления ПФР 192п (СНИЛС), приказ ФНС ЕД-7-14/1 (ОГРН),
Положение ЦБ 762-П and письмо ЦБ 08.09.1997 515 (счета), ПР 50.1.024-2005 (ОКПО), ISO/IEC 7812-1 annex B (Luhn),
ISO 13616-1 (IBAN), 49 CFR 565.15 (VIN); design/redaction.md §5.
"""

from operator import mul
from string import ascii_uppercase

_INN_ORG = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_ACCOUNT = (7, 1, 3) * 7 + (7, 1)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # the digits of twice a digit, added up
_AS_NUMBERS = {ord(letter): str(int(letter, 36)) for letter in ascii_uppercase}
_VIN_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
# Registry of IBAN formats, SWIFT release 99: length by country.
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
    "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
    "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20,
    "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
    "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29,
    "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
    "YE": 30,
}  # fmt: skip


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    """Of as many digits as there are weights; the code of a digit is 48 more than the digit."""
    total: int = sum(map(mul, digits.encode(), weights))
    return total - 48 * sum(weights)


def inn(digits: str) -> bool:
    """ИНН of an organisation (10) or a person (12)."""
    if digits.startswith("00"):
        return False
    if len(digits) == 10:
        return _weighted(digits, _INN_ORG) % 11 % 10 == int(digits[9])
    return _weighted(digits, _INN_11) % 11 % 10 == int(digits[10]) and _weighted(digits, _INN_12) % 11 % 10 == int(
        digits[11]
    )


def snils(digits: str) -> bool:
    """СНИЛС (11). Numbers up to 001-001-998 carry no check digits."""
    if digits[:9] <= "001001998":
        return False
    control = _weighted(digits, (9, 8, 7, 6, 5, 4, 3, 2, 1)) % 101 % 100
    return control == int(digits[9:])


def ogrn(digits: str) -> bool:
    """ОГРН (13), first digit 1 or 5."""
    return digits[0] in "15" and int(digits[:12]) % 11 % 10 == int(digits[12])


def ogrnip(digits: str) -> bool:
    """ОГРНИП (15), first digit 3."""
    return digits[0] == "3" and int(digits[:14]) % 13 % 10 == int(digits[14])


def okpo(digits: str) -> bool:
    """ОКПО (8, or 10 for an entrepreneur)."""
    body = digits[:-1]
    control = _weighted(body, tuple((i % 10) + 1 for i in range(len(body)))) % 11
    if control == 10:
        control = _weighted(body, tuple((i + 2) % 10 + 1 for i in range(len(body)))) % 11 % 10
    return control == int(digits[-1])


def account(digits: str, bik: str) -> bool:
    """An account (20) at the bank of a БИК (9): correspondent accounts begin with 301."""
    key = f"0{bik[4:6]}" if digits.startswith("301") else bik[6:]
    return sum(int(d) * w % 10 for d, w in zip(key + digits, _ACCOUNT, strict=True)) % 10 == 0


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B."""
    values = list(map(int, digits))
    return (sum(values[::-2]) + sum(map(_DOUBLED.__getitem__, values[-2::-2]))) % 10 == 0


def card(digits: str) -> bool:
    """Luhn, a prefix of an issuer, the issuer's length, and not one digit repeated."""
    return card_prefix(digits) and len(set(digits)) > 1 and luhn(digits)


def card_prefix(digits: str) -> bool:
    """Whether prefix and length are of an issuer: МИР, Visa, Mastercard, Amex, UnionPay, JCB, Diners, Maestro."""
    length, two, four = len(digits), int(digits[:2]), int(digits[:4])
    if 2200 <= four <= 2204:
        return 16 <= length <= 19
    if digits[0] == "4":
        return length in (13, 16, 19)
    if 51 <= two <= 55 or 2221 <= four <= 2720 or four == 6011 or two == 65:
        return length == 16
    if two in (34, 37):
        return length == 15
    if two == 62 or two in (81, 60):
        return 16 <= length <= 19
    if 3528 <= four <= 3589:
        return 16 <= length <= 19
    if 300 <= int(digits[:3]) <= 305 or two in (36, 38, 39):
        return length == 14
    return two in (50, 56, 57, 58, 63, 67) and 16 <= length <= 19


def iban(code: str) -> bool:
    """IBAN without spaces, capitals: the country's length and mod 97 = 1."""
    if _IBAN_LENGTHS.get(code[:2]) != len(code):
        return False
    return mod97(code[4:] + code[:4]) == 1


def iban_shape(code: str) -> bool:
    """The length of the country only."""
    return _IBAN_LENGTHS.get(code[:2]) == len(code)


def mod97(code: str) -> int:
    """ISO 7064 MOD 97-10 over digits and capitals, A = 10."""
    return int(code.translate(_AS_NUMBERS)) % 97


def vin(code: str) -> bool:
    """VIN (17, capitals) by its ninth character; binding in North America and China only."""
    total = sum((int(c) if c.isdigit() else _VIN_VALUES[c]) * w for c, w in zip(code, _VIN_WEIGHTS, strict=True))
    return code[8] == "0123456789X"[total % 11]
