"""Records of machines: what stands where a person, a number or an address does is found whatever it looks like."""

import pytest

from tests.redactor.spans import identified

_HL7 = "MSH|^~\\&|LAB|KLEN|||20261014||ADT^A01|7|P|2.5\nPID|1||K88-2319^^^KLEN^MR||Ivarsdotter^Tuva||19810427|F"
_MRZ = "P<RUSZAPOLSKII<<NIKON<<<<<<<<<<<<<<<<<<<<<<<\n7500000417RUS8001019M2701016<<<<<<<<<<<<<<04"
_NAD = "UNH+1+INVOIC:D:96A:UN'\nNAD+SU+40001::9++HOLZ ELLER+AM SAEGEWERK 7+LUENEBURG++21339+DE'"
_MT940 = ":20:START\n:25:37040044/0532013000\n:86:166?20SVWZ+Miete?31DE89370400440532013000?32Joachim Wester?33kamp?34"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(_HL7, {"ID_NUMBER": "K88-2319", "PERSON": "Ivarsdotter^Tuva", "BIRTH_DATE": "19810427"}, id="HL7"),
        pytest.param("PID|1||7||||||||Długa 9^^Kraków||", {"LOCATION": "Długa 9^^Kraków"}, id="home in HL7"),
        pytest.param("PV1|1|I|ONC^204|||1188^Nowak^Ewa^^^dr", {"PERSON": "Nowak^Ewa"}, id="doctor in HL7"),
        pytest.param("NK1|1|Sipa^Marek|SPO", {"PERSON": "Sipa^Marek"}, id="kin in HL7"),
        pytest.param("1.BRAND/OTTILIE MRS 2.BRAND/EI MSTR(CHD/12MAY18)", {"BIRTH_DATE": "12MAY18"}, id="booking"),
        pytest.param("<BldgNb>418</BldgNb><PstCd>1016 GC</PstCd>", {"LOCATION": "1016 GC"}, id="ISO 20022"),
        pytest.param('{"house":"6","flat":"41/2"}', {"LOCATION": "41/2"}, id="dadata"),
        pytest.param('<СвНП ОКТМО="45348000" Тлф="84950004117">', {"PHONE": "84950004117"}, id="tax form"),
        pytest.param("(0010,0020) LO [PAT-417]  # 8, 1 PatientID", {"ID_NUMBER": "PAT-417"}, id="number of DICOM"),
        pytest.param("(0010, 0030) DA\n(0010,0030) DA: '19570318'", {"BIRTH_DATE": "19570318"}, id="birth of DICOM"),
        pytest.param("1 NAME Zeb /Hather/\n1 BIRT\n2 DATE 4 MAR 1931", {"BIRTH_DATE": "4 MAR 1931"}, id="GEDCOM"),
        pytest.param(_MT940, {"US_BANK_NUMBER": "37040044/0532013000", "PERSON": "Joachim Wester?33kamp"}, id="MT940"),
        pytest.param(_NAD, {"ORG": "HOLZ ELLER", "LOCATION": "AM SAEGEWERK 7+LUENEBURG++21339"}, id="EDIFACT"),
        pytest.param("~PER*BD*GWEN PRYCE*TE*3125550147~", {"PERSON": "GWEN PRYCE", "PHONE": "3125550147"}, id="X12"),
        pytest.param("~NM1*IL*1*PRYCE*GWEN****MI*W44~\nDMG*D8*19810427*F~", {"BIRTH_DATE": "19810427"}, id="X12 837"),
        pytest.param("M1BRAND/OTTILIE EQ7C1D8 OSLLHRBA 0763", {"PERSON": "BRAND/OTTILIE"}, id="boarding pass"),
        pytest.param(_MRZ, {"PERSON": "ZAPOLSKII<<NIKON", "PASSPORT": _MRZ.partition("\n")[2]}, id="passport's zone"),
        pytest.param(
            "ADR;TYPE=home:;;31 Clon Mews;Dublin;;D14 X2P7;IE",
            {"LOCATION": "31 Clon Mews;Dublin;;D14 X2P7"},
            id="vCard",
        ),
        pytest.param(
            "bvarga:x:1001:1001:Bo Varga,,555-0139:/home/b:/bin/sh", {"PERSON": "Bo Varga,,555-0139"}, id="passwd"
        ),
        pytest.param(
            '203.0.113.7 - jfair [14/Oct/2026:10:01:17 +0100] "GET / HTTP/1.1"', {"USERNAME": "jfair"}, id="log"
        ),
        pytest.param("Contact: <sip:d.oyel@198.51.100.23:5060>", {"USERNAME": "d.oyel"}, id="SIP"),
        pytest.param(
            "ПлательщикИНН=7700123456\nПолучательБИК=044525225",
            {"RU_INN": "7700123456", "RU_BIK": "044525225"},
            id="1C",
        ),
        pytest.param(
            '<АдрРФ Улица="Двинцев" Дом="6" Кварт="1"/>', {"LOCATION": 'Двинцев" Дом="6" Кварт="1'}, id="invoice"
        ),
    ],
)
def test_a_record_tells_by_its_places(text: str, found: dict[str, str]) -> None:
    assert found.items() <= set(identified(text))


@pytest.mark.parametrize(
    "text",
    [
        "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/:/bin/false",
        '127.0.0.1 - - [14/Oct/2026:10:01:17 +0100] "GET /"',
        "cat <<EOF\nP<T> is a type\nEOF",
        "rate?31 or 32?32 ok",
    ],
)
def test_what_only_looks_like_a_record_stays(text: str) -> None:
    assert not {"PERSON", "USERNAME", "PASSPORT", "IBAN"} & {kind for kind, _ in identified(text)}
