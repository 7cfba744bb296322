"""What both debuggers share: reading the data of a PostgreSQL process from its bare memory.

Nothing here knows lldb or gdb, needs debug symbols of the server, calls a function in the process, or trusts a pointer.
"""
