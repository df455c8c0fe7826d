// A small report made by hand and the document it speaks of, for the tests of all formats.
#pragma once

#include "model/report.h"
#include "model/source_document.h"

namespace mingzhang::publish {

CheckReport sample_report();
SourceDocument sample_document();

}  // namespace mingzhang::publish
