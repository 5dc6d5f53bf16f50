//! NAME: an analyzer that names the class of every incident. Write what it shall do instead.
use homeostasis::{Call, Descriptor, Failure, Record, Row, Stage};

pub struct TYPE;

impl Stage for TYPE {
    const DESCRIPTOR: Descriptor = Descriptor::new("org.example.NAME", "0.1.0", "names the class of every incident");

    /// `_settings` is JSON that has passed the schema.
    fn create(_settings: &str) -> Result<Self, Failure> {
        Ok(TYPE)
    }

    fn work(&mut self, call: &mut Call, row: Row) -> Result<(), Failure> {
        let (title, class) = match (row.text("title"), row.text("type")) {
            (Some(title), Some(class)) => (title, class),
            _ => return Ok(()), // no answer: the next one is asked
        };
        call.emit(
            Record::new("homeostasis.diagnosis/1", &row.id())
                .text("cause", &title)
                .text("category", &class)
                .number("confidence", 0.1)
                .json("exceptions", "[]")
                .json("locations", "[]")
                .json("evidence", "[]")
                .json("related", "[]"),
        )
    }
}

homeostasis::export!(analyzer, TYPE);
