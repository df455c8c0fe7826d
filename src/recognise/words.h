// Looking up labels: the lexicon's and a pack's words by their folded form.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pack/pack.h"

namespace mingzhang::recognise {

// A label without its ordinal ("一、", "（一）", "1.", "①") and without 其中：.
struct BareLabel {
    std::string text;  // folded
    bool ordinal = false;
    int depth = 0;  // of its ordinal: 1 一、 2 （一） 3 1. 4 （1） 5 ①; 0 without one
    bool part_only = false;  // 其中： a part of the row above, not one of the parts of a total
};
BareLabel bare_label(std::string_view label);

// Folded, with every year 20xx replaced by a mark: equal for titles of different years.
std::string without_years(std::string_view label);

class RowWords {
  public:
    explicit RowWords(const std::vector<pack::RowWord>& rows);
    // By the folded label, else by the bare one.
    const pack::RowWord* find(std::string_view label) const;

  private:
    std::unordered_map<std::string, const pack::RowWord*> by_label_;
};

class ColumnWords {
  public:
    explicit ColumnWords(const std::vector<pack::Column>& columns);
    const pack::Column* find(std::string_view label) const;

  private:
    std::unordered_map<std::string, const pack::Column*> by_label_;
};

}  // namespace mingzhang::recognise
