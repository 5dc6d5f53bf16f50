/* homeostasis/plugin.hpp: the contract for C++17, a thin face over plugin.h. Exceptions stop here: a Failure is told to
 * the host with its reason, any other exception as "plugin.exception".
 *
 *   struct Namer {
 *     Namer(const hs_host *host, std::string_view settings);
 *     void analyze(homeostasis::Call &call, homeostasis::Row row);
 *   };
 *   HOMEOSTASIS_ANALYZER(Namer, (homeostasis::Descriptor{"org.example.namer", "1.0.0", "names things"}))
 *
 * The other kinds: propose and verify with the same arguments; a monitor has `void poll(Call &)`, a deployer
 * `void perform(Call &, Verb, Row)`. Compile with -fno-gnu-unique where the compiler has it.
 */
#ifndef HOMEOSTASIS_PLUGIN_HPP
#define HOMEOSTASIS_PLUGIN_HPP
#include "services.h"
#include <deque>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace homeostasis {

inline hs_str lend(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view view(hs_str text) { return {text.ptr ? text.ptr : "", text.len}; }

/* Why a call or a row failed; throw it. */
struct Failure {
  hs_status status;
  std::string code, text, place;
  Failure(hs_status status, std::string code, std::string text, std::string place = "")
      : status(status), code(std::move(code)), text(std::move(text)), place(std::move(place)) {}
};

/* One row of a batch; valid until the call returns. */
struct Row {
  const hs_records *batch;
  size_t index;
  std::string_view id() const { return view(hs_row(batch, index)->id); }
  hs_time at() const { return hs_row(batch, index)->at; }
  /* The text of a column; empty optional when it is absent or of another kind. */
  std::optional<std::string_view> text(std::string_view column) const {
    const hs_value *cell = hs_cell(batch, index, hs_column(batch, lend(column)), HS_TEXT);
    if (!cell) return std::nullopt;
    return view(cell->text);
  }
};

/* A record to be emitted. Texts are copied. */
class Record {
 public:
  explicit Record(std::string schema, std::string_view parent = {}, std::string_view id = {})
      : schema_(std::move(schema)), parent_(parent), id_(id) {}
  Record &text(const char *column, std::string_view value) { return add(column, HS_TEXT, value); }
  Record &json(const char *column, std::string_view value) { return add(column, HS_JSON, value); }
  Record &number(const char *column, double value) { return add(column, HS_F64, {}, [&](hs_value &v) { v.f64 = value; }); }
  Record &integer(const char *column, int64_t value) { return add(column, HS_I64, {}, [&](hs_value &v) { v.i64 = value; }); }
  Record &flag(const char *column, bool value) { return add(column, HS_BOOL, {}, [&](hs_value &v) { v.boolean = value; }); }
  /* Monitors: the stream and the place after this record. */
  Record &cursor(std::string_view stream, std::string_view place) { stream_ = stream; cursor_ = place; return *this; }

  hs_status emit(const hs_host *host, const hs_call *call) const {
    hs_record row{};
    row.id = lend(id_);
    row.parent = lend(parent_);
    row.values = cells_.data();
    hs_records batch{};
    batch.size = sizeof batch;
    batch.stride = sizeof row;
    batch.schema = lend(schema_);
    batch.stream = lend(stream_);
    batch.cursor = lend(cursor_);
    batch.key_count = keys_.size();
    batch.keys = keys_.data();
    batch.count = 1;
    batch.first = &row;
    return host->emit(host, call, &batch);
  }

 private:
  Record &add(const char *column, hs_kind kind, std::string_view text) {
    return add(column, kind, text, [](hs_value &) {});
  }
  template <class Set> Record &add(const char *column, hs_kind kind, std::string_view text, Set set) {
    hs_value value{};
    value.kind = kind;
    if (kind == HS_TEXT || kind == HS_JSON) value.text = lend(texts_.emplace_back(text));
    set(value);
    keys_.push_back(lend(column));
    cells_.push_back(value);
    return *this;
  }
  std::string schema_, parent_, id_, stream_, cursor_;
  std::deque<std::string> texts_;   /* a deque does not move what it has */
  std::vector<hs_str> keys_;
  std::vector<hs_value> cells_;
};

/* A text in what a service says of a failure, which is one flat object. */
inline std::string said(std::string_view json, const std::string &name) {
  size_t at = json.find('"' + name + "\":\"");
  std::string text;
  if (at == json.npos) return text;
  for (at += name.size() + 4; at < json.size() && json[at] != '"'; at++) {
    if (json[at] != '\\' || ++at == json.size()) { if (at < json.size()) text += json[at]; continue; }
    switch (json[at]) {
      case 'n': text += '\n'; break;
      case 't': text += '\t'; break;
      case 'u': text += '?'; at += 4; break;   /* a control character */
      default: text += json[at];
    }
  }
  return text;
}

/* The call that is under way. */
class Call {
 public:
  Call(const hs_host *host, const hs_call *call) : host_(host), call_(call) {}
  bool stopped() const { return enough_ || call_->stop(call_) != 0; }
  bool hasEnough() const { return enough_; }
  std::string_view id() const { return view(call_->id); }
  /* Hands a record over; after "enough" this does nothing. Throws a Failure when the host did not take it. */
  void emit(const Record &record) {
    if (enough_) return;
    const hs_status status = record.emit(host_, call_);
    if (status == HS_CANCELLED) enough_ = true;
    else if (status != HS_OK) throw Failure(status, "emit.refused", "the host did not take the record");
  }
  /* One method of a host service: its answer, as JSON. Throws a Failure with what the service says, or HS_DENIED when it
   * is not granted. List what you need in the descriptor's `needs`. */
  std::string ask(std::string_view service, std::string_view method, std::string_view request = "{}") const {
    const hs_service *table = hs_find_service(host_, lend(service));
    if (!table) throw Failure(HS_DENIED, "service.not-granted", std::string(service) + " is not granted");
    std::string answer;
    const hs_sink sink{&answer, take};
    const hs_status status = table->call(host_, call_, lend(method), lend(request), sink);
    if (status == HS_OK) return answer;
    const std::string code = said(answer, "code"), text = said(answer, "message");
    throw Failure(status, code.empty() ? "service.refused" : code, text.empty() ? answer : text, said(answer, "place"));
  }
  hs_status fail(const Failure &failure, std::string_view record = {}) const {
    hs_failure said{};
    said.size = sizeof said;
    said.status = failure.status;
    said.code = lend(failure.code);
    said.place = lend(failure.place);
    said.text = lend(failure.text);
    said.record = lend(record);
    return call_->fail(call_, &said);
  }
 private:
  static hs_status take(void *context, hs_str chunk) noexcept {
    try {
      static_cast<std::string *>(context)->append(view(chunk));
      return HS_OK;
    } catch (...) {
      return HS_FAILED;
    }
  }
  const hs_host *host_;
  const hs_call *call_;
  bool enough_ = false;
};

enum class Verb { prepare, switchOver, promote, rollBack, status };

/* What the plugin says of itself; texts must be literals. */
struct Descriptor {
  const char *id, *version, *summary;
  const char *settings = "{\"type\":\"object\",\"additionalProperties\":false}";
  uint32_t capabilities = 0;
  const char *needs = "";
};

template <class Stage> struct Instance {
  const hs_host *host;
  Stage stage;
};

/* Nothing that is thrown gets past this. */
template <class Body> hs_status guarded(Call &call, std::string_view record, Body body) noexcept {
  try {
    body();
    return HS_OK;
  } catch (const Failure &failure) {
    return call.fail(failure, record);
  } catch (const std::exception &error) {
    return call.fail(Failure(HS_FAILED, "plugin.exception", error.what()), record);
  } catch (...) {
    return call.fail(Failure(HS_FAILED, "plugin.exception", "an exception of unknown type"), record);
  }
}

template <class Stage> struct Export {
  using Box = Instance<Stage>;
  static Box *of(hs_instance *self) { return reinterpret_cast<Box *>(self); }

  static hs_status create(const hs_host *host, const hs_call *raw, hs_str settings, hs_instance **out) {
    Call call(host, raw);
    return guarded(call, {}, [&] { *out = reinterpret_cast<hs_instance *>(new Box{host, Stage(host, view(settings))}); });
  }
  static void destroy(hs_instance *self) { delete of(self); }

  template <class Body> static hs_status each(hs_instance *self, const hs_call *raw, const hs_records *in, Body body) {
    Call call(of(self)->host, raw);
    hs_status last = HS_OK;
    for (size_t index = 0; index < in->count; index++) {
      if (call.hasEnough()) return HS_OK;
      if (call.stopped()) return HS_CANCELLED;
      const Row row{in, index};
      last = guarded(call, row.id(), [&] { body(of(self)->stage, call, row); });
      if (last == HS_BUSY || last == HS_POISONED) return last;
    }
    return in->count == 1 ? last : HS_OK;
  }
  static hs_status analyze(hs_instance *self, const hs_call *call, const hs_records *in) {
    return each(self, call, in, [](auto &stage, Call &call, Row row) { stage.analyze(call, row); });
  }
  static hs_status propose(hs_instance *self, const hs_call *call, const hs_records *in) {
    return each(self, call, in, [](auto &stage, Call &call, Row row) { stage.propose(call, row); });
  }
  static hs_status verify(hs_instance *self, const hs_call *call, const hs_records *in) {
    return each(self, call, in, [](auto &stage, Call &call, Row row) { stage.verify(call, row); });
  }
  static hs_status poll(hs_instance *self, const hs_call *raw) {
    Call call(of(self)->host, raw);
    return guarded(call, {}, [&] { of(self)->stage.poll(call); });
  }
  template <Verb verb> static hs_status perform(hs_instance *self, const hs_call *call, const hs_records *in) {
    return each(self, call, in, [](auto &stage, Call &call, Row row) { stage.perform(call, verb, row); });
  }

  static hs_lifecycle lifecycle() {
    hs_lifecycle table{};
    table.size = sizeof table;
    table.create = create;
    table.destroy = destroy;
    return table;
  }
  static hs_plugin plugin(const Descriptor &descriptor, const hs_lifecycle *lifecycle) {
    hs_plugin plugin{};
    plugin.size = sizeof plugin;
    plugin.capabilities = descriptor.capabilities;
    plugin.id = lend(descriptor.id);
    plugin.version = lend(descriptor.version);
    plugin.summary = lend(descriptor.summary);
    plugin.config_schema = lend(descriptor.settings);
    plugin.needs = lend(descriptor.needs);
    plugin.lifecycle = lifecycle;
    return plugin;
  }
  static hs_module module(const hs_plugin *plugin) {
    hs_module module{};
    module.size = sizeof module;
    module.magic = HS_ABI_MAGIC;
    module.abi_major = HS_ABI_MAJOR;
    module.abi_minor = HS_ABI_MINOR;
    module.plugin_count = 1;
    module.plugin_stride = sizeof(hs_plugin);
    module.plugins = plugin;
    module.runtime = lend("c++");
    return module;
  }
};

}  // namespace homeostasis

