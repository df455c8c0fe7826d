// What Cairo 1.16 cannot say in a PDF file: its language, and attributes of its structure.
#pragma once

#include <string>
#include <vector>

namespace mingzhang::typeset {

// Appends an update to a file that Cairo wrote. `attributes`: for each structure tag in the order
// in which they began, entries of its dictionary in PDF syntax; empty for none. A file that is not
// as expected stays as it is: it is a PDF file all the same.
std::string with_structure(std::string pdf, const std::vector<std::string>& attributes);

// A text in PDF syntax.
std::string pdf_text(const std::string& utf8);

}  // namespace mingzhang::typeset
