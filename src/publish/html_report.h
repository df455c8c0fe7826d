// The report as one HTML page: the document as it was read beside what was found in it. It needs
// no network and no script; a script adds stepping from finding to finding.
#pragma once

#include <string>

#include "model/report.h"
#include "model/source_document.h"
#include "publish/messages.h"

namespace mingzhang::publish {

// `document` is what `report` was made of. All text is escaped, and the page's policy admits no
// script but its own.
std::string html_report(const CheckReport& report, const SourceDocument& document,
                        const Catalogue& catalogue);

}  // namespace mingzhang::publish
