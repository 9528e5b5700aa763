"""Host names: one spelling for each, and a bounded guess for hosts that nobody has listed. Pure."""

import re

_PORT = re.compile(r":\d{0,5}$")
_LABEL = re.compile(r"^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$")
_CYRILLIC = re.compile(r"[а-яё0-9-]+")
_ADDRESS = re.compile(r"^\d{1,3}(\.\d{1,3}){3}$|^\[")

# Second-level labels under which names are registered in many countries ("co.uk", "com.ru"); publicsuffix.org, 2026-11.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org", "msk", "spb", "in"})
# Words that name generative AI when they stand alone between hyphens.
_KEYWORDS = frozenset({
    "gpt", "chatgpt", "gpts", "gpt3", "gpt4", "gpt5", "llm", "llms", "genai", "chatbot", "openai", "deepseek",
    "gigachat", "yandexgpt", "midjourney", "stablediffusion", "neuroset", "neiroset", "neyroset", "neyroseti",
    "neiroseti", "nejroset",
})  # fmt: skip
# More words that count in a host's name: Russian ones, and one that is too common in the names of extensions.
_HOST_WORDS = _KEYWORDS | {"ai", "ии", "гпт", "чатгпт", "нейросеть", "нейросети", "гигачат"}
# Names written as one word, none of them with the name of a known service: that would be a look-alike. "neiro" and
# "нейро" but for medicine; "gpt" after three letters ("egpt" is none).
_JOINED_WORDS = re.compile(
    r"[a-z]{3}(?<!chat)gpt\d*$|^gpt(?:ai|api|bot|chat|free|hub|online|open|rus|text|write)"
    r"|^(?:n(?:ei|ey|ej|eu)roset|n(?:ei|ey|ej)ro(?!h|psi|log|fiz|med)|нейро(?!х|пси|лог|физ|мед)|(?:чат)?гпт)|(?:[а-я]гпт|джипити|(?:чат|диплом|реферат|текст)бот)$"
    # What such a service makes or does, after "ai" or before it; none of these words ends a usual name in "…ai".
    r"|^ai(?:account|agenc|agent|animat|anime|answer|art|assist|avatar|background|blog|book|bot|bypass|caption|career"
    r"|cartoon|character|chat|clip|clone|coach|code|coding|companion|content|cover|creat|dating|design|detect|document"
    r"|drawing|edit|email|enhanc|essay|excel|face|fashion|film|game|generat|girl|headshot|homework|human|icon|image"
    r"|infograph|interior|interview|invoic|kiss|lawyer|legal|letter|logo|lyric|magic|mail|maker|market|math|meet|meme"
    r"|model|movie|music|name|note|novel|paint|paper|photo|podcast|poem|portrait|post|present|prompt|quiz|quote|recipe"
    r"|remov|render|resume|rewrit|roleplay|room|sales|script|search|selfie|short|sketch|slide|social|song|speech|sticker"
    r"|stor(?:y|ies)|stud(?:y|io)|summar|tattoo|text|therap|tool|translat|travel|tutor|tweet|undetect|upscal|video|voice"
    r"|websit|word|writ)"
    r"|(?:agents?|animate|anime|answer|assistants?|avatar|blog|book|brain|brand|career|chat|checker|clip|clone|coach|code|comic"
    r"|content|creator|design|detect|docs|dream|editor|email|essay|excel|fashion|flow|game|generator|genius|girl"
    r"|guard|guide|health|humanize|icon|image|instant|interior|interview|labs|learn|legal|logo|lover?|magic|mail|maker"
    r"|market|meeting|model|movie|music|notes?|paper|photo|picture|pixel|podcast|poem|post|prompt|quick|quiz|rapid"
    r"|recipe|research|resume|room|sales|script|search|sketch|slides|smart|social|song|speak|speech|story|studio|study"
    r"|suite|summary|talk|tales|tattoo|text|therapy|tools?|translate|travel|tutor|tweet|video|vision|voice|wizard|words?"
    r"|works?|writer?|writing)ai$"
    r"|(?:aiagents?|chatai|genai|chatbots?|aichat|aibot|deepfake|faceswap)$"
    # What becomes of what ("imagetotext"); "neuro" with a product, never with medicine or science.
    r"|(?:text|txt|image|img|photo|speech|voice)(?:to|2)(?:text|image|img|video|speech|audio|music|voice)"
    r"|^neuro-?(?:agent|api|art(?!h)|assist|avatar|bot|box|card|chat|code|[ck]onsul|content|[ck]op[iy]|di[sz]a[iy]n|design"
    r"|diplom|draw|dub|fashion|film|generat|golos|gpt|holst|im(?:g|age)|kart|kursov|lawyer|logo|market|meet|model|music"
    r"|otvet|paint|(?:ph|f)oto|pomos|pre[sz]ent|print|referat|sales|seller|shop|slide|smm|song|sotrudnik|student|tattoo|text"
    r"|video|voice|writ|[jy]urist)"
)
# Under Russian names also what elsewhere is a look-alike, pays for clicks ("get paid to") or is too wide: fronts of
# foreign models, "neuro" but for medicine and science, the work of a student, a seller or a clerk beside "ai" or "gpt".
_RUSSIAN_WORDS = re.compile(
    r"^gpt|chatgpt|deepseek|elevenlabs|heygen|midjourney|nano-?banana|notebooklm|openrouter|qwen"
    r"|^(?:claude|copilot|dalle|flux|gemini|grok|kandinsk[iy]|kling|openai|perplexity|sora|suno|whisper)-?"
    r"(?:ai|api|app|art|bot|chat|free|music|neuro|online|pro|rus?|russia|video)$"
    r"|[a-z]neuro$|neuro-?(?=[a-z])(?!b(?:al|i)|c(?:ent|lin|og|on[fg])|derm|endo|f(?:a|i[tzs])|g(?:en|im)|[hk]|inf|l(?:ep|in|og)"
    r"|med|m[ou]r?[fs]|n|pat|ped|phys|ps[iy]|reab|rehab|s(?:ci|po|ur)|t(?:ech|er|on|r)|vi[ts]|y|z)"
    r"|^(?:ai|gpt|ii)-?(?:buh|diplom|dizain|esse|foto|gdz|hr|kart|konspekt|kopir|kursov|ozvuch|perevod|pesn|pomos|prezent|referat"
    r"|repetitor|rezume|school|seo|smm|sotrud|tekst|tovar|uchit|urist|urok|vrach|[jy]urist)"
    r"|(?:buh|diplom|dizain|esse|foto|gdz|kart|konspekt|kopir|kursov|ozvuch|perevod|prezent|referat|repetitor|rezume|tekst|tovar"
    r"|urist|[jy]urist)-?(?:ai|gpt|ii|neuro)$"
    r"|(?:gdz|kursov|referat|tekst)-?bot$"
)
_RUSSIAN_ENDS = frozenset({"ru", "su", "xn--p1ai"})
# Hosts under .ai that were looked at and are no AI services (review list of the benign sets, 2026-11).
_ORDINARY_AI_DOMAINS = frozenset({"x5.ai", "ukit.ai", "goup.ai", "meteum.ai", "etna.ai", "tinkoff.ai"})


