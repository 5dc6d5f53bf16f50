//! NAME: a tester that finds every patch inconclusive. Write what it shall do instead.
use homeostasis::{Call, Descriptor, Failure, Record, Row, Stage};

pub struct TYPE;

impl Stage for TYPE {
    const DESCRIPTOR: Descriptor = Descriptor::new("org.example.NAME", "0.1.0", "finds every patch inconclusive");

    /// `_settings` is JSON that has passed the schema.
    fn create(_settings: &str) -> Result<Self, Failure> {
        Ok(TYPE)
    }

    fn work(&mut self, call: &mut Call, row: Row) -> Result<(), Failure> {
        call.emit(
            Record::new("homeostasis.verdict/1", &row.id())
                .text("result", "inconclusive")
                .text("reason", "not-written")
                .text("patch_hash", "")
                .text("tree", "")
                .flag("reproduced_before", false)
                .flag("fixed_after", false)
                .integer("passed", 0)
                .integer("failed", 0)
                .integer("skipped", 0)
                .integer("flaky", 0)
                .integer("duration_ns", 0)
                .json("failures", "[]"),
        )
    }
}

homeostasis::export!(tester, TYPE);
