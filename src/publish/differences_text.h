// Differences for people at a terminal: totals, what they come from, then section by section.
#pragma once

#include <string>

#include "model/differences.h"
#include "publish/messages.h"
#include "publish/terminal_report.h"

namespace mingzhang::publish {

// "+ …" was added, "- …" removed, "~ …" changed; in texts [-words before-]{+words after+}.
std::string differences_text(const Differences& differences, const Catalogue& catalogue,
                             const TerminalStyle& style);

}  // namespace mingzhang::publish
