"""Phones, mail, handles, hosts, links, birth dates: what is private, and what only looks so."""

import pytest

from redactor.recognizers.birth import birth_date_after_name
from tests.redactor.spans import identified

PHONES = [
    "+7 900 000-41-17",
    "8(900)000-52-63",
    "8 900 000 77 12",
    "8-900-000-18-18",
    "+79000006120",
    "+7(900)0008814",
    "89000003344",
    "8 (495) 000-12-34 доб. 113",
    "(900) 000-41-17",
    "+44 20 7946 0871",
    "212-555-0143",
    "(614) 555-0178",
    "212.555.0143 ext. 12",
    "1-212-555-0143",
    "020 7946 0958",
    "+375 29 000-12-34",
    "+49 30 901820",
    "06 12 34 56 78",
    "8 800 000-00-01",
    "001-555-201-3344x1234",
    "(0116) 4960123",
    "0412 345 678",
    "(02) 9876 5432",
    "030/1234567",
    "020-1234567",
    "+91-9876543210",
    "555.123.4567 extn 45",
    "8-0152-12-34-56",
    "8 10 380 44 123 45 67",
    "998 90 123 45 67",
    "07700900123",
    "плюс семь девятьсот ноль ноль ноль семьдесят семь ноль один",
]


@pytest.mark.parametrize("phone", PHONES)
@pytest.mark.parametrize("around", ["позвоните {}, пожалуйста", "{}", "call me: {}.", "Иванов;{};Москва", "({})"])
def test_a_phone_is_found_in_every_writing(phone: str, around: str) -> None:
    assert ("PHONE", phone) in identified(around.format(phone))


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("скиньте номер, вроде 9000003344 был, телефон не отвечает", "9000003344"),
        ("тел. 22-33-44", "22-33-44"),
        ("телефон 123-45-67 рабочий", "123-45-67"),
        ("phone 0301234567", "0301234567"),
        ("телефон 8 912 345 67 89 12.12.2025 звонил", "8 912 345 67 89"),
        ("for your claim call 0117 496 0182", "0117 496 0182"),
        ("about the parcel 020 7946 0958", "020 7946 0958"),
        ("мой номер 9000003344", "9000003344"),
        ("hp 9555 0198, block 4", "9555 0198"),
        ("ring 3654 3198 at the gate", "3654 3198"),
        ("msisdn=2348035550198 step=1", "2348035550198"),
        ("the account manager is on 0808 157 0193", "0808 157 0193"),
        ("Oslo Film AS, (+47) 92 55 50 14.", "(+47) 92 55 50 14"),
        ("WHERE phone LIKE '%9000003344%'", "9000003344"),
    ],
)
def test_a_short_phone_needs_its_word(text: str, phone: str) -> None:
    assert ("PHONE", phone) in identified(text)


@pytest.mark.parametrize(
    "text",
    [
        "заказ 8800412276",
        "2016-2023, 10-20-30",
        "сумма +15 000 000 руб.",
        "шаги 10 000 15 000 20 000",
        "2026-03-14 09:12:44",
        "службы 112, 911 и 0890",
        "с 8 до 17, 5-6 раз",
        "трек 80081234567890",
        "артикул 495-1234567",
        "заказ № 89035554477",
        "размер 79035554477 байт",
        "в таблице 89914866883 строк",
        "order_id=79035554477",
        "матрица 7332 5551 820",
        "(таб. № 03318) 01.06.2026",
        "раз два три четыре пять",
        "register entry 09/11/03/2024",
        "bag tag LH 0220-417790",
        "contact us\nComplaint no. K-417790: 12 fittings",
        "ring sizes 51 53 55 in silver",
        "pallet no. 0341-772095",
        "081111 054504 21552 INFO dfs.DataNode",
        "Dial,63,ANSWERED,1778483642.1202",
        " 1  _gateway (192.168.1.1)  0.412 ms  0.377 ms",
        "04-11 07:31:22.418  1812  3305 D AudioFlinger: standby",
        "api.log.3.2026-02-11_09:14:37 2026-02-11 00:01:09.771 8812 WARN",
        "Period 01/05/26-31/05/26, sheet v2",
        "нужно с 01.03.26-14.03.26 включительно",
        "must not match order numbers like 0771-4418-90.",
        "артикулы вида 8-912-44-17 не трогай",
    ],
)
def test_other_numbers_are_no_phones(text: str) -> None:
    assert [kind for kind, _ in identified(text) if kind == "PHONE"] == []


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("пишите a.zaprudina@klen.example.", "a.zaprudina@klen.example"),
        ("t.vyugina+sklad@ozernyj-les.example", "t.vyugina+sklad@ozernyj-les.example"),
        ("почта иван@фирма.рф, ждём", "иван@фирма.рф"),
        ("<mailto:wop@lagoon.example>", "wop@lagoon.example"),
        ("name;x_1@corp.example;5", "x_1@corp.example"),
        ("a@b.co", "a@b.co"),
        ("wrapped as o.vyugina @klen.example here", "o.vyugina @klen.example"),
        ("ivan (at) mail.ru", "ivan (at) mail.ru"),
        ("ivan собака pochta точка ru", "ivan собака pochta точка ru"),
    ],
)
def test_an_address_of_mail_is_found(text: str, mail: str) -> None:
    assert ("EMAIL", mail) in identified(text)


