// The child's side of src/read/pdf_frames.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "read/page.h"
#include "read/pdf_frames.h"

namespace mingzhang::pdfscan {

// Each appends one frame. A page must keep to the limits of pdf_frames.h; of a text, what is not
// printable ASCII or too long is left out.
void append_hello(std::string& out, std::string_view refusal);
void append_document(std::string& out, int pages, bool repaired);
void append_page(std::string& out, const read::Page& page);
void append_unread(std::string& out, int number);
void append_end(std::string& out, read::FileEnd end, std::string_view text);

}  // namespace mingzhang::pdfscan
