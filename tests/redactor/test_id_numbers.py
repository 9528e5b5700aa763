"""Numbers of papers by their labels alone, beside them and at the head of a column."""

import pytest

from tests.redactor.spans import identified


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("she showed a driver licence no. 4417 0932 (NSW)", "US_DRIVER_LICENSE", "4417 0932"),
        ("driver's license: WDL0041773B", "US_DRIVER_LICENSE", "WDL0041773B"),
        ("DRIVER LIC: LA 000417733   CLASS A", "US_DRIVER_LICENSE", "LA 000417733"),
        ("national ID card GHA-712004418-3", "ID_NUMBER", "GHA-712004418-3"),
        ("her social security no. is 2 99 13 99 417 003 53", "ID_NUMBER", "2 99 13 99 417 003 53"),
        ("ration card no. TN-0712-44182, thanks", "ID_NUMBER", "TN-0712-44182"),
        ("the DBS certificate 001822047711 is on file", "ID_NUMBER", "001822047711"),
        ("health insurance number 8040 221 995, from March", "ID_NUMBER", "8040 221 995"),
        ("a/c no. 0098 1177 2204, thanks", "US_BANK_NUMBER", "0098 1177 2204"),
        ("attorney (Bar No. 24071138), for the defence", "ID_NUMBER", "24071138"),
        ("process server, license no. 2078841-DCA.", "US_DRIVER_LICENSE", "2078841-DCA"),
        ("the adjuster, lic. IA-1077342, called", "US_DRIVER_LICENSE", "IA-1077342"),
        ("Insured ID: XQH8827104493, group plan", "ID_NUMBER", "XQH8827104493"),
        ("membership number is 4471-88120, cancel it", "ID_NUMBER", "4471-88120"),
        ("Dr T. Govender (Practice no. 0561932)", "ID_NUMBER", "0561932"),
        ("hygienist, GDC 118820", "ID_NUMBER", "118820"),
        ("ID no: 6103150087086", "ZA_ID_NUMBER", "6103150087086"),
        ("remove the signatory (ID 6103150087086) today", "ZA_ID_NUMBER", "6103150087086"),
        ("Driving licence: full, no. FENNO 803124 GE9XZ", "UK_DRIVING_LICENCE", "FENNO 803124 GE9XZ"),
        ("only the DBS for Marsh, certificate no. 001594403827, is old", "ID_NUMBER", "001594403827"),
        ("Medical Council No. 041772", "ID_NUMBER", "041772"),
        ("the notary's commission no. 2023-RE-0551", "ID_NUMBER", "2023-RE-0551"),
        ("VPN drops on MAC 3C:52:82:1A:9F:07, again", "MAC", "3C:52:82:1A:9F:07"),
        ("frequent flyer BAEC 88120447, gold", "ID_NUMBER", "BAEC 88120447"),
        ("удостоверение личности 3 1184407 2, Израиль", "ID_NUMBER", "3 1184407 2"),
        ("| Odile Thrale | NR 71 30 28 C | Packing |", "UK_NINO", "NR 71 30 28 C"),
        ("please pay 12-3044-0071182-00 by Friday", "US_BANK_NUMBER", "12-3044-0071182-00"),
        ("ID 780519 5601 08 8, residing in Paarl", "ZA_ID_NUMBER", "780519 5601 08 8"),
        ("NHI ZQX3308, wants to know", "ID_NUMBER", "ZQX3308"),
        ("('Odile Thrale', 'QQ 71 30 28 C')", "UK_NINO", "QQ 71 30 28 C"),
        ("guard on duty, SIA licence 1018 3340 7711 2206", "ID_NUMBER", "1018 3340 7711 2206"),
        ("Ohio OLN TR551902.", "ID_NUMBER", "TR551902"),
        ("stays as it is (IRD 47-118-203)", "ID_NUMBER", "47-118-203"),
        ("Medical aid no 3307-11842-01, phone him", "ID_NUMBER", "3307-11842-01"),
        ("Home Office ref J2207314 expires", "ID_NUMBER", "J2207314"),
        ("her KRA PIN A007719302K, since May", "ID_NUMBER", "A007719302K"),
        ("bosun's BVN is 22190447713", "ID_NUMBER", "22190447713"),
        ("Kennitala: 120174-3399", "ID_NUMBER", "120174-3399"),
        ("iqama no. 2214 907 733", "ID_NUMBER", "2214 907 733"),
        ("PhilHealth no. 12-419930771-3", "ID_NUMBER", "12-419930771-3"),
        ("una cédula 1-0912-0441 de Heredia", "ID_NUMBER", "1-0912-0441"),
        ("RFC: QUTL790502KE1 on the invoice", "ID_NUMBER", "QUTL790502KE1"),
        ("cédula de identidad 4.119.307-6, gracias", "ID_NUMBER", "4.119.307-6"),
        ("national registration number 83.07.14-226.58", "ID_NUMBER", "83.07.14-226.58"),
        ("NIK 5103062709910004, thanks", "ID_NUMBER", "5103062709910004"),
        ("his TIN: C0019284417 today", "ID_NUMBER", "C0019284417"),
        ("NIC no. 853041772V", "ID_NUMBER", "853041772V"),
        ("Qatar ID 28441990713, zone 56", "ID_NUMBER", "28441990713"),
        ('{"account": "000448120937"}', "US_BANK_NUMBER", "000448120937"),
        ("Kerr & Blum Upholsterers; EIN 61-4470932; Remit to", "ID_NUMBER", "61-4470932"),
        ("EIN on the form is 61-4470932.", "ID_NUMBER", "61-4470932"),
        ("tax_id char(10), e.g. 'Kerr Sons', '61-4470932'", "ID_NUMBER", "61-4470932"),
        ('{"taxId": "3374190026"}', "ID_NUMBER", "3374190026"),
        ("(company no. 07719244, in Leeds)", "ID_NUMBER", "07719244"),
        ("a company registered in England under number 05719244.", "ID_NUMBER", "05719244"),
        ('"ein": "614470932"', "ID_NUMBER", "614470932"),
        ("registered at Companies House SC417702", "ID_NUMBER", "SC417702"),
        ("(in Leeds, VAT GB 274 9910 38)", "ID_NUMBER", "GB 274 9910 38"),
        ("VAT reg IE3391770K", "ID_NUMBER", "IE3391770K"),
        ("VAT CZ27104418", "ID_NUMBER", "CZ27104418"),
        ("El CIF es B81940337.", "ID_NUMBER", "B81940337"),
        ("die Steuernummer ist 21 815 08150", "ID_NUMBER", "21 815 08150"),
        ("to sort 40-61-27 please", "US_BANK_NUMBER", "40-61-27"),
        ("Current account            00447193", "US_BANK_NUMBER", "00447193"),
        ("confirm your EORI GB418830275000.", "ID_NUMBER", "GB418830275000"),
        ("NUBAN: 3077194426", "US_BANK_NUMBER", "3077194426"),
        ("forklift, LF licence HRW 3014772", "US_DRIVER_LICENSE", "HRW 3014772"),
        ("claim for hail, policy HO5-4471920-07", "ID_NUMBER", "HO5-4471920-07"),
        ("WHERE policy_no='HX/330417/2'", "ID_NUMBER", "HX/330417/2"),
        ("Insurance policy PL/TR/0417733, thanks", "ID_NUMBER", "PL/TR/0417733"),
        ("Chief mate (seaman's book C2207114)", "ID_NUMBER", "C2207114"),
        ("Hosp. no. YG 0033417", "ID_NUMBER", "YG 0033417"),
        ("CHI: 0703661284", "ID_NUMBER", "0703661284"),
        ("DVA file no NX330417", "ID_NUMBER", "NX330417"),
        ("1. GERELMAA BOLD, pass. E3307114", "PASSPORT", "E3307114"),
        ('{"licence_no": "HADLE 704182 C99XY"}', "US_DRIVER_LICENSE", "HADLE 704182 C99XY"),
        ("D-number she had before: 49 017733 810", "ID_NUMBER", "49 017733 810"),
        ("BIG-nummer of Sanne is 39007714402", "ID_NUMBER", "39007714402"),
        ("the number I was given by the office is CSCS 0417 7203", "ID_NUMBER", "0417 7203"),
        ("Green card no. .......... RO/07/1188204", "ID_NUMBER", "RO/07/1188204"),
        ("the phone, IMEI 352099001761481, is his", "ID_NUMBER", "352099001761481"),
        ("a guard, licence GH-2207714, on nights", "US_DRIVER_LICENSE", "GH-2207714"),
        ("super fund member 7718204, on leave", "ID_NUMBER", "7718204"),
        ("visitor ref V0041873, at noon", "ID_NUMBER", "V0041873"),
        ("staff no. 40718, back shift", "ID_NUMBER", "40718"),
        ("share code W7K 204 3ZP", "ID_NUMBER", "W7K 204 3ZP"),
        ("RČ 815412/0077, Brno", "ID_NUMBER", "815412/0077"),
        ("HKID A771204(5) is hers", "ID_NUMBER", "A771204(5)"),
        ("student id s7740128, year 2", "ID_NUMBER", "s7740128"),
        ("('411.207.336-04', 'x')", "ID_NUMBER", "411.207.336-04"),
        ("Ana: whats ur ird\nBo 14:03\nmine is 71-204-338\nBo 14:04\nbye", "ID_NUMBER", "71-204-338"),
        ("mum: and the nhi\nme: ZKD4471, room 3\nme: ok", "ID_NUMBER", "ZKD4471"),
        ("Enrollee KWH/3310/05518 asks", "ID_NUMBER", "KWH/3310/05518"),
        ("Cypress Mutual Auto, claim # CN-25-0093177.", "ID_NUMBER", "CN-25-0093177"),
        ("tenancy ref T/0099215, flat 3", "ID_NUMBER", "T/0099215"),
        ("Ms Cholm (client no 7710993) wrote", "ID_NUMBER", "7710993"),
        ("a partnership registered in England (no. OC419911) whose", "ID_NUMBER", "OC419911"),
        ("The charity (no. 1148993), Riverside", "ID_NUMBER", "1148993"),
        ("Policy HG-402-8871-55\nText: wet floor", "ID_NUMBER", "HG-402-8871-55"),
        ("Great Basin Policy # GBH 7720 1194", "ID_NUMBER", "GBH 7720 1194"),
        ("Sdn Bhd (Reg. No. 201801033199)", "ID_NUMBER", "201801033199"),
        ("Stage OÜ (reg. code 14775999) signed", "ID_NUMBER", "14775999"),
        ('{"vatId": "DE811907599"}', "DE_VAT_ID", "DE811907599"),
        ("USt-IdNr DE 287 440 999", "DE_VAT_ID", "DE 287 440 999"),
        ("the lender (HRB 184299 B), shall", "ID_NUMBER", "184299 B"),
        ("(P.IVA IT 02718330968). Contact", "IT_VAT_CODE", "IT 02718330968"),
        ("Ltda, CNPJ 88.054.377/0001-55. We", "ID_NUMBER", "88.054.377/0001-55"),
        ("VKN 4810582999 // cnee", "ID_NUMBER", "4810582999"),
        ("Sawmills, BN 814402999RP0001, box 14", "ID_NUMBER", "814402999RP0001"),
        ("Aurelio Conti pp YB4417999", "PASSPORT", "YB4417999"),
        ("Care number SWK-203999.", "ID_NUMBER", "SWK-203999"),
        ("T. Chigumbura, adm no 2023/0499, paid", "ID_NUMBER", "2023/0499"),
        ("by T. Oduya (emp. no. 31-7799) against", "ID_NUMBER", "31-7799"),
        ("Äbelein, Personalnr. 70499, Köln", "ID_NUMBER", "70499"),
        ("M. Njoroge, ID No. 24817799, of Thika", "ID_NUMBER", "24817799"),
        ("card ends 4412, account 7-300-118-499.", "US_BANK_NUMBER", "7-300-118-499"),
        ('{"transit":"10482","account":"5228999"}', "US_BANK_NUMBER", "5228999"),
        ("(2, 'GB137664841')", "ID_NUMBER", "GB137664841"),
        ("Загранпаспорт: AT 0482999", "PASSPORT", "AT 0482999"),
        ("VAT NO 266107299", "ID_NUMBER", "266107299"),
        ('{"vatNumber": 556819004499, "x": 1}', "ID_NUMBER", "556819004499"),
        ("the buyer, org. no. 945333199", "ID_NUMBER", "945333199"),
    ],
)
def test_a_labelled_number_of_any_land_is_masked(text: str, entity: str, value: str) -> None:
    assert identified(text) == [(entity, value)]


