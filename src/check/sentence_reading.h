// What the rules of sentences share: the passages with their changes, and where findings go.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "check/change_statements.h"
#include "check/sentence_rules.h"

namespace mingzhang::check {

class SentenceReading {
  public:
    struct Read {
        Passage passage;
        std::vector<Change> changes;
    };

    SentenceReading(const SourceDocument& source, const Disclosure& disclosure,
                    const pack::Lexicon& lexicon);

    const std::vector<Read>& passages() const { return passages_; }
    const Disclosure& disclosure() const { return disclosure_; }
    const ChangeWords& words() const { return words_; }

    // Those of the same `group` make one finding; empty: it is one of its own. Returns it where it
    // is new and there is room for it, until the next one.
    Finding* report(const std::string& rule, Severity severity, const Passage& passage,
                    TextRange at, const std::string& group = {});
    void add(Finding finding);
    void looked_at(const std::string& rule, int count = 1);
    void could_not_tell(const std::string& rule, int count = 1);
    SentenceReport take() { return std::move(out_); }

  private:
    RuleCoverage& coverage_of(const std::string& rule);

    const Disclosure& disclosure_;
    ChangeWords words_;
    std::vector<Read> passages_;
    std::map<std::pair<std::string, std::string>, std::size_t> groups_;  // rule, group → finding
    SentenceReport out_;
};

void find_missing_reasons(SentenceReading& reading);
void find_empty_reasons(SentenceReading& reading);
void find_copied_reasons(SentenceReading& reading);
void find_both_directions(SentenceReading& reading);
void find_level_with_change(SentenceReading& reading);
void find_growth_from_zero(SentenceReading& reading);
void find_missing_units(SentenceReading& reading);
void find_missing_numbers(SentenceReading& reading);
void find_years_of_another(SentenceReading& reading);

}  // namespace mingzhang::check
