// NAME: a tester that finds every patch inconclusive. Write what it shall do instead.
#include <homeostasis/plugin.hpp>

using namespace homeostasis;

struct TYPE {
  TYPE(const hs_host *, std::string_view /* settings, as JSON that has passed the schema */) {}

  void verify(Call &call, Row row) {
    call.emit(Record("homeostasis.verdict/1", row.id())
                  .text("result", "inconclusive")
                  .text("reason", "not-written")
                  .text("patch_hash", "")
                  .text("tree", "")
                  .flag("reproduced_before", false)
                  .flag("fixed_after", false)
                  .integer("passed", 0)
                  .integer("failed", 0)
                  .integer("skipped", 0)
                  .integer("flaky", 0)
                  .integer("duration_ns", 0)
                  .json("failures", "[]"));
  }
};

HOMEOSTASIS_TESTER(TYPE, (Descriptor{"org.example.NAME", "0.1.0", "finds every patch inconclusive"}))
