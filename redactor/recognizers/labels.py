"""Words that say what the number beside them is, in Russian and English, in any case of letters. Pure."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from redactor.recognizers.page import Page, alternatives, beginnings, lowered

LEFT = 44
_RIGHT = 4


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


_WORDS: dict[Label, str] = {
    Label.OTHER: (
        r"заказ(?!чи)\w*|артикул\w*|арт\b|накладн\w+|счет-фактур\w+|фактур\w+|тикет\w*|заявк\w+|обращени\w+"
        r"|договор(?:а|у|ом|е|ы|ов|ам|ами|ах|н\w+)?\b"
        r"|контракт\w*|парти[яиюей]\w*|лот[аеу]?\b|сумм\w+|руб(?:л\w+)?\b|цен[аыуе]\b|трек\w*|инв\b"
        r"|гост(?:а|у|ом|е|ы|ов)?\b|дела?\b|исх\b|вх\b"
        r"|серийн\w+|чек[аеу]?\b|транзакци\w+|инцидент\w*|задач\w+|кадастр\w+|окпд\w*|оквэд\w*|кбк\b|уин\b|октмо\b"
        r"|окато\b|верси[ияйею]\w*|баркод\w*|штрих\w*|order\w*|invoice\w*|ticket\w*|sku\b|article\b|item\w*"
        r"|part (?:no|number)|lot\b|batch\w*|tracking|case\b|serial|timestamp\w*|commit(?:s|ted|_\w+)?\b"
        r"|builds?(?:_\w+)?\b|version\w*"
        r"|barcode\w*|ean\b|isbn\w*|issn\w*|gtin\b|transaction\w*|task\b|okved|unix\w*|epoch\b|amount\b|total\b"
        r"|price\b|итог\w*|всего\b|subtotal|qty\b|кол-во|количеств\w*|created\w*|updated\w*|expires\w*|modified"
        r"|iat\b|nbf\b|ts\b"
        r"|po(?= ?(?:no\b|number|num\b|#|:)| 45\d{4})|call[- ]?offs?\b|awb\b|mawb\b|hawb\b|rfp\b|rfq\b|пломб\w*"
        r"|опломб\w*|seals?\b|акт(?:а|у|ом|е|ы)?\b|gs1\b|voyage|tariff\w*"
        r"|container\w*|контейнер\w*"
        r"|complaint\w*|claim (?:no|number)|quotes?\b|quotation\w*|rma\b|sizes?\b|readings?\b|lotter\w+|winning\b"
        r"|request\w*|session\w*|id\b|ref\b|reference|лицензи\w+|код\b(?! подр)|счётчик\w*"
    ),
    Label.INN: r"инн(?:юл|фл)?\b|налогоплательщик\w*|inn\b|tin\b|taxpayer\w*|tax (?:id|no|number)",
    Label.KPP: r"кпп\b|kpp\b",
    Label.OGRNIP: r"огрнип\b|ogrnip\b",
    Label.OGRN: r"огрн\b|ogrn\b",
    Label.SNILS: (
        r"снилс\w*|страхов\w+ (?:номер\w*|свидетельств\w+)|пенсионн\w+ (?:страх\w+|свидетельств\w+|удост\w+)|snils\b"
    ),
    Label.OKPO: r"окпо\b|okpo\b",
    Label.BIK: r"бик\b|bik\b|bic\b",
    Label.ACCOUNT: (
        r"[рклт][./]\s?(?:с|сч)(?:ч[её]т)?\b|(?:расч|корр|лиц)[.\w]*\s?-?сч[её]т\w*|корсч[её]т\w*|сч[её]т\w{0,2}\b"
        r"|accounts?\b|account_\w+|acct\b|acc\b|a/c\b|settlement"
    ),
    Label.CARD: (
        r"карт(?:а|ы|е|у|ой|очк\w+|ам|ами|ах)?\b|мира?\b|виз[аыуе]\b|маэстро|cards?\b|card_\w+"
        r"|cardholder\w*|visa\b|mastercard|master card|amex|american express|mir\b|maestro|unionpay|debit|pan\b|cc\b"
    ),
    Label.FOREIGN: r"загран\w*|foreign passport|international passport|travel passport|zagran\w*",
    Label.PASSPORT: r"пасп(?:орт\w*)?\b|сери[яией]\b|сер\b|документ,? удостоверяющ\w+|passport\w*|pasport\w*",
    Label.LICENSE: (
        r"водительск\w+|удостоверени[еяюм]\w*(?= ?(?:№ ?)?\d\d ?\d\d ?\d{6})|в/у\b|ву\b|вод(?:ит)?\.? ?уд\w*|права\b"
        r"|driver\W?s? licen[cs]e|driving licen[cs]e|driver licen[cs]e"
    ),
    Label.OMS: r"омс\b|полис\w*|енп\b|oms\b|медполис\w*|insurance polic\w+|policy\b",
    Label.BIRTH_CERT: r"свидетельств\w+|св-в[оа]\w*|birth cert\w*",
    Label.MILITARY: r"военн\w+ билет\w*|военнообязан\w*|военник\w*|воен\.? ?билет\w*|military\w*",
    Label.VIN: r"vin\b|вин\b|вин-?код\w*|vin-?код\w*|шасси|кузов\w*",
    Label.PLATE: (
        r"госномер\w*|гос\.? ?номер\w*|гос\.? ?знак\w*|грз\b|г\.?р\.?з\b|номерн\w+ знак\w*|автомобил\w+|авто\b"
        r"|машин(?:[аыеу]|ой|ам|ами|ах)?\b"
        r"|тс\b|прицеп\w*|мотоцикл\w*|трактор(?!ист)\w*|автобус\w*|погрузчик\w*|фур[аыуе]\b|экскаватор\w*|комбайн\w*"
        r"|квадроцикл\w*"
        r"|снегоход\w*|самосвал\w*|тягач\w*|скутер\w*|мопед\w*|газел\w+|камаз\w*|plates?\b|plate_\w+|vehicle\w*|car\b"
    ),
    Label.PHONE: (
        r"тел\b|ph\b|телефон\w*|моб\b|мобил\w*|сот\b|сотов\w+|факс\w*|звон\w+|позвон\w+|перезвон\w+|набер(?!еж)\w+"
        r"|набр\w+"
        r"|дозвон\w+|трубк\w+|вотсап\w*|ватсап\w*|whats\W?app\w*|wa\b|viber|вайбер\w*|смс\b|sms\b|контакт\w*"
        r"|связ[иь]\w*"
        r"|phone\w*|tel\b|telephone|mobile|mob\b|cell(?:s|phone\w*|ular)?\b|call(?:s|ed|er|ing|back)?\b(?![- ]off)"
        r"|fax\b|text (?:me|him|her)|rang\b|ring\b(?! (?:sizes?|binders?|road|main|finger)\b)|dial(?:s|ed|led|ling)?\b"
        r"|contact\b|reach\w*|telefon\w*|hotline|answering|messages\b|texting"
        r"|msisdn\b|(?:hp|did)\b(?=[ :]{1,2}[3689]\d{3} ?\d{4}(?!\d))"
    ),
    Label.SSN: r"ssn\b|social security\w*|soc\.? sec\w*|social\b",
}
BEGINNINGS = {"label": tuple(_WORDS.values())}

_NAMED = {str(label): label for label in Label}


def _by_first_letter() -> dict[str, re.Pattern[str]]:
    """For each first letter the words of all labels that begin so: an alternation of all costs ten times as much."""
    begun: defaultdict[str, defaultdict[Label, list[str]]] = defaultdict(lambda: defaultdict(list))
    for label, words in _WORDS.items():
        for word in alternatives(words):
            for letter in {letters[0] for letters, _ in beginnings(word)}:
                begun[letter][label].append(word)
    return {
        letter: re.compile("|".join(rf"(?P<{label}>{'|'.join(words)})" for label, words in some.items()))
        for letter, some in begun.items()
    }


_ANY = _by_first_letter()
_BEGINS = re.compile(r"(?<![a-zа-яё0-9])[a-zа-яё]")
_NUMBER = re.compile(r"\d(?:\d{4,}|[\d -]{6,}\d)")
_SHORTEST = 5  # characters of it
_LISTED = re.compile(r"[\s,;:/|&+()\"'«»№]*(?:и|или|and|or|кпп|kpp)?[\s,;:/|&+()\"'«»№]*")
# What a number counts, right after it.
_COUNTED = re.compile(
    r"[^\S\n]?(?:(?:(?:с|без) )?ндс|руб(?:л|(?!\w))|₽|\$|€|usd|eur|коп(?:е|(?!\w))|тыс(?:яч|(?!\w))|млн|млрд"
    r"|шт(?!\w)|штук|байт|бит"
    r"|bytes?|bits?|[kmgt]i?b(?!\w)|[кмг]б(?!\w)"
    r"|строк|запис|rows|records"
    r"|lines|entries|items|events|событ|раз(?!\w)|человек|чел(?!\w)|тонн|кг(?!\w)|км(?!\w)|м(?!\w)|м²|мс(?!\w)"
    r"|ms(?!\w)|сек(?:унд|(?!\w))|sec|мин(?!\w)|час(?:а|ов)?(?!\w)"
    r"|просмотр|views|users|пользовател|точек|points|%|°)"
)
# Between a word and the number that it names, in a list too: «заказ номер 79…», «трек-номера: 89…, 89…».
_NAMING = re.compile(r"[\W\d_]*(?:(?:номер\w*|коды?|number|num|no|nr|id|is|это|под|за)\b[\W\d_]*){0,3}")
# On its own line, or in brackets below it as in a form: what begins the next line speaks of the next number.
_CLOSE = re.compile(r"(?:[^\S\n]|[\-–—,(:\"'«»=]){0,4}|\s{1,3}\(")


class Labels:
    """All labels of a page, found once."""

    def __init__(self, page: Page) -> None:
        self._page, self._low = page, page.low
        found = list(_labels_at(page.low, [spot.start for spot in page.marks("label")]))
        self._starts = [match.start() for match in found]
        self._ends = [match.end() for match in found]
        self._labels = [_NAMED[match.lastgroup or ""] for match in found]
        self._left: dict[int, list[Label]] = {}

    def left(self, start: int) -> list[Label]:
        """Labels that stand before a number, the nearest first; another long number between ends their reach.

        A list ("карты 1…, 2…") does not end it.
        """
        known = self._left.get(start)
        if known is None:
            known = self._left[start] = self._read_left(start)
        return known

    def _read_left(self, start: int) -> list[Label]:
        labels: list[Label] = []
        at = bisect_left(self._ends, start + 1)
        while at and self._ends[at - 1] > start - LEFT:
            at -= 1
            label = self._labels[at]
            if label is not Label.OTHER and self._number_between(self._ends[at], start):
                break
            labels.append(label)
            if label is Label.OTHER:
                break
        return labels

    def _number_between(self, end: int, start: int) -> bool:
        """Whether a number stands between that is not the head of a list."""
        if start - end < _SHORTEST or not self._page.number_within(end, start):
            return False
        number = None
        for number in _NUMBER.finditer(self._low, end, start):  # noqa: B007 (the last one is wanted)
            pass
        return number is not None and not _LISTED.fullmatch(self._low, number.end(), start)

    def touches(self, start: int) -> bool:
        """Whether a label stands right before a number, with a sign or two between."""
        at = bisect_left(self._ends, start + 1)
        return at > 0 and start - self._ends[at - 1] <= _RIGHT and not self._low[self._ends[at - 1] : start].isalnum()

    def names(self, start: int) -> bool:
        """Whether nothing but words for a number, signs and other numbers stands between a number and its label."""
        at = bisect_left(self._ends, start + 1)
        return at > 0 and _NAMING.fullmatch(self._low, self._ends[at - 1], start) is not None

    def counts(self, end: int) -> bool:
        """Whether a number counts what is named after it: bytes, roubles, rows."""
        return _COUNTED.match(self._low, end) is not None

    def right(self, end: int) -> Label | None:
        """The label that directly follows a number: «7799123455 (ИНН)», "… — карта"."""
        at = bisect_left(self._starts, end)
        if at == len(self._starts) or self._starts[at] > end + _RIGHT:
            return None
        return self._labels[at] if _CLOSE.fullmatch(self._low, end, self._starts[at]) else None


def label_of(cell: str) -> Label | None:
    """What the head of a column says of the numbers under it."""
    low = lowered(cell)
    match = next(_labels_at(low, (begin.start() for begin in _BEGINS.finditer(low))), None)
    return _NAMED[match.lastgroup or ""] if match else None


def _labels_at(low: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The words for labels that begin at some places, each after the last."""
    done = 0
    for start in starts:
        pattern = _ANY.get(low[start]) if start >= done else None
        if pattern is not None and (match := pattern.match(low, start)):
            done = match.end()
            yield match
