// The report as one HTML page: the document as it was read beside what was found in it. It needs
// no network and no script; a script adds stepping from finding to finding.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "model/report.h"
#include "model/source_document.h"
#include "publish/messages.h"

namespace mingzhang::publish {

// `document` is what `report` was made of. All text is escaped, and the page's policy admits no
// script but its own. `home`: where a link to check other files leads; none where it is empty.
std::string html_report(const CheckReport& report, const SourceDocument& document,
                        const Catalogue& catalogue, const std::string& home = {});

// Several reports on one page, a list of them at its top. A document is not needed any more once
// its report was added.
class HtmlReports {
  public:
    // Reports beyond this size together are in the list only.
    static constexpr std::size_t kLongestPage = std::size_t{64} << 20;

    HtmlReports(const Catalogue& catalogue, std::string home)
        : catalogue_(catalogue), home_(std::move(home)) {}

    void add(const CheckReport& report, const SourceDocument& document);
    void add(const std::string& name, const std::string& refusal);  // why there is no report
    std::string write() const;

  private:
    const Catalogue& catalogue_;
    std::string home_, list_, sections_;
    int count_ = 0;
};

}  // namespace mingzhang::publish
