# ruff: noqa: E501 (tables of invented values, one row a kind)
"""Invented people in all cases: given names, patronymics, surnames of many makes. Deterministic."""

from dataclasses import dataclass
from random import Random

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")

MEN = ["Александр", "Алексей", "Анатолий", "Андрей", "Антон", "Аркадий", "Арсений", "Артём", "Богдан", "Борис", "Вадим", "Валентин", "Валерий", "Василий", "Виктор", "Виталий", "Владимир", "Владислав", "Всеволод", "Вячеслав", "Геннадий", "Георгий", "Герман", "Глеб", "Григорий", "Даниил", "Демид", "Денис", "Дмитрий", "Евгений", "Егор", "Ефим", "Захар", "Иван", "Игнат", "Игорь", "Илья", "Кирилл", "Клим", "Константин", "Лаврентий", "Леонид", "Макар", "Максим", "Марат", "Матвей", "Мирон", "Михаил", "Назар", "Никита", "Николай", "Олег", "Остап", "Павел", "Пётр", "Прохор", "Радик", "Ринат", "Родион", "Роман", "Руслан", "Рустам", "Савелий", "Семён", "Сергей", "Спартак", "Станислав", "Степан", "Тарас", "Тимофей", "Тимур", "Трофим", "Фёдор", "Филипп", "Эдуард", "Эльдар", "Эмиль", "Юлиан", "Юрий", "Юсуф", "Яков", "Ярослав", "Ашот", "Гиви", "Гурген", "Давид", "Ильдар", "Камиль", "Мурат", "Нурлан", "Тигран", "Фарид", "Шамиль", "Ерлан", "Мамука"]  # fmt: skip
WOMEN = ["Агата", "Аглая", "Алевтина", "Александра", "Алина", "Алиса", "Алла", "Альбина", "Анастасия", "Ангелина", "Анна", "Антонина", "Валентина", "Варвара", "Василиса", "Вера", "Вероника", "Виктория", "Галина", "Гульнара", "Дарья", "Диана", "Дина", "Евгения", "Евдокия", "Екатерина", "Елена", "Елизавета", "Есения", "Жанна", "Зарина", "Зинаида", "Злата", "Зоя", "Инга", "Инна", "Ираида", "Ирина", "Карина", "Кира", "Клавдия", "Ксения", "Лада", "Лариса", "Лейла", "Лидия", "Лилия", "Любовь", "Людмила", "Майя", "Маргарита", "Марина", "Мария", "Милана", "Мирослава", "Надежда", "Наталья", "Нина", "Нонна", "Оксана", "Олеся", "Ольга", "Полина", "Раиса", "Регина", "Рената", "Римма", "Роза", "Светлана", "Серафима", "Снежана", "София", "Таисия", "Тамара", "Татьяна", "Ульяна", "Фаина", "Эвелина", "Элеонора", "Эльвира", "Эмма", "Юлия", "Яна", "Ярослава", "Айгуль", "Алсу", "Асель", "Венера", "Динара", "Земфира", "Камила", "Мадина", "Нино", "Седа", "Тамила", "Зульфия", "Карине"]  # fmt: skip
NICKS = (
    ("Саня", "Сане"), ("Димон", "Димону"), ("Лёха", "Лёхе"), ("Вовчик", "Вовчику"), ("Серёга", "Серёге"), ("Толян", "Толяну"), ("Катюха", "Катюхе"),
    ("Настя", "Насте"), ("Юлька", "Юльке"), ("Михалыч", "Михалычу"), ("Петрович", "Петровичу"), ("Женёк", "Женьку"), ("Маринка", "Маринке"), ("Стасик", "Стасику"),
)  # fmt: skip
# Stems of surnames; the second tuple is used for the dev part only.
STEMS = (
    (
        [
            "Иван",
            "Петр",
            "Сидор",
            "Кузнец",
            "Смирн",
            "Волк",
            "Соколов",
            "Лебед",
            "Морозов",
            "Новик",
            "Фёдор",
            "Козл",
            "Степан",
            "Никола",
            "Орл",
            "Захар",
            "Рожк",
            "Бобр",
            "Сорок",
            "Гусь",
            "Мельник",
            "Крюк",
            "Журавл",
            "Щерб",
            "Полуэкт",
            "Тетер",
            "Заболотн",
            "Варламч",
            "Кострик",
            "Чемодан",
            "Бездомн",
            "Шабур",
            "Хомут",
            "Рукавишник",
            "Овсян",
            "Колоколь",
            "Синебрюх",
            "Голубк",
            "Чернух",
            "Лягуш",
            "Перепел",
            "Самовар",
            "Подкоп",
            "Буерак",
            "Ветрогон",
            "Сухобок",
            "Жеребц",
            "Курганн",
            "Одинц",
        ]
    ),
    (
        [
            "Запруд",
            "Вьюг",
            "Топорк",
            "Горлиц",
            "Ряб",
            "Снегирь",
            "Ковыл",
            "Репь",
            "Осок",
            "Бурьян",
            "Лопух",
            "Сизокрыл",
            "Ельник",
            "Брусник",
            "Черемух",
            "Пыжик",
            "Чугун",
            "Бархат",
            "Сукон",
            "Полозк",
            "Оглобл",
            "Коромысл",
            "Веретенник",
            "Горшк",
            "Рогож",
            "Бочар",
            "Кожемяк",
            "Лапот",
            "Ухват",
            "Половник",
            "Скребк",
            "Чеботарь",
            "Хворост",
            "Долгополь",
            "Белобок",
            "Криворуч",
            "Нагорн",
            "Подлесн",
            "Заречн",
            "Приозерь",
            "Тихомол",
            "Быстрореч",
        ]
    ),
)
_STRAIGHT = {
    "m": (["Кравченко", "Шевчук", "Ткачук", "Бондарь", "Мельник", "Волк", "Соловей", "Жук", "Оганесян", "Мкртчян", "Джапаридзе", "Кикнадзе", "Саакашвили", "Ким", "Пак", "Цой", "Ли", "Нгуен", "Шмидт", "Вайс", "Гольдберг", "Рабинович", "Ковальчук", "Панасюк", "Гончар", "Сорока", "Черных", "Седых", "Долгих", "Дурново", "Живаго", "Белый", "Толстой", "Бережной", "Крутой", "Абрамян", "Хачатурян", "Лурье", "Дубовик", "Шпак", "Савчук", "Юхно", "Сушко"]),
    "f": (["Кравченко", "Шевчук", "Ткачук", "Бондарь", "Мельник", "Волк", "Соловей", "Жук", "Оганесян", "Мкртчян", "Джапаридзе", "Кикнадзе", "Ким", "Пак", "Цой", "Ли", "Нгуен", "Шмидт", "Вайс", "Гольдберг", "Рабинович", "Ковальчук", "Черных", "Седых", "Долгих", "Дурново", "Живаго", "Белая", "Толстая", "Бережная", "Крутая", "Абрамян", "Хачатурян", "Лурье", "Шпак", "Савчук", "Юхно", "Сушко"]),
}  # fmt: skip
_ETHNIC = [
    "Ахмет",
    "Хабибулл",
    "Гайфулл",
    "Мамед",
    "Алиев",
    "Сулейман",
    "Абдулл",
    "Нурмагомед",
    "Ибрагим",
    "Гали",
    "Зайнулл",
    "Кадыр",
    "Рахмон",
    "Юлдаш",
    "Каримов",
]
EN_FIRST = ["Odette", "Barnaby", "Clementine", "Dashiell", "Eudora", "Fitzgerald", "Gwendolyn", "Horatio", "Imogen", "Jasper", "Kerensa", "Leopold", "Marigold", "Nathaniel", "Ophelia", "Percival", "Quentin", "Rosalind", "Silas", "Tabitha", "Ulysses", "Verity", "Wilfred", "Xanthe", "Yolanda", "Zachary", "Aisha", "Bjorn", "Chidi", "Deepika", "Emeka", "Fatima", "Giovanni", "Hiroshi", "Ingrid", "Jorge", "Kwame", "Leila", "Mateo", "Nkechi", "Olga", "Priya", "Rajesh", "Siobhan", "Tomasz", "Uma", "Viktor", "Wei", "Yusuf", "Zainab", "James", "Mary", "Robert", "Linda", "Michael", "Emily", "Daniel", "Sophie"]  # fmt: skip
EN_LAST = ["Abernathy", "Blackwood", "Cartwright", "Dunmore", "Ellsworth", "Fairbanks", "Greengrass", "Hathersage", "Ironside", "Jessop", "Kettering", "Lockhart", "Merriman", "Nightingale", "Oakhurst", "Pennington", "Quillfoot", "Ravenscroft", "Standish", "Thistlewood", "Underhill", "Vandermeer", "Whitlock", "Yarrow", "Zellweger", "Okonkwo", "Banerjee", "Castellanos", "Dimitriou", "Eriksen", "Fujimoto", "Gutierrez", "Haddad", "Iyer", "Jankowski", "Kowalczyk", "Lindqvist", "Mwangi", "Nakamura", "Oyelaran", "Petrosyan", "Quispe", "Rahman", "Svensson", "Takahashi", "Smith", "Johnson", "Brown", "Taylor", "Wilson", "Evans"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Forms by case: given name, patronymic, surname."""

    female: bool
    given: dict[str, str]
    patronymic: dict[str, str]
    surname: dict[str, str]

    def write(self, shape: str, case: str) -> str:
        """fio, io, is (name surname), ins (name surname), si (Surname I. O.), iis (I. O. Surname), s, n."""
        given, middle, last = self.given[case], self.patronymic[case], self.surname[case]
        i, o = self.given["nom"][0], self.patronymic["nom"][0]
        return {
            "fio": f"{last} {given} {middle}", "io": f"{given} {middle}", "is": f"{given} {last}", "ins": f"{given} {last}",
            "si": f"{last} {i}. {o}.", "iis": f"{i}. {o}. {last}", "s": last, "n": given,
        }[shape]  # fmt: skip


def person(random: Random, part: int, female: bool | None = None) -> Person:
    """An invented person; `part` 0 for train, 1 for dev."""
    woman = random.random() < 0.5 if female is None else female
    given = random.choice(WOMEN if woman else MEN)
    return Person(woman, _given(given, woman), _patronymic(random.choice(MEN), woman), _surname(random, part, woman))


def _given(name: str, woman: bool) -> dict[str, str]:
    stem = name[:-1]
    if name.endswith(("ия",)):
        forms = (name, stem + "и", stem + "и", stem + "ю", stem + "ей", stem + "и")
    elif name.endswith("я"):
        forms = (name, stem + "и", stem + "е", stem + "ю", stem + "ей", stem + "е")
    elif name.endswith("а"):
        y = "и" if stem[-1] in "гкхжчшщ" else "ы"
        forms = (name, stem + y, stem + "е", stem + "у", stem + ("ей" if stem[-1] in "жчшщц" else "ой"), stem + "е")
    elif name == "Любовь":
        forms = (name, "Любови", "Любови", name, "Любовью", "Любови")
    elif woman or name.endswith(("о", "и", "у", "э")):
        forms = (name,) * 6
    elif name.endswith("ий"):
        forms = (name, stem + "я", stem + "ю", stem + "я", stem + "ем", stem + "и")
    elif name.endswith(("й", "ь")):
        forms = (name, stem + "я", stem + "ю", stem + "я", stem + "ем", stem + "е")
    elif name == "Павел":
        forms = ("Павел", "Павла", "Павлу", "Павла", "Павлом", "Павле")
    elif name == "Пётр":
        forms = ("Пётр", "Петра", "Петру", "Петра", "Петром", "Петре")
    else:
        forms = (name, name + "а", name + "у", name + "а", name + "ом", name + "е")
    return dict(zip(CASES, forms, strict=True))


def _patronymic(father: str, woman: bool) -> dict[str, str]:
    if father in ("Илья", "Никита", "Савва", "Кузьма"):
        base = father[:-1] + ("ин" if woman else "")
        stem = base + "ичн" if woman else father[:-1] + "ич"
    elif father.endswith("ий"):
        stem = father[:-2] + ("ьевн" if woman else "ьевич")
    elif father.endswith(("й", "ь")):
        stem = father[:-1] + ("евн" if woman else "евич")
    elif father == "Павел":
        stem = "Павловн" if woman else "Павлович"
    elif father == "Пётр":
        stem = "Петровн" if woman else "Петрович"
    elif father.endswith(("а", "о", "и", "у")):
        stem = father + ("евн" if woman else "евич")
    else:
        stem = father + ("овн" if woman else "ович")
    forms = ("а", "ы", "е", "у", "ой", "е") if woman else ("", "а", "у", "а", "ем", "е")
    return dict(zip(CASES, (stem + form for form in forms), strict=True))


def _surname(random: Random, part: int, woman: bool) -> dict[str, str]:
    kind = random.random()
    if kind < 0.22:
        return _straight(random.choice(_STRAIGHT["f" if woman else "m"]), woman)
    if kind < 0.34:
        stem = random.choice(_ETHNIC)
        base = stem if stem.endswith(("ов", "ев")) else stem + ("ин" if stem.endswith("лл") else "ов")
    else:
        stem = random.choice(STEMS[part])
        if kind < 0.44:
            stem = stem.rstrip("ьн")
            return _adjective(stem + random.choice(("ский", "евский", "овский")), woman)
        ending = random.choice(("ов", "ев", "ин", "ков", "цев", "ников")) if not stem.endswith(("ов", "ев")) else ""
        base = stem.rstrip("ь") + ending
    forms = ("а", "ой", "ой", "у", "ой", "ой") if woman else ("", "а", "у", "а", "ым", "е")
    return dict(zip(CASES, (base + form for form in forms), strict=True))


def _adjective(base: str, woman: bool) -> dict[str, str]:
    stem = base[:-2]
    forms = ("ая", "ой", "ой", "ую", "ой", "ой") if woman else ("ий", "ого", "ому", "ого", "им", "ом")
    return dict(zip(CASES, (stem + form for form in forms), strict=True))


def _straight(name: str, woman: bool) -> dict[str, str]:
    if name.endswith(("ый", "ой", "ий")):
        stem = name[:-2]
        forms = (name, stem + "ого", stem + "ому", stem + "ого", stem + "ым", stem + "ом")
    elif name.endswith("ая"):
        stem = name[:-2]
        forms = (name, stem + "ой", stem + "ой", stem + "ую", stem + "ой", stem + "ой")
    elif woman or name.endswith(("о", "их", "ых", "е", "и", "дзе")):
        forms = (name,) * 6
    elif name.endswith(("ь", "й")):
        forms = (name, name[:-1] + "я", name[:-1] + "ю", name[:-1] + "я", name[:-1] + "ем", name[:-1] + "е")
    elif name.endswith("а"):
        forms = (name, name[:-1] + "и", name[:-1] + "е", name[:-1] + "у", name[:-1] + "ой", name[:-1] + "е")
    else:
        forms = (name, name + "а", name + "у", name + "а", name + "ом", name + "е")
    return dict(zip(CASES, forms, strict=True))
