//! NAME: a deployer that refuses every patch. Write what it shall do instead.
use homeostasis::{Call, Descriptor, Failure, Row, Stage, Verb};

pub struct TYPE;

impl Stage for TYPE {
    const DESCRIPTOR: Descriptor = Descriptor::new("org.example.NAME", "0.1.0", "refuses every patch");

    /// `_settings` is JSON that has passed the schema.
    fn create(_settings: &str) -> Result<Self, Failure> {
        Ok(TYPE)
    }

    /// Each verb is called again after a crash with the same record: make all of them idempotent.
    fn perform(&mut self, _call: &mut Call, _verb: Verb, _row: Row) -> Result<(), Failure> {
        Err(Failure::new(homeostasis::UNSUPPORTED, "NAME.unfinished", "NAME deploys nothing yet"))
    }
}

homeostasis::export!(deployer, TYPE);
