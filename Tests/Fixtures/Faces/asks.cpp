// Asks the host for a service, as Tests/Fixtures/Grants/asking.c does: the incident's type is "service method", its title
// the request; of the answer the category is the status and the cause the text.
#include <homeostasis/plugin.hpp>

using namespace homeostasis;

struct Asker {
  Asker(const hs_host *, std::string_view) {}
  void analyze(Call &call, Row row) {
    const std::string what(row.text("type").value_or(""));
    const size_t space = what.find(' ');
    std::string answer;
    hs_status status = HS_OK;
    try {
      answer = call.ask(what.substr(0, space), what.substr(space + 1), row.text("title").value_or("{}"));
    } catch (const Failure &failure) {
      status = failure.status;
      answer = failure.code + ": " + failure.text;
    }
    call.emit(Record("homeostasis.diagnosis/1", row.id())
                  .text("cause", answer)
                  .text("category", std::to_string(status))
                  .number("confidence", 1)
                  .json("exceptions", "[]")
                  .json("locations", "[]")
                  .json("evidence", "[]")
                  .json("related", "[]"));
  }
};
HOMEOSTASIS_ANALYZER(Asker, (Descriptor{"org.example.asking", "1.0.0", "asks what it is told to"}))
