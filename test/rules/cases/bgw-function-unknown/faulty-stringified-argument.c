#include "dynpgext.h"
#define REGISTER_WORKER(handle, main_function) \
	do { \
		BackgroundWorker worker_ = { \
			.bgw_name = #main_function, \
			.bgw_flags = BGWORKER_SHMEM_ACCESS, \
			.bgw_function_name = #main_function, \
		}; \
		strlcpy(worker_.bgw_library_name, (handle)->library_name, BGW_MAXLEN); \
		(handle)->register_bgworker((handle), &worker_, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL); \
	} while (0)
void collector_main(Datum arg) {}
void _Dynpgext_init(const dynpgext_handle *handle)
{
    REGISTER_WORKER(handle, collector_main);
    REGISTER_WORKER(handle, colector_main);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no function colector_main
}
