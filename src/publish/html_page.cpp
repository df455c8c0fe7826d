#include "publish/html_page.h"

#include <fmt/format.h>

#include "publish/html_assets.h"
#include "publish/report_summary.h"

namespace mingzhang::publish {
namespace {

std::string escaped_line(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        out += escaped_line(text.substr(0, end)) + "\n";
        text.remove_prefix(end + 1);
    }
    return out + escaped_line(text);
}

std::string with_breaks(std::string_view text) {
    std::string out;
    for (const char c : escaped(text)) {
        if (c == '\n') out += "<br>";
        out += c;
    }
    return out;
}

std::string html_link(const std::string& target, const std::string& words) {
    if (target.empty()) return {};
    return fmt::format(" · <a href=\"{}\">{}</a>", escaped(target), words);
}

std::string html_page(const std::string& title, const std::string& body,
                      const Catalogue& catalogue) {
    std::string page = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<title>{} · {}</title>\n<style>{}</style>\n</head>\n<body>\n",
        catalogue.language() == "zh" ? "zh-CN" : catalogue.language(), html_style_hash(),
        html_script_hash(), escaped(title), escaped(catalogue.say("html.title")), html_style());
    page += body;
    page += fmt::format("<script>{}</script>\n</body>\n</html>\n", html_script());
    return page;
}

}  // namespace mingzhang::publish
