#include "check/word_rules.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/toml_reader.h"

namespace mingzhang::check {

namespace fs = std::filesystem;
using std::string_view;

namespace {

constexpr std::size_t kMostPlaces = 100;
constexpr std::size_t kMostRuleBytes = 1 << 20;

RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(8 << 20);
    return options;
}

}  // namespace

// Compiled when a text first holds a cue of theirs: most documents hold few.
struct WordPatterns {
    std::string pattern, except;

    struct Compiled {
        std::unique_ptr<RE2> pattern, except;
    };
    const Compiled& compiled() const {
        std::call_once(once_, [&] {
            compiled_.pattern = std::make_unique<RE2>(pattern, options());
            if (!except.empty()) compiled_.except = std::make_unique<RE2>(except, options());
        });
        return compiled_;
    }

  private:
    mutable std::once_flag once_;
    mutable Compiled compiled_;
};

namespace {

class RuleFile {
  public:
    RuleFile(const std::string& file, std::vector<WordRule>& out) : reader_(file), out_(out) {}

    void read(const toml::table& root) {
        reader_.table(root, "a file of rules",
                      {{"rule", [&](const toml::node& list) {
                            reader_.elements(list,
                                             [&](const toml::node& rule) { read_rule(rule); });
                        }}});
    }
    const TomlReader& reader() const { return reader_; }

  private:
    void read_rule(const toml::node& node) {
        WordRule rule;
        std::string pattern, except;
        const toml::node* pattern_at = &node;
        const toml::node* except_at = &node;
        const auto text_of = [&](std::string& into, const toml::node** at = nullptr) {
            return [&into, at, this](const toml::node& value) {
                const auto* string = value.as_string();
                if (string == nullptr) return reader_.fail(value, "a pattern is a text");
                into = string->get();
                if (at != nullptr) *at = &value;
            };
        };
        const auto list_of = [&](std::vector<std::string>& into) {
            return [&into, this](const toml::node& value) {
                reader_.elements(value, [&](const toml::node& element) {
                    const auto* string = element.as_string();
                    if (string == nullptr) return reader_.fail(element, "an example is a text");
                    into.push_back(string->get());
                });
            };
        };
        reader_.table(
            node, "a rule",
            {{"id", [&](const toml::node& v) { reader_.text(v, rule.id); }, true},
             {"severity",
              [&](const toml::node& v) {
                  reader_.choice<Severity>(v, "severity",
                                           {{"error", Severity::kError},
                                            {"warning", Severity::kWarning},
                                            {"notice", Severity::kNotice},
                                            {"hint", Severity::kHint}},
                                           rule.severity);
              },
              true},
             {"blocks", [&](const toml::node& v) { reader_.flag(v, rule.blocks_publication); }},
             {"basis", [&](const toml::node& v) { reader_.text(v, rule.basis); }, true},
             {"reads", [&](const toml::node& v) { reader_.text(v, rule.reads); }},
             {"unshown", [&](const toml::node& v) { reader_.text(v, rule.unshown); }},
             {"cues", list_of(rule.cues)},
             {"digits", [&](const toml::node& v) { reader_.integer(v, 1, 100, rule.digits); }},
             {"where",
              [&](const toml::node& v) {
                  reader_.choice<WordRule::Where>(v, "where",
                                                  {{"everywhere", WordRule::Where::kEverywhere},
                                                   {"sentences", WordRule::Where::kSentences},
                                                   {"cells", WordRule::Where::kCells}},
                                                  rule.where);
              }},
             {"pattern", text_of(pattern, &pattern_at)},
             {"except", text_of(except, &except_at)},
             {"confirm",
              [&](const toml::node& v) {
                  reader_.choice<WordRule::Confirm>(
                      v, "confirm",
                      {{"id-number", WordRule::Confirm::kIdNumber},
                       {"luhn", WordRule::Confirm::kLuhn},
                       {"impossible-date", WordRule::Confirm::kImpossibleDate}},
                      rule.confirm);
              }},
             {"together", [&](const toml::node& v) { reader_.flag(v, rule.together); }},
             {"mask", [&](const toml::node& v) { reader_.flag(v, rule.mask); }},
             {"holds", list_of(rule.holds), true},
             {"violated", list_of(rule.violated), true},
             {"untold", list_of(rule.untold), true},
             {"beside", [&](const toml::node& v) { reader_.text(v, rule.beside); }}});
        if (!reader_.ok()) return;
        for (const WordRule& other : out_) {
            if (other.id == rule.id) return reader_.fail(node, "a second rule " + rule.id);
        }
        if (pattern_at == &node) return add_coded(std::move(rule), node);
        if (!rule.reads.empty()) {
            return reader_.fail(node, "a rule with \"pattern\" and \"reads\"",
                                "what a pattern reads says \"where\"");
        }
        if (!check_pattern(pattern, *pattern_at) || !check_pattern(except, *except_at)) return;
        const bool any_text = rule.cues.empty() && rule.digits == 0;
        if (any_text && RE2::PartialMatch("", RE2(pattern, options()))) {
            return reader_.fail(*pattern_at, "a pattern that matches nothing at all",
                                "let it need a character");
        }
        auto patterns = std::make_shared<WordPatterns>();
        patterns->pattern = std::move(pattern);
        patterns->except = std::move(except);
        rule.patterns = std::move(patterns);
        out_.push_back(std::move(rule));
    }

