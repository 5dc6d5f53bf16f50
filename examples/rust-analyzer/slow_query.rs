//! Knows that a timeout in the folder db/ is a query without an index.
use homeostasis::{Call, Descriptor, Failure, Record, Row, Stage};

pub struct SlowQuery;

impl Stage for SlowQuery {
    const DESCRIPTOR: Descriptor =
        Descriptor::new("org.example.slow-query", "1.0.0", "names the query behind a timeout");

    fn create(_settings: &str) -> Result<Self, Failure> {
        Ok(SlowQuery)
    }

    fn work(&mut self, call: &mut Call, row: Row) -> Result<(), Failure> {
        let (title, class) = match (row.text("title"), row.text("type")) {
            (Some(title), Some(class)) => (title, class),
            _ => return Ok(()), // no answer: the next analyzer is asked
        };
        let table = match title.split("db/").nth(1).and_then(|rest| rest.split('.').next()) {
            Some(table) if class.contains("Timeout") && !table.is_empty() => table,
            _ => return Ok(()),
        };
        call.emit(
            Record::new("homeostasis.diagnosis/1", &row.id())
                .text("cause", &format!("the query on {} has no index", table))
                .text("category", "timeout")
                .number("confidence", 0.7)
                .json("exceptions", "[]")
                .json("locations", "[]")
                .json("evidence", "[]")
                .json("related", "[]"),
        )
    }
}

homeostasis::export!(analyzer, SlowQuery);
