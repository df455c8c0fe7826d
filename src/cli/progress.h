// One line on a terminal that says how far a long run has come.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>

namespace mingzhang::cli {

// On stderr, where that is a terminal; nothing otherwise. Used by several threads. What is printed
// on the same terminal comes between clear() and the next begin().
class Progress {
  public:
    explicit Progress(std::size_t files);
    ~Progress() { clear(); }

    void begin(const std::string& path);  // a file was begun
    void clear();                         // the line is taken away

  private:
    const std::size_t files_;
    const bool shown_;
    std::mutex mutex_;
    std::size_t begun_ = 0;
    bool line_ = false;
};

}  // namespace mingzhang::cli
