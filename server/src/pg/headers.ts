/**
 * Headers that come from PostgreSQL or the system, and so never from an extension. Source: src/include,
 * REL_13_STABLE to REL_18_STABLE, and what `make install` puts into `pg_config --includedir-server`.
 */
const postgresFolders =
  /^(?:server\/|postgresql\/(?:server\/)?)?(?:access|archive|backup|bootstrap|catalog|commands|common|datatype|executor|fe_utils|foreign|jit|lib|libpq|mb|nodes|optimizer|parser|partitioning|pch|port|portability|postmaster|regex|replication|rewrite|snowball|statistics|storage|tcop|tsearch|utils)\/[\w/]+\.h$/u;

const postgresTopLevel =
  /^(?:c|fmgr|funcapi|getaddrinfo|getopt_long|libpq-events|libpq-fe|miscadmin|pg_config|pg_config_ext|pg_config_manual|pg_config_os|pg_getopt|pg_trace|pgstat|pgtar|pgtime|plpgsql|port|postgres|postgres_ext|postgres_fe|pqexpbuffer|rusagestub|varatt|windowapi)\.h$/u;

/** The C library (C11 7.1.2) and POSIX.1-2017, chapter 13; with the folders that the system owns. */
const systemHeaders =
  /^(?:(?:arpa|asm|bits|linux|mach|net|netinet|sys)\/[\w/.-]+|(?:aio|alloca|assert|complex|cpio|ctype|dirent|dlfcn|endian|err|errno|execinfo|fcntl|features|fenv|float|fmtmsg|fnmatch|ftw|getopt|glob|grp|iconv|ifaddrs|inttypes|iso646|langinfo|libgen|limits|locale|malloc|math|memory|monetary|mqueue|ndbm|netdb|nl_types|paths|poll|pthread|pwd|regex|sched|search|semaphore|setjmp|signal|spawn|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|stropts|syslog|termios|tgmath|threads|time|uchar|ulimit|unistd|utime|utmpx|wchar|wctype|windows|winsock2|wordexp)\.h)$/u;

/** `path` is how an `#include` names the header. */
export function isPostgresHeader(path: string): boolean {
  return postgresTopLevel.test(path) || postgresFolders.test(path);
}

export function isSystemHeader(path: string): boolean {
  return systemHeaders.test(path);
}
