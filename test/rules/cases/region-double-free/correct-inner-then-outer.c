#include "postgres.h"
#include "fmgr.h"
#include "lib/stringinfo.h"

PG_MODULE_MAGIC;

typedef struct Request { char *url; StringInfoData body; } Request;

static void
clear_request(Request *request)
{
	if (request->url != NULL)
	{
		pfree(request->url);
		request->url = NULL;
	}
	if (request->body.data)
		pfree(request->body.data);
	request->body.data = NULL;
}

void request(const char *url);

void
request(const char *url)
{
	Request    *r = palloc0(sizeof(Request));

	r->url = pstrdup(url);
	initStringInfo(&r->body);
	clear_request(r);
	r->url = pstrdup("again");
	clear_request(r);
	pfree(r);
}
