#include "read/ole.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace mingzhang::read {
namespace {

using std::string_view;

// Fields of the file as MS-CFB 2.2 and 2.6.1 have them.
constexpr std::size_t kHeader = 512, kEntry = 128;
constexpr std::size_t kFatInHeader = 109;
constexpr std::size_t kMostSectors = 4096;
constexpr std::uint32_t kNone = 0xFFFFFFFF;

std::uint32_t number(string_view s, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) {
        const std::size_t byte = at + i;
        if (byte >= s.size()) return kNone;
        value = value << 8 | static_cast<unsigned char>(s[byte]);
    }
    return value;
}

class OleDirectory {
  public:
    explicit OleDirectory(string_view bytes) : bytes_(bytes) {}

    std::set<std::string> names() {
        const std::uint32_t shift = number(bytes_, 30, 2);
        if (bytes_.size() < kHeader || (shift != 9 && shift != 12)) return {};
        sector_size_ = std::size_t{1} << shift;
        read_directory();
        std::set<std::string> out;
        std::vector<std::uint32_t> pending{number(directory_, 76, 4)};
        for (std::size_t seen = 0; !pending.empty() && seen < directory_.size() / kEntry; ++seen) {
            const std::uint32_t index = pending.back();
            pending.pop_back();
            const std::size_t at = std::size_t{index} * kEntry;
            if (index == kNone || at >= directory_.size()) continue;
            out.insert(name_at(at));
            pending.push_back(number(directory_, at + 68, 4));
            pending.push_back(number(directory_, at + 72, 4));
        }
        return out;
    }

  private:
    string_view sector(std::uint32_t index) const {
        const std::size_t at = (std::size_t{index} + 1) * sector_size_;
        return at < bytes_.size() ? bytes_.substr(at, sector_size_) : string_view{};
    }

    std::uint32_t next(std::uint32_t index) const {
        const std::size_t in_sector = sector_size_ / 4;
        const std::size_t table = index / in_sector;
        if (table >= kFatInHeader) return kNone;
        return number(sector(number(bytes_, 76 + table * 4, 4)), index % in_sector * 4, 4);
    }

    void read_directory() {
        std::uint32_t index = number(bytes_, 48, 4);
        for (std::size_t count = 0; count < kMostSectors; ++count) {
            const string_view part = sector(index);
            if (part.empty()) return;
            directory_ += part;
            index = next(index);
        }
    }

    std::string name_at(std::size_t at) const {
        constexpr std::size_t kLongest = 64;
        const std::size_t size =
            std::min<std::size_t>(number(directory_, at + kLongest, 2), kLongest);
        std::string out;
        for (std::size_t i = 0; i + 2 < size; i += 2) {
            const std::uint32_t c = number(directory_, at + i, 2);
            out.push_back(c < 0x80 ? static_cast<char>(c) : '?');
        }
        return out;
    }

    string_view bytes_;
    std::size_t sector_size_ = 0;
    std::string directory_;
};

}  // namespace

std::set<std::string> ole_entries(string_view bytes) { return OleDirectory(bytes).names(); }

}  // namespace mingzhang::read
