"""What the heads of columns and the keys of fields say of their values. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from redactor.recognizers import id_numbers, id_numbers_ru
from redactor.recognizers.labels import Label, label_of
from redactor.recognizers.page import lowered


class Field(StrEnum):
    """What a head says that is no number."""

    NAME = "name"
    BIRTH = "birth"
    ADDRESS = "address"
    FIRM = "firm"
    PASSWORD = "password"  # noqa: S105 (a kind of column)
    LOGIN = "login"


_PERSON = (
    r"ф\.? ?и\.? ?о\.?(?: \w+)?|фамилия(?:,? имя(?:,? отчество)?)?|имя(?: и фамилия| клиента| сотрудника)?|отчество"
    r"|полное имя|имя пользователя|сотрудники?|работники?|клиенты?|пациенты?|ученики?|студенты?|покупател[ьи]"
    r"|получател[ьи]|отправител[ьи]|ответственный|исполнител[ьи]|менеджер\w?|руководитель|контакт(?:ное лицо)?"
    r"|участники?"
    r"|водитель|заявитель|абонент|должник|автор|собственник|врач|преподаватель|куратор|кандидат|соискатель"
    r"|(?:full|first|last|middle|given|family|customer|client|employee|contact|patient|user|display|person"
    r"|member|student"
    r"|owner|author|recipient|sender|holder|cardholder|account|applicant|manager|candidate|guest|passenger"
    r"|legal|maiden)"
    r"[ _-]?name|surname|names?|employee|customer|client|patient|contact(?: person)?|attendee|participant|assignee"
    r"|reporter|emp|insured|claimant|lessee|guest|visitor|buyer|seller|borrower|debtor|payer|trainee|resident|student"
    r"|pupil|child|learner|driver|tenant|owner"
    r"|manager|passenger|cardholder|fio|imya|familiya|candidate|applicant|recipient|beneficiary|payee|nom"
    r"|prénom|vorname"
    r"|nachname|apellidos?|nombre"
)
_HEADS = (
    (Field.NAME, _PERSON),
    (
        Field.BIRTH,
        r"дата ?рожд(?:ения|\.)?|data ?rozhd\w*|д\.? ?р\.?|г\.? ?р\.?|год рождения|dob"
        r"|date[ _]of[ _]birth|birth[ _]?date|birthday|born",
    ),
    (
        Field.ADDRESS,
        r"(?:(?:юр(?:идический|\.)?|факт(?:ический|\.)?|почтовый|домашний) )?адрес(?: \w+){0,2}|address"
        r"|street(?:[ _]address)?|home[ _]address|прописка|место жительства",
    ),
    (
        Field.FIRM,
        r"контрагенты?|организаци[яи]|компани[яи]|поставщики?|подрядчики?|работодатель|место работы|перевозчики?"
        r"|арендатор|грузоотправитель|грузополучатель|страховщик|company(?:[ _]name)?|employer|vendor|supplier"
        r"|organi[sz]ation|firm|insurer|carrier|consignee|consignor|shipper|client[ _]company|customer[ _]company",
    ),
    (
        Field.PASSWORD,
        r"(?:(?:временный|первичный|новый|старый|initial|temp|temporary|user|admin|login|wifi)[ _-])?"
        r"(?:парол[ьи]|password|passwd|passphrase|passcode|pwd)(?: [\w.()-]+){0,3}|pass|pw"
        r"|пин(?:-?код)?|pin(?: code)?"
        r"|secret|логин ?/ ?пароль|login ?/ ?password",
    ),
    (Field.LOGIN, r"логин|login|username|user|ник(?:нейм)?|nick(?:name)?|telegram|тг|handle|учётная запись"),
)
_HEAD = re.compile("|".join(rf"(?P<{field}>{words})" for field, words in _HEADS))
_FIELDS = {str(field): field for field in Field}
# Who called whom, in the records of an exchange.
_CALLS = (
    r"src|dst|caller(?:[ _]?(?:id|number))?|callee(?:[ _]number)?|call(?:ing|ed)[ _](?:party|number)"
    r"|(?:from|to)[ _]number|[ab][ _-]?number|msisdn|номер [аб]|абонент [аб]|вызывающий|вызываемый"
)
_CALL = re.compile(_CALLS)
_KNOWN = 2000  # heads remembered
_CONTRACT = re.compile(r"(?:(?:№|номер) )?договора?(?: ?№)?")
HEADS = (*(words for _, words in _HEADS), id_numbers.HEADS, id_numbers_ru.HEADS, _CALLS)


@dataclass(frozen=True, slots=True)
class Papers:
    """A head that says which numbers of people's papers are under it."""

    entity: str


Head = Field | Label | Papers


@lru_cache(_KNOWN)
def head_of(cell: str) -> Head | None:
    """What the head of a column says of the values under it. Remembered, for tables have the same heads."""
    low = lowered(cell).strip(" *_\"'`:#№.")
    if not low or len(low) > 40:
        return None
    field = _HEAD.fullmatch(low)
    if field is not None:
        return _FIELDS[field.lastgroup or ""]
    entity = id_numbers.entity_of_head(low)
    label = Label.PHONE if _CALL.fullmatch(low) else label_of(low) if len(low) <= 24 else None
    if label is not None and label is not Label.OTHER and not (label is Label.CARD and entity):
        return label  # a visa is a card too, but «Visa no.» is none
    entity = entity or id_numbers_ru.entity_of_head(low)
    return Papers(entity) if entity is not None else None


def is_contract(cell: str) -> bool:
    """Whether a head stands above the numbers of contracts."""
    return _CONTRACT.fullmatch(lowered(cell).strip(" *_\"'`:#.")) is not None
