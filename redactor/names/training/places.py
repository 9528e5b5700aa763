"""Towns and postal addresses for the synthetic prompts."""

from __future__ import annotations

import string

from redactor.names.training.far import far_address
from redactor.names.training.lexicon import Drawer

_STREETS = (
    "Street|St|St.|Avenue|Ave|Ave.|Road|Rd|Rd.|Boulevard|Blvd|Lane|Ln|Drive|Dr|Dr.|Way|Court|Ct|Place|Pl|"
    "Square|Terrace|Highway|Hwy|Parkway|Close|Crescent|Mews|Row|Circle|Trail|Alley|Hill|Gardens|Grove|Park|"
    "Walk|Quay|Plaza|Loop|Bend|Pike"
)
STREETS = _STREETS.split("|")
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|"
    "OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|Alabama|Arizona|California|Colorado|Florida|Georgia|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Maine|Maryland|Michigan|Minnesota|Nevada|Ohio|Oklahoma|Oregon|Pennsylvania|"
    "Tennessee|Texas|Utah|Virginia|Washington|Wisconsin"
)
STATES = _STATES.split("|")
_COUNTIES = "Kent|Surrey|Essex|Devon|Cornwall|Norfolk|Suffolk|Dorset|Somerset|Lancashire|Cheshire|Cumbria|Yorkshire"
COUNTIES = _COUNTIES.split("|")


_NORTHERN = ("straat", "laan", "weg", "gatan", "vägen", "gade", "vej", "veien", "katu", "utca", "plein")


def town(draw: Drawer) -> str:
    """A real or an invented town."""
    pick, choice = draw.random.random(), draw.random.choice
    if pick < 0.72:
        return choice(draw.lists["city"])
    if pick < 0.86:
        ends = (
            "ville",
            "ton",
            "burg",
            "ford",
            "field",
            " Falls",
            " Springs",
            " City",
            "stad",
            "mouth",
            "port",
            "bury",
            "ham",
        )
        return choice(choice(draw.cultures).family) + choice(ends)
    if pick < 0.93:
        return (
            choice(("New", "North", "South", "East", "West", "Port", "Lake", "Fort", "St."))
            + " "
            + choice(choice(draw.cultures).given)
        )
    return draw.invented()


def address(draw: Drawer) -> str:
    """A postal address: mostly English writing, some of the continent, with or without flat, town and code."""
    pick = draw.random.random()
    if pick < 0.36:
        return _american(draw)
    if pick < 0.54:
        return _british(draw)
    if pick < 0.72:
        return _continental(draw)
    if pick < 0.92:
        return far_address(draw)
    if pick < 0.96:
        return f"{draw.random.choice(('P.O. Box', 'PO Box', 'P. O. Box'))} {draw.random.randint(1, 9999)}, {town(draw)}"
    return _russian(draw)


def street(draw: Drawer) -> str:
    """A street in English writing, with or without a point of the compass."""
    choice, pick = draw.random.choice, draw.random.random()
    if pick < 0.15:
        number = draw.random.randint(1, 120)
        name = f"{number}{'th' if 10 < number % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    elif pick < 0.55:
        name = choice(choice(draw.cultures).family)
    elif pick < 0.7:
        name = choice(
            (
                "Main",
                "Church",
                "Mill",
                "Station",
                "High",
                "Market",
                "King",
                "Queen",
                "Park",
                "School",
                "Victoria",
                "Bridge",
            )
        )
    elif pick < 0.88:
        name = choice(draw.lists["noun"])
    else:
        name = f"{choice(draw.lists['adjective'])} {choice(draw.lists['noun'])}"
    ahead = choice(("N. ", "S ", "East ", "West ", "NW ")) if draw.random.random() < 0.1 else ""
    return f"{ahead}{name} {choice(STREETS)}"


def _house(draw: Drawer) -> str:
    number = draw.random.choice((draw.random.randint(1, 99), draw.random.randint(100, 9999)))
    return f"{number}{draw.random.choice(('', '', '', '', 'A', 'b', '/2', '-3'))}"


def _flat(draw: Drawer) -> str:
    number = draw.random.choice(
        (str(draw.random.randint(1, 900)), f"{draw.random.randint(1, 30)}{draw.random.choice(string.ascii_uppercase)}")
    )
    kinds = ("Apt", "Apt.", "Apartment", "Suite", "Ste", "Unit", "Flat", "Floor", "#", "Room")
    return f"{draw.random.choice(kinds)} {number}"


def foreign_street(draw: Drawer) -> str:
    """A street of the continent, as people abroad write it into American forms."""
    choice, (given, last) = draw.random.choice, choice_of(draw)
    ahead = choice(
        ("Rue", "Rue de", "Avenue", "Quai", "Via", "Viale", "Corso", "Calle", "Avenida", "Camino", "ul.", "Rua")
    )
    behind = choice(
        (" u.", " utca", " út", " tér", "straße", "strasse", "weg", "gasse", "intie", "inkatu", "svägen", "vej")
    )
    forms = (f"{ahead} {last}", f"{ahead} {given} {last}", f"{last}{behind}", f"{given} {last} {choice(STREETS)}")
    return choice(forms)


