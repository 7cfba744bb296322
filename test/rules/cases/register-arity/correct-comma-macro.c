#include "postgres.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
DYNPGEXT_MAGIC;
#define NO_CALLBACK NULL, NULL
#define REGISTER(h, w, ...) (h)->register_bgworker(h, w, __VA_ARGS__)
static int scope(int a, int b) { return a; }
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {0};
	handle->register_bgworker(handle, &worker, NO_CALLBACK, DYNPGEXT_SCOPE_GLOBAL);
	REGISTER(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->register_bgworker(handle, &worker, NULL, NULL, scope(DYNPGEXT_SCOPE_GLOBAL, 1));
}
