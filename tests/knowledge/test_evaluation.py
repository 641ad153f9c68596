"""Measures against an implementation of others, judgements from files, a shop evaluated."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import ndcg_score

from knowledge.catalog import CatalogError
from knowledge.evaluation import (
    Judged,
    evaluate,
    judged_ndcg,
    known_items,
    ndcg,
    read_judgements,
    recall,
    reciprocal_rank,
)
from knowledge.evaluation.intervals import figure
from knowledge.knowledge import Knowledge


def test_ndcg_is_that_of_scikit_learn() -> None:
    dice = random.Random(1)
    for _ in range(200):
        ids = [str(number) for number in range(dice.randint(11, 40))]
        gains = {id: dice.choice((0.0, 0.0, 0.5, 1.0, 3.0)) for id in ids}
        gains[ids[0]] = 1.0
        ranking = dice.sample(ids, len(ids))
        truth = np.array([[gains[id] for id in ranking]])
        theirs = ndcg_score(truth, -np.arange(len(ids), dtype=float)[None, :], k=10)
        assert ndcg(ranking, gains) == pytest.approx(theirs)


def test_unjudged_products_cost_ndcg_and_leave_judged_ndcg_alone() -> None:
    gains = {"a": 1.0, "b": 0.5, "c": 0.0}
    assert ndcg(["a", "b", "c"], gains) == judged_ndcg(["a", "b", "c"], gains) == 1.0
    assert judged_ndcg(["x", "a", "y", "b"], gains) == 1.0
    assert ndcg(["x", "a", "y", "b"], gains) < 0.7


def test_recall_and_reciprocal_rank_look_for_relevant_products() -> None:
    gains = {"a": 1.0, "b": 0.5, "c": 1.0}
    assert recall(["b", "x", "c"], gains) == 0.5
    assert reciprocal_rank(["b", "x", "c"], gains) == pytest.approx(1 / 3)
    assert reciprocal_rank(["b", "x", "c"], gains, relevant=0.5) == 1.0
    assert reciprocal_rank(["x"], gains) == 0.0
    assert recall(["b"], {"b": 0.5}) is reciprocal_rank(["b"], {"b": 0.5}) is None


def test_an_interval_holds_the_mean_and_narrows_with_more_queries() -> None:
    few, many = figure([0.0, 1.0] * 10), figure([0.0, 1.0] * 500)
    assert few is not None
    assert many is not None
    assert few.mean == many.mean == 0.5
    assert few.low < many.low < 0.5 < many.high < few.high  # type: ignore[operator]
    assert figure([0.3]) is not None
    assert figure([0.3]).low is None  # type: ignore[union-attr]
    assert figure([]) is None


def test_lines_that_cannot_be_used_are_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl.gz"
    lines = [
        '{"query_id": "1", "query": "stage piano", "judged": {"KB-88": 1.0}}',
        "{broken",
        '{"query_id": "2", "query": "drums"}',
        '{"query_id": "3", "query": "drums", "judged": {"DR-5": "high"}}',
        '{"query_id": "1", "query": "guitar", "judged": {"CG-10": 1}}',
        '{"query_id": "4", "judged": {"CG-10": 1}}',
        '{"query_id": 5, "query": "guitar", "judged": {"CG-10": 2, "CG-20": -1}}',
        "",
        '{"query_id": 6, "query": "guitar", "judged": {"CG-10": 2}}',
    ]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    judged, rejected = read_judgements(path)
    assert [(one.query_id, one.query, one.gains) for one in judged] == [
        ("1", "stage piano", {"KB-88": 1.0}),
        ("6", "guitar", {"CG-10": 2.0}),
    ]
    reasons = {one.line: one.reason for one in rejected}
    assert list(reasons) == [2, 3, 4, 5, 6, 7]
    assert all(one.source == str(path) for one in rejected)
    assert "a number from 0 up" in reasons[4]
    assert "on line 1 too" in reasons[5]
    assert "query" in reasons[6]


def test_a_file_without_a_judged_query_says_how_one_looks(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"query_id": "1", "query": "drums"}\n', encoding="utf-8")
    with pytest.raises(CatalogError, match=r"queries\.jsonl: .*line 1.*judged"):
        read_judgements(path)


def test_trec_qrels_judge_queries_of_either_form(tmp_path: Path) -> None:
    qrels = tmp_path / "shop.qrels"
    qrels.write_text("q1 0 KB-88 2\nq1 0 KB-61 -1\nq2 0 DR-5 1\nwrong\n", encoding="utf-8")
    for name, text in {
        "topics.tsv": "q1\tstage piano\nq2\tdrums\nq3\tflutes\n",
        "topics.jsonl": '{"query_id": "q1", "query": "stage piano"}\n'
        '{"query_id": "q2", "query": "drums"}\n{"query_id": "q3", "query": "flutes"}\n',
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        judged, rejected = read_judgements(tmp_path / name, qrels)
        assert [one.gains for one in judged] == [{"KB-88": 2.0, "KB-61": 0.0}, {"DR-5": 1.0}]
        assert [(Path(one.source).name, one.line) for one in rejected] == [
            ("shop.qrels", 4),
            (name, 3),
        ]


def test_a_judged_variant_counts_for_its_whole_item_group(instruments: Knowledge) -> None:
    # The hit is the first variant in stock; judged is another one, which is sold out.
    judged = [Judged("1", "Voltaire Comet electric guitar", {"EG-1-RED": 1.0, "EG-1-BLK": 0.2})]
    found = evaluate(instruments, judged)
    (query,) = found.queries
    assert query.ranked["hybrid"].first[0] == instruments.products(["EG-1-RED"])[0].group
    assert query.ranked["hybrid"].scores == {
        "nDCG@10": 1.0,
        "Recall@10": 1.0,
        "J-nDCG@10": 1.0,
        "MRR": 1.0,
    }


def test_what_the_shop_does_not_have_is_told_apart_from_what_it_does_not_find(
    instruments: Knowledge,
) -> None:
    judged = [
        Judged("here", "drum kit", {"DR-5": 2.0, "GONE": 2.0, "DR-E1": 1.0}),
        Judged("gone", "flute", {"FLUTE": 2.0}),
        Judged("none", "zither", {"DR-5": 0.0}),
    ]
    found = evaluate(instruments, judged)
    assert [query.query_id for query in found.queries] == ["here"]
    assert found.left_out == ["gone", "none"]
    assert found.unknown == ["FLUTE", "GONE"]
    assert found.relevant == 2.0
    with pytest.raises(ValueError, match="this store"):
        evaluate(instruments, judged[1:])


def test_known_items_find_a_shop_by_its_own_words(instruments: Knowledge) -> None:
    judged, about = known_items(instruments)
    assert "description" in about
    assert known_items(instruments)[0] == judged
    words = set(judged[0].query.split())
    (product,) = instruments.products(list(judged[0].gains))
    assert words <= set(product.description.lower().replace(".", "").replace(",", "").split())
    recall_of_words = evaluate(instruments, judged).figure("lexical", "Recall@10")
    assert recall_of_words is not None
    assert recall_of_words.mean == 1.0
