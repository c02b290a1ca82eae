"""Who may do what: one table for the gate, the tests and the public page."""

from enishi.domain.access.table import (
    CAPABILITIES,
    STANDINGS,
    Scope,
    TableError,
    read_table,
    scope_of,
)

__all__ = ["CAPABILITIES", "STANDINGS", "Scope", "TableError", "read_table", "scope_of"]
