//! The contract for Rust 1.63 and later: one file, no crate, a thin face over `homeostasis/plugin.h`. Panics stop here: the
//! host is told `plugin.panic` with the message.
//!
//!     struct Namer;
//!     impl homeostasis::Stage for Namer {
//!         const DESCRIPTOR: Descriptor = Descriptor::new("org.example.namer", "1.0.0", "names things");
//!         fn create(_settings: &str) -> Result<Self, Failure> { Ok(Namer) }
//!         fn work(&mut self, call: &mut Call, row: Row) -> Result<(), Failure> { ... }
//!     }
//!     homeostasis::export!(analyzer, Namer);
#![allow(non_camel_case_types)]
use std::ffi::c_void;
use std::panic::{catch_unwind, AssertUnwindSafe};

pub const OK: u32 = 0;
pub const FAILED: u32 = 1;
pub const INVALID: u32 = 2;
pub const UNSUPPORTED: u32 = 3;
pub const CANCELLED: u32 = 4;
pub const BUSY: u32 = 5;
pub const POISONED: u32 = 6;
pub const ABSENT: u32 = 7;
pub const CONFLICT: u32 = 8;
pub const DENIED: u32 = 9;

/// The structs of plugin.h, field by field.
pub mod abi {
    use super::c_void;
    #[repr(C)] #[derive(Clone, Copy)] pub struct hs_str { pub ptr: *const u8, pub len: usize }
    #[repr(C)] #[derive(Clone, Copy)] pub union hs_payload { pub boolean: u64, pub i64_: i64, pub f64_: f64, pub text: hs_str }
    #[repr(C)] #[derive(Clone, Copy)] pub struct hs_value { pub kind: u32, pub reserved: u32, pub payload: hs_payload }
    #[repr(C)] pub struct hs_record { pub id: hs_str, pub parent: hs_str, pub at: i64, pub values: *const hs_value }
    #[repr(C)] pub struct hs_records {
        pub size: u32, pub stride: u32, pub flags: u32, pub reserved: u32, pub schema: hs_str, pub stream: hs_str,
        pub cursor: hs_str, pub key_count: usize, pub keys: *const hs_str, pub count: usize, pub first: *const hs_record,
    }
    #[repr(C)] pub struct hs_failure {
        pub size: u32, pub status: u32, pub code: hs_str, pub place: hs_str, pub text: hs_str, pub record: hs_str,
        pub retry_after_ns: i64,
    }
    #[repr(C)] pub struct hs_call {
        pub size: u32, pub attempt: u32, pub id: hs_str, pub trace: hs_str, pub deadline_ns: i64, pub context_count: usize,
        pub context: *const *const hs_records, pub owner: *mut c_void, pub stop: extern "C" fn(*const hs_call) -> u32,
        pub fail: extern "C" fn(*const hs_call, *const hs_failure) -> u32,
    }
    #[repr(C)] pub struct hs_host {
        pub size: u32, pub abi_minor: u32, pub owner: *mut c_void, pub log: *const c_void, pub metric: *const c_void,
        pub emit: extern "C" fn(*const hs_host, *const hs_call, *const hs_records) -> u32,
        pub extension: Option<extern "C" fn(*const hs_host, hs_str) -> *const c_void>,
    }
    #[repr(C)] pub struct hs_sink { pub context: *mut c_void, pub take: extern "C" fn(*mut c_void, hs_str) -> u32 }
    #[repr(C)] pub struct hs_service {
        pub size: u32, pub reserved: u32,
        pub call: extern "C" fn(*const hs_host, *const hs_call, hs_str, hs_str, hs_sink) -> u32,
    }
    pub type hs_instance = *mut c_void;
    pub type hs_work = extern "C" fn(hs_instance, *const hs_call, *const hs_records) -> u32;
    pub type hs_verb = extern "C" fn(hs_instance, *const hs_call) -> u32;
    #[repr(C)] pub struct hs_lifecycle {
        pub size: u32, pub reserved: u32,
        pub create: extern "C" fn(*const hs_host, *const hs_call, hs_str, *mut hs_instance) -> u32,
        pub destroy: extern "C" fn(hs_instance), pub restore: Option<hs_work>, pub start: Option<hs_verb>,
        pub drain: Option<hs_verb>, pub save: Option<hs_verb>, pub self_test: Option<hs_verb>,
    }
    /// The tables of all five kinds: size, and up to five functions.
    #[repr(C)] pub struct hs_kind { pub size: u32, pub reserved: u32, pub functions: [*const c_void; 5] }
    #[repr(C)] pub struct hs_plugin {
        pub size: u32, pub capabilities: u32, pub id: hs_str, pub version: hs_str, pub summary: hs_str,
        pub config_schema: hs_str, pub consumes: hs_str, pub produces: hs_str, pub needs: hs_str, pub rows_at_most: u32,
        pub reserved: u32, pub lifecycle: *const hs_lifecycle, pub kinds: [*const hs_kind; 5],
    }
    #[repr(C)] pub struct hs_module {
        pub size: u32, pub magic: u32, pub abi_major: u32, pub abi_minor: u32, pub plugin_count: u32, pub plugin_stride: u32,
        pub plugins: *const hs_plugin, pub runtime: hs_str, pub extension: *const c_void,
    }
}
use abi::*;

