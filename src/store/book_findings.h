// Mistakes as they are collected while a ledger is read.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/book.h"

namespace mingzhang::store {

// Keeps so many, and how many more there were: a file of nothing but mistakes fills no memory.
class FindingList {
  public:
    void add(std::string rule, BookPlace place, std::map<std::string, std::string> arguments = {},
             Severity severity = Severity::kError);
    std::vector<BookFinding> take();

  private:
    static constexpr std::size_t kMost = 5'000;
    std::vector<BookFinding> findings_;
    std::size_t more_ = 0;
};

// The line of an error in `file`, whose place is "file:line" or "file:line:column"; else 0.
int line_of_error(const Error& error, const std::string& file);

}  // namespace mingzhang::store
