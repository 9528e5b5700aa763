"""Words that say what the number beside them is, in Russian and English, in any case of letters. Pure."""

import re
from enum import StrEnum

LEFT = 44
RIGHT = 18


class Label(StrEnum):
    """What a word beside a number, or the head of a column, says of it."""

    INN = "inn"
    KPP = "kpp"
    OGRNIP = "ogrnip"
    OGRN = "ogrn"
    SNILS = "snils"
    OKPO = "okpo"
    BIK = "bik"
    ACCOUNT = "account"
    CARD = "card"
    FOREIGN = "foreign"
    PASSPORT = "passport"
    LICENSE = "license"
    OMS = "oms"
    BIRTH_CERT = "birthcert"
    MILITARY = "military"
    VIN = "vin"
    PLATE = "plate"
    PHONE = "phone"
    SSN = "ssn"
    OTHER = "other"  # an order, a sum, a date: not a person's number


_WORDS: tuple[tuple[Label, str], ...] = (
    (Label.OTHER, r"заказ\w*|артикул\w*|арт\b|накладн\w+|наклад\w*|счет-фактур\w+|фактур\w+|тикет\w*|заявк\w+|обращени\w+"
     r"|договор\w*|контракт\w*|парти[яиюей]\w*|лот[аеу]?\b|сумм\w+|руб\w*|₽|цен[аыуе]\b|трек\w*|инв\.|гост\w*|дела?\b|исх\b|вх\b"
     r"|order\w*|invoice\w*|ticket\w*|sku\b|article\b|item\w*|part (?:no|number)|lot\b|batch\w*|tracking|case\b|serial"
     r"|timestamp\w*|commit\w*|build\w*|version\w*|верси\w+|баркод\w*|штрих\w*|barcode\w*|ean\b|isbn\w*|issn\w*|gtin\b"
     r"|серийн\w+|чек[аеу]?\b|транзакци\w+|transaction\w*|инцидент\w*|задач\w+|task\b|кадастр\w+|окпд\w*|оквэд\w*|кбк\b"
     r"|тн ?вэд|okved|уин\b|октмо\b|окато\b|unix\w*|epoch\b|шт\b|amount\b|total\b|price\b|request\w*|session\w*"),
    (Label.INN, r"инн(?:/?кпп)?\b|налогоплательщик\w*|inn\b|tin\b|taxpayer\w*|tax (?:id|no|number)"),
    (Label.KPP, r"кпп\b|kpp\b"),
    (Label.OGRNIP, r"огрнип\b|ogrnip\b"),
    (Label.OGRN, r"огрн\b|ogrn\b"),
    (Label.SNILS, r"снилс\w*|страхов\w+ (?:номер\w*|свидетельств\w+)|пенсионн\w+ (?:страх\w+|свидетельств\w+|удост\w+)|snils\b"),
    (Label.OKPO, r"окпо\b|okpo\b"),
    (Label.BIK, r"бик\b|bik\b|bic\b"),
    (Label.ACCOUNT, r"[рклт][./]\s?(?:с|сч)(?:ч[её]т)?\b|(?:расч|корр?|лиц)[.\w]*\s?-?сч[её]т\w*|корсч[её]т\w*|сч[её]т\w{0,2}\b|р\.\s?с\b"
     r"|account\w*|acct\b|acc\b|a/c\b|settlement"),
    (Label.CARD, r"карт(?:а|ы|е|у|ой|очк\w+|ам|ами|ах)?\b|(?:номер\w* )?мира?\b|виз[аыуе]\b|маэстро|card\w*|visa\b|mastercard|master card|amex"
     r"|american express|mir\b|maestro|unionpay|debit|pan\b|cc\b"),
    (Label.FOREIGN, r"загран\w*|заграничн\w+|загранич\w*|foreign passport|international passport|travel passport|zagran\w*"),
    (Label.PASSPORT, r"паспорт\w*|серия и номер|серии\b|серия\b|сер\b|документ,? удостоверяющ\w+|passport\w*|pasport\w*"),
    (Label.LICENSE, r"водительск\w+|в/у\b|ву\b|вод\.? ?уд\w*|прав[а]? (?:серии|№|номер)|права\b|driver\W?s? licen[cs]e|driving licen[cs]e"
     r"|driver licen[cs]e"),
    (Label.OMS, r"омс\b|полис\w*|енп\b|oms\b|медполис\w*|insurance polic\w+|policy\b"),
    (Label.BIRTH_CERT, r"свидетельств\w+(?: о (?:рожд\w+|браке|смерти))?|св-в[оа]\w*|birth cert\w*"),
    (Label.MILITARY, r"военн\w+ билет\w*|военник\w*|воен\.? ?билет\w*|military\w*"),
    (Label.VIN, r"vin\b|вин\b|вин-?код\w*|vin-?код\w*|шасси|кузов\w*"),
    (Label.PLATE, r"госномер\w*|гос\.? ?номер\w*|гос\.? ?знак\w*|грз\b|г\.?р\.?з\b|номерн\w+ знак\w*|машин\w*|автомобил\w+|авто\b"
     r"|тс\b|plate\w*|vehicle\w*|car\b"),
    (Label.PHONE, r"тел\b|телефон\w*|моб\b|мобильн\w+|мобил\w*|сот\b|сотов\w+|факс\w*|звон\w+|позвон\w+|перезвон\w+|набер\w+|набр\w+"
     r"|дозвон\w+|трубк\w+|вотсап\w*|ватсап\w*|whats\W?app\w*|wa\b|viber|вайбер\w*|смс\w*|sms\b|контакт\w*|связ[иь]\w*"
     r"|phone\w*|tel\b|telephone|mobile|mob\b|cell\w*|call\w*|fax|text (?:me|him|her)|rang\b|ring\b|dial\w*|contact\b|reach\w*"
     r"|telefon\w*|tel\.|hotline"),
    (Label.SSN, r"ssn\b|social security\w*|soc\.? sec\w*|social\b"),
)  # fmt: skip