fn lend(text: &str) -> hs_str { hs_str { ptr: text.as_ptr(), len: text.len() } }
unsafe fn bytes<'a>(text: hs_str) -> &'a [u8] {
    if text.len == 0 { &[] } else { std::slice::from_raw_parts(text.ptr, text.len) }
}

/// Why a call or a row failed.
pub struct Failure { pub status: u32, pub code: String, pub text: String, pub place: String }
impl Failure {
    pub fn new(status: u32, code: &str, text: &str) -> Self {
        Failure { status, code: code.into(), text: text.into(), place: String::new() }
    }
}

/// One row of a batch; valid until the call returns.
#[derive(Clone, Copy)]
pub struct Row<'a> { batch: &'a hs_records, index: usize }
impl<'a> Row<'a> {
    fn record(&self) -> &'a hs_record {
        unsafe { &*((self.batch.first as *const u8).add(self.index * self.batch.stride as usize) as *const hs_record) }
    }
    /// Text that is not UTF-8 has replacement characters.
    pub fn id(&self) -> String { String::from_utf8_lossy(unsafe { bytes(self.record().id) }).into_owned() }
    /// The text of a column; None when it is absent or of another kind.
    pub fn text(&self, column: &str) -> Option<String> {
        for index in 0..self.batch.key_count {
            if unsafe { bytes(*self.batch.keys.add(index)) } != column.as_bytes() { continue; }
            let cell = unsafe { &*self.record().values.add(index) };
            if cell.kind != 4 { return None; }
            return Some(String::from_utf8_lossy(unsafe { bytes(cell.payload.text) }).into_owned());
        }
        None
    }
}

enum Value { Text(String), Json(String), Number(f64), Integer(i64), Flag(bool) }

/// A record to be emitted.
pub struct Record { schema: String, id: String, parent: String, stream: String, cursor: String, cells: Vec<(String, Value)> }
impl Record {
    pub fn new(schema: &str, parent: &str) -> Self {
        Record {
            schema: schema.into(), id: String::new(), parent: parent.into(), stream: String::new(), cursor: String::new(),
            cells: Vec::new(),
        }
    }
    pub fn id(mut self, id: &str) -> Self { self.id = id.into(); self }
    pub fn text(self, column: &str, value: &str) -> Self { self.add(column, Value::Text(value.into())) }
    pub fn json(self, column: &str, value: &str) -> Self { self.add(column, Value::Json(value.into())) }
    pub fn number(self, column: &str, value: f64) -> Self { self.add(column, Value::Number(value)) }
    pub fn integer(self, column: &str, value: i64) -> Self { self.add(column, Value::Integer(value)) }
    pub fn flag(self, column: &str, value: bool) -> Self { self.add(column, Value::Flag(value)) }
    /// Monitors: the stream and the place after this record.
    pub fn cursor(mut self, stream: &str, place: &str) -> Self {
        self.stream = stream.into();
        self.cursor = place.into();
        self
    }
    fn add(mut self, column: &str, value: Value) -> Self { self.cells.push((column.into(), value)); self }

