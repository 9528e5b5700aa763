<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>Activity</name>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Отбор по словам</translation>
    </message>
    <message>
        <source>Filter the records</source>
        <translation>Отобрать записи по словам</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>Показать более ранние</translation>
    </message>
    <message>
        <source>No record has these words.</source>
        <translation>Записей с такими словами нет.</translation>
    </message>
    <message>
        <source>Ask a question</source>
        <translation>Задать вопрос</translation>
    </message>
    <message>
        <source>Nothing has left this computer yet.</source>
        <translation>С этого компьютера пока ничего не уходило.</translation>
    </message>
    <message>
        <source>Today: %1</source>
        <translation>Сегодня: %1</translation>
    </message>
</context>
<context>
    <name>ActivityPage</name>
    <message numerus="yes">
        <source>%n question(s) sent</source>
        <translation>
            <numerusform>отправлен %n вопрос</numerusform>
            <numerusform>отправлено %n вопроса</numerusform>
            <numerusform>отправлено %n вопросов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) masked</source>
        <translation>
            <numerusform>скрыто %n значение</numerusform>
            <numerusform>скрыто %n значения</numerusform>
            <numerusform>скрыто %n значений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tool(s) seen</source>
        <translation>
            <numerusform>замечен %n инструмент</numerusform>
            <numerusform>замечено %n инструмента</numerusform>
            <numerusform>замечено %n инструментов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>Automatic model</source>
        <translation>Модель: авто</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Остановить ответ</translation>
    </message>
    <message>
        <source>What are you working on?</source>
        <translation>Над чем вы работаете?</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Показать целиком</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>Свернуть</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Masking what must stay here…</source>
        <translation>Скрываем то, что должно остаться здесь…</translation>
    </message>
    <message>
        <source>Waiting for the answer…</source>
        <translation>Ждём ответа…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>Скопировать ответ</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Ask this again</source>
        <translation>Задать этот вопрос ещё раз</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлено</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
    <message>
        <source>Ask anything</source>
        <translation>Спросите о чём угодно</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>Ваш вопрос</translation>
    </message>
    <message>
        <source>Please note</source>
        <translation>Обратите внимание</translation>
    </message>
    <message>
        <source>Ask Gnomon</source>
        <translation>Вопрос – Gnomon</translation>
    </message>
    <message>
        <source>Enter sends · Shift+Enter new line · Esc hides</source>
        <translation>Enter – отправить · Shift+Enter – новая строка · Esc – скрыть</translation>
    </message>
    <message>
        <source>via %1</source>
        <translation>через %1</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Новая беседа</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Скрыть</translation>
    </message>
    <message>
        <source>Ask the last question again</source>
        <translation>Повторить последний вопрос</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>AI tools found here</source>
        <translation>Найденные инструменты ИИ</translation>
    </message>
    <message>
        <source>What does my employer see?</source>
        <translation>Что видит работодатель?</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Protection is not running</source>
        <translation>Защита не работает</translation>
    </message>
    <message>
        <source>Nothing can be sent now. What you write is kept.</source>
        <translation>Сейчас ничего не отправляется. Написанное сохранится.</translation>
    </message>
    <message>
        <source>Start protection</source>
        <translation>Включить защиту</translation>
    </message>
    <message>
        <source>Protection is starting</source>
        <translation>Защита запускается</translation>
    </message>
    <message>
        <source>Keep writing: nothing is sent before masking is ready.</source>
        <translation>Можно писать: до готовности защиты ничего не отправится.</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Беседа</translation>
    </message>
    <message>
        <source>Scroll the conversation</source>
        <translation>Прокрутка беседы</translation>
    </message>
    <message>
        <source>Drop the file here: its text is read and masked on this computer.</source>
        <translation>Отпустите файл: текст читается и личные данные скрываются на этом компьютере.</translation>
    </message>
    <message>
        <source>Files cannot be read now. Paste the text instead.</source>
        <translation>Сейчас файлы прочитать нельзя. Вставьте текст.</translation>
    </message>
    <message>
        <source>Your conversations</source>
        <translation>Ваши беседы</translation>
    </message>
    <message>
        <source>All worked cases</source>
        <translation>Все разобранные случаи</translation>
    </message>
    <message>
        <source>Keep as a case</source>
        <translation>Сохранить как случай</translation>
    </message>
    <message>
        <source>With its values masked, for you alone</source>
        <translation>Данные скрыты; видите только вы</translation>
    </message>
    <message>
        <source>Kept as a case</source>
        <translation>Сохранено</translation>
    </message>
    <message>
        <source>Could not be kept</source>
        <translation>Не сохранено</translation>
    </message>
    <message>
        <source>Worked cases</source>
        <translation>Разобранные случаи</translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message>
        <source>Worked cases</source>
        <translation>Разобранные случаи</translation>
    </message>
    <message>
        <source>Choose one: it becomes your draft, and nothing is sent before you press Enter there.</source>
        <translation>Выберите случай: он станет черновиком. Пока вы не нажмёте Enter, ничего не уйдёт.</translation>
    </message>
    <message>
        <source>Search by words</source>
        <translation>Искать по словам</translation>
    </message>
    <message>
        <source>Search the cases</source>
        <translation>Искать в случаях</translation>
    </message>
    <message>
        <source>Yours, with the values masked</source>
        <translation>Ваши, данные скрыты</translation>
    </message>
    <message>
        <source>For everybody</source>
        <translation>Для всех</translation>
    </message>
    <message>
        <source>No case has all of these words.</source>
        <translation>Такого случая нет: попробуйте одно из слов.</translation>
    </message>
    <message>
        <source>Cases of your company will stand here, and answers that you keep.</source>
        <translation>Здесь будут случаи вашей компании и ответы, которые вы сохраните.</translation>
    </message>
    <message>
        <source>Remove this case for good?</source>
        <translation>Удалить этот случай навсегда?</translation>
    </message>
    <message>
        <source>How it was answered</source>
        <translation>Как ответила модель</translation>
    </message>
