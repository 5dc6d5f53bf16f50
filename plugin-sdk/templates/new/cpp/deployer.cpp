// NAME: a deployer that refuses every patch. Write what it shall do instead.
#include <homeostasis/plugin.hpp>

using namespace homeostasis;

struct TYPE {
  TYPE(const hs_host *, std::string_view /* settings, as JSON that has passed the schema */) {}

  // Each verb is called again after a crash with the same record: make all of them idempotent.
  void perform(Call &, Verb, Row) { throw Failure(HS_UNSUPPORTED, "NAME.unfinished", "NAME deploys nothing yet"); }
};

HOMEOSTASIS_DEPLOYER(TYPE, (Descriptor{"org.example.NAME", "0.1.0", "refuses every patch"}))
