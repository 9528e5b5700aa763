"""Russian firms without a legal form, by the trade in their name. Pure.

«Байкал-Автоматика», «Сибпромкомплект», «кубань агро»: firms are called by a place or a fancy and by what they do,
unless the words before the quotes say that it is a novel, a tariff or a project.
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.page import Page
from redactor.word_lists import word_list

_CASE = r"(?:ами|ах|ам|ов|ом|ем|ой|а|у|е|ы|и|ю|я)?"
# Ends of names: what firms do.
_TRADES = (
    r"(?:агро|строй|стро|пром|торг|сервис|снаб|трейд(?:инг)?|транс|логистик|инвест|энерго|энерджи|нефть|нефт|газ|хим"
    r"|маш|мед"
    r"|фарм|тех|техник|автоматик|авто|сталь|стал|металл|лес|зерн|продукт|монтаж|ремонт|комплект|проект|телеком|софт"
    r"|групп"
    r"|холдинг|мебель|пласт|бетон|кран|груз|хлеб|ойл|экспресс|маркет|опт|банк|финанс|капитал|девелопмент"
    r"|консалт(?:инг)?"
    r"|медиа|дизайн|принт|текстиль|трикотаж|электро|прибор|рыбхоз|верфь|верф|флот|карго|ресурс|материал|индустри"
    r"|констракшн|инжиниринг|системс)"
)
# Of these, those that end a single word that is no other: «Донрыбснаб», not «Геркулес».
_SURE_TRADES = (
    r"(?:агро|строй|стро|пром|торг|сервис|снаб|трейд(?:инг)?|транс|логистик|инвест|энерго|нефть|газ|маш|автоматик"
    r"|авто|металл"
    r"|зерно|продукт|монтаж|ремонт|комплект|проект|телеком|софт|групп|холдинг|пласт|маркет|банк|финанс|капитал"
    r"|рыбхоз|флот)"
)
# And those that are no words by themselves: «Тихий Дон Логистик», not «Починить кран».
_APART_TRADES = (
    r"(?:агро|строй|пром|торг|снаб|трейд(?:инг)?|транс|логистик|инвест|энерго|групп|холдинг|ойл|карго|девелопмент"
    r"|консалт"
    r"|телеком|фарм|экспресс|маркет|финанс|капитал|сервис|плюс|текстиль|инжиниринг|констракшн)"
)
_NAMED_BY_TRADE = re.compile(
    rf"[«\"“„](?:(?:[А-ЯЁ][А-ЯЁа-яё]*[ -]){{1,3}}?(?i:(?:(?<=-)[а-яё]*{_TRADES}|(?<= )(?:[а-яё]{{3,}}{_SURE_TRADES}"
    rf"|{_APART_TRADES}))"
    rf"{_CASE})|[А-ЯЁ](?i:[а-яё]{{2,12}}{_SURE_TRADES}{_CASE}))[»\"”“]"
)
_ENDS_WITH_TRADE = (
    rf"(?!микро|веб|нац|спец|гео|био|медиа|под|мега|супер|крипто|нео|гос|кибер|.*(?:браузер|групп[аыеу]))[а-яё]{{3,}}"
    rf"(?:(?!маш){_SURE_TRADES}|гарант|люкс|союз|реактив|моторс|метком|сбыт|упак|имп[еэ]кс|нефтехим|агрохим|фарм|опт)"
    r"|[а-яё]{5,}маш"
)
ENDS_WITH_TRADE = re.compile(rf"(?:{_ENDS_WITH_TRADE}){_CASE}")
"""A firm's name of one word, if the dictionary does not know it, in any letters: «волгахимснаб»."""
OF_TRADE = re.compile(rf"(?:{_ENDS_WITH_TRADE}|(?:агро|строй|пром|спец|техно|энерго|нефте|авто)[а-яё]{{4,}}){_CASE}")
"""One that begins with a trade, too, where a name is expected: «Агроленд»."""
# What follows the hyphen in a firm's name: its region, its trade.
_FIRMS_PART = (
    r"(?:юг|север|запад|восток|урал|волга?|дон|сибирь?|центр|сити|регион|поволжье?|кубань?|кавказ|кам|алтай|нев"
    r"|черноземье?|сервис|трейд|групп|холдинг|полимер|пласт|карго|маркет|мастер|проф|профи|эксперт|мед|дент"
    r"|дентал|фарм|мебель?|тар|лес|авто|моторс|строй|стро|пром|маш|нефть?|газ|агро|опт|торг|медиа|дизайн|принт|софт"
    r"|телеком|капитал|инвест|финанс|консалт|логистик|транс|экспресс|монтаж|сталь?|металл|бетон|хим|энерго|электро"
    r"|кабель?|климат|вент|терм|фуд|продукт|хлеб|барьер|фасад|снаб|ойл)"
)
_NO_FIRMS_PART = (
    r"(?:клиент|интернет|онлайн|мобайл|веб|бизнес|москва|премиум|мини|микро|супер|северо|юго|усть|верх|нью|санкт)"
)
FIRM_OF_TWO = re.compile(
    rf"(?!(?i:{_NO_FIRMS_PART})-)[А-ЯЁ][А-ЯЁа-яё]+-(?=[А-ЯЁ])(?i:{_FIRMS_PART}(?:{_CASE}|ью|ам[иы]?))"
)
"""Two capitals, the second a region or a trade: «Пласт-Полимер», «Дон-Тара»."""
_QUOTE = re.compile(r"[«\"“„](?=[А-ЯЁ])")
# Trades that are no words of the language, so that they need no quotes: after a space, and after a hyphen.
_SPOKEN = r"(?:агро|трейд|снаб|инвест|логистик(?![а-яё])|энерго|консалт|карго|девелопмент)"
_HYPHENED = rf"(?:{_SPOKEN}|строй|стро[яюе]|торг|пром|транс|техник|металл)"
_BY_TRADE = re.compile(rf"{_HYPHENED}(?:инг)?{_CASE}(?![\wё-])")
_BY_SPOKEN = re.compile(rf"{_SPOKEN}(?:инг)?{_CASE}(?![\wё-])")
_NAME_BEFORE = re.compile(r"(?<![\wё-])[а-яё]{3,16}[- ]\Z")
_NO_FIRM = word_list("no_firms") | word_list("products")
_THING = re.compile(
    r"роман|повест|рассказ|сказк|фильм|сериал|песн|альбом|книг|газет|журнал|стать|пьес|спектакл|опер[аыу]\b|игр[аыеу]\b"
    r"|тариф|акци|программ|проект|курс|отч[её]т|модул|систем|приложени|станци|метро|сорт|марк[аиу]|модел|чай\b|торт"
    r"|блюд"
    r"|салат|команд|рубрик|ваканси|услуг|пакет|опци|режим|раздел|вкладк|кнопк|пол[еяю]\b|статус|папк|файл|лист|документ"
    r"|форм[аыуе]\b|шаблон|тем[аыуе]\b|письм|номинаци|преми|конкурс|фестивал|мероприяти|праздник|недел|месяц|форум"
    r"|выставк"
    r"|корабл|судн|теплоход|барж|танкер|сухогруз|ледокол|траулер|паром|яхт|лайнер|буксир|поезд|ураган|тайфун|шторм"
    r"|плать|костюм|диван|кресл|коллекци|лошад|коров|кличк|лекарств|препарат|товар|позици|кат[её]р|слоган|лозунг|слов|фраз|текст|надпис|таблич"
    r"|ответ|вопрос|пункт|столб|колонк|график|стандарт|закон|указ|приказ|инструкц|план|стратеги|набор|меню|рецепт|улиц"
    r"|площад|парк|лагер|доклад|групп|чат|канал|тред|статья|билет|сбор"
)
# Houses of trade before a name without quotation marks: «агрофирма Золотой Колос», «автоцентр Форсаж».
_HOUSE = re.compile(
    r"(?:агрофирм|агрохолдинг|клиник|стоматологи|кондитерск|пекарн|кофейн|ресторан|кафе|автоцентр|автосалон|автосервис"
    r"|автошкол|турагентств|турфирм|ателье|типографи|барбершоп|птицефабрик|издательств|холдинг|студи|лесопилк|мебельн"
    r"|ветклиник|питомник|химчистк)[а-яё]{0,4} "
)
_UNQUOTED = re.compile(r"(?P<name>[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?(?: [А-ЯЁ][а-яё]{2,}){0,2})(?![\wё.])")
_TOWN_STEMS = frozenset(town[:-1] for town in word_list("towns"))
BEGINNINGS = {
    "trade-name": (_HYPHENED,),
    "house-of-trade": (_HOUSE.pattern,),
}


