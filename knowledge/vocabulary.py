"""What this shop calls its brands, categories, colours, sizes and attributes."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from knowledge import colors
from knowledge.catalog import Product
from knowledge.catalog.records import AttributeValue
from knowledge.index.analyzer import fold
from knowledge.index.strings import Strings
from knowledge.query.tokens import folded_words
from knowledge.query.words import listed
from knowledge.units import measure, measures

WORDS = 200_000  # of titles that are remembered: in a large catalogue model numbers abound
VALUES = 400  # of one attribute; more are free text
RARE = 0.002  # share of the products below which an attribute is too rare to hold anything to
LONGEST_VALUE = 4  # words of an attribute's value that shoppers would say as one
LONGEST_TEXT = 40  # characters of a value that a title may hold
HOMES = 60  # categories that an attribute remembers
# A value that is numbers with units and nothing else; "5W-30" is a name.
_MEASURED = re.compile(
    r"(?:up to |about |approx\.? |~|±)?[-+]?\d[\d.,]*(?:\s?(?:\"|''|″|%|°?[^\W\d_]+(?:[²³]|/[^\W\d_]+)?))?"
    r"(?:\s?(?:-|–|x|×|/|to|by)\s?\d[\d.,]*(?:\s?(?:\"|''|″|%|°?[^\W\d_]+(?:[²³]|/[^\W\d_]+)?))?)*"
    r"(?:\s[^\W\d_]+)?(?:\s?\([^)]*\))?",
    re.IGNORECASE,
)
_CODE = re.compile(r"\d[^\W\d_]+[-/]\d+$")
_TITLE_END = re.compile(r"\s[-–|/]\s|[,(:]|\s(?:for|with|in|of|from|by|set|without)\s")
# Units that shoppers type whatever the shop writes.
UNITS = tuple(
    listed("""
    mm cm m km in inch inches " ft foot feet yd kg g gram grams kilo kilos kilogram kilograms mg lb
    lbs pound pounds oz ounce ounces l liter liters litre litres ml cl gallon gallons gb tb mb
    gigabyte gigabytes terabyte terabytes mah wh watt watts kw volt volts hz khz mhz ghz hour
    hours hr hrs minute minutes min day days month months year years mp megapixel megapixels °c °f
    lumen lumens people person persons %
    """)
)
_TRUE_OR_FALSE = frozenset(listed("yes no true false y n ja nein oui non si sì sí ano ne tak nie"))
_LISTED = re.compile(r"\s*[,;|]\s+|\s*[;|]\s*")  # "milk, nuts" are two values in one cell


@dataclass
class Attribute:
    """What only some products have: ``values`` by how many products have them.

    ``kind`` is "flag" (yes or no), "number" (with or without units) or "text"; ``dimensions``
    counts the dimensions of its numbers (see `knowledge.units`).
    """

    name: str
    kind: str = "text"
    values: dict[str, int] = field(default_factory=dict)
    dimensions: dict[str, int] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)  # whose products have it most
    titled: dict[str, int] = field(default_factory=dict)  # values that stand in the title as well


@dataclass
class Vocabulary:
    """Learnt from a catalogue; names are spelt as the shop spells them, counts are of products."""

    brands: dict[str, int] = field(default_factory=dict)
    categories: dict[str, list[str]] = field(default_factory=dict)  # name -> its ancestors
    category_counts: dict[str, int] = field(default_factory=dict)
    colors: dict[str, str] = field(default_factory=dict)  # name -> family, or empty
    sizes: dict[str, int] = field(default_factory=dict)
    genders: dict[str, int] = field(default_factory=dict)
    materials: dict[str, int] = field(default_factory=dict)
    currencies: dict[str, int] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    size_of_catalogue: int = 0
    units: dict[str, str] = field(default_factory=dict)  # folded unit -> dimension
    unit_names: dict[str, str] = field(default_factory=dict)  # folded unit -> as the shop writes it
    size_categories: dict[str, list[str]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)  # what titles are about: their last nouns
    words: dict[str, int] = field(default_factory=dict)  # of titles, by how many products have them
    identifiers: Mapping[str, str] = field(default_factory=dict)  # folded -> product id

    @classmethod
    def build(cls, products: Iterable[Product]) -> Vocabulary:
        """Reads every product once."""
        builder = VocabularyBuilder()
        for product in products:
            builder.add(product)
        return builder.finish()

    def color_families(self) -> dict[str, str]:
        """The family of each folded colour that has one."""
        return {fold(color): family for color, family in self.colors.items() if family}

    def departments(self) -> list[str]:
        """The categories at the top, those with the most products first."""
        top = [name for name, ancestors in self.categories.items() if not ancestors]
        return sorted(top, key=lambda name: -self.category_counts[name])

    def is_common(self, attribute: Attribute) -> bool:
        """Whether enough products have an attribute to hold a search to it."""
        return sum(attribute.values.values()) >= RARE * self.size_of_catalogue

    def named_in(self, words: Iterable[str]) -> int:
        """How many products have all of these folded words in title or category, at most."""
        return min((self.words.get(word, 0) for word in words), default=0)

    def save(self, folder: Path) -> None:
        """Writes the vocabulary to a folder that `load` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(replace(self, identifiers={})), ensure_ascii=False)
        (folder / "vocabulary.json").write_text(text, encoding="utf-8")
        named = sorted(self.identifiers)
        Strings.build(named).save(folder, "identifiers")
        Strings.build([self.identifiers[name] for name in named]).save(folder, "products")

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Reads what `save` wrote; the identifiers stay on disk."""
        data = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        data["attributes"] = {
            name: Attribute(**attribute) for name, attribute in data["attributes"].items()
        }
        named, products = (Strings.load(folder, name) for name in ("identifiers", "products"))
        return cls(**{**data, "identifiers": _Saved(named, products)})


class _Saved(Mapping[str, str]):
    """A dictionary on disk."""

    def __init__(self, keys: Strings, values: Strings) -> None:
        self._keys, self._values = keys, values

    def __getitem__(self, key: str) -> str:
        place = self._keys.find(key)
        if place is None:
            raise KeyError(key)
        return self._values[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class VocabularyBuilder:
    """Takes products one by one."""

    def __init__(self) -> None:
        self._found = Vocabulary()
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._values: dict[str, Counter[str]] = defaultdict(Counter)
        self._homes: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        self._titled: dict[str, Counter[str]] = defaultdict(Counter)
        self._sized: dict[str, dict[str, None]] = defaultdict(dict)
        self._flags: Counter[str] = Counter()
        self._identifiers: dict[str, str] = {}

    def add(self, product: Product) -> None:
        """Takes the next product."""
        found, counts = self._found, self._counts
        found.size_of_catalogue += 1
        for name in ("brand", "size", "gender", "material", "currency"):
            if value := getattr(product, name):
                counts[name][value] += 1
        if product.color:
            counts["color"].update(colors.parts(product.color))
        for depth, name in enumerate(product.category):
            counts["category"][name] += 1
            if name not in found.categories:
                found.categories[name] = list(product.category[:depth])
        if product.size:
            self._sized[product.size].update(dict.fromkeys(product.category))
        if head := _head(product):
            counts["heads"][head] += 1
        words = set(folded_words(f"{product.title} {' '.join(product.category)}"))
        counts["words"].update(words)
        for name, value in product.attributes.items():
            self._flags[name] += isinstance(value, bool)
            self._homes[name][product.category] += 1
            for one in _each(value):
                text = _text(one)
                self._values[name][text] += 1
                said = name if fold(text) in _TRUE_OR_FALSE else one
                if isinstance(said, str) and _stands_in(said, words):
                    self._titled[name][text] += 1
        self._identify(product)

    def finish(self) -> Vocabulary:
        """The vocabulary of all that was added."""
        found, counts, titled = self._found, self._counts, self._titled
        found.brands, found.sizes = dict(counts["brand"]), dict(counts["size"])
        found.genders, found.materials = dict(counts["gender"]), dict(counts["material"])
        found.currencies = dict(counts["currency"])
        found.category_counts = dict(counts["category"])
        words = counts["words"]
        found.words = dict(words if len(words) <= WORDS else words.most_common(WORDS))
        found.identifiers = self._identifiers
        found.colors = {color: colors.family(color) or "" for color in counts["color"]}
        for name, counted in self._values.items():
            attribute = self._attribute(name, counted)
            attribute.titled = {
                value: titled[name][value] for value in attribute.values if titled[name][value]
            }
            homes: Counter[str] = Counter()
            for path, count in self._homes[name].items():
                homes.update(dict.fromkeys(path, count))
            attribute.categories = dict(homes.most_common(HOMES))
            found.attributes[name] = attribute
        found.heads = dict(counts["heads"])
        found.size_categories = {size: list(names) for size, names in self._sized.items()}
        if found.units:
            for unit in UNITS:
                found.units.setdefault(unit, measure(1.0, unit).dimension)
        return found

    def _identify(self, product: Product) -> None:
        for identifier in (product.id, product.mpn, *product.gtin):
            # Short or purely alphabetic ones are ordinary words or numbers in a message.
            if len(identifier) >= 3 and any(char.isdigit() for char in identifier):
                self._identifiers.setdefault(fold(identifier), product.id)

    def _attribute(self, name: str, counted: Counter[str]) -> Attribute:
        dimensions: Counter[str] = Counter()
        for value, count in counted.items():
            if len(value.split()) > LONGEST_VALUE or not _is_measured(value):
                continue
            for one in measures(value):
                dimensions[one.dimension] += count
                if one.unit and one.dimension:
                    self._found.units.setdefault(fold(one.unit), one.dimension)
                    self._found.unit_names.setdefault(fold(one.unit), one.unit)
        total = counted.total()
        folded = {fold(value) for value in counted}
        if self._flags[name] > total / 2 or folded <= _TRUE_OR_FALSE:
            kind = "flag"
        elif dimensions and dimensions.total() >= total / 2:
            kind = "number"
        else:
            kind = "text"
        return Attribute(name, kind, dict(counted.most_common(VALUES)), dict(dimensions))


def _head(product: Product) -> str:
    """The noun that a title ends with, before what is added: "bag" of "Camera bag - Black"."""
    title = product.title
    for variant in (product.color, product.size):
        title = title.replace(variant, " ") if variant else title
    words = folded_words(_TITLE_END.split(title, maxsplit=1)[0])
    while words and (not words[-1].isalpha() or colors.family(words[-1])):
        words.pop()
    return words[-1] if words and len(words[-1]) > 2 else ""


def _is_measured(value: str) -> bool:
    return bool(_MEASURED.fullmatch(value)) and not _CODE.search(value)


def _stands_in(text: str, words: set[str]) -> bool:
    """Whether all words of a short text are among the folded words."""
    if len(text) > LONGEST_TEXT:
        return False
    said = _said(text)
    return bool(said) and said <= words


@lru_cache(maxsize=100_000)
def _said(text: str) -> frozenset[str]:
    return frozenset(folded_words(text))


def _each(value: AttributeValue) -> list[str | float | bool]:
    """The values that an attribute has: of a list, and of a text that lists some, each."""
    if isinstance(value, list):
        return list(value)
    if isinstance(value, str) and len(parts := _LISTED.split(value)) > 1:
        words = [len(part.split()) for part in parts]
        return list(filter(None, parts)) if max(words) <= LONGEST_VALUE else [value]
    return [value]


def _text(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:.12g}"
