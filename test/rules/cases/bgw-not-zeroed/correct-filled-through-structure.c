#include "dynpgext.h"
typedef struct Request { BackgroundWorker *worker; const dynpgext_handle *handle; } Request;
extern void fill_elsewhere(Request *request);
void _Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker;
	Request		request = { &worker, handle };

	fill_elsewhere(&request);
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
