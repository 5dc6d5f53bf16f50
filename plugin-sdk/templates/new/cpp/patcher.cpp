// NAME: a patcher that proposes a restart for every diagnosis. Write what it shall do instead.
#include <homeostasis/plugin.hpp>

using namespace homeostasis;

struct TYPE {
  TYPE(const hs_host *, std::string_view /* settings, as JSON that has passed the schema */) {}

  void propose(Call &call, Row row) {
    call.emit(Record("homeostasis.patch/1", row.id())
                  .text("kind", "mitigation")
                  .text("base", "")
                  .text("title", "restart it")
                  .number("score", 0.1)
                  .flag("suppresses", false)
                  .json("files", "[]")
                  .json("act", R"({"verb": "restart"})"));
  }
};

HOMEOSTASIS_PATCHER(TYPE, (Descriptor{"org.example.NAME", "0.1.0", "proposes a restart for every diagnosis"}))