@pytest.mark.parametrize(
    "text",
    [
        "user@localhost",
        "a@b",
        "write @klen.example",
        "react@18.2.0",
        "Message-ID: <20261014.7C1D88@mx.corp.example>",
        "UID:7kukuqrfedlm2f9t0vr@calendar.example",
        "Scanned: amavisd-new at mx.corp.example",
        "@angular/core@17",
        "цена @ 5 руб.",
    ],
)
def test_other_signs_are_no_mail(text: str) -> None:
    assert "EMAIL" not in [kind for kind, _ in identified(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("телеграм @yaropolk_metr", "@yaropolk_metr"),
        ("@dusty_marmot42 said", "@dusty_marmot42"),
        ("ник: dark_lord99", "dark_lord99"),
        ("login failed user=v.poluektov ip", "v.poluektov"),
        ("telegram: vasya_pupkin", "vasya_pupkin"),
    ],
)
def test_a_handle_is_found(text: str, name: str) -> None:
    assert ("USERNAME", name) in identified(text)


@pytest.mark.parametrize(
    "text",
    [
        '@app.route("/x")\ndef f(): pass',
        "@dataclass\nclass A: pass",
        "npm i @types/node @angular/core",
        "@media (max-width: 3px) {}",
        "ping @here and @channel",
        "/** @param x @return y */",
        "user=root host=db",
        "login: failed",
        "[user.role.get](./api/user-role-get.md)",
        '<select @changed="load">',
        "@nightly @billing\n@slow\n# kept for the old shop\nFeature: refunds",
        "  @быстро\n  Сценарий: вход",
    ],
)
def test_code_is_no_handle(text: str) -> None:
    assert "USERNAME" not in [kind for kind, _ in identified(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("ssh 203.0.113.58 hangs", "IP", "203.0.113.58"),
        ("10.48.7.19:8080", "IP", "10.48.7.19"),
        ("ip=198.51.100.23 build", "IP", "198.51.100.23"),
        ("2001:db8:4a::17 answers", "IP", "2001:db8:4a::17"),
        ("fe80::1ff:fe23:4567:890a%eth0", "IP", "fe80::1ff:fe23:4567:890a%eth0"),
        ("mac 00:1A:2b:3c:4d:5e", "MAC", "00:1A:2b:3c:4d:5e"),
        ("001a.2b3c.4d5e", "MAC", "001a.2b3c.4d5e"),
        ("сеть 10.4.0.0/16", "IP", "10.4.0.0"),
        ("Linux 10.20.4.17 is down", "IP", "10.20.4.17"),
        ("ssh to the Ubuntu 18.20.3.4 now", "IP", "18.20.3.4"),
        ("Windows 203.0.113.9 answers", "IP", "203.0.113.9"),
        ("Upgrade the server 10.20.4.17 to Debian", "IP", "10.20.4.17"),
        ("Server 5.9.12.44 timed out", "IP", "5.9.12.44"),
        ("Client 8.8.8.8 asked", "IP", "8.8.8.8"),
        ("ping Cloudflare 1.0.0.1", "IP", "1.0.0.1"),
        ("Frankfurt 18.4.12.7 is down", "IP", "18.4.12.7"),
        ("src=12.4.3.2 dst=12.4.3.9", "IP", "12.4.3.9"),
        ("Gateway 12.4.3.2, DNS 12.4.3.9", "IP", "12.4.3.9"),
        ("host Kestrel 5.9.112.44", "IP", "5.9.112.44"),
        ("Kestrel 10.2.3.4 answers", "IP", "10.2.3.4"),
        ("attacker 14.2.11.7 blocked", "IP", "14.2.11.7"),
        ("section of hosts: 14.2.11.7", "IP", "14.2.11.7"),
        ("tcp/12.4.3.2", "IP", "12.4.3.2"),
        ("Moscow,12.4.3.2", "IP", "12.4.3.2"),
        ('[12/May/2026:03:12:40 +0300] 5.166.18.77 "GET /favicon.ico HTTP/1.1" 404', "IP", "5.166.18.77"),
        ("installed the client on 5.3.18.77 today", "IP", "5.3.18.77"),
        ("reinstalled client 192.168.40.7 again", "IP", "192.168.40.7"),
    ],
)
def test_a_host_is_found(text: str, kind: str, value: str) -> None:
    assert (kind, value) in identified(text)


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1 и ::1",
        "bind to 0.0.0.0",
        "routes for 10.0.0.0/8, 192.168.0.0/16",
        "an example in 203.0.113.0/24",
        "netmask 255.255.254.0",
        "build 4.18.0.2207",
        "версия 10.18.4.22",
        "numpy 1.27.3.0",
        "v2.14.0.7",
        "Chrome/120.0.6099.129",
        "раздел 1.2.3.4",
        "в 12:30:45 и 10::20",
        "999.1.1.1",
        "пункт 4.2.1.3",
        "upgrade from 8.0.36.1 to 8.4.2.0 breaks the build",
        "updated the driver to 8.5.0.12 on that one",
        "Android 13.4.0.12 and kernel 6.8.0.45",
        "firmware: 11.2.7.40 vs 12.0.3.8",
        "User-Agent: Yealink SIP-T46S 66.84.0.15",
        "jdk=17.0.9.8 на сервере",
        "код ОКПД2 32.40.13.190",
        "после апдейта 11.4.21.86 клиент молчит",
        "the firmware went from 10.4.16.220 to 10.4.18.9",
        "Kaseya 11.3.2.118 on the server",
        "GlobalProtect 6.2.8.13 (client side)",
        "agent=RustView/12.0.9.2 status=502",
        "the license server says lmgrd 12.16.2.0",
        "-- pg 15.3.0.2",
        "they patched Magnolia to 12.2.0.4 on the host",
        "on notice under clause 11.3.2.6 and Section 12.4.1.9",
        "по статье 14.2.1.7 договора, п. 11.3.2.6",
        "платформа 8.3.22.17 на сервере",
        "we bumped the agent from 7.45.0.2 to 7.51.3.9, it hangs",
        "after rebooting, reinstalled client 5.1.9.104. Still slow",
        "переустановили агент 7.4.2.88, не помогло",
    ],
)
def test_versions_masks_and_times_are_no_hosts(text: str) -> None:
    assert identified(text) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://people.corp.example/u/leopold.asterby",
        "https://portfolio.example/lena-markova",
        "https://studio.example/portfolio/lena-markova",
        "https://t.me/ivan_petrov",
        "vk.com/id12345",
        "https://x.example/reset?token=abcDEF123",
        "https://shop.example/o?email=a%40b.example",
        "https://www.linkedin.com/in/someone",
        "https://app.corp.example/invite?t=Zk9xTWlQa2M4",
        "https://lk.bank.example/pay/u8f3k2ld92",
        "https://chefs.example/vladislav-kimov",
        "https://crm.example/clients/48213",
        "https://github.com/torvalds",
    ],
)
def test_a_link_to_a_person_is_found(url: str) -> None:
    assert ("URL", url) in identified(f"см. {url}, спасибо")


