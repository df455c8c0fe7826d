#include "codes/attestation.h"

#include <array>

namespace mingzhang::codes {
namespace {

struct Word {
    std::string_view name;
    Attestation attestation;
};

// The first word of an attestation is the one that is written.
constexpr std::array kWords{
    Word{"official", Attestation::kOfficial},      Word{"corroborated", Attestation::kCorroborated},
    Word{"attested", Attestation::kAttested},      Word{"attested-2017-19", Attestation::kAttested},
    Word{"name-attested", Attestation::kNameOnly}, Word{"unverified", Attestation::kUnverified},
    Word{"historic", Attestation::kHistoric},
};

}  // namespace

std::string_view attestation_name(Attestation attestation) {
    for (const Word& word : kWords)
        if (word.attestation == attestation) return word.name;
    return {};
}

std::optional<Attestation> attestation_named(std::string_view name) {
    for (const Word& word : kWords)
        if (word.name == name) return word.attestation;
    return std::nullopt;
}

std::string attestation_names() {
    std::string out;
    for (const Word& word : kWords) {
        if (!out.empty()) out.append(", ");
        out.append(word.name);
    }
    return out;
}

}  // namespace mingzhang::codes
