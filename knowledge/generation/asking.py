"""What a question about a product asks for: a property, a topic, a number, a yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.catalog import Product
from knowledge.index.analyzer import stem
from knowledge.query.pointers import ordinals
from knowledge.query.tokens import stems, tokenize
from knowledge.query.words import FILLERS, listed

# What a property is called on listings, most telling first, by the words that ask for it.
_PROPERTIES: tuple[tuple[str, str], ...] = (
    (r"\b(?:guarantee|warranty)\b", "warranty guarantee"),
    (r"\bhow (?:heavy|light)\b|\bweigh\w*\b", "weight"),
    (r"\bhow (?:tall|high)\b|\bheight\b", "height"),
    (r"\bhow deep\b|\bdepth\b", "depth"),
    (r"\bhow wide\b|\bwidth\b", "width diameter"),
    (r"\bhow thick\b|\bthickness\b", "thickness thick"),
    (
        r"\bhow long (?:does|do|will|is|are|can|did).*\b(?:last|take|run|charge|work|go|keep|need|hold|battery)\b"
        r"|\bbattery li(?:fe|ves?)\b",
        "life duration time runtime",
    ),
    (r"\bhow long\b|\blength\b", "length duration life"),
    (
        r"\bhow (?:big|large|small|compact)\b|\bdimensions?\b|\bmeasurements?\b",
        "dimension measurement size diameter volume capacity width length height",
    ),
    (
        r"\bhow (?:much|many)\b.*\b(?:hold|store|carry|contain|sleep|seat|serve)s?\b|\bcapacity\b|\bvolume\b",
        "capacity volume storage load",
    ),
    (r"\bhow fast\b|\bspeed\b", "speed"),
    (r"\bhow (?:loud|noisy|quiet)\b|\bnoise\b", "noise loudness"),
    (r"\bhow bright\b|\bbrightness\b", "brightness lumen luminous"),
    (r"\bhow (?:powerful|strong)\b|\bwatts?\b|\bwattage\b", "power wattage"),
    (r"\bhow old\b|\bwhat age\b|\bage range\b", "age"),
    (r"\b(?:how many|any) (?:calories|kcal)\b|\bcalories\b", "energy calorie kcal"),
    (
        r"\bwhere (?:is|are|was|were|does|do)\b.*\b(?:made|from|produced|manufactured|grown)\b"
        r"|\b(?:country|origin)\b|\bmade in\b",
        "country origin region",
    ),
    (
        r"\bwhat.{0,40}\bmade (?:of|from|out of)\b|\bmade (?:of|from|out of)\b|\bmaterials?\b|\bfabric\b",
        "material fabric shell upper body composition construction",
    ),
    (
        r"\bcontains?\b|\bingredients?\b|\bwhat(?:'s| is) in (?:it|this|that)\b",
        "ingredient contain allergen composition",
    ),
    (r"\bhow (?:do|should|can) (?:i|you|we) (?:wash|clean|care)\b|\bcare for\b", "care washing cleaning"),
    (r"\bfor (?:wo)?m[ae]n\b|\bfor (?:boys|girls|kids|ladies|guys)\b|\bunisex\b|\b(?:wo)?men'?s\b", "gender"),
)  # fmt: skip

MATERIALS = frozenset(
    stem(word)
    for word in listed(
        """
        leather suede wool merino cashmere cotton silk linen polyester nylon elastane acrylic velvet
        denim canvas down fleece rubber latex silicone plastic vinyl steel stainless iron aluminium
        aluminum copper brass bronze titanium carbon gold silver platinum wood wooden oak pine walnut
        bamboo cork rattan glass crystal ceramic porcelain stoneware concrete marble stone paper
        """
    )
)

# Words that say how, not what: matching them alone proves nothing ("oven safe" for "dishwasher safe").
GENERIC = frozenset(
    stem(word)
    for word in listed(
        """
        safe type size sized included include includes come comes compatible rating rated max maximum
        min minimum proof resistant resistance friendly fit fits inch inches cm mm kg long big wide
        tall high heavy light made make material weight number many often take last run runs use used
        with have has need feature features support supports level good low total full much does hold
        product item model version one thing kind put inside person people hot cold work works go fast
        coating finish function system technology construction loud noisy quiet bright powerful strong weigh
        thick deep old new small large contain contains ingredient calories cover
        """
    )
)
POLARITY = frozenset(stem(word) for word in ("free", "less", "without", "non", "not", "no"))
_SAME = {
    "wash": ("washabl",),
    "clean": ("care", "wash", "washabl"),
    "guarante": ("warranti",),
    "warranti": ("guarante",),
    "mic": ("microphon",),
    "zip": ("zipper",),
    "zipper": ("zip",),
    "colour": ("color",),
    "color": ("colour",),
    "calori": ("kcal", "energi"),
    "grape": ("varieti",),
    "wifi": ("wi",),
    "charg": ("recharg", "charger"),
}
_YES_NO = re.compile(
    r"^\W*(?:and |so |but |ok |okay |hi |hey |hello |please )*"
    r"(?:is|are|was|were|does|do|did|can|could|will|would|has|have|should|isn'?t|doesn'?t|any)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\b(?:or|not|\w+n't)\b", re.IGNORECASE)
_HAS = re.compile(
    r"\b(?:ha(?:s|ve)|got|there|with|include[sd]?|contains?|support(?:s|ed)?)\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\bhow many\s+(?:\w+\s+)?", re.IGNORECASE)
_OF_IT = re.compile(
    r"\b(?:is|are|was|does|do|did|can|will|would) (?:it|this|that|they|these|those)\b",
    re.IGNORECASE,
)
_POINTED = re.compile(r"\b(?:the|this|that)\s+(?:[\w-]+\s+){0,3}ones?\b", re.IGNORECASE)
_BUYERS = re.compile(
    r"\b(?:d(?:o|oes|id)|ha(?:s|ve)) (?:people|buyers|customers|reviewers|others|any ?(?:one|body))\b|\b(?:complain\w*|reviews?|reviewers?)\b",
    re.IGNORECASE,
)
_TALK = frozenset(
    stem(word)
    for word in listed(
        "say says think thinks complain complains complaint complaints anyone anybody people buyers "
        "customers others find found review reviews reviewer listing description tell told saying"
    )
)


@dataclass(frozen=True)
class Asked:
    """A question, read.

    ``topic`` holds the stems that what answers must speak of, ``labels`` the stems of the property's
    names on listings, most telling first, ``numbers`` the digits in it. ``generic`` words belong to
    the question but prove nothing by themselves.
    """

    text: str
    topic: frozenset[str]
    generic: frozenset[str]
    labels: tuple[str, ...]
    numbers: frozenset[str]
    is_yes_no: bool
    is_having: bool
    is_how_many: bool
    is_of_it: bool
    is_of_buyers: bool
    is_negated: bool

    @property
    def words(self) -> frozenset[str]:
        """All stems of the question that are not mere grammar, and what means the same."""
        said = self.topic | self.generic
        return said.union(*(_SAME.get(word, ()) for word in said))


def read(question: str, product: Product) -> Asked:
    """What a question about a product asks for; the product's own name is not part of it."""
    labels = next(
        (
            tuple(stems(names))
            for pattern, names in _PROPERTIES
            if re.search(pattern, question, re.I)
        ),
        (),
    )
    own = set(stems(f"{product.title} {product.brand} {' '.join(product.category)}"))
    pointed = [match.span() for match in _POINTED.finditer(question)]
    pointed += [(found.start, found.end) for found in ordinals(question)]
    tokens = [
        token
        for token in tokenize(question)
        if token.stem not in _TALK and not any(start <= token.start < end for start, end in pointed)
    ]
    words = [token.stem for token in tokens if token.folded not in FILLERS or token.stem in GENERIC]
    content = [word for word in words if not word.isdigit()]
    telling = {
        word
        for word in content
        if word not in GENERIC and word not in own and not (labels and word in labels)
    }
    is_yes_no = bool(_YES_NO.search(question)) and not _EITHER.search(question)
    if not telling and (is_yes_no or not labels):
        # Every word was the product's own, or vague: "is the dry bag dry", "does it run small".
        telling = {word for word in content if word not in GENERIC and word not in labels}
        telling = telling or (set() if labels else set(content))
    if telling and telling <= MATERIALS and not labels and is_yes_no:
        labels = tuple(stems("material fabric composition"))
    return Asked(
        text=question,
        topic=frozenset(telling - POLARITY),
        generic=frozenset(content) - telling,
        labels=labels,
        numbers=frozenset(
            found.group()
            for found in re.finditer(r"\d+(?:[.,]\d+)?", question)
            if not any(start <= found.start() < end for start, end in pointed)
        ),
        is_yes_no=is_yes_no,
        is_having=bool(_HAS.search(question)),
        is_how_many=bool(_HOW_MANY.search(question)),
        is_of_it=bool(_OF_IT.search(question) or pointed),
        is_of_buyers=bool(_BUYERS.search(question)),
        is_negated=bool(POLARITY & {token.stem for token in tokens}),
    )


def means(word: str, spoken: frozenset[str]) -> bool:
    """Whether stems hold a word, or one that means the same on listings."""
    return word in spoken or any(same in spoken for same in _SAME.get(word, ()))


def covers(asked: Asked, spoken: frozenset[str]) -> bool:
    """Whether stems speak of the topic: all of it, or most of a long one."""
    if not asked.topic:
        return False
    found = sum(means(word, spoken) for word in asked.topic)
    return found == len(asked.topic) or (len(asked.topic) >= 4 and found / len(asked.topic) >= 0.7)


def is_unlike(asked: Asked, spoken: frozenset[str]) -> bool:
    """Whether one of question and fact says "free of", and the other does not."""
    return asked.is_negated != bool(POLARITY & spoken)
