"""People in quotation marks and in names of files and folders; things called like people stay."""

import pytest

from redactor.engine import Engine
from tests.redactor.spans import of

QUOTED = [
    ("В общей папке лежат «Входящие», «Мышкина Зоя» и «Архив».", ["Мышкина Зоя"]),
    ("[sync] rename «Черненко Лика» → «Черненко-Рей Лика»", ["Черненко Лика", "Черненко-Рей Лика"]),
    ("Метка «Лика Черненко» на письме", ["Лика Черненко"]),
    ("Карточка „Ахметова Сания Ринатовна“, полис есть", ["Ахметова Сания Ринатовна"]),
    ("кто взял коробку с надписью «Грачёвой Т.»?", ["Грачёвой Т."]),
    ("Вкладка «Стаброва» в таблице пустая", ["Стаброва"]),
    ("Поле «Фамилия»: «Оборина»\nПоле «Имя»: «Ия»\nПоле «Город»: «Тверь»", ["Оборина", "Ия"]),
    ("В журнале первый записан как «Лодочникову».", ["Лодочникову"]),
    ("в чате написали: «удалите строку Рощиной». Я удалила не ту.", ["Рощиной"]),
    ("закладка «Гайнутдиновой — показания» и закладка «Разное»", ["Гайнутдиновой"]),
    ("Строки: «за Гизатуллина» — 11 шт., «Отпуск» — 2. «Гизатуллин» — 3 шт.", ["Гизатуллина", "Гизатуллин"]),
]
THINGS = [
    "переговорные «Менделеев» и «Гагарин» заняты",
    "Вкладка «Менделеев» — про таблицу",
    'Теплоход "Клара Щербинина" стоит в доке',
    "семена «Настенька» взошли, а сорт «Юбилейный Тарасенко» нет",
    "12 — «Мария Стюарт», 13 — «Борис Годунов», теплоходы «Россия», «Валерий Гаврилин»",
    "Отель «Лермонтов», тур «К Есенину», кино «Солярис»",
    "«премия Дарвина» и «бритва Оккама» — что это?",
    "Папка «Входящие», вкладка «Калькуляция», поле «Причина»: «Витрина»",
    "Принтер «Руслан» и станок «Надежда» сломаны",
]
FILES = [
    ("Прикладываю Договор_Савельев_2024.pdf и Смета_Кухня_2024.pdf", ["Савельев"]),
    ("Загрузка: Гончарова-Ким_фото.jpg, размер 0", ["Гончарова-Ким"]),
    ("C:\\Share\\Архив\\Дзюба_А_В\\скан.pdf -> ОШИБКА", ["Дзюба_А_В"]),
    ("/mnt/nas/Кадры/уволенные/КРАВЧУК/приказ_17.pdf", ["КРАВЧУК"]),
    ("upload file=Анкета_Курокоть.pdf ok", ["Курокоть"]),
    ("Прикладываю dogovor_Voronova.docx и akt-ivanova.pdf", ["Voronova", "ivanova"]),
    ("see CV_Hendry_Tamsin.pdf and Wolczyk_passport.jpg", ["Hendry_Tamsin", "Wolczyk"]),
    ("signed: okolie-ngozi-contract.docx, model-contract.docx", ["okolie-ngozi"]),
    ('Put it in the folder "Okonjo, Ngozi" or the tab "Leases, Rents"', ["Okonjo, Ngozi"]),
    ('note for file "Brockway, Leander" – private', ["Brockway, Leander"]),
    ("Rose went up to thank Iwan. Later Rose Tennick paid.", ["Rose", "Iwan", "Rose Tennick"]),
    ("locked: \\\\fs02\\Clients\\Revdal_Ingunn\\2025\\notes.txt", ["Revdal_Ingunn"]),
]
FILES_OF_NOBODY = [
    "model_max.onnx, Rose_v2.psd и markdown.py",
    "Акт_Зарница.pdf и Анкета_Образец.pdf, Отчёт_Март.xlsx",
    "CV_Template_Modern.docx, passport_guidelines.pdf, reference_manual.pdf",
    "/home/u/src/max_pool/grace_period/x.py",
    "и/или, км/ч, С:\\Отчёты\\Машина\\план.pdf",
]
THINGS_IN_ENGLISH = [
    'Printer "Rosalind" on the 3rd floor jams',
    'Line "Gustav": 3.4 % scrap\nLine "Bertha": 2.1 %',
    'Our vessel "Astrid Pearl" sails at noon.',
    "The tug Margaret Ann was moored at berth 4.",
    "- Henry hoover is broken, use the other",
    "Is that a Douglas fir?",
]


@pytest.mark.parametrize(("text", "names"), [*QUOTED, *FILES], ids=[text[:40] for text, _ in [*QUOTED, *FILES]])
def test_who_is_quoted_or_on_a_file_is_found(engine: Engine, text: str, names: list[str]) -> None:
    assert of(text, engine.find, "PERSON") == names


@pytest.mark.parametrize("text", [*THINGS, *FILES_OF_NOBODY, *THINGS_IN_ENGLISH])
def test_a_thing_called_like_somebody_is_nobody(engine: Engine, text: str) -> None:
    assert of(text, engine.find, "PERSON") == []


@pytest.mark.parametrize(
    "text",
    [
        "Рассылка «Все свои» уходит в девять",
        "Бригада «Ермак» — 94 % плана, комбайн «Палессе» — без простоя",
        "Коробка «Хрупкое», столбец «Остаток», сервер: «Яга»",
        "Волонтёры проекта «Варежка» и выставка «Мебель-2025»",
    ],
)
def test_a_thing_called_like_a_firm_is_none(engine: Engine, text: str) -> None:
    assert of(text, engine.find, "ORG") == []


def test_a_machine_called_like_its_worker_is_nobody(engine: Engine) -> None:
    found = of("О станке «Руслан» — докл. Руслан Темирбулатов, парк «Фадеевский»", engine.find, "PERSON")
    assert found == ["Руслан Темирбулатов"]


def test_a_firm_keeps_its_name_after_a_word_that_only_begins_like_a_thing(engine: Engine) -> None:
    assert of("Договор с ООО «Принтер», столовая «Колос» и магазин «Ветла»", engine.find, "ORG")


def test_a_person_beside_a_thing_in_quotes_is_found(engine: Engine) -> None:
    assert of('Line "Gustav" is led by Bertha Nwosu', engine.find, "PERSON") == ["Bertha Nwosu"]
