-- vendor/dynpgext.h --
#ifndef DYNPGEXT_H
#define DYNPGEXT_H
typedef struct dynpgext_handle dynpgext_handle;
typedef void (*dynpgext_register_bgworker_function)(
    const dynpgext_handle *handle, BackgroundWorker *bgw, dynpgext_register_bgworker_flags flags);
typedef struct dynpgext_handle {
  char *name;
  dynpgext_register_bgworker_function register_bgworker;
} dynpgext_handle;
#endif
-- main.c --
#include <postgres.h>
#include <postmaster/bgworker.h>
#include <dynpgext.h>

DYNPGEXT_MAGIC;

#define ADD(h, w) (h)->register_bgworker((h), (w), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL)

void _Dynpgext_init(const dynpgext_handle *h) {
  BackgroundWorker bgw = {0};
  h->register_bgworker(h, &bgw, NULL, NULL,
  // ^^^^^^^^^^^^^^^^^ 5 arguments, but dynpgext.h declares 3
                       DYNPGEXT_REGISTER_BGWORKER_DEFAULTS);
  ADD(h, &bgw);
  // <------------ but dynpgext.h declares 3: it does not compile
}
