// Collects the blocks of one document in reading order.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/source_document.h"

namespace mingzhang::read {

// Together the texts of a document are no longer than this: one text may stand in many cells.
inline constexpr std::size_t kMostTextBytes = 64u << 20;

// Numbers the lines (one for each paragraph and each row of a table), cleans the texts (see
// visible()), and keeps the caps of a document. What is added beyond a cap is dropped, and finish()
// fails; full() says so early.
class BlockBuilder {
  public:
    BlockBuilder(std::string path, std::string format);

    // A paragraph for each line of `text`; nothing for a blank one.
    void paragraph(std::string_view text, const Place& place = {});
    // One heading; line breaks inside it become spaces. Levels count from 1.
    void heading(std::string_view text, int level, const Place& place = {});
    void picture(const Place& place = {});
    // The places of the cells receive their lines; their texts must be clean already. A grid
    // without a row is nothing.
    void table(Grid grid);

    // Remarks without a line receive that of the next block.
    void remark(Remark remark);

    bool full() const { return !problem_.empty(); }
    std::size_t blocks() const { return document_.blocks.size(); }
    const SourceDocument& document() const { return document_; }
    Result<SourceDocument> finish();

  private:
    Block& add(BlockKind kind, const Place& place);
    void count_text(std::size_t bytes);

    SourceDocument document_;
    std::string problem_;
    int line_ = 0;
    std::size_t cells_ = 0;
    std::size_t paragraphs_ = 0;
    std::size_t text_bytes_ = 0;
};

}  // namespace mingzhang::read
