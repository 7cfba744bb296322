// options: {"settings": {"registerBgworkerArguments": 3}}
#include "dynpgext.h"
typedef struct { const char *name; const char *fn; int restart; } Spec;
static const Spec specs[] = {{"a", "a_main", 10}, {"b", "b_main", BGW_NEVER_RESTART}};
#define REGISTER(h, w) (h)->register_bgworker((h), &(w), DYNPGEXT_REGISTER_BGWORKER_DEFAULTS)
void _Dynpgext_init(const dynpgext_handle *handle) {
  for (int i = 0; i < lengthof(specs); i++) {
    BackgroundWorker w = {0};
    snprintf(w.bgw_name, BGW_MAXLEN, "%s", specs[i].name);
    w.bgw_flags = BGWORKER_SHMEM_ACCESS;
    w.bgw_restart_time = specs[i].restart;
    //^^^^^^^^^^^^^^^^ bgw_restart_time 10
    REGISTER(handle, w);
  }
}
