"""Which item groups are bought together: item-to-item collaborative filtering over orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from knowledge.catalog import Product

if TYPE_CHECKING:
    from knowledge.index import Index
    from knowledge.store import Store

Ints = npt.NDArray[np.int64]

LARGEST = 50
"""Groups of an order up to which it says what goes together; more is a shop's own stocking up."""
NEIGHBOURS = 200
"""Nearest groups of each that are looked at."""
MOST = 20
"""Pairs that are kept of each group."""


@dataclass(frozen=True)
class Pair:
    """``together`` of the ``orders`` with ``group`` also hold ``other``; ``score`` is their cosine."""

    group: str
    other: str
    together: int
    orders: int
    score: float


@dataclass(frozen=True)
class Companion:
    """A product that is bought with another one, and in how many of the orders with that one."""

    product: Product
    bought_with: Product
    together: int
    orders: int


def companions(
    index: Index,
    store: Store,
    products: Sequence[Product],
    *,
    without: Collection[str] = (),
    top_k: int = 3,
) -> list[Companion]:
    """What is bought with any of some products and is none of them, nearest first.

    Only what can be had, one product an item group; ``without`` names groups to leave out.
    """
    named = {product.group: product for product in reversed(products)}
    left_out = {*named, *without}
    found: dict[str, Pair] = {}
    for pair in store.together(list(named)):
        if pair.other not in left_out:
            found.setdefault(pair.other, pair)
    rows = {key: index.keys.find(key) for key in found}
    ids = {
        index.facets.variant(row, None): found[key] for key, row in rows.items() if row is not None
    }
    return [
        Companion(one, named[ids[one.id].group], ids[one.id].together, ids[one.id].orders)
        for one in store.products(list(ids))
        if one.availability != "out_of_stock"
    ][:top_k]


def pairs(
    baskets: Iterable[tuple[str, Collection[str]]], *, customers: int, threads: int = 0
) -> list[Pair]:
    """The item groups that go with each item group, nearest first.

    A basket is an order's customer and item groups. Groups are near by the cosine of the orders that
    hold them (Linden, Smith and York, Item-to-Item Collaborative Filtering, IEEE Internet Computing
    7(1), 2003), through implicit. A pair counts where so many different ``customers`` bought both in
    one order, so that nobody's own order shows, and where they meet at least as often as they would
    by chance. ``threads``: 0 for all cores.
    """
    kept = [(buyer, frozenset(groups)) for buyer, groups in baskets if groups]
    kept = [one for one in kept if len(one[1]) <= LARGEST]
    keys = sorted({group for _, groups in kept for group in groups})
    rows = {key: row for row, key in enumerate(keys)}
    orders = [sorted(rows[group] for group in groups) for _, groups in kept]
    codes, buyers = _met([buyer for buyer, _ in kept], orders, len(keys))
    met, together = np.unique(codes, return_counts=True)
    crowds = _distinct(codes, buyers, met)
    met, together = met[crowds >= customers], together[crowds >= customers]
    if not len(met):
        return []
    first, second = np.divmod(met, len(keys))
    counts = np.bincount(np.concatenate([np.array(order, np.int64) for order in orders]))
    expected = counts[first] * counts[second] / len(orders)
    first, second, together = (one[together >= expected] for one in (first, second, together))
    ones, others = np.concatenate([first, second]), np.concatenate([second, first])
    scores = np.asarray(_cosines(orders, len(keys), threads)[ones, others]).ravel()
    found: dict[str, list[Pair]] = defaultdict(list)
    both = np.concatenate([together, together])
    for place in np.argsort(-scores, kind="stable"):
        one, other, score = int(ones[place]), int(others[place]), float(scores[place])
        if score > 0 and len(found[keys[one]]) < MOST:
            pair = Pair(keys[one], keys[other], int(both[place]), int(counts[one]), score)
            found[keys[one]].append(pair)
    return [pair for some in found.values() for pair in some]


def _met(buyers: list[str], orders: list[list[int]], count: int) -> tuple[Ints, Ints]:
    """Each two rows that an order holds, as ``first * count + second``, and the order's buyer."""
    numbers = {buyer: number for number, buyer in enumerate(dict.fromkeys(buyers))}
    by_size: dict[int, list[int]] = defaultdict(list)
    for place, order in enumerate(orders):
        by_size[len(order)].append(place)
    codes, who = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for size, places in by_size.items():
        held = np.array([orders[place] for place in places], np.int64)
        first, second = np.triu_indices(size, 1)
        codes.append((held[:, first] * count + held[:, second]).ravel())
        who.append(np.repeat([numbers[buyers[place]] for place in places], len(first)))
    return np.concatenate(codes), np.concatenate(who).astype(np.int64)


def _distinct(codes: Ints, buyers: Ints, met: Ints) -> Ints:
    """How many buyers each code of ``met`` has."""
    several = int(buyers.max(initial=0)) + 1
    having, counts = np.unique(np.unique(codes * several + buyers) // several, return_counts=True)
    found: Ints = counts[np.searchsorted(having, met)]
    return found


def _cosines(orders: list[list[int]], count: int, threads: int) -> Any:
    """The cosines of each row's nearest, a sparse matrix of shape (count, count)."""
    # It costs an import a second, which one without orders need not pay.
    from implicit.nearest_neighbours import ItemItemRecommender, normalize
    from scipy.sparse import csr_matrix

    lengths = [len(order) for order in orders]
    held = csr_matrix(
        (
            np.ones(sum(lengths), np.float32),
            np.concatenate([np.array(order, np.int32) for order in orders]),
            np.concatenate([[0], np.cumsum(lengths)]),
        ),
        shape=(len(orders), count),
    )
    model = ItemItemRecommender(K=min(NEIGHBOURS, count), num_threads=threads)
    model.fit(normalize(held.T).T.tocsr(), show_progress=False)
    return model.similarity
