"""Names of the time limits of a session.

Source: src/include/storage/proc.h, REL_13_STABLE to REL_18_STABLE: `extern PGDLLIMPORT int StatementTimeout;` and so on,
in milliseconds, 0 is none. IdleSessionTimeout is from 14, TransactionTimeout from 17. DeadlockTimeout is not one of them.
"""

TIME_LIMITS = (
    "StatementTimeout",
    "LockTimeout",
    "IdleInTransactionSessionTimeout",
    "IdleSessionTimeout",
    "TransactionTimeout",
)
