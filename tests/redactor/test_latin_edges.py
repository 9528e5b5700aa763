"""Where a name that the model saw begins and ends."""

from __future__ import annotations

import pytest

from redactor.names.latin_edges import trimmed
from redactor.names.latin_rules import find_addressed

QUIET = frozenset({"rang", "banks", "called"})
SEEN = {
    "a title of a far land": ("met ⟦Ibu Dewi⟧ today", "PER", "Dewi"),
    "a maiden name": ("HELENA N'GUESSAN, ⟦NEE STROMBERG⟧", "PER", "STROMBERG"),
    "letters after the name": ("⟦Rupert Lascelles MNAEA⟧\nNegotiator", "PER", "Rupert Lascelles"),
    "several letters with a comma": ("⟦Hana Ito, MD PhD⟧ writes", "PER", "Hana Ito"),
    "a verb before the name": ("⟦Rang Barry⟧ at noon", "PER", "Barry"),
    "a verb after the name": ("because ⟦Olumide Fashanu banks⟧ there", "PER", "Olumide Fashanu"),
    "a surname that is a word stays": ("⟦Olumide Banks⟧ signed", "PER", "Olumide Banks"),
    "a verb that no list holds": ("because ⟦Olumide Fashanu avers⟧ it", "PER", "Olumide Fashanu"),
    "a weekday after the name": ("⟦Olumide F Thu⟧–Sat late", "PER", "Olumide F"),
    "letters without stops before a surname": ("cc ⟦Fashanu⟧", "PER", "Fashanu"),
    "two letters after a label": ("cc: O M ⟦Fashanu⟧", "PER", "O M Fashanu"),
    "an article is no letter": ("cc: A ⟦Fashanu⟧ scarf", "PER", "Fashanu"),
    "the letter of a revision": ("drawing rev ⟦C. Olumide⟧ checks", "PER", "Olumide"),
    "the letter of a lot": ("batch 0417-⟦C. Olumide⟧ checks", "PER", "Olumide"),
    "a rank before the name": ('a "⟦DCI Olumide Fashanu⟧" rang', "PER", "Olumide Fashanu"),
    "letters of another college": ("Miss ⟦Hana Ito FRCOphth⟧", "PER", "Hana Ito"),
    "a small verb before a firm": ("fri, ⟦chase Crooked Teapot⟧", "ORG", "Crooked Teapot"),
    "a small particle of a firm": ("at ⟦van Dijk Transport⟧", "ORG", "van Dijk Transport"),
    "small letters stay": ("ask ⟦olumide banks⟧ pls", "PER", "olumide banks"),
    "an initial keeps its dot": ("from ⟦J. P⟧. yesterday", "PER", "J. P."),
    "the second half of a surname": ("for ⟦Gurpreet Sandhu⟧-Ellis, away", "PER", "Gurpreet Sandhu-Ellis"),
    "a word that a hyphen follows": ("the ⟦Sandhu⟧-led team", "PER", "Sandhu"),
    "the label of a number after an address": (
        "⟦60 Quayside Drive, Toronto, SIN⟧ 0",
        "ADR",
        "60 Quayside Drive, Toronto",
    ),
    "an initial after the surname of a list": ("⟦Abrahams⟧, C    E   E", "PER", "Abrahams, C"),
    "a list of people": ("⟦Abrahams⟧, C said", "PER", "Abrahams"),
    "an initial before the name": ("Present: ⟦A. Naidoo⟧, P.", "PER", "A. Naidoo"),
    "an article within a sentence": ("dinner at The ⟦Crooked Teapot⟧ again", "ORG", "The Crooked Teapot"),
    "an article that begins a sentence": ("Ended. The ⟦Brightwater⟧ invoice", "ORG", "Brightwater"),
    "how a person trades": ("The ⟦Tui Raumati trading⟧ as Tui", "ORG", "Tui Raumati"),
    "the last full stop of a form": ("at ⟦Kovač & Co. d.o.o⟧. now", "ORG", "Kovač & Co. d.o.o."),
    "a number that counts the next words": ("⟦8 Elm St, Barrie, 6⟧ crates", "ADR", "8 Elm St, Barrie"),
    "the label of a badly read form": ("⟦Sumame  HOLLOWAY⟧", "PER", "HOLLOWAY"),
    "a form after a comma": ("LANDLORD: ⟦Beaumont Partners⟧, L.P.\n", "ORG", "Beaumont Partners, L.P."),
    "a form in capitals": ("v. ⟦TRI-COUNTY PAVING⟧, INC., Cause", "ORG", "TRI-COUNTY PAVING, INC."),
    "a word that begins like a form": ("⟦Northbeam⟧ incoming post", "ORG", "Northbeam"),
    "the label of the next line": ("⟦Hafenstr. 112, 20457 Hamburg\nIBAN⟧ DE44", "ADR", "Hafenstr. 112, 20457 Hamburg"),
    "the label after a comma": ("⟦900 Main Dr, Salina, KS 67401, EIN⟧ 48", "ADR", "900 Main Dr, Salina, KS 67401"),
    "the next line's telephone": (
        "⟦1 Market Square, Leeds LS1 1AA\nDDI 01632 960 412⟧",
        "ADR",
        "1 Market Square, Leeds LS1 1AA",
    ),
    "the next sentence": (
        "⟦Unit 9B, Kestrel Way, Leeds LS1 7RJ. Go⟧ past",
        "ADR",
        "Unit 9B, Kestrel Way, Leeds LS1 7RJ",
    ),
    "a street's dot is no end": ("⟦12 High St. Albans⟧", "ADR", "12 High St. Albans"),
    "the law that the next sentence names": (
        "⟦Level 3, 18 King William Street, Adelaide SA 5000. s 12 Retail Leases Act 1995⟧ (SA)",
        "ADR",
        "Level 3, 18 King William Street, Adelaide SA 5000",
    ),
    "a second address": ("⟦5 Elm St, Leeds LS1 1AA. 7 Oak St, York⟧", "ADR", "5 Elm St, Leeds LS1 1AA. 7 Oak St, York"),
    "the minutes of an hour": ("at 11:⟦00 L. Thrale, Flat 7, 65 Elm St⟧", "ADR", "L. Thrale, Flat 7, 65 Elm St"),
    "a question before it": ("⟦Is Kirchgasse 8, 8999 Oberwil⟧ far", "ADR", "Kirchgasse 8, 8999 Oberwil"),
    "the next sentence after a town": (
        "at ⟦3 rue du Pont, 69001 Lyon. Mon⟧ numéro",
        "ADR",
        "3 rue du Pont, 69001 Lyon",
    ),
    "the rooms of a house": (
        "⟦14 Crest Dr, Tucson, AZ 85799 4bd/3ba⟧",
        "ADR",
        "14 Crest Dr, Tucson, AZ 85799",
    ),
    "a verb after an address": ("of ⟦18 Larch Street, Salem, state⟧ as follows", "ADR", "18 Larch Street, Salem"),
    "the number of an invoice": ("⟦Ringstr. 11, 8005 Zürich\nInv 2025⟧/311", "ADR", "Ringstr. 11, 8005 Zürich"),
    "a word of another land before the name": ("je m'⟦appelle Margot Lefèvre⟧", "PER", "Margot Lefèvre"),
    "a small word of the name": ("met ⟦van Dijk⟧ today", "PER", "van Dijk"),
    "a post in capitals": ("Report to ⟦FD Anwen Pryce⟧", "PER", "Anwen Pryce"),
    "a given name like a post": ("ask ⟦Md Rahman⟧ too", "PER", "Md Rahman"),
    "what leads to a firm": ("a client ⟦of Tessellate Analytics⟧", "ORG", "Tessellate Analytics"),
    "the part that a firm plays": ("⟦Consignee Frutas Belmonte⟧ refused", "ORG", "Frutas Belmonte"),
    "a house called Home": ("⟦Home Farm, 2 Mill Lane⟧", "ADR", "Home Farm, 2 Mill Lane"),
}


