// Items of the functional classification as running text names them: "公共安全支出(204类)司法(06款)
// 行政运行(01项)", "检察(款)行政运行(项)", "高等教育(2050205)".
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "codes/codes.h"
#include "model/disclosure.h"

namespace mingzhang::recognise {

struct FoundItem {
    std::size_t end = 0;  // behind its last bracket, and 支出 or a closing quotation mark after it
    std::string code;     // empty: the text names an item that nobody knows, or several
    int level = 0;        // of its last name: 1 类, 2 款, 3 项
    std::vector<std::pair<int, std::string>> names;  // each with its level, outermost first
};

class ItemNames {
  public:
    // The items of the document's own tables; the official list where it has none of that name.
    ItemNames(const Disclosure& tables, const codes::Lists& codes);

    // The item named at `at` of a folded text; none where no name with 类, 款, 项 or a code in
    // brackets begins there.
    std::optional<FoundItem> item_at(std::string_view text, std::size_t at) const;
    // The code of 类, 款 and 项 of these names; empty where nobody knows it, or there are several.
    std::string code_of(const std::vector<std::string_view>& path) const;

  private:
    // Codes of that name and length, below `above`.
    std::set<std::string> codes_named(std::string_view name, std::size_t length,
                                      std::string_view above) const;

    std::unordered_map<std::string, std::set<std::string>> by_name_;  // of the tables
    const codes::Lists& codes_;
};

}  // namespace mingzhang::recognise
