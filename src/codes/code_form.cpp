#include "codes/code_form.h"

namespace mingzhang::codes {
namespace {

constexpr std::size_t kFirstLevel = 3;
constexpr std::size_t kFurtherLevel = 2;
constexpr std::size_t kLongest = 9;  // 目 of the income classification

}  // namespace

int level_of(std::string_view code) {
    if (code.size() < kFirstLevel || code.size() > kLongest || code.size() % 2 == 0) return 0;
    if (code.find_first_not_of("0123456789") != std::string_view::npos) return 0;
    return static_cast<int>((code.size() - kFirstLevel) / kFurtherLevel) + 1;
}

std::string_view parent_of(std::string_view code) {
    return code.size() > kFirstLevel ? code.substr(0, code.size() - kFurtherLevel)
                                     : std::string_view();
}

}  // namespace mingzhang::codes
