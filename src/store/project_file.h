// A project as TOML: projects/01-name.toml.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/result.h"
#include "model/book.h"
#include "store/book_findings.h"

namespace mingzhang::store {

// What the amounts of a project imply: flow, kind and the project itself, by its folded name.
Coordinate implied_by_project(const std::string& name);

std::string project_toml(const BookProject& project);

// None, with a finding, where it is no TOML. Of an indicator's target only the text is read.
std::optional<BookProject> read_project(const std::string& content, const std::string& file,
                                        FindingList& findings, std::size_t& most_lines);

// "2026-03-01", and the other way; none of what is no date.
std::string date_text(const std::optional<std::chrono::year_month_day>& date);
std::optional<std::chrono::year_month_day> date_of(std::string_view text);

// Whether it says anything but the project it is of.
bool has_declaration(const Declaration& declaration);
// What a declaration does not say of itself: the project it is of, and how many indicators each
// of its levels has.
void complete_declaration(BookProject& project);

}  // namespace mingzhang::store
