"""Labels of real text by slovnet's network (MIT), left open where the dictionary doubts them."""

from __future__ import annotations

from redactor.names.morph import Morph
from redactor.names.tokens import Case, tokenize
from redactor.names.training_cyrillic.fill import Example
from redactor.names.vectors import model_folder

_DOUBTFUL = 0.35  # share of readings as a name, from which a capital that the network passes over is left open


class Teacher:
    """slovnet 0.6 over navec, both from the natasha wheel."""

    def __init__(self) -> None:
        from navec import Navec  # only whoever trains has these two
        from slovnet.api import NER

        folder = model_folder()
        self._ner = NER.load(str(folder / "model" / "slovnet_ner_news_v1.tar"))
        self._ner.navec(Navec.load(str(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")))
        self._morph = Morph()

    def labelled(self, text: str) -> Example:
        """A text with people and places as the network sees them; its firms may be state bodies and are left open."""
        spans = [
            (span.start, span.stop, "NO_NAME" if span.type == "ORG" else span.type) for span in self._ner(text).spans
        ]
        taken = bytearray(len(text))
        for start, end, _ in spans:
            taken[start:end] = b"\x01" * (end - start)
        for token in tokenize(text):
            if token.cyrillic and token.case is not Case.LOWER and not taken[token.start]:
                odds = self._morph.odds(token.low)
                if odds.person >= _DOUBTFUL:
                    spans.append((token.start, token.end, "IGNORED"))
        return Example(text, tuple(sorted(spans)))
