"""Everything that speaks Rasa: understanding, running the dialogue, channels and the command."""
