"""Remembers: SQLite (WAL) and thumbnails. Start at `storage.store.Store`."""
