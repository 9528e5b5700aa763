"""Passwords that stand apart from the word for them, or have none."""

import re

import pytest

from redactor.recognizers.secrets import find_secrets

TOLD = """
Marta's mailbox was reset. Tell her she can get in with [[Harbour-Tulip-62]].
Old one was leaked, so from Monday the Zoom rooms use [[qz81-vexil]] instead.
We changed the wifi yesterday. It's [[sardine&biscuit9]] now.
I think someone guessed my password. I had it as [[ilovewillow2011]] everywhere.
Please rotate it: the bot still authenticates with [[b7Qm2xT9wLp4ZsV8]].
Boot the kiosk, hit F2, log in, and it wants a word: [[tangerine_moon3]].
The padlock on the shed opens with [[4827]], please keep it to yourself.
With the new locks every door has six digits; ours are [[739104]].
Give the cleaner five digits for the alarm, [[66193]], and nothing else.
Роутер сбросили, теперь подключаться надо так: вводим [[kotofey2019]].
Учётку разблокировали и задали [[Zima!2026q]], смените при входе.
доступ к кассе: мой логин, а дальше [[9182kassa]]
на рутере написано admin/[[zte521-kh]], но не пускает
Пароль новый, его я не помню, кажется, [[kama_basin-77]], но лучше уточните.
Let me into the router. I tried [[admin1234]], no luck.
New starter wifi: network Guest-2, [[pinecone88]].
Locked out again. It used to accept [[bluebell1984]] but not since the update.
Скажи ей, пусть заходит под finance, [[Ledger_44x]], пока не выдали свою.
It asks me to log in again and again. You sent «[[granit7gneis]]», is it valid?
и ещё пароль от аналитики поменяйте, [[polka2025polka]] это позор
Прислали конверт с пином, там [[3918]], активируйте карту.
Новый пин-код прислали в конверте, [[0652]], я его уже поменял.
"""
NONE = """
Log in to the portal with Office365 and open report Q3-2026.
After the reset we use Postgres16 on srv-db-02, release 2.14.0+7f3a9c1 is out.
The router was replaced, its serial is told in AB-77120-4, see ticket httpx#3215.
The alarm rang twice, 4471 units were moved, the door is 2100 mm high.
The door sensor shows error code 5031, the keypad is dark.
Reset the board: ESP32-WROOM-32, the VPN uses AES-256-GCM, the other side still has 3DES-CBC.
Log in to the portal, then open form W-8BEN-E and Schedule-K1.
The safe weighs 180 kg, and the combination of price and quality was unbeatable in 2026.
The bank account was opened in branch 4471 on 12-11-2026.
После сброса сервера используем Windows11 и машину srv-1c-02, заявка ЗВ-4471.
Домофон не работает, заявка 5519, мастер придёт в 14:30.
Замки заказали там: 4500 рублей за штуку, доставка 12-11-2026.
Сеть подняли, теперь пинг 15мс и 200мбит, камера стоит на 2560x1440.
"""


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_a_value_that_a_turn_of_speech_hands_over_is_a_secret(line: str) -> None:
    text = re.sub(r"\[\[(.*?)\]\]", r"\1", line)
    wanted = re.findall(r"\[\[(.*?)\]\]", line)
    assert [text[one.start : one.end] for one in find_secrets(text)] == wanted


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_machines_releases_and_amounts_near_a_way_in_are_none(text: str) -> None:
    assert find_secrets(text) == []


def test_a_value_without_a_way_into_anything_is_none() -> None:
    assert find_secrets("The seedlings we use now are Harbour-Tulip-62, planted in May.") == []


def test_a_paragraph_ends_what_was_said_of_a_password() -> None:
    assert find_secrets("Her mailbox was reset.\n\nFor the border we use Harbour-Tulip-62.") == []


def test_names_in_code_beside_a_word_for_a_password_are_none() -> None:
    assert find_secrets("check the password\nif not isinstance(key, Ed25519PrivateKey): raise") == []
