// The report for programs. Its fields are a contract: more may come, none goes.
#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "model/report.h"
#include "publish/messages.h"

namespace mingzhang::publish {

// One report gives an object, several an array in their order. What is unknown is null.
std::string json_report(std::span<const CheckReport> reports, const Catalogue& catalogue);

// The same in pieces, where some of several documents could not be read: json_list of what
// json_document and json_error return.
std::string json_document(const CheckReport& report, const Catalogue& catalogue);
std::string json_error(const std::string& path, const Error& error);
std::string json_list(std::span<const std::string> documents);

}  // namespace mingzhang::publish