@pytest.mark.parametrize(
    "url",
    [
        "https://docs.python.org/3/library/json.html",
        "https://api.corp.example/v2/orders",
        "https://github.com/psf/requests",
        "https://shop.example/?q=book&page=2",
        "https://example.com/users/list",
        "http://localhost:8080/login",
        "https://en.wikipedia.org/wiki/GEMA_(German_organization)",
        "https://its.1c.ru/db/v8std#content:639:hdoc",
        "https://en.wikipedia.org/wiki/Ivan_Turgenev",
        "https://shop.example/price-list",
        "https://apps.apple.com/de/app/fahrplan/id1482033517",
        "https://unpkg.com/luxon.js@v3.4.1/build/luxon.min.js",
        "https://github.com/advisories/GHSA-4q6r-8x2w-9v3m",
        "https://data.corp.example/public/json/catalogue",
        "registry.corp.ru/web:$CI_COMMIT_SHORT_SHA",
    ],
)
def test_other_links_stay(url: str) -> None:
    assert "URL" not in [kind for kind, _ in identified(url)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Дата рождения: 14.02.1991", "14.02.1991"),
        ("Дубинин, 3 мая 1984 г. рождения", "3 мая 1984 г."),
        ("родилась 09 ноября 1978 года.", "09 ноября 1978 года"),
        ("Хворостинин, 1969 г.р., жалобы", "1969 г.р."),
        ("DOB 07/19/1988, SSN", "07/19/1988"),
        ("born on May 3, 1984 in", "May 3, 1984"),
        ('"birth_date": "1985-04-12"', "1985-04-12"),
        ("д.р. 01.02.90", "01.02.90"),
        ("родился в 1984 году", "1984 году"),
        ("Nils Abendroth (geb. 05.06.1987, Bremen)", "05.06.1987"),
        ("паспорт YB2714390\nРодился: 02.10.1979", "02.10.1979"),
        ("Дата рожд. 05.11.1976", "05.11.1976"),
        ("- Гуляев Т., год рожд. 1968, допуск", "1968"),
        ("мать Зоя, 74 г.р.", "74 г.р."),
        ("пациентка 58-го года рождения", "58-го года"),
        ("D.O.B. 21 / 03 / 1958", "21 / 03 / 1958"),
        ("муж работает, сын (14.05.2009)", "14.05.2009"),
        ("<ДатаРожд>1991-02-30</ДатаРожд>", "1991-02-30"),
        ('"д_р": "1986-05-14"', "1986-05-14"),
        ("птичница, тысяча девятьсот семьдесят второго года рождения", "тысяча девятьсот семьдесят второго года"),
        ("он одна тысяча девятьсот сорок седьмого года рождения", "одна тысяча девятьсот сорок седьмого года"),
        ("Irina, rod. 23.08.1971, pasport", "23.08.1971"),
        ('{"dob": "1987-29-04"}', "1987-29-04"),
        ("1. КАРЦЕВА\n2. ИННА ПАВЛОВНА\n3. 17.03.1991 ПЕНЗЕНСКАЯ ОБЛ.\n4a) 02.02.2020", "17.03.1991"),
        ("b. 13 May 1971 in Leeds", "13 May 1971"),
        ("Дни рождения отдела:\n\n- Ломов Ян — 03.02.1988\nМакаровна — 7 мая 1961 г.", "7 мая 1961 г."),
        ("team birthdays\nOsgood, Fern; 1 March 1990\nPia - 02/09/1977", "02/09/1977"),
    ],
)
def test_a_date_of_birth_is_found(text: str, date: str) -> None:
    assert ("BIRTH_DATE", date) in identified(text)


