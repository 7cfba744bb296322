#include "dynpgext.h"
typedef struct Job { char name[8]; char library[8]; } Job;
void _Dynpgext_init(const dynpgext_handle *handle)
{
  Job job;
  char buffer[8];
  strcpy(job.name, handle->name);
  strncpy(buffer, handle->name, sizeof(buffer));
}
