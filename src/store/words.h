// The words of a ledger: ids stand in the folder, Chinese words in the workbook, and both are read
// in either.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/book.h"

namespace mingzhang::store {

enum class Language { kIds, kChinese };

// Columns beside those of the dimensions.
inline constexpr std::string_view kGovernment = "government", kAmount = "amount", kOpen = "open";

// Of an id ("fund", "amount", "price"): 资金性质, 金额, 单价; the id where it has no word.
std::string column_word(std::string_view id, Language language);
// The id of a column, in any spelling: "资金性质 " → "fund". The word itself where it is unknown.
std::string column_named(std::string_view word);

// What belongs into a column, for who fills it in; empty where its name says it.
std::string column_note(std::string_view id);

// Sheets of a workbook beside those of the lines.
inline constexpr std::string_view kDepartmentSheet = "部门", kProjectSheet = "项目",
                                  kAmountSheet = "项目金额", kCostSheet = "成本测算",
                                  kFieldSheet = "绩效目标", kLevelSheet = "指标层级",
                                  kIndicatorSheet = "绩效指标", kTextSheet = "文本";
std::string_view sheet_name(LineFile file);

// Whether the members are a few given words: fund, vintage, … but not scope or function.
bool is_closed(Dimension d);
std::string member_word(Dimension d, const std::string& member, Language language);
// The member of a word, in any spelling; the root ("") of "all" and 全部. None where a closed
// dimension has no such member, and of a year that is none. Of an open dimension, the word as it
// is.
std::optional<std::string> member_named(Dimension d, std::string_view word);
// Members of a closed dimension, without the root: to choose from.
std::vector<std::string> member_words(Dimension d, Language language);

// "yes", 是, "no", 否 and nothing.
std::optional<bool> flag_named(std::string_view word);

std::string kind_word(DocumentKind kind, Language language);
std::optional<DocumentKind> kind_named(std::string_view word);
std::vector<std::string> kind_words(Language language);

// What could have been meant by `word`: the nearest of the known words, else all of them.
std::string choices_for(std::string_view word, const std::vector<std::string>& known);

}  // namespace mingzhang::store
