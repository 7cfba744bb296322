#include "dynpgext.h"
static void first_main(Datum arg) {}
//          ^^^^^^^^^^ first_main is static
int second_main(Datum arg) { return 0; }
//  ^^^^^^^^^^^ must be void second_main(Datum main_arg)
void third_main(int argc, char **argv) {}
//   ^^^^^^^^^^ is no main function
static void add(const dynpgext_handle *h, const char *function)
{
  BackgroundWorker w = {0};
  strlcpy(w.bgw_function_name, function, sizeof(w.bgw_function_name));
  strlcpy(w.bgw_library_name, h->library_name, sizeof(w.bgw_library_name));
  h->register_bgworker(h, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
void _Dynpgext_init(const dynpgext_handle *handle)
{
  add(handle, "first_main");
  add(handle, "second_main");
  add(handle, "third_main");
}
