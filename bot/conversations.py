"""Conversations in a database, so that they survive a restart; the recent ones in memory too."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy
import sqlalchemy.orm
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge import database
from knowledge.settings import settings

KEPT = 500  # conversations in memory


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL tracker store, which reads a conversation once instead of on every turn.

    In a SQLite file, for one process; in PostgreSQL where it is set, and then a conversation that
    went on in another process is read again. A tracker is taken out of memory when it is retrieved
    and put back when it is saved: a turn that fails half-way leaves what the database holds.
    """

    def __init__(self, path: Path, domain: Domain | None = None) -> None:
        super().__init__(domain=domain, dialect="sqlite", db=":memory:")
        self.engine.dispose()
        self._is_shared = bool(settings().database_url)
        # Rasa's engine opens and closes the file twice a turn, and waits for a server for ever.
        self.engine = database.postgresql() if self._is_shared else _sqlite(path)
        database.create(self.engine, self.Base.metadata)
        self.sessionmaker = sqlalchemy.orm.sessionmaker(bind=self.engine)
        self._recent: OrderedDict[str, tuple[DialogueStateTracker, int, int]] = OrderedDict()
        self._stored: dict[str, int] = {}

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation's tracker, or None where it has not begun."""
        tracker, count, last = self._recent.pop(sender_id, (None, 0, 0))
        if tracker and last == self._last(sender_id):
            self._stored[sender_id] = count
            return tracker
        self._stored.pop(sender_id, None)
        return await super().retrieve(sender_id)

    def recent(self, sender_id: str) -> DialogueStateTracker:
        """The tracker of a conversation that was saved a moment ago, to look at.

        Raises `KeyError` where none was.
        """
        return self._recent[sender_id][0]

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Writes the events that are new, and keeps the tracker at hand."""
        await super().save(tracker)
        self._stored.pop(tracker.sender_id, None)
        last = self._last(tracker.sender_id)
        self._recent[tracker.sender_id] = (tracker, len(tracker.events), last)
        if len(self._recent) > KEPT:
            self._recent.popitem(last=False)

    def _additional_events(self, session: Session, tracker: DialogueStateTracker) -> Iterator[Any]:
        stored = self._stored.get(tracker.sender_id)
        if stored is None:
            return super()._additional_events(session, tracker)
        return itertools.islice(tracker.events, stored, len(tracker.events))

    def _last(self, sender_id: str) -> int:
        """Which event of a conversation is the last; 0 where nobody else writes them."""
        if not self._is_shared:
            return 0
        with self.session_scope() as session:
            query = session.query(sqlalchemy.func.max(self.SQLEvent.id))
            return query.filter(self.SQLEvent.sender_id == sender_id).scalar() or 0


def _sqlite(path: Path) -> Engine:
    engine = sqlalchemy.create_engine(
        f"sqlite:///{path}",
        poolclass=sqlalchemy.pool.QueuePool,
        connect_args={"check_same_thread": False},
    )
    sqlalchemy.event.listen(engine, "connect", _fast_enough)
    return engine


def _fast_enough(connection: Any, record: Any) -> None:
    """One write a turn must not wait for the disk to spin; WAL survives a crash of the process."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
