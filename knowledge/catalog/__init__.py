"""What a shop knows: products, reviews, orders and documents, and the files they come from."""

from knowledge.catalog.records import Document, Order, OrderLine, Product, Record, Review

__all__ = ["Document", "Order", "OrderLine", "Product", "Record", "Review"]