def find_firm_names(page: Page) -> Iterator[Finding]:
    """Firms by the trade in their name, and names after a house of trade."""
    yield from _by_trade(page)
    yield from _of_houses(page)
    if any(map(page.text.__contains__, '«"“„')):
        yield from _quoted(page)


def _by_trade(page: Page) -> Iterator[Finding]:
    """«азимут-строй», «кубань агро»."""
    for spot in page.marks("trade-name"):
        sign = page.low[spot.start - 1 : spot.start]
        trade = (_BY_TRADE if sign == "-" else _BY_SPOKEN).match(page.low, spot.start)
        before = _NAME_BEFORE.search(page.low, max(0, spot.start - 18), spot.start) if trade else None
        if trade is None or before is None or sign not in ("-", " ") or before.group()[:-1] in _NO_FIRM:
            continue
        if sign == "-" or not before.group()[:-1].endswith(("ый", "ой", "ий", "ая", "ое")):
            yield Finding("ORG", before.start(), trade.end(), 0.6, "firm-trade")


def _of_houses(page: Page) -> Iterator[Finding]:
    """«клиника Семейный Доктор»; «рестораны Казани» are many."""
    for spot in page.marks("house-of-trade"):
        house = _HOUSE.match(page.low, spot.start)
        name = _UNQUOTED.match(page.text, house.end()) if house is not None else None
        if name is not None and not {name["name"][:-1].lower(), name["name"].lower()} & _TOWN_STEMS:
            yield Finding("ORG", *name.span("name"), 0.55, "firm-house")


def _quoted(page: Page) -> Iterator[Finding]:
    """Quoted names with a trade in them."""
    text = page.text
    for quote in _QUOTE.finditer(text):
        match = _NAMED_BY_TRADE.match(text, quote.start())
        if match is not None and not _of_thing(page, match.start()):
            yield Finding("ORG", match.start(), match.end(), 0.6, "firm-trade")


def _of_thing(page: Page, start: int) -> bool:
    """Whether the word or two before quotes say that they hold the name of a thing."""
    return _THING.search(page.low, max(0, start - 24, page.low.rfind(".", 0, start) + 1), start) is not None
