// Differences for programs. The fields are a contract (docs/json.md): more may come, none goes.
#pragma once

#include <string>

#include "model/differences.h"

namespace mingzhang::publish {

std::string differences_json(const Differences& differences);

}  // namespace mingzhang::publish