@pytest.mark.parametrize(
    "text",
    [
        "the MIT licence says in section 4417 that",
        "tax invoice number 20044 is paid",
        "national card of 2026-11-22",
        "certificate of conformity 2044-118",
        "PRN 50000 units, state number one",
        "patient card is missing since 2019",
        "members 4471 and employees 2044, policy 2026-11",
        "the bar no longer opens at 1800 hours",
        "claim no. CLM-0098-5521 is closed",
        "policy HR-2024-01 of the staff handbook, policy IT-0417 v3.1",
        "the claim falls under policy HR-14",
        "VAT 1,204,330.00 and VAT 20% of 4471000",
        "VAT to be included, VAT is 4 417 200",
        "sort 20-30 of them, sort by 12-11-2026",
        "the drawing 61-4470932, two copies",
        "CIF Rotterdam 4471 tons",
        "software licence for 4471000 users, licence to 200417",
        "the company number one since 1998",
        "a company registered with 150000 shares on 20240312",
        "registered no complaints in 250000 cases, VAT no longer on 1000000 units",
        "ein Paket mit 418820793 Stück",
        "bays NR 71 30 28 are free",
        "see RFC 72310 and NSS 3.90.1",
        "tin 20000 kg, a NIC of 10000 Mbit",
        "the Kenyan ID project has 12000 forms",
        "A/C B747-8, flight EJ 6594",
        "tax code 1257L M1, trade ref T-2025-0093",
        "the NHI\nOrder: 44718820\nTotal: 12",
        "the licence 2.0 of 2004, a member of 4471",
        "a form like 000.000.000-00",
        "insurance certificate PL/77/20418",
        "CIF 12 400 EUR, NIT 2025, siren 112233 dB",
        "client_id: 1042995 and customer_id=884213",
        "our own policy SEC-2024-0017 says so",
        "claim 250000 in damages",
        "('x', 'GB137664842')",
        "(see no. 4419907) of the list",
        "the account manager, transit: 10482",
    ],
)
def test_other_numbers_beside_such_words_stay(text: str) -> None:
    assert identified(text) == []


