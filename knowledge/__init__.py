"""The shop's knowledge: catalogue, retrieval and grounded text. Knows nothing of dialogue."""
