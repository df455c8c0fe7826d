#include "publish/html_marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <tuple>
#include <unordered_map>

#include "base/text.h"
#include "publish/report_summary.h"

namespace mingzhang::publish {
namespace {

// Searches are given up after so many failures in one piece or at one place, so that no document
// makes the work grow with the square of its size.
constexpr std::size_t kMostMisses = 64;
constexpr std::size_t kMostOverlaps = 4096;

std::string key_of_text(const Place& place, std::string_view text) {
    return place_key(place) + '\n' + std::string(text);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool continues_number(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    if (is_digit(text[at])) return true;
    const bool joins = text[at] == '.' || text[at] == ',';
    return joins && at + 1 < text.size() && is_digit(text[at + 1]);
}

// Whether text[begin, end) is a number of its own and no piece of a longer one.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
    if (is_digit(text[begin]) && begin > 0) {
        const char before = text[begin - 1];
        if (is_digit(before)) return false;
        if ((before == '.' || before == ',') && begin > 1 && is_digit(text[begin - 2])) {
            return false;
        }
    }
    return !is_digit(text[end - 1]) || !continues_number(text, end);
}

std::size_t find_alone(std::string_view text, std::string_view wanted, std::size_t from) {
    for (std::size_t at = text.find(wanted, from); at != std::string_view::npos;
         at = text.find(wanted, at + 1)) {
        if (stands_alone(text, at, at + wanted.size())) return at;
    }
    return std::string_view::npos;
}

std::tuple<int, int, int> order_of(const Place& place) {
    return {place.source, place.page, place.line};
}

class Marker {
  public:
    Marker(const CheckReport& report, const SourceDocument& document) : report_(report) {
        for (const Block& block : document.blocks) add_block(block);
    }