def test_a_column_of_any_paper_holds_its_numbers() -> None:
    found = identified("emp;ssn;routing;acct;start\nA;402-71-8840;064000017;33019907;2023-11-20")
    assert found == [("US_SSN", "402-71-8840"), ("ABA_ROUTING_NUMBER", "064000017"), ("US_BANK_NUMBER", "33019907")]
    assert identified("Town | Sort code\nLeeds | 09-01-28") == [("US_BANK_NUMBER", "09-01-28")]


def test_a_row_may_end_with_an_empty_cell_and_a_visa_is_no_card() -> None:
    found = identified("Name | Visa no. | Till\nOdile Thrale | D771204418 | 2026\nBo Thrale | FRA 0440771 |\n")
    assert [value for entity, value in found if entity == "ID_NUMBER"] == ["D771204418", "FRA 0440771"]


def test_a_contract_beside_a_person_is_the_persons() -> None:
    found = identified("Абонент | № договора | Долг\nКабирова Л.Т. | ТВ-0044718 | 14,20\nХвостов М.И. | ТВ-0044720 | 0")
    assert [value for entity, value in found if entity == "ID_NUMBER"] == ["ТВ-0044718", "ТВ-0044720"]
    assert identified("Поставщик | № договора | Долг\nАзимут-Строй | ТВ-0044718 | 14,20")[1:] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("полис ДМС 51-0448/ДМС-20714, застрахован сын", "51-0448/ДМС-20714"),
        ("старый полис ХХХ 0447182036 до марта", "ХХХ 0447182036"),
        ("полис каско АТ-7 № 204471883, не ОСАГО", "АТ-7 № 204471883"),
        ("договор страхования ССОР-2 № 0071884420", "ССОР-2 № 0071884420"),
        ("больничный № 910447182036 закрыт", "910447182036"),
        ("лицевой за свет 38 447 182 04, не забудь", "38 447 182 04"),
        ("Лицевой тот же — 7718 20 4471. Деньги ушли", "7718 20 4471"),
        ("интернет-договор М-447182", "М-447182"),
        ("студбилет 447-Ф-1820, третий курс", "447-Ф-1820"),
        ("читательский билет 0447182", "0447182"),
        ("Карта пациента Б-447/25. Жалобы", "Б-447/25"),
        ("ИБ № 20447/2025. Инфаркт", "20447/2025"),
        ("карта лояльности 2900 4471 820", "2900 4471 820"),
        ("Патент серии 77 № 2400447182", "77 № 2400447182"),
        ("квартира к/н 66:41:0204018:1207, сын", "66:41:0204018:1207"),
        ("— какой у вас лицевой?\n— 447182036\n— спасибо", "447182036"),
        ("Поддержка: Подскажите номер полиса.\nЯ: 0447182036\nПоддержка: да", "0447182036"),
        ("номер карты лояльности или счёта?\n2900447182\nИмя?", "2900447182"),
        ('{"policy_no":"ЕЕЕ 2044718830"}', "ЕЕЕ 2044718830"),
        ("удостоверение адвоката 54/2299.", "54/2299"),
    ],
)
def test_a_russian_word_tells_the_number_of_a_paper(text: str, value: str) -> None:
    assert value in [found for _, found in identified(text)]


