"""Whatever surrounds a value: it leaves as a placeholder and comes back as it was, whole or in pieces."""

import json
from itertools import pairwise

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from proxy.document import read_document
from proxy.masking import Memory, apply, look, replacements
from proxy.refusal import Dialect
from proxy.restoring import Allowed, Answer
from proxy.walk import walk
from redactor.codes import Codes
from redactor.originals import Originals
from tests.proxy.fakes import KEY, FakeFinder, chat_delta, chat_text, find_in

SECRET = "sk-live-0123456789abcdef"
SURROUNDINGS = [
    "anna.k@example.org", "b.z@test.com", "Анна Каренина", 'O\'Neil "Jim" Brown', "4111111111111111", SECRET,
    " ", "\n", "\t", ", ", "_", "Z", "ZQ", "ZQ_", "Q", "zq", "\\", "\\n", '"', "{", "}", "[", "](", "(", ")", "<", ">",
    "**", "`", "'", "=", "|", "- ", "# ", ".", "1", "a", "x@", "@", "é", "🙂", "\u200b", "\u00a0", "\u202e", "%40",
    "&#64;",
    "https://a.example/?q=", "mailto:", "data:", "//", "www.", "ему ", "для ", "с ",
    "ZQ_EMAIL_22222222", "ZQ_PERSON_ABCDEFGH", " ZQ_CARD_",
]  # fmt: skip
texts = st.lists(st.sampled_from(SURROUNDINGS), min_size=1, max_size=12).map("".join)
Masked = tuple[str, Originals]


async def masked(body: str) -> Masked:
    document = read_document(body)
    found_walk = walk(document)
    edits, originals = replacements(await look(found_walk, FakeFinder(), Memory()), Codes(KEY))
    return apply(document, found_walk, edits), originals


@settings(deadline=None)
@given(texts, st.integers(1, 5), st.booleans())
@example(SECRET * 2, 1, True)
@example("Анна Каренина" * 3, 2, False)
@example('{O\'Neil "Jim" Brown', 2, False)
async def test_a_text_leaves_without_its_values_and_comes_back_whole(text: str, step: int, ascii_only: bool) -> None:
    findings = find_in(text)
    assume(all(one.end <= following.start for one, following in pairwise(findings)))
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": text}]}, ensure_ascii=ascii_only)
    left, originals = await masked(body)
    sent = json.loads(left)["messages"][0]["content"]
    assert (await masked(left))[0] == left
    allowed = Allowed(secrets_in_tools=True, links=True)
    message = json.dumps({"choices": [{"message": {"content": sent}}]})
    whole = json.loads(Answer(Dialect.OPENAI, originals, allowed).whole(message))
    assert whole["choices"][0]["message"]["content"] == text
    assume(not text.lstrip().startswith("{"))  # may be JSON for all that its first piece says
    answer = Answer(Dialect.OPENAI, originals, allowed)
    stream = b"".join(answer.stretch(chat_delta({"content": sent[at : at + step]})) for at in range(0, len(sent), step))
    stream += answer.stretch(b"data: [DONE]\n\n") + answer.finish()
    assert chat_text(stream) == text