def plain_host(text: str) -> str:
    """The host in lower case, ASCII (IDNA), without port and trailing dot; "" when it is no host name."""
    host = _PORT.sub("", text.strip().lower()).rstrip(".")
    if not host or len(host) > 253 or _ADDRESS.search(host):
        return ""
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.match(label) for label in labels):
        return ""
    return host


def split_address(text: str) -> tuple[str, str]:
    """Host and path of a line that may be a host, a host with a path, or a whole URL. The query is dropped."""
    rest = text.strip().partition("://")[2] or text.strip()
    rest = re.split(r"[?#]", rest, maxsplit=1)[0]
    authority, slash, path = rest.partition("/")
    return plain_host(authority.rpartition("@")[2]), slash + path


def registrable(host: str) -> str:
    """The name that somebody registered: "chat.example.co.uk" gives "example.co.uk". Approximate by design."""
    labels = host.split(".")
    deep = len(labels) > 2 and labels[-2] in _SECOND_LEVEL and (len(labels[-1]) == 2 or labels[-2] in ("msk", "spb"))
    return ".".join(labels[-3:] if deep else labels[-2:])


def has_keyword(name: str) -> bool:
    """Whether a name that a person sees holds a word of generative AI as a whole word."""
    return any(word in _KEYWORDS for word in re.findall(r"[a-z0-9]+", name.lower()))


def looks_like_ai(host: str) -> str:
    """The rule by which an unlisted host may be an AI service, or "". Never more than a hint.

    Bounded: only the registered name counts (so "claude.ai.evil.example" is nothing), and a keyword only as a whole
    word between hyphens (so "udio" is not in "visualstudio") or in one of a few joined forms ("aivideogen").
    """
    name = registrable(host)
    label = _readable(name.partition(".")[0])
    if any(word in _HOST_WORDS for word in label.split("-")) or _JOINED_WORDS.search(label):
        return "unlisted-keyword"
    if name.rpartition(".")[2] in _RUSSIAN_ENDS and _RUSSIAN_WORDS.search(label):
        return "unlisted-keyword"
    if name.endswith(".ai") and name.count(".") == 1 and name not in _ORDINARY_AI_DOMAINS:
        return "unlisted-ai-domain"
    return ""


def _readable(label: str) -> str:
    """A Cyrillic label as people write it: "xn--c1ayj" gives "гпт". A mixture of scripts stays as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        written = label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
    return written if _CYRILLIC.fullmatch(written) else label
