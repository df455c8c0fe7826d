#include <algorithm>

#include "base/text.h"
#include "codes/codes.h"

namespace mingzhang::codes {
namespace {

bool code_before(const Entry& entry, std::string_view code) { return entry.code < code; }

}  // namespace

void List::reserve(std::size_t entries) {
    entries_.reserve(entries);
    by_name_.reserve(entries);
}

void List::add(Entry entry) {
    if (entries_.empty() || entries_.back().code < entry.code) {
        entries_.push_back(std::move(entry));
        index(entries_.size() - 1);
        return;
    }
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), entry.code, code_before);
    if (at->code == entry.code) {
        *at = std::move(entry);
    } else {
        entries_.insert(at, std::move(entry));
    }
    by_name_.clear();
    for (std::size_t i = 0; i < entries_.size(); ++i) index(i);
}

void List::index(std::size_t position) {
    by_name_.emplace(text::fold_label(entries_[position].name), position);
}

const Entry* List::find(std::string_view code) const {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), code, code_before);
    return at == entries_.end() || at->code != code ? nullptr : &*at;
}

std::vector<const Entry*> List::named(std::string_view name) const {
    std::vector<const Entry*> out;
    const auto [begin, end] = by_name_.equal_range(text::fold_label(name));
    for (auto it = begin; it != end; ++it) out.push_back(&entries_[it->second]);
    // Positions follow the order of codes.
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace mingzhang::codes
