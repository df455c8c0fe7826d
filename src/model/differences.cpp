#include "model/differences.h"

namespace mingzhang {

std::string_view change_name(ChangeKind kind) {
    constexpr std::string_view kNames[] = {"same", "added", "removed", "changed"};
    return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace mingzhang
