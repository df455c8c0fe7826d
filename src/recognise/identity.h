// What kind of document this is: kind, year, department, and the pack that describes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/disclosure.h"
#include "model/source_document.h"
#include "pack/shelf.h"
#include "recognise/captions.h"

namespace mingzhang::recognise {

struct CaptionedTable {
    std::size_t block = 0;
    Caption caption;
};

// Sets kind, year and department of `disclosure` from the cover and the captions.
void read_identity(const SourceDocument& source, const std::vector<CaptionedTable>& tables,
                   const pack::Lexicon& lexicon, Disclosure& disclosure);

// The titles of a pack's tables and sections, whatever year they name.
class Titles {
  public:
    explicit Titles(const pack::Pack& pack);
    const pack::Pack& pack() const { return *pack_; }
    // nullptr: none of that title. It may begin with the department's name.
    const pack::Table* table(std::string_view title, std::string_view department) const;
    const pack::Section* section(std::string_view title) const;  // likewise

  private:
    const pack::Pack* pack_;
    std::unordered_map<std::string, const pack::Table*> tables_;
    std::unordered_map<std::string, const pack::Section*> sections_;
};

// The pack under which most titles are found: at least half of its tables, of a place that the
// document names, the nearest year. Of a text without tables: at least half of its sections, of the
// same kind, and no other place's form has as many. Fails where a pack is broken.
Result<std::optional<Titles>> choose_pack(const SourceDocument& source,
                                          const std::vector<CaptionedTable>& tables,
                                          const pack::Library& library,
                                          const Disclosure& disclosure);

}  // namespace mingzhang::recognise
