"""Every sentence with which the proxy refuses, in both languages. Pure.

A sentence says what is wrong and what to do next. {…} is filled in by the caller; nothing that a client wrote is.
"""

# ruff: noqa: E501 (a table: one refusal a line)

from collections.abc import Mapping

from policy.words import Text
from proxy.refusal import Refusal

# clause | HTTP status | Russian | English
_TABLE = """
host-missing|400|В запросе нет ровно одного заголовка Host. Проверьте клиент.|The request does not have exactly one Host header. Check the client.
host-foreign|421|Gnomon отвечает только на свой адрес на этом компьютере. Укажите в клиенте адрес из `gnomon status`.|Gnomon answers only to its own address on this computer. Use the address that `gnomon status` prints.
web-page|403|Запросы от веб-страниц не принимаются. Обратитесь из программы.|Requests from web pages are not accepted. Ask from a program.
path-unknown|404|Такого адреса у Gnomon нет. Базовый адрес для клиентов: http://127.0.0.1:ПОРТ/v1.|Gnomon has no such address. The base URL for clients is http://127.0.0.1:PORT/v1.
api-other|404|Этот раздел API (realtime, пакеты, ассистенты и подобное) через Gnomon не идёт: его текст здесь не проверить. Подойдут chat/completions, responses и messages.|This part of the API (realtime, batches, assistants and the like) does not pass through Gnomon: its text cannot be checked here. Use chat/completions, responses or messages.
method-wrong|405|Этот адрес принимает только {methods}. Проверьте клиент.|This address takes {methods} only. Check the client.
content-type|415|Этот адрес принимает {kind}. Исправьте заголовок Content-Type.|This address takes {kind}. Correct the Content-Type header.
token-wrong|401|Нет локального ключа или он неверен. Укажите в клиенте как API-ключ то, что печатает `gnomon token`.|The local key is missing or wrong. Give the client what `gnomon token` prints as its API key.
other-user|403|Эта защита принадлежит другому пользователю компьютера. Запустите Gnomon под своим именем.|This agent belongs to another user of this computer. Start Gnomon under your own name.
connections-many|429|Эта программа открыла слишком много соединений. Закройте лишние и повторите.|This program has opened too many connections. Close some and try again.
head-unreadable|400|Заголовок запроса нельзя прочесть однозначно. Проверьте клиент.|The head of the request cannot be read without doubt. Check the client.
head-large|431|Заголовков слишком много или они слишком длинные. Проверьте клиент.|The headers are too many or too long. Check the client.
body-compressed|415|Сжатые запросы не принимаются. Отключите сжатие в клиенте.|Compressed requests are not accepted. Switch compression off in the client.
body-slow|408|Тело запроса приходит слишком медленно. Повторите.|The body of the request comes too slowly. Try again.
body-large|413|Запрос больше {size} МБ. Сократите его или разделите на части.|The request is larger than {size} MB. Shorten it or split it.
body-no-json|400|Тело запроса не читается как JSON ({why}). Проверьте клиент.|The body of the request cannot be read as JSON ({why}). Check the client.
body-no-form|400|Форма в запросе не читается ({why}). Проверьте клиент.|The form in the request cannot be read ({why}). Check the client.
internal|500|Ошибка в Gnomon; ничего не отправлено дальше. Повторите, а если не поможет, сообщите администратору.|A fault in Gnomon; nothing more was sent. Try again, and tell your administrator if it happens again.
record-failed|503|Запись в журнал не удалась, поэтому ничего не отправлено. Освободите место на диске и повторите.|The record could not be written, so nothing was sent. Free some disk space and try again.
text-long|413|Текста слишком много, чтобы проверить его, поэтому он не отправлен. Разделите запрос на части.|There is too much text to check, so it was not sent. Split the request.
budget-used-up|429|Дневной лимит токенов ({limit}) исчерпан. Новый день начинается в полночь по местному времени.|The day's budget of {limit} tokens is used up. A new day begins at midnight, local time.
content-images|403|Политика не разрешает отправлять изображения: на них могут быть личные данные. Опишите их словами.|The policy does not allow images to be sent: they may show personal data. Describe them in words.
content-image-kind|403|Изображения этого вида хранят место съёмки и автора, и убрать их здесь нельзя. Сохраните как JPEG или PNG.|Pictures of this kind can hold a place and an author that cannot be removed here. Save it as JPEG or PNG.
content-audio|403|Политика не разрешает отправлять звук: в нём могут быть личные данные. Перескажите его словами.|The policy does not allow audio to be sent: it may hold personal data. Put it into words.
content-files|403|Политика не разрешает отправлять файлы этого вида. Вставьте нужный текст из файла в сообщение.|The policy does not allow files of this kind to be sent. Paste the text you need into the message.
content-token-ids|403|Текст в виде номеров токенов нельзя проверить, поэтому он не отправлен. Пришлите его строкой.|Text in the form of token ids cannot be checked, so it was not sent. Send it as a string.
content-file-hit|403|В файле есть личные данные или секреты, поэтому он не отправлен. Вставьте текст в сообщение: там их скроют.|The file holds personal data or secrets; it was not sent. Paste the text into the message: there it is masked.
third-party-credential|403|В запросе есть ключ для стороннего сервера (MCP), поэтому он не отправлен. Настройте сервер в шлюзе.|The request holds a credential for a third-party (MCP) server; it was not sent. Set it up in the gateway.
value-in-tool-name|403|В имени инструмента есть секрет или личные данные, поэтому запрос не отправлен. Переименуйте инструмент.|The name of a tool holds a secret or personal data, so the request was not sent. Rename the tool.
signed-block|403|В подписанном блоке рассуждений есть личные данные, а менять его нельзя. Начните новую беседу.|A signed block of thinking holds personal data and must not be changed. Start a new conversation.
gateway-away|502|Шлюз компании не отвечает. Проверьте сеть или VPN и повторите.|The company's gateway does not answer. Check the network or VPN and try again.
gateway-untrusted|502|Сертификат шлюза компании не вызывает доверия, поэтому ничего не отправлено. Сообщите администратору.|The certificate of the company's gateway is not trusted, so nothing was sent. Tell your administrator.
corporate-proxy|502|Корпоративный прокси отклонил соединение со шлюзом. Сообщите администратору.|The corporate proxy refused the connection to the gateway. Tell your administrator.
corporate-proxy-login|502|Корпоративный прокси требует входа, который не удался. Сообщите администратору.|The corporate proxy asks for a login that did not succeed. Tell your administrator.
corporate-proxy-pac|502|Прокси для шлюза задан файлом PAC, а он здесь не исполняется. Администратор: укажите в политике сам прокси.|The proxy of the gateway is given as a PAC file, which is not run here. Administrator: name the proxy itself in the policy.
gateway-late|504|Шлюз компании слишком долго молчит. Повторите позже.|The company's gateway has been silent for too long. Try again later.
gateway-malformed|502|Шлюз компании прислал ответ, который нельзя понять. Повторите; если не поможет, сообщите администратору.|The company's gateway sent an answer that cannot be understood. Try again, or tell your administrator.
gateway-cut|502|Шлюз компании оборвал ответ. То, что пришло, может быть неполным; спросите ещё раз.|The company's gateway cut the answer off. What came may be incomplete; ask again.
gateway-error|502|Шлюз компании ответил ошибкой {code} без объяснения. Повторите позже или сообщите администратору.|The company's gateway answered with error {code} and no explanation. Try again later or tell your administrator.
agent-stopping|503|Gnomon перезапускается, ответ прерван. Спросите ещё раз.|Gnomon is restarting; the answer was cut off. Ask again.
tunnel-address|403|Через Gnomon можно открыть только обычные веб-адреса (порты 80, 443, 8443).|Only ordinary web addresses can be opened through Gnomon (ports 80, 443, 8443).
tunnel-away|502|Сервер не отвечает: {host}. Повторите позже.|The server does not answer: {host}. Try again later.
"""

_ROWS = {row[0]: row for row in (line.split("|") for line in _TABLE.strip().splitlines())}
CLAUSES = frozenset(_ROWS)


def refusal(clause: str, *, status: int = 0, headers: Mapping[str, str] | None = None, **values: object) -> Refusal:
    """The refusal of a clause; `status` in place of the table's. Raises KeyError for a clause that is not there."""
    _, usual, ru, en = _ROWS[clause]
    text = Text(ru=ru.format_map(values), en=en.format_map(values))
    return Refusal(status or int(usual), clause, text, headers or {})
