// The child's work: requests come in, pages go out (src/read/pdf_frames.h).
#pragma once

#include "pdfscan/document_scan.h"

namespace mingzhang::pdfscan {

// Answers requests from `in` on `out` until `in` ends, or poppler had to be interrupted. False: a
// request or a pipe is broken.
bool serve(int in, int out, const ScanLimits& limits);

// Writes all of it, or fails.
bool write_all(int out, std::string_view bytes);

}  // namespace mingzhang::pdfscan
