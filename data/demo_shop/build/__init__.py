"""Builds the demo shop from its sources: ``python -m data.demo_shop.build`` from the root."""
