#include "verify/verify.h"

#include <gmock/gmock.h>

namespace mingzhang::verify {
namespace {

using Source = Certificate::Source;
using testing::HasSubstr;
using testing::IsEmpty;

Observation seen(QuantityId q, int64_t low, int64_t high) {
    return {q, {low, high}, (low + high) / 2, high - low + 1};
}

// x0 = x1 + x2 with x1 ≤ 4, x2 ≤ 5 and x0 ≥ 11.
struct Sum {
    System system;
    Certificate certificate;

    Sum() {
        system.add_quantities(3);
        system.observe(seen(0, 11, 20));
        system.observe(seen(1, 0, 4));
        system.observe(seen(2, 0, 5));
        const QuantityId parts[] = {1, 2};
        system.sum(0, parts);
        certificate.lines = {
            {Source::kObservationLow, 0, {}, 1, {{0, -1}}, -11},
            {Source::kObservationHigh, 1, {}, 1, {{1, 1}}, 4},
            {Source::kObservationHigh, 2, {}, 1, {{2, 1}}, 5},
            {Source::kConstraintHigh, 0, {}, 1, {{0, 1}, {1, -1}, {2, -1}}, 0},
            {Source::kStep, 0, {{0, 1}, {1, 1}, {2, 1}, {3, 1}}, 1, {}, -2},
        };
    }
    std::string check() const { return check_certificate(system, certificate); }
};

TEST(Certificate, AcceptsAProof) { EXPECT_THAT(Sum().check(), IsEmpty()); }

TEST(Certificate, RejectsNothing) { EXPECT_EQ(check_certificate(System(), {}), "no lines"); }

TEST(Certificate, NamesWhatIsWrong) {
    struct Case {
        void (*spoil)(Sum&);
        const char* message;
    };
    const Case cases[] = {
        {[](Sum& s) { s.certificate.lines.back().most = -3; }, "line 4: the bound -3 is wrong"},
        {[](Sum& s) { s.certificate.lines.back().parts[0].multiplier = 0; },
         "line 4: a multiplier of 0"},
        {[](Sum& s) { s.certificate.lines.back().parts[0].multiplier = -1; },
         "line 4: a multiplier of -1"},
        {[](Sum& s) { s.certificate.lines.back().parts[0].line = 4; },
         "line 4: uses line 4, which is not an earlier one"},
        {[](Sum& s) { s.certificate.lines.back().parts[0].line = -1; },
         "line 4: uses line -1, which is not an earlier one"},
        {[](Sum& s) { s.certificate.lines.back().divisor = 0; }, "line 4: a divisor of 0"},
        {[](Sum& s) { s.certificate.lines.back().parts.clear(); }, "line 4: a step without parts"},
        {[](Sum& s) { s.certificate.lines.back().parts.pop_back(); },
         "line 4: the coefficient of quantity 0 is wrong"},
        {[](Sum& s) {
             s.certificate.lines.back().terms = {{7, 1}};
         },
         "line 4: a term of quantity 7 that does not follow"},
        {[](Sum& s) { s.certificate.lines[0].index = 3; }, "line 0: observation 3 does not exist"},
        {[](Sum& s) { s.certificate.lines[0].index = -1; },
         "line 0: observation -1 does not exist"},
        {[](Sum& s) { s.certificate.lines[3].index = 1; }, "line 3: constraint 1 does not exist"},
        {[](Sum& s) { s.certificate.lines[0].most = -12; }, "line 0: the bound -12 is wrong"},
        {[](Sum& s) { s.certificate.lines[0].divisor = 2; }, "line 0: observation 0 is divided"},
        {[](Sum& s) {
             s.certificate.lines[0].parts = {{0, 1}};
         },
         "line 0: observation 0 has parts"},
        {[](Sum& s) { s.certificate.lines[1].source = Source::kObservationLow; },
         "line 1: the coefficient of quantity 1 is wrong"},
        {[](Sum& s) {
             std::swap(s.certificate.lines[3].terms[0], s.certificate.lines[3].terms[1]);
         },
         "line 3: the coefficient of quantity 0 is wrong"},
        {[](Sum& s) { s.certificate.lines.pop_back(); }, "the last line has terms"},
        {[](Sum& s) {
             s.system = {};
             s.system.add_quantities(3);
             s.system.observe(seen(0, 9, 20));
             s.certificate.lines = {{Source::kObservationLow, 0, {}, 1, {{0, -1}}, -9},
                                    {Source::kObservationHigh, 0, {}, 1, {{0, 1}}, 20},
                                    {Source::kStep, 0, {{0, 1}, {1, 1}}, 1, {}, 11}};
         },
         "the last line is true: 0 ≤ 11"},
    };
    for (const Case& c : cases) {
        Sum sum;
        c.spoil(sum);
        EXPECT_EQ(sum.check(), c.message);
    }
}

TEST(Certificate, SidesWithoutABoundProveNothing) {
    System system;
    system.add_quantity();
    const Term term[] = {{0, 1}};
    system.constrain(term, 5, kNoHigh);
    const Certificate certificate{{{Source::kConstraintHigh, 0, {}, 1, {{0, 1}}, kNoHigh},
                                   {Source::kStep, 0, {{0, 1}}, 1, {{0, 1}}, kNoHigh}}};
    EXPECT_EQ(check_certificate(system, certificate),
              "line 0: constraint 0 has no bound on that side");
}

TEST(Certificate, DivisionRoundsDown) {
    // 2x ≤ 5 and −2x ≤ −5: x ≤ 2 and −x ≤ −3.
    System system;
    system.add_quantity();
    const Term term[] = {{0, 2}};
    system.constrain(term, 5, 5);
    Certificate certificate{{{Source::kConstraintHigh, 0, {}, 1, {{0, 2}}, 5},
                             {Source::kConstraintLow, 0, {}, 1, {{0, -2}}, -5},
                             {Source::kStep, 0, {{0, 1}}, 2, {{0, 1}}, 2},
                             {Source::kStep, 0, {{1, 1}}, 2, {{0, -1}}, -3},
                             {Source::kStep, 0, {{2, 1}, {3, 1}}, 1, {}, -1}}};
    EXPECT_THAT(check_certificate(system, certificate), IsEmpty());
    certificate.lines[2].divisor = 3;
    EXPECT_THAT(check_certificate(system, certificate), HasSubstr("divisor 3 does not divide"));
}

TEST(Certificate, SaysOverflow) {
    System system;
    system.add_quantities(2);
    const int64_t big = std::numeric_limits<int64_t>::max() - 1;
    const Term terms[] = {{0, big}, {1, big}};
    system.constrain(terms, kNoLow, big);
    const Certificate certificate{{{Source::kConstraintHigh, 0, {}, 1, {{0, big}, {1, big}}, big},
                                   {Source::kStep, 0, {{0, big}, {0, big}, {0, big}}, 1, {}, -1}}};
    EXPECT_EQ(check_certificate(system, certificate), "line 1: the numbers overflow");
}

TEST(Witness, HoldsOrNamesTheFirstThatDoesNot) {
    const Sum sum;
    EXPECT_EQ(check_witness(sum.system, {9, 4, 5}), "observation 0: 9 is not in [11, 20]");
    EXPECT_EQ(check_witness(sum.system, {9, 4, 5}, {0}), "");
    EXPECT_EQ(check_witness(sum.system, {11, 4, 5}), "constraint 0: the sum is above 0");
    EXPECT_EQ(check_witness(sum.system, {8, 4, 5}, {0}), "constraint 0: the sum is below 0");
    EXPECT_EQ(check_witness(sum.system, {9, 4}), "2 values for 3 quantities");
    EXPECT_EQ(check_witness(sum.system, {9, 4, 5}, {3}), "observation 3 does not exist");
}

TEST(Witness, SoftConstraintsDoNotCount) {
    System system;
    system.add_quantity();
    const Term term[] = {{0, 1}};
    system.constrain(term, 5, 5, true);
    EXPECT_EQ(check_witness(system, {0}), "");
}

TEST(Witness, SaysOverflow) {
    System system;
    system.add_quantities(3);
    const int64_t big = std::numeric_limits<int64_t>::max();
    const Term terms[] = {{0, big}, {1, big}, {2, big}};
    system.constrain(terms, 0, 0);
    EXPECT_EQ(check_witness(system, {big, big, big}), "constraint 0: the numbers overflow");
}

}  // namespace
}  // namespace mingzhang::verify
