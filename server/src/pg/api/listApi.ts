import { apiTable, type ApiFunction, type ApiRow } from "./apiFunction";
import {
  changesArguments,
  changesOrMakes,
  effect,
  frees,
  holds,
  inCurrent,
  inside,
  opaque,
  sameAs,
  since,
  until,
} from "./apiTraits";

const grows = changesOrMakes(0, "null");
const growsSecond = changesOrMakes(1, "null");
const shrinks = [
  sameAs(0),
  effect({ kind: "consumes", argument: 0, when: "emptied" }),
  changesArguments,
] as const;

/** In place up to PostgreSQL 15; from 16 on the set of nothing is NULL. */
const shrinksSet = [
  sameAs(0),
  effect({ kind: "consumes", argument: 0, when: "emptied", since: 16 }),
  changesArguments,
] as const;

/** A member that was put in: its memory is not the list's. */
function members(names: readonly string[], about: (which: string) => string): readonly ApiRow[] {
  const words = ["first", "second", "third", "fourth", "last"];
  return names.map((name, i) => [`void *${name}(const List *l)`, about(words[i] ?? ""), opaque]);
}

/** Lists. A list that grows stays in the context it was made in; one that is NIL is made in the current one. */
export const listApi: readonly ApiFunction[] = [
  ...apiTable("src/include/nodes/pg_list.h, src/backend/nodes/list.c, REL_15_STABLE", [
    ["List *lappend(List *list, void *datum)", "Adds to the end of a list of pointers.", grows, holds(1)],
    ["List *lappend_int(List *list, int datum)", "Adds to the end of a list of integers.", grows],
    ["List *lappend_oid(List *list, Oid datum)", "Adds to the end of a list of oids.", grows],
    [
      "List *list_insert_nth(List *list, int pos, void *datum)",
      "Inserts into a list of pointers at a position, from 0.",
      grows,
      holds(2),
    ],
    [
      "List *list_insert_nth_int(List *list, int pos, int datum)",
      "Inserts into a list of integers at a position, from 0.",
      grows,
    ],
    [
      "List *list_insert_nth_oid(List *list, int pos, Oid datum)",
      "Inserts into a list of oids at a position, from 0.",
      grows,
    ],
    [
      "List *lcons(void *datum, List *list)",
      "Adds to the front of a list of pointers; the longer the list, the slower.",
      growsSecond,
      holds(0),
    ],
    ["List *lcons_int(int datum, List *list)", "Adds to the front of a list of integers.", growsSecond],
    ["List *lcons_oid(Oid datum, List *list)", "Adds to the front of a list of oids.", growsSecond],
    [
      "List *list_concat(List *list1, const List *list2)",
      "Adds the members of the second list to the first, which changes.",
      grows,
    ],
    [
      "List *list_concat_unique(List *list1, const List *list2)",
      "Adds those members of the second list that the first has no equal of.",
      grows,
    ],
    [
      "List *list_concat_unique_ptr(List *list1, const List *list2)",
      "Adds those pointers of the second list that the first does not have.",
      grows,
    ],
    [
      "List *list_concat_unique_oid(List *list1, const List *list2)",
      "Adds those oids of the second list that the first does not have.",
      grows,
    ],
    [
      "List *list_concat_copy(const List *list1, const List *list2)",
      "Makes a list of the members of both.",
      inCurrent,
    ],
    [
      "List *list_append_unique(List *list, void *datum)",
      "Adds a pointer to the end unless an equal one is there.",
      grows,
      holds(1),
    ],
    [
      "List *list_append_unique_ptr(List *list, void *datum)",
      "Adds a pointer to the end unless this very pointer is there.",
      grows,
      holds(1),
    ],
    [
      "List *list_append_unique_int(List *list, int datum)",
      "Adds an integer to the end unless it is there.",
      grows,
    ],
    [
      "List *list_append_unique_oid(List *list, Oid datum)",
      "Adds an oid to the end unless it is there.",
      grows,
    ],
    ["List *list_delete(List *list, void *datum)", "Removes the first member that is equal.", ...shrinks],
    [
      "List *list_delete_ptr(List *list, void *datum)",
      "Removes the first member that is this very pointer.",
      ...shrinks,
    ],
    [
      "List *list_delete_int(List *list, int datum)",
      "Removes the first member that is this integer.",
      ...shrinks,
    ],
    [
      "List *list_delete_oid(List *list, Oid datum)",
      "Removes the first member that is this oid.",
      ...shrinks,
    ],
    ["List *list_delete_first(List *list)", "Removes the first member.", ...shrinks],
    ["List *list_delete_last(List *list)", "Removes the last member.", ...shrinks],
    ["List *list_delete_cell(List *list, ListCell *cell)", "Removes a cell.", ...shrinks],
    [
      "List *list_delete_nth_cell(List *list, int n)",
      "Removes the member with a number, from 0.",
      ...shrinks,
    ],
    ["List *list_truncate(List *list, int new_size)", "Cuts a list after a number of members.", ...shrinks],
    [
      "List *list_union(const List *list1, const List *list2)",
      "Makes a list of the members of both, without what is equal.",
      inCurrent,
    ],
    [
      "List *list_union_ptr(const List *list1, const List *list2)",
      "Makes a list of the pointers of both, each once.",
      inCurrent,
    ],
    [
      "List *list_union_int(const List *list1, const List *list2)",
      "Makes a list of the integers of both, each once.",
      inCurrent,
    ],
    [
      "List *list_union_oid(const List *list1, const List *list2)",
      "Makes a list of the oids of both, each once.",
      inCurrent,
    ],
    [
      "List *list_intersection(const List *list1, const List *list2)",
      "Makes a list of those members of the first that the second has an equal of.",
      inCurrent,
    ],
    [
      "List *list_intersection_int(const List *list1, const List *list2)",
      "Makes a list of the integers that are in both.",
      inCurrent,
    ],
    [
      "List *list_difference(const List *list1, const List *list2)",
      "Makes a list of those members of the first that the second has no equal of.",
      inCurrent,
    ],
    [
      "List *list_difference_ptr(const List *list1, const List *list2)",
      "Makes a list of those pointers of the first that the second does not have.",
      inCurrent,
    ],
    [
      "List *list_difference_int(const List *list1, const List *list2)",
      "Makes a list of those integers of the first that the second does not have.",
      inCurrent,
    ],
    [
      "List *list_difference_oid(const List *list1, const List *list2)",
      "Makes a list of those oids of the first that the second does not have.",
      inCurrent,
    ],
    ["List *list_copy(const List *oldlist)", "Copies a list, not what its members point to.", inCurrent],
    [
      "List *list_copy_tail(const List *oldlist, int nskip)",
      "Copies a list without its first members.",
      inCurrent,
    ],
    ["List *list_copy_deep(const List *oldlist)", "Copies a list with what its members point to.", inCurrent],
    ["void list_free(List *list)", "Frees a list, not what its members point to.", frees(0)],
    [
      "void list_free_deep(List *list)",
      "Frees a list and what its members point to.",
      frees(0),
      effect({ kind: "freesElements", argument: 0 }),
    ],
    ["void list_sort(List *list, list_sort_comparator cmp)", "Sorts a list in place.", changesArguments],
    ["void list_deduplicate_oid(List *list)", "Removes repeated oids from a sorted list in place."],
    ["int list_length(const List *l)", "The number of members; 0 for NIL."],
    ["bool list_member(const List *list, const void *datum)", "Whether an equal member is there."],
    ["bool list_member_ptr(const List *list, const void *datum)", "Whether this very pointer is there."],
    ["bool list_member_int(const List *list, int datum)", "Whether an integer is there."],
    ["bool list_member_oid(const List *list, Oid datum)", "Whether an oid is there."],
    ["List *list_make1(x1)", "Makes a list of one pointer.", inCurrent, holds(0)],
    ["List *list_make2(x1, x2)", "Makes a list of two pointers.", inCurrent, holds(0), holds(1)],
    [
      "List *list_make3(x1, x2, x3)",
      "Makes a list of three pointers.",
      inCurrent,
      holds(0),
      holds(1),
      holds(2),
    ],
    [
      "List *list_make4(x1, x2, x3, x4)",
      "Makes a list of four pointers.",
      inCurrent,
      holds(0),
      holds(1),
      holds(2),
      holds(3),
    ],
    ["List *list_make1_int(x1)", "Makes a list of one integer.", inCurrent],
    ["List *list_make2_int(x1, x2)", "Makes a list of two integers.", inCurrent],
    ["List *list_make1_oid(x1)", "Makes a list of one oid.", inCurrent],
    ["List *list_make2_oid(x1, x2)", "Makes a list of two oids.", inCurrent],
    ["void *list_nth(const List *list, int n)", "The member with a number, from 0.", opaque],
    ["int list_nth_int(const List *list, int n)", "The integer with a number, from 0."],
    ["Oid list_nth_oid(const List *list, int n)", "The oid with a number, from 0."],
    ["type *list_nth_node(type, const List *list, int n)", "The node with a number, from 0.", opaque],
    ...members(["linitial", "lsecond", "lthird", "lfourth", "llast"], (which) => `The ${which} member.`),
    ["type *linitial_node(type, const List *l)", "The first member, a node of a type.", opaque],
    ["type *lsecond_node(type, const List *l)", "The second member, a node of a type.", opaque],
    ["type *lthird_node(type, const List *l)", "The third member, a node of a type.", opaque],
    ["type *llast_node(type, const List *l)", "The last member, a node of a type.", opaque],
    ["int linitial_int(const List *l)", "The first integer."],
    ["Oid linitial_oid(const List *l)", "The first oid."],
    ["int lsecond_int(const List *l)", "The second integer."],
    ["Oid lsecond_oid(const List *l)", "The second oid."],
    ["int llast_int(const List *l)", "The last integer."],
    ["Oid llast_oid(const List *l)", "The last oid."],
    ["void *lfirst(const ListCell *lc)", "The pointer in a cell.", opaque],
    ["int lfirst_int(const ListCell *lc)", "The integer in a cell."],
    ["Oid lfirst_oid(const ListCell *lc)", "The oid in a cell."],
    ["type *lfirst_node(type, const ListCell *lc)", "The pointer in a cell, to a node of a type.", opaque],
    ["ListCell *list_head(const List *l)", "The first cell of a list, or NULL.", inside(0)],
    ["ListCell *list_tail(const List *l)", "The last cell of a list, or NULL.", inside(0)],
    ["ListCell *list_second_cell(const List *l)", "The second cell of a list, or NULL.", inside(0)],
    ["ListCell *list_last_cell(const List *list)", "The last cell of a list that is not NIL.", inside(0)],
    ["ListCell *list_nth_cell(const List *list, int n)", "The cell with a number, from 0.", inside(0)],
    ["ListCell *lnext(const List *l, const ListCell *c)", "The cell after a cell, or NULL.", inside(0)],
    ["int list_cell_number(const List *l, const ListCell *c)", "The number of a cell, from 0."],
  ]),
  ...apiTable("src/include/nodes/pg_list.h, src/backend/nodes/list.c, REL_15_STABLE", [
    ["List *list_delete_first_n(List *list, int n)", "Removes the first members.", ...shrinks, since(14)],
    [
      "List *list_copy_head(const List *oldlist, int len)",
      "Copies the first members of a list.",
      inCurrent,
      since(15),
    ],
  ]),
  ...apiTable("src/include/nodes/bitmapset.h, src/backend/nodes/bitmapset.c, REL_15_STABLE", [
    ["Bitmapset *bms_copy(const Bitmapset *a)", "Copies a set; NULL is the empty set.", inCurrent],
    ["Bitmapset *bms_make_singleton(int x)", "Makes a set of one member.", inCurrent],
    ["void bms_free(Bitmapset *a)", "Frees a set; NULL is allowed.", frees(0)],
    [
      "Bitmapset *bms_union(const Bitmapset *a, const Bitmapset *b)",
      "Makes the union of two sets.",
      inCurrent,
    ],
    [
      "Bitmapset *bms_intersect(const Bitmapset *a, const Bitmapset *b)",
      "Makes the intersection of two sets.",
      inCurrent,
    ],
    [
      "Bitmapset *bms_difference(const Bitmapset *a, const Bitmapset *b)",
      "Makes a set of what is in the first only.",
      inCurrent,
    ],
    [
      "Bitmapset *bms_add_member(Bitmapset *a, int x)",
      "Adds a member; the set may move.",
      changesOrMakes(0, "moved"),
    ],
    [
      "Bitmapset *bms_add_members(Bitmapset *a, const Bitmapset *b)",
      "Adds the members of the second set to the first; the set may move.",
      { result: { kind: "argumentOrCurrent", argument: 0 }, touches: "arguments" },
      effect({ kind: "consumes", argument: 0, when: "moved" }),
    ],
    [
      "Bitmapset *bms_add_range(Bitmapset *a, int lower, int upper)",
      "Adds all numbers of a range; the set may move.",
      changesOrMakes(0, "moved"),
    ],
    ["Bitmapset *bms_del_member(Bitmapset *a, int x)", "Removes a member.", ...shrinksSet],
    [
      "Bitmapset *bms_int_members(Bitmapset *a, const Bitmapset *b)",
      "Keeps of the first set what the second has too.",
      ...shrinks,
    ],
    [
      "Bitmapset *bms_del_members(Bitmapset *a, const Bitmapset *b)",
      "Removes the members of the second set from the first.",
      ...shrinksSet,
    ],
    [
      "Bitmapset *bms_join(Bitmapset *a, Bitmapset *b)",
      "Makes the union of two sets in the memory of one and frees the other.",
      opaque,
      effect(
        { kind: "consumes", argument: 0, when: "moved" },
        { kind: "consumes", argument: 1, when: "moved" },
      ),
    ],
    ["bool bms_equal(const Bitmapset *a, const Bitmapset *b)", "Whether two sets are equal."],
    ["int bms_compare(const Bitmapset *a, const Bitmapset *b)", "Compares two sets, for sorting."],
    [
      "bool bms_is_subset(const Bitmapset *a, const Bitmapset *b)",
      "Whether the second set has all of the first.",
    ],
    ["bool bms_is_member(int x, const Bitmapset *a)", "Whether a number is in a set."],
    ["int bms_member_index(Bitmapset *a, int x)", "How many members are smaller than a member."],
    ["bool bms_overlap(const Bitmapset *a, const Bitmapset *b)", "Whether two sets have a member in common."],
    [
      "bool bms_nonempty_difference(const Bitmapset *a, const Bitmapset *b)",
      "Whether the first set has a member that the second does not have.",
    ],
    [
      "int bms_singleton_member(const Bitmapset *a)",
      "The only member of a set; an error when it is not the only one.",
    ],
    [
      "bool bms_get_singleton_member(const Bitmapset *a, int *member)",
      "Whether a set has one member, and which.",
    ],
    ["int bms_num_members(const Bitmapset *a)", "The number of members."],
    ["BMS_Membership bms_membership(const Bitmapset *a)", "Whether a set has no, one or more members."],
    ["int bms_next_member(const Bitmapset *a, int prevbit)", "The next member after a number, or -2."],
    ["int bms_prev_member(const Bitmapset *a, int prevbit)", "The next member below a number, or -2."],
    ["uint32 bms_hash_value(const Bitmapset *a)", "A hash of a set."],
  ]),
  ...apiTable("src/include/nodes/bitmapset.h, src/backend/nodes/bitmapset.c, REL_15_STABLE", [
    ["int bms_first_member(Bitmapset *a)", "Takes the smallest member out of a set, or gives -1.", until(15)],
    ["bool bms_is_empty(const Bitmapset *a)", "Whether a set has no members."],
  ]),
];
