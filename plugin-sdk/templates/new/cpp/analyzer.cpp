// NAME: an analyzer that names the class of every incident. Write what it shall do instead.
#include <homeostasis/plugin.hpp>

using namespace homeostasis;

struct TYPE {
  TYPE(const hs_host *, std::string_view /* settings, as JSON that has passed the schema */) {}

  void analyze(Call &call, Row row) {
    const auto title = row.text("title"), type = row.text("type");
    if (!title || !type) return;  // no answer: the next one is asked
    call.emit(Record("homeostasis.diagnosis/1", row.id())
                  .text("cause", *title)
                  .text("category", *type)
                  .number("confidence", 0.1)
                  .json("exceptions", "[]")
                  .json("locations", "[]")
                  .json("evidence", "[]")
                  .json("related", "[]"));
  }
};

HOMEOSTASIS_ANALYZER(TYPE, (Descriptor{"org.example.NAME", "0.1.0", "names the class of every incident"}))
