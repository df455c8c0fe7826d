// What all formats say of Differences.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/differences.h"
#include "publish/messages.h"

namespace mingzhang::publish {

// For people: further changes of a section are only counted.
inline constexpr std::size_t kMostChangesShown = 2000;

std::string side_heading(const ComparedSide& side, const Catalogue& catalogue);
// What has to be known to read it: of which years the amounts are, what was not read.
std::vector<std::string> notes_of(const Differences& differences, const Catalogue& catalogue);
std::string section_heading(const ComparedSection& section, const Catalogue& catalogue);

// "2013901 行政运行 · 一般公共预算", "项目概况", "部门名称"; empty for paragraphs.
std::string change_heading(const Change& change, const Catalogue& catalogue);
// A value of a change as it is shown: of facts that are words of the form, said; a blank said so.
std::string shown_value(const Change& change, const std::string& value, const Catalogue& catalogue);
// "（+1.50 万元，+3.21%）", with what else is to be known of it; may be empty.
std::string change_remark(const Change& change, const Catalogue& catalogue);

std::string cause_heading(const Cause& cause, const Catalogue& catalogue);
// What the parts shown leave open; empty where they add up.
std::string cause_rest(const Cause& cause, const Catalogue& catalogue);

std::string equality(const Differences& differences, const Catalogue& catalogue);

// Long parts that both have, in their middle left out.
std::vector<WordRun> shortened(const std::vector<WordRun>& words);

}  // namespace mingzhang::publish
