"""What the assistant can do: one module a capability. Knows rasa_sdk and knowledge, not Rasa."""
