// Whose requests are answered. A page of elsewhere must not reach this server through the browser
// of somebody who has it running: neither by sending forms here (Origin), nor by letting its own
// name resolve to this machine (Host; "DNS rebinding").
#pragma once

#include <string>
#include <string_view>

namespace mingzhang::server {

// "localhost", 127.0.0.0/8, "::1", with or without brackets.
bool is_loopback(std::string_view host);

// The host of "name:8080", "[::1]:8080", "name", in lower case without brackets; empty where it is
// none.
std::string host_of(std::string_view host_and_port);

class AllowedHosts {
  public:
    // `host` is the address that is listened on.
    explicit AllowedHosts(std::string_view host);

    // The loopback names and the host itself; where that is every address of this machine, any
    // address in figures, because only names can be made to resolve elsewhere.
    bool allows(std::string_view host_header) const;
    // No origin, or that of the page that this server gave.
    static bool same_origin(std::string_view origin, std::string_view host_header);

  private:
    std::string host_;
    bool any_address_;
};

}  // namespace mingzhang::server
