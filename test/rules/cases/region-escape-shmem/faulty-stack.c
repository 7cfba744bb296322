#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Job { int *result; int done; } Job;

void start_job(void);

void
start_job(void)
{
	bool		found;
	int			result = 0;
	Job		   *job = ShmemInitStruct("job", sizeof(Job), &found);

	job->result = &result;
	// <--------------------- on the stack
	job->done = result;
}
