#include "recognise/contents_page.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "recognise/words.h"

namespace mingzhang::recognise {
namespace {

using std::size_t;

constexpr size_t kFarthest = 60;  // blocks before a contents page
constexpr size_t kLeastEntries = 4;
constexpr size_t kLongestEntryBytes = 300;  // with its leader

bool is_entry(const std::string& line) {
    const std::string label = text::fold_label(line);
    return bare_label(line).ordinal || label.starts_with("第") || label.starts_with("表") ||
           label.starts_with("附") || without_leader(line).size() < text::trim(line).size();
}

// A title without a number is an entry where it stands again.
bool stands_again(const std::vector<Block>& blocks, size_t at) {
    constexpr size_t kLongestTitleBytes = 120;
    if (blocks[at].text.size() > kLongestTitleBytes) return false;
    const std::string title = text::fold_label(blocks[at].text);
    return !title.empty() && std::any_of(blocks.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                         blocks.end(), [&](const Block& later) {
                                             return later.text.size() <= kLongestTitleBytes &&
                                                    text::fold_label(later.text) == title;
                                         });
}

}  // namespace

std::string without_leader(std::string_view line) {
    for (std::string_view leader : {"……", "....", "····", "．．．．"}) {
        const size_t at = line.find(leader);
        if (at != std::string_view::npos) line = line.substr(0, at);
    }
    return std::string(text::trim(line));
}

ContentsPage contents_page(const SourceDocument& source) {
    const auto& blocks = source.blocks;
    size_t b = 0;
    while (b < std::min(blocks.size(), kFarthest) &&
           (blocks[b].kind == BlockKind::kTable || blocks[b].text.size() > 30 ||
            text::fold_label(blocks[b].text) != "目录"))
        ++b;
    if (b >= std::min(blocks.size(), kFarthest)) return {};
    ContentsPage page{b + 1, b + 1};
    std::set<std::string> seen;
    for (; page.last < blocks.size(); ++page.last) {
        const Block& block = blocks[page.last];
        if (block.kind == BlockKind::kTable || block.text.size() > kLongestEntryBytes ||
            block.place.source != blocks[b].place.source || block.text.ends_with("。") ||
            !(is_entry(block.text) || stands_again(blocks, page.last)))
            break;
        const std::string line = block.text.substr(0, block.text.find('\t'));
        if (!seen.insert(text::fold_label(without_leader(line))).second) break;
    }
    return page.last - page.first < kLeastEntries ? ContentsPage{} : page;
}

}  // namespace mingzhang::recognise
