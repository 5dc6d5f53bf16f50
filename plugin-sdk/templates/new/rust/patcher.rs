//! NAME: a patcher that proposes a restart for every diagnosis. Write what it shall do instead.
use homeostasis::{Call, Descriptor, Failure, Record, Row, Stage};

pub struct TYPE;

impl Stage for TYPE {
    const DESCRIPTOR: Descriptor = Descriptor::new("org.example.NAME", "0.1.0", "proposes a restart for every diagnosis");

    /// `_settings` is JSON that has passed the schema.
    fn create(_settings: &str) -> Result<Self, Failure> {
        Ok(TYPE)
    }

    fn work(&mut self, call: &mut Call, row: Row) -> Result<(), Failure> {
        call.emit(
            Record::new("homeostasis.patch/1", &row.id())
                .text("kind", "mitigation")
                .text("base", "")
                .text("title", "restart it")
                .number("score", 0.1)
                .flag("suppresses", false)
                .json("files", "[]")
                .json("act", r#"{"verb": "restart"}"#),
        )
    }
}

homeostasis::export!(patcher, TYPE);