</context>
<context>
    <name>Coach</name>
    <message>
        <source>What does my employer see?</source>
        <translation>Что видит работодатель?</translation>
    </message>
    <message>
        <source>A hint from Gnomon</source>
        <translation>Подсказка Gnomon</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>No more hints about %1</source>
        <translation>Больше не подсказывать о %1</translation>
    </message>
    <message>
        <source>This is wrong</source>
        <translation>Это ошибка</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Свернуть</translation>
    </message>
</context>
<context>
    <name>Code</name>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Copy this code</source>
        <translation>Скопировать этот код</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Code, %1</source>
        <translation>Код, %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
</context>
<context>
    <name>Employer</name>
    <message>
        <source>What does my employer see?</source>
        <translation>Что видит работодатель?</translation>
    </message>
    <message>
        <source>See the last records about me</source>
        <translation>Показать последние записи обо мне</translation>
    </message>
    <message>
        <source>Where Gnomon looks</source>
        <translation>Куда смотрит Gnomon</translation>
    </message>
    <message>
        <source>What is never read</source>
        <translation>Что не читается никогда</translation>
    </message>
    <message>
        <source>What Gnomon cannot see</source>
        <translation>Чего Gnomon не видит</translation>
    </message>
    <message>
        <source>Stays on this computer</source>
        <translation>Остаётся на этом компьютере</translation>
    </message>
    <message>
        <source>Goes to the company gateway</source>
        <translation>Уходит на шлюз компании</translation>
    </message>
    <message>
        <source>Your employer sees</source>
        <translation>Видит работодатель</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Ничего</translation>
    </message>
    <message>
        <source>Why this is true</source>
        <translation>Почему это так</translation>
    </message>
    <message>
        <source>So built: no policy can change it</source>
        <translation>Так устроено: политика этого не изменит</translation>
    </message>
    <message>
        <source>Policy: %1</source>
        <translation>Политика: %1</translation>
    </message>
    <message>
        <source>No policy is in force: nothing is sent.</source>
        <translation>Действующей политики нет: ничего не отправляется.</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1, действует до %2</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Save the log to a file</source>
        <translation>Сохранить журнал в файл</translation>
    </message>
    <message>
        <source>Table for Excel (CSV)</source>
        <translation>Таблица для Excel (CSV)</translation>
    </message>
    <message>
        <source>With its seals, for an audit (JSON Lines)</source>
        <translation>С печатями, для проверки (JSON Lines)</translation>
    </message>
    <message>
        <source>For a SIEM (OCSF)</source>
        <translation>Для SIEM (OCSF)</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Открыть папку</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Сохраняем…</translation>
    </message>
    <message>
        <source>Saved, %1: %2</source>
        <translation>Сохранено, %1: %2</translation>
    </message>
    <message>
        <source>Which days</source>
        <translation>За какие дни</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>За всё время</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>За 7 дней</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>За 30 дней</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>С … по …</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Первый день</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Последний день</translation>
    </message>
