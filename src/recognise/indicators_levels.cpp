#include "recognise/indicators_levels.h"

#include <array>

#include "recognise/words.h"

namespace mingzhang::recognise {
namespace {

using std::string_view;

constexpr std::size_t kLongestLevelBytes = 90;

struct Word {
    string_view word;
    string_view id;
};

constexpr std::array kFirstLevels{
    Word{"产出", "output"},         Word{"效益", "benefit"}, Word{"效果", "benefit"},
    Word{"满意度", "satisfaction"}, Word{"成本", "cost"},
};

constexpr std::array kSecondLevels{
    Word{"数量", "quantity"},
    Word{"质量", "quality"},
    Word{"时效", "timeliness"},
    Word{"成本", "cost"},
    Word{"经济成本", "economic_cost"},
    Word{"社会成本", "social_cost"},
    Word{"生态环境成本", "ecological_cost"},
    Word{"生态成本", "ecological_cost"},
    Word{"经济效益", "economic_benefit"},
    Word{"社会效益", "social_benefit"},
    Word{"生态效益", "ecological_benefit"},
    Word{"环境效益", "ecological_benefit"},
    Word{"生态环境效益", "ecological_benefit"},
    Word{"可持续影响", "sustainability"},
    Word{"可持续发展", "sustainability"},
    Word{"服务对象满意度", "service_satisfaction"},
    Word{"社会公众或服务对象满意度", "service_satisfaction"},
    Word{"其他满意度", "other_satisfaction"},
};

template <std::size_t n>
std::optional<LevelWord> find_level(const std::array<Word, n>& words, string_view cell) {
    if (cell.size() > kLongestLevelBytes) return std::nullopt;
    const BareLabel label = bare_label(cell);
    string_view rest = label.text;
    bool bare = true;
    for (const string_view suffix : {"指标", "目标"}) {
        if (!bare || !rest.ends_with(suffix)) continue;
        rest.remove_suffix(suffix.size());
        bare = false;
    }
    for (const Word& word : words)
        if (word.word == rest) return LevelWord{word.id, bare, label.ordinal};
    return std::nullopt;
}

}  // namespace

std::optional<LevelWord> first_level_word(string_view cell) {
    return find_level(kFirstLevels, cell);
}

std::optional<LevelWord> second_level_word(string_view cell) {
    return find_level(kSecondLevels, cell);
}

string_view first_level_of(string_view second_level, bool cost_first) {
    if (second_level.ends_with("cost")) return cost_first ? "cost" : "output";
    if (second_level.ends_with("benefit") || second_level == "sustainability") return "benefit";
    if (second_level.ends_with("satisfaction")) return "satisfaction";
    return second_level.empty() ? "" : "output";
}

}  // namespace mingzhang::recognise
