// NAME: a monitor that tells once that it watches. Write what it shall do instead.
#include <homeostasis/plugin.hpp>
#include <chrono>
#include <thread>

using namespace homeostasis;

struct TYPE {
  TYPE(const hs_host *, std::string_view /* settings, as JSON that has passed the schema */) {}

  void poll(Call &call) {
    if (!told) {
      // The id comes from the place that was read: a repeat is dropped as a twin.
      call.emit(Record("homeostasis.event/1", "", "NAME:1")
                    .text("service", "unknown")
                    .text("source", "NAME")
                    .text("signal", "log")
                    .integer("severity", 9)
                    .text("message", "NAME watches")
                    .cursor("NAME", "1"));
      told = true;
    }
    while (!call.stopped()) std::this_thread::sleep_for(std::chrono::milliseconds(20));  // wait for data here
  }

 private:
  bool told = false;
};

HOMEOSTASIS_MONITOR(TYPE, (Descriptor{"org.example.NAME", "0.1.0", "tells once that it watches"}))
