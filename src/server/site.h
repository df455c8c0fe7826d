// What the server answers: a page to give files, their reports, and whether it is there.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "publish/messages.h"
#include "server/gate.h"
#include "server/hosts.h"
#include "server/http.h"
#include "server/uploads.h"
#include "workflow/resources.h"

namespace mingzhang::server {

struct SiteOptions {
    std::string host = "127.0.0.1";  // that is listened on
    UploadLimits uploads;
    std::size_t checks_at_once = 2;
    std::size_t checks_waiting = 8;
    std::chrono::milliseconds patience{30'000};  // of one that waits
    // After this no further file of a request is begun; each file has limits of its own.
    std::chrono::milliseconds longest{120'000};
};

// Used by several threads. It keeps nothing of a request.
class Site {
  public:
    Site(const workflow::Resources& resources, const publish::Catalogue& catalogue,
         SiteOptions options);

    Response answer(const Request& request);
    // Those that wait are sent away, and nobody is let in any more.
    void close() { gate_.close(); }

  private:
    Response check(const Request& request);
    Response report_of(Uploads uploads) const;
    std::string reports_of(Uploads uploads) const;
    Response refused(const Refusal& refusal) const;
    std::string reason_of(const Error& error) const;

    const workflow::Resources& resources_;
    const publish::Catalogue& catalogue_;
    const SiteOptions options_;
    const AllowedHosts hosts_;
    Gate gate_;
    Memory memory_;
};

}  // namespace mingzhang::server
