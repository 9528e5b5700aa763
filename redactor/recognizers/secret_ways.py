"""Words that hand a password over, and words for what it opens. Pure data."""

_SURE = """
with use uses used using reuse reuses accept accepted accepting have has keep kept rejects reject rejected must it's
it’s its ones one's one’s enter enters entered type typed types typing put tried try takes take accepts want wants
chose picked gave keeps left either exactly still now then default said password pass code key word phrase everyone
swap там вот он она теперь дальше далее свой свои стоит всех одном помню просит принимает кажется вроде maybe
probably namely
"""
_SURE_PAIRS = """
i think|i believe|а именно|it is|ours are|set to|reset to|back to|should be|to be|must be|phrase is|it as|shared one
instead of|сидят под|сижу под|было же|то есть|вход с
"""
_SURE_STEMS = """
берет берёт бер попроб подход подош стоял остал ставлю ставишь отверг ввож ввод введ ввел ввёл ввест набер набир
набра вбей вбив новый новая новое старый старая старого прежн временн задал постав ставил использ возьм берит выдал
дал прислал сказал написа пиш
"""
_WEAK = """
as is are was be just to says value by called reads and or сейчас был было была были под через по это как на с и
"""
_DIALLED = """
with takes take enter type typed punch dial digits code combination lock's lock’s use be are default swipe to left
there там вводим вводите набирайте тревоги открывается плюс сервисным мой на по кодом шифр комбинация комбинации
комбинацией набери наберите набрать введите ввожу
"""


def _pairs(rows: str) -> frozenset[str]:
    return frozenset(rows.strip().replace("\n", "|").split("|"))


# The last word, or the last two, before a value; after a sure one any thing with an account is near enough.
SURE = frozenset(_SURE.split())
SURE_PAIRS = _pairs(_SURE_PAIRS)
SURE_STEMS = tuple(_SURE_STEMS.split())
WEAK = frozenset(_WEAK.split())
# The same before digits that are entered.
DIALLED = frozenset(_DIALLED.split())
DIALLED_PAIRS = frozenset({"code is", "code was", "door is", "entry is", "gate is", "passcode is", "punch in"})
LOGINS = ("admin", "root", "guest", "админ", "user")
# Words around a value, in small letters, as patterns of whole words.
SECRETS = (
    r"passw(?:or)?ds?|passcodes?|passphrases?|pwd|creds|credentials|pins?|log[- ]?ins?|secret|token|парол\w*|пин\w*"
    r"|логин\w*|уч[её]тк\w*|кодово\w+|шифр\w*|токен\w*|креды"
)
WAYS = (
    r"log(?:s|ged|ging)?[ ](?:in|on|into)|sign(?:s|ed|ing)?[ ](?:in|into)|gets?[ ]in|getting[ ]in|wi-?fi|router|vpn"
    r"|mailbox|portal|rotate[ds]?|authenticat\w*|encrypted|protected|root|sudo|zip|admin\w*|leaked|hacked|reset|locked"
    r"|staging|вай-?фа\w*|s?ftp|фтп|роутер\w*|рутер\w*|во(?:йти|йду|йдите)|вход\w*|заход\w+|за(?:йти|йдите|йди)|уч[её]тн\w+"
    r"|доступ\w*|админк\w*|разблокир\w*|логин(?:ишься|итесь|ься)|авториз\w+|подключ\w*|архив\w*|заблокир\w*|сброс\w*"
    r"|впн"
)
THINGS = (
    r"accounts?|e?mail|inbox|laptop|computer|phone|tablet|keyboard|network|zoom|server|system|app|website|printer|nas"
    r"|backup|webhook|bot|device|bank|dropbox|netflix|bitlocker|kiosk|ssid|sites?|box|excel|outlook|spreadsheet|cloud"
    r"|camera|machine|аккаунт\w*|почт\w*|ноутбук\w*|компьютер\w*|комп\w{0,2}|телефон\w*|планшет\w*|сет[ьи]"
    r"|клавиатур\w*|облак\w*|флешк\w*|камер\w*|касс[аеуы]|сервер\w*|сайт\w*|принтер\w*|кабинет\w*|программ\w*"
    r"|систем\w*|бот\w{0,2}|банк\w{0,3}|терминал\w*|удал[её]нк\w*|ноут\w{0,2}|проектор\w*|форм[уеаы]|автоматизаци\w+"
    r"|бухгалтери\w+"
)
LOCKS = (
    r"padlock|locks?|unlock\w*|safe|alarm|keypad|gate|door|vault|passcode|pins?|tablet|screen|entrance|intercom"
    r"|voicemail|swipe|locker|combination|activation|backup[ ]code|шифр\w*|сейф\w*|замо?к\w*|калитк\w*|ворот\w*"
    r"|домофон\w*|сигнализаци\w*|чемодан\w*|пин\w*|ячейк\w*|комбинаци\w*|кодов\w+|активаци\w+|ключниц\w*|шкафчик\w*"
    r"|терминал\w*|двер\w{1,2}|спрашивает[ ]код|подъезд\w*"
)