</context>
<context>
    <name>ExportRow</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n запись</numerusform>
            <numerusform>%n записи</numerusform>
            <numerusform>%n записей</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message numerus="yes">
        <source>%n item(s) masked</source>
        <translation>
            <numerusform>Скрыто: %n значение</numerusform>
            <numerusform>Скрыто: %n значения</numerusform>
            <numerusform>Скрыто: %n значений</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>“%1” cannot be read.</source>
        <translation>«%1» не читается.</translation>
    </message>
    <message>
        <source>“%1” is larger than 10 MB. Paste the part you need.</source>
        <translation>«%1» больше 10 МБ. Вставьте нужную часть.</translation>
    </message>
    <message>
        <source>nothing to mask</source>
        <translation>скрывать нечего</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>Убрать «%1»</translation>
    </message>
    <message>
        <source>File “%1”:</source>
        <translation>Файл «%1»:</translation>
    </message>
</context>
<context>
    <name>Found</name>
    <message>
        <source>AI tools found here</source>
        <translation>Найденные инструменты ИИ</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Осмотреть ещё раз</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Смотрим…</translation>
    </message>
    <message>
        <source>Some places could not be looked at, so this list may be incomplete.</source>
        <translation>Некоторые места осмотреть не удалось, поэтому список может быть неполным.</translation>
    </message>
    <message>
        <source>AI tools that are used on this computer will be listed here.</source>
        <translation>Здесь появятся инструменты ИИ, которыми пользуются на этом компьютере.</translation>
    </message>
    <message>
        <source>Policy rule: %1</source>
        <translation>Правило политики: %1</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Почему</translation>
    </message>
    <message>
        <source>Where Gnomon looked</source>
        <translation>Куда смотрел Gnomon</translation>
    </message>
    <message>
        <source>%1 · looked %2, %3</source>
        <translation>%1 · осмотр %2, %3</translation>
    </message>
    <message>
        <source>Seen from %1 to %2</source>
        <translation>Замечен с %1 по %2</translation>
    </message>
    <message>
        <source>Seen on %1</source>
        <translation>Замечен %1</translation>
    </message>
