"""Porter's stems, as Lunr in the browser has them."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from lunr.stemmer import PorterStemmer


class LunrStemmer(PorterStemmer):
    """lunr.py's Porter stemmer with step 1c of lunr.js 2.3.9.

    lunr.js turns y into i only after a consonant that is not the word's first letter; lunr.py turns
    ``survey`` into ``survei``, which the reader in the browser would not find.
    """

    def step1c(self) -> None:
        if self.b[self.k] == "y" and self.k >= 2 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


stem = cache(cast(Callable[[str], str], cast(Any, LunrStemmer)().stem))