    std::vector<Piece> run() {
        index_figures();
        for (std::size_t p = 0; p < pieces_.size(); ++p) mark_figures(p);
        index_pieces();
        for (std::size_t f = 0; f < report_.findings.size(); ++f) mark_finding(f);
        for (Piece& piece : pieces_) {
            std::sort(piece.marks.begin(), piece.marks.end(),
                      [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
        }
        return std::move(pieces_);
    }

  private:
    static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

    // The mark of a figure.
    struct Spot {
        std::size_t piece = kNowhere;
        std::size_t mark = 0;
    };
    // Figures of one text at one place; the first `used` have their marks.
    struct SameText {
        std::vector<std::size_t> figures;
        std::size_t used = 0;
    };

    void add_block(const Block& block) {
        if (block.kind != BlockKind::kTable) {
            pieces_.push_back({block.text, &block.place, {}, {}});
            return;
        }
        for (const auto& row : block.grid.rows) {
            for (const GridCell& cell : row) pieces_.push_back({cell.text, &cell.place, {}, {}});
        }
    }

    void index_figures() {
        for (std::size_t i = 0; i < figures().size(); ++i) {
            const std::string_view text = text::trim(figures()[i].text);
            if (!is_reported(report_, i) || text.empty()) continue;
            same_text_[key_of_text(figures()[i].place, text)].figures.push_back(i);
            at_place_[place_key(figures()[i].place)].push_back(i);
        }
        spots_.resize(figures().size());
    }

    void mark_figures(std::size_t p) {
        const std::string_view text = text::trim(pieces_[p].text);
        if (text.empty()) return;
        const auto exact = same_text_.find(key_of_text(*pieces_[p].place, text));
        if (exact != same_text_.end()) {
            SameText& same = exact->second;
            while (same.used < same.figures.size() && is_marked(same.figures[same.used])) {
                ++same.used;
            }
            if (same.used < same.figures.size()) {
                return put(p, static_cast<std::size_t>(text.data() - pieces_[p].text.data()),
                           same.figures[same.used]);
            }
        }
        const auto found = at_place_.find(place_key(*pieces_[p].place));
        if (found != at_place_.end()) mark_inside(p, found->second);
    }

    // Figures inside a sentence: mostly in the order of the text.
    void mark_inside(std::size_t p, std::deque<std::size_t>& waiting) {
        std::size_t cursor = 0;
        std::size_t misses = 0, passed = 0;
        while (!waiting.empty() && is_marked(waiting.front())) waiting.pop_front();
        for (std::size_t figure : waiting) {
            if (misses > kMostMisses || passed > kMostOverlaps) return;
            if (is_marked(figure)) {
                ++passed;
                continue;
            }
            const std::string_view wanted = text::trim(figures()[figure].text);
            std::size_t at = find_alone(pieces_[p].text, wanted, cursor);
            if (at == std::string_view::npos) {
                ++misses;
                if (cursor > 0) at = find_alone(pieces_[p].text, wanted, 0);
                if (at == std::string_view::npos || overlaps(p, at, wanted.size())) continue;
            } else {
                cursor = at + wanted.size();
            }
            put(p, at, figure);
        }
    }

    bool is_marked(std::size_t figure) const { return spots_[figure].piece != kNowhere; }

    bool overlaps(std::size_t p, std::size_t begin, std::size_t size) const {
        if (pieces_[p].marks.size() > kMostOverlaps) return true;
        return std::any_of(pieces_[p].marks.begin(), pieces_[p].marks.end(),
                           [&](const Mark& m) { return m.begin < begin + size && begin < m.end; });
    }

    void put(std::size_t p, std::size_t begin, std::size_t figure) {
        const std::size_t size = text::trim(figures()[figure].text).size();
        pieces_[p].marks.push_back({begin, begin + size, static_cast<int>(figure), {}});
        spots_[figure] = {p, pieces_[p].marks.size() - 1};
    }

    void index_pieces() {
        for (std::size_t p = 0; p < pieces_.size(); ++p) {
            pieces_at_[place_key(*pieces_[p].place)].push_back(p);
            in_order_.push_back(p);
        }
        std::stable_sort(in_order_.begin(), in_order_.end(), [this](std::size_t a, std::size_t b) {
            return order_of(*pieces_[a].place) < order_of(*pieces_[b].place);
        });
    }

    void mark_finding(std::size_t f) {
        const Finding& finding = report_.findings[f];
        int place = 0;
        for (const FindingPlace& at : finding.places) {
            const Part part = place == 0 ? Part::kAtFault : Part::kInvolved;
            mark_place(at, {static_cast<int>(f), place++, part});
        }
        for (const FindingPlace& at : finding.alternatives) {
            mark_place(at, {static_cast<int>(f), place++, Part::kAlternative});
        }
    }

    void mark_place(const FindingPlace& at, const PlaceRef& ref) {
        if (pieces_.empty()) return;
        if (Mark* mark = mark_of_figure(at)) {
            mark->refs.push_back(ref);
            return;
        }
        const auto here = pieces_at_.find(place_key(at.place));
        if (here == pieces_at_.end()) {
            pieces_[nearest(at.place)].refs.push_back(ref);
        } else if (!mark_words(here->second, at.text, ref)) {
            pieces_[here->second.front()].refs.push_back(ref);
        }
    }

    Mark* mark_of_figure(const FindingPlace& at) {
        const auto found = same_text_.find(key_of_text(at.place, text::trim(at.text)));
        if (found == same_text_.end()) return nullptr;
        const Spot* best = nullptr;
        std::size_t tried = 0;
        for (std::size_t i : found->second.figures) {
            if (++tried > kMostMisses) break;
            if (!is_marked(i)) continue;
            const Figure& figure = figures()[i];
            const bool same = figure.column_label == at.column && figure.row_key == at.row;
            if (same || best == nullptr) best = &spots_[i];
            if (same) break;
        }
        return best == nullptr ? nullptr : &pieces_[best->piece].marks[best->mark];
    }

    bool mark_words(const std::vector<std::size_t>& pieces, std::string_view words,
                    const PlaceRef& ref) {
        if (words.empty()) return false;
        std::size_t misses = 0;
        for (std::size_t p : pieces) {
            const std::size_t at = pieces_[p].text.find(words);
            if (at == std::string_view::npos || overlaps(p, at, words.size())) {
                if (++misses > kMostMisses) return false;
                continue;
            }
            pieces_[p].marks.push_back({at, at + words.size(), -1, {ref}});
            return true;
        }
        return false;
    }

    // The last piece at or before the place, else the first piece.
    std::size_t nearest(const Place& place) const {
        const auto after = std::upper_bound(in_order_.begin(), in_order_.end(), order_of(place),
                                            [this](const auto& order, std::size_t p) {
                                                return order < order_of(*pieces_[p].place);
                                            });
        return after == in_order_.begin() ? in_order_.front() : *(after - 1);
    }

    const std::vector<Figure>& figures() const { return report_.disclosure.figures; }

    const CheckReport& report_;
    std::vector<Piece> pieces_;
    std::vector<Spot> spots_;  // of each figure
    std::unordered_map<std::string, SameText> same_text_;
    std::unordered_map<std::string, std::deque<std::size_t>> at_place_;
    std::unordered_map<std::string, std::vector<std::size_t>> pieces_at_;
    std::vector<std::size_t> in_order_;
};

}  // namespace

std::string place_key(const Place& place) {
    return fmt::format("{}:{}:{}:{}:{}", place.source, place.page, place.line, place.sheet,
                       place.cell);
}

std::vector<Piece> mark(const CheckReport& report, const SourceDocument& document) {
    return Marker(report, document).run();
}

}  // namespace mingzhang::publish
