#include "server/gate.h"

namespace mingzhang::server {

Gate::Pass::~Pass() {
    if (gate_ == nullptr) return;
    const std::lock_guard lock(gate_->mutex_);
    ++gate_->free_;
    gate_->changed_.notify_one();
}

std::optional<Gate::Pass> Gate::enter(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    if (closed_ || (free_ == 0 && waiting_ == most_waiting_)) return std::nullopt;
    ++waiting_;
    const bool came =
        changed_.wait_for(lock, patience, [this] { return closed_ || free_ > 0; }) && !closed_;
    --waiting_;
    if (!came) return std::nullopt;
    --free_;
    return Pass(*this);
}

void Gate::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
}

}  // namespace mingzhang::server
