// Reading and writing whole files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingzhang {

// Fails with a clear message for a missing or unreadable path, a directory or device, and a
// file of more than `most` bytes. Never reads more than `most` bytes.
Result<std::string> read_file(const std::string& path, std::size_t most);

// Fails where there is something of that name already, and leaves nothing behind where it fails.
Result<void> write_new_file(const std::string& path, std::string_view bytes);

// Writes the whole file, or leaves the one that is there as it was.
Result<void> replace_file(const std::string& path, std::string_view bytes);

}  // namespace mingzhang