    fn emit(&self, host: &hs_host, call: &hs_call) -> u32 {
        let keys: Vec<hs_str> = self.cells.iter().map(|(key, _)| lend(key)).collect();
        let cells: Vec<hs_value> = self.cells.iter().map(|(_, value)| {
            let (kind, payload) = match value {
                Value::Flag(value) => (1, hs_payload { boolean: *value as u64 }),
                Value::Integer(value) => (2, hs_payload { i64_: *value }),
                Value::Number(value) => (3, hs_payload { f64_: *value }),
                Value::Text(value) => (4, hs_payload { text: lend(value) }),
                Value::Json(value) => (7, hs_payload { text: lend(value) }),
            };
            hs_value { kind, reserved: 0, payload }
        }).collect();
        let row = hs_record { id: lend(&self.id), parent: lend(&self.parent), at: 0, values: cells.as_ptr() };
        let batch = hs_records {
            size: std::mem::size_of::<hs_records>() as u32, stride: std::mem::size_of::<hs_record>() as u32, flags: 0,
            reserved: 0, schema: lend(&self.schema), stream: lend(&self.stream), cursor: lend(&self.cursor),
            key_count: keys.len(), keys: keys.as_ptr(), count: 1, first: &row,
        };
        (host.emit)(host, call, &batch)
    }
}

/// The call that is under way.
pub struct Call<'a> { host: &'a hs_host, call: &'a hs_call, enough: bool }
impl<'a> Call<'a> {
    /// Whether to stop now; ask in every loop and wait.
    pub fn stopped(&self) -> bool { self.enough || (self.call.stop)(self.call) != 0 }
    /// Hands a record over; after "enough" this does nothing.
    pub fn emit(&mut self, record: Record) -> Result<(), Failure> {
        if self.enough { return Ok(()); }
        match record.emit(self.host, self.call) {
            OK => Ok(()),
            CANCELLED => { self.enough = true; Ok(()) }
            status => Err(Failure::new(status, "emit.refused", "the host did not take the record")),
        }
    }
    /// One method of a host service, with a request in JSON: its answer, as JSON. An error has what the service says, or
    /// DENIED when it is not granted. List what you need in the descriptor's `needs`.
    pub fn ask(&self, service: &str, method: &str, request: &str) -> Result<String, Failure> {
        let denied = || Failure::new(DENIED, "service.not-granted", &format!("{} is not granted", service));
        // An older host's table ends before its last field.
        let is_there = self.host.size as usize >= std::mem::size_of::<hs_host>();
        let extension = if is_there { self.host.extension } else { None }.ok_or_else(denied)?;
        let table = extension(self.host, lend(service)) as *const hs_service;
        if table.is_null() { return Err(denied()); }
        let mut answer: Vec<u8> = Vec::new();
        let sink = hs_sink { context: &mut answer as *mut Vec<u8> as *mut c_void, take };
        let status = (unsafe { &*table }.call)(self.host, self.call, lend(method), lend(request), sink);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        if status == OK { return Ok(answer); }
        let code = said(&answer, "code").unwrap_or_else(|| "service.refused".into());
        let text = said(&answer, "message").unwrap_or_else(|| answer.clone());
        Err(Failure { status, code, text, place: said(&answer, "place").unwrap_or_default() })
    }
    fn fail(&self, failure: &Failure, record: &str) -> u32 {
        let said = hs_failure {
            size: std::mem::size_of::<hs_failure>() as u32, status: failure.status, code: lend(&failure.code),
            place: lend(&failure.place), text: lend(&failure.text), record: lend(record), retry_after_ns: 0,
        };
        (self.call.fail)(self.call, &said)
    }
}

extern "C" fn take(context: *mut c_void, chunk: hs_str) -> u32 {
    // Without memory the process ends; nothing else here can fail.
    unsafe { (*(context as *mut Vec<u8>)).extend_from_slice(bytes(chunk)) };
    OK
}

