"""Run by Alembic, in the transaction that `migrate` opened; imported, it does nothing."""

from alembic import context

from adapters.storage.tables import metadata


def run() -> None:
    """Take the steps that are asked for."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,  # SQLite changes a table by copying it
        transactional_ddl=True,
    )
    context.run_migrations()


if __name__ == "env_py":  # the name under which Alembic runs this file
    run()
