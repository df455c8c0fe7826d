#include "recognise/arithmetic.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <fstream>
#include <map>

#include "recognise/arithmetic_expression.h"
#include "recognise/arithmetic_fraction.h"

namespace mingzhang::recognise {
namespace {

using arithmetic::Fraction;
using testing::ElementsAreArray;
using Verdict = ArithmeticStep::Verdict;

// "200*12*25=6万元 holds last", "3*4万元=13万元 fails → 12万元 (by 0)",
// "3万元+2万元=6万元 ? approximate"
std::string shown(const ArithmeticStep& step) {
    std::string out = step.expression + "=" + step.result;
    if (step.verdict == Verdict::kHolds) out += " holds";
    if (step.verdict == Verdict::kCannotTell) out += " ? " + step.reason;
    if (step.verdict == Verdict::kFails) {
        out += " fails →";
        for (const std::string& result : step.would_hold) out += " " + result;
    }
    if (step.caused_by) out += " (by " + std::to_string(*step.caused_by) + ")";
    return step.is_last ? out + " last" : out;
}

std::vector<std::string> shown(std::string_view text) {
    std::vector<std::string> out;
    for (const ArithmeticStep& step : arithmetic_in(text)) out.push_back(shown(step));
    return out;
}

struct Case {
    const char* text;
    std::vector<std::string> steps;
};

void expect(const std::vector<Case>& cases) {
    for (const Case& c : cases) EXPECT_THAT(shown(c.text), ElementsAreArray(c.steps)) << c.text;
}

const std::vector<Case> kProducts{
    {"全年需要300*12*25=9万元", {"300*12*25=9万元 holds last"}},
    {"全年需要300×12×25＝9.00万元", {"300*12*25=9.00万元 holds last"}},
    {"全年需要300 乘以 12 乘 25 等于 90000元", {"300*12*25=90000元 holds last"}},
    {"全年需要300x12x25=90,000元", {"300*12*25=90,000元 holds last"}},
    {"全年需要300*12*26=9.00万元", {"300*12*26=9.00万元 fails → 9.36万元 last"}},
    {"全年需要300*12*25=90000元=9.2万元",
     {"300*12*25=90000元 holds", "90000元=9.2万元 fails → 9.0万元 last"}},
    {"评优120名*15%*0.2万元*50%=1.8万元", {"120*15%*0.2万元*50%=1.8万元 holds last"}},
    {"评优120名*15%*0.2万元*50%≈1.8万元", {"120*15%*0.2万元*50%=1.8万元 holds last"}},
    {"评优120名*15%*0.2万元*60%=1.8万元", {"120*15%*0.2万元*60%=1.8万元 fails → 2.2万元 last"}},
    // A stated result stands for everything that rounds to it.
    {"优秀等次103名*20%*0.1万元=2.1万元", {"103*20%*0.1万元=2.1万元 holds last"}},
    {"雇用（1名司机*1200元/月+1名文员*800元/月）*12个月，共需2.4万元",
     {"(1*1200元+1*800元)*12=2.4万元 holds last"}},
    {"手册850本*20元/本 合计1.7万元", {"850*20元=1.7万元 holds last"}},
    {"手册850本（含运费）*20元/本 合计1.8万元", {"850*20元=1.8万元 fails → 1.7万元 last"}},
    {"慰问职工 40名*3次*500元 共需6万元", {"40*3*500元=6万元 holds last"}},
    {"占全县党员的30/120=25%", {"30/120=25% holds"}},
    {"约90名*500元=4.7万元", {"90*500元=4.7万元 ? approximate last"}},
    {"3万元*2万元=6万元", {"3万元*2万元=6万元 ? units-unclear last"}},
    {"90000000000000000*90000000000000000*90000000000000000=5万元",
     {"90000000000000000*90000000000000000*90000000000000000=5万元 ? too-large last"}},
    // 需 may name another amount than the product before it.
    {"1000册*12元，需1.2万元", {"1000*12元=1.2万元 holds last"}},
    {"1000册*12元，需1.4万元", {"1000*12元=1.4万元 ? structure-unclear last"}},
};

const std::vector<Case> kCountsAndPrices{
    {"条幅420条，120元/条 共计5.04万元", {"420*120元=5.04万元 holds last"}},
    {"条幅420条，130元/条 共计5.04万元", {"420*130元=5.04万元 fails → 5.46万元 last"}},
    {"三台打印机 0.4万元/台 共计1.2万元", {"3*0.4万元=1.2万元 holds last"}},
    {"四台打印机 0.4万元/台 共计1.2万元", {"4*0.4万元=1.2万元 fails → 1.6万元 last"}},
    {"聘用9人，工作时间5个月，0.3万元/每月/每人，共需要费用预计13.5万元",
     {"9*5*0.3万元=13.5万元 holds last"}},
    {"聘用8人，工作时间5个月，0.3万元/人·月，共需要费用预计13.5万元",
     {"8*0.3万元*5=13.5万元 fails → 12.0万元 last"}},
    {"培训200人，每人每天150元，培训3天，共需9万元", {"200*150元*3=9万元 holds last"}},
    // How many days is not said.
    {"培训200人，每人每天150元，共需9万元", {"200*150元=9万元 ? structure-unclear last"}},
    // A monthly price without months is often one of a year.
    {"每月补助300元，25名，共需9万元", {"300元*25*12=9万元 holds last"}},
    {"甲班30人，乙班25人，每人100元，共计5500元", {"(30+25)*100元=5500元 holds last"}},
    {"伙食每人每天100元、住宿300元，10人，3天，共计1.2万元",
     {"(100元+300元)*10*3=1.2万元 holds last"}},
    {"单价60元，购置40套，总费用2400元", {"60元*40=2400元 holds last"}},
    {"单价60元，购置40套，总费用2500元", {"60元*40=2500元 fails → 2400元 last"}},
    {"约200人，每人50元，共计1.1万元", {"200*50元=1.1万元 ? approximate last"}},
    {"两期，每期30人，共计60人，每人200元，合计1.2万元",
     {"2*30=60人 holds", "60*200元=1.2万元 holds last"}},
    {"全县120个村 每村2本 10个镇 每镇5本 机关及备用30本 共计320本*15元/本 合计0.48万元",
     {"120*2+10*5+30=320本 holds", "320*15元=0.48万元 holds last"}},
    // The count is wrong, the product of what is printed fails only for that.
    {"全县120个村 每村2本 10个镇 每镇5本 机关及备用30本 共计350本*15元/本 合计0.48万元",
     {"120*2+10*5+30=350本 fails → 320本", "350*15元=0.48万元 fails → 0.53万元 (by 0) last"}},
};

const std::vector<Case> kLists{
    {"社工培训预计2万，志愿者培训预计3万元，书记培训预计4万元，共需培训经费预计9万元。",
     {"2万+3万元+4万元=9万元 holds last"}},
    {"社工培训预计2万，志愿者培训预计3万元，书记培训预计5万元，共需培训经费预计9万元。",
     {"2万+3万元+5万元=9万元 fails → 10万元 last"}},
    {"培训费三万元，会议费两万元，合计六万元", {"3万元+2万元=六万元 fails → 5万元 last"}},
    {"甲班30人，乙班25人，共计56人", {"30+25=56人 fails → 55人"}},
    // A price for each or for both: it fails only if both readings do.
    {"设备：扫描仪1.5万元、2台碎纸机3000元，合计1.8万元", {"1.5万元+3000元=1.8万元 holds last"}},
    {"设备：扫描仪1.5万元、2台碎纸机3000元，合计2.1万元", {"1.5万元+2*3000元=2.1万元 holds last"}},
    {"设备：扫描仪1.5万元、2台碎纸机3000元，合计2.4万元",
     {"1.5万元+3000元=2.4万元 fails → 2.1万元 1.8万元 last"}},
    {"培训费3万元，其中教材1万元，会务费2万元，共计5万元", {"3万元+2万元=5万元 holds last"}},
    {"培训费3万元，其中教材1万元，会务费2万元，共计4万元",
     {"3万元+1万元+2万元=4万元 ? parts-named last"}},
    {"安排20万元，其中：甲镇12万元，乙镇8万元，合计20万元", {"12万元+8万元=20万元 holds last"}},
    {"差旅费3万元（住宿2万元、交通1万元），会议费2万元，共计5万元",
     {"3万元+2万元=5万元 holds last"}},
    {"培训费3万元，会务费2万元等，共计8万元", {"3万元+2万元=8万元 ? structure-unclear last"}},
    // 宣传费共计 names one item of the list.
    {"会务费3万元，差旅费2万元，宣传费共计4万元，合计9万元",
     {"3万元+2万元+4万元=9万元 holds last"}},
    {"办公费1万元。差旅费2万元。共计3万元。", {"1万元+2万元=3万元 holds last"}},
    {"办公费1万元。差旅费2万元。共计4万元。", {"1万元+2万元=4万元 ? structure-unclear last"}},
};

const std::vector<Case> kSteps{
    {"指导员300*12*25=9万元，年终奖25名*20%*0.1万元=0.5万元，合计9.5万元。",
     {"300*12*25=9万元 holds", "25*20%*0.1万元=0.5万元 holds", "9万元+0.5万元=9.5万元 holds last"}},
    // Later steps use the stated result, not the product.
    {"指导员300*12*25=9万元。年终奖26名*20%*0.1万元=0.5万元，合计9.52万元。",
     {"300*12*25=9万元 holds", "26*20%*0.1万元=0.5万元 holds",
      "9万元+0.5万元=9.52万元 fails → 9.50万元 last"}},
    {"指导员300*12*25=8万元，年终奖25名*20%*0.1万元=0.5万元，合计9.5万元。",
     {"300*12*25=8万元 fails → 9万元", "25*20%*0.1万元=0.5万元 holds",
      "8万元+0.5万元=9.5万元 fails → 8.5万元 (by 0) last"}},
    {"1. 设备：3台电脑 0.5万元/台 共计1.5万元、耗材0.25万元 设备合计1.75万元 "
     "2. 会务：共计1万元 3. 资料：（1）甲书100本*20元=2000元（2）乙书50本*10元=500元，"
     "共计：0.25万元 上述预算共计3万元",
     {"3*0.5万元=1.5万元 holds", "1.5万元+0.25万元=1.75万元 holds", "100*20元=2000元 holds",
      "50*10元=500元 holds", "2000元+500元=0.25万元 holds",
      "1.75万元+1万元+0.25万元=3万元 holds last"}},
    {"1. 设备：3台电脑 0.5万元/台 共计1.5万元、耗材0.35万元 设备合计1.75万元 "
     "2. 会务：共计1万元 上述预算共计3.75万元",
     {"3*0.5万元=1.5万元 holds", "1.5万元+0.35万元=1.75万元 fails → 1.85万元",
      "1.75万元+1万元=3.75万元 fails → 2.75万元 last"}},
    {"1.场地费2万元。2.教材费1万元。共需3.2万元", {"2万元+1万元=3.2万元 fails → 3.0万元 last"}},
    // The same amount once more is no further step.
    {"党员492名*9元=4428元，县财政需负担4428元。", {"492*9元=4428元 holds last"}},
    // An amount of something else.
    {"宣传3*2万元=6万元。会务4*2万元=8万元。为开展调研，共需3万元。",
     {"3*2万元=6万元 holds", "4*2万元=8万元 holds"}},
};

const std::vector<Case> kShares{
    {"按每个支部每年2000元的标准，省市县按照2:3:5的比例负担。县财政需负担1000元，全县共有支部40"
     "个，共需资金4.00万元。",
     {"2000元*5/(2+3+5)=1000元 holds", "1000元*40=4.00万元 holds last"}},
    {"按每个支部每年2000元的标准，省市县按照2:3:5的比例负担。县财政需负担1200元，全县共有支部40"
     "个，共需资金4.00万元。",
     {"2000元*5/(2+3+5)=1200元 fails → 1000元", "1200元*40=4.00万元 fails → 4.80万元 (by 0) last"}},
    {"按每个支部每年2000元的标准，省市县按照2:3:5的比例负担。县财政需负担1000元，全县共有支部41"
     "个，共需资金4.00万元。",
     {"2000元*5/(2+3+5)=1000元 holds", "1000元*41=4.00万元 fails → 4.10万元 last"}},
    {"每名60元，省、市、县比例负担为12元：9元：9元，市财政负担18元",
     {"60元*9/(12+9+9)=18元 holds"}},
    // The parties are not named in an order: no step.
    {"每名60元，按3:3:4的比例负担，县财政负担20元", {}},
    {"每名60元，省市按3:3:4的比例负担，县财政负担20元", {}},
};

const std::vector<Case> kPartLists{
    {"需聘用3名（1名*1200元/月+2名*800元/月）*6个月，共需1.68万元",
     {"1+2=3名 holds", "(1*1200元+2*800元)*6=1.68万元 holds last"}},
    {"需聘用4名（1名*1200元/月+2名*800元/月）*6个月，共需1.68万元",
     {"1+2=4名 fails → 3名", "(1*1200元+2*800元)*6=1.68万元 holds last"}},
    {"两名（司机1名+文员1名）", {"1+1=两名 holds"}},
    {"5人（讲师2人*300元、学员2人*100元）", {"2+2=5人 fails → 4人"}},
    // The part is wrong: the total fails only for that.
    {"聘用3名（1名*1200元/月+3名*800元/月）*6个月，共计1.68万元",
     {"1+3=3名 ? structure-unclear", "(1*1200元+3*800元)*6=1.68万元 fails → 2.16万元 last"}},
    {"聘用5名（1名*1200元/月+3名*800元/月）*6个月，共计2.64万元",
     {"1+3=5名 fails → 4名", "(1*1200元+3*800元)*6=2.64万元 fails → 2.16万元 (by 0) last"}},
    {"聘用5名（1名司机+3名文员），每名1000元，共计4000元",
     {"1+3=5名 fails → 4名", "5*1000元=4000元 fails → 5000元 (by 0) last"}},
    // A list without products may leave some out, or name some twice.
    {"在职20人（行政8人、事业12人）", {"8+12=20人 holds"}},
    {"退休20人（县级2人、科级5人）", {"2+5=20人 ? parts-named"}},
    // The same people once more.
    {"培训30人（30人*200元+30人*150元）", {"30+30=30人 ? structure-unclear"}},
    {"约5人（讲师2人*300元+学员2人*100元）", {"2+2=5人 ? approximate"}},
    {"培训30人（含讲师2人、学员20人）", {}},
    {"培训30人（讲师2人、学员20人等）", {}},
    {"培训30人（讲师2人）", {}},
    {"培训30人（每期10人、共2期）", {}},
    {"培训30人（2天、每天3场）", {}},
    {"聘用3名（1名*1200元+2个月*800元）", {}},
};

const std::vector<Case> kSameCounts{
    {"2026年全县农村党员共80名，按标准补助。全县农村党员80名*9元=720元",
     {"80名=80名 holds", "80*9元=720元 holds last"}},
    {"2026年全县农村党员共81名，按标准补助。全县农村党员80名*9元=720元",
     {"80名=81名 fails → 80名", "80*9元=720元 holds last"}},
    // The product fails only for its count.
    {"2026年全县农村党员共80名，按标准补助。全县农村党员81名*9元=720元",
     {"81名=80名 fails → 81名", "81*9元=720元 fails → 729元 (by 0) last"}},
    {"全县农村党员81名，每名9元，共计720元。全县共有农村党员80名。",
     {"80名=81名 fails → 80名", "81*9元=720元 fails → 729元 (by 0) last"}},
    {"农村党员80名*9元=720元。全县农村党员80人。", {"80人=80名 holds", "80*9元=720元 holds last"}},
    {"全县农村党员12035名，农村党员1.2万名*9元=10.8万元",
     {"1.2万名=12035名 holds", "1.2*9元=10.8万元 holds last"}},
    {"全县农村党员约81名，农村党员80名*9元=720元",
     {"80名=81名 ? approximate", "80*9元=720元 holds last"}},
    // Nothing says that all of them are meant.
    {"甲班先行安排，参训人员50名，乙班另行安排，参训人员60名*9元=540元",
     {"60名=50名 ? structure-unclear", "60*9元=540元 holds last"}},
    {"全县农村党员80名，全县农村党员90名，农村党员85名*9元=765元",
     {"85名=80名 ? structure-unclear", "85*9元=765元 holds last"}},
    {"现有乡村教师80名，需乡村教师85名*9元=765元",
     {"85名=80名 ? structure-unclear", "85*9元=765元 holds last"}},
    {"全县农村党员80名，今年有所增加，农村党员85名*9元=765元",
     {"85名=80名 ? structure-unclear", "85*9元=765元 holds last"}},
    {"全县农村党员80名，分两期培训，农村党员40名*2*9元=720元",
     {"40名=80名 ? structure-unclear", "40*2*9元=720元 holds last"}},
    // Other years, other places, each part of an enumeration.
    {"2025年农村党员80名，2026年农村党员85名*9元=765元", {"85*9元=765元 holds last"}},
    {"全市农村党员80名，全县农村党员85名*9元=765元", {"85*9元=765元 holds last"}},
    {"1.全县农村党员80名。2.全县农村党员85名*9元=765元", {"85*9元=765元 holds last"}},
    {"一季度：困难党员20名*9元=180元，二季度：困难党员25名*9元=225元",
     {"20*9元=180元 holds", "25*9元=225元 holds"}},
    {"甲镇党员同志20名，党员同志每次20名，党员25名*9元=225元", {"25*9元=225元 holds last"}},
    {"甲岗工作时间5个月，乙岗3名，工作时间6个月*3名*9元=162元", {"6*3*9元=162元 holds last"}},
};

const std::vector<Case> kUnitShares{
    {"按每名80元的标准，省级承担60%，市县各承担50%，省市县负担为20元：12元：8元。"
     "党员100名*8元=800元，县级财政需负担800元。",
     {"80元*50%=20元+12元+8元 holds", "8元=8元 holds", "100*8元=800元 holds last"}},
    {"按每名40元的标准，省、市、县负担为20元:12元:8元。党员100名*8元=800元，县级财政负担。",
     {"40元=20元+12元+8元 holds", "8元=8元 holds", "100*8元=800元 holds last"}},
    {"按每名70元的标准，省市县负担为20元：12元：8元。县财政需100名*9元=900元。",
     {"70元=20元+12元+8元 ? parts-differ", "8元=9元 ? parts-differ", "100*9元=900元 holds last"}},
    // Whose product it is, is not said.
    {"按每名40元的标准，省市县负担为20元：12元：8元。全县党员100名*9元=900元。",
     {"40元=20元+12元+8元 holds", "100*9元=900元 holds last"}},
    {"按每名40元的标准，省市县负担为20元：12元：8元。党员100名*20元=2000元，市县财政负担。",
     {"40元=20元+12元+8元 holds", "100*20元=2000元 holds last"}},
    {"按每名40元的标准，负担为20元：12元：8元。党员100名*9元=900元，县级财政负担。",
     {"40元=20元+12元+8元 holds", "100*9元=900元 holds last"}},
    // Amounts, no proportions: 80元*8/40 is not meant.
    {"按每名80元的标准，省市县各承担50%，省市县负担为20元：12元：8元，县财政负担8元",
     {"80元*50%=20元+12元+8元 holds", "8元=8元 holds"}},
    {"按每名80元的标准，省市县各承担50%，省市县负担为20元：12元：8元，县财政负担9元",
     {"80元*50%=20元+12元+8元 holds", "8元=9元 ? parts-differ"}},
};

const std::vector<Case> kNoCalculations{
    {"", {}},
    {"共需要费用预计2万元", {}},
    {"3月5日开展活动，组织200人开展2天培训，共需要费用预计5万元", {}},
    {"依据〔2026〕1号、（2025）7号文件和《2021-2025年规划（3*4=5）》，共需8万元", {}},
    {"2026年第十三届换届，一次性发放1000元，完成率95%以上，共需15万元", {}},
    {"至少新建2个驿站。探索3-5项机制，共需15万元", {}},
    {"收入总计256万元，支出总计256万元，比上年增加35万元", {}},
    {"项目18个，共计金额216万元，其中：A类项目0个，金额0万元", {}},
    {"宣传费5万元。为开展培训，共需3万元。", {}},
    {"1.2025年安排5万元。2.2026年安排", {}},
    {"\xFF\xFE 3*4=13", {}},
};

TEST(Arithmetic, DecidesProducts) { expect(kProducts); }
TEST(Arithmetic, DecidesCountsAndPrices) { expect(kCountsAndPrices); }
TEST(Arithmetic, DecidesLists) { expect(kLists); }
TEST(Arithmetic, DecidesStepByStep) { expect(kSteps); }
TEST(Arithmetic, DecidesShares) { expect(kShares); }
TEST(Arithmetic, DecidesPartsInABracket) { expect(kPartLists); }
TEST(Arithmetic, DecidesCountsPrintedTwice) { expect(kSameCounts); }
TEST(Arithmetic, DecidesSharesWithUnits) { expect(kUnitShares); }
TEST(Arithmetic, TakesOtherNumbersForNoCalculation) { expect(kNoCalculations); }

TEST(Arithmetic, SaysWhereItStands) {
    const std::string text = "全年：条幅４２０条，120元/条 共计5.04万元。";
    const std::vector<ArithmeticStep> steps = arithmetic_in(text);
    ASSERT_EQ(steps.size(), 1u);
    const auto piece = [&](std::size_t begin, std::size_t end) {
        return text.substr(begin, end - begin);
    };
    EXPECT_EQ(piece(steps[0].begin, steps[0].end), "４２０条，120元/条 共计5.04万元");
    EXPECT_EQ(piece(steps[0].result_begin, steps[0].result_end), "5.04");
    ASSERT_EQ(steps[0].operands.size(), 2u);
    EXPECT_EQ(piece(steps[0].operands[0].begin, steps[0].operands[0].end), "４２０");
    EXPECT_EQ(piece(steps[0].operands[1].begin, steps[0].operands[1].end), "120");
}

// ---- altered digits: reported, unless what is printed then is still true

// The value of a step's expression, its amounts in yuan; numbers without a unit times `missing`
// where no amount stands in it.
class Evaluator {
  public:
    explicit Evaluator(std::string_view s) : s_(s) {}

