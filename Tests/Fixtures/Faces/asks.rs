//! As asks.cpp, in Rust.
use homeostasis::{Call, Descriptor, Failure, Record, Row, Stage};

struct Asker;
impl Stage for Asker {
    const DESCRIPTOR: Descriptor = Descriptor::new("org.example.asking", "1.0.0", "asks what it is told to");
    fn create(_settings: &str) -> Result<Self, Failure> { Ok(Asker) }
    fn work(&mut self, call: &mut Call, row: Row) -> Result<(), Failure> {
        let what = row.text("type").unwrap_or_default();
        let (service, method) = what.split_once(' ').unwrap_or((&what, ""));
        let (status, answer) = match call.ask(service, method, &row.text("title").unwrap_or_default()) {
            Ok(answer) => (homeostasis::OK, answer),
            Err(failure) => (failure.status, format!("{}: {}", failure.code, failure.text)),
        };
        call.emit(
            Record::new("homeostasis.diagnosis/1", &row.id())
                .text("cause", &answer)
                .text("category", &status.to_string())
                .number("confidence", 1.0)
                .json("exceptions", "[]")
                .json("locations", "[]")
                .json("evidence", "[]")
                .json("related", "[]"),
        )
    }
}
homeostasis::export!(analyzer, Asker);
