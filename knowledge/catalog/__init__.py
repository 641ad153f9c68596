"""What a shop knows: products, reviews, orders and documents, and the files they come from."""

from knowledge.catalog.columns import Columns
from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.reader import FORMATS, read
from knowledge.catalog.records import Document, Order, OrderLine, Product, Record, Review

__all__ = [
    "FORMATS",
    "CatalogError",
    "Columns",
    "Document",
    "Order",
    "OrderLine",
    "Product",
    "Record",
    "Rejected",
    "Review",
    "read",
]