    Fraction value() {
        Fraction out = product();
        while (take("+")) out = out + product();
        return out;
    }

  private:
    Fraction product() {
        Fraction out = factor();
        for (;;) {
            if (take("*")) {
                out = out * factor();
            } else if (take("/")) {
                out = out / factor();
            } else {
                return out;
            }
        }
    }
    Fraction factor() {
        if (take("(")) {
            const Fraction out = value();
            take(")");
            return out;
        }
        std::size_t n = 0;
        while (n < s_.size() &&
               (std::isdigit(static_cast<unsigned char>(s_[n])) || s_[n] == '.' || s_[n] == ',')) {
            ++n;
        }
        Fraction out = Fraction::of(parse_number(s_.substr(0, n)));
        s_.remove_prefix(n);
        if (take("%")) out = out / Fraction(100);
        if (take("万元") || take("万")) out = out * Fraction(10'000);
        take("元");
        return out;
    }
    bool take(std::string_view word) {
        if (!s_.starts_with(word)) return false;
        s_.remove_prefix(word.size());
        return true;
    }

    std::string_view s_;
};

bool is_true(const ArithmeticStep& step) {
    if (step.result.find('+') != std::string::npos) {
        return Evaluator(step.expression).value() == Evaluator(step.result).value();
    }
    std::size_t digits = 0;
    while (digits < step.result.size() && static_cast<unsigned char>(step.result[digits]) < 0x80) {
        ++digits;
    }
    const PrintedNumber number = parse_number(step.result.substr(0, digits));
    const Fraction unit(step.result.find("万") != std::string::npos ? 10'000 : 1);
    const Fraction half = Fraction::last_place(number.decimals) * unit / Fraction(2);
    const Fraction stated = Fraction::of(number) * unit;
    const bool bare = step.expression.find("元") == std::string::npos &&
                      step.expression.find("万") == std::string::npos;
    for (const int64_t missing : {1, bare ? 10'000 : 1}) {
        const Fraction off = Evaluator(step.expression).value() * Fraction(missing) - stated;
        if ((off - half).sign() <= 0 && (off + half).sign() >= 0) return true;
    }
    return false;
}

struct Alterations {
    int reported = 0, still_true = 0;
};

// A step that only compares printed numbers: an altered one may leave it undecided.
bool compares(const ArithmeticStep& step) {
    return step.expression.find_first_of("*/+") == std::string::npos ||
           step.result.find('+') != std::string::npos ||
           step.result_begin < step.operands.front().begin;
}

struct AlterablePlace {
    Operand at;
    bool calculated = false;  // a step that calculates needs it
};
std::vector<AlterablePlace> alterable(const std::vector<ArithmeticStep>& steps) {
    std::vector<AlterablePlace> out;
    for (const ArithmeticStep& step : steps) {
        for (const Operand& operand : step.operands) out.push_back({operand, !compares(step)});
        out.push_back({{step.result_begin, step.result_end}, !compares(step)});
    }
    for (AlterablePlace& place : out) {
        place.calculated = std::any_of(out.begin(), out.end(), [&](const AlterablePlace& p) {
            return p.calculated && p.at == place.at;
        });
    }
    return out;
}

// Alters every digit of every holding step by each of `by`, and expects exactly one step to fail
// of itself, or all to hold and to be true; of numbers that are only compared, one undecided.
void alter(const std::string& text, std::initializer_list<int> by, Alterations& seen) {
    const std::vector<ArithmeticStep> steps = arithmetic_in(text);
    for (const ArithmeticStep& step : steps) {
        ASSERT_EQ(step.verdict, Verdict::kHolds) << shown(step);
        EXPECT_TRUE(is_true(step)) << shown(step);
    }
    for (const auto& [place, calculated] : alterable(steps)) {
        for (std::size_t i = place.begin; i < place.end; ++i) {
            if (!std::isdigit(static_cast<unsigned char>(text[i]))) continue;
            for (const int d : by) {
                std::string altered = text;
                altered[i] = static_cast<char>('0' + (text[i] - '0' + d) % 10);
                int failing = 0;
                bool all_true = true, undecided = false;
                for (const ArithmeticStep& step : arithmetic_in(altered)) {
                    if (step.verdict == Verdict::kFails && !step.caused_by) ++failing;
                    undecided = undecided || step.verdict == Verdict::kCannotTell;
                    all_true = all_true && step.verdict == Verdict::kHolds && is_true(step);
                }
                EXPECT_LE(failing, 1) << altered;
                EXPECT_TRUE(failing == 1 || all_true || (undecided && !calculated))
                    << altered.substr(place.begin, place.end - place.begin) << " instead of "
                    << text.substr(place.begin, place.end - place.begin) << " is not reported";
                if (failing == 0 && undecided) continue;
                ++(failing > 0 ? seen.reported : seen.still_true);
            }
        }
    }
}

TEST(Arithmetic, ReportsAlteredDigits) {
    Alterations seen;
    for (const char* text : {
             "全年需要300*12*25=9.00万元",
             "评优120名*15%*0.2万元*50%=1.80万元",
             "雇用2人（1名*1200元/月+1名*800元/月）*12个月和实习生1名*900元/"
             "月*6个月，共需要费用预计"
             "2.9400万元",
             "手册850本*20元/本 合计1.7000万元",
             "条幅420条，120元/条 共计5.0400万元",
             "聘用9人，工作时间5个月，0.3万元/每月/每人，共需要费用13.500万元",
             "全县120个村 每村2本 10个镇 每镇5本 机关及备用30本 共计320本*15元/本 合计0.4800万元",
             "社工培训预计2万，志愿者培训预计3万元，书记培训预计4万元，共需培训经费预计9万元。",
             "1.场地费2.50万元。2.教材费1.20万元。3.2台扫描仪3000元，共需4.0000万元",
             "指导员300*12*25=9.00万元，年终奖25名*20%*0.1万元=0.50万元，合计9.50万元。",
             "全县农村党员共80名。农村党员80名*9元=720元",
             "每个支部每年2000元的标准，省市县按照2:3:"
             "5的比例负担。县财政需负担1000元，全县共有支部40"
             "个，共需资金4.00万元。",
         }) {
        alter(text, {1, 2, 3, 4, 5, 6, 7, 8, 9}, seen);
    }
    EXPECT_GT(seen.reported, 1000);
    EXPECT_LT(seen.still_true, seen.reported / 20);
}

// ---- a real disclosure

constexpr const char* kDisclosure =
    "../shared/documents/shanxi-2026-budget-social-work-department.txt";

std::vector<std::string> disclosure_lines() {
    std::vector<std::string> lines;
    std::ifstream in(kDisclosure);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

// Worked out by hand with a calculator; every one is right as printed.
TEST(ArithmeticInDisclosure, FindsEveryCalculation) {
    const std::vector<std::string> lines = disclosure_lines();
    if (lines.empty()) GTEST_SKIP() << kDisclosure << " is absent";
    const std::map<std::size_t, std::vector<std::string>> expected{
        {475,
         {"500元*4/(3+3+4)=200元 holds", "200*12*152=36.48万元 holds",
          "152*20%*0.1万元*40%=1.2万元 holds", "36.48万元+1.2万元=37.68万元 holds last"}},
        {505, {"3200元*4/(3+3+4)=1280元 holds", "1280元*52=6.656万元 holds last"}},
        {562, {"1+1=2名 holds", "(1*1000元+1*700元)*12+1*820元*8=2.696万元 holds last"}},
        {620, {"3万+1万+3万元=7万元 holds last"}},
        {713, {"1*1500元*7=1.05万元 holds last"}},
        {768,
         {"4*0.5万元=2万元 holds", "2万元+0.6万元+2*2000元+0.3万元+0.6万元=3.9万元 holds",
          "277*3+14*15+120=1161本 holds", "1161*30元=3.483万元 holds", "460*5元=2300元 holds",
          "70*4元=280元 holds", "3.483万元+2300元+280元=3.741万元 holds",
          "630*150元=9.45万元 holds",
          "3.9万元+1.5万元+3.741万元+9.45万元+3万元+0.5万元+0.839万元+1.2万元=24.13万元 holds "
          "last"}},
        {796, {"17*6*0.2万元=20.4万元 holds last"}},
        {851,
         {"492名=492名 holds", "60元*50%=12元+9元+9元 holds", "9元=9元 holds",
          "492*9元=4428元 holds last"}},
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto found = expected.find(i + 1);
        EXPECT_THAT(
            shown(lines[i]),
            ElementsAreArray(found == expected.end() ? std::vector<std::string>{} : found->second))
            << "line " << i + 1;
    }
}

TEST(ArithmeticInDisclosure, ReportsAlteredDigits) {
    const std::vector<std::string> lines = disclosure_lines();
    if (lines.empty()) GTEST_SKIP() << kDisclosure << " is absent";
    Alterations seen;
    for (const std::string& line : lines) alter(line, {1, 5}, seen);
    EXPECT_GT(seen.reported, 400);
    EXPECT_LT(seen.still_true, seen.reported / 20);
}

// ---- anything may stand in a document

TEST(Arithmetic, BearsAnyText) {
    rc::check("steps lie within the text", [] {
        const std::vector<std::string> atoms{"1",
                                             "23",
                                             "4.5",
                                             "万元",
                                             "元",
                                             "名",
                                             "人",
                                             "个月",
                                             "/",
                                             "每",
                                             "*",
                                             "+",
                                             "(",
                                             ")",
                                             "=",
                                             "，",
                                             "。",
                                             " ",
                                             "、",
                                             "共计",
                                             "合",
                                             "合计",
                                             "共需",
                                             "其中",
                                             "等",
                                             "3:",
                                             "4",
                                             "省市",
                                             "县",
                                             "台",
                                             "单价",
                                             "20%",
                                             "一",
                                             "十",
                                             "1. ",
                                             "（1）",
                                             "上述",
                                             "《",
                                             "需",
                                             "-",
                                             "<p>",
                                             "全县农村党员",
                                             "2名（1名+1名）",
                                             "12元:9元",
                                             "县财政",
                                             "的标准"};
        const auto picks = *rc::gen::container<std::vector<std::size_t>>(
            rc::gen::inRange<std::size_t>(0, atoms.size()));
        std::string text;
        for (const std::size_t pick : picks) text += atoms[pick];
        const std::vector<ArithmeticStep> steps = arithmetic_in(text);
        for (const ArithmeticStep& step : steps) {
            RC_ASSERT(step.begin <= step.result_begin && step.result_begin < step.result_end);
            RC_ASSERT(step.result_end <= step.end && step.end <= text.size());
            RC_ASSERT(!step.operands.empty());
            RC_ASSERT(step.verdict == Verdict::kCannotTell || step.reason.empty());
            RC_ASSERT((step.verdict == Verdict::kFails) == !step.would_hold.empty());
            if (step.caused_by) RC_ASSERT(*step.caused_by < steps.size());
        }
    });
}

TEST(Arithmetic, TakesBoundedTimeForHostileText) {
    for (const std::string part :
         {"(", "(1+", "2台1元、共计3元，", "《", "1*1=3", "3:3:4县负担1元", "1. 2台3元共计7元(1)",
          "3名(1名*2+1名)", "2名(", "全县农村党员2名*9元=3元", "全县农村党员2名，3名*9元=27元，",
          "9元的标准省市县50%为3元:2元:1元。2*1元=2元县财政，"}) {
        std::string text;
        while (text.size() + part.size() <= kMostArithmeticBytes) text += part;
        arithmetic_in(text);
        EXPECT_THAT(arithmetic_in(text + part + part), testing::IsEmpty());
    }
}

TEST(Fraction, IsExactOrUnknown) {
    const Fraction third = Fraction(1) / Fraction(3);
    EXPECT_EQ(third + third + third, Fraction(1));
    EXPECT_EQ((Fraction(10) / Fraction(4)).print(0), "3");
    EXPECT_EQ((Fraction(-10) / Fraction(4)).print(0), "-3");
    EXPECT_EQ((Fraction(1) / Fraction(8)).print(2), "0.13");
    EXPECT_EQ(Fraction::of(parse_number("12.5%")).print(4), "0.1250");
    EXPECT_FALSE((Fraction(1) / Fraction(0)).known());
    EXPECT_FALSE(Fraction::of(parse_number("无")).known());
    Fraction large(INT64_MAX);
    large = large * large;
    EXPECT_TRUE(large.known());
    EXPECT_FALSE((large * large).known());
    EXPECT_FALSE((large * large + Fraction(1)).known());
    EXPECT_EQ((large * large).print(2), "");
}

}  // namespace
}  // namespace mingzhang::recognise