/// A text in what a service says of a failure, which is one flat object.
fn said(json: &str, name: &str) -> Option<String> {
    let key = format!("\"{}\":\"", name);
    let mut rest = json[json.find(&key)? + key.len()..].chars();
    let mut text = String::new();
    loop {
        match rest.next()? {
            '"' => return Some(text),
            '\\' => match rest.next()? {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                // A control character.
                'u' => { text.push('?'); rest.nth(3)?; }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}

/// The functions of a deployer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb { Prepare, SwitchOver, Promote, RollBack, Status }

/// What the plugin says of itself.
pub struct Descriptor {
    pub id: &'static str, pub version: &'static str, pub summary: &'static str, pub settings: &'static str,
    pub capabilities: u32, pub needs: &'static str,
}
impl Descriptor {
    pub const fn new(id: &'static str, version: &'static str, summary: &'static str) -> Self {
        Descriptor {
            id, version, summary, settings: "{\"type\":\"object\",\"additionalProperties\":false}", capabilities: 0, needs: "",
        }
    }
}

/// A stage; of the three functions at its end the kind's one is called.
pub trait Stage: Sized + Send {
    const DESCRIPTOR: Descriptor;
    fn create(settings: &str) -> Result<Self, Failure>;
    /// Analyzers, patchers and testers: one row of input.
    fn work(&mut self, _call: &mut Call, _row: Row) -> Result<(), Failure> { Ok(()) }
    /// Monitors: wait until the deadline at the latest, emit, return.
    fn poll(&mut self, _call: &mut Call) -> Result<(), Failure> { Ok(()) }
    /// Deployers.
    fn perform(&mut self, _call: &mut Call, _verb: Verb, _row: Row) -> Result<(), Failure> { Ok(()) }
}

struct Boxed<S> { host: *const hs_host, stage: S }

fn guarded(call: &mut Call, record: &str, body: impl FnOnce(&mut Call) -> Result<(), Failure>) -> u32 {
    match catch_unwind(AssertUnwindSafe(|| body(call))) {
        Ok(Ok(())) => OK,
        Ok(Err(failure)) => call.fail(&failure, record),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string()))
                .unwrap_or_else(|| "a panic without words".into());
            call.fail(&Failure::new(FAILED, "plugin.panic", &text), record)
        }
    }
}

extern "C" fn create<S: Stage>(host: *const hs_host, raw: *const hs_call, settings: hs_str, out: *mut hs_instance) -> u32 {
    let mut call = Call { host: unsafe { &*host }, call: unsafe { &*raw }, enough: false };
    guarded(&mut call, "", |_| {
        let stage = S::create(&String::from_utf8_lossy(unsafe { bytes(settings) }))?;
        unsafe { *out = Box::into_raw(Box::new(Boxed { host, stage })) as hs_instance };
        Ok(())
    })
}
extern "C" fn destroy<S: Stage>(instance: hs_instance) {
    // A panic in a destructor must not cross either.
    let _ = catch_unwind(|| drop(unsafe { Box::from_raw(instance as *mut Boxed<S>) }));
}
fn each<S: Stage>(
    instance: hs_instance, raw: *const hs_call, batch: *const hs_records,
    body: impl Fn(&mut S, &mut Call, Row) -> Result<(), Failure>,
) -> u32 {
    let boxed = unsafe { &mut *(instance as *mut Boxed<S>) };
    let batch = unsafe { &*batch };
    let mut call = Call { host: unsafe { &*boxed.host }, call: unsafe { &*raw }, enough: false };
    let mut last = OK;
    for index in 0..batch.count {
        if call.enough { return OK; }
        if call.stopped() { return CANCELLED; }
        let row = Row { batch, index };
        let stage = &mut boxed.stage;
        last = guarded(&mut call, &row.id(), |call| body(stage, call, row));
        if last == BUSY || last == POISONED { return last; }
    }
    if batch.count == 1 { last } else { OK }
}
extern "C" fn work<S: Stage>(instance: hs_instance, call: *const hs_call, batch: *const hs_records) -> u32 {
    each::<S>(instance, call, batch, |stage, call, row| stage.work(call, row))
}
extern "C" fn poll<S: Stage>(instance: hs_instance, raw: *const hs_call) -> u32 {
    let boxed = unsafe { &mut *(instance as *mut Boxed<S>) };
    let mut call = Call { host: unsafe { &*boxed.host }, call: unsafe { &*raw }, enough: false };
    let stage = &mut boxed.stage;
    guarded(&mut call, "", |call| stage.poll(call))
}
macro_rules! verb {
    ($name:ident, $verb:ident) => {
        extern "C" fn $name<S: Stage>(instance: hs_instance, call: *const hs_call, batch: *const hs_records) -> u32 {
            each::<S>(instance, call, batch, |stage, call, row| stage.perform(call, Verb::$verb, row))
        }
    };
}
verb!(prepare, Prepare);
verb!(switch_over, SwitchOver);
verb!(promote, Promote);
verb!(roll_back, RollBack);
verb!(status, Status);

