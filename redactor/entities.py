"""Every kind of value that is masked: its policy class, its family in measurements, its placeholder and its names.

Names are Presidio's where Presidio has one (docs of presidio-analyzer 2.2.366, "supported entities").
"""

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from policy.words import Text
from redactor.finding import Finding

SECRET = "SECRET"  # noqa: S105 (the name of an entity)


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of value. `placeholder` is the TYPE of ZQ_<TYPE>_…: capitals A-Z only, at most 9 letters.

    `rank` orders conflicts between overlapping findings: the smaller wins (secret, checked number, address of the
    network, postal address, name).
    """

    name: str
    policy_class: str
    family: str
    placeholder: str
    rank: int
    words: Text


# name | policy class | family | placeholder | rank | Russian | English
_TABLE = """
SECRET|secret|SECRET|SECRET|0|секрет|secret
CREDIT_CARD|pii.card|CREDIT_CARD|CARD|1|номер карты|card number
IBAN|pii.iban|IBAN|IBAN|1|IBAN|IBAN
CRYPTO|pii.crypto-wallet|US_ID|WALLET|1|криптокошелёк|crypto wallet
RU_INN|pii.ru.inn|RU_ID|INN|1|ИНН|INN (taxpayer number)
RU_SNILS|pii.ru.snils|RU_ID|SNILS|1|СНИЛС|SNILS (pension number)
RU_PASSPORT|pii.ru.passport|RU_ID|PASSPORT|1|паспорт|Russian passport
RU_FOREIGN_PASSPORT|pii.ru.foreign-passport|RU_ID|PASSPORT|1|загранпаспорт|Russian passport for travel
RU_OGRN|pii.ru.ogrn|RU_ID|OGRN|1|ОГРН|OGRN (company register number)
RU_OGRNIP|pii.ru.ogrnip|RU_ID|OGRNIP|1|ОГРНИП|OGRNIP (entrepreneur's register number)
RU_KPP|pii.ru.kpp|RU_ID|KPP|1|КПП|KPP (tax registration code)
RU_OKPO|pii.ru.okpo|RU_ID|OKPO|1|ОКПО|OKPO (statistics code)
RU_BIK|pii.ru.bik|RU_ID|BIK|1|БИК|BIK (bank code)
RU_BANK_ACCOUNT|pii.ru.account|RU_ID|ACCOUNT|1|банковский счёт|bank account
RU_OMS|pii.ru.oms|RU_ID|OMS|1|полис ОМС|health insurance policy
RU_DRIVER_LICENSE|pii.ru.driver-license|RU_ID|LICENSE|1|водительское удостоверение|Russian driving licence
RU_VIN|pii.vin|RU_ID|VIN|1|VIN|VIN
RU_PLATE|pii.ru.plate|RU_ID|PLATE|1|госномер|number plate
RU_BIRTH_CERT|pii.ru.birth-certificate|RU_ID|CERT|1|свидетельство о рождении|birth certificate
RU_MILITARY_ID|pii.ru.military-id|RU_ID|MILITARY|1|военный билет|military card
US_SSN|pii.us.ssn|US_ID|SSN|1|SSN (США)|US social security number
US_ITIN|pii.us.itin|US_ID|ITIN|1|ITIN (США)|US taxpayer number
US_PASSPORT|pii.us.passport|US_ID|PASSPORT|1|паспорт США|US passport
US_DRIVER_LICENSE|pii.us.driver-license|US_ID|LICENSE|1|водительские права США|US driver's license
US_BANK_NUMBER|pii.us.account|US_ID|ACCOUNT|1|банковский счёт (США)|US bank account
ABA_ROUTING_NUMBER|pii.us.routing|US_ID|ROUTING|1|код банка (США)|US bank routing number
US_NPI|pii.us.npi|US_ID|NPI|1|NPI (врач, США)|US health provider number
US_MBI|pii.us.mbi|US_ID|MBI|1|полис Medicare (США)|US Medicare number
MEDICAL_LICENSE|pii.us.medical-license|US_ID|DEA|1|лицензия врача (США)|US medical license
UK_NHS|pii.uk.nhs|US_ID|NHS|1|номер NHS (Великобритания)|UK NHS number
UK_NINO|pii.uk.nino|US_ID|NINO|1|номер страхования (Великобритания)|UK national insurance number
UK_PASSPORT|pii.uk.passport|US_ID|PASSPORT|1|паспорт Великобритании|UK passport
UK_DRIVING_LICENCE|pii.uk.driving-licence|UK_DRIVING_LICENCE|LICENSE|1|права Великобритании|UK driving licence
UK_VEHICLE_REGISTRATION|pii.uk.plate|UK_VEHICLE_REGISTRATION|PLATE|1|номер машины (Великобритания)|UK vehicle registration
CA_SIN|pii.ca.sin|CA_SIN|SIN|1|SIN (Канада)|Canadian social insurance number
AU_ABN|pii.au.abn|AU_ABN|ABN|1|ABN (Австралия)|Australian business number
AU_ACN|pii.au.acn|AU_ACN|ACN|1|ACN (Австралия)|Australian company number
AU_TFN|pii.au.tfn|AU_TFN|TFN|1|TFN (Австралия)|Australian tax file number
AU_MEDICARE|pii.au.medicare|AU_MEDICARE|MEDICARE|1|Medicare (Австралия)|Australian Medicare number
IN_PAN|pii.in.pan|IN_PAN|PAN|1|PAN (Индия)|Indian PAN
IN_AADHAAR|pii.in.aadhaar|IN_AADHAAR|AADHAAR|1|Aadhaar (Индия)|Indian Aadhaar
IN_GSTIN|pii.in.gstin|IN_GSTIN|GSTIN|1|GSTIN (Индия)|Indian GSTIN
IN_PASSPORT|pii.in.passport|IN_PASSPORT|PASSPORT|1|паспорт Индии|Indian passport
IN_VOTER|pii.in.voter|IN_VOTER|VOTER|1|карта избирателя (Индия)|Indian voter card
IN_VEHICLE_REGISTRATION|pii.in.plate|IN_VEHICLE_REGISTRATION|PLATE|1|номер машины (Индия)|Indian vehicle registration
IT_FISCAL_CODE|pii.it.fiscal-code|IT_FISCAL_CODE|FISCAL|1|налоговый код (Италия)|Italian fiscal code
IT_VAT_CODE|pii.it.vat|IT_VAT_CODE|VAT|1|НДС-номер (Италия)|Italian VAT code
IT_DRIVER_LICENSE|pii.it.driver-license|IT_DRIVER_LICENSE|LICENSE|1|права (Италия)|Italian driver license
IT_PASSPORT|pii.it.passport|IT_PASSPORT|PASSPORT|1|паспорт Италии|Italian passport
IT_IDENTITY_CARD|pii.it.identity-card|IT_IDENTITY_CARD|IDCARD|1|удостоверение (Италия)|Italian identity card
ES_NIF|pii.es.nif|ES_NIF|NIF|1|NIF (Испания)|Spanish NIF
ES_NIE|pii.es.nie|ES_NIE|NIE|1|NIE (Испания)|Spanish NIE
ES_PASSPORT|pii.es.passport|ES_PASSPORT|PASSPORT|1|паспорт Испании|Spanish passport
PL_PESEL|pii.pl.pesel|PL_PESEL|PESEL|1|PESEL (Польша)|Polish PESEL
FI_PERSONAL_IDENTITY_CODE|pii.fi.personal-code|FI_PERSONAL_IDENTITY_CODE|HETU|1|личный код (Финляндия)|Finnish personal code
SE_PERSONNUMMER|pii.se.personnummer|SE_PERSONNUMMER|PNR|1|личный номер (Швеция)|Swedish personal number
SE_ORGANISATIONSNUMMER|pii.se.organisation|SE_ORGANISATIONSNUMMER|ORGNR|1|номер организации (Швеция)|Swedish company number
DE_TAX_ID|pii.de.tax-id|DE_TAX_ID|TAXID|1|налоговый номер (Германия)|German tax id
DE_TAX_NUMBER|pii.de.tax-number|DE_TAX_NUMBER|TAXNR|1|номер налогового учёта (Германия)|German tax number
DE_VAT_ID|pii.de.vat|DE_VAT_ID|VAT|1|НДС-номер (Германия)|German VAT id
DE_ID_CARD|pii.de.id-card|DE_ID_CARD|IDCARD|1|удостоверение (Германия)|German identity card
DE_PASSPORT|pii.de.passport|DE_PASSPORT|PASSPORT|1|паспорт Германии|German passport
DE_SOCIAL_SECURITY|pii.de.social-security|DE_SOCIAL_SECURITY|RVNR|1|пенсионный номер (Германия)|German social security number
DE_HEALTH_INSURANCE|pii.de.health-insurance|DE_HEALTH_INSURANCE|KVNR|1|медполис (Германия)|German health insurance number
DE_FUEHRERSCHEIN|pii.de.driver-license|DE_FUEHRERSCHEIN|LICENSE|1|права (Германия)|German driving licence
DE_HANDELSREGISTER|pii.de.register|DE_HANDELSREGISTER|HRNR|1|торговый реестр (Германия)|German trade register
KR_RRN|pii.kr.rrn|KR_RRN|RRN|1|номер резидента (Корея)|Korean resident number
KR_FRN|pii.kr.frn|KR_FRN|FRN|1|номер иностранца (Корея)|Korean foreigner number
KR_BRN|pii.kr.brn|KR_BRN|BRN|1|номер фирмы (Корея)|Korean business number
KR_PASSPORT|pii.kr.passport|KR_PASSPORT|PASSPORT|1|паспорт Кореи|Korean passport
KR_DRIVER_LICENSE|pii.kr.driver-license|KR_DRIVER_LICENSE|LICENSE|1|права (Корея)|Korean driver license
SG_NRIC_FIN|pii.sg.nric|SG_NRIC_FIN|NRIC|1|NRIC/FIN (Сингапур)|Singapore NRIC/FIN
SG_UEN|pii.sg.uen|SG_UEN|UEN|1|UEN (Сингапур)|Singapore UEN
TH_TNIN|pii.th.tnin|TH_TNIN|TNIN|1|личный номер (Таиланд)|Thai national number
TR_NATIONAL_ID|pii.tr.national-id|TR_NATIONAL_ID|TCKN|1|личный номер (Турция)|Turkish national id
NG_NIN|pii.ng.nin|NG_NIN|NIN|1|NIN (Нигерия)|Nigerian NIN
PH_TIN|pii.ph.tin|PH_TIN|TIN|1|TIN (Филиппины)|Philippine TIN
PH_UMID|pii.ph.umid|PH_UMID|UMID|1|UMID (Филиппины)|Philippine UMID
PH_PASSPORT|pii.ph.passport|PH_PASSPORT|PASSPORT|1|паспорт Филиппин|Philippine passport
ZA_ID_NUMBER|pii.za.id|ZA_ID_NUMBER|IDNR|1|личный номер (ЮАР)|South African id number
KZ_IIN|pii.kz.iin|KZ_IIN|IIN|1|ИИН/БИН (Казахстан)|Kazakh IIN/BIN
BY_ID|pii.by.id|BY_ID|BYID|1|личный номер (Беларусь)|Belarusian personal number
UA_TAX_ID|pii.ua.tax-id|UA_TAX_ID|RNOKPP|1|РНОКПП (Украина)|Ukrainian tax number
PASSPORT|pii.passport|RU_ID|PASSPORT|1|паспорт|passport
ID_NUMBER|pii.id|US_ID|IDNR|1|личный номер|identity number
PHONE|pii.phone|PHONE|PHONE|2|телефон|phone
EMAIL|pii.email|EMAIL|EMAIL|2|e-mail|e-mail
URL|pii.url|URL|URL|2|ссылка с личными данными|link with personal data
IP|pii.ip|IP|IP|2|IP-адрес|IP address
MAC|pii.mac|IP|MAC|2|MAC-адрес|MAC address
ENCODED|pii.encoded|ENCODED|ENCODED|2|закодированные данные|encoded personal data
BIRTH_DATE|pii.birth-date|DATE|DATE|2|дата рождения|date of birth
USERNAME|pii.username|USERNAME|USER|3|имя пользователя|user name
LOCATION|pii.address|LOCATION|ADDRESS|3|адрес|address
PERSON|pii.person|PERSON|PERSON|4|имя|name
ORG|pii.org|ORG|ORG|5|организация|organisation
"""  # noqa: E501 (a table)


def _parse(line: str) -> Entity:
    name, policy, family, placeholder, rank, ru, en = line.split("|")
    return Entity(name, policy, family, placeholder, int(rank), Text(ru=ru, en=en))


ENTITIES = MappingProxyType({entity.name: entity for entity in map(_parse, _TABLE.strip().splitlines())})


@cache
def entity_of(name: str) -> Entity:
    """The entity of a name; one that only a company's recognizers know gets a class under `pii.company`."""
    known = ENTITIES.get(name)
    if known is not None:
        return known
    policy = f"pii.company.{name.lower().replace('_', '-')}"
    return Entity(name, policy, name, "CUSTOM", 1, Text(ru=name, en=name))


def policy_class(finding: Finding) -> str:
    """The class that rules of the policy match: "pii.ru.inn", "pii.person", "secret.<id of the provider's rule>"."""
    if finding.entity == SECRET:
        return f"secret.{finding.recognizer}"
    return entity_of(finding.entity).policy_class


def placeholder_type(entity: str) -> str:
    """The TYPE in ZQ_<TYPE>_<code>: capitals A-Z, at most 9 letters."""
    return entity_of(entity).placeholder


def words_of(entity: str) -> Text:
    """What a person calls it: «ИНН» / "INN (taxpayer number)", «имя» / "name"."""
    return entity_of(entity).words
