// Forms as a browser sends them, for tests.
#pragma once

#include <string>
#include <vector>

#include "server/http.h"

namespace mingzhang::server {

struct Field {
    std::string name, file_name, content;
};

// A request whose parts come in pieces of `piece` bytes.
inline Request form_request(std::vector<Field> fields, std::size_t piece = 1000) {
    Request request;
    request.method = "POST";
    request.path = "/check";
    request.host = "127.0.0.1:8080";
    request.multipart = true;
    request.read_parts = [fields = std::move(fields), piece](const Request::Begin& begin,
                                                             const Request::Data& data) {
        for (const Field& field : fields) {
            if (!begin({field.name, field.file_name})) return false;
            for (std::size_t at = 0; at < field.content.size(); at += piece) {
                if (!data(std::string_view(field.content).substr(at, piece))) return false;
            }
        }
        return true;
    };
    return request;
}

// The body of a form.
inline std::string form_body(const std::vector<Field>& fields, const std::string& boundary) {
    std::string body;
    for (const Field& field : fields) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.name + "\"";
        if (!field.file_name.empty()) body += "; filename=\"" + field.file_name + "\"";
        body += "\r\n\r\n" + field.content + "\r\n";
    }
    return body + "--" + boundary + "--\r\n";
}

}  // namespace mingzhang::server
