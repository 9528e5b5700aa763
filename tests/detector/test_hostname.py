"""Host names in one spelling, and the bounded guess about unlisted hosts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.hostname import has_keyword, looks_like_ai, plain_host, registrable, split_address


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ChatGPT.com", "chatgpt.com"),
        ("chatgpt.com.", "chatgpt.com"),
        ("chatgpt.com:443", "chatgpt.com"),
        ("chatgpt.com:", "chatgpt.com"),
        ("CHATGPT.COM.:8443", "chatgpt.com"),
        ("ｃｈａｔｇｐｔ。com", "chatgpt.com"),
        ("гигачат.рф", "xn--80aahay7d7a.xn--p1ai"),
        ("  claude.ai \n", "claude.ai"),
        ("127.0.0.1", ""),
        ("[::1]:443", ""),
        ("localhost", ""),
        ("-bad-.example", ""),
        ("a..b", ""),
        ("x" * 254 + ".com", ""),
        ("бед..рф", ""),
        ("", ""),
    ],
)
def test_a_host_has_one_spelling(text: str, plain: str) -> None:
    assert plain_host(text) == plain


@pytest.mark.parametrize(
    ("line", "host", "path"),
    [
        ("x.com/i/grok", "x.com", "/i/grok"),
        ("https://user:secret@chatgpt.com:8443/c/1?q=private#part", "chatgpt.com", "/c/1"),
        ("chatgpt.com", "chatgpt.com", ""),
        ("chatgpt.com?q=1", "chatgpt.com", ""),
        ("wss://chatgpt.com/ws", "chatgpt.com", "/ws"),
    ],
)
def test_an_address_gives_host_and_path_without_the_query(line: str, host: str, path: str) -> None:
    assert split_address(line) == (host, path)


@pytest.mark.parametrize(
    ("host", "name"),
    [("a.b.example.com", "example.com"), ("chat.example.co.uk", "example.co.uk"), ("shop.com.ru", "shop.com.ru")],
)
def test_the_registered_name(host: str, name: str) -> None:
    assert registrable(host) == name


@pytest.mark.parametrize(
    "host",
    [
        "newtool.ai", "www.newtool.ai", "chat-gpt.ru", "gpt-4-free.example", "my-llm.io", "super-ai.com",
        "freegpt.xyz", "moscowgpt.ru", "neiroset-online.ru", "neyrokot.ru", "aivideogen.com", "bestdeepfake.com",
        "yourchatbot.io", "aitattoogenerator.fun", "aisongmaker.io", "exammakerai.com", "handtextai.com",
        "mybestaichat.org", "imagetotext.info", "photo2video.app", "neurofoto.ru", "neuro-text.com", "gptdiplom.ru",
        "heygen-rus.ru", "qwen3.su", "nano-banana-pro.ru", "open-openrouter.ru", "neuro-yurist.ru", "myassistantai.com",
        "getchatgpt.ru", "sunoai.ru", "claude-bot.su", "easyneuro.ru", "neuroslav.ru", "diplomai.ru", "ai-urist.ru",
        "referatbot.ru", "gptchat.example",
        plain_host("нейросеть-онлайн.рф"), plain_host("нейрофото.рф"), plain_host("мой-гпт.рф"),
        plain_host("чатгптонлайн.рф"), plain_host("рефератбот.рф"), plain_host("мосгпт.рф"),
    ],
)  # fmt: skip
def test_an_unlisted_host_that_names_ai_is_guessed(host: str) -> None:
    assert looks_like_ai(host)


@pytest.mark.parametrize(
    "host",
    [
        "claude.ai.evil.example", "chatgpt.com.evil.ru", "notclaude.ai.example.com", "visualstudio.com", "rockyou.com",
        "egpt.com", "gpt.example.com", "x5.ai", "tinkoff.ai", "mail.ru", "rain.com", "openaide.org", "llmatch.com",
        "air.com", "hentai.io", "neirohirurg.ru", "neuropsychology.org", "aircraft-parts.ru", "craigconnects.org",
        "xn--.example", "xn--zz--zz.ru", plain_host("нейрохирург.рф"), plain_host("аист.рф"), plain_host("робот.рф"),
        "ai.example.com", plain_host("сhatgpt.com"), "notchatgpt.com", "freechatgpt.xyz",
        "dubai.ae", "visitmumbai.in", "hyundai.com", "shanghai.cn", "bonsai.example", "samurai.example",
        "taichi.example", "aimer.example", "airwork.example", "aidcode.example", "copyai.example", "novelai.example",
        "characterai.example", "neuroarthritis.com", "neurocongress.ru", "neurology.su", "gptplanet.com", "gptoys.gr",
        "neuro-hirurg.ru", "center-neuro.ru", "heygen.example", "qwen-chat.example", "banana-nano.example",
        "neuroyoga.ru", "myneurologist.ru", "neuron.su", "claudette.ru", "sunobot.example", "photobot.ru", "flux.ru",
    ],
)  # fmt: skip
def test_look_alikes_and_ordinary_hosts_are_not(host: str) -> None:
    assert not looks_like_ai(host)


@pytest.mark.parametrize("name", ["Consider this", "Poem maker", "Cheaper flights", "Considered", ""])
def test_a_name_that_only_contains_a_word_is_ordinary(name: str) -> None:
    assert not has_keyword(name)


def test_a_whole_word_in_a_name_is_telling() -> None:
    assert has_keyword("Free ChatGPT for everyone")


@given(st.text(max_size=80))
def test_any_text_is_a_host_or_nothing(text: str) -> None:
    plain = plain_host(text)
    assert plain == "" or (plain == plain.lower() and plain.isascii() and plain_host(plain) == plain)
    split_address(text)
