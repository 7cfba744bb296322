import { apiFunction, type ApiFunction, type ApiTraits } from "./apiFunction";

const list = "src/include/nodes/pg_list.h, src/backend/nodes/list.c, REL_15_STABLE";

/** An empty list is NIL: then the result is new, in the current context. */
const grows: ApiTraits = {
  result: { kind: "sameAs", argument: 0 },
  effects: [{ kind: "consumes", argument: 0 }],
};
const makes: ApiTraits = { result: { kind: "current" } };
const frees: ApiTraits = { effects: [{ kind: "frees", argument: 0 }] };

/** Lists. A list that grows stays in the context it was made in; one that is NIL is made in the current one. */
export const listApi: readonly ApiFunction[] = [
  apiFunction(
    list,
    "List *lappend(List *list, void *datum)",
    "Adds to the end of a list of pointers.",
    grows,
  ),
  apiFunction(
    list,
    "List *lappend_int(List *list, int datum)",
    "Adds to the end of a list of integers.",
    grows,
  ),
  apiFunction(list, "List *lappend_oid(List *list, Oid datum)", "Adds to the end of a list of oids.", grows),
  apiFunction(
    list,
    "List *lcons(void *datum, List *list)",
    "Adds to the front of a list of pointers; the longer the list, the slower.",
    { result: { kind: "sameAs", argument: 1 }, effects: [{ kind: "consumes", argument: 1 }] },
  ),
  apiFunction(list, "List *lcons_int(int datum, List *list)", "Adds to the front of a list of integers.", {
    result: { kind: "sameAs", argument: 1 },
    effects: [{ kind: "consumes", argument: 1 }],
  }),
  apiFunction(list, "List *lcons_oid(Oid datum, List *list)", "Adds to the front of a list of oids.", {
    result: { kind: "sameAs", argument: 1 },
    effects: [{ kind: "consumes", argument: 1 }],
  }),
  apiFunction(
    list,
    "List *list_concat(List *list1, const List *list2)",
    "Adds the members of the second list to the first, which changes.",
    grows,
  ),
  apiFunction(
    list,
    "List *list_concat_copy(const List *list1, const List *list2)",
    "Makes a list of the members of both.",
    makes,
  ),
  apiFunction(
    list,
    "List *list_append_unique(List *list, void *datum)",
    "Adds a pointer to the end unless an equal one is there.",
    grows,
  ),
  apiFunction(
    list,
    "List *list_append_unique_oid(List *list, Oid datum)",
    "Adds an oid to the end unless it is there.",
    grows,
  ),
  apiFunction(
    list,
    "List *list_delete(List *list, void *datum)",
    "Removes the first member that is equal.",
    grows,
  ),
  apiFunction(
    list,
    "List *list_delete_ptr(List *list, void *datum)",
    "Removes the first member that is this very pointer.",
    grows,
  ),
  apiFunction(
    list,
    "List *list_delete_oid(List *list, Oid datum)",
    "Removes the first member that is this oid.",
    grows,
  ),
  apiFunction(list, "List *list_delete_first(List *list)", "Removes the first member.", grows),
  apiFunction(list, "List *list_delete_last(List *list)", "Removes the last member.", grows),
  apiFunction(list, "List *list_delete_cell(List *list, ListCell *cell)", "Removes a cell.", grows),
  apiFunction(
    list,
    "List *list_truncate(List *list, int new_size)",
    "Cuts a list after a number of members.",
    grows,
  ),
  apiFunction(
    list,
    "List *list_copy(const List *oldlist)",
    "Copies a list, not what its members point to.",
    makes,
  ),
  apiFunction(
    list,
    "List *list_copy_tail(const List *oldlist, int nskip)",
    "Copies a list without its first members.",
    makes,
  ),
  apiFunction(
    list,
    "List *list_copy_deep(const List *oldlist)",
    "Copies a list with what its members point to.",
    makes,
  ),
  apiFunction(list, "void list_free(List *list)", "Frees a list, not what its members point to.", frees),
  apiFunction(list, "void list_free_deep(List *list)", "Frees a list and what its members point to.", frees),
  apiFunction(list, "int list_length(const List *l)", "The number of members; 0 for NIL."),
  apiFunction(
    list,
    "bool list_member(const List *list, const void *datum)",
    "Whether an equal member is there.",
  ),
  apiFunction(list, "bool list_member_oid(const List *list, Oid datum)", "Whether an oid is there."),
  apiFunction(
    list,
    "bool list_member_ptr(const List *list, const void *datum)",
    "Whether this very pointer is there.",
  ),
  apiFunction(list, "void *list_nth(const List *list, int n)", "The member with a number, from 0.", {
    result: { kind: "inside", argument: 0 },
  }),
  apiFunction(list, "void list_sort(List *list, list_sort_comparator cmp)", "Sorts a list in place."),
];
