#include "model/finding.h"

#include <fmt/format.h>

#include <cstdint>

namespace mingzhang {
namespace {

// FNV-1a, 64 bits.
constexpr uint64_t kOffset = 0xcbf29ce484222325;
constexpr uint64_t kPrime = 0x100000001b3;

// Occurs in no UTF-8 text, so that {"ab", "c"} and {"a", "bc"} differ.
constexpr unsigned char kSeparator = 0xFF;

}  // namespace

std::string_view severity_name(Severity s) {
    switch (s) {
        case Severity::kError:
            return "error";
        case Severity::kWarning:
            return "warning";
        case Severity::kNotice:
            return "notice";
        case Severity::kHint:
            return "hint";
    }
    return {};
}

std::string fingerprint(const std::vector<std::string>& parts) {
    uint64_t hash = kOffset;
    const auto mix = [&](unsigned char byte) { hash = (hash ^ byte) * kPrime; };
    for (const std::string& part : parts) {
        for (const char c : part) mix(static_cast<unsigned char>(c));
        mix(kSeparator);
    }
    return fmt::format("{:016x}", hash);
}

}  // namespace mingzhang
