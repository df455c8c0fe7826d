// The style sheet and the script of the HTML report. The page's content security policy admits
// these two by their SHA-256 and nothing else, so a change of one needs its new hash (the test
// prints it).
#pragma once

#include <string_view>

namespace mingzhang::publish {

std::string_view html_style();
std::string_view html_style_hash();  // base64
std::string_view html_script();
std::string_view html_script_hash();

}  // namespace mingzhang::publish
