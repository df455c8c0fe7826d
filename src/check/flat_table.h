// A table from keys that are not 0 to small values, in one piece of memory: quick to fill, for what
// is built at every start and asked for each character of a text.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mingzhang::check {

template <class Key, class Value>
class FlatTable {
  public:
    // Grows beyond `expected` keys.
    explicit FlatTable(std::size_t expected = 256) : slots_(std::bit_ceil(2 * expected + 2)) {}

    // Null where the key is not known.
    const Value* find(Key key) const {
        for (std::size_t at = home(key);; at = next(at)) {
            if (slots_[at].key == key) return &slots_[at].value;
            if (slots_[at].key == 0) return nullptr;
        }
    }
    Value* find(Key key) { return const_cast<Value*>(std::as_const(*this).find(key)); }

    // The value of the key, `value` where it was not known.
    Value& insert(Key key, Value value) {
        if (2 * (size_ + 1) > slots_.size()) grow();
        std::size_t at = home(key);
        while (slots_[at].key != 0 && slots_[at].key != key) at = next(at);
        if (slots_[at].key == 0) slots_[at] = {key, value}, ++size_;
        return slots_[at].value;
    }

    std::size_t size() const { return size_; }
    template <class Take>
    void each(Take take) const {
        for (const Slot& slot : slots_)
            if (slot.key != 0) take(slot.key, slot.value);
    }

  private:
    struct Slot {
        Key key = 0;
        Value value{};
    };

    std::size_t home(Key key) const {
        return static_cast<std::size_t>(uint64_t{key} * 0x9E3779B97F4A7C15ULL >> 32) &
               (slots_.size() - 1);
    }
    std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

    void grow() {
        std::vector<Slot> old(2 * slots_.size());
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.key == 0) continue;
            std::size_t at = home(slot.key);
            while (slots_[at].key != 0) at = next(at);
            slots_[at] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

}  // namespace mingzhang::check