_ANY = re.compile("|".join(rf"(?P<{label}>(?<![a-zа-яё0-9])(?:{words}))" for label, words in _WORDS))
_NUMBER = re.compile(r"\d{5,}|\d[\d -]{6,}\d")
_LISTED = re.compile(r"[\s,;:/|&+()\"'«»№]*(?:и|или|and|or|кпп|kpp)?[\s,;:/|&+()\"'«»№]*")
_CLOSE = re.compile(r"[\s\-–—,(:\"'«»=]{0,4}")


def lowered(text: str) -> str:
    """The text in lower case, of the same length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def labels_left(low: str, start: int) -> list[Label]:
    """Labels that stand before a number, the nearest first; another long number between ends their reach.

    `low` is the lowered text. A list ("карты 1…, 2…") does not end it.
    """
    window = low[max(0, start - LEFT) : start]
    found = [(match.end(), Label(match.lastgroup or "")) for match in _ANY.finditer(window)]
    labels: list[Label] = []
    for end, label in reversed(found):
        between = window[end:]
        if label is Label.OTHER:
            labels.append(label)
            break
        number = None
        for number in _NUMBER.finditer(between):
            pass
        if number is not None and not _LISTED.fullmatch(between[number.end() :]):
            break
        labels.append(label)
    return labels


def label_right(low: str, end: int) -> Label | None:
    """The label that directly follows a number: «7799123455 (ИНН)», "… — карта"."""
    gap = _CLOSE.match(low, end)
    match = _ANY.match(low, gap.end() if gap else end)
    return Label(match.lastgroup or "") if match and match.start() - end <= RIGHT else None


def label_of(cell: str) -> Label | None:
    """What the head of a column says of the numbers under it."""
    match = _ANY.search(lowered(cell))
    return Label(match.lastgroup or "") if match else None
