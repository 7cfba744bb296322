#include "postgres.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"

PG_MODULE_MAGIC;

bool two_of(int a, int b);

bool two_of(int a, int b)
{
  Bitmapset *set = bms_make_singleton(a);
  bool has;

  set = bms_add_member(set, b);
  has = bms_num_members(set) == 2;
  bms_free(set);
  if (has)
    return bms_is_member(a, set);
  //                        ^^^ passed to bms_is_member after bms_free
  return false;
}
