"""Names of people in Cyrillic, in any case of letters and any case form; words that are also names stay."""

import pytest

from redactor.engine import Engine
from tests.redactor.spans import of

NAMES = [
    ("Передайте ключи Остромысловой Глафире Савельевне.", ["Остромысловой Глафире Савельевне"]),
    ("распишитесь у Н. П. Белоручко и К.Л. Берестова", ["Н. П. Белоручко", "К.Л. Берестова"]),
    ("Иванову И. И. и Петровой А.Б.", ["Иванову И. И.", "Петровой А.Б."]),
    ("спросите петрова а.б. завтра", ["петрова а.б."]),
    ("привет, глянь заявку от зосимы крапивина", ["зосимы крапивина"]),
    ("лукерья полынина уволилась", ["лукерья полынина"]),
    ("иванов петр опоздал", ["иванов петр"]),
    ("ПЕТРОВА АННА СЕРГЕЕВНА\nприказ", ["ПЕТРОВА АННА СЕРГЕЕВНА"]),
    ("НАЗНАЧИТЬ КУДЕЯРОВА МИЛАНА ОЛЕГОВНА ОТВЕТСТВЕННОЙ", ["КУДЕЯРОВА МИЛАНА ОЛЕГОВНА"]),
    ("скиньте номер Кузьмича из гаража", ["Кузьмича"]),
    ("Между Тарасом Журавинским и Эльвирой Шпак возник спор", ["Тарасом Журавинским", "Эльвирой Шпак"]),
    ("Я, Рогозина Васса Прохоровна, родилась", ["Рогозина Васса Прохоровна"]),
    ("Отзывы о Ладе Вихоревой хорошие", ["Ладе Вихоревой"]),
    ("договор с Хабибуллиной Гульнарой Ринатовной", ["Хабибуллиной Гульнарой Ринатовной"]),
    ("Мкртчян Ашот Гургенович, директор", ["Мкртчян Ашот Гургенович"]),
    ("напиши хомутиной про оплату", ["хомутиной"]),
    ("Please reply to Запрудиной in Russian", ["Запрудиной"]),
    ("привет лёха, ты где", ["лёха"]),
    ("Добрый день, Гордей Лукич!", ["Гордей Лукич"]),
    ("Уважаемая Пелагея Ивановна, вакансия закрыта", ["Пелагея Ивановна"]),
    ("Врач Б. В. Волк принял пациента", ["Б. В. Волк"]),
    ("Стенограмма.\nУхватков: Я против.", ["Ухватков"]),
    ("его зовут сэйдзи маэхара, он из токио", ["сэйдзи маэхара"]),
]


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[text[:40] for text, _ in NAMES])
def test_a_name_is_found_whole(engine: Engine, text: str, names: list[str]) -> None:
    assert of(text, engine.find, "PERSON") == names


@pytest.mark.parametrize(
    "text",
    [
        "расскажи, как вера и надежда описаны у стоиков, и при чём тут любовь",
        "Роман получился скучным, а мир в нём плоский",
        "Сравни метод Гаусса и теорему Пифагора",
        "Составь план созвона: дедлайны, бэклог, деплой",
        "СРОЧНО ОБНОВИТЬ ПРАЙС ДО ПОНЕДЕЛЬНИКА",
        "Переведи на английский и сократи до пяти строк",
        "Заказчик оплачивает, Исполнитель выполняет работы",
        "запусти докер и проверь кубернетес",
        "к.т.н. и д.м.н., и т.д., и т.п.",
        "Юр. адрес и тел. указаны в договоре",
        "Какая погода в Вологде в октябре?",
        "место 14А. Переведи на английский",
        "прицеп 20 тонн, ВУ на замену, ДКП прежний",
        "Зав. отд. подписал",
        "В мае и августе спрос падает",
        "Правило Парето и диаграмма Ганта",
        "Логи вебхука после коммита, креатинин в норме, глянь плиз, тут блокер",
        "Требуется слесарь КИПиА, график 2/2. Почему маркетплейсы уходят?",
        "Продам 2-к. кв., 54 м², в центре",
        "",
        "\n\n\n",
        "....",
    ],
)
def test_words_that_name_nobody_stay(engine: Engine, text: str) -> None:
    assert of(text, engine.find, "PERSON") == []


