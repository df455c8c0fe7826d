// The style sheet of a published web page: screen, phone, dark, paper.
#pragma once

#include <string_view>

namespace mingzhang::publish {

std::string_view web_page_style();

}  // namespace mingzhang::publish
