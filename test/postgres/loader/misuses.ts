import { idleWorker, worker, type CExtension } from "./cExtension";

/** A mistake, and what the loader says of it. */
export interface Misuse extends Omit<CExtension, "name"> {
  readonly title: string;
  readonly rule: string | null;
  /** What the event says: message, detail and hint together. */
  readonly says: RegExp;
  readonly severity?: "error" | "warning" | "notice" | "info";
  /** State of the library afterwards; `initialised` when absent, null when it is not listed. */
  readonly state?: "initialised" | "deferred" | "failed" | "ignored" | null;
  /** Workers in the view, as `name state`. */
  readonly workers?: readonly string[];
}

export const misuses: Readonly<Record<string, Misuse>> = {
  duplicate_inside: {
    title: "asks for one name twice, the second time for more",
    init: `ALLOCATE("di:1.0:v", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
           ALLOCATE("di:1.0:v", 800, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);`,
    rule: "shmem-name-duplicate",
    says: /"di:1.0:v" is allocated already.*8 bytes, global.*800 bytes/s,
  },
  duplicate_same: {
    title: "asks twice for the same",
    init: `ALLOCATE("ds:1.0:v", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
           ALLOCATE("ds:1.0:v", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);`,
    rule: "shmem-name-duplicate",
    severity: "info",
    says: /"ds:1.0:v" is allocated already/,
  },
  duplicate_elsewhere: {
    title: "asks for the name of another extension",
    init: `ALLOCATE("ds:1.0:v", 16, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);`,
    rule: "shmem-name-duplicate",
    says: /"ds:1.0:v" is allocated already.*All extensions and all their versions share one name space/s,
  },
  no_name: {
    title: "gives no name",
    init: `ALLOCATE(NULL, 8, NULL, NULL, 0); ALLOCATE("", 8, NULL, NULL, 0);`,
    rule: "shmem-lookup-unallocated",
    severity: "error",
    says: /without a name: nothing is allocated/,
  },
  long_name: {
    title: "gives a name of 128 bytes",
    init: `ALLOCATE("${"n".repeat(128)}", 8, NULL, NULL, 0);`,
    functions: { long_name_found: `dynpgext_lookup_shmem("${"n".repeat(128)}") ? "yes" : "no"` },
    rule: "shmem-name-too-long",
    says: /128 bytes, of which the first 127 count/,
  },
  stack_name: {
    title: "gives a name in memory that dies",
    init: `char name[32]; strcpy(name, "sn:1.0:v"); ALLOCATE(name, 8, NULL, NULL, 0); memset(name, 'x', 31);`,
    functions: { stack_name_found: `dynpgext_lookup_shmem("sn:1.0:v") ? "yes" : "no"` },
    rule: "shmem-name-lifetime",
    says: /name of shared memory "sn:1.0:v" is on the stack/,
  },
  stack_data: {
    title: "gives the callback data in memory that dies",
    body: `static void fill(void *ptr, void *data) { *(int *) ptr = *(int *) data; }`,
    init: `int data = 7; ALLOCATE("sd:1.0:v", 8, fill, &data, 0);`,
    rule: "shmem-data-lifetime",
    severity: "error",
    says: /"sd:1.0:v" is on the stack.*It is not called/s,
  },
  size_zero: {
    title: "asks for 0 bytes",
    init: `ALLOCATE("sz:1.0:v", 0, NULL, NULL, 0);`,
    rule: "shmem-size",
    says: /"sz:1.0:v" has a size of 0 bytes/,
  },
  size_negative: {
    title: "asks for a negative number of bytes",
    init: `ALLOCATE("sm:1.0:v", -1, NULL, NULL, 0);`,
    functions: { size_negative_found: `dynpgext_lookup_shmem("sm:1.0:v") ? "yes" : "no"` },
    rule: "shmem-size",
    severity: "error",
    says: /"sm:1.0:v" is not allocated: 18446744073709551615 bytes are too much/,
  },
  size_limit: {
    title: "asks for more than there is, taken times the databases",
    init: `ALLOCATE("sl:1.0:v", 300 * 1024 * 1024, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);`,
    rule: "shmem-size",
    severity: "error",
    says: /"sl:1.0:v" is not allocated.*dynpgext_dev.memory_limit/s,
  },
  budget: {
    title: "asks for more than other loaders have",
    init: `ALLOCATE("bu:1.0:v", 1024 * 1024, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);`,
    rule: "shmem-size",
    says: /ask for more shared memory than other loaders have.*omni_ext has about 15900000/s,
  },
  notify_for_memory: {
    title: "passes a flag for workers to allocate_shmem",
    init: `ALLOCATE("nm:1.0:v", 8, NULL, NULL, DYNPGEXT_REGISTER_BGWORKER_NOTIFY);`,
    rule: "scope-flags",
    says: /"nm:1.0:v" was asked for with flags 0x2.*for workers only/s,
  },
  unknown_flags: {
    title: "passes flags that do not exist",
    init: worker("uf worker", "idle_main", "0x41"),
    body: idleWorker,
    before: "#define DYNPGEXT_REGISTER_BGWORKER_ARGS 3",
    rule: "scope-flags",
    says: /"uf worker" was registered with flags 0x41/,
  },
  lookup_in_init: {
    title: "looks up in _Dynpgext_init",
    init: `ALLOCATE("li:1.0:v", 8, NULL, NULL, 0); *(int *) dynpgext_lookup_shmem("li:1.0:v") = 1;`,
    rule: "shmem-lookup-in-init",
    severity: "error",
    state: "failed",
    says: /"li:1.0:v" is looked up in _Dynpgext_init/,
  },
  init_throws: {
    title: "raises an error in _Dynpgext_init",
    init: `ALLOCATE("it:1.0:v", 8, NULL, NULL, 0); ereport(ERROR, (errcode(ERRCODE_DATA_EXCEPTION), errmsg("init says no")));`,
    functions: { init_throws_found: `dynpgext_lookup_shmem("it:1.0:v") ? "yes" : "no"` },
    rule: "shmem-callback-throws",
    severity: "error",
    state: "failed",
    says: /"init_throws" 1.0 could not be initialised.*init says no/s,
  },
  init_crashes: {
    title: "crashes in _Dynpgext_init",
    init: `*(volatile int *) 8 = 1;`,
    rule: "shmem-callback-throws",
    severity: "error",
    state: "failed",
    says: /crashed: signal 11/,
  },
  init_exits: {
    title: "ends the process in _Dynpgext_init",
    init: `exit(3);`,
    rule: "shmem-callback-throws",
    severity: "error",
    state: "failed",
    says: /ended the process with exit code 3/,
  },
  callback_throws: {
    title: "raises an error in a callback",
    body: `static void fill(void *ptr, void *data) { elog(ERROR, "callback says no"); }`,
    init: `ALLOCATE("ct:1.0:v", 8, fill, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);`,
    functions: { callback_throws_found: `dynpgext_lookup_shmem("ct:1.0:v") ? "yes" : "no"` },
    rule: "shmem-callback-throws",
    severity: "error",
    says: /callback of shared memory "ct:1.0:v" raised an error.*callback says no/s,
  },
  callback_crashes: {
    title: "crashes in a callback",
    body: `static void fill(void *ptr, void *data) { *(volatile int *) data = 1; }`,
    init: `ALLOCATE("cc:1.0:v", 8, fill, NULL, 0);`,
    rule: "shmem-callback-throws",
    severity: "error",
    state: "failed",
    says: /crashed: signal 11/,
  },
  no_shmem_access: {
    title: "registers a worker without BGWORKER_SHMEM_ACCESS",
    body: idleWorker,
    init: worker("ns worker", "idle_main", undefined, "worker.bgw_flags = 0;"),
    rule: "bgw-flags",
    severity: "error",
    says: /"ns worker" is not started.*no BGWORKER_SHMEM_ACCESS/s,
    workers: ["ns worker failed"],
  },
  early_connection: {
    title: "registers a worker that connects and starts too early",
    body: idleWorker,
    init: worker(
      "ec worker",
      "idle_main",
      undefined,
      "worker.bgw_start_time = BgWorkerStart_PostmasterStart;",
    ),
    rule: "bgw-flags",
    severity: "error",
    says: /"ec worker" is not started.*cannot start at BgWorkerStart_PostmasterStart/s,
    workers: ["ec worker failed"],
  },
  connects_without_flag: {
    title: "connects in a worker that did not ask for it",
    body: idleWorker,
    init: worker("cw worker", "idle_main", undefined, "worker.bgw_flags = BGWORKER_SHMEM_ACCESS;"),
    rule: "bgw-flags",
    severity: "error",
    says: /"cw worker" ended: database connection requirement not indicated.*Set BGWORKER_BACKEND_DATABASE_CONNECTION/s,
    workers: ["cw worker exited"],
  },
  missing_function: {
    title: "misspells the function of a worker",
    body: idleWorker,
    init: worker("mf worker", "idle_mian"),
    rule: "bgw-function-unknown",
    severity: "error",
    says: /"mf worker" is not started.*no function "idle_mian".*Did you mean "idle_main"/s,
    workers: ["mf worker failed"],
  },
  hidden_function: {
    title: "hides the function of a worker",
    body: `static __attribute__((used)) void secret_main(Datum arg) { }`,
    init: worker("hf worker", "secret_main"),
    rule: "bgw-function-unknown",
    severity: "error",
    says: /"hf worker" is not started.*not exported: declare it PGDLLEXPORT/s,
  },
  no_library_name: {
    title: "leaves the library name of a worker empty",
    body: idleWorker,
    init: worker("nl worker", "idle_main", undefined, "worker.bgw_library_name[0] = 0;"),
    rule: "bgw-library-name",
    severity: "error",
    says: /"nl worker" is not started.*bgw_library_name is empty/s,
  },
  other_library_name: {
    title: "names a library that is not there",
    body: idleWorker,
    init: worker("ol worker", "idle_main", undefined, `strcpy(worker.bgw_library_name, "no_such_library");`),
    rule: "bgw-library-name",
    severity: "error",
    says: /"ol worker" ended: could not access file "no_such_library".*Copy handle->library_name/s,
    workers: ["ol worker failed"],
  },
  unended_name: {
    title: "fills a name to the brim",
    body: idleWorker,
    init: worker("un worker", "idle_main", undefined, "memset(worker.bgw_name, 'u', BGW_MAXLEN);"),
    rule: "bgw-name-copy",
    says: /bgw_name has no final zero/,
  },
  restart_time: {
    title: "wants to be restarted",
    body: idleWorker,
    init: worker("rt worker", "idle_main", undefined, "worker.bgw_restart_time = 5;"),
    rule: "bgw-restart-time-ignored",
    severity: "notice",
    says: /bgw_restart_time of background worker "rt worker" is ignored.*5 seconds/s,
    workers: ["rt worker running"],
  },
  three_for_five: {
    title: "passes three arguments where five are expected",
    body: `${idleWorker}
typedef void (*three)(const dynpgext_handle *, BackgroundWorker *, int);`,
    init: worker("tf worker", "idle_main", "0").replace(
      /REGISTER\(.*\);/,
      "((three) handle->register_bgworker)(handle, &worker, DYNPGEXT_SCOPE_DATABASE_LOCAL);",
    ),
    rule: "register-arity",
    severity: "error",
    says: /"three_for_five" passes three arguments to register_bgworker/,
    workers: ["tf worker running"],
  },
  notify_without_callback: {
    title: "asks to be notified and gives no callback",
    body: idleWorker,
    init: worker(
      "nw worker",
      "idle_main",
      "DYNPGEXT_SCOPE_DATABASE_LOCAL | DYNPGEXT_REGISTER_BGWORKER_NOTIFY",
    ),
    rule: "register-arity",
    says: /DYNPGEXT_REGISTER_BGWORKER_NOTIFY and no callback/,
  },
  worker_callback_throws: {
    title: "raises an error in the callback of a worker",
    body: `${idleWorker}
static void started(BackgroundWorkerHandle *handle, void *data) { elog(ERROR, "started says no"); }`,
    init: worker("wt worker", "idle_main").replace(
      /REGISTER\(.*\);/,
      "handle->register_bgworker(handle, &worker, started, NULL, DYNPGEXT_REGISTER_BGWORKER_DEFAULTS);",
    ),
    rule: "shmem-callback-throws",
    severity: "error",
    says: /callback of background worker "wt worker" raised an error.*started says no/s,
    workers: ["wt worker running"],
  },
  no_magic: {
    title: "has no DYNPGEXT_MAGIC",
    magic: "PG_MODULE_MAGIC;",
    rule: "dynpgext-magic-missing",
    state: "ignored",
    says: /defines _Dynpgext_init and has no DYNPGEXT_MAGIC/,
  },
  hidden_magic: {
    title: "hides the magic",
    magic: `PG_MODULE_MAGIC;
static __attribute__((used)) dynpgext_magic *_Dynpgext_magic(void) { static dynpgext_magic m = {sizeof m, 0}; return &m; }`,
    rule: "dynpgext-magic-missing",
    state: "ignored",
    says: /_Dynpgext_magic that is not exported.*PGDLLEXPORT/s,
  },
  wrong_magic: {
    title: "has the magic of another version",
    magic: `PG_MODULE_MAGIC;
PGDLLEXPORT dynpgext_magic *_Dynpgext_magic(void);
dynpgext_magic *_Dynpgext_magic(void) { static dynpgext_magic m = {sizeof m, 9}; return &m; }`,
    rule: "dynpgext-magic-missing",
    state: "ignored",
    says: /magic of another version of the interface/,
  },
  only_looks_up: {
    title: "looks up and has no magic",
    magic: "PG_MODULE_MAGIC;",
    init: false,
    functions: { only_looks_up_found: `dynpgext_lookup_shmem("of:1.0:nobody") ? "yes" : "no"` },
    rule: null,
    severity: "info",
    state: "ignored",
    says: /looks shared memory up and has no DYNPGEXT_MAGIC/,
  },
  no_pg_magic: {
    title: "has no PG_MODULE_MAGIC",
    magic: "DYNPGEXT_MAGIC;",
    rule: "dynpgext-pg-magic-missing",
    state: "ignored",
    says: /has no PG_MODULE_MAGIC/,
  },
  misspelt_init: {
    title: "misspells _Dynpgext_init",
    body: `PGDLLEXPORT void _Dynpgext_intit(const dynpgext_handle *handle) { }`,
    init: false,
    rule: "dynpgext-entry-point",
    state: "ignored",
    says: /no _Dynpgext_init.*Is "_Dynpgext_intit" meant/s,
  },
  no_default_version: {
    title: "has a control file without default_version",
    control: "module_pathname = '$libdir/no_default_version'\n",
    rule: "dynpgext-control",
    severity: "error",
    state: "ignored",
    says: /"no_default_version" has no default_version/,
  },
  broken_control: {
    title: "has a control file that is not understood",
    control: "default_version '1.0'\nmodule_pathname = '$libdir/broken_control'\n???\ncomment = 'open\n",
    rule: "dynpgext-control",
    says: /broken_control.control" is not right.*line 4 is not understood/s,
  },
  no_such_library: {
    title: "has a control file that leads nowhere",
    library: false,
    control: "default_version = '1.0'\nmodule_pathname = '$libdir/nowhere'\n",
    rule: "dynpgext-control",
    severity: "info",
    state: null,
    says: /"\$libdir\/nowhere" of extension "no_such_library" is not there/,
  },
  undefined_symbol: {
    title: "needs a symbol that nobody has",
    body: "extern int nobody_has_this(void);",
    init: "nobody_has_this();",
    rule: null,
    state: "ignored",
    says: /cannot be loaded.*nobody_has_this/s,
  },
};

/** Those that can be created nevertheless; workers start then. */
export const created = Object.keys(misuses).filter(
  (name) =>
    !["no_default_version", "broken_control", "no_such_library", "no_pg_magic", "undefined_symbol"].includes(
      name,
    ),
);

/** All of them, to be installed. */
export const misusingExtensions: readonly CExtension[] = Object.entries(misuses).map(([name, misuse]) => ({
  ...misuse,
  name,
}));
