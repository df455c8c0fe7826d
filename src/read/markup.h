// What web pages and office programs leave behind in a text.
#pragma once

#include <string>
#include <string_view>

namespace mingzhang::read {

// Leftover HTML tags become line breaks (<p>, <br>, <td>, …) or nothing (<span>, …), common
// entities their characters; control, bidirectional and zero-width characters vanish. Every line
// is trimmed, empty ones are dropped. What only looks like a tag ("a<b") stays.
std::string plain(std::string_view source);

// The same for a format that has decoded its own tags: "<" and "&" are characters like others.
// Bytes that are no UTF-8 become U+FFFD.
std::string visible(std::string_view source);

}  // namespace mingzhang::read
