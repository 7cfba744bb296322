import { apiTable, type ApiFunction } from "./apiFunction";
import {
  asDatum,
  changesArguments,
  endsInside,
  frees,
  fresh,
  holds,
  inWellKnown,
  inside,
  invalidates,
  isArgument,
  isShared,
  looksOnly,
  neverNull,
  opaque,
  pinnedUntil,
  releases,
  runsCode,
  since,
  until,
  writes,
} from "./apiTraits";

/** Memory that processes share, hash tables, and rows that are kept and sorted. */
export const sharedApi: readonly ApiFunction[] = [
  ...apiTable("src/include/utils/hsearch.h, src/backend/utils/hash/dynahash.c, REL_15_STABLE", [
    [
      "HTAB *hash_create(const char *tabname, long nelem, const HASHCTL *info, int flags)",
      "Makes a hash table: in the context of HASH_CONTEXT, without it in TopMemoryContext.",
      opaque,
      neverNull,
    ],
    ["void hash_destroy(HTAB *hashp)", "Deletes a hash table with its entries.", frees(0)],
    [
      "void *hash_search(HTAB *hashp, const void *keyPtr, HASHACTION action, bool *foundPtr)",
      "Finds, makes or removes an entry of a hash table.",
      inside(0),
    ],
    [
      "void *hash_search_with_hash_value(HTAB *hashp, const void *keyPtr, uint32 hashvalue, HASHACTION action, bool *foundPtr)",
      "Finds, makes or removes an entry of a hash table whose hash is known.",
      inside(0),
    ],
    [
      "bool hash_update_hash_key(HTAB *hashp, void *existingEntry, const void *newKeyPtr)",
      "Gives an entry of a hash table another key.",
    ],
    [
      "void hash_seq_init(HASH_SEQ_STATUS *status, HTAB *hashp)",
      "Prepares to go through the entries of a hash table.",
      changesArguments,
    ],
    [
      "void *hash_seq_search(HASH_SEQ_STATUS *status)",
      "The next entry of a hash table, or NULL at the end.",
      opaque,
    ],
    ["void hash_seq_term(HASH_SEQ_STATUS *status)", "Stops going through a hash table before its end."],
    ["long hash_get_num_entries(HTAB *hashp)", "The number of entries of a hash table."],
    [
      "Size hash_estimate_size(long num_entries, Size entrysize)",
      "The bytes that a hash table takes in shared memory.",
    ],
    ["uint32 get_hash_value(HTAB *hashp, const void *keyPtr)", "The hash of a key."],
  ]),
  ...apiTable("src/include/storage/shmem.h, src/backend/storage/ipc/shmem.c, REL_15_STABLE", [
    [
      "void *ShmemInitStruct(const char *name, Size size, bool *foundPtr)",
      "Allocates shared memory by name, or finds it.",
      isShared,
      neverNull,
    ],
    [
      "HTAB *ShmemInitHash(const char *name, long init_size, long max_size, HASHCTL *infoP, int hash_flags)",
      "Makes a hash table in shared memory by name, or finds it.",
      isShared,
      neverNull,
    ],
    ["void *ShmemAlloc(Size size)", "Allocates shared memory while the server starts.", isShared, neverNull],
    [
      "void *ShmemAllocNoError(Size size)",
      "Allocates shared memory while the server starts; NULL when there is not enough.",
      isShared,
    ],
  ]),
  ...apiTable("src/include/storage/shmem.h, src/backend/storage/ipc/ipci.c, REL_15_STABLE", [
    ["void RequestAddinShmemSpace(Size size)", "Asks for shared memory when the server starts."],
  ]),
  ...apiTable("src/include/common/fe_memutils.h, src/backend/utils/mmgr/mcxt.c, REL_15_STABLE", [
    ["Size add_size(Size s1, Size s2)", "Adds two sizes; an error when they are too big."],
    ["Size mul_size(Size s1, Size s2)", "Multiplies two sizes; an error when they are too big."],
  ]),
  ...apiTable("src/include/storage/lwlock.h, src/backend/storage/lmgr/lwlock.c, REL_15_STABLE", [
    [
      "LWLockPadded *GetNamedLWLockTranche(const char *tranche_name)",
      "The locks that a library has asked for by name.",
      isShared,
      neverNull,
    ],
    [
      "void RequestNamedLWLockTranche(const char *tranche_name, int num_lwlocks)",
      "Asks for locks by name when the server starts.",
    ],
    [
      "void LWLockRegisterTranche(int tranche_id, const char *tranche_name)",
      "Names a group of locks in this process; the name must live as long as the process.",
      holds(1),
    ],
    ["int LWLockNewTrancheId(void)", "A number for a group of locks."],
  ]),
  ...apiTable("src/include/storage/dsm.h, src/backend/storage/ipc/dsm.c, REL_15_STABLE", [
    [
      "dsm_segment *dsm_create(Size size, int flags)",
      "Makes a segment of dynamic shared memory.",
      pinnedUntil("dsm_detach"),
    ],
    [
      "dsm_segment *dsm_attach(dsm_handle h)",
      "Maps a segment of dynamic shared memory, or gives NULL when it is gone.",
      pinnedUntil("dsm_detach"),
    ],
    [
      "void dsm_detach(dsm_segment *seg)",
      "Unmaps a segment: what its address pointed to is gone.",
      releases(0),
      runsCode,
    ],
    ["dsm_segment *dsm_find_mapping(dsm_handle h)", "The mapped segment with a handle, or NULL.", opaque],
    [
      "void *dsm_segment_address(dsm_segment *seg)",
      "The address of a segment in this process.",
      isShared,
      neverNull,
    ],
    [
      "dsm_handle dsm_segment_handle(dsm_segment *seg)",
      "The handle by which other processes attach a segment.",
    ],
    ["Size dsm_segment_map_length(dsm_segment *seg)", "The bytes of a segment."],
    [
      "void dsm_pin_mapping(dsm_segment *seg)",
      "Keeps a segment mapped beyond the end of the resource owner.",
    ],
    [
      "void dsm_unpin_mapping(dsm_segment *seg)",
      "Leaves the mapping of a segment to the current resource owner.",
    ],
    ["void dsm_pin_segment(dsm_segment *seg)", "Keeps a segment until the server stops."],
    ["void dsm_unpin_segment(dsm_handle h)", "Gives up the pin of dsm_pin_segment."],
    [
      "void on_dsm_detach(dsm_segment *seg, on_dsm_detach_callback function, Datum arg)",
      "Has a function called when a segment is detached.",
    ],
    [
      "void cancel_on_dsm_detach(dsm_segment *seg, on_dsm_detach_callback function, Datum arg)",
      "Takes back on_dsm_detach.",
    ],
  ]),
  ...apiTable("src/include/storage/dsm_registry.h, src/backend/storage/ipc/dsm_registry.c, REL_17_STABLE", [
    [
      "void *GetNamedDSMSegment(const char *name, size_t size, DsmSegmentInitCallback init_callback, bool *found)",
      "Allocates dynamic shared memory by name, or finds it.",
      isShared,
      neverNull,
      runsCode,
      since(17),
    ],
  ]),
  ...apiTable("src/include/utils/dsa.h, src/backend/utils/mmgr/dsa.c, REL_15_STABLE", [
    ["dsa_area *dsa_create(int tranche_id)", "Makes an area of shared memory that grows.", fresh],
    ["dsa_area *dsa_attach(dsa_handle handle)", "Attaches an area of shared memory by its handle.", fresh],
    [
      "dsa_area *dsa_create_in_place(void *place, size_t size, int tranche_id, dsm_segment *segment)",
      "Makes an area of shared memory in given memory.",
      fresh,
    ],
    [
      "dsa_area *dsa_attach_in_place(void *place, dsm_segment *segment)",
      "Attaches an area of shared memory that was made in place.",
      fresh,
    ],
    [
      "void dsa_detach(dsa_area *area)",
      "Detaches an area of shared memory: what pointed into it is gone.",
      frees(0),
    ],
    ["void dsa_pin(dsa_area *area)", "Keeps an area until the server stops."],
    ["void dsa_unpin(dsa_area *area)", "Gives up the pin of dsa_pin."],
    ["void dsa_pin_mapping(dsa_area *area)", "Keeps an area attached beyond the end of the resource owner."],
    [
      "dsa_pointer dsa_allocate_extended(dsa_area *area, size_t size, int flags)",
      "Allocates shared memory in an area; the result is an offset for dsa_get_address.",
    ],
    [
      "dsa_pointer dsa_allocate(area, size)",
      "Allocates shared memory in an area; the result is an offset for dsa_get_address.",
    ],
    [
      "dsa_pointer dsa_allocate0(area, size)",
      "Allocates shared memory in an area, filled with zeros; the result is an offset for dsa_get_address.",
    ],
    ["void dsa_free(dsa_area *area, dsa_pointer dp)", "Frees shared memory of an area."],
    [
      "void *dsa_get_address(dsa_area *area, dsa_pointer dp)",
      "The address in this process of memory of an area.",
      isShared,
    ],
    ["dsa_handle dsa_get_handle(dsa_area *area)", "The handle by which other processes attach an area."],
  ]),
  ...apiTable("src/include/lib/dshash.h, src/backend/lib/dshash.c, REL_15_STABLE", [
    [
      "dshash_table *dshash_create(dsa_area *area, const dshash_parameters *params, void *arg)",
      "Makes a hash table in an area of shared memory.",
      fresh,
    ],
    [
      "dshash_table *dshash_attach(dsa_area *area, const dshash_parameters *params, dshash_table_handle handle, void *arg)",
      "Attaches a hash table in an area of shared memory.",
      fresh,
    ],
    ["void dshash_detach(dshash_table *hash_table)", "Detaches a hash table in shared memory.", frees(0)],
    [
      "void dshash_destroy(dshash_table *hash_table)",
      "Destroys a hash table in shared memory for all processes.",
      frees(0),
    ],
    [
      "void *dshash_find(dshash_table *hash_table, const void *key, bool exclusive)",
      "Finds an entry and locks it until dshash_release_lock; NULL when there is none.",
      isShared,
    ],
    [
      "void *dshash_find_or_insert(dshash_table *hash_table, const void *key, bool *found)",
      "Finds or makes an entry and locks it until dshash_release_lock.",
      isShared,
      neverNull,
    ],
    [
      "void dshash_release_lock(dshash_table *hash_table, void *entry)",
      "Unlocks an entry, which must not be used afterwards.",
    ],
    ["bool dshash_delete_key(dshash_table *hash_table, const void *key)", "Removes the entry with a key."],
    ["void dshash_delete_entry(dshash_table *hash_table, void *entry)", "Removes an entry that is locked."],
    [
      "void *dshash_seq_next(dshash_seq_status *status)",
      "The next entry of a hash table in shared memory, or NULL at the end.",
      isShared,
    ],
    [
      "void dshash_seq_init(dshash_seq_status *status, dshash_table *hash_table, bool exclusive)",
      "Prepares to go through a hash table in shared memory.",
      changesArguments,
    ],
    ["void dshash_seq_term(dshash_seq_status *status)", "Ends going through a hash table in shared memory."],
  ]),
  ...apiTable("src/include/storage/shm_toc.h, src/backend/storage/ipc/shm_toc.c, REL_15_STABLE", [
    [
      "shm_toc *shm_toc_create(uint64 magic, void *address, Size nbytes)",
      "Makes a table of contents at the start of a segment.",
      isArgument(1),
    ],
    [
      "shm_toc *shm_toc_attach(uint64 magic, void *address)",
      "The table of contents at the start of a segment, or NULL when it is none.",
      isArgument(1),
    ],
    [
      "void *shm_toc_allocate(shm_toc *toc, Size nbytes)",
      "Allocates memory in a segment with a table of contents.",
      isShared,
      neverNull,
    ],
    [
      "void shm_toc_insert(shm_toc *toc, uint64 key, void *address)",
      "Enters an address of the segment into its table of contents.",
    ],
    [
      "void *shm_toc_lookup(shm_toc *toc, uint64 key, bool noError)",
      "The address with a key in a table of contents.",
      isShared,
    ],
    ["Size shm_toc_estimate(shm_toc_estimator *e)", "The bytes that a segment needs."],
    ["Size shm_toc_freespace(shm_toc *toc)", "The bytes that are left in a segment."],
  ]),
  ...apiTable("src/include/storage/shm_mq.h, src/backend/storage/ipc/shm_mq.c, REL_15_STABLE", [
    [
      "shm_mq *shm_mq_create(void *address, Size size)",
      "Makes a message queue in shared memory.",
      isArgument(0),
    ],
    [
      "shm_mq_handle *shm_mq_attach(shm_mq *mq, dsm_segment *seg, BackgroundWorkerHandle *handle)",
      "Attaches a message queue.",
      fresh,
    ],
    ["void shm_mq_detach(shm_mq_handle *mqh)", "Detaches a message queue.", frees(0)],
    [
      "shm_mq_result shm_mq_send(shm_mq_handle *mqh, Size nbytes, const void *data, bool nowait, bool force_flush)",
      "Sends a message through a queue.",
    ],
    [
      "shm_mq_result shm_mq_sendv(shm_mq_handle *mqh, shm_mq_iovec *iov, int iovcnt, bool nowait, bool force_flush)",
      "Sends a message of several parts through a queue.",
    ],
    [
      "shm_mq_result shm_mq_receive(shm_mq_handle *mqh, Size *nbytesp, void **datap, bool nowait)",
      "Receives a message; it is valid until the next call for the queue.",
      endsInside(0),
      writes(inside(0), 2),
    ],
    ["void shm_mq_set_receiver(shm_mq *mq, PGPROC *)", "Says who reads a queue."],
    ["void shm_mq_set_sender(shm_mq *mq, PGPROC *)", "Says who writes to a queue."],
    [
      "shm_mq_result shm_mq_wait_for_attach(shm_mq_handle *mqh)",
      "Waits until the other end of a queue is attached.",
    ],
  ]),
  ...apiTable("src/include/access/parallel.h, src/backend/access/transam/parallel.c, REL_15_STABLE", [
    [
      "ParallelContext *CreateParallelContext(const char *library_name, const char *function_name, int nworkers)",
      "Prepares parallel workers.",
      inWellKnown("TopTransactionContext"),
      neverNull,
    ],
    [
      "void InitializeParallelDSM(ParallelContext *pcxt)",
      "Makes the shared memory of parallel workers.",
      changesArguments,
      invalidates,
    ],
    [
      "void LaunchParallelWorkers(ParallelContext *pcxt)",
      "Starts parallel workers.",
      changesArguments,
      invalidates,
    ],
    [
      "void WaitForParallelWorkersToFinish(ParallelContext *pcxt)",
      "Waits until parallel workers are done.",
      invalidates,
    ],
    [
      "void DestroyParallelContext(ParallelContext *pcxt)",
      "Ends parallel workers and frees their shared memory.",
      frees(0),
      runsCode,
    ],
  ]),
  ...apiTable("src/include/utils/tuplestore.h, src/backend/utils/sort/tuplestore.c, REL_15_STABLE", [
    [
      "Tuplestorestate *tuplestore_begin_heap(bool randomAccess, bool interXact, int maxKBytes)",
      "Makes a store for rows, in memory or in a file.",
      fresh,
    ],
    [
      "void tuplestore_set_eflags(Tuplestorestate *state, int eflags)",
      "Says how the rows of a store are going to be read.",
    ],
    [
      "void tuplestore_puttupleslot(Tuplestorestate *state, TupleTableSlot *slot)",
      "Adds a copy of the row of a slot to a store.",
    ],
    ["void tuplestore_puttuple(Tuplestorestate *state, HeapTuple tuple)", "Adds a copy of a row to a store."],
    [
      "void tuplestore_putvalues(Tuplestorestate *state, TupleDesc tdesc, Datum *values, bool *isnull)",
      "Adds a row of values to a store, which copies them.",
    ],
    [
      "bool tuplestore_gettupleslot(Tuplestorestate *state, bool forward, bool copy, TupleTableSlot *slot)",
      "Puts the next row of a store into a slot.",
      changesArguments,
    ],
    ["bool tuplestore_advance(Tuplestorestate *state, bool forward)", "Skips a row of a store."],
    [
      "bool tuplestore_skiptuples(Tuplestorestate *state, int64 ntuples, bool forward)",
      "Skips rows of a store.",
    ],
    ["void tuplestore_rescan(Tuplestorestate *state)", "Goes back to the first row of a store."],
    ["void tuplestore_clear(Tuplestorestate *state)", "Removes all rows of a store.", endsInside(0)],
    ["void tuplestore_end(Tuplestorestate *state)", "Frees a store with its rows.", frees(0)],
    [
      "int64 tuplestore_tuple_count(Tuplestorestate *state)",
      "The number of rows that were added to a store.",
    ],
    ["bool tuplestore_in_memory(Tuplestorestate *state)", "Whether all rows of a store are in memory."],
    ["bool tuplestore_ateof(Tuplestorestate *state)", "Whether a store was read to its end."],
  ]),
  ...apiTable("src/include/utils/tuplestore.h, REL_15_STABLE", [
    ["void tuplestore_donestoring(state)", "Does nothing any more.", looksOnly, until(16)],
  ]),
  ...apiTable("src/include/utils/tuplesort.h, src/backend/utils/sort/tuplesort.c, REL_15_STABLE", [
    [
      "Tuplesortstate *tuplesort_begin_heap(TupleDesc tupDesc, int nkeys, AttrNumber *attNums, Oid *sortOperators, Oid *sortCollations, bool *nullsFirstFlags, int workMem, SortCoordinate coordinate, int sortopt)",
      "Prepares to sort rows, in memory contexts of its own.",
      opaque,
      neverNull,
      invalidates,
      holds(0),
    ],
    [
      "Tuplesortstate *tuplesort_begin_datum(Oid datumType, Oid sortOperator, Oid sortCollation, bool nullsFirstFlag, int workMem, SortCoordinate coordinate, int sortopt)",
      "Prepares to sort values, in memory contexts of its own.",
      opaque,
      neverNull,
      invalidates,
    ],
    [
      "void tuplesort_puttupleslot(Tuplesortstate *state, TupleTableSlot *slot)",
      "Adds a copy of the row of a slot to those to be sorted.",
      runsCode,
    ],
    [
      "void tuplesort_putheaptuple(Tuplesortstate *state, HeapTuple tup)",
      "Adds a copy of a row to those to be sorted.",
      runsCode,
    ],
    [
      "void tuplesort_putdatum(Tuplesortstate *state, Datum val, bool isNull)",
      "Adds a value to those to be sorted, which copies it.",
      runsCode,
    ],
    ["void tuplesort_performsort(Tuplesortstate *state)", "Sorts.", runsCode],
    [
      "bool tuplesort_gettupleslot(Tuplesortstate *state, bool forward, bool copy, TupleTableSlot *slot, Datum *abbrev)",
      "Puts the next sorted row into a slot.",
      changesArguments,
      runsCode,
    ],
    [
      "HeapTuple tuplesort_getheaptuple(Tuplesortstate *state, bool forward)",
      "The next sorted row, or NULL; the row before is gone.",
      inside(0),
      endsInside(0),
      runsCode,
    ],
    [
      "bool tuplesort_getdatum(Tuplesortstate *state, bool forward, Datum *val, bool *isNull, Datum *abbrev)",
      "The next sorted value.",
      runsCode,
    ],
    [
      "bool tuplesort_skiptuples(Tuplesortstate *state, int64 ntuples, bool forward)",
      "Skips sorted rows.",
      runsCode,
    ],
    ["void tuplesort_rescan(Tuplesortstate *state)", "Goes back to the first sorted row."],
    ["void tuplesort_end(Tuplesortstate *state)", "Frees what sorts, with its rows.", frees(0)],
    ["void tuplesort_reset(Tuplesortstate *state)", "Removes all rows from what sorts.", endsInside(0)],
  ]),
  ...apiTable("src/include/lib/pairingheap.h, src/backend/lib/pairingheap.c, REL_15_STABLE", [
    [
      "pairingheap *pairingheap_allocate(pairingheap_comparator compare, void *arg)",
      "Makes a heap whose nodes are the caller's.",
      fresh,
    ],
    ["void pairingheap_free(pairingheap *heap)", "Frees a heap, not its nodes.", frees(0)],
    [
      "void pairingheap_add(pairingheap *heap, pairingheap_node *node)",
      "Adds a node to a heap.",
      changesArguments,
      holds(1),
    ],
    [
      "pairingheap_node *pairingheap_first(pairingheap *heap)",
      "The first node of a heap.",
      opaque,
      neverNull,
    ],
    [
      "pairingheap_node *pairingheap_remove_first(pairingheap *heap)",
      "Removes the first node of a heap.",
      opaque,
      neverNull,
      changesArguments,
    ],
    [
      "void pairingheap_remove(pairingheap *heap, pairingheap_node *node)",
      "Removes a node from a heap.",
      changesArguments,
    ],
  ]),
  ...apiTable("src/include/lib/binaryheap.h, src/backend/lib/binaryheap.c, REL_15_STABLE", [
    [
      "binaryheap *binaryheap_allocate(int capacity, binaryheap_comparator compare, void *arg)",
      "Makes a heap of Datums with room for a number of them.",
      fresh,
    ],
    ["void binaryheap_free(binaryheap *heap)", "Frees a heap.", frees(0)],
    [
      "void binaryheap_add(binaryheap *heap, Datum d)",
      "Adds to a heap and restores its order.",
      changesArguments,
    ],
    [
      "void binaryheap_add_unordered(binaryheap *heap, Datum d)",
      "Adds to a heap without restoring its order.",
      changesArguments,
    ],
    ["void binaryheap_build(binaryheap *heap)", "Restores the order of a heap.", changesArguments],
    ["Datum binaryheap_first(binaryheap *heap)", "The first member of a heap.", opaque, asDatum],
    [
      "Datum binaryheap_remove_first(binaryheap *heap)",
      "Removes the first member of a heap.",
      opaque,
      asDatum,
      changesArguments,
    ],
    [
      "void binaryheap_replace_first(binaryheap *heap, Datum d)",
      "Replaces the first member of a heap.",
      changesArguments,
    ],
  ]),
  ...apiTable("src/include/lib/ilist.h, REL_15_STABLE", [
    [
      "void dlist_push_head(dlist_head *head, dlist_node *node)",
      "Adds a node at the front of a linked list.",
      changesArguments,
      holds(1),
    ],
    [
      "void dlist_push_tail(dlist_head *head, dlist_node *node)",
      "Adds a node at the end of a linked list.",
      changesArguments,
      holds(1),
    ],
    [
      "void dlist_delete(dlist_node *node)",
      "Takes a node out of a linked list; its memory stays.",
      changesArguments,
    ],
    ["void dlist_init(dlist_head *head)", "Makes a linked list empty.", changesArguments],
    [
      "dlist_node *dlist_pop_head_node(dlist_head *head)",
      "Takes the first node out of a linked list.",
      opaque,
      neverNull,
      changesArguments,
    ],
    [
      "void dlist_move_head(dlist_head *head, dlist_node *node)",
      "Moves a node to the front of a linked list.",
      changesArguments,
    ],
    ["dlist_node *dlist_head_node(dlist_head *head)", "The first node of a linked list.", opaque, neverNull],
    ["bool dlist_is_empty(dlist_head *head)", "Whether a linked list is empty."],
    [
      "void slist_push_head(slist_head *head, slist_node *node)",
      "Adds a node at the front of a singly linked list.",
      changesArguments,
      holds(1),
    ],
    [
      "slist_node *slist_pop_head_node(slist_head *head)",
      "Takes the first node out of a singly linked list.",
      opaque,
      neverNull,
      changesArguments,
    ],
    ["void slist_init(slist_head *head)", "Makes a singly linked list empty.", changesArguments],
    ["bool slist_is_empty(slist_head *head)", "Whether a singly linked list is empty."],
  ]),
];
