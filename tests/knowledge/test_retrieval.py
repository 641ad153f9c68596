"""What shoppers type finds what they mean, in shops of several trades."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importing import import_files
from knowledge.knowledge import Knowledge
from tests.knowledge.trades import SHOPS, write


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Knowledge]:
    folder = tmp_path_factory.mktemp("trades")
    opened = {}
    for name, listings in SHOPS.items():
        import_files(folder / name, [write(listings, folder / f"{name}.jsonl")])
        opened[name] = Knowledge.open(folder / name)
    return opened


def _ids(shop: Knowledge, query: str, count: int) -> list[str]:
    return [hit.id for hit in shop.retrieve(query, top_k=count).hits]


@pytest.mark.parametrize(
    ("shop", "query", "id"),
    [
        # ids and numbers, however they are typed
        ("electronics", "000123", "000123"),
        ("electronics", "123", "000123"),
        ("electronics", "0012345678905", "000123"),
        ("electronics", "12345678905", "000123"),
        ("electronics", "0 12345 67890 5", "000123"),
        ("electronics", "UPC: 0-12345-67890-5", "000123"),
        ("electronics", "ean 4006381333931", "000124"),
        ("electronics", "WH-1000XM3", "000124"),
        ("electronics", "wh1000xm3", "000124"),
        ("electronics", "wh 1000 xm3", "000124"),
        ("electronics", "sonavo wh 1000xm3 headphones", "000124"),
        ("electronics", "case for wh1000xm4", "2009"),
        ("electronics", "kw77b", "1231"),
        ("books", "978-0-306-40615-7", "b-1"),
        ("books", "0-306-40615-2", "b-1"),
        ("books", "ISBN 3-16-148410-X", "b-2"),
        ("books", "b-3", "b-3"),
        ("books", "1000", "1000"),
        ("books", "1000 piece puzzle", "b-5"),
        ("books", "500 pieces jigsaw", "b-6"),
        # slips
        ("electronics", "wireles mouse silnet", "2007"),
        ("electronics", "mechanical keybord", "2006"),
        ("electronics", "labtop sleeve", "2003"),
        ("books", "soudough bread", "b-2"),
        ("mode", "Regenjake", "m-3"),
        ("mode", "laufschue", "m-1"),
        # words together and apart
        ("electronics", "head phones wh-1000xm4", "000123"),
        ("electronics", "key board", "2006"),
        ("electronics", "wirelessmouse", "2007"),
        ("electronics", "powerbank", "2008"),
        ("electronics", "usbc cable 2m", "2004"),
        ("books", "cook book", "b-2"),
        ("mode", "tshirt", "m-7"),
        ("mode", "t shirt", "m-7"),
        ("mode", "lauf schuhe", "m-1"),
        ("mode", "regen jacke", "m-3"),
        # one and many
        ("electronics", "mice", "2007"),
        ("books", "knife", "b-3"),
        ("books", "atlas for a child", "b-4"),
        # amounts
        ("electronics", "laptop 16gb", "2001"),
        ("electronics", "laptop 8 gb", "2002"),
        ("electronics", '15.6" laptop', "2002"),
        ("electronics", "13.3-inch laptop", "2001"),
        ("electronics", "cable 0.5m", "2005"),
        ("electronics", "usb-c cable 2 meters", "2004"),
        ("electronics", "cable 200 cm", "2004"),
        ("electronics", "20000mah", "2008"),
        ("mode", "Flasche 1.5l", "m-5"),
        ("mode", "Flasche 500 ml", "m-6"),
        # accents
        ("mode", "Mütze", "m-4"),
        ("mode", "wollmutze", "m-4"),
        ("mode", "gurtel", "m-8"),
        ("mode", "Guertel", "m-8"),
        ("mode", "weisses t-shirt", "m-7"),
    ],
)
def test_the_product_that_is_meant_comes_first(
    shops: dict[str, Knowledge], shop: str, query: str, id: str
) -> None:
    assert _ids(shops[shop], query, 1) == [id]


@pytest.mark.parametrize(
    ("shop", "query", "ids"),
    [
        ("electronics", "smartwatch", {"1230", "1231"}),
        ("electronics", "smart watches", {"1230", "1231"}),
        ("electronics", "smartwatches", {"1230", "1231"}),
        ("electronics", "usb c", {"2004", "2005"}),
        ("mode", "Trinkflaschen", {"m-5", "m-6"}),
        ("mode", "Schuhe", {"m-1", "m-2"}),
    ],
)
def test_all_that_are_meant_come_first(
    shops: dict[str, Knowledge], shop: str, query: str, ids: set[str]
) -> None:
    assert set(_ids(shops[shop], query, len(ids))) == ids


def test_the_first_hits_are_no_wall_of_the_same_thing(tmp_path: Path) -> None:
    """A shop that lists the same goods lot by lot, in no item group."""
    text = "Soft on both sides and hemmed all round: warm enough for an evening on the sofa. Wash at 30."
    rows = [f"S{n},Alder fleece blanket lot {n},20,{text}" for n in range(1, 11)]
    rows += [
        "W,Wool blanket with fringes,80,Woven in a mill by the sea.",
        "P,Picnic mat,35,Waterproof.",
    ]
    (tmp_path / "goods.csv").write_text("\n".join(["id,title,price,description", *rows]))
    import_files(tmp_path / "store", [tmp_path / "goods.csv"])
    shop = Knowledge.open(tmp_path / "store")
    assert "W" in _ids(shop, "fleece blanket", 5)
    # Nothing is lost, nothing comes twice, and scores still say the order.
    hits = shop.retrieve("fleece blanket", top_k=12).hits
    assert len({hit.id for hit in hits}) == 12
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
