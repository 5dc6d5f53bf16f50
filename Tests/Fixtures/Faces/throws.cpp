// Throws for each class of incident another thing.
#include <homeostasis/plugin.hpp>
#include <stdexcept>

using namespace homeostasis;

struct Thrower {
  Thrower(const hs_host *, std::string_view) {}
  void analyze(Call &, Row row) {
    const auto type = row.text("type").value_or("");
    if (type == "failure") throw Failure(HS_UNSUPPORTED, "thrower.no", "it cannot", "/here");
    if (type == "standard") throw std::runtime_error("out of ideas");
    throw 42;
  }
};

HOMEOSTASIS_ANALYZER(Thrower, (Descriptor{"org.example.thrower", "1.0.0", "throws"}))
