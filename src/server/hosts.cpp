#include "server/hosts.h"

#include <arpa/inet.h>

#include <algorithm>

#include "base/text.h"

namespace mingzhang::server {
namespace {

constexpr std::size_t kLongestHost = 255;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

bool is_address(const std::string& host) {
    in6_addr ignored{};
    return inet_pton(AF_INET, host.c_str(), &ignored) == 1 ||
           inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
}

bool is_port(std::string_view rest) {
    return rest.empty() || (rest.size() > 1 && rest.size() <= 6 && rest.front() == ':' &&
                            std::all_of(rest.begin() + 1, rest.end(), is_digit));
}

}  // namespace

bool is_loopback(std::string_view host) {
    std::string name = lower_case(host);
    if (name.size() > 2 && name.front() == '[' && name.back() == ']') {
        name = name.substr(1, name.size() - 2);
    }
    in_addr address{};
    if (inet_pton(AF_INET, name.c_str(), &address) == 1) return ntohl(address.s_addr) >> 24 == 127;
    return name == "localhost" || name == "::1";
}

std::string host_of(std::string_view host_and_port) {
    if (host_and_port.size() > kLongestHost) return {};
    std::string_view host = host_and_port, rest;
    if (host.starts_with('[')) {
        const std::size_t end = host.find(']');
        if (end == std::string_view::npos) return {};
        rest = host.substr(end + 1);
        host = host.substr(1, end - 1);
    } else if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
        rest = host.substr(colon);
        host = host.substr(0, colon);
    }
    return is_port(rest) ? lower_case(host) : std::string();
}

AllowedHosts::AllowedHosts(std::string_view host) : host_(lower_case(host)) {
    if (host_.starts_with('[') && host_.ends_with(']')) host_ = host_.substr(1, host_.size() - 2);
    any_address_ = host_ == "0.0.0.0" || host_ == "::";
}

bool AllowedHosts::allows(std::string_view host_header) const {
    const std::string host = host_of(host_header);
    if (host.empty()) return false;
    return host == host_ || is_loopback(host) || (any_address_ && is_address(host));
}

bool AllowedHosts::same_origin(std::string_view origin, std::string_view host_header) {
    return origin.empty() || lower_case(origin) == "http://" + lower_case(host_header);
}

}  // namespace mingzhang::server
