"""Where a thing is from: countries under the words that shoppers use for what comes from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.index.analyzer import fold

_DEMONYMS = {
    "american": "usa united states us america",
    "argentinian": "argentina",
    "australian": "australia",
    "austrian": "austria österreich",
    "belgian": "belgium",
    "brazilian": "brazil",
    "british": "uk united kingdom great britain britain",
    "canadian": "canada",
    "chilean": "chile",
    "chinese": "china",
    "colombian": "colombia",
    "cuban": "cuba",
    "czech": "czech republic czechia",
    "danish": "denmark",
    "dutch": "netherlands holland",
    "egyptian": "egypt",
    "english": "england",
    "ethiopian": "ethiopia",
    "finnish": "finland",
    "french": "france",
    "german": "germany deutschland",
    "greek": "greece",
    "hungarian": "hungary",
    "icelandic": "iceland",
    "indian": "india",
    "indonesian": "indonesia",
    "irish": "ireland",
    "israeli": "israel",
    "italian": "italy italia",
    "jamaican": "jamaica",
    "japanese": "japan",
    "kenyan": "kenya",
    "korean": "korea south korea",
    "lebanese": "lebanon",
    "mexican": "mexico",
    "moroccan": "morocco",
    "norwegian": "norway",
    "peruvian": "peru",
    "polish": "poland",
    "portuguese": "portugal",
    "scottish": "scotland",
    "south african": "south africa",
    "spanish": "spain españa",
    "swedish": "sweden",
    "swiss": "switzerland",
    "thai": "thailand",
    "turkish": "turkey türkiye",
    "vietnamese": "vietnam",
    "welsh": "wales",
}
_WRITTEN = ("united states", "united kingdom", "great britain", "south korea", "south africa")
_OF_COUNTRY = {"czech republic": "czech"} | {
    name: demonym
    for demonym, written in _DEMONYMS.items()
    for name in (
        *[one for one in _WRITTEN if one in written],
        *(word for word in written.split() if not any(word in one for one in _WRITTEN)),
    )
}


def demonyms(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What comes from the countries among some values is called, and the country as it is written.

    >>> list(demonyms(["Italy", "oak", "New Zealand"]))
    [('italian', 'Italy')]
    """
    for value in values:
        if demonym := _OF_COUNTRY.get(fold(value)):
            yield demonym, value
