#include "model/page_note.h"

#include <bit>

namespace mingzhang {
namespace {

constexpr std::size_t kNumber = 8;

void append(std::string& out, float value) { append_number(out, std::bit_cast<uint32_t>(value)); }

void append(std::string& out, const std::string& text) {
    append_number(out, text.size());
    out += text;
}

// Takes values from bytes; after one that is not there, nothing more.
class Taker {
  public:
    explicit Taker(std::string_view bytes) : bytes_(bytes) {}

    bool good() const { return good_; }
    bool at_end() const { return bytes_.empty(); }

    uint64_t number() {
        const auto taken = good_ ? take_number(bytes_) : std::nullopt;
        good_ = taken.has_value();
        return taken.value_or(0);
    }

    // Of things that take at least one number each.
    std::size_t count() {
        const uint64_t wanted = number();
        good_ = good_ && wanted <= bytes_.size() / kNumber;
        return good_ ? static_cast<std::size_t>(wanted) : 0;
    }

    float real() { return std::bit_cast<float>(static_cast<uint32_t>(number())); }

    std::string text() {
        const uint64_t size = number();
        good_ = good_ && size <= bytes_.size();
        if (!good_) return {};
        std::string out(bytes_.substr(0, static_cast<std::size_t>(size)));
        bytes_.remove_prefix(out.size());
        return out;
    }

    Box box() {
        Box out;
        for (float* side : {&out.left, &out.top, &out.right, &out.bottom}) *side = real();
        return out;
    }

  private:
    std::string_view bytes_;
    bool good_ = true;
};

PageNote take_note(Taker& taker) {
    PageNote note;
    note.page = static_cast<int>(taker.number() & 0x7FFFFFFF);
    note.width = taker.real();
    note.height = taker.real();
    for (float& part : note.colour) part = taker.real();
    const std::size_t boxes = taker.count();
    for (std::size_t i = 0; i < boxes && taker.good(); ++i) note.boxes.push_back(taker.box());
    note.title = taker.text();
    note.text = taker.text();
    return note;
}

}  // namespace

void append_number(std::string& out, uint64_t number) {
    for (std::size_t i = 0; i < kNumber; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
}

std::optional<uint64_t> take_number(std::string_view& bytes) {
    if (bytes.size() < kNumber) return std::nullopt;
    uint64_t number = 0;
    for (std::size_t i = kNumber; i-- > 0;)
        number = number << 8 | static_cast<unsigned char>(bytes[i]);
    bytes.remove_prefix(kNumber);
    return number;
}

std::string encode_notes(const std::vector<PageNote>& notes) {
    std::string out;
    append_number(out, notes.size());
    for (const PageNote& note : notes) {
        append_number(out, static_cast<uint64_t>(note.page));
        append(out, note.width);
        append(out, note.height);
        for (const float part : note.colour) append(out, part);
        append_number(out, note.boxes.size());
        for (const Box& box : note.boxes)
            for (const float side : {box.left, box.top, box.right, box.bottom}) append(out, side);
        append(out, note.title);
        append(out, note.text);
    }
    return out;
}

std::optional<std::vector<PageNote>> decode_notes(std::string_view bytes) {
    Taker taker(bytes);
    std::vector<PageNote> notes;
    const std::size_t count = taker.count();
    for (std::size_t i = 0; i < count && taker.good(); ++i) notes.push_back(take_note(taker));
    if (!taker.good() || !taker.at_end()) return std::nullopt;
    return notes;
}

}  // namespace mingzhang
