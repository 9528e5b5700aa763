"""People, firms and ordinary values in tables, CSV, JSON, YAML, SQL, XML, code, logs and lists."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from redactor.cases import Case
from redactor.names.training_cyrillic.fill import Example, Filler

_COLUMNS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("ФИО", "Сотрудник", "Имя", "Клиент", "Покупатель", "Ответственный", "Пациент", "Студент", "Менеджер", "Водитель",
      "fio", "name", "full_name", "client", "manager", "author", "owner", "assignee", "employee", "Фамилия И.О.",
      "контакт", "Исполнитель", "Автор", "responsible", "customer_name", "Участник", "Получатель", "Тренер", "Мастер",
      "Врач", "Педагог", "Кассир", "Дежурный", "Заявитель", "Истец", "Прораб", "Наставник", "Куратор", "Собственник",
      "Жилец", "Абонент", "Экспедитор", "Пасечник", "Опекун", "Преподаватель", "Агент", "Гость", "Игрок", "Бригадир",
      "Кандидат", "Агроном", "Экипаж", "Руководитель", "кто", "Фамилия, имя"), "person"),
    (("фамилия", "Фамилия", "surname", "last_name", "family"), "family"),
    (("имя", "Имя", "first_name", "given"), "given"),
    (("отчество", "Отчество", "middle_name", "patronymic"), "middle"),
    (("Организация", "Компания", "Контрагент", "Поставщик", "Заказчик", "Работодатель", "company", "org", "customer",
      "supplier", "vendor", "Место работы", "Плательщик", "partner", "Грузополучатель"), "firm"),
    (("Телефон", "тел.", "phone", "Моб."), "phone"),
    (("E-mail", "email", "почта", "Эл. почта"), "email"),
    (("Должность", "position", "role", "должность"), "job"),
    (("Отдел", "Подразделение", "dept", "department"), "dept"),
    (("Город", "city", "Регион"), "city"),
    (("Адрес", "address", "Адрес доставки"), "address"),
    (("Товар", "Наименование", "product", "item", "title", "Позиция", "Номенклатура"), "goods"),
    (("Проект", "Тема", "Продукт", "Система", "project", "subject", "product", "Документ"), "thing"),
    (("Сумма", "Цена", "amount", "price", "Оклад"), "money"),
    (("Дата", "date", "created", "Срок"), "date"),
    (("№", "id", "Код", "Кол-во", "qty", "Артикул", "num"), "number"),
    (("Статус", "status", "Комментарий", "Примечание", "note", "state"), "note"),
    (("Наименование", "Раздел", "Вид работ", "Показатель", "Материал", "kind", "type", "tag", "Название"), "words"),
    (("Анализ", "Препарат", "Модуль", "Вещество", "Показатель"), "term"),
    (("Логин", "login", "user", "username"), "login"),
)  # fmt: skip
_LABELS = {"person": "PER", "family": "PER", "given": "PER", "middle": "PER", "firm": "ORG", "city": "LOC",
           "address": "ADR"}  # fmt: skip
_STYLES = ("fio", "fio", "fio", "ini", "ini0", "fi", "if", "f", "ini1", "inif", "i", "io", "if1", "bare", "east", "dim",
           "ini2", "far")  # fmt: skip
_ASKS = (
    "Приведи к единому виду", "Посчитай итоги", "Сделай таблицу", "Проверь на дубли", "Отсортируй по дате",
    "Переведи в JSON", "Переведи заголовки на английский", "Найди ошибку", "Исправь синтаксис", "Сделай сводку",
    "Что не так с этим файлом?", "Добавь колонку", "Сгруппируй по отделам", "Проверь формат", "почини json",
    "Нужен запрос для такой таблицы", "Объясни, что здесь происходит", "Выгрузка из 1С, почисти", "Лог за вчера",
    "Распредели по менеджерам", "Список на пропуск", "Данные из CRM", "Заполни шаблон письма по строкам",
)  # fmt: skip


class _Written:
    """Text that remembers its spans as it grows."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[tuple[int, int, str]] = []

    def add(self, text: str, label: str = "") -> None:
        if label and text:
            self.spans.append((len(self.text), len(self.text) + len(text), label))
        self.text += text


