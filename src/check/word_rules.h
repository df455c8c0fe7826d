// Rules of words (rules/*.toml): patterns over single paragraphs and cells. A match may need the
// consent of small code (a check digit, a calendar). What a rule masks is made unreadable in the
// document itself, so that no report shows it.
//
// Patterns are RE2's: linear in the text whatever a rule says. A mistake in a file is reported when
// it is loaded, as file:line:column.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "check/cues.h"
#include "check/rule_catalogue.h"
#include "model/finding.h"
#include "model/source_document.h"

namespace mingzhang::check {

struct WordPatterns;

struct WordRule : RuleEntry {
    enum class Where { kEverywhere, kSentences, kCells };
    enum class Confirm { kNone, kIdNumber, kLuhn, kImpossibleDate };

    Where where = Where::kEverywhere;
    Confirm confirm = Confirm::kNone;
    bool mask = false;
    // What every match holds one of, or so many digits in a row: other texts are not searched.
    std::vector<std::string> cues;
    int digits = 0;
    bool together = false;  // all matches make one finding; otherwise those of the same words do
    std::shared_ptr<const WordPatterns> patterns;
};

class WordRules {
  public:
    explicit WordRules(std::vector<WordRule> rules = {});

    const std::vector<WordRule>& list() const { return rules_; }
    const Cues& cues() const { return cues_; }

  private:
    std::vector<WordRule> rules_;
    Cues cues_;
};

// The rules with a pattern of `directory`/*.toml, in the order of the files' names. Files that hold
// none are left to load_rule_catalogue.
Result<WordRules> load_word_rules(const std::string& directory);

// Findings in the order of the document, each with its places (at most 100). Masks what is to be
// masked.
std::vector<Finding> apply_word_rules(const WordRules& rules, SourceDocument& source);

// Whether the check digit of GB 11643—1999 and the birth date in it are right.
bool is_id_number(std::string_view text);
bool has_luhn_digit(std::string_view digits);
// "2月30日", "2025年2月29日".
bool is_impossible_date(std::string_view text);

}  // namespace mingzhang::check
