// The report for people at a terminal: heading, tables, findings in page order, coverage,
// verdict.
#pragma once

#include <span>
#include <string>

#include "model/report.h"
#include "publish/messages.h"

namespace mingzhang::publish {

struct TerminalStyle {
    bool colour = false;
    int width = 100;  // columns; 0: lines are never broken
};

// Several reports follow each other, then one line says how many documents have errors.
std::string terminal_report(std::span<const CheckReport> reports, const Catalogue& catalogue,
                            const TerminalStyle& style);

}  // namespace mingzhang::publish