@pytest.mark.parametrize(
    "text",
    [
        "срок до 27.11.2026",
        "выдан 21.03.2017",
        "в 2024 г. рост 5 %",
        "отчёт за май 2024 года",
        "published in 1869",
        "дата договора 01.02.2020",
        "«01» ноября 2025 г.\n\nГр. РФ, именуемый далее",
        "сыворотка 50 г р/д, крупа 78 гр., 45 г рожка",
        "1. Иванов\n2. Петров\nдоговор от 3. 08.02.2020",
        "4a. 14.02.2021  4b. 13.02.2031  4c. DVA",
        "1. Scope 2. Terms of 2019, 3. 08.02.2020 start",
    ],
)
def test_other_dates_stay(text: str) -> None:
    assert identified(text) == []


@pytest.mark.parametrize("between", [";", " | ", "|", "\t"])
def test_a_sum_in_the_cell_after_a_phone_is_none(between: str) -> None:
    rows = "Закиева Миляуша;+7 917 880 14 25;412 500;01.05.2026\nПономарёв Ф.Ф.;8 (84371) 4-15-30;211 870;29.05.2026"
    text = rows.replace(";", between)
    assert [value for kind, value in identified(text) if kind == "PHONE"] == ["+7 917 880 14 25", "8 (84371) 4-15-30"]


@pytest.mark.parametrize(
    "phone",
    ["восемь 925 417 03 66", "девятьсот шестьдесят семь 333 20 14", "восемь 927 ноль ноль три 41 58"],
)
def test_a_phone_dictated_in_words_and_digits_is_one(phone: str) -> None:
    assert ("PHONE", phone) in identified(f"мой номер {phone} если что")


def test_numbers_told_in_a_row_are_no_phone() -> None:
    assert identified("восемь 10 20 30 40 50 рублей") == []


