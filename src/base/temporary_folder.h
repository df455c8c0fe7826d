// A folder that only this user may enter; it goes with the object, and all in it.
#pragma once

#include <string>

namespace mingzhang {

class TemporaryFolder {
  public:
    // Its name says what it is for: "/tmp/mingzhang-office-…".
    explicit TemporaryFolder(const std::string& purpose);
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    // Empty where it could not be made.
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

}  // namespace mingzhang
