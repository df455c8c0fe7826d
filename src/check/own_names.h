// What a document calls itself: its kind (部门, 单位), its place and its level.
//
// kind-words-mixed    a heading says 部门预算 where the document is a 单位预算, and the others say
// so level-of-another    the glossary takes the appropriation from the finance of another level
// place-of-another    a label or title names the department of another place
#pragma once

#include <string_view>
#include <vector>

#include "model/disclosure.h"
#include "model/source_document.h"
#include "pack/pack.h"

namespace mingzhang::check {

std::vector<Finding> own_name_findings(const SourceDocument& source, const Disclosure& disclosure,
                                       const pack::Lexicon& lexicon);

// The place that begins a department's name: "某省某市某县民政局" is { 某省, 某市, 某县 }, without
// what the name does not say. Nothing where it is doubtful (社区, 开发区, …).
struct OwnPlace {
    std::string_view province, city, county;
    bool known() const { return !(province.empty() && city.empty() && county.empty()); }
};
OwnPlace place_in_name(std::string_view name);

}  // namespace mingzhang::check
