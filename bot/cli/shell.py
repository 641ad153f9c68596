"""The shell: a prompt with history and line editing, commands, and choices by letter."""

from __future__ import annotations

import re

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory
from rasa.core.agent import Agent
from rich.console import Console

from bot.cli.rendering import Renderer
from bot.runtime import Turn, turn
from knowledge.settings import settings

_COMMAND = re.compile(r"/[a-z]*")
HELP = """\
Write what you are looking for, as you would to a person in the shop.
A number opens a product of the list, a letter presses a button.

  /help     this text
  /restart  forget the conversation and begin anew
  /debug    show what was understood: intent, constraints, sources, milliseconds
  /quit     leave (so does Ctrl-D); Ctrl-C drops the line you are writing
"""


class Shell:
    """One conversation in a terminal."""

    def __init__(self, agent: Agent, session: str, console: Console) -> None:
        self._agent, self._session, self._console = agent, session, console
        self._renderer = Renderer(console)
        self._debugging = False
        settings().home.mkdir(parents=True, exist_ok=True)
        self._prompt: PromptSession[str] = PromptSession(
            history=FileHistory(str(settings().home / "history"))
        )

    async def run(self) -> None:
        """Talks until the shopper leaves."""
        self._console.print("Welcome. Ask for anything the shop might sell; /help shows more.\n")
        while True:
            try:
                text = (await self._prompt.prompt_async("› ")).strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                break
            if text == "/quit":
                break
            if text:
                await self._answer(text)
        self._console.print(f"Bye. Continue with: aisle chat --session {self._session}")

    async def _answer(self, text: str) -> None:
        if text == "/help":
            self._console.print(HELP)
        elif text == "/debug":
            self._debugging = not self._debugging
            self._console.print(f"Debugging is {'on' if self._debugging else 'off'}.\n")
        elif text == "/restart":
            await turn(self._agent, self._session, "/restart")
            self._console.print("The conversation begins anew.\n")
        elif _COMMAND.fullmatch(text):
            self._console.print(f"There is no {text}; /help lists what there is.\n", markup=False)
        else:
            self._draw(
                await turn(self._agent, self._session, self._renderer.choices.get(text, text))
            )

    def _draw(self, answered: Turn) -> None:
        self._renderer.turn(answered)
        if self._debugging:
            self._renderer.debug(answered)