@dataclass(slots=True)
class Records:
    """Writes records in one of the usual forms."""

    filler: Filler
    random: Random

    def example(self) -> Example:
        """One prompt with data."""
        kinds = self.random.sample(_COLUMNS, self.random.randint(2, 6))
        if not any(kind in ("person", "family", "firm") for _, kind in kinds) and self.random.random() < 0.7:
            kinds[0] = _COLUMNS[0] if self.random.random() < 0.75 else _COLUMNS[4]
        self.random.shuffle(kinds)
        columns = [(self.random.choice(names), kind) for names, kind in kinds]
        style = self.random.choice(_STYLES)
        rows = [[self._labelled(kind, style) for _, kind in columns] for _ in range(self.random.randint(1, 7))]
        out = _Written()
        if self.random.random() < 0.7:
            out.add(self.random.choice(_ASKS) + self.random.choice((":\n", "\n", ".\n", ":\n\n")))
        self.random.choice(self._forms())(out, [name for name, _ in columns], rows)
        if self.random.random() < 0.3:
            out.add("\n" + self.random.choice(_ASKS))
        return Example(out.text, tuple(out.spans))

    def _forms(self) -> tuple[Callable[[_Written, Sequence[str], Sequence[Sequence[tuple[str, str]]]], None], ...]:
        return (self._table, self._table, self._table, self._json, self._yaml, self._sql, self._xml, self._form,
                self._list, self._log, self._code)  # fmt: skip

    def _labelled(self, kind: str, style: str) -> tuple[str, str]:
        """A cell and its label; now and then nobody is named where somebody should be."""
        if kind in ("person", "firm") and self.random.random() < 0.06:
            kind = self.random.choice(("note", "job", "words", "empty", "term"))
        return self._cell(kind, style), _LABELS.get(kind, "")

    def _cell(self, kind: str, style: str) -> str:
        filler = self.filler
        if kind in ("person", "family", "given", "middle"):
            person = filler.people.person()
            return person.written(Case.NOMINATIVE, {"person": style, "family": "f", "given": "i", "middle": "o"}[kind])
        if kind == "firm":
            return filler.firm().written(Case.NOMINATIVE, self.random.choice(("", "", "bare", "legal")), self.random)
        simple: dict[str, Callable[[], str]] = {
            "phone": filler.phone, "email": filler.email, "address": filler.addresses.address, "thing": filler.thing,
            "money": filler.money, "date": filler.date, "number": filler.number, "login": filler.login,
            "city": lambda: filler.fill("{city.nom}").text, "term": lambda: filler.fill("{T}").text,
            "empty": lambda: self.random.choice(("—", "-", "нет", "не назначен", "вакансия", "тест", "уточняется")),
        }  # fmt: skip
        if kind in simple and kind != "words":
            return simple[kind]()
        value = filler.words() if kind == "words" else self.random.choice(filler.values[kind])
        return value[0].upper() + value[1:] if self.random.random() < 0.7 else value

    def _table(self, out: _Written, names: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        edge, sign = self.random.choice((("", "\t"), ("", ";"), ("", ","), ("| ", " | "), ("", " | "), ("", "; "),
                                         ("|", "|"), ("", "   ")))  # fmt: skip
        tail = edge.strip() and f" {edge.strip()}"
        if self.random.random() < 0.7:
            out.add(edge + sign.join(names) + tail + "\n")
            if edge:
                out.add("|" + "---|" * len(names) + "\n")
        numbered = self.random.random() < 0.2
        for number, row in enumerate(rows, 1):
            out.add(edge + (f"{number}{sign}" if numbered else ""))
            for at, (value, label) in enumerate(row):
                out.add(sign if at else "")
                quote = '"' if sign in ",;" and self.random.random() < 0.15 else ""
                out.add(quote)
                out.add(value, label)
                out.add(quote)
            out.add(tail + "\n")

    def _json(self, out: _Written, names: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        gap = self.random.choice(("", "\n  "))
        out.add("[" if len(rows) > 1 else "")
        for number, row in enumerate(rows):
            out.add(("," + gap if number else "") + "{")
            for at, (value, label) in enumerate(row):
                out.add(
                    (", " if at else "")
                    + gap * bool(self.random.random() < 0.5)
                    + json.dumps(names[at], ensure_ascii=False)
                    + ": "
                )
                out.add('"')
                out.add(value.replace('"', "'"), label)
                out.add('"')
            out.add("}")
        out.add("]" if len(rows) > 1 else "")

    def _yaml(self, out: _Written, names: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        quote = self.random.choice(("", "", '"', "'"))
        for row in rows:
            for at, (value, label) in enumerate(row):
                out.add(("- " if not at else "  ") + f"{names[at]}: {quote}")
                out.add(value, label)
                out.add(f"{quote}\n")

    def _sql(self, out: _Written, names: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        table = self.random.choice(("clients", "staff", "orders", "users", "kadry", "contacts"))
        columns = ", ".join(f"col{at}" if not name.isascii() else name for at, name in enumerate(names))
        out.add(f"INSERT INTO {table} ({columns}) VALUES\n")
        for number, row in enumerate(rows):
            out.add(",\n(" if number else "(")
            for at, (value, label) in enumerate(row):
                out.add(", '" if at else "'")
                out.add(value, label)
                out.add("'")
            out.add(")")
        out.add(";")

    def _xml(self, out: _Written, names: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        for row in rows:
            out.add("<row>")
            for at, (value, label) in enumerate(row):
                tag = names[at].split(" ")[0].strip(".№") or "id"
                out.add(f"<{tag}>")
                out.add(value, label)
                out.add(f"</{tag}>")
            out.add("</row>\n")

    def _form(self, out: _Written, names: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        sign = self.random.choice((": ", " - ", ":\n", " — ", ":"))
        for row in rows[:2]:
            for at, (value, label) in enumerate(row):
                out.add(names[at] + sign)
                out.add(value, label)
                out.add(self.random.choice(("\n", "\n", ", ", "; ")))
            out.add("\n")

    def _list(self, out: _Written, names: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        mark = self.random.choice(("- ", "• ", "* ", "{}. ", "{}) ", ""))
        sign = self.random.choice((", ", " — ", " - ", ", ", " "))
        for number, row in enumerate(rows, 1):
            out.add(mark.format(number))
            for at, (value, label) in enumerate(row):
                out.add(sign if at else "")
                out.add(value, label)
            out.add(self.random.choice(("\n", "\n", ";\n")))

    def _log(self, out: _Written, names: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        level = ("INFO", "WARN", "ERROR", "DEBUG")
        for row in rows:
            out.add(f"{self.filler.date()} {self.filler.time()} {self.random.choice(level)} ")
            for at, (value, label) in enumerate(row):
                quote = self.random.choice(('"', "", "'"))
                out.add((" " if at else "") + names[at].replace(" ", "_") + "=" + quote)
                out.add(value, label)
                out.add(quote)
            out.add("\n")

    def _code(self, out: _Written, names: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        variable = self.random.choice(("user", "row", "client", "d", "order"))
        quote = self.random.choice(('"', "'"))
        for row in rows[:3]:
            for at, (value, label) in enumerate(row):
                key = names[at] if names[at].isascii() else f"f{at}"
                places = (f"{variable}.{key} = ", f"{variable}[{quote}{names[at]}{quote}] = ", f"{key}=")
                out.add(self.random.choice(places) + quote)
                out.add(value, label)
                out.add(quote + "\n")