@pytest.mark.parametrize(
    "text",
    [
        "выплата по полису 5 000 руб., полис до 11.01.2026",
        "на лицевой счёт зачислено 12 500 руб",
        "лицевой счёт 120 000 руб. за год",
        "больничный с 04.11.2025, таб. 5 мг, табл. 4471",
        "технологическая карта № 118204, ключ-карта № 00219",
        "пропуск № 1288, удостоверение № 446",
        "участок 50:20:0040112:1187 без хозяина, межевание",
        "номер полиса?\nЗаказ 44718820 готов",
        "договор № 14-ТКО/2024, заявка № 884471",
        "л/с 20566У77180 в УФК",
        "зачётка 3 курс 2025 года",
    ],
)
def test_other_numbers_beside_russian_words_stay(text: str) -> None:
    assert identified(text) == []


def test_a_passport_of_another_form_stands_under_passport() -> None:
    found = identified("ФИО;Паспорт;Город\nСунь Ли;E88104477;Чита\nГаниев Фарход;FA 4471882;Омск")
    assert found == [
        ("PERSON", "Сунь Ли"),
        ("PASSPORT", "E88104477"),
        ("PERSON", "Ганиев Фарход"),
        ("PASSPORT", "FA 4471882"),
    ]


def test_a_comma_within_a_cell_parts_no_columns() -> None:
    text = "LAST NAME, FIRST | DOB | ROOM\nSMITHE, NIA | 1994-02-27 | B12\nOLDE, HOPE | 2001-10-05 | B14\n"
    assert [value for _, value in identified(text) if value[0].isdigit()] == ["1994-02-27", "2001-10-05"]