    // A rule that is code.
    void add_coded(WordRule rule, const toml::node& node) {
        if (rule.reads.empty()) {
            return reader_.fail(node, "a rule without \"pattern\"",
                                "a rule that is code says what it \"reads\"");
        }
        const bool shown = !rule.holds.empty() && !rule.violated.empty() && !rule.untold.empty();
        if (shown != rule.unshown.empty())
            return reader_.fail(node, "a rule without examples of all three kinds");
        out_.push_back(std::move(rule));
    }

    bool check_pattern(const std::string& pattern, const toml::node& at) {
        std::string error;
        if (RE2::Set(options(), RE2::UNANCHORED).Add(pattern, &error) < 0) {
            reader_.fail(at, fmt::format("this is no pattern: {}", error),
                         "the syntax is that of RE2");
        }
        return reader_.ok();
    }

    TomlReader reader_;
    std::vector<WordRule>& out_;
};

struct Range {
    std::size_t begin = 0, end = 0;
};

Range range_of(string_view part, string_view whole) {
    const auto begin = static_cast<std::size_t>(part.data() - whole.data());
    return {begin, begin + part.size()};
}

// Calls `take` for each match: its first group, else the whole.
void each_match(const RE2& pattern, string_view text, const std::function<void(Range)>& take) {
    const re2::StringPiece whole(text.data(), text.size());
    re2::StringPiece found[2];
    const int groups = pattern.NumberOfCapturingGroups() > 0 ? 2 : 1;
    for (std::size_t at = 0; at <= text.size();) {
        if (!pattern.Match(whole, at, text.size(), RE2::UNANCHORED, found, groups)) return;
        const bool group = groups == 2 && found[1].data() != nullptr;
        const re2::StringPiece& hit = found[group ? 1 : 0];
        const Range words = range_of({hit.data(), hit.size()}, text);
        take(words);
        const Range all = range_of({found[0].data(), found[0].size()}, text);
        // What ends one match may begin the next ("XX局、××局").
        at = std::max(group ? words.end : all.end, all.begin + 1);
    }
}

bool confirmed(WordRule::Confirm confirm, string_view text) {
    switch (confirm) {
        case WordRule::Confirm::kNone:
            return true;
        case WordRule::Confirm::kIdNumber:
            return is_id_number(text);
        case WordRule::Confirm::kLuhn:
            return has_luhn_digit(text);
        case WordRule::Confirm::kImpossibleDate:
            return is_impossible_date(text);
    }
    return false;
}

// The first three and the last two characters stay.
void mask(std::string& text, Range range) {
    for (std::size_t i = range.begin + 3; i + 2 < range.end; ++i) text[i] = '*';
}

class Reader {
  public:
    Reader(const WordRules& rules, SourceDocument& source) : rules_(rules), source_(source) {}

    std::vector<Finding> run() {
        for (Block& block : source_.blocks) {
            read(block.text, block.place, false);
            for (auto& row : block.grid.rows)
                for (GridCell& cell : row) read(cell.text, cell.place, true);
        }
        return std::move(out_);
    }

  private:
    void read(std::string& text, const Place& place, bool cell) {
        if (text.empty()) return;
        rules_.cues().in(text, numbers_of_text_);
        for (const int number : numbers_of_text_) {
            const WordRule& rule = rules_.list()[static_cast<std::size_t>(number)];
            if (rule.where == (cell ? WordRule::Where::kSentences : WordRule::Where::kCells))
                continue;
            apply(rule, text, place);
        }
    }

    void apply(const WordRule& rule, std::string& text, const Place& place) {
        const WordPatterns::Compiled& patterns = rule.patterns->compiled();
        std::vector<Range> hits;
        each_match(*patterns.pattern, text, [&](Range hit) {
            const string_view words = string_view(text).substr(hit.begin, hit.end - hit.begin);
            if (!words.empty() && confirmed(rule.confirm, words)) hits.push_back(hit);
        });
        if (hits.empty()) return;
        if (patterns.except) {
            each_match(*patterns.except, text, [&](Range free) {
                std::erase_if(hits, [&](const Range& hit) {
                    return free.begin <= hit.begin && hit.end <= free.end;
                });
            });
        }
        for (const Range& hit : hits) {
            if (rule.mask) mask(text, hit);
            report(rule, text.substr(hit.begin, hit.end - hit.begin), place);
        }
    }

    void report(const WordRule& rule, std::string words, const Place& place) {
        FindingPlace at;
        at.place = place;
        at.text = words;
        const std::string group = rule.together ? std::string() : words;
        const auto [known, is_new] = numbers_.emplace(std::pair{rule.id, group}, out_.size());
        if (!is_new) {
            auto& places = out_[known->second].places;
            if (places.size() < kMostPlaces) places.push_back(std::move(at));
            return;
        }
        Finding finding;
        finding.rule = rule.id;
        finding.severity = rule.severity;
        finding.blocks_publication = rule.blocks_publication;
        finding.arguments["text"] = words;
        finding.key = fingerprint({rule.id, group});
        finding.places.push_back(std::move(at));
        out_.push_back(std::move(finding));
    }

