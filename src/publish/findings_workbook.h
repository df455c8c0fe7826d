// The findings of many documents as a workbook to work through: a row a finding, with a state to
// choose, and a row a document.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/report.h"
#include "publish/messages.h"

namespace mingzhang::publish {

class FindingsWorkbook {
  public:
    explicit FindingsWorkbook(const Catalogue& catalogue) : catalogue_(catalogue) {}

    void add(const CheckReport& report);
    void add_unread(const std::string& path, const Error& error);
    // Writes an XLSX file; one that is there is replaced, as a whole or not at all. Fails where the
    // file cannot be written, and where libxlsxwriter cannot be loaded.
    Result<void> write(const std::string& path) const;

  private:
    using Row = std::vector<std::string>;

    const Catalogue& catalogue_;
    std::vector<Row> findings_, documents_;
};

}  // namespace mingzhang::publish
