// SYNTAX TEST "source.c" "names of the Dynpgext interface"
PG_MODULE_MAGIC;
// <--------------- keyword.other.macro.postgres
DYNPGEXT_MAGIC;
// <-------------- keyword.other.macro.dynpgext

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
// <-------------- support.function.dynpgext
//                   ^^^^^^^^^^^^^^^ support.type.dynpgext
{
    handle->allocate_shmem(handle, "a:1:b", sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
//          ^^^^^^^^^^^^^^ support.function.dynpgext
//                                  ^^^^^ string.quoted.double.c
//                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.constant.dynpgext
    int *p = dynpgext_lookup_shmem("a:1:b");
//           ^^^^^^^^^^^^^^^^^^^^^ support.function.dynpgext
    foreach(lc, list)
//  ^^^^^^^ keyword.control.loop.postgres
        PG_TRY();
//      ^^^^^^ keyword.control.exception.postgres
    int my_DYNPGEXT_MAGIC_x = allocate_shmem;
//      ^^^^^^^^^^^^^^^^^^^ - keyword.other.macro.dynpgext
//                            ^^^^^^^^^^^^^^ - support.function.dynpgext
}