def test_the_phones_of_a_list_need_one_word() -> None:
    text = "Телефоны:\n9031234567\n9161234568\n4951234567"
    assert [kind for kind, _ in identified(text)] == ["PHONE"] * 3


@pytest.mark.parametrize(
    "phone",
    [
        "04 388 2176",
        "01423 555 0176",
        "01 524 7716",
        "0221 2798 4410",
        "040 / 3344 5567-12",
        "99401 27733",
        "058 555 147",
        "020 000 41 77 tst. 3",
        "8900 000 9 777",
        "plus 65 8000 0417",
    ],
)
def test_national_numbers_of_more_lands_are_phones(phone: str) -> None:
    assert identified(f"enquiries {phone}, thanks") == [("PHONE", phone)]


@pytest.mark.parametrize(
    "text",
    [
        "cell\nsent to +14165550131\n2026-11-19T03:13:40Z",
        "tel 020 000 4177 on\n23/10/26 - her partner came",
        "part no 0412 338 771 is late",
        "AWB 020-4417 7023, lithium batteries",
        "опломбировано: 0044171–0044185",
        "матрица 398 049 118 030",
        "бросила трубку. Гарантия по акту № 008814 действует",
        "label (01)04006381333931(10)L2026-44(17)271130(37)48",
        "хост web-04 10.27.61.18 не отвечает",
        "узел kvm-07 172.24.9.130 в ребуте",
        "ключи по манометрам и трубкам: 418 000 с НДС",
        "next meeting 14/10 19:30, the broker to ring",
        "phone\n000001 first row",
        "GROUP BY c.phone\nHAVING SUM(p.amount) > 150000;",
        "phones sold 2019 2020",
        "call us, tracking 1Z 418 BB2 01 2345 6784",
        "she called, the bill INV 3300418 is paid",
        "введите +7 000 000-00-00",
        "фио;телефон\nкулик а.;14.02.2025",
    ],
)
def test_days_ranges_and_numbers_of_papers_are_no_phones(text: str) -> None:
    found = [piece for entity, piece in identified(text) if entity == "PHONE"]
    assert found in ([], ["+14165550131"], ["020 000 4177"])


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("позвони в садик, воспитатель Оля Сергевна 2-14-56", ["2-14-56"]),
        ("бухгалтер Нина 45-67-12, склад 45-67-13", ["45-67-12", "45-67-13"]),
        ("тел. поликлиники: 3-45-67", ["3-45-67"]),
        ("телефон тридцать четыре двенадцать ноль восемь", ["тридцать четыре двенадцать ноль восемь"]),
        ("артикул 2-14-56, размер 3-45-67, счёт 3-14-15", []),
        ("администратор Инга, 72-33-15", ["72-33-15"]),
        ("обращаться к Алле, 260-44-12; запись по 260-18-44.", ["260-44-12", "260-18-44"]),
        ("арт. 100-20-30, деталь 260-44-12, короб 120-35-40 мм, CAS 141-78-42", []),
        ("врач принял 12-04-25, мастер смены 2-14, дежурный номер двадцать один", []),
    ],
)
def test_a_phone_of_a_small_town_needs_a_word_for_whom_it_reaches(text: str, phones: list[str]) -> None:
    assert [piece for entity, piece in identified(text) if entity == "PHONE"] == phones


def test_a_path_after_a_host_is_no_password() -> None:
    assert identified('<img src="http://203.0.113.9/img/nk4-a.jpg" border="1">') == [("IP", "203.0.113.9")]


def test_a_phone_ends_with_its_cell() -> None:
    assert ("PHONE", "+61 491 570 156") in identified("Tanabe\t+61 491 570 156\t01/07/2024")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("born on the twelfth of May 1986 in Cork", "the twelfth of May 1986"),
        (
            "родился пятого мая тысяча девятьсот восемьдесят второго года",
            "пятого мая тысяча девятьсот восемьдесят второго года",
        ),
        ("[10:03] A: DOB for security?\n[10:04] Customer: 21 June 1968", "21 June 1968"),
        ("свидетельство о рождении I-ЮН № 770418, родился 29.02.2024", "29.02.2024"),
        ("родил ся(лась) 08 июля 2019 г.", "08 июля 2019 г."),
        ("дата рожд ения О9.1О.1982", "О9.1О.1982"),
    ],
)
def test_a_birth_told_in_words_or_blurred_is_found(text: str, date: str) -> None:
    assert ("BIRTH_DATE", date) in identified(text)


