// department.toml: what is said once for the whole book.
#pragma once

#include <string>

#include "base/result.h"
#include "model/book.h"
#include "store/book_findings.h"

namespace mingzhang::store {

inline constexpr int kLastYear = 9999;

std::string department_toml(const Book& book);

// Fails, with file:line:column, where it is no TOML.
Result<void> read_department(const std::string& content, const std::string& file, Book& book,
                             FindingList& findings);

}  // namespace mingzhang::store