</context>
<context>
    <name>FoundPage</name>
    <message numerus="yes">
        <source>%n tool(s)</source>
        <translation>
            <numerusform>%n инструмент</numerusform>
            <numerusform>%n инструмента</numerusform>
            <numerusform>%n инструментов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n раз</numerusform>
            <numerusform>%n раза</numerusform>
            <numerusform>%n раз</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Your conversations</source>
        <translation>Ваши беседы</translation>
    </message>
    <message>
        <source>Search by words</source>
        <translation>Поиск по словам</translation>
    </message>
    <message>
        <source>Search your conversations</source>
        <translation>Поиск по вашим беседам</translation>
    </message>
    <message>
        <source>No conversation has all of these words. Try one of them alone.</source>
        <translation>Ни в одной беседе нет всех этих слов. Попробуйте одно из них.</translation>
    </message>
    <message>
        <source>What you ask will be listed here, for as long as your company&apos;s policy keeps it.</source>
        <translation>Здесь будет то, о чём вы спрашивали, пока это хранит политика вашей компании.</translation>
    </message>
    <message>
        <source>They are kept encrypted on this computer, and searched here. Delete removes one for good.</source>
        <translation>Они хранятся зашифрованными на этом компьютере, поиск идёт здесь же. Клавиша Delete удаляет беседу навсегда.</translation>
    </message>
    <message>
        <source>Remove all conversations</source>
        <translation>Удалить все беседы</translation>
    </message>
    <message>
        <source>Remove all conversations for good?</source>
        <translation>Удалить все беседы навсегда?</translation>
    </message>
    <message>
        <source>Remove this conversation for good? The log still tells that you asked, never what.</source>
        <translation>Удалить эту беседу навсегда? В журнале останется, что вопрос был, но не его текст.</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n вопрос</numerusform>
            <numerusform>%n вопроса</numerusform>
            <numerusform>%n вопросов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Kept</name>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>The Delete key removes it</source>
        <translation>Клавиша Delete удаляет</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>Удалить: %1</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>Protection is not running. Nothing was sent; your text is kept.</source>
        <translation>Защита не работает. Ничего не отправлено, ваш текст сохранён.</translation>
    </message>
    <message>
        <source>The answer stopped on its way. What arrived is kept; you can ask again.</source>
        <translation>Ответ оборвался. Что пришло, сохранено; вопрос можно повторить.</translation>
    </message>
    <message>
        <source>Gnomon&apos;s parts are of different versions. Restart Gnomon, then try again.</source>
        <translation>Части Gnomon разных версий. Перезапустите Gnomon и повторите.</translation>
    </message>
</context>
<context>
    <name>Masked</name>
    <message>
        <source>Shows what is masked</source>
        <translation>Показывает, что скрыто</translation>
    </message>
    <message>
        <source>These values stay on this computer:</source>
        <translation>Эти значения остаются на этом компьютере:</translation>
    </message>
    <message>
        <source>This is what the model reads:</source>
        <translation>Вот что прочтёт модель:</translation>
    </message>
    <message>
        <source>What is masked</source>
        <translation>Что скрыто</translation>
    </message>