    const WordRules& rules_;
    SourceDocument& source_;
    std::vector<int> numbers_of_text_;
    std::map<std::pair<std::string, std::string>, std::size_t> numbers_;
    std::vector<Finding> out_;
};

// The number that begins at `at`; -1 where none does.
int number_at(string_view s, std::size_t& at) {
    int value = -1;
    while (at < s.size() && s[at] >= '0' && s[at] <= '9' && value < 100'000)
        value = std::max(value, 0) * 10 + (s[at++] - '0');
    return value;
}

}  // namespace

bool is_id_number(string_view s) {
    constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr string_view kDigits = "10X98765432";
    if (s.size() != 18) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        if (s[i] < '0' || s[i] > '9') return false;
        sum += kWeights[i] * (s[i] - '0');
    }
    const char last = s[17] == 'x' ? 'X' : s[17];
    if (kDigits[static_cast<std::size_t>(sum % 11)] != last) return false;
    const auto number = [&](std::size_t at, std::size_t n) {
        std::size_t i = 0;
        return number_at(s.substr(at, n), i);
    };
    const std::chrono::year_month_day born{std::chrono::year(number(6, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(10, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(12, 2)))};
    return born.ok() && number(6, 4) >= 1900 && number(6, 4) < 2100;
}

bool has_luhn_digit(string_view digits) {
    int sum = 0;
    bool twice = false;
    for (auto c = digits.rbegin(); c != digits.rend(); ++c, twice = !twice) {
        if (*c < '0' || *c > '9') return false;
        const int digit = (*c - '0') * (twice ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return !digits.empty() && sum % 10 == 0;
}

bool is_impossible_date(string_view s) {
    constexpr string_view kYear = "年", kMonth = "月";
    std::size_t at = 0;
    int year = 2000;  // a leap year: without a year 29 February may be
    int first = number_at(s, at);
    if (s.substr(at).starts_with(kYear)) {
        year = first;
        at += kYear.size();
        first = number_at(s, at);
    }
    if (first < 0 || !s.substr(at).starts_with(kMonth)) return false;
    at += kMonth.size();
    const int day = number_at(s, at);
    if (day < 0) return false;
    return !std::chrono::year_month_day{std::chrono::year(year),
                                        std::chrono::month(static_cast<unsigned>(first)),
                                        std::chrono::day(static_cast<unsigned>(day))}
                .ok();
}

WordRules::WordRules(std::vector<WordRule> rules) : rules_(std::move(rules)) {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const WordRule& rule = rules_[i];
        const int number = static_cast<int>(i);
        for (const std::string& cue : rule.cues) cues_.add_word(cue, number);
        if (rule.digits > 0) cues_.add_digits(static_cast<std::size_t>(rule.digits), number);
        if (rule.cues.empty() && rule.digits == 0) cues_.add_always(number);
    }
}

namespace {

enum class Wanted { kAll, kWords };

// A file of rules that are code: it takes longer to parse than all patterns together.
bool is_of_code(string_view file) {
    return text::contains(file, "\nreads = ") && !text::contains(file, "\npattern");
}

// Those without patterns are code.
Result<std::vector<WordRule>> load(const std::string& directory, Wanted wanted) {
    std::error_code error;
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(directory, error)) {
        if (entry.path().extension() == ".toml") files.insert(entry.path());
    }
    if (error) return fail(directory, "the rules cannot be read: " + error.message());
    std::vector<WordRule> rules;
    for (const fs::path& path : files) {
        auto text = read_file(path.string(), kMostRuleBytes);
        if (!text) return tl::make_unexpected(text.error());
        if (wanted == Wanted::kWords && is_of_code(*text)) continue;
        const auto parsed = parse_toml({path.string(), *std::move(text)});
        if (!parsed) return tl::make_unexpected(parsed.error());
        RuleFile file(path.string(), rules);
        file.read(*parsed);
        if (!file.reader().ok()) return tl::make_unexpected(file.reader().error());
    }
    return rules;
}

}  // namespace

Result<WordRules> load_word_rules(const std::string& directory) {
    auto rules = load(directory, Wanted::kWords);
    if (!rules) return tl::make_unexpected(rules.error());
    std::erase_if(*rules, [](const WordRule& rule) { return !rule.is_of_words(); });
    return WordRules(*std::move(rules));
}

Result<std::vector<RuleEntry>> load_rule_catalogue(const std::string& directory) {
    const auto rules = load(directory, Wanted::kAll);
    if (!rules) return tl::make_unexpected(rules.error());
    return std::vector<RuleEntry>(rules->begin(), rules->end());
}

std::vector<Finding> apply_word_rules(const WordRules& rules, SourceDocument& source) {
    return Reader(rules, source).run();
}

}  // namespace mingzhang::check
