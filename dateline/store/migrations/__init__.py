"""The way of the tables from one release to the next, by Alembic; run by dateline.store.migrating."""
