// Differences as one HTML page that needs no network and no script.
#pragma once

#include <string>

#include "model/differences.h"
#include "publish/messages.h"

namespace mingzhang::publish {

std::string differences_html(const Differences& differences, const Catalogue& catalogue);

}  // namespace mingzhang::publish
