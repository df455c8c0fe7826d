#include "check/sentence_rules.h"

#include <algorithm>

#include "check/findings.h"
#include "check/item_lists.h"
#include "check/sentence_reading.h"

namespace mingzhang::check {
namespace {

constexpr std::size_t kMostPlaces = 100;
constexpr std::size_t kMostFindings = 1000;

constexpr const char* kRules[] = {"reason-missing",
                                  "reason-empty",
                                  "reason-copied",
                                  "purpose-copied",
                                  "both-directions",
                                  "level-with-change",
                                  "growth-from-zero",
                                  "amount-without-unit",
                                  "percent-sign-missing",
                                  "number-missing",
                                  "item-amount",
                                  "item-missing",
                                  "item-name",
                                  "items-sum",
                                  "direction-differs",
                                  "changes-sum",
                                  "reason-against-change",
                                  "heading-of-another-year",
                                  "sentence-of-another-year",
                                  "year-compared-with-itself"};

}  // namespace

SentenceReading::SentenceReading(const SourceDocument& source, const Disclosure& disclosure,
                                 const pack::Lexicon& lexicon)
    : disclosure_(disclosure), words_(lexicon) {
    for (Passage& passage : passages_of(source)) {
        std::vector<Change> changes;
        if (passage.kind == Passage::Kind::kText || passage.kind == Passage::Kind::kCell)
            changes = words_.changes(passage);
        passages_.push_back({std::move(passage), std::move(changes)});
    }
    for (const char* rule : kRules) out_.coverage.push_back({rule});
}

Finding* SentenceReading::report(const std::string& rule, Severity severity, const Passage& passage,
                                 TextRange at, const std::string& group) {
    FindingPlace place = place_of(passage, at);
    if (const auto known = groups_.find({rule, group}); known != groups_.end()) {
        auto& places = out_.findings[known->second].places;
        if (places.size() < kMostPlaces) places.push_back(std::move(place));
        return nullptr;
    }
    if (out_.findings.size() >= kMostFindings) return nullptr;
    if (!group.empty()) groups_.emplace(std::pair{rule, group}, out_.findings.size());
    Finding finding = finding_at(rule, severity, std::move(place));
    finding.key =
        group.empty()
            ? fingerprint({rule, std::string(passage.before(at.begin)), finding.places[0].text})
            : fingerprint({rule, group});
    out_.findings.push_back(std::move(finding));
    return &out_.findings.back();
}

void SentenceReading::add(Finding finding) {
    if (out_.findings.size() < kMostFindings) out_.findings.push_back(std::move(finding));
}

RuleCoverage& SentenceReading::coverage_of(const std::string& rule) {
    return *std::find_if(out_.coverage.begin(), out_.coverage.end(),
                         [&](const RuleCoverage& c) { return c.rule == rule; });
}

void SentenceReading::looked_at(const std::string& rule, int count) {
    coverage_of(rule).looked_at += count;
}

void SentenceReading::could_not_tell(const std::string& rule, int count) {
    coverage_of(rule).untold += count;
}

SentenceReport apply_sentence_rules(const SourceDocument& source, const Disclosure& disclosure,
                                    const pack::Lexicon& lexicon, const codes::Lists& codes) {
    SentenceReading reading(source, disclosure, lexicon);
    find_missing_reasons(reading);
    find_empty_reasons(reading);
    find_copied_reasons(reading);
    find_both_directions(reading);
    find_level_with_change(reading);
    find_growth_from_zero(reading);
    find_missing_units(reading);
    find_missing_numbers(reading);
    const auto lists =
        item_lists(reading.passages(), recognise::ItemNames(reading.disclosure(), codes));
    find_wrong_items(reading, lists);
    find_wrong_directions(reading, lists);
    find_years_of_another(reading);
    return reading.take();
}

}  // namespace mingzhang::check
