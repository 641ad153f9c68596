"""Rasa graph components that understand a message with the shop's own vocabulary."""
