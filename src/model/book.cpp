#include "model/book.h"

namespace mingzhang {

std::string_view line_file_name(LineFile file) {
    constexpr std::string_view kNames[] = {"income",   "basic",       "other",    "functions",
                                           "measures", "procurement", "last-year"};
    return kNames[static_cast<std::size_t>(file)];
}

Coordinate implied_by(LineFile file) {
    const Coordinate expenditure = Coordinate().with(Dimension::kFlow, "expenditure");
    switch (file) {
        case LineFile::kIncome:
            return Coordinate().with(Dimension::kFlow, "income");
        case LineFile::kBasic:
            return expenditure.with(Dimension::kKind, "basic");
        case LineFile::kOther:
        case LineFile::kFunctions:
            return expenditure;
        case LineFile::kLastYear:
            return Coordinate().with(Dimension::kYear, "-1");
        case LineFile::kMeasures:
        case LineFile::kProcurement:
            return {};
    }
    return {};
}

}  // namespace mingzhang
