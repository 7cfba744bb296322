// SYNTAX TEST "source.c" "SQL in the literals of SPI calls"
static void
work(void)
{
    SPI_execute("SELECT 'open, " "name' FROM t", true, 0);
//  ^^^^^^^^^^^ support.function.spi.postgres
//               ^^^^^^ meta.embedded.inline.sql keyword.other.DML.sql
//                                ^^^^^ meta.embedded.inline.sql
//                                               ^^^^ constant.language.c - meta.embedded.inline.sql
    other("SELECT 1");
//         ^^^^^^ string.quoted.double.c - meta.embedded.inline.sql
    SPI_execute_with_args("SELECT $1, \"x\\n\"",
//                                ^^ variable.parameter.sql
//                                    ^^^ meta.embedded.inline.sql
                          nargs(1), types);
//                                  ^^^^^ source.c - meta.embedded.inline.sql
    SPI_exec(psprintf("DELETE FROM %s WHERE a = %d", quote_identifier(name), (int) a), 0);
//                     ^^^^^^ meta.embedded.inline.sql
//                                 ^^ constant.other.placeholder.c
    appendStringInfoString(&buf, /* sql */ "UPDATE t SET a = 1");
//                               ^^^^^^^^^ comment.block.c
//                                          ^^^^^^ meta.embedded.inline.sql keyword.other.DML.sql
    SPI_finish();
//  ^^^^^^^^^^ - support.function.spi.postgres
    /* SPI_execute("SELECT 1", true, 0) */
//                  ^^^^^^ comment.block.c - meta.embedded.inline.sql
    puts("SPI_execute(\"SELECT 1\")");
//        ^^^^^^^^^^^ string.quoted.double.c - support.function.spi.postgres
}