def test_a_year_of_birth_does_not_label_what_follows() -> None:
    found = [piece for entity, piece in identified("Ермакова, 1973 г.р.\nМаммография 17.11.2026, снимок")]
    assert found == ["1973 г.р."]


@pytest.mark.parametrize(
    "plate", ["трактор 7718 ХА 22", "автобус КН 118 54", "фура АО 4418-7", "тягач 718 ABC 02", "мотоцикл 0188 АК 54"]
)
def test_plates_of_other_vehicles_and_lands_are_found(plate: str) -> None:
    assert identified(f"заехал {plate}, пропустили") == [("RU_PLATE", plate.partition(" ")[2])]


@pytest.mark.parametrize(
    "text",
    [
        "папа Рубен 8 904 377 91 05",
        "89043779105 Рубцов Олег",
        "Водитель Рагимханов Шамиль\n89286610437\nМашина В230ХА161",
        "водитель машины Олег 8 904 377-91-05",
        "заказчик Олег 89043779105",
        "паспорт у Олега, 8 904 377-91-05",
        "Accountant Mary, 020 7946 0018",
        "policy holder Jane, (212) 555-0143",
        "ключ возьми у Лены 89067714408, код домофона 17К",
        "заявка по складу, спросить Тимура 79067714408",
        "Accounts, Corrib Timber Ltd\n090 644 1187",
    ],
)
def test_a_phone_is_none_of_the_numbers_that_a_word_nearby_names(text: str) -> None:
    assert "PHONE" in {kind for kind, _ in identified(text)}


@pytest.mark.parametrize(
    "text",
    [
        "трек-номера: 89043779105, 79043779117",
        "код заказа это 89043779105",
        "заказ 89043779105",
        "договор № 89043779105 от 1 марта",
        "трек 89043779105",
        "delayed call-off 4500088213",
    ],
)
def test_a_number_of_an_order_is_no_phone(text: str) -> None:
    assert "PHONE" not in {kind for kind, _ in identified(text)}


@pytest.mark.parametrize(
    ("text", "plates"),
    [
        ("| MW68 KPO | Transit | MOT 3 June |\n| GX21 RVT | pool |", ["MW68 KPO", "GX21 RVT"]),
        ("truck BD73HLA is on the lane", ["BD73HLA"]),
        ("whose astra is it, AE07 XRC?", ["AE07 XRC"]),
        ("a tractor, registration RKJ 618 and Reg. B618 RKJ", ["RKJ 618", "B618 RKJ"]),
        ("number plate: RKJ 618W", ["RKJ 618W"]),
        ("drivers fly LH24 NOV, cables KX12 USB, the van has DN65 PVC", []),
        ("MW68 KPO is the code of the shelf", []),
        ("the fleet has parts MI68 KPO, IQ21 RVT, AB91 CDE, ZX45-AB12 CDE", []),
        ("registration form A4 AND 3 copies, registered car 4417", []),
    ],
)
def test_british_plates_are_found_where_vehicles_are_spoken_of(text: str, plates: list[str]) -> None:
    found = [value for kind, value in identified(text) if kind == "UK_VEHICLE_REGISTRATION"]
    assert found == plates


def test_a_full_stop_after_a_whole_phone_ends_it() -> None:
    assert identified("+7-862-247-30-91. 2 насоса по 7,5 кВт") == [("PHONE", "+7-862-247-30-91")]
    assert identified("тел. 8.862.247.30.91, 2 насоса") == [("PHONE", "8.862.247.30.91")]


@pytest.mark.parametrize(
    ("text", "name", "date"),
    [
        ("Карцева Нина Львовна\nНижний Новгород, 12 июля 1994 г.\n8 961", "Львовна", "12 июля 1994 г."),
        ("seeing Barty Nkem, 3 March 2017, of 8 Currawong Close", "Nkem", "3 March 2017"),
        ("seeing Barty Nkem, 3 March 2017, for the second time", "Nkem", None),
        ("Карцева Нина Львовна\nМосква, 12 июля 2024 г.", "Львовна", None),
    ],
)
def test_a_date_after_a_name_is_of_birth_where_a_town_or_a_home_is_told(text: str, name: str, date: str | None) -> None:
    found = birth_date_after_name(text, text.index(name) + len(name))
    assert (text[found.start : found.end] if found else None) == date


def test_an_american_plate_stands_after_its_word() -> None:
    assert "482 KDX" in [value for _, value in identified("him: plate 482 KDX, a Ford")]
    assert identified("print the plates 300 DPI, please") == []