def choice_of(draw: Drawer) -> tuple[str, str]:
    """A given and a family name of one culture."""
    culture = draw.random.choice(draw.cultures)
    return draw.random.choice(culture.given), draw.random.choice(culture.family)


def _house_behind(draw: Drawer) -> str:
    return f" {draw.random.randint(1, 150)}{draw.random.choice(('', '', '.'))}" if draw.random.random() < 0.12 else ""


def _american(draw: Drawer) -> str:
    random, pick = draw.random, draw.random.random()
    named = foreign_street(draw) if random.random() < 0.3 else street(draw)
    line = f"{_house(draw)} {named}{_house_behind(draw)}"
    if random.random() < 0.35:
        line += random.choice((", ", " ", "\n")) + _flat(draw)
    if pick < 0.2:
        return line
    joint = random.choice((", ", ", ", "\n", " "))
    if pick < 0.35:
        return f"{line}, {town(draw)}"
    code = f"{random.randint(501, 99950):05}" + (f"-{random.randint(1, 9999):04}" if random.random() < 0.15 else "")
    country = random.choice((", USA", ", United States", "\nUSA")) if random.random() < 0.15 else ""
    place = town(draw).upper() if random.random() < 0.2 else town(draw)
    country = f"{joint}{random.choice(draw.lists['country'])}" if random.random() < 0.2 else country
    state = random.choice(STATES) if random.random() < 0.85 else draw.invented()
    return f"{line}{joint}{place}{random.choice((', ', ', ', ' ', ' , '))}{state} {code}{country}"


def _british(draw: Drawer) -> str:
    random = draw.random
    letters = string.ascii_uppercase
    area = f"{random.choice(letters)}{random.choice(('', random.choice(letters)))}{random.randint(1, 29)}"
    code = f"{area} {random.randint(1, 9)}{random.choice(letters)}{random.choice(letters)}"
    flat = f"{_flat(draw)}{random.choice((', ', ' '))}" if random.random() < 0.3 else ""
    joint = random.choice((", ", ", ", "\n"))
    county = f"{joint}{random.choice(COUNTIES)}" if random.random() < 0.2 else ""
    country = (
        f"{joint}{random.choice(('UK', 'United Kingdom', 'England', 'Ireland', 'Australia'))}"
        if random.random() < 0.2
        else ""
    )
    last = f"{random.choice((', ', ' ', joint))}{code}" if random.random() < 0.8 else ""
    return f"{flat}{_house(draw)} {street(draw)}{joint}{town(draw)}{county}{last}{country}"


def _continental(draw: Drawer) -> str:
    random, choice = draw.random, draw.random.choice
    last = choice(choice(draw.cultures).family)
    street, behind = choice((
        (f"{last}{choice(('straße', 'strasse', 'weg', 'gasse', 'platz', 'allee', 'str.'))}", True),
        (f"{choice(('Rue', 'Avenue', 'Boulevard', 'Place', 'rue de', 'Quai'))} {last}", False),
        (f"{choice(('Via', 'Viale', 'Piazza', 'Corso'))} {last}", True),
        (f"{choice(('Calle', 'Avenida', 'Plaza', 'Paseo de', 'C/'))} {last}", True),
        (f"{choice(('ul.', 'ulica', 'al.', 'os.'))} {last}", True),
        (f"{last}{choice(_NORTHERN)}", True),
        (f"{choice(('Rua', 'Avenida', 'Travessa'))} {last}", True),
    ))  # fmt: skip
    house = _house(draw)
    line = f"{street}{choice((' ', ', ', ' '))}{house}" if behind else f"{house}{choice((' ', ', '))}{street}"
    if random.random() < 0.15:
        return line
    code = choice(
        (
            f"{random.randint(1000, 9999)}",
            f"{random.randint(1000, 99999):05}",
            f"{random.randint(10, 99)}-{random.randint(100, 999)}",
            f"{random.randint(1000, 9999)} {choice(('AB', 'XK', 'RT'))}",
        )
    )
    joint = choice((", ", ", ", "\n"))
    country = f"{joint}{choice(draw.lists['country'])}" if random.random() < 0.25 else ""
    return f"{line}{joint}{code} {town(draw)}{country}"


def _russian(draw: Drawer) -> str:
    """A Russian address in Latin letters, as on parcels."""
    random, choice = draw.random, draw.random.choice
    street = choice(
        (
            "ul. Lenina",
            "Lenina st.",
            "ul. Sadovaya",
            "prospekt Mira",
            "Nevsky pr.",
            "ulitsa Gagarina",
            "Tverskaya ul.",
            "per. Zelyony",
        )
    )
    flat = f", {choice(('kv.', 'apt.', 'of.'))} {random.randint(1, 300)}" if random.random() < 0.6 else ""
    code = choice(("", f", {random.randint(101000, 690000)}"))
    house = f"{choice(('d. ', ''))}{random.randint(1, 150)}"
    return f"{choice(('g. ', ''))}{choice(draw.lists['city'])}, {street}, {house}{flat}{code}"
