// Reading whole files.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace mingzhang {

// Fails with a clear message for a missing or unreadable path, a directory or device, and a
// file of more than `most` bytes. Never reads more than `most` bytes.
Result<std::string> read_file(const std::string& path, std::size_t most);

}  // namespace mingzhang
