// options: {"settings": {"registerBgworkerArguments": 3}}
#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_name = "lazy"};
  handle->register_bgworker(handle, &w, 0);
  //                                ^^ "lazy" lacks BGWORKER_SHMEM_ACCESS
}
