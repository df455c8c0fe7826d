// The frame of every page: head, policy, style and script.
#pragma once

#include <string>
#include <string_view>

#include "publish/messages.h"

namespace mingzhang::publish {

// Safe in text and in quoted attributes; line breaks stay, other control characters do not.
std::string escaped(std::string_view text);

// The same with line breaks shown: for text only.
std::string with_breaks(std::string_view text);

// " · <a href=…>" before the words, which are escaped already; nothing without a target.
std::string html_link(const std::string& target, const std::string& words);

// `title` is a text, `body` is HTML. The page's policy admits no script but that of the reports.
std::string html_page(const std::string& title, const std::string& body,
                      const Catalogue& catalogue);

}  // namespace mingzhang::publish