#define HOMEOSTASIS_EXPORT_(Stage, descriptor, table, in, out, ...)                                        \
  extern "C" HS_EXPORT const hs_module *homeostasis_module_v1(void) {                                      \
    using E = homeostasis::Export<Stage>;                                                                  \
    static const hs_lifecycle lifecycle = E::lifecycle();                                                  \
    static const hs_##table kind = { sizeof(hs_##table), 0, __VA_ARGS__ };                                 \
    static const hs_plugin plugin = [] {                                                                   \
      hs_plugin plugin = E::plugin(descriptor, &lifecycle);                                                \
      plugin.consumes = homeostasis::lend(in);                                                             \
      plugin.produces = homeostasis::lend(out);                                                            \
      plugin.table = &kind;                                                                                \
      return plugin;                                                                                       \
    }();                                                                                                   \
    static const hs_module module = E::module(&plugin);                                                    \
    return &module;                                                                                        \
  }
#define HOMEOSTASIS_MONITOR(Stage, descriptor) \
  HOMEOSTASIS_EXPORT_(Stage, descriptor, monitor, "", "homeostasis.event/1", nullptr, E::poll)
#define HOMEOSTASIS_ANALYZER(Stage, descriptor) \
  HOMEOSTASIS_EXPORT_(Stage, descriptor, analyzer, "homeostasis.incident/1", "homeostasis.diagnosis/1", E::analyze)
#define HOMEOSTASIS_PATCHER(Stage, descriptor) \
  HOMEOSTASIS_EXPORT_(Stage, descriptor, patcher, "homeostasis.diagnosis/1", "homeostasis.patch/1", E::propose)
#define HOMEOSTASIS_TESTER(Stage, descriptor) \
  HOMEOSTASIS_EXPORT_(Stage, descriptor, tester, "homeostasis.patch/1", "homeostasis.verdict/1", E::verify)
#define HOMEOSTASIS_DEPLOYER(Stage, descriptor)                                                               \
  HOMEOSTASIS_EXPORT_(Stage, descriptor, deployer, "homeostasis.patch/1 homeostasis.rollout/1",               \
    "homeostasis.rollout/1", E::perform<homeostasis::Verb::prepare>, E::perform<homeostasis::Verb::switchOver>, \
    E::perform<homeostasis::Verb::promote>, E::perform<homeostasis::Verb::rollBack>,                          \
    E::perform<homeostasis::Verb::status>)
#endif
