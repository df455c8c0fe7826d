// Classification lists by year (政府收支分类科目): codes, names, and how far each row is attested.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace mingzhang::codes {

// How far a row may be trusted. kOfficial comes only from an imported official list.
enum class Attestation {
    kOfficial,
    kCorroborated,  // seen in two or more documents
    kAttested,      // seen in one, or in 2017–2019 and believed valid
    kNameOnly,      // the name was seen, the code is from memory
    kUnverified,    // from memory: never shown to a user as official
    kHistoric       // believed abolished or renamed
};

struct Entry {
    std::string code;  // "2013901"
    std::string name;
    int level = 0;       // 1 类, 2 款, 3 项
    std::string parent;  // code, empty at level 1
    Attestation attestation = Attestation::kUnverified;
};

// One list of one year, in code order.
class List {
  public:
    void reserve(std::size_t entries);
    // Replaces an entry of the same code. Fast in code order.
    void add(Entry entry);
    const Entry* find(std::string_view code) const;
    // Entries of that folded name, in code order (309 and 310 share 款 names).
    std::vector<const Entry*> named(std::string_view name) const;
    const std::vector<Entry>& entries() const { return entries_; }

  private:
    void index(std::size_t position);

    std::vector<Entry> entries_;
    std::unordered_multimap<std::string, std::size_t> by_name_;  // folded name → position
};

struct EconomicPair {
    std::string department_code, government_code, unit_kind;  // admin, inst, any
    Attestation attestation = Attestation::kUnverified;
};

struct Lists {
    int year = 0;
    List functional, department_economic, government_economic, revenue;
    std::vector<EconomicPair> economic_mapping;
};

// codes/<year>/*.csv below `directory`. A wrong row is an error with file:line.
Result<Lists> load(const std::string& directory, int year);

// Reads the official yearly list (a CSV or tab-separated text with a code and a name column, the
// header naming them, levels by length of code) and merges it over `base`: its rows become
// kOfficial, rows it does not have become kHistoric. Returns the new list.
Result<List> import_official(const std::string& text, const std::string& where, const List& base);
std::string to_csv(const List& list);

}  // namespace mingzhang::codes
