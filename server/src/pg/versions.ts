/** PostgreSQL major versions this tool knows. Source: https://www.postgresql.org/support/versioning/ */
export const oldestMajor = 13;
export const newestMajor = 18;

/** From this major on, PGXS compiles modules with hidden visibility. Source: src/Makefile.shlib and src/makefiles/pgxs.mk, CFLAGS_SL_MODULE, REL_16_STABLE. */
export const hiddenVisibilitySince = 16;
