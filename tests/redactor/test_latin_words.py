"""Words, pieces, windows and labels of the Latin name model: everything but the model itself."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from redactor.finding import Finding
from redactor.names import latin
from redactor.names.doubts import without_doubtful
from redactor.names.labels import LABELS, runs
from redactor.names.latin import WINDOW, decode, packed, sentences, windows_of
from redactor.names.latin_spans import Labelled, findings, repeated, stands
from redactor.names.morph import Morph
from redactor.names.translit import TranslitNames
from redactor.names.wordpiece import (
    END,
    GAP,
    LINE_END,
    PADDING,
    PIECES_PER_WORD,
    START,
    UNKNOWN,
    Case,
    WordPiece,
    case_of,
    fold,
    is_latin,
    read_vocabulary,
)

PIECES = [PADDING, UNKNOWN, START, END, LINE_END, GAP, *"abcdefghijklmnopqrstuvwxyz", ".", ",", "'", "john", "smith"]
PIECES += ["##" + letter for letter in "abcdefghijklmnopqrstuvwxyz"] + ["##son"]
VOCABULARY = {piece: number for number, piece in enumerate(PIECES)}


@pytest.fixture
def pieces() -> WordPiece:
    return WordPiece(VOCABULARY)


def named(pieces: WordPiece, ids: tuple[int, ...]) -> list[str]:
    return [PIECES[number] for number in ids]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("John", ["john"]),
        ("JOHNSON", ["john", "##son"]),
        ("Ab", ["a", "##b"]),
        ("ñandú", ["n", "##a", "##n", "##d", "##u"]),
        ("Łuk", ["l", "##u", "##k"]),
    ],
)
def test_pieces_are_the_longest_from_the_left_in_lower_case_without_accents(
    pieces: WordPiece, word: str, parts: list[str]
) -> None:
    (found,) = pieces.words(word)
    assert named(pieces, found.pieces) == parts


def test_a_word_of_another_script_is_one_unknown_piece(pieces: WordPiece) -> None:
    for word in ("Иванов", "王", "عمر", "Ivanов"):
        (found,) = pieces.words(word)
        assert named(pieces, found.pieces) == [UNKNOWN]
        assert not found.latin


def test_a_very_long_run_is_cut_so_that_a_key_cannot_fill_a_window(pieces: WordPiece) -> None:
    assert len(pieces.words("zyx" * 10)[0].pieces) == PIECES_PER_WORD
    assert len(pieces.words("zyx" * 30)[0].pieces) == 1


def test_words_cover_all_visible_characters_with_true_offsets(pieces: WordPiece) -> None:
    text = "Dear  Anna-Maria O'Neil,\n\tcall 555.\r\n  Bye"
    words = pieces.words(text)
    assert "".join(text[word.start : word.end] for word in words if not word.mark) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(words))


def test_line_ends_and_gaps_are_marks(pieces: WordPiece) -> None:
    words = pieces.words("a\nb\tc    d")
    assert [named(pieces, word.pieces)[0] for word in words] == ["a", LINE_END, "b", GAP, "c", GAP, "d"]


@pytest.mark.parametrize(
    ("word", "case"),
    [("anna", Case.LOWER), ("Anna", Case.TITLE), ("ANNA", Case.UPPER), ("J", Case.UPPER), ("McDonald", Case.MIXED),
     ("42", Case.LOWER), ("iPhone", Case.MIXED), (",", Case.LOWER)],
)  # fmt: skip
def test_how_a_word_is_written_is_told_apart(word: str, case: Case) -> None:
    assert case_of(word) is case


@pytest.mark.parametrize(("word", "folded"), [("Straße", "strasse"), ("Øre", "ore"), ("İzmir", "izmir"), ("É", "e")])
def test_letters_that_have_no_plain_form_are_spelled_out(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("word", "latin"), [("Ann", True), ("Žižek", True), ("Nguyễn", True), ("12", False), ("Аnn", False)]
)
def test_only_words_wholly_in_latin_letters_are_latin(word: str, latin: bool) -> None:
    assert is_latin(word) is latin


def test_windows_hold_every_word_and_overlap(pieces: WordPiece) -> None:
    words = pieces.words("john smith " * 300)
    windows = list(windows_of(words, 0, len(words)))
    assert windows[0].first == 0
    assert windows[-1].end == len(words)
    assert all(window.pieces <= WINDOW for window in windows)
    assert all(a.end > b.first > a.first for a, b in pairwise(windows))


def test_whole_sentences_are_packed_and_only_long_ones_overlap(pieces: WordPiece) -> None:
    words = pieces.words("a b c d e f g h. " * 40)
    found = list(packed(words, [(n * 9, n * 9 + 9) for n in range(40) if n != 20]))
    assert [window.first for window in found] == [0, 126, 189, 315]
    assert all(window.pieces <= WINDOW and (window.end - window.first) % 9 == 0 for window in found)
    long = pieces.words("a " * 300)
    assert len(list(packed(long, [(0, 300)]))) == 3


def test_a_window_moves_on_even_when_one_word_is_large(pieces: WordPiece, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latin, "WINDOW", 6)
    words = pieces.words("zyxwvu " * 5)
    assert [(window.first, window.end) for window in windows_of(words, 0, 5)] == [(n, n + 1) for n in range(5)]


def test_sentences_end_at_lines_and_at_full_stops_of_long_lines(pieces: WordPiece) -> None:
    text = "one two\n" + "a b c d e f g h. i j"
    words = pieces.words(text)
    found = [text[words[first].start : words[end - 1].end] for first, end in sentences(text, words)]
    assert found == ["one two\n", "a b c d e f g h.", "i j"]


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("O B-PER I-PER O", [(1, 3, "PER")]),
        ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("I-ORG I-ORG", [(0, 2, "ORG")]),
        ("B-PER I-ORG", [(0, 1, "PER"), (1, 2, "ORG")]),
        ("O O", []),
    ],
)
def test_labels_become_runs(labels: str, spans: list[tuple[int, int, str]]) -> None:
    assert list(runs([LABELS.index(label) for label in labels.split()])) == spans


def test_beginnings_and_insides_of_one_kind_count_together() -> None:
    scores = np.full((1, len(LABELS)), -9.0, np.float32)
    scores[0, LABELS.index("O")], scores[0, LABELS.index("B-PER")], scores[0, LABELS.index("I-PER")] = 1.0, 0.8, 0.7
    labels, odds = decode(scores)
    assert LABELS[labels[0]] == "B-PER"
    assert odds[0] > 0.5


CUTS = {
    "title": ("Dr. John Smith said", 0, 4, "John Smith"),
    "possessive": ("John Smith's car", 0, 4, "John Smith"),
    "marks around": ("(John Smith),", 0, 5, "John Smith"),
    "initial keeps its dot": ("John S. left", 0, 3, "John S."),
}


@pytest.mark.parametrize(("text", "first", "end", "name"), CUTS.values(), ids=CUTS.keys())
def test_a_name_is_cut_to_what_the_annotation_guide_counts(
    pieces: WordPiece, text: str, first: int, end: int, name: str
) -> None:
    words = pieces.words(text)
    (found,) = findings(text, words, [Labelled(first, end, "PER", 0.9)])
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    "text", ["john_smith = 1", "@smith", "smith@x.com", "https://x.com/smith", "obj.smith()", "smith2", "x.smith.y"]
)
def test_parts_of_code_and_addresses_of_the_network_are_no_names(pieces: WordPiece, text: str) -> None:
    words = pieces.words(text)
    index = next(index for index, word in enumerate(words) if text[word.start : word.end].startswith(("smith", "john")))
    assert list(findings(text, words, [Labelled(index, index + 1, "PER", 0.9)])) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 Retail Leases Act 1995", False),
        ("12 Retail Leases", True),
        ("12 Retail Leases Act applies", False),
        ("12 Regulation Lane", True),
        ("12 Acton Lane", True),
    ],
)
def test_a_law_is_no_address(text: str, found: bool) -> None:
    end = text.index("Leases") + 6 if "Leases" in text and "1995" not in text else len(text)
    assert stands(text, 0, end, "ADR") is found


@pytest.mark.parametrize(
    "text", ["name=smith", "Client:smith", "(smith)", '"smith"', "john/smith", "<smith>", "Dr.smith"]
)
def test_marks_beside_a_name_do_not_hide_it(pieces: WordPiece, text: str) -> None:
    words = pieces.words(text)
    index = next(index for index, word in enumerate(words) if text[word.start : word.end] == "smith")
    (found,) = findings(text, words, [Labelled(index, index + 1, "PER", 0.9)])
    assert text[found.start : found.end] == "smith"


def test_a_single_common_word_or_abbreviation_is_no_person(pieces: WordPiece) -> None:
    quiet = frozenset(("best",))
    alone = (("Best, see you", 0), ("sign the NDA now", 2), ("the inn is 77", 1))
    for text, word in (*alone, ("Ping to 10.4.2.7 works", 0), ("Grant them access", 0)):
        assert list(findings(text, pieces.words(text), [Labelled(word, word + 1, "PER", 0.9)], quiet)) == []


@pytest.mark.parametrize("text", ["Smith's theorem", "the John-Smith algorithm", "a Smith check", "Smith's law"])
def test_what_gave_its_name_to_a_method_is_no_person(pieces: WordPiece, text: str) -> None:
    words = pieces.words(text)
    index = next(index for index, word in enumerate(words) if text[word.start : word.end] in ("John", "Smith"))
    assert list(findings(text, words, [Labelled(index, index + 1, "PER", 0.9)])) == []


@pytest.mark.parametrize("text", ["Smith's law firm", "Smith checks it", "Smith's code"])
def test_what_belongs_to_a_person_does_not_hide_the_name(pieces: WordPiece, text: str) -> None:
    (found,) = findings(text, pieces.words(text), [Labelled(0, 1, "PER", 0.9)])
    assert text[found.start : found.end] == "Smith"


def test_figures_of_fiction_are_nobody(pieces: WordPiece) -> None:
    text = "Sherlock Holmes and John Smith"
    (found,) = findings(text, pieces.words(text), [Labelled(0, 2, "PER", 0.99), Labelled(3, 5, "PER", 0.99)])
    assert text[found.start : found.end] == "John Smith"


def test_will_and_may_are_names_only_where_a_capital_says_so(pieces: WordPiece) -> None:
    quiet = frozenset(("will", "ask", "may"))
    text = "Will you ask Will. may"
    labelled = [Labelled(index, index + 1, "PER", 0.9) for index in (0, 3, 5)]
    found = [(one.start, one.end) for one in findings(text, pieces.words(text), labelled, quiet)]
    assert found == [(13, 17)]


def test_a_sure_name_of_one_word_is_found_again(pieces: WordPiece) -> None:
    text = "john wrote to Smith. Smith: yes"
    words = pieces.words(text)
    found = list(findings(text, words, [Labelled(3, 4, "PER", 0.99)]))
    assert [(one.start, one.end) for one in repeated(text, found, frozenset())] == [(21, 26)]


def test_a_name_does_not_go_over_a_line_end(pieces: WordPiece) -> None:
    text = "John\nSmith"
    found = list(findings(text, pieces.words(text), [Labelled(0, 3, "PER", 0.9)]))
    assert [text[one.start : one.end] for one in found] == ["John", "Smith"]


def test_the_vocabulary_is_read_by_line(tmp_path: Path) -> None:
    (tmp_path / "v.txt").write_text("[PAD]\na\nb", "utf-8")
    assert read_vocabulary(tmp_path / "v.txt") == {"[PAD]": 0, "a": 1, "b": 2}


def test_a_short_quiet_line_between_two_sentences_is_read_with_them(pieces: WordPiece) -> None:
    words = pieces.words("john smith\nso\njohn smith\n" + "so " * 40 + "\njohn")
    lines = [(0, 3), (5, 8), (49, 50)]
    assert [(one.first, one.end) for one in packed(words, lines)] == [(0, 8), (49, 50)]


def test_names_of_a_long_list_are_found_again_however_many_they_are() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [f"Zo{a}{b}" for a in letters for b in letters]
    text = " ".join(names) + f". later {names[500]} called"
    people = [Finding("PERSON", 5 * at, 5 * at + 4, 0.99, "latin-per") for at in range(len(names))]
    again = [text[one.start : one.end] for one in repeated(text, people, frozenset())]
    assert again == [names[500]]


@pytest.mark.parametrize(
    ("text", "seen", "place"),
    [
        ("DTP bylo 3 marta, vyplatu nashchitali 61 200", "bylo 3 marta, vyplatu nashchitali 61 200", None),
        ("vodu na ul. Lesnaya 14, predupredi zhilcov", "ul. Lesnaya 14, predupredi", "ul. Lesnaya 14"),
        ("zhivu lesnaya 14 kv 3", "lesnaya 14 kv 3", "lesnaya 14 kv 3"),
        ("lives at 27 Beach Road, Bondi", "27 Beach Road, Bondi", "27 Beach Road, Bondi"),
    ],
)
def test_a_russian_sentence_is_no_part_of_an_address(text: str, seen: str, place: str | None) -> None:
    at = text.index(seen)
    found = [Finding("LOCATION", at, at + len(seen), 0.79, "latin-adr")]
    kept = list(without_doubtful(TranslitNames(Morph()), text, found))
    assert [text[one.start : one.end] for one in kept] == ([place] if place else [])


@pytest.mark.parametrize(
    "text", ["comes from IT. Best regards", "HE WRITES IN CAPS. MAKE IT NORMAL", "sent to HR. Morozova left"]
)
def test_the_last_letter_of_a_word_is_no_initial(text: str) -> None:
    assert not list(TranslitNames(Morph()).find(text))
