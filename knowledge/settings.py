"""Every setting of Aisle, typed, in one place; each can be set in the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from environs import Env, validate

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What a shop can change without touching code. The names in the comments are the variables."""

    home: Path  # AISLE_HOME: models, stores and conversations; .aisle beside the code
    store: Path  # AISLE_STORE: the shop's knowledge; <home>/store
    demo_shop: Path  # AISLE_DEMO_SHOP: imported where there is no store yet
    dense_index: str  # AISLE_DENSE_INDEX: what searches vectors in new versions of a store: faiss, or milvus where that is set
    milvus_uri: str  # AISLE_MILVUS_URI: Milvus as http://host:19530, or a file as vectors.db for milvus-lite
    database_url: str  # AISLE_DATABASE_URL: postgresql://...; SQLite files in the store
    threads: int  # AISLE_THREADS: for embedding a catalogue; all cores
    query_threads: int  # AISLE_QUERY_THREADS: for embedding one message; 1 is fastest under load
    together_customers: int  # AISLE_TOGETHER_CUSTOMERS: who must have bought two things in one order before it is told; 3
    log_level: str  # AISLE_LOG_LEVEL: debug, info, warning or error
    embeddings: str  # AISLE_EMBEDDINGS, or embeddings.type in endpoints.yml: bundled, sentence-transformers or openai
    embeddings_model: str  # AISLE_EMBEDDINGS_MODEL, or embeddings.model: its name, or its folder
    embeddings_base_url: (
        str  # AISLE_EMBEDDINGS_BASE_URL, or embeddings.base_url; else OPENAI_BASE_URL
    )
    embeddings_timeout: float  # AISLE_EMBEDDINGS_TIMEOUT, or embeddings.timeout: seconds until keywords answer alone
    embeddings_api_key: str  # AISLE_EMBEDDINGS_API_KEY; else OPENAI_API_KEY
    lm: str  # AISLE_LM, or language_model.type in endpoints.yml: none, openai or transformers
    lm_model: str  # AISLE_LM_MODEL, or language_model.model: the model's name, or its folder
    lm_timeout: float  # AISLE_LM_TIMEOUT, or language_model.timeout: seconds until the composer answers instead
    lm_base_url: str  # OPENAI_BASE_URL, or language_model.base_url
    lm_api_key: str  # OPENAI_API_KEY
    desk: str  # AISLE_DESK: where people take a conversation over: none, chatwoot or webhook
    desk_url: str  # AISLE_DESK_URL
    desk_token: (
        str  # AISLE_DESK_TOKEN: Chatwoot's access token, or what signs the webhook's requests
    )
    desk_account: str  # AISLE_DESK_ACCOUNT: the number of Chatwoot's account
    desk_inbox: str  # AISLE_DESK_INBOX: the number of its inbox, of the kind "API"
    shop_backend: str  # AISLE_SHOP_BACKEND: where orders live: local, shopify or woocommerce
    shop_url: str  # AISLE_SHOP_URL: that system's address, e.g. https://my-shop.myshopify.com
    shop_key: str  # AISLE_SHOP_KEY: WooCommerce's consumer key
    shop_secret: str  # AISLE_SHOP_SECRET: its consumer secret, or Shopify's access token


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once.

    Raises `environs.EnvError` where a variable holds a value that cannot be used.
    """
    env = Env()
    endpoints = _endpoints(PROJECT / "endpoints.yml")
    model = endpoints.get("language_model") or {}
    embeddings = endpoints.get("embeddings") or {}
    home = env.path("AISLE_HOME", PROJECT / ".aisle")
    milvus_uri = env.str("AISLE_MILVUS_URI", "")
    return Settings(
        home=home,
        store=env.path("AISLE_STORE", home / "store"),
        demo_shop=env.path("AISLE_DEMO_SHOP", PROJECT / "data" / "demo_shop"),
        dense_index=env.str(
            "AISLE_DENSE_INDEX",
            "milvus" if milvus_uri else "faiss",
            validate=validate.OneOf(["faiss", "milvus"]),
        ),
        milvus_uri=milvus_uri,
        database_url=env.str("AISLE_DATABASE_URL", ""),
        threads=env.int("AISLE_THREADS", os.cpu_count() or 1),
        query_threads=env.int("AISLE_QUERY_THREADS", 1),
        together_customers=env.int("AISLE_TOGETHER_CUSTOMERS", 3, validate=validate.Range(min=2)),
        log_level=env.str("AISLE_LOG_LEVEL", "warning"),
        embeddings=env.str("AISLE_EMBEDDINGS", embeddings.get("type", "bundled")),
        embeddings_model=env.str("AISLE_EMBEDDINGS_MODEL", embeddings.get("model", "")),
        embeddings_base_url=env.str(
            "AISLE_EMBEDDINGS_BASE_URL",
            embeddings.get("base_url") or env.str("OPENAI_BASE_URL", ""),
        ),
        embeddings_timeout=env.float("AISLE_EMBEDDINGS_TIMEOUT", embeddings.get("timeout", 2.0)),
        embeddings_api_key=env.str("AISLE_EMBEDDINGS_API_KEY", env.str("OPENAI_API_KEY", "")),
        lm=env.str("AISLE_LM", model.get("type", "none")),
        lm_model=env.str("AISLE_LM_MODEL", model.get("model", "")),
        lm_timeout=env.float("AISLE_LM_TIMEOUT", model.get("timeout", 8.0)),
        lm_base_url=env.str("OPENAI_BASE_URL", model.get("base_url", "")),
        lm_api_key=env.str("OPENAI_API_KEY", ""),
        desk=env.str(
            "AISLE_DESK", "none", validate=validate.OneOf(["none", "chatwoot", "webhook"])
        ),
        desk_url=env.str("AISLE_DESK_URL", ""),
        desk_token=env.str("AISLE_DESK_TOKEN", ""),
        desk_account=env.str("AISLE_DESK_ACCOUNT", "1"),
        desk_inbox=env.str("AISLE_DESK_INBOX", "1"),
        shop_backend=env.str(
            "AISLE_SHOP_BACKEND",
            "local",
            validate=validate.OneOf(["local", "shopify", "woocommerce"]),
        ),
        shop_url=env.str("AISLE_SHOP_URL", ""),
        shop_key=env.str("AISLE_SHOP_KEY", ""),
        shop_secret=env.str("AISLE_SHOP_SECRET", ""),
    )


def _endpoints(path: Path) -> dict[str, Any]:
    """What endpoints.yml says; the environment comes before it."""
    if not path.exists():
        return {}
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return held