def test_a_cell_in_quotes_may_hold_the_delimiter() -> None:
    found = identified('student,mark,phone\n"Adeyemi, Tomiwa",54,01632960112\n"Snow, April",38,01632960187')
    assert found == [
        ("PERSON", "Adeyemi, Tomiwa"),
        ("PHONE", "01632960112"),
        ("PERSON", "Snow, April"),
        ("PHONE", "01632960187"),
    ]


def test_a_column_of_firms_holds_their_names_without_titles_of_people() -> None:
    found = identified("Контрагент|Водитель|Сумма\nАзимут-Строй|г-н Сорока|100\nнет|Бек Е.|200")
    assert found == [("ORG", "Азимут-Строй"), ("PERSON", "Сорока"), ("PERSON", "Бек Е.")]


def test_a_branch_and_its_account_are_told_by_their_grouping() -> None:
    found = identified("moved to 30-00-71 44180327 on the day")
    assert found == [("US_BANK_NUMBER", "30-00-71"), ("US_BANK_NUMBER", "44180327")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("SIN 612 544 973 is my brother's, mine is 487 209 338.", ["612 544 973", "487 209 338"]),
        ("passport R033417, hers is R220714", ["R033417", "R220714"]),
        ("SIN 612 544 973. The parcel is 487 209 338.", ["612 544 973"]),
    ],
)
def test_the_other_number_of_two_that_are_compared_is_one_too(text: str, values: list[str]) -> None:
    assert [value for _, value in identified(text)] == values


