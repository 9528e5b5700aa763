"""Words that a person reads, in the two languages of the house."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in Russian and in English."""

    ru: str
    en: str

    def to(self, language: str) -> str:
        """The text in a language: "ru" gives Russian, anything else English."""
        return self.ru if language == "ru" else self.en
