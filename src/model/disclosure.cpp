#include "model/disclosure.h"

namespace mingzhang {

std::string_view kind_name(DocumentKind kind) {
    switch (kind) {
        case DocumentKind::kDepartmentBudget:
            return "department-budget";
        case DocumentKind::kUnitBudget:
            return "unit-budget";
        case DocumentKind::kDepartmentFinalAccounts:
            return "department-final-accounts";
        case DocumentKind::kUnitFinalAccounts:
            return "unit-final-accounts";
        case DocumentKind::kOther:
            return "other";
    }
    return {};
}

std::string_view table_status_name(TableStatus status) {
    switch (status) {
        case TableStatus::kRecognised:
            return "recognised";
        case TableStatus::kUnrecognised:
            return "unrecognised";
        case TableStatus::kUnreadable:
            return "unreadable";
    }
    return {};
}

}  // namespace mingzhang