</context>
<context>
    <name>MaskedButton</name>
    <message numerus="yes">
        <source>%n item(s) will be masked</source>
        <translation>
            <numerusform>Будет скрыто: %n значение</numerusform>
            <numerusform>Будет скрыто: %n значения</numerusform>
            <numerusform>Будет скрыто: %n значений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) masked</source>
        <translation>
            <numerusform>Скрыто: %n значение</numerusform>
            <numerusform>Скрыто: %n значения</numerusform>
            <numerusform>Скрыто: %n значений</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Activity</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>AI tools found</source>
        <translation>Инструменты ИИ</translation>
    </message>
    <message>
        <source>Employer&apos;s view</source>
        <translation>Что видит работодатель</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Ask a question</source>
        <translation>Задать вопрос</translation>
    </message>
    <message>
        <source>Protection is not running, so there is nothing to show now.</source>
        <translation>Защита не работает, поэтому сейчас показать нечего.</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Беседы</translation>
    </message>
    <message>
        <source>Worked cases</source>
        <translation>Разобранные случаи</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Choices</source>
        <translation>Варианты</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Размер текста</translation>
    </message>
    <message>
        <source>Key that opens Ask</source>
        <translation>Клавиши для вопроса</translation>
    </message>
    <message>
        <source>Set by your company</source>
        <translation>Задано вашей компанией</translation>
    </message>
    <message>
        <source>Another program holds this key. Choose another one.</source>
        <translation>Эти клавиши заняты другой программой. Выберите другие.</translation>
    </message>
    <message>
        <source>In your desktop&apos;s keyboard settings, bind a key to the command “gnomon --ask”.</source>
        <translation>В настройках клавиатуры вашего рабочего стола назначьте клавиши команде «gnomon --ask».</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Политика</translation>
    </message>
    <message>
        <source>not known now</source>
        <translation>сейчас неизвестна</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Шлюз</translation>
    </message>
    <message>
        <source>Pausing of hints</source>
        <translation>Пауза подсказок</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>не разрешена</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Действует до</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Без клавиш</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Подпись</translation>
    </message>
    <message>
        <source>Press the keys</source>
        <translation>Нажмите клавиши</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Примечание</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>in the browser</source>
        <translation>в браузере</translation>
    </message>
    <message>
        <source>installed program</source>
        <translation>установленная программа</translation>
    </message>
    <message>
        <source>running program</source>
        <translation>запущенная программа</translation>
    </message>
    <message>
        <source>network connection</source>
        <translation>сетевое соединение</translation>
    </message>
    <message>
        <source>browser extension</source>
        <translation>расширение браузера</translation>
    </message>
    <message>
        <source>editor plug-in</source>
        <translation>расширение редактора</translation>
    </message>
    <message>
        <source>program package</source>
        <translation>пакет программы</translation>
    </message>
    <message>
        <source>local model server</source>
        <translation>локальный сервер моделей</translation>
    </message>
    <message>
        <source>MCP server</source>
        <translation>сервер MCP</translation>
    </message>
    <message>
        <source>command-line agent</source>
        <translation>агент командной строки</translation>
    </message>
    <message>
        <source>a hint</source>
        <translation>предположение</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>вероятно</translation>
    </message>
    <message>
        <source>certain</source>
        <translation>достоверно</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Одобрено</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>Учтено</translation>
    </message>
    <message>
        <source>There is a safer way</source>
        <translation>Есть способ безопаснее</translation>
    </message>
    <message>
        <source>Needs a reason</source>
        <translation>Нужна причина</translation>
    </message>
    <message>
        <source>Approved with masking</source>
        <translation>Одобрено, данные скрываются</translation>
    </message>
    <message>
        <source>Use the company&apos;s way</source>
        <translation>Только через компанию</translation>
    </message>
    <message>
        <source>looked</source>
        <translation>осмотрено</translation>
    </message>
    <message>
        <source>no access</source>
        <translation>нет доступа</translation>
    </message>
    <message>
        <source>nothing to look at</source>
        <translation>смотреть не на что</translation>
    </message>
    <message>
        <source>off</source>
        <translation>выключено</translation>
    </message>
    <message>
        <source>looked at a part</source>
        <translation>осмотрено частично</translation>
    </message>
    <message>
        <source>could not look</source>
        <translation>осмотреть не удалось</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Вчера</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1, версия %2</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>подписи нет</translation>
    </message>
    <message>
        <source>signed by %1</source>
        <translation>подпись: %1</translation>
    </message>
    <message>
        <source>signature checked</source>
        <translation>подпись проверена</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Protection is starting</source>
        <translation>Защита запускается</translation>
    </message>
    <message>
        <source>Protection is not running</source>
        <translation>Защита не работает</translation>
    </message>
    <message>
        <source>Gnomon is starting</source>
        <translation>Gnomon запускается</translation>
    </message>
    <message>
        <source>Pause hints for %1 min</source>
        <translation>Приостановить подсказки на %1 мин</translation>
    </message>
    <message>
        <source>Start protection</source>
        <translation>Включить защиту</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Задать вопрос</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>What does my employer see?</source>
        <translation>Что видит работодатель?</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Show hints again</source>
        <translation>Снова показывать подсказки</translation>
    </message>
</context>
</TS>
