#include "recognise/arithmetic_clauses.h"

#include <algorithm>

namespace mingzhang::recognise::arithmetic {
namespace {

constexpr std::size_t kMostLevels = 6;

class LayoutBuilder {
  public:
    explicit LayoutBuilder(std::span<const Token> tokens) : tokens_(tokens) {}

    Layout run() {
        out_.sections.push_back({});
        out_.positions.reserve(tokens_.size());
        for (const Token& token : tokens_) place(token);
        out_.next_section.assign(tokens_.size(), -1);
        int next = -1;
        for (std::size_t i = tokens_.size(); i-- > 0;) {
            out_.next_section[i] = next;
            if (tokens_[i].kind == TokenKind::kOrdinal) next = out_.positions[i].section;
        }
        return std::move(out_);
    }

  private:
    void place(const Token& token) {
        switch (token.kind) {
            case TokenKind::kOrdinal:
                open_section(token);
                [[fallthrough]];
            case TokenKind::kStop:
                ++now_.sentence;
                now_.depth = 0;
                [[fallthrough]];
            case TokenKind::kComma:
                ++now_.phrase;
                [[fallthrough]];
            case TokenKind::kListMark:
            case TokenKind::kSpace:
                ++now_.clause;
                break;
            case TokenKind::kClose:
                now_.depth = std::max(0, now_.depth - 1);
                break;
            default:
                break;
        }
        out_.positions.push_back(now_);
        if (token.kind == TokenKind::kOpen) ++now_.depth;
    }

    // An ordinal of a shape that is open continues that level; a new shape begins one below.
    void open_section(const Token& ordinal) {
        const auto level = std::find_if(levels_.begin(), levels_.end(),
                                        [&](const Level& l) { return l.shape == ordinal.mark; });
        levels_.erase(level, levels_.end());
        if (levels_.size() >= kMostLevels) levels_.pop_back();
        const int parent = levels_.empty() ? 0 : levels_.back().section;
        now_.section = static_cast<int>(out_.sections.size());
        out_.sections.push_back({parent, ordinal.end});
        levels_.push_back({ordinal.mark, now_.section});
    }

    struct Level {
        char shape;
        int section;
    };
    std::span<const Token> tokens_;
    Layout out_;
    Position now_;
    std::vector<Level> levels_;
};

}  // namespace

bool Layout::inside(int section, int scope) const {
    while (section != scope && section >= 0) {
        section = sections[static_cast<std::size_t>(section)].parent;
    }
    return section == scope;
}

bool Layout::closed_after(int scope, std::size_t token) const {
    const int next = next_section[token];
    return next < 0 || next == scope || !inside(next, scope);
}

Layout layout_of(std::span<const Token> tokens) { return LayoutBuilder(tokens).run(); }

}  // namespace mingzhang::recognise::arithmetic