def test_a_name_ends_with_its_column(engine: Engine) -> None:
    assert of("ФАМИЛИЯ\tОТДЕЛ\tСТАЖ\nНазаренко\tОГМ\t3\nЖук\tИТ\t1", engine.find, "PERSON") == ["Назаренко", "Жук"]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Если не снизят цену, уйдём к «СеверБетон».", ["«СеверБетон»"]),
        ("До сих пор не получили УПД № 331, УО-2209 и ГК-380 по 1С:УПП", []),
        ("письмо от Уралспецмаша, у Кубаньпласта просрочка", ["Уралспецмаша", "Кубаньпласта"]),
        ("перенесли задачи из Джиры в Телемост, от Битрикса и Экселя отказались", []),
        ("Форма ЕФС-1. Личный кабинет и Детский сад с 3 лет, посылка в ПВЗ, роутер Микротик", []),
        ("агрофирма Золотой Колос и клиника Семейный Доктор", ["Золотой Колос", "Семейный Доктор"]),
        ("в Иркутске на Байкальской сидят юристы, рестораны Казани закрыты", []),
        ("маруся из саппорта просит откатить, жду в переговорке", []),
    ],
)
def test_firms_have_names_and_no_numbers(engine: Engine, text: str, firm: list[str]) -> None:
    assert of(text, engine.find, "ORG") == firm


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("света кравцова опять не закрыла смену", ["света кравцова"]),
        ("вера из планового и надя с ресепшн просят премию", ["вера", "надя"]),
        ("Слава Орлов уволился, слава богу, нашли замену — Мира Гусейнова", ["Слава Орлов", "Мира Гусейнова"]),
        ("Клиентка Роза Мирзоева, ул. 60 лет Октября 14-37, окно запотевает", ["Роза Мирзоева"]),
        ("завхозу Кот Г. С.; свидетель Л. Пшеничный\nкв. 8 — Й. Кропп", ["Кот Г. С.", "Л. Пшеничный", "Й. Кропп"]),
        ("сверху живут эти кравцовы, стучите громче", ["кравцовы"]),
        ("ОТЧЁТ: САВЕЛЬЕВ — 14 ЗВОНКОВ, ИГНАТЬЕВА — 9", ["САВЕЛЬЕВ", "ИГНАТЬЕВА"]),
        ("А. Введение\nБ. Директор\nдом 2, лит. А. Штраф за курение, группы Б и Г. Смены по 8 часов", []),
        ("Вера в себя и роман с бухгалтерией: нет света с кассы, 8 марта с отделом", []),
    ],
)
def test_names_are_told_by_how_they_are_written(engine: Engine, text: str, people: list[str]) -> None:
    assert of(text, engine.find, "PERSON") == people


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ('people = [("Гатауллин Камиль", "12.13.1990")]', ["12.13.1990"]),
        ("VALUES ('Бельды Кирилл Понгсович', '1984-05-27', '2026-12-29')", ["1984-05-27"]),
        ("Сорока Виктор Фёдорович, 18.04.1974, Казань", ["18.04.1974"]),
        ("муж Вадим и сын Савелий 08.02.2019 г рождения", ["08.02.2019 г"]),
        ("договор с Ивановой Анной от 12.03.1999, Петров Иван 12.04.2009-15.04.2009", []),
    ],
)
def test_a_date_right_after_a_name_is_of_birth(engine: Engine, text: str, date: list[str]) -> None:
    assert of(text, engine.find, "BIRTH_DATE") == date


def test_who_was_named_once_is_known_by_the_surname(engine: Engine) -> None:
    text = "Договор с Белорыбицыным Тарасом. А вот у Белорыбицына нет печати."
    assert of(text, engine.find, "PERSON") == ["Белорыбицыным Тарасом", "Белорыбицына"]


def test_who_was_named_in_one_message_is_known_in_the_next(engine: Engine) -> None:
    first, second = engine.find_all(["Это наш новый клиент, Жаворонок Иван Петрович", "позови Жаворонка на встречу"])
    assert [one.entity for one in first] == ["PERSON"]
    assert [one.entity for one in second] == ["PERSON"]


def test_look_alike_letters_do_not_hide_a_name(engine: Engine) -> None:
    text = "позвоните Ивaнoву Пeтру"  # a, o and e are Latin
    assert of(text, engine.find, "PERSON") == ["Ивaнoву Пeтру"]


@pytest.mark.parametrize(
    "text",
    [
        "Svyatogor Medyanikov",
        "petrov ivan",
        "Zakharnikov Eduard Gennadevich",
        "Ivankova Anastasiya",
        "A. S. Petrova",
    ],
)
def test_a_russian_name_in_latin_letters_is_found(engine: Engine, text: str) -> None:
    assert of(f"draft: {text} soglasovan", engine.find, "PERSON") == [text]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi Odalys,\n\ncould you", "Odalys"),
        ("Dear Mr Pemberwick, we", "Pemberwick"),
        ("see you.\n\nBest,\nBrisa", "Brisa"),
        ("> wim verstraeldt wrote: off", "wim verstraeldt"),
        ("С уважением,\nАглая Запрудина", "Аглая Запрудина"),
        ('Student: Emmanuel "Manny" Quispe, grade 5', 'Emmanuel "Manny" Quispe'),
        ("завтра Сергей «Серый» Иванов на смене", "Сергей «Серый» Иванов"),
        ("Apologies from Cllr Osei (work)", "Osei"),
        ("к нам приехал ЦОЙ и уехал", "ЦОЙ"),
    ],
)
def test_who_is_greeted_signs_or_is_quoted_is_found(engine: Engine, text: str, name: str) -> None:
    assert name in of(text, engine.find, "PERSON")


@pytest.mark.parametrize(
    "text", ["Dear Team, hello all", "Hi there,\nthanks", "Best,\nthe Support Team", "Dear Sir or Madam,"]
)
def test_nobody_is_nobody(engine: Engine, text: str) -> None:
    assert of(text, engine.find, "PERSON") == []
