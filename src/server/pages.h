// The pages of the server that are no reports.
#pragma once

#include <string>
#include <string_view>

#include "publish/messages.h"
#include "server/uploads.h"

namespace mingzhang::server {

// Where files are given: works without a script; the script only says more.
std::string start_page(const publish::Catalogue& catalogue, const UploadLimits& limits);
// `detail` stands below the sentence in small letters; it may be empty.
std::string error_page(const publish::Catalogue& catalogue, const std::string& sentence,
                       const std::string& detail);

// The style and the script of these pages, and their SHA-256 in base64 for the policy.
std::string_view page_style();
std::string_view page_style_hash();
std::string_view page_script();
std::string_view page_script_hash();

}  // namespace mingzhang::server
