// The files of a form, taken while they arrive and never more of them than is allowed.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "model/finding.h"
#include "server/http.h"
#include "workflow/check_file.h"

namespace mingzhang::server {

struct UploadLimits {
    std::size_t file = std::size_t{64} << 20;      // bytes
    std::size_t request = std::size_t{200} << 20;  // bytes
    std::size_t files = 20;
    std::size_t memory = std::size_t{400} << 20;  // bytes of all requests at a time
};

// Bytes that are held for all requests together.
class Memory {
  public:
    explicit Memory(std::size_t most) : most_(most) {}

    // What one request holds; given back with it.
    class Share {
      public:
        explicit Share(Memory& memory) : memory_(memory) {}
        ~Share() { memory_.used_ -= bytes_; }
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;

        bool take(std::size_t bytes);  // false: there is not so much left

      private:
        Memory& memory_;
        std::size_t bytes_ = 0;
    };

  private:
    const std::size_t most_;
    std::atomic<std::size_t> used_ = 0;
};

struct Uploads {
    std::vector<workflow::NamedBytes> files;
    bool together = false;
};

// Why a request is not answered: HTTP status and a message of the catalogues.
struct Refusal {
    int status = 400;
    Message message;
};

// Files are the parts "files" that have a name; the names are cut where they are very long.
tl::expected<Uploads, Refusal> read_uploads(const Request& request, const UploadLimits& limits,
                                            Memory::Share& memory);

}  // namespace mingzhang::server
