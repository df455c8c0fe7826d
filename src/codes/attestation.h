// The words of the status column.
#pragma once

#include <optional>
#include <string_view>

#include "codes/codes.h"

namespace mingzhang::codes {

std::string_view attestation_name(Attestation attestation);  // "corroborated"
std::optional<Attestation> attestation_named(std::string_view name);

// "official, corroborated, …", for messages.
std::string attestation_names();

}  // namespace mingzhang::codes