def test_a_label_is_no_series_of_the_number_after_it() -> None:
    assert ("ID_NUMBER", "910 447 182 036") in identified("находится на больничном: ЭЛН 910 447 182 036")
    assert all(not value.startswith("ВУ") for _, value in identified("новое удостоверение: ВУ 22 38 447182"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("| Member ID | W 4481 20 119 |\n| Status | open |", "W 4481 20 119"),
        ("| Payroll number | 0044182 |", "0044182"),
        ('{"memberId": "M00482913-02", "plan": "Gold"}', "M00482913-02"),
        ('{"accountNumber":"5228814","currency":"CAD"}', "5228814"),
        ('{"licenseNumber": "D1234567"}', "D1234567"),
        ('{"medicalRecordNumber": "MR-55120"}', "MR-55120"),
        ('"vatNumber": "556819004401"', "556819004401"),
        ("holder of ID No. 24817735, of Nairobi", "24817735"),
        ("SERIAL NUMBER: 244188207\nID NUMBER: 31442887", "31442887"),
        ("dismissal of T. Oduya (emp. no. 31-7740)", "31-7740"),
        ("the pupil, adm no 2023/0418, paid by", "2023/0418"),
        ("Care number SWK-203381.", "SWK-203381"),
        ("Please cancel, customer no. C-5520917", "C-5520917"),
        ("Serra Ltda, CNPJ 88.054.377/0001-74", "88.054.377/0001-74"),
        ("Sawmills Ltd., BN 814402913RP0001", "814402913RP0001"),
        ("USt-IdNr DE 287 440 910", "DE 287 440 910"),
        ("Aurelio Conti pp YB4417720", "YB4417720"),
        ("Health Policy # GBH 7720 1183", "GBH 7720 1183"),
        ("Pelican Mutual policy PMA 30-4471-882, corner of", "PMA 30-4471-882"),
        ("IC: 910204-13-5028", "910204-13-5028"),
        ("soc. ins. no. 3417 140379, born", "3417 140379"),
        ("Puu Oy, business ID 2714409-8, represented by", "2714409-8"),
        ("sell my car, plate 44-QT-81, soon", "44-QT-81"),
    ],
)
def test_numbers_by_labels_in_tables_keys_and_brackets(text: str, value: str) -> None:
    assert value in [found for _, found in identified(text)]


@pytest.mark.parametrize(
    "text",
    [
        "| State | No |\n| 12 | 2024-05-01 |",
        "order ID 48213 and pp 112-118 of the manual",
        '{"customerId": 48213, "stateCode": 5}',
        "customer 360 project, client 2 of 3",
        "IC 2031 to Cologne, RC 6",
        "take care no 3 is late",
        "our password policy HR-0042 of 2024",
    ],
)
def test_other_numbers_after_such_words_stay(text: str) -> None:
    assert identified(text) == []
