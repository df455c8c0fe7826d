// Rules of sentences: what running text says of a change, and whether it can mean it. What a rule
// could not read it does not report; how often that was so, its coverage says.
//
//   reason-missing       a change against last year, and no reason for it
//   reason-empty         "主要原因是。"
//   reason-copied        one reason under changes of different items
//   reason-is-purpose    the reason of a change is what an item is used for, to the letter
//   purpose-copied       two items are used for the same, to the letter
//   both-directions      "增加（减少）5万元", "增加5万元，下降2%"
//   level-with-change    "与上年持平，增加5万元"
//   growth-from-zero     a rate where last year was nothing
//   amount-without-unit  "减少12.34，"
//   percent-sign-missing "增长12.34，"
//   number-missing       "支出预算万元，"
//   item-amount          not the amount of the table that the list follows
//   item-missing         the list leaves out an item of that table
//   item-name            the name of another item of that table
//   items-sum            not what the text says of the class of the items
//   direction-differs    one change of one amount, said to rise and to fall
//   changes-sum          the parts do not change as the whole does
//   reason-against-change  "减少5万元，主要原因是人员增加"
//   heading-of-another-year    "2025年部门预算情况说明" in the budget of 2026
//   sentence-of-another-year   "2025年度支出预算100万元" in the budget of 2026
//   year-compared-with-itself  "2025年度支出预算100万元，比2025年增加"
#pragma once

#include <vector>

#include "codes/codes.h"
#include "model/report.h"
#include "model/source_document.h"
#include "pack/pack.h"

namespace mingzhang::check {

struct SentenceReport {
    std::vector<Finding> findings;
    std::vector<RuleCoverage> coverage;  // of every rule, in the order above
};

// `source` is what the Disclosure was recognised from.
SentenceReport apply_sentence_rules(const SourceDocument& source, const Disclosure& disclosure,
                                    const pack::Lexicon& lexicon, const codes::Lists& codes);

}  // namespace mingzhang::check
