#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace mingzhang {
namespace {

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

  private:
    int fd_;
};

Error system_error(const std::string& path, int code) {
    switch (code) {
        case ENOENT:
        case ENOTDIR:
            return {path, "There is no such file", "check the spelling of the path"};
        case EACCES:
        case EPERM:
            return {path, "The file may not be read by this user", "check its permissions"};
        default:
            return {path, fmt::format("The file cannot be read: {}", std::strerror(code)), {}};
    }
}

// What a path names, if it is not a plain file.
const char* other_than_file(mode_t mode) {
    if (S_ISREG(mode)) return nullptr;
    if (S_ISDIR(mode)) return "This is a directory, not a file";
    if (S_ISCHR(mode) || S_ISBLK(mode)) return "This is a device, not a file";
    if (S_ISFIFO(mode)) return "This is a pipe, not a file";
    if (S_ISSOCK(mode)) return "This is a socket, not a file";
    return "This is not a plain file";
}

std::string size_text(std::size_t bytes) {
    constexpr std::size_t kMiB = 1u << 20;
    if (bytes >= kMiB && bytes % kMiB == 0) return fmt::format("{} MiB", bytes / kMiB);
    return fmt::format("{} bytes", bytes);
}

Error too_large(const std::string& path, std::size_t most) {
    return {path, fmt::format("The file is larger than {}", size_text(most)),
            "a larger file is not read"};
}

Result<std::string> read_all(int fd, const std::string& path, std::size_t expected,
                             std::size_t most) {
    constexpr std::size_t kChunk = 1u << 16;
    std::string bytes;
    std::size_t used = 0;
    while (true) {
        // One byte more than expected, so that a file that kept its size shows its end at once.
        if (used == bytes.size()) {
            const std::size_t wanted = used == 0 ? expected : kChunk;
            bytes.resize(used + std::min(wanted, most - used) + 1);
        }
        const ssize_t got = ::read(fd, bytes.data() + used, bytes.size() - used);
        if (got < 0) {
            if (errno == EINTR) continue;
            return tl::make_unexpected(system_error(path, errno));
        }
        if (got == 0) break;
        used += static_cast<std::size_t>(got);
        if (used > most) return tl::make_unexpected(too_large(path, most));
    }
    bytes.resize(used);
    return bytes;
}

tl::unexpected<Error> not_written(const std::string& path, int code) {
    switch (code) {
        case EEXIST:
            return fail(path, "There is a file of this name already",
                        "remove it, or choose another folder");
        case ENOENT:
        case ENOTDIR:
            return fail(path, "There is no such folder to write into");
        default:
            return fail(path, fmt::format("The file cannot be written: {}", std::strerror(code)));
    }
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

// That of the file, else what a new one gets.
mode_t mode_of(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) return status.st_mode & 0777;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t most) {
    if (path.empty()) return fail({}, "No file was named");
    if (path.find('\0') != std::string::npos) {
        return tl::make_unexpected(system_error(path.substr(0, path.find('\0')), ENOENT));
    }

    // Looked at before it is opened: opening a device may already do something.
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return tl::make_unexpected(system_error(path, errno));
    if (const char* other = other_than_file(status.st_mode)) return fail(path, other);

    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (file.get() < 0) return tl::make_unexpected(system_error(path, errno));
    if (::fstat(file.get(), &status) != 0) return tl::make_unexpected(system_error(path, errno));
    if (const char* other = other_than_file(status.st_mode)) return fail(path, other);

    const auto size = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    if (size > most) return tl::make_unexpected(too_large(path, most));
    return read_all(file.get(), path, size, most);
}

Result<void> replace_file(const std::string& path, std::string_view bytes) {
    if (path.empty()) return fail({}, "No file was named");
    std::string beside = path + ".XXXXXX";
    const int fd = ::mkostemp(beside.data(), O_CLOEXEC);
    if (fd < 0) return not_written(path, errno);
    // As it is on the disk before it takes the old one's name.
    int error =
        write_all(fd, bytes) && ::fchmod(fd, mode_of(path)) == 0 && ::fsync(fd) == 0 ? 0 : errno;
    if (::close(fd) != 0 && error == 0) error = errno;
    if (error == 0 && ::rename(beside.c_str(), path.c_str()) != 0) error = errno;
    if (error == 0) return {};
    ::unlink(beside.c_str());
    return not_written(path, error);
}

Result<void> write_new_file(const std::string& path, std::string_view bytes) {
    if (path.empty()) return fail({}, "No file was named");
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) return not_written(path, errno);
    int error = write_all(fd, bytes) ? 0 : errno;
    // Some file systems notice only now that the disk is full.
    if (::close(fd) != 0 && error == 0) error = errno;
    if (error == 0) return {};
    ::unlink(path.c_str());
    return not_written(path, error);
}

}  // namespace mingzhang