/// The kinds by the names that `export!` takes.
pub enum Kind { Monitor, Analyzer, Patcher, Tester, Deployer }

/// Makes the tables, which live for ever. `export!` calls it once.
pub fn module<S: Stage>(kind: Kind) -> &'static hs_module {
    let none: *const c_void = std::ptr::null();
    let work_only = [work::<S> as *const c_void, none, none, none, none];
    let (place, count, functions, consumes, produces) = match kind {
        Kind::Monitor => (0, 2, [none, poll::<S> as *const c_void, none, none, none], "", "homeostasis.event/1"),
        Kind::Analyzer => (1, 1, work_only, "homeostasis.incident/1", "homeostasis.diagnosis/1"),
        Kind::Patcher => (2, 1, work_only, "homeostasis.diagnosis/1", "homeostasis.patch/1"),
        Kind::Tester => (3, 1, work_only, "homeostasis.patch/1", "homeostasis.verdict/1"),
        Kind::Deployer => (4, 5, [
            prepare::<S> as *const c_void, switch_over::<S> as *const c_void, promote::<S> as *const c_void,
            roll_back::<S> as *const c_void, status::<S> as *const c_void,
        ], "homeostasis.patch/1 homeostasis.rollout/1", "homeostasis.rollout/1"),
    };
    let table = Box::leak(Box::new(hs_kind { size: 8 + 8 * count, reserved: 0, functions }));
    let mut kinds: [*const hs_kind; 5] = [std::ptr::null(); 5];
    kinds[place] = table;
    let lifecycle = Box::leak(Box::new(hs_lifecycle {
        size: std::mem::size_of::<hs_lifecycle>() as u32, reserved: 0, create: create::<S>, destroy: destroy::<S>,
        restore: None, start: None, drain: None, save: None, self_test: None,
    }));
    let says = &S::DESCRIPTOR;
    let plugin = Box::leak(Box::new(hs_plugin {
        size: std::mem::size_of::<hs_plugin>() as u32, capabilities: says.capabilities, id: lend(says.id),
        version: lend(says.version), summary: lend(says.summary), config_schema: lend(says.settings),
        consumes: lend(consumes), produces: lend(produces), needs: lend(says.needs), rows_at_most: 0, reserved: 0,
        lifecycle, kinds,
    }));
    Box::leak(Box::new(hs_module {
        size: std::mem::size_of::<hs_module>() as u32, magic: 0x48534F53, abi_major: 1, abi_minor: 0, plugin_count: 1,
        plugin_stride: std::mem::size_of::<hs_plugin>() as u32, plugins: plugin, runtime: lend("rust"),
        extension: std::ptr::null(),
    }))
}

/// Exports a stage as the one plugin of this library: `homeostasis::export!(analyzer, Namer);`
#[macro_export]
macro_rules! export {
    (@kind monitor) => { $crate::Kind::Monitor };
    (@kind analyzer) => { $crate::Kind::Analyzer };
    (@kind patcher) => { $crate::Kind::Patcher };
    (@kind tester) => { $crate::Kind::Tester };
    (@kind deployer) => { $crate::Kind::Deployer };
    ($kind:ident, $stage:ty) => {
        #[no_mangle]
        pub extern "C" fn homeostasis_module_v1() -> *const $crate::abi::hs_module {
            static ONCE: std::sync::Once = std::sync::Once::new();
            static PLACE: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
            ONCE.call_once(|| {
                let module = $crate::module::<$stage>($crate::export!(@kind $kind));
                PLACE.store(module as *const _ as usize, std::sync::atomic::Ordering::Release);
            });
            PLACE.load(std::sync::atomic::Ordering::Acquire) as *const _
        }
    };
}