@pytest.mark.parametrize(("marked", "kind", "name"), SEEN.values(), ids=SEEN.keys())
def test_a_name_loses_what_is_none_of_it_and_keeps_the_rest(marked: str, kind: str, name: str) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    first, last = trimmed(text, start, end, kind, QUIET)
    assert text[first:last] == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ms Desai-Brown did not answer", ["Desai-Brown"]),
        ("Mr Okonkwo leaves office", ["Okonkwo"]),
        ("Dr Jan van der Berg said", ["Jan van der Berg"]),
        ("Mr de Souza left", ["de Souza"]),
        ("check-in: VALEEVA/ALIYA MRS, PNR K7XQ2M, AND/OR", ["VALEEVA/ALIYA"]),
        ("Dear Mr and Mrs Sinclair-Bose,", ["Sinclair-Bose"]),
        ("mr przybylski for discharge, dr appointment at 5, dr said no", ["przybylski"]),
        ("the widow mrs thessaly brisbourne called back, mr okonkwo left", ["thessaly brisbourne", "okonkwo"]),
        ("PATIENT: WOLDE, SELAM T.  MRN 00718264", ["WOLDE, SELAM T."]),
        ("Tenant: O'Hanlon, Bríd\nDriver: none, yet\nGuests, patient: yes, all", ["O'Hanlon, Bríd"]),
    ],
)
def test_a_particle_is_a_whole_word_before_a_name(text: str, names: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_addressed(text)] == names
