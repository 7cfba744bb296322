import { apiTable, type ApiFunction } from "./apiFunction";
import {
  changesArguments,
  effect,
  endsInside,
  frees,
  heapUntil,
  holds,
  inside,
  isArgument,
  isStatic,
  neverNull,
  opaque,
  overwrittenNext,
  runsCode,
  writes,
} from "./apiTraits";

const result = heapUntil("PQclear");
const connection = heapUntil("PQfinish");
const first = isArgument(0);

/** Libraries outside of the server: libpq and C. */
export const clientApi: readonly ApiFunction[] = [
  ...apiTable("src/interfaces/libpq/libpq-fe.h, src/interfaces/libpq/fe-connect.c, REL_15_STABLE", [
    [
      "PGconn *PQconnectdb(const char *conninfo)",
      "Connects to a server; the connection must be ended with PQfinish even when it failed.",
      connection,
    ],
    [
      "PGconn *PQconnectdbParams(const char *const *keywords, const char *const *values, int expand_dbname)",
      "Connects to a server by keywords.",
      connection,
    ],
    ["PGconn *PQconnectStart(const char *conninfo)", "Starts to connect to a server.", connection],
    [
      "PGconn *PQconnectStartParams(const char *const *keywords, const char *const *values, int expand_dbname)",
      "Starts to connect to a server by keywords.",
      connection,
    ],
    [
      "PGconn *PQsetdbLogin(const char *pghost, const char *pgport, const char *pgoptions, const char *pgtty, const char *dbName, const char *login, const char *pwd)",
      "Connects to a server by single parameters.",
      connection,
    ],
    ["void PQfinish(PGconn *conn)", "Ends a connection and frees its memory.", frees(0)],
    ["void PQreset(PGconn *conn)", "Connects again.", changesArguments],
    [
      "char *PQerrorMessage(const PGconn *conn)",
      "The last error message of a connection; the next operation replaces it.",
      inside(0),
      neverNull,
    ],
    ["char *PQdb(const PGconn *conn)", "The name of the database of a connection.", inside(0)],
    ["char *PQuser(const PGconn *conn)", "The user of a connection.", inside(0)],
    ["char *PQpass(const PGconn *conn)", "The password of a connection.", inside(0)],
    ["char *PQhost(const PGconn *conn)", "The host of a connection.", inside(0)],
    ["char *PQport(const PGconn *conn)", "The port of a connection.", inside(0)],
    ["char *PQoptions(const PGconn *conn)", "The options of a connection.", inside(0)],
    [
      "const char *PQparameterStatus(const PGconn *conn, const char *paramName)",
      "What the server reports of a setting, or NULL.",
      inside(0),
    ],
    [
      "PQconninfoOption *PQconndefaults(void)",
      "The connection options and their defaults.",
      heapUntil("PQconninfoFree"),
    ],
    [
      "PQconninfoOption *PQconninfoParse(const char *conninfo, char **errmsg)",
      "The connection options in a text, or NULL and a message.",
      heapUntil("PQconninfoFree"),
      writes(heapUntil("PQfreemem"), 1),
    ],
    [
      "PQconninfoOption *PQconninfo(PGconn *conn)",
      "The connection options of a connection.",
      heapUntil("PQconninfoFree"),
    ],
    ["void PQconninfoFree(PQconninfoOption *connOptions)", "Frees connection options.", frees(0)],
    ["PGcancel *PQgetCancel(PGconn *conn)", "What is needed to cancel a command.", heapUntil("PQfreeCancel")],
    ["void PQfreeCancel(PGcancel *cancel)", "Frees what is needed to cancel a command.", frees(0)],
    [
      "PQnoticeProcessor PQsetNoticeProcessor(PGconn *conn, PQnoticeProcessor proc, void *arg)",
      "Has a function called with messages.",
      opaque,
      holds(2),
    ],
    [
      "PQnoticeReceiver PQsetNoticeReceiver(PGconn *conn, PQnoticeReceiver proc, void *arg)",
      "Has a function called with results that are messages.",
      opaque,
      holds(2),
    ],
  ]),
  ...apiTable("src/interfaces/libpq/libpq-fe.h, src/interfaces/libpq/fe-exec.c, REL_15_STABLE", [
    [
      "PGresult *PQexec(PGconn *conn, const char *query)",
      "Runs commands and waits for the result, to be freed with PQclear.",
      result,
    ],
    [
      "PGresult *PQexecParams(PGconn *conn, const char *command, int nParams, const Oid *paramTypes, const char *const *paramValues, const int *paramLengths, const int *paramFormats, int resultFormat)",
      "Runs a command with parameters and waits for the result, to be freed with PQclear.",
      result,
    ],
    [
      "PGresult *PQexecPrepared(PGconn *conn, const char *stmtName, int nParams, const char *const *paramValues, const int *paramLengths, const int *paramFormats, int resultFormat)",
      "Runs a prepared command and waits for the result, to be freed with PQclear.",
      result,
    ],
    [
      "PGresult *PQprepare(PGconn *conn, const char *stmtName, const char *query, int nParams, const Oid *paramTypes)",
      "Prepares a command; the result is to be freed with PQclear.",
      result,
    ],
    [
      "PGresult *PQdescribePrepared(PGconn *conn, const char *stmt)",
      "Asks what a prepared command takes and returns; the result is to be freed with PQclear.",
      result,
    ],
    [
      "PGresult *PQgetResult(PGconn *conn)",
      "The next result, to be freed with PQclear; NULL when there are no more.",
      result,
    ],
    ["PGresult *PQmakeEmptyPGresult(PGconn *conn, ExecStatusType status)", "Makes an empty result.", result],
    ["PGresult *PQcopyResult(const PGresult *src, int flags)", "Copies a result.", result],
    ["void PQclear(PGresult *res)", "Frees a result with its values.", frees(0)],
    [
      "char *PQgetvalue(const PGresult *res, int tup_num, int field_num)",
      "A value of a result; it is freed with that.",
      inside(0),
      neverNull,
    ],
    [
      "char *PQfname(const PGresult *res, int field_num)",
      "The name of a column of a result; it is freed with that.",
      inside(0),
    ],
    [
      "char *PQresultErrorMessage(const PGresult *res)",
      "The error message of a result; it is freed with that.",
      inside(0),
      neverNull,
    ],
    [
      "char *PQresultErrorField(const PGresult *res, int fieldcode)",
      "A part of the error of a result, or NULL; it is freed with that.",
      inside(0),
    ],
    [
      "char *PQcmdStatus(PGresult *res)",
      "What a command says that it did; it is freed with the result.",
      inside(0),
    ],
    [
      "char *PQcmdTuples(PGresult *res)",
      "How many rows a command affected, as text; it is freed with the result.",
      inside(0),
    ],
    ["char *PQresStatus(ExecStatusType status)", "The name of a status.", isStatic, neverNull],
    [
      "char *PQescapeLiteral(PGconn *conn, const char *str, size_t len)",
      "The text as an SQL literal.",
      heapUntil("PQfreemem"),
    ],
    [
      "char *PQescapeIdentifier(PGconn *conn, const char *str, size_t len)",
      "The text as an SQL identifier.",
      heapUntil("PQfreemem"),
    ],
    [
      "unsigned char *PQescapeByteaConn(PGconn *conn, const unsigned char *from, size_t from_length, size_t *to_length)",
      "Bytes as text for SQL.",
      heapUntil("PQfreemem"),
    ],
    [
      "unsigned char *PQunescapeBytea(const unsigned char *strtext, size_t *retbuflen)",
      "Bytes out of text.",
      heapUntil("PQfreemem"),
    ],
    ["void PQfreemem(void *ptr)", "Frees memory that libpq allocated.", frees(0)],
    ["PGnotify *PQnotifies(PGconn *conn)", "The next notification, or NULL.", heapUntil("PQfreemem")],
    [
      "int PQgetCopyData(PGconn *conn, char **buffer, int async)",
      "The next row of COPY.",
      writes(heapUntil("PQfreemem"), 1),
    ],
  ]),
  ...apiTable("src/interfaces/libpq/libpq-fe.h, src/interfaces/libpq/fe-auth.c, REL_15_STABLE", [
    [
      "char *PQencryptPasswordConn(PGconn *conn, const char *passwd, const char *user, const char *algorithm)",
      "A password as the server stores it.",
      heapUntil("PQfreemem"),
    ],
  ]),
  ...apiTable("src/interfaces/libpq/pqexpbuffer.h, src/interfaces/libpq/pqexpbuffer.c, REL_15_STABLE", [
    [
      "PQExpBuffer createPQExpBuffer(void)",
      "Makes an empty string that grows.",
      heapUntil("destroyPQExpBuffer"),
    ],
    [
      "void initPQExpBuffer(PQExpBuffer str)",
      "Makes a string that grows empty, to be freed with termPQExpBuffer.",
      changesArguments,
    ],
    ["void destroyPQExpBuffer(PQExpBuffer str)", "Frees a string of createPQExpBuffer.", frees(0)],
    [
      "void termPQExpBuffer(PQExpBuffer str)",
      "Frees the text of a string of initPQExpBuffer.",
      changesArguments,
    ],
    ["void resetPQExpBuffer(PQExpBuffer str)", "Makes a string empty.", changesArguments],
    [
      "void printfPQExpBuffer(PQExpBuffer str, const char *fmt, ...)",
      "Formats into a string.",
      changesArguments,
    ],
    [
      "void appendPQExpBuffer(PQExpBuffer str, const char *fmt, ...)",
      "Appends formatted text.",
      changesArguments,
    ],
    ["void appendPQExpBufferStr(PQExpBuffer str, const char *data)", "Appends a string.", changesArguments],
    ["void appendPQExpBufferChar(PQExpBuffer str, char ch)", "Appends a character.", changesArguments],
    [
      "void appendBinaryPQExpBuffer(PQExpBuffer str, const char *data, size_t datalen)",
      "Appends bytes.",
      changesArguments,
    ],
  ]),
  ...apiTable("stdlib.h, C11 7.22", [
    [
      "void *malloc(size_t size)",
      "Allocates memory outside of memory contexts; NULL when there is none.",
      heapUntil("free"),
    ],
    [
      "void *calloc(size_t nmemb, size_t size)",
      "Allocates memory filled with zeros outside of memory contexts.",
      heapUntil("free"),
    ],
    [
      "void *realloc(void *ptr, size_t size)",
      "Changes the size of memory of malloc; when it gives NULL, the old memory stays.",
      heapUntil("free"),
      effect({ kind: "consumes", argument: 0, when: "moved" }),
    ],
    ["void free(void *ptr)", "Frees memory of malloc.", frees(0)],
    [
      "char *getenv(const char *name)",
      "The value of an environment variable, or NULL; valid until it changes.",
      opaque,
    ],
    [
      "void *bsearch(const void *key, const void *base, size_t nmemb, size_t size, comparison)",
      "Finds in a sorted array; NULL when it is not there.",
      inside(1),
    ],
    ["void qsort(void *base, size_t nmemb, size_t size, comparison)", "Sorts an array.", changesArguments],
    ["void exit(int status)", "Ends the process.", effect({ kind: "neverReturns" })],
    ["void _exit(int status)", "Ends the process at once.", effect({ kind: "neverReturns" })],
    ["void abort(void)", "Ends the process with a signal.", effect({ kind: "neverReturns" })],
    ["long strtol(const char *nptr, char **endptr, int base)", "Reads an integer.", writes(inside(0), 1)],
    [
      "unsigned long strtoul(const char *nptr, char **endptr, int base)",
      "Reads an integer without a sign.",
      writes(inside(0), 1),
    ],
    [
      "long long strtoll(const char *nptr, char **endptr, int base)",
      "Reads a long integer.",
      writes(inside(0), 1),
    ],
    [
      "unsigned long long strtoull(const char *nptr, char **endptr, int base)",
      "Reads a long integer without a sign.",
      writes(inside(0), 1),
    ],
    ["double strtod(const char *nptr, char **endptr)", "Reads a number.", writes(inside(0), 1)],
    ["float strtof(const char *nptr, char **endptr)", "Reads a number.", writes(inside(0), 1)],
  ]),
  ...apiTable("stdlib.h, POSIX.1-2017", [
    [
      "char *realpath(const char *path, char *resolved_path)",
      "The path without links, in given memory or in memory to be freed.",
      opaque,
    ],
  ]),
  ...apiTable("string.h, C11 7.24", [
    ["void *memcpy(void *dest, const void *src, size_t n)", "Copies bytes.", first, changesArguments],
    [
      "void *memmove(void *dest, const void *src, size_t n)",
      "Copies bytes between areas that may overlap.",
      first,
      changesArguments,
    ],
    ["void *memset(void *s, int c, size_t n)", "Fills memory with a byte.", first, changesArguments],
    ["char *strcpy(char *dest, const char *src)", "Copies a string.", first],
    [
      "char *strncpy(char *dest, const char *src, size_t n)",
      "Copies at most n bytes of a string, perhaps without a final zero.",
      first,
    ],
    ["char *strcat(char *dest, const char *src)", "Appends a string.", first],
    ["char *strncat(char *dest, const char *src, size_t n)", "Appends at most n bytes of a string.", first],
    ["char *strchr(const char *s, int c)", "The first place of a character, or NULL.", inside(0)],
    ["char *strrchr(const char *s, int c)", "The last place of a character, or NULL.", inside(0)],
    [
      "char *strstr(const char *haystack, const char *needle)",
      "The first place of a string, or NULL.",
      inside(0),
    ],
    [
      "char *strpbrk(const char *s, const char *accept)",
      "The first place of one of some characters, or NULL.",
      inside(0),
    ],
    ["void *memchr(const void *s, int c, size_t n)", "The first place of a byte, or NULL.", inside(0)],
    [
      "char *strtok(char *str, const char *delim)",
      "The next part of a string, which changes, or NULL.",
      opaque,
    ],
    ["char *strerror(int errnum)", "The message of an error number.", overwrittenNext, neverNull],
  ]),
  ...apiTable("string.h, POSIX.1-2017", [
    ["char *strdup(const char *s)", "Copies a string outside of memory contexts.", heapUntil("free")],
    [
      "char *strndup(const char *s, size_t n)",
      "Copies at most n bytes of a string outside of memory contexts.",
      heapUntil("free"),
    ],
    [
      "char *strtok_r(char *str, const char *delim, char **saveptr)",
      "The next part of a string, which changes, or NULL.",
      opaque,
      changesArguments,
    ],
    [
      "char *stpcpy(char *dest, const char *src)",
      "Copies a string; the result is its end.",
      inside(0),
      neverNull,
    ],
    [
      "char *strcasestr(const char *haystack, const char *needle)",
      "The first place of a string in upper or lower case, or NULL.",
      inside(0),
    ],
  ]),
  ...apiTable("stdio.h, C11 7.21", [
    [
      "FILE *fopen(const char *pathname, const char *mode)",
      "Opens a file; in the server, AllocateFile closes it after an error.",
      heapUntil("fclose"),
    ],
    [
      "FILE *freopen(const char *pathname, const char *mode, FILE *stream)",
      "Opens another file for a stream.",
      opaque,
    ],
    [
      "int setvbuf(FILE *stream, char *buf, int mode, size_t size)",
      "Sets the buffer of a stream, which must live as long as that is open.",
      holds(1),
    ],
    ["int fclose(FILE *stream)", "Closes a file.", frees(0)],
    ["char *fgets(char *s, int size, FILE *stream)", "Reads a line into a buffer; NULL at the end.", first],
  ]),
  ...apiTable("stdio.h, POSIX.1-2017", [
    [
      "FILE *popen(const char *command, const char *type)",
      "Starts a command and reads or writes through a pipe.",
      heapUntil("pclose"),
    ],
    ["int pclose(FILE *stream)", "Closes a pipe and waits for the command.", frees(0)],
    ["FILE *fdopen(int fd, const char *mode)", "A stream of a file descriptor.", heapUntil("fclose")],
    [
      "ssize_t getline(char **lineptr, size_t *n, FILE *stream)",
      "Reads a line into memory of malloc, which grows.",
      changesArguments,
    ],
  ]),
  ...apiTable("stdio.h, GNU C library", [
    [
      "int asprintf(char **strp, const char *fmt, ...)",
      "Formats into new memory of malloc.",
      writes(heapUntil("free"), 0),
    ],
  ]),
  ...apiTable("dirent.h, POSIX.1-2017", [
    [
      "DIR *opendir(const char *name)",
      "Opens a folder; in the server, AllocateDir closes it after an error.",
      heapUntil("closedir"),
    ],
    ["struct dirent *readdir(DIR *dirp)", "The next entry of a folder, or NULL.", inside(0), endsInside(0)],
    ["int closedir(DIR *dirp)", "Closes a folder.", frees(0)],
  ]),
  ...apiTable("netdb.h, POSIX.1-2017", [
    [
      "int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **res)",
      "Looks addresses up.",
      writes(heapUntil("freeaddrinfo"), 3),
    ],
    ["void freeaddrinfo(struct addrinfo *res)", "Frees addresses of getaddrinfo.", frees(0)],
  ]),
  ...apiTable("time.h, C11 7.27", [
    ["struct tm *localtime(const time_t *timep)", "A point in time as local date and time.", overwrittenNext],
    ["struct tm *gmtime(const time_t *timep)", "A point in time as UTC date and time.", overwrittenNext],
    ["char *ctime(const time_t *timep)", "A point in time as text.", overwrittenNext],
  ]),
  ...apiTable("time.h, POSIX.1-2017", [
    [
      "struct tm *localtime_r(const time_t *timep, struct tm *result)",
      "A point in time as local date and time, in given memory.",
      isArgument(1),
    ],
    [
      "struct tm *gmtime_r(const time_t *timep, struct tm *result)",
      "A point in time as UTC date and time, in given memory.",
      isArgument(1),
    ],
  ]),
  ...apiTable("locale.h, C11 7.11", [
    ["char *setlocale(int category, const char *locale)", "Sets or tells the locale.", overwrittenNext],
  ]),
  ...apiTable("dlfcn.h, POSIX.1-2017", [
    ["void *dlopen(const char *filename, int flags)", "Loads a library.", heapUntil("dlclose"), runsCode],
    ["void *dlsym(void *handle, const char *symbol)", "The address of a symbol of a library.", inside(0)],
    ["int dlclose(void *handle)", "Unloads a library.", frees(0), runsCode],
    ["char *dlerror(void)", "What went wrong with a library.", overwrittenNext],
  ]),
  ...apiTable("libgen.h, POSIX.1-2017", [
    [
      "char *basename(char *path)",
      "The last part of a path; it may point into the path or a buffer.",
      opaque,
    ],
    [
      "char *dirname(char *path)",
      "A path without its last part; it may point into the path or a buffer.",
      opaque,
    ],
  ]),
  ...apiTable("pwd.h, POSIX.1-2017", [
    ["struct passwd *getpwuid(uid_t uid)", "What the system knows of a user.", overwrittenNext],
    [
      "struct passwd *getpwnam(const char *name)",
      "What the system knows of a user, by the name.",
      overwrittenNext,
    ],
  ]),
  ...apiTable("unistd.h, POSIX.1-2017", [
    [
      "char *getcwd(char *buf, size_t size)",
      "The current folder, in given memory; NULL when that is too small.",
      first,
    ],
  ]),
  ...apiTable("setjmp.h, C11 7.13", [
    ["void longjmp(jmp_buf env, int val)", "Goes back to a setjmp.", effect({ kind: "neverReturns" })],
    [
      "void siglongjmp(sigjmp_buf env, int val)",
      "Goes back to a sigsetjmp.",
      effect({ kind: "neverReturns" }),
    ],
  ]),
];
