"""What properties are called on listings, by the words that ask for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.query.tokens import stems

_TIME = "[time]"


@dataclass(frozen=True)
class Property:
    """A property of goods: the stems of its names on listings, most telling first.

    ``dimension`` is pint's, where it is measured. ``others`` are stems that make of such a label
    another property ("weight limit"). ``is_strict``: what else the question names must be spoken
    of too ("how long does it take to charge").
    """

    labels: tuple[str, ...] = ()
    dimension: str = ""
    others: frozenset[str] = frozenset()
    is_strict: bool = False

    def __bool__(self) -> bool:
        return bool(self.labels)


def _property(
    names: str, dimension: str = "", *, others: str = "", is_strict: bool = False
) -> Property:
    return Property(
        tuple(dict.fromkeys(stems(names))), dimension, frozenset(stems(others)), is_strict
    )


_HOLDING = r"(?:hold|holds|carry|carries|support|supports|bear|take|takes|lift|lifts|handle|withstand|load)"
# The names stand in the languages that shops write in most: English, German, French, Spanish, Italian.
_ASKED: tuple[tuple[re.Pattern[str], Property], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), asked)
    for pattern, asked in (
        (r"\b(?:guarantee|warranty)\b", _property("warranty guarantee garantie garantia garanzia")),
        (
            rf"\bhow (?:much|many) (?:weight|load|kg|kilos?|kilograms?|lbs?|pounds)\b.*\b{_HOLDING}\b"
            rf"|\b(?:weight|load) (?:limit|capacity)\b|\b(?:max(?:imum)?|safe) (?:weight|load)\b|\bhow heavy (?:a|an)\b",
            _property("load limit capacity tragkraft", "[mass]"),
        ),
        (
            r"\bhow (?:heavy|light)\b|\bweigh\w*\b|\b(?:heavi|light)(?:er|est)\b",
            _property(
                "weight weigh gewicht poids peso",
                "[mass]",
                others="limit load capacity maximum max user rider recommended supported",
            ),
        ),
        (
            r"\bhow (?:tall|high)\b|\bheight\b|\btall(?:er|est)\b",
            _property("height tall high höhe hauteur altura altezza", "[length]"),
        ),
        (r"\bhow deep\b|\bdepth\b|\bdeep(?:er|est)\b", _property("depth deep tiefe", "[length]")),
        (
            r"\bhow wide\b|\bwidth\b|\bwid(?:er|est)\b|\bdiameter\b",
            _property("width wide diameter breite durchmesser largeur", "[length]"),
        ),
        (
            r"\bhow thick\b|\bthickness\b|\bthi(?:ck|nn)(?:er|est)\b",
            _property("thickness thick stärke dicke", "[length]"),
        ),
        (
            r"\bhow (?:long|many (?:seconds|minutes|hours|days|weeks|months|years))\b.*\b(?:take|takes|need|needs|require|requires|charge|recharge)\b",
            _property("time duration", _TIME, is_strict=True),
        ),
        (
            r"\bhow (?:long|many (?:seconds|minutes|hours|days|weeks|months|years))\b.*\b(?:last|lasts|run|work|go|keep|stay|hold|battery)\b"
            r"|\bbattery (?:li(?:fe|ves?)|time|duration)\b|\b(?:last|run)s? (?:long(?:er|est)?)\b",
            _property("life duration runtime time laufzeit autonomie", _TIME),
        ),
        (
            r"\bhow long\b|\blength\b|\blonge(?:r|st)\b",
            _property("length long duration life länge"),
        ),
        (
            r"\bhow (?:big|large|small|compact)\b|\bwh(?:at|ich)(?:'s| is| are)? (?:the |its )?size\b|\bdimensions?\b|\bmeasurements?\b|\b(?:bigg|larg|small)(?:er|est)\b",
            _property(
                "dimension measurement size diameter volume capacity width length height depth maße abmessungen"
            ),
        ),
        (
            r"\bhow (?:much|many)\b.*\b(?:hold|store|carry|contain|sleep|seat|serve|fit)s?\b|\bcapacity\b|\bvolume\b|\broomie(?:r|st)\b",
            _property("capacity volume storage load seats fassungsvermögen contenance capacidad"),
        ),
        (r"\bhow fast\b|\bspeed\b|\bfast(?:er|est)\b|\bquick(?:er|est)\b", _property("speed")),
        (
            r"\bhow (?:loud|noisy|quiet|silent)\b|\bnoise\b|\b(?:quiet|loud)(?:er|est)\b|\bnoisie(?:r|st)\b",
            _property("noise loudness sound lautstärke"),
        ),
        (
            r"\bhow bright\b|\bbrightness\b|\bbright(?:er|est)\b",
            _property("brightness lumen luminous"),
        ),
        (
            r"\bhow (?:powerful|strong)\b|\bwatts?\b|\bwattage\b|\bpower (?:consumption|rating|output)\b|\bmore powerful\b",
            _property("power wattage consumption leistung puissance potencia"),
        ),
        (
            r"\bhow old\b|\bwhat ages?\b|\bage (?:range|group|limit)\b|\b\d+[ -](?:years?|months?)[ -]olds?\b|\byoung(?:er|est)\b",
            _property("age alter", _TIME),
        ),
        (
            r"\b(?:how many|any) (?:calories|kcal)\b|\bcalories\b|\bcaloric\b",
            _property("energy calorie kcal"),
        ),
        (
            r"\bwhere (?:is|are|was|were|does|do)\b.*\b(?:made|from|produced|manufactured|grown)\b"
            r"|\b(?:country|origin)\b|\bmade in\b",
            _property("country origin region herkunft"),
        ),
        (
            r"\bwhat.{0,40}\bmade (?:of|from|out of)\b|\bmade (?:of|from|out of)\b|\bmaterials?\b|\bfabric\b",
            _property(
                "material fabric shell upper body composition construction matière materiale"
            ),
        ),
        (
            r"\bcontains?\b|\bingredients?\b|\bwhat(?:'s| is) in (?:it|this|that)\b",
            _property("ingredient contain allergen composition zutaten inhaltsstoffe"),
        ),
        (
            r"\bhow (?:do|should|can) (?:i|you|we) (?:wash|clean|care)\b|\bcare for\b",
            _property("care washing cleaning pflege"),
        ),
        (
            r"\b(?:in|into) (?:arabic|chinese|czech|danish|dutch|english|finnish|french|german|greek|hebrew|hindi|hungarian|italian|japanese|korean|norwegian|polish|portuguese|romanian|russian|spanish|swedish|turkish|ukrainian)\b|\blanguages?\b",
            _property("language sprache langue idioma"),
        ),
        (
            r"\bfor (?:wo)?m[ae]n\b|\bfor (?:boys|girls|kids|ladies|guys)\b|\bunisex\b|\b(?:wo)?men'?s\b",
            _property("gender"),
        ),
    )
)
# "Is it heavy" is answered by a weight, without a yes or a no; buyers may say it as well.
_QUALITY = re.compile(
    r"\b(?:is|are|isn'?t|aren'?t) (?:it|this|that|they|these|those|the [\w-]+(?: [\w-]+)?)(?: (?:too|very|really|quite|that|so|rather|pretty))* "
    r"(?P<quality>heavy|light|lightweight|tall|high|deep|wide|thick|thin|long|short|big|large|small|tiny|compact|fast|quick|slow|loud|noisy|quiet|silent|bright|powerful|strong)\b(?! \w+ (?:for|to)\b)",
    re.IGNORECASE,
)
_QUALITIES = {
    "heavy": "heavy", "light": "heavy", "lightweight": "heavy", "tall": "tall", "high": "tall",
    "deep": "deep", "wide": "wide", "thick": "thick", "thin": "thick", "long": "long",
    "short": "long", "big": "big", "large": "big", "small": "big", "tiny": "big", "compact": "big",
    "fast": "fast", "quick": "fast", "slow": "fast", "loud": "loud", "noisy": "loud",
    "quiet": "loud", "silent": "loud", "bright": "bright", "powerful": "powerful",
    "strong": "powerful",
}  # fmt: skip
NOTHING = Property()


def asked_for(question: str) -> Property:
    """The property that a question asks for; `NOTHING` where it names none that is known."""
    if quality := _QUALITY.search(question):
        question += f" how {_QUALITIES[quality['quality'].lower()]}"
    return next((asked for pattern, asked in _ASKED if pattern.search(question)), NOTHING)


def by_name(names: str) -> Property:
    """A property by its names on listings, most telling first."""
    return _property(names)
