// What a handler sees of HTTP: no socket, no library.
//
//   a client ── http_server.h ── Request ─▶ Site (site.h) ─▶ Response
//                                   └ parts of a form, while they arrive (uploads.h)
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingzhang::server {

// One field of a form.
struct Part {
    std::string field;
    std::string file_name;  // as the client gave it; empty where the field is no file
};

struct Request {
    std::string method, path;
    std::string host, origin;  // the headers; empty where they are missing
    bool multipart = false;    // the body is a form that may hold files
    bool encoded = false;      // the body is compressed
    std::size_t length = 0;    // of the body in bytes, as announced; 0: unknown

    using Begin = std::function<bool(const Part&)>;
    using Data = std::function<bool(std::string_view)>;
    // Reads the body: each part is announced, then comes its data in pieces. Either function ends
    // the reading with false. False: it was ended, or the body is no form or did not come whole.
    std::function<bool(const Begin&, const Data&)> read_parts;
};

struct Response {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

// Called by several threads at once.
using Handler = std::function<Response(const Request&)>;

}  // namespace mingzhang::server
