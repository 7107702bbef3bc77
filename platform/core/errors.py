"""What can go wrong in the domain, each with a sentence in Indonesian for the person who tried."""


class DomainError(Exception):
    """An act was refused. `sentence` is shown as it is; `field` names the form field, if one is to blame."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotAllowed(DomainError):
    """This person may not do this."""


class NotNow(DomainError):
    """The thing is not in a state in which this can be done."""


class Invalid(DomainError):
    """What was given cannot be accepted."""


class NotFound(DomainError):
    """There is no such thing, or it is not this person's to see; the two look the same."""

    def __init__(self, sentence: str = "Halaman atau data ini tidak ditemukan.") -> None:
        super().__init__(sentence)
