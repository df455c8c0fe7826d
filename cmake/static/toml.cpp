// The part of toml++ that its shared library holds (see cmake/static.cmake).
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
